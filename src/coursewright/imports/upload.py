"""One file that somebody wants to import, as bytes, text, XML or zip; nothing of it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from coursewright.imports.archive import Archive
from coursewright.imports.draft import Load, Refused
from coursewright.imports.xmlfile import Node, parse
from coursewright.problem import Source

FILE_SIZE: Final = 100 << 20
IMAGE_SIZE: Final = 20 << 20
_START: Final = 4_000
_XML = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:\?xml\b|!DOCTYPE\s+(?!html\b)|(?:[\w.-]+:)?(?:quiz|questestinterop|qti-[\w-]+|assessment\w*|manifest)\b)",
    re.S,
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Upload:
    """A file's name and content, and what may stand beside it."""

    def __init__(self, path: str, data: bytes, folder: Path | None = None) -> None:
        """``folder`` is where files that it shows may be; without one, there are none."""
        self.path = path
        self.data = data
        self.folder = folder

    @classmethod
    def open(cls, path: Path) -> Upload:
        """Return a file of the disk; raise ``Refused`` where it can't be read, or is too large."""
        try:
            with path.open("rb") as file:
                data = file.read(FILE_SIZE + 1)  # a pipe doesn't say how much is to come
        except OSError as error:
            raise Refused(f"the file can't be read: {error.strerror}") from error
        if len(data) > FILE_SIZE:
            raise Refused(f"the file is larger than {FILE_SIZE >> 20} MB")
        return cls(path.as_posix(), data, path.resolve().parent)

    @property
    def is_zip(self) -> bool:
        """Whether it starts as a zip does."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @property
    def is_xml(self) -> bool:
        """Whether it starts as XML of questions does; a text may begin with a tag, too."""
        start = self.data[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        return _XML.match(start) is not None

    @cached_property
    def archive(self) -> Archive:
        """The file as a zip."""
        return Archive(self.data)

    @cached_property
    def xml(self) -> Node:
        """The file as XML."""
        return parse(self.data)

    @cached_property
    def documents(self) -> dict[str, Node]:
        """Every XML file by its name: of a zip, all that a question may stand in; else this one alone.

        One of a zip that is no XML at all is none.
        """
        if not self.is_zip:
            return {"": self.xml} if self.is_xml else {}
        found = {}
        for name in self.archive.names:
            if name.lower().endswith((".xml", ".qti")):
                try:
                    found[name] = parse(self.archive.read(name) or b"")
                except Refused as error:
                    raise Refused(f"{name} in the zip, line {error.line}: {error}", hint=error.hint) from error
        return found

    @cached_property
    def text(self) -> str:
        """The file as text with plain line ends; raise ``Refused`` where it is none."""
        data, encoding = self.data, "utf-8"
        for mark, named in _BOMS:
            if data.startswith(mark):
                data, encoding = data[len(mark) :], named
                break
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            hint = "Save it as UTF-8, in an editor or where it comes from."
            line = data.count(b"\n", 0, error.start) + 1
            raise Refused(f"the file isn't {encoding.upper()} text", line, hint) from error
        if "\0" in text:
            raise Refused("the file is no text", text.count("\n", 0, text.index("\0")) + 1)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def source(self, line: int) -> Source:
        """Return a place in the file."""
        return Source(self.path, max(line, 1), 1)

    @property
    def load(self) -> Load:
        """What loads a file that stands beside this one, or below; never one elsewhere on the disk."""
        return self._load

    def _load(self, address: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            parts = urlsplit(address)
            found = (self.folder / unquote(parts.path)).resolve()
            if parts.scheme or parts.netloc or not found.is_relative_to(self.folder):
                return None
            return found.read_bytes() if found.is_file() and found.stat().st_size <= IMAGE_SIZE else None
        except (OSError, ValueError):
            return None


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their numbers."""
    yield from enumerate(text.split("\n"), 1)
