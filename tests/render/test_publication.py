"""What a published site tells other machines: its map, its cards, its text, and where a moved page went."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
import yaml
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from engines import Build, copy_course, first

ADDRESS = "https://example.org/course/"


@pytest.fixture(scope="session")
def published(shared: Path, build: Build) -> Path:
    """The real course as it is published elsewhere, with a page that has moved and an exam of its own."""
    folder = shared / "published"
    with first(folder) as is_first:
        if is_first:
            publish(copy_course(folder, whole=False), build)
    return folder / "site"


def publish(folder: Path, build: Build) -> None:
    settings = folder / "mkdocs.yml"
    moved = "redirect_maps: {old/first.md: principle-1/agreement.md}"
    settings.write_text(settings.read_text("utf-8").replace("redirect_maps: {}", moved), "utf-8")
    exam = "---\nuse: pool\n---\n<quiz>\nWho asks for the xylophone?\n- [x] The worker\n- [ ] Nobody\n</quiz>\n"
    (folder / "quizzes" / "exam.md").write_text(exam, "utf-8")
    built, done = build(folder, SITE_URL=ADDRESS)
    assert (built / "index.html").is_file(), done.stdout
    built.rename(folder / "site")
    (folder / "said").write_text(done.stdout, "utf-8")


def test_keys_of_pools_are_in_no_file_of_the_site(published: Path) -> None:
    said = published.with_name("said").read_text("utf-8")
    assert "quizzes/exam.md:4:1: K016" in said, said  # it has been read, and stands in no answer key yet
    files = [path for path in published.rglob("*") if path.is_file()]
    assert [path for path in files if b"xylophone" in path.read_bytes()] == []


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
    found = unfolded(published, "principle-1/agreement/index.html", ADDRESS)
    assert (found["version"], found["type"], found["title"]) == ("1.0", "rich", "The encounter agreement")
    assert f'<iframe src="{ADDRESS}principle-1/agreement/?embed" title="The encounter agreement"' in found["html"]
    assert f'width="{found["width"]}" height="{found["height"]}"' in found["html"]
    assert len(list(published.rglob("oembed.json"))) > 9
    assert not (published / "instructors/oembed.json").exists()


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("name", ["café crème/50 %", "part/index", "index"])
def test_a_lesson_of_any_name_has_its_description(name: str, directories: bool, tmp_path: Path) -> None:
    text = "---\nid: one\n---\n# One & <two>\n\n<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n"
    for path, written in {"index": "# Home\n", name: text}.items():
        (tmp_path / f"docs/{path}.md").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"docs/{path}.md").write_text(written, "utf-8")
    settings = {
        "site_name": "A",
        "site_url": "https://example.org/a",
        "use_directory_urls": directories,
        "theme": {"name": "coursewright"},
        "plugins": ["coursewright"],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    build_site(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    page = f"{name}.html" if name.endswith("index") or not directories else f"{name}/index.html"
    found = unfolded(tmp_path / "site", page, "https://example.org/a/")
    assert found["title"] == "One & <two>"
    address = quote(page.removesuffix("index.html") if directories else page)
    assert f'<iframe src="https://example.org/a/{address}?embed"' in found["html"]


def unfolded(site: Path, page: str, address: str) -> dict[str, Any]:
    """Return the description that a page's head names."""
    (found,) = re.findall(
        r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', (site / page).read_text("utf-8")
    )
    assert found.startswith(address)
    described: dict[str, Any] = json.loads((site / unquote(found.removeprefix(address))).read_text("utf-8"))
    return described


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
    assert "keep the boundary, and remember why" in text


def test_the_old_address_of_a_moved_page_leads_to_the_new_one(published: Path) -> None:
    html = (published / "old/first/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../principle-1/agreement/">' in html
