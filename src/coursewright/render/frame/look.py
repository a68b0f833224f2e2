"""Our theme as a course has set it: what its templates get of the theme's options, and the files that it needs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coursewright.render.frame.alternates import alternates
from coursewright.render.frame.furniture import frame_words, mark_words
from coursewright.render.frame.lacking import lacking
from coursewright.render.frame.material import icon, search_files
from coursewright.render.frame.palette import Palette, palette_of
from coursewright.render.served import LOOK_FOLDER, served
from coursewright.render.session import ASSETS
from coursewright.render.texts import Texts, direction

_ICON = Path(__file__).parents[2] / "theme" / ASSETS / "icon.svg"


def look_files() -> dict[str, bytes]:
    """Return the scripts and styles of our theme by their names below ``assets/coursewright``."""
    return {_ICON.name: _ICON.read_bytes()} | served(LOOK_FOLDER)


@dataclass(frozen=True)
class Look:
    """What a course has set."""

    theme: Mapping[str, Any]
    extra: Mapping[str, Any]
    palette: Palette
    logo: str
    """An icon as SVG, where it isn't a file."""
    social: tuple[Mapping[str, str], ...]
    apart: tuple[str, ...]
    """Folders of pages with an outline and a search of their own."""
    lacking: str
    """What of Material's the course has set that our theme doesn't have."""

    @classmethod
    def of(cls, theme: Mapping[str, Any], extra: Mapping[str, Any], overrides: str | None) -> Look:
        """Return what ``theme`` and ``extra`` of ``mkdocs.yml`` say, and the folder of the course's own templates."""
        folders = [overrides] if overrides else []
        own = [path.relative_to(folder).as_posix() for folder in folders for path in sorted(Path(folder).rglob("*"))]
        icons = theme.get("icon")
        logo = icon(icons.get("logo"), folders) if isinstance(icons, Mapping) else ""
        social = []
        for entry in extra.get("social") or []:
            if isinstance(entry, Mapping) and (link := str(entry.get("link") or "")):
                name = str(entry.get("name") or urlsplit(link).hostname or link)
                social.append({"link": link, "name": name, "icon": icon(entry.get("icon"), folders)})
        apart = tuple(f"{str(folder).strip('/')}/" for folder in theme.get("apart") or [])
        colours = palette_of(theme.get("palette"))
        return cls(theme, extra, colours, logo, tuple(social), apart, lacking(theme, extra, own))

    @cached_property
    def css(self) -> bytes:
        """The style sheet, with the course's own colours."""
        return served(LOOK_FOLDER)["theme.css"] + self.palette.css.encode()

    def files(self, search: Sequence[str] | None) -> dict[str, bytes]:
        """Return what a site has to publish, by paths; ``search`` are the languages in which it can be searched."""
        own = served(LOOK_FOLDER) | {"theme.css": self.css}
        return {f"{ASSETS}/{name}": data for name, data in own.items()} | (
            search_files(search) if search is not None else {}
        )

    def words(self, texts: Texts, language: str) -> dict[str, object]:
        """Return what every template gets; ``language`` is that of the page's own text."""
        way = str(self.theme.get("direction") or direction(language))
        own: dict[str, object] = {"palette": self.palette, "logo": self.logo, "social": self.social}
        own["marks"] = json.dumps(mark_words(texts), ensure_ascii=False)
        return {**own, "words": frame_words(texts), "language": language, "direction": way}

    def languages(self, url: str, language: str, site_url: str, base: str, addresses: Collection[str]) -> list[Any]:
        """Return the site's languages as seen from a page."""
        return list(alternates(url, language, self.extra.get("alternate"), site_url, base, addresses))
