"""A button that prints the page."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece

PIECE = PathPiece(name="print", html=Maker.printing, scripts=("print.js",))
