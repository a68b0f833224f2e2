"""The course's items are the same HTML under every engine that can build it.

MkDocs is the reference. ProperDocs runs our plugin as MkDocs does. Zensical knows no plugins: there the Markdown
extension works alone, with the banks that it finds beside ``mkdocs.yml``.
"""

from __future__ import annotations

import json
import posixpath
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from engines import copy_course, engine, items_of, pages_of


def installed(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed")


def items_by_page(site: Path) -> dict[str, list[str]]:
    """Return the HTML of every item, by page."""
    return {path: found for path, html in pages_of(site).items() if (found := items_of(html))}


@pytest.fixture(scope="module")
def reference(site: Path) -> dict[str, list[str]]:
    found = items_by_page(site)
    assert sum(map(len, found.values())) >= 10
    return found


@installed("properdocs")
def test_properdocs_gives_the_same_items(reference: dict[str, list[str]], tmp_path: Path) -> None:
    folder = copy_course(tmp_path / "course", whole=False)
    done = engine(["properdocs", "build", "-f", "mkdocs.yml"], folder)
    assert done.returncode == 0, done.stdout
    assert reference == items_by_page(folder / "site")


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_course(tmp_path_factory.mktemp("zensical") / "course")
    local = folder / "local.yml"
    local.write_text(local.read_text("utf-8").replace("\ncampus-support:", "\ncampus-support: Call Hall 2."), "utf-8")
    done = engine(
        ["zensical", "build", "-f", "zensical.yml"], folder, SITE_URL="https://example.org/"
    )  # llmstxt wants it
    assert done.returncode == 0, done.stdout
    return folder / "site"


@installed("zensical")
def test_zensical_gives_the_same_items(reference: dict[str, list[str]], zensical_site: Path) -> None:
    """But for ``data-search-exclude``, which Zensical takes out when it has made its index."""
    expected = {path: [item.replace(" data-search-exclude", "") for item in found] for path, found in reference.items()}
    assert expected == items_by_page(zensical_site)


@installed("zensical")
def test_zensicals_search_index_holds_no_items(reference: dict[str, list[str]], zensical_site: Path) -> None:
    index = (zensical_site / "search.json").read_text(encoding="utf-8")
    pages = [item for item in json.loads(index)["items"] if not item["location"].startswith("toolkit/")]
    assert reference
    assert pages
    assert "cw-" not in json.dumps(pages)
    assert "<cw-" not in index  # the manual says what an item's element is called
    assert "six sentences cover six lines" not in index  # what a choice's reason says


@installed("zensical")
def test_zensicals_pages_find_their_scripts_and_styles(zensical_site: Path) -> None:
    asked = 0
    for path, html in pages_of(zensical_site).items():
        for link in re.findall(r'(?:href|src)="([^"?]*assets/coursewright/)[\w.-]+"', html):
            asked += 1
            folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
            assert folder == "assets/coursewright", path
    assert asked > 50


@installed("zensical")
def test_zensical_shows_notes_sources_and_terms(zensical_site: Path) -> None:
    """From the files beside ``mkdocs.yml``, which the extension finds by Zensical's own configuration."""
    html = pages_of(zensical_site)
    assert "Call Hall 2." in html["start/index.html"]
    assert '<ul class="cw-sources"><li>Cauble' in html["start/index.html"]
    assert 'href="../principle-1/why-before/"' in html["reference/references/index.html"].replace("../../", "../")
    (shown,) = re.findall(r"<cw-def [^>]*cw-term-encounter-agreement.*?</cw-def>", html["start/index.html"], re.S)
    assert 'href="../reference/glossary/#encounter-agreement"' in shown
