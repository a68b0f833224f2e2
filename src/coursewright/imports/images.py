"""Images that come along: looked at, since their maker is unknown, and given a name that is their content's own."""

from __future__ import annotations

import posixpath
import re
from base64 import b64decode
from binascii import Error as BadBase64
from urllib.parse import unquote, urlsplit

from coursewright.fragment.identity import digest_of
from coursewright.imports.draft import Load, Refused, Unfit
from coursewright.imports.upload import IMAGE_SIZE
from coursewright.imports.xmlfile import parse

_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.I | re.S)
_UNSAFE = re.compile(r"[^a-z0-9]+")
_INERT = frozenset([
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc",
    "defs", "marker", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "use", "symbol",
])  # fmt: skip
"""Elements of SVG that draw, and do nothing else."""


class Images:
    """The images of an import, by the name under which they will stand in one folder."""

    def __init__(self, folder: str) -> None:
        """``folder`` is that folder's address from the bank."""
        self.folder = folder
        self.files: dict[str, bytes] = {}

    def take(self, address: str, load: Load) -> str:
        """Return the new address of an image; raise ``Unfit`` where there is none, or it isn't one."""
        if found := _DATA.match(address):
            try:
                data: bytes | None = b64decode(found[1], validate=False)
            except (BadBase64, ValueError):
                data = None
            stem = "image"
        else:
            data = load(address)
            stem = posixpath.splitext(posixpath.basename(_path(address)))[0]
        if data is None:
            raise Unfit("the file isn't there", "Put it below docs/, and show it by hand.")
        if len(data) > IMAGE_SIZE:
            raise Unfit(f"it has more than {IMAGE_SIZE >> 20} MB", "Make it smaller.")
        ending = _ending(data)
        words = _UNSAFE.sub("-", stem.lower()).strip("-")[:40].strip("-") or "image"
        name = f"{words}-{digest_of(data.hex(), 4)}{ending}"
        self.files[name] = data
        return f"{self.folder}/{name}"


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _ending(data: bytes) -> str:
    """Return the ending for what the content is, whatever its name said."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ".webp"
    if b"<svg" in data[:2000]:
        _judge_svg(data)
        return ".svg"
    raise Unfit("it is no PNG, JPEG, GIF, WebP or SVG", "Save it as one of these.")


def _judge_svg(data: bytes) -> None:
    """Raise ``Unfit`` for a drawing that could run or load something: it would do so under the course's address."""
    hint = "Save it as a plain drawing, or as PNG."
    try:
        root = parse(data)
    except Refused as error:
        raise Unfit(f"its XML can't be read: {error}", hint) from error
    for node in root.iter():
        if node.tag not in _INERT:
            raise Unfit(f"it holds <{node.tag}>, which does more than draw", hint)
        for name, value in node.attrib.items():
            calls = "url(" in value.replace("url(#", "") or "@import" in value
            if name.lower().startswith("on") or (name == "href" and not value.startswith("#")) or calls:
                raise Unfit(f"its attribute {name} does more than draw", hint)
