"""A button that prints the page."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece


def button(make: Maker) -> str:
    """Return the button, which its script shows: without one it would do nothing."""
    return f'<p class="cw-printing" hidden>{make.button("Print", "print")}</p>'


PIECE = PathPiece(name="print", html=button, scripts=("print.js",))
