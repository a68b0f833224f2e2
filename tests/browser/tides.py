"""The small course of ``way`` with a scenario and a pool, as packages."""

from __future__ import annotations

from pathlib import Path

import yaml
from lms import unzipped
from story import SHOP
from way import FACTS, PAGES, bank

from coursewright.config import read_layout
from coursewright.packages import Exports
from coursewright.read.course import read_course

PLAY = "---\nid: play\ntitle: Play\n---\n# Play\n\n<!-- quiz: scenario shop -->\n"
POOL = bank("pool-one").replace("use: final", "use: pool").replace("What fits", "Whatever fits")
CORE = ["a.md", "play.md"]


def write_course(folder: Path, **pages: str) -> Path:
    """Write the small course of ``way`` with a scenario and a pool, and return its configuration."""
    texts = {**PAGES, "play.md": PLAY, "../quizzes/scenarios/shop.md": SHOP, "../quizzes/pool.md": POOL, **pages}
    for name, text in texts.items():
        path = folder / "docs" / name
        path = folder / name.removeprefix("../") if name.startswith("../") else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    nav = ["index.md", {"Core": CORE}, {"More": ["b.md"]}]
    nav += [{"Path": ["progress.md", "final.md", "review.md", "certificate.md", "agreement.md"]}]
    config = {
        "site_name": "Tides",
        "site_url": "https://example.org/tides/",
        "plugins": ["coursewright"],
        "theme": {"name": "coursewright"},
        "extra": {"generator": False, "course": {**FACTS, "complete": ["lessons", "scenarios", "final"]}},
        "nav": nav,
        "markdown_extensions": ["attr_list"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder / "mkdocs.yml"


def exports_of(config: Path) -> Exports:
    layout, problems = read_layout(config)
    assert layout, problems
    return Exports(config, layout, read_course(layout))


def export(exports: Exports, target: str = "scorm12", settings: dict[str, str] | None = None) -> dict[str, bytes]:
    made = exports.export(target, settings=settings)
    assert made.bundle.files, made.bundle.problems
    return unzipped(made.bundle.content)
