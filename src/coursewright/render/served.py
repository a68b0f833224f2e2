"""What a site serves of our scripts and styles: several parts in one file, without what only we read."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

PLAYER_FOLDER = Path(__file__).parent / "player"
"""Where our own scripts and styles of the player are."""
LOOK_FOLDER = Path(__file__).parent / "look"
"""Where our theme's own scripts and the parts of its style sheet are."""
JOINED: dict[str, tuple[str, ...]] = {
    "state.js": ("page.js", "store.js", "due.js", "queue.js"),
    "kinds.js": ("rare.js", "kinds.js"),
    "player.js": ("scoring.js", "choosing.js", "verdict.js", "later.js", "total.js", "item.js"),
    "final.js": ("slots.js", "final.js"),
    "worker.js": ("shelf.js", "worker.js"),
    "player.css": ("colours.css", "base.css", "player.css"),
    "common.css": ("colours.css", "base.css"),
    "path.css": ("path.css", "steps.css"),
    "scenario.css": ("scenario.css", "gamebook.css"),
    "theme.css": ("palette.css", "frame.css", "outline.css", "text.css", "blocks.css", "pages.css", "search.css"),
}
"""Served files that are made of several, in the order in which they stand there; one request brings them all."""


@cache
def served(folder: Path) -> dict[str, bytes]:
    """Return the files that a folder's parts make, by the names that pages know them by."""
    parts = {path.name: path for path in sorted(folder.iterdir()) if path.suffix in {".js", ".css"}}
    made = {name: names for name, names in JOINED.items() if set(names) <= set(parts)}
    inside = {part for names in made.values() for part in names}
    alone = {name: (name,) for name in parts if name not in inside}
    return {
        name: "".join(_small(parts[part]) for part in names).encode() for name, names in sorted((made | alone).items())
    }


def _small(path: Path) -> str:
    """Return a part without what a browser doesn't read of it, and its last line ended for the part behind it."""
    small: str = (jsmin if path.suffix == ".js" else cssmin)(path.read_text(encoding="utf-8"))
    return small + "\n"


def version_of(data: bytes) -> str:
    """Return what stands behind a file's address, so that no browser keeps an old one."""
    return blake2b(data, digest_size=4).hexdigest()
