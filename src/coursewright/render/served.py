"""What a site serves of our scripts and styles: several parts in one file, without comments."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

PLAYER_FOLDER = Path(__file__).parent / "player"
"""Where our own scripts and styles of the player are."""
LOOK_FOLDER = Path(__file__).parent / "look"
"""Where the parts of our theme's style sheet are."""
JOINED: dict[str, tuple[str, ...]] = {
    "state.js": ("page.js", "store.js", "due.js", "queue.js"),
    "player.js": ("scoring.js", "choosing.js", "verdict.js", "total.js", "item.js"),
    "final.js": ("slots.js", "final.js"),
    "player.css": ("colours.css", "player.css"),
    "path.css": ("colours.css", "path.css", "steps.css", "agreement.css", "sheet.css"),
    "scenario.css": ("scenario.css", "gamebook.css"),
    "theme.css": ("palette.css", "frame.css", "outline.css", "text.css", "blocks.css", "pages.css", "search.css"),
}
"""Served files that are made of several, in the order in which they stand there; one request brings them all."""
_COMMENT = re.compile(r"^[ ]*/\*(?:(?!\*/).)*\*/[ ]*\n|/\*\* @(?:(?!\*/).)*\*/[ ]?", re.DOTALL | re.MULTILINE)
"""A comment that fills its lines, or a type in the midst of a line."""
_REST = re.compile(r"^[ ]+(?:// .*)?|(?<=[;{},\])\w]) // .*$", re.MULTILINE)
"""White space in front of a line, and a comment behind one."""
_TEXT = r""""(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`"""
_PATTERN = r"(?:(?<=[(,=:\[!&|?{};])|(?<=[(,=:\[!&|?{};] ))/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
_WHITE = re.compile(
    rf"({_TEXT}|{_PATTERN})|(?<=[;{{,(\[])\n+|\n+(?=[}}\])?:.&|\n])| ?(=>|===|!==|&&|\|\||\?\?|[=?{{}}]) ?"
)
"""White space that means nothing in a script; strings, templates and patterns are kept as they are."""
_CSS_SPACE = re.compile(r'("[^"\n]*")|\s*([{};])\s*|([,:])\s+(?=[^\n{]*[;{),])')
"""White space that means nothing in a style sheet; strings are kept as they are."""
_CSS_UNREAD = re.compile(r"[ ]*/\*(?:(?!\*/).)*\*/|^[ \n]+", re.DOTALL | re.MULTILINE)
"""What a browser doesn't read of our style sheets: comments, and white space in front of a line."""


@cache
def served(folder: Path) -> dict[str, bytes]:
    """Return the files that a folder's parts make, by the names that pages know them by."""
    parts = {path.name: path for path in sorted(folder.iterdir()) if path.suffix in {".js", ".css"}}
    made = {name: names for name, names in JOINED.items() if set(names) <= set(parts)}
    inside = {part for names in made.values() for part in names}
    alone = {name: (name,) for name in parts if name not in inside}
    return {
        name: "".join(_without_comments(parts[part]) for part in names).encode()
        for name, names in sorted((made | alone).items())
    }


def _without_comments(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return _WHITE.sub(r"\1\2", _REST.sub("", _COMMENT.sub("", text)))
    return _CSS_SPACE.sub(r"\1\2\3", _CSS_UNREAD.sub("", text))


def version_of(data: bytes) -> str:
    """Return what stands behind a file's address, so that no browser keeps an old one."""
    return blake2b(data, digest_size=4).hexdigest()
