"""Below a lesson, whoever teaches finds the packages that hold it, where the course's site has packages beside it."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

import pytest
from axe import add_axe
from playwright.sync_api import BrowserContext, Page, expect
from sites import Site
from test_accessibility import assert_sound

from coursewright.export.links import site_address

TEXTS = {
    "index.md": "# Home\n",
    "part/one.md": "---\nid: one\n---\n# One\n\n<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n",
}
LISTED = [
    {"file": "a one-scorm12.zip", "format": "SCORM 1.2", "size": 54321, "pages": ["part/one/"]},
    {"file": "two.imscc", "format": "Common Cartridge 1.3", "size": 999, "pages": ["part/two/"]},
    {"file": "all.zip", "format": "SCORM 1.2", "size": 99999, "pages": []},
]


def offer(site: Site, listed: list[dict[str, Any]]) -> None:
    """Write the list of packages beside the site, whole at once: other workers have the same site open."""
    folder = site.folder / "packages"
    folder.mkdir(exist_ok=True)
    written = folder / f"{os.getpid()}.json"
    written.write_text(json.dumps({"packages": listed}), encoding="utf-8")
    written.replace(folder / "packages.json")


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    config = {"extra": {"generator": False, "course": {"id": "course", "packages": "packages"}}}
    site.publish(TEXTS, config=config)
    offer(site, LISTED)
    add_axe(context)
    return context.new_page()


def test_a_lesson_offers_those_of_its_module(page: Page, site: Site) -> None:
    page.goto(f"{site.url}part/one/")
    page.locator(".cw-use summary").press("Enter")
    offered = page.locator(".cw-packages li a")
    expect(offered).to_have_text(["SCORM 1.2 (54 kB)"])
    assert offered.evaluate("(link) => link.href") == f"{site.url}packages/{quote('a one-scorm12.zip')}"
    expect(page.get_by_role("link", name="All packages")).to_have_attribute("href", "../../packages/")
    expect(page.get_by_text("A package reports a score")).to_be_visible()
    assert_sound(page, "packages offered")
    page.locator(".cw-use summary").press("Enter")
    page.locator(".cw-use summary").press("Enter")
    expect(offered).to_have_count(1)


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("name", ["café crème/50 %", "part/index"])
def test_a_lesson_of_any_name_finds_its_own(name: str, directories: bool, context: BrowserContext, site: Site) -> None:
    config = {
        "use_directory_urls": directories,
        "extra": {"generator": False, "course": {"id": "course", "packages": "packages"}},
    }
    site.publish({"index.md": "# Home\n", f"{name}.md": TEXTS["part/one.md"]}, config=config)
    address = site_address(f"{name}.md", directories)
    listed = [entry | {"pages": [address]} for entry in LISTED[:1]]
    offer(site, listed)
    page = context.new_page()
    page.goto(site.url + quote(address))
    page.locator(".cw-use summary").press("Enter")
    expect(page.locator(".cw-packages li a")).to_have_text(["SCORM 1.2 (54 kB)"])


def test_where_the_list_is_missing_the_way_to_all_stays(page: Page, site: Site) -> None:
    page.route("**/packages.json", lambda route: route.fulfill(body="not JSON"))  # others read the file itself
    page.goto(f"{site.url}part/one/")
    page.locator(".cw-use summary").press("Enter")
    expect(page.get_by_role("link", name="All packages")).to_be_visible()
    expect(page.get_by_text("A package reports a score")).to_be_hidden()
