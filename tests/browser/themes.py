"""One small course with every kind of item, a scenario and the learner's path, as sites of other themes than ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sites import Site
from story import PAGE, SHOP
from way import FACTS, PAGES

from manual import examples

TEXTS: Mapping[str, str] = {
    **PAGES,
    "kinds.md": examples(),
    "play.md": PAGE,
    "words.md": "---\nid: words\n---\n# Words\n\nHere a tide comes.\n\n<!-- local: desk -->\n",
    "glossary.md": "# Glossary\n\n**Tide** {#tide}\n:   The sea, as it comes and goes.\n",
    "../quizzes/scenarios/shop.md": SHOP,
    "../local.yml": "desk: Ask [at the desk](https://example.org/) in the hall.\n",
}
THEMES: Mapping[str, Mapping[str, Any]] = {
    "Material": {"name": "material", "font": False},
    "Material, default": {"name": "material", "font": False, "palette": {"scheme": "default"}},
    "Material, slate": {"name": "material", "font": False, "palette": {"scheme": "slate"}},
    "mkdocs": {"name": "mkdocs"},
    "mkdocs, dark": {"name": "mkdocs", "color_mode": "dark"},
    "mkdocs, auto": {"name": "mkdocs", "color_mode": "auto", "user_color_mode_toggle": True},
    "readthedocs": {"name": "readthedocs"},
}


def settings(theme: str) -> dict[str, Any]:
    """Return the configuration of the course under a theme."""
    return {
        "theme": dict(THEMES[theme]),
        "plugins": ["coursewright"],
        "extra": {"generator": False, "course": {**FACTS, "glossary": "glossary.md"}},
        "markdown_extensions": ["attr_list", "def_list"],
        "nav": ["index.md", "kinds.md", "play.md", "words.md", "glossary.md", {"Core": ["a.md"]}, {"More": ["b.md"]},
                {"Path": [f"{name}.md" for name in ("progress", "final", "review", "certificate", "agreement")]}],
    }  # fmt: skip


def publish(site: Site, theme: str) -> str:
    """Put the course under that theme at an address."""
    return site.publish(TEXTS, config=settings(theme))
