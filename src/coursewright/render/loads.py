"""Which files a page of a rendered course loads, and those that they load in turn."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from coursewright.render.files import LOADED
from coursewright.render.html import css_targets
from coursewright.render.session import ASSETS


class Loads:
    """Which files come along with a file: what a style sheet names, and scripts that a script loads."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        self.assets = assets
        self._known: dict[str, tuple[str, ...]] = {}

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the names that are files, and all that they load, each once."""
        found: dict[str, None] = {}
        waiting = [name for name in names if name in self.assets]
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += self._behind(name)
        return tuple(found)

    def _behind(self, name: str) -> tuple[str, ...]:
        if name not in self._known:
            targets: list[str] = []
            if name.endswith(".css"):
                text = self.assets[name].decode("utf-8", "replace")
                targets = [*css_targets(text, name)]
            elif name.startswith(f"{ASSETS}/"):
                targets = [f"{ASSETS}/{script}" for script in LOADED.get(posixpath.basename(name), ())]
            self._known[name] = tuple(target for target in targets if target in self.assets)
        return self._known[name]
