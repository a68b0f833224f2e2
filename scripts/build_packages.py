"""Write every package of this course into dist/, for a release. Takes the options of ``coursewright packages``."""

import sys

from coursewright.cli import main

if __name__ == "__main__":
    main(["packages", *sys.argv[1:]], prog_name="build_packages.py", standalone_mode=True)
