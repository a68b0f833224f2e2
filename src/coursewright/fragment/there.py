"""Whether there is a file or a folder of a name that an author wrote: of one that no system can hold, there is none."""

from __future__ import annotations

import os.path
from pathlib import Path


def is_file(path: Path) -> bool:
    """Return whether there is such a file; ``Path.is_file`` raises an error for a name that is too long."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Return whether there is such a folder."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Return whether there is such a file or folder."""
    return os.path.exists(path)  # noqa: PTH110
