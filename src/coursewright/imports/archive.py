"""A zip that a stranger made: looked at before anything is unpacked, and read member by member, into memory only."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from coursewright.imports.draft import Load, Refused

MEMBERS: Final = 5_000
MEMBER_SIZE: Final = 50 << 20
TOTAL_SIZE: Final = 300 << 20
RATIO: Final = 200
"""How much smaller a member above a megabyte may have become: texts of XML reach 30."""
_BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """A zip whose names and sizes have been judged."""

    def __init__(self, data: bytes) -> None:
        """Raise ``Refused`` where it isn't sound."""
        try:
            self._zip = ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise Refused(f"the zip is damaged: {error}", hint="Export or download it again.") from error
        if len(members) > MEMBERS:
            raise Refused(f"the zip has {len(members)} files, and {MEMBERS} are the limit")
        if sum(member.file_size for member in members) > TOTAL_SIZE:
            raise Refused(f"the zip unpacks to more than {TOTAL_SIZE >> 20} MB")
        self._members: dict[str, ZipInfo] = {}
        for member in members:
            _judge(member)
            if member.filename in self._members:
                raise Refused(f"the zip has two files of the name {shown(member.filename)}")
            if not member.is_dir():
                self._members[member.filename] = member

    @property
    def names(self) -> list[str]:
        """The files' paths, in their order in the zip."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """Return a file's content; None where there is none. Raise ``Refused`` where it can't be unpacked."""
        member = self._members.get(name)
        if member is None:
            return None
        try:
            with self._zip.open(member) as file:
                data = file.read(member.file_size + 1)
        except _BROKEN as error:
            raise Refused(f"{shown(name)} in the zip can't be unpacked: {error}") from error
        if len(data) > member.file_size:
            raise Refused(f"{shown(name)} in the zip is larger than the zip says")
        return data

    def beside(self, name: str, *roots: str) -> Load:
        """Return what loads a file by an address in the text of another one: from its folder, or else from a root."""

        def load(address: str) -> bytes | None:
            try:
                path = unquote(urlsplit(address).path)
            except ValueError:
                return None
            for folder in (posixpath.dirname(name), *roots):
                found = posixpath.normpath(posixpath.join(folder, path))
                if found in self._members:
                    return self.read(found)
            return None

        return load


def shown(name: str) -> str:
    """Return a name that a stranger chose as one line for a message."""
    said = "".join(sign if sign.isprintable() else "�" for sign in name)
    return said if len(said) <= 120 else f"{said[:119]}…"


def _judge(member: ZipInfo) -> None:
    name = shown(member.filename)
    path = PurePosixPath(member.filename)
    outside = path.is_absolute() or ".." in path.parts or PureWindowsPath(member.filename).drive
    if outside or "\\" in member.filename or "\0" in member.orig_filename:
        raise Refused(f"the zip has a file that would leave its folder: {name}", hint="Nothing was unpacked.")
    if member.flag_bits & 1:
        raise Refused(f"{name} in the zip is encrypted", hint="Export it without a password.")
    if member.file_size > MEMBER_SIZE:
        raise Refused(f"{name} in the zip unpacks to more than {MEMBER_SIZE >> 20} MB")
    if member.file_size > 1 << 20 and member.file_size > RATIO * max(member.compress_size, 1):
        raise Refused(f"{name} in the zip unpacks to more than {RATIO} times its size")
