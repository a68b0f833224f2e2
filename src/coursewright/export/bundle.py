"""What an export consists of, and the only place that writes it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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

    def __post_init__(self) -> None:
        for path in self.files:
            pure = PurePosixPath(path)
            if "\\" in path or pure.is_absolute() or ".." in pure.parts or str(pure) != path or path == ".":
                raise ValueError(f"not a path inside a package: {path!r}")

    @property
    def content(self) -> bytes:
        """The one file as it is; several files as a zip. Same files, same bytes."""
        if len(self.files) == 1:
            (only,) = self.files.values()
            return only
        return _zip(self.files)

    def write(self, path: Path) -> None:
        """Write the content; whatever goes wrong, an older file of that name stays as it was."""
        content = self.content
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


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Return an archive without a trace of when, where or in which order it was made."""
    moment = time.gmtime(min(max(int(os.environ.get("SOURCE_DATE_EPOCH") or _EPOCH), _EPOCH), _LAST))[:6]
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for path, content in sorted(files.items()):
            entry = ZipInfo(path, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, on Windows too
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()
