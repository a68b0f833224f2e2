"""What an export consists of, and the only place that writes it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from coursewright.problem import Problem

_EPOCH = 315532800
"""1980-01-01, the first day that a zip file can state."""
_LAST = 4354819198
"""2107-12-31, the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The files that a target takes in, and what of the course they don't carry."""

    files: Mapping[str, bytes]
    """By path inside the package; none where there is nothing to export."""
    problems: tuple[Problem, ...] = ()
    zipped: bool = True
    """Whether the files stand in a zip; else there is one, as it is."""
    first: tuple[str, ...] = ()
    """Paths that stand at the package's beginning, in this order; the others follow by name."""
    stored: frozenset[str] = frozenset()
    """Paths that aren't compressed, as an EPUB's ``mimetype`` must not be."""

    def __post_init__(self) -> None:
        for path in self.files:
            pure = PurePosixPath(path)
            outside = pure.is_absolute() or ".." in pure.parts or PureWindowsPath(path).drive
            if outside or "\\" in path or str(pure) != path or path == ".":
                raise ValueError(f"not a path inside a package: {path!r}")
        if unknown := {*self.first, *self.stored} - set(self.files):
            raise ValueError(f"not in the package: {sorted(unknown)}")
        if not self.zipped and len(self.files) > 1:
            raise ValueError("several files need a zip")

    @property
    def content(self) -> bytes:
        """The zip, or the one file as it is. Same files, same bytes."""
        if self.zipped:
            return self._zip()
        (only,) = self.files.values()
        return only

    def write(self, path: Path) -> None:
        """Write the content; whatever goes wrong, an older file of that name stays as it was."""
        write_whole(path, self.content)

    def _zip(self) -> bytes:
        """Return an archive without a trace of when, where or in which order it was made."""
        stated = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
        seconds = int(stated) if stated.isdecimal() else _EPOCH
        moment = time.gmtime(min(max(seconds, _EPOCH), _LAST))[:6]
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            for path in dict.fromkeys((*self.first, *sorted(self.files))):
                entry = ZipInfo(path, moment)
                entry.compress_type = ZIP_STORED if path in self.stored else ZIP_DEFLATED
                entry.create_system = 3  # Unix, on Windows too
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, self.files[path], compresslevel=9)
        return buffer.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it, so that nobody ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        written.chmod(0o644)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
