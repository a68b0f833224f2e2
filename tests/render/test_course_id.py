"""Which id a site's answers are saved by, where its author gave the course none."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from engines import engine

PAGE = """\
# P

<quiz>
<!-- id: q1 -->
Is it?
- [x] Yes
  > It is right, since both stand for the same thing.
- [ ] No
  > It is wrong, since that stands for another thing.
</quiz>
"""


def course(folder: Path, *lines: str, name: str = "Tides", theme: str = "coursewright") -> Path:
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text(PAGE, encoding="utf-8")
    settings = (f"site_name: {name}", f"theme: {{name: {theme}}}", "plugins: [coursewright]",
                "markdown_extensions: [coursewright]", *lines)  # fmt: skip
    (folder / "mkdocs.yml").write_text("\n".join(settings) + "\n", encoding="utf-8")
    return folder


def saved_as(folder: Path) -> str:
    """Return the one id that both the page and its items name."""
    (found,) = set(re.findall(r'data-course="([^"]*)"', (folder / "site/index.html").read_text(encoding="utf-8")))
    return str(found)


def test_a_site_without_an_id_is_built_under_strict_and_told_of_the_one_it_has(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        folder = course(tmp_path / name, f"site_url: https://example.org/{name}/")
        done = engine(["mkdocs", "build", "--strict"], folder)
        assert done.returncode == 0, done.stdout
        assert f"    id: {saved_as(folder)}\n" in done.stdout
        ids.add(saved_as(folder))
    assert len(ids) == 2


def test_an_id_of_the_authors_stays_and_nothing_is_said(tmp_path: Path) -> None:
    folder = course(tmp_path / "course", "site_url: https://example.org/", "extra: {course: {id: course}}")
    done = engine(["mkdocs", "build", "--strict"], folder)
    assert saved_as(folder) == "course"
    assert "no id" not in done.stdout


def test_languages_that_one_plugin_builds_under_their_own_names_share_the_id(tmp_path: Path) -> None:
    folder = course(tmp_path / "course")
    config = load_config(str(folder / "mkdocs.yml"))
    build(config)
    first = saved_as(folder)
    config.site_name = "Gezeiten"
    build(config)
    assert saved_as(folder) == first


@pytest.mark.skipif(find_spec("zensical") is None, reason="zensical is not installed")
def test_zensical_saves_under_the_same_id(tmp_path: Path) -> None:
    address = "site_url: https://example.org/tides/"
    themes = {"mkdocs": "coursewright", "zensical": "material"}
    folders = [course(tmp_path / name, address, theme=theme) for name, theme in themes.items()]
    for folder in folders:
        done = engine([folder.name, "build", "-f", "mkdocs.yml"], folder)
        assert done.returncode == 0, done.stdout
        assert f"    id: {saved_as(folder)}\n" in done.stdout
    assert saved_as(folders[0]) == saved_as(folders[1])
