"""Build the wheel and the source archive, and try the wheel with the oldest and the newest versions of what it needs.

Each try is an environment of its own outside this folder, so that nothing but the wheel can be found there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "installed"
RESOLUTIONS = ("lowest-direct", "highest")
EPOCH = "1700000000"
"""The time of every entry of the archives, unless SOURCE_DATE_EPOCH says otherwise: the same source, the same bytes."""


def run(command: Sequence[str | Path], cwd: Path) -> None:
    """Run a command, and end with its status if it fails."""
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ}
    done = subprocess.run(command, cwd=cwd, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed with {done.returncode}.")


def build(uv: Path, folder: Path) -> Path:
    """Write both archives into a folder, and return the wheel."""
    run([uv, "--no-config", "build", "--quiet", "--out-dir", folder, ROOT], ROOT)
    return next(folder.glob("*.whl"))


def try_out(uv: Path, wheel: Path, resolution: str, python: str) -> None:
    """Install the wheel in an environment of its own, and run the tests of what is installed there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([uv, "--no-config", "venv", "--quiet", "--python", python, folder / "env"], folder)
        inside = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        wanted: list[str | Path] = ["--resolution", resolution, "--python", inside / "python", wheel, "pytest>=8.4"]
        run([uv, "--no-config", "pip", "install", "--quiet", *wanted], folder)
        shutil.copytree(TESTS, folder / "tests")
        print(f"The wheel with {resolution} versions:", flush=True)
        run([inside / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], folder)


def main() -> None:
    """Build, try, and leave the archives where --out says only if all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the archives go")
    parser.add_argument("--uv", type=Path, required=True, help="the program uv")
    parser.add_argument("--python", default=sys.executable, help="the Python to try it with")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        wheel = build(asked.uv.resolve(), Path(name))
        for resolution in RESOLUTIONS:
            try_out(asked.uv.resolve(), wheel, resolution, asked.python)
        asked.out.mkdir(parents=True, exist_ok=True)
        for archive in sorted([wheel, *Path(name).glob("*.tar.gz")]):
            shutil.copyfile(archive, asked.out / archive.name)
            print(f"Wrote {asked.out / archive.name}.")


if __name__ == "__main__":
    main()
