"""What finishing takes, in words."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece

PIECE = PathPiece(name="completion", html=Maker.needs, wrapped=False)
