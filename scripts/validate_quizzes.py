"""Check the answer keys of this course: the gate in CI. Takes the options of ``coursewright check``."""

import sys

from coursewright.cli import main

if __name__ == "__main__":
    main(["check", *sys.argv[1:]], prog_name="validate_quizzes.py", standalone_mode=True)
