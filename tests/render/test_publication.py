"""What a published site tells other machines: its map, its cards, its text, and where a moved page went."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engines import Build, copy_course

ADDRESS = "https://example.org/course/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    folder = copy_course(tmp_path_factory.mktemp("published") / "course")
    settings = folder / "mkdocs.yml"
    moved = "redirect_maps: {old/first.md: principle-1/agreement.md}"
    settings.write_text(settings.read_text("utf-8").replace("redirect_maps: {}", moved), "utf-8")
    site, done = build(folder, SITE_URL=ADDRESS)
    assert (site / "index.html").is_file(), done.stdout
    return site


def test_the_map_names_every_page_and_no_other(published: Path) -> None:
    found = [
        node.text or "" for node in ElementTree.parse(published / "sitemap.xml").iter() if node.tag.endswith("loc")
    ]
    pages = [path.parent.relative_to(published).as_posix() for path in published.rglob("index.html")]
    expected = [ADDRESS + (f"{page}/" if page != "." else "") for page in pages if page != "old/first"]
    assert sorted(found) == sorted(expected)
    assert "lastmod" not in (published / "sitemap.xml").read_text("utf-8")  # a build's date is not a page's


def test_a_link_to_a_page_unfolds_into_a_card(published: Path) -> None:
    html = (published / "principle-1/agreement/index.html").read_text("utf-8")
    card = {name: unescape(said) for name, said in re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', html)}
    assert card["title"] == "The encounter agreement"
    assert card["url"] == ADDRESS + "principle-1/agreement/"
    assert card["image"].startswith(ADDRESS)
    picture = (published / card["image"].removeprefix(ADDRESS)).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)


def test_an_editor_that_unfolds_addresses_shows_the_lesson(published: Path) -> None:
    """As https://oembed.com describes it, 2.3.4 and 4."""
    html = (published / "principle-1/agreement/index.html").read_text("utf-8")
    (address,) = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', html)
    found = json.loads((published / address.removeprefix(ADDRESS)).read_text("utf-8"))
    assert (found["version"], found["type"], found["title"]) == ("1.0", "rich", "The encounter agreement")
    assert f'<iframe src="{ADDRESS}principle-1/agreement/?embed" title="The encounter agreement"' in found["html"]
    assert (f'width="{found["width"]}"' in found["html"], f'height="{found["height"]}"' in found["html"]) == (
        True,
        True,
    )
    assert len(list(published.rglob("oembed.json"))) > 9
    assert not (published / "instructors/oembed.json").exists()


def test_the_text_for_language_models_names_pages_that_are_there(published: Path) -> None:
    text = (published / "llms.txt").read_text("utf-8")
    links = re.findall(rf"\]\({ADDRESS}([^)]*)\)", text)
    assert "principle-1/agreement/index.md" in links
    for link in links:
        assert (published / link).read_text("utf-8").startswith("# "), link


def test_that_text_has_no_definition_inside_a_sentence(published: Path) -> None:
    html, text = (published.joinpath("start", name).read_text("utf-8") for name in ("index.html", "index.md"))
    assert "In the glossary" in html
    assert "In the glossary" not in text
    assert "keep the boundary, remember why" in text


def test_the_old_address_of_a_moved_page_leads_to_the_new_one(published: Path) -> None:
    html = (published / "old/first/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../principle-1/agreement/">' in html
