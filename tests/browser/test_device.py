"""A course on a learner's device: without a line, from version to version, and gone again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from profiles import Profiles
from sites import Site, Theme

ITEM = "<quiz>\n<!-- id: q1 -->\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{}"/></svg>'
NAMES = ("", "First", "Second", "Third")
VERSIONS = f"""() => {{
  const text = document.querySelector("main").innerText;
  return [{list(NAMES)}.findIndex((name) => name && text.includes(name)), self.said];
}}"""
"""Which version a page is of, by its text, and by the author's script that it has run."""


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


def texts(version: str, number: int) -> dict[str, str]:
    return {
        "index.md": f"# Home\n\n{version} home. To [one](part/one.md).\n\n![drawn](drawn.svg)\n",
        "part/one.md": f"---\nid: one\n---\n# One\n\n{version} lesson.\n\n{ITEM}",
        "two.md": f"# Two\n\n{version} text.\n",
        "device.md": "# Device\n\n<!-- course: device -->\n\n<!-- course: data -->\n",
        "toolkit/manual.md": "# Manual\n",
        "drawn.svg": DRAWN.format("red" if number == 1 else "blue"),
        "own.js": f"self.said = {number};\n",
    }


def publish(site: Site, number: int, theme: Theme = "course", *, installs: bool = True) -> str:
    """Put a version of the course at the site's address."""
    facts: dict[str, Any] = {"id": "course", "title": "Course"}
    if installs:
        facts["installable"] = {"without": ["toolkit/"]}
    config = {
        "plugins": ["search", "coursewright"] if installs else ["coursewright"],
        "extra": {"generator": False, "course": facts},
        "extra_javascript": ["own.js"],
    }
    return site.publish(texts(NAMES[number], number), theme=theme, config=config)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], site: Site) -> Page:
    site.pages = "no-cache"
    context = new_context()
    context.set_offline(False)  # what makes this profile the last one of its context
    return context.new_page()


def until(page: Page, asked: str) -> None:
    """Wait for what a promise of the page comes to."""
    wait = "await new Promise((go) => setTimeout(go, 50))"
    page.evaluate(f"async () => {{ while (!(await ({asked}))) {wait}; }}")


def settled(page: Page, address: str) -> None:
    """Open a page, and wait for the worker to have kept it, with its files."""
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.evaluate(
        """async () => {
            for (let before = -1, now = 0; now !== before || !now; ) {
                await new Promise((go) => setTimeout(go, 150));
                const [name] = await caches.keys();
                const shelf = name && (await caches.open(name));
                const kept = shelf ? await shelf.keys() : [];
                const pages = kept.filter(({ url }) => url.endsWith(".html"));
                const texts = await Promise.all(pages.map(async (one) => (await shelf.match(one)).text()));
                const whole = texts.some((one) => one.includes(`<title>${document.title}</title>`)); // it is kept last
                [before, now] = [now, whole ? kept.length : 0];
            }
        }"""
    )


def newest(page: Page) -> None:
    """Have the browser look for a new version, and wait until pages are opened of that one."""
    page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            const last = () => registration.waiting ?? registration.active;
            const old = last();
            await registration.update();
            while (registration.installing || last() === old) await new Promise((go) => setTimeout(go, 20));
        }"""
    )


def test_pages_that_were_opened_open_without_a_line_and_the_rest_once_it_was_asked_for(page: Page, site: Site) -> None:
    url = publish(site, 1)
    settled(page, url + "part/one/")
    page.context.set_offline(True)
    page.goto(url)  # the first page, for a learner who has installed the course
    assert page.evaluate("() => document.images[0].naturalWidth") > 0
    page.goto(url + "part/one/?embed")
    page.get_by_label("This").check()
    page.get_by_role("button", name="Submit").click()
    page.goto(url + "two/")
    expect(page.get_by_role("heading")).to_have_text("You are offline")
    page.context.set_offline(False)
    page.goto(url + "device/")
    keep = page.get_by_role("button", name=re.compile(r"Keep the whole course on this device \([\d.]+ MB\)"))
    keep.click()
    expect(page.locator("cw-device .cw-said")).to_contain_text("opens without a connection")
    expect(page.get_by_role("button", name="Take it off this device")).to_be_focused()
    page.context.set_offline(True)
    page.goto(url + "two/")
    expect(page.locator("body")).to_contain_text("First text.")
    page.goto(url + "part/one/")
    expect(page.locator("p.cw-verdict")).to_have_text("Correct answer!")
    page.goto(url + "toolkit/manual/")
    expect(page.get_by_role("heading")).to_have_text("You are offline")


def test_under_another_theme_too(page: Page, site: Site) -> None:
    url = publish(site, 1, "material")
    settled(page, url + "part/one/")
    page.context.set_offline(True)
    page.goto(url + "part/one/?embed")
    page.get_by_label("This").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("p.cw-verdict")).to_have_text("Correct answer!")


def test_an_open_page_keeps_its_version_and_the_next_one_is_of_the_new_one(page: Page, site: Site) -> None:
    url = publish(site, 1)
    settled(page, url + "part/one/")
    page.goto(url + "part/one/")
    other = page.context.new_page()
    other.goto(url + "two/")
    publish(site, 2)
    # Nobody has looked for a version yet: what an open page loads now is nevertheless its own version's.
    loaded = "path => fetch(path).then((answer) => answer.text(), () => 'nothing')"
    assert page.evaluate(loaded, url + "own.js") == "self.said = 1;\n"
    assert page.evaluate(loaded, url + "drawn.svg") == DRAWN.format("red")  # kept with the first page
    assert page.evaluate(loaded, url + "index.html").count("First home")
    newest(page)
    expect(page.locator(".cw-fresh")).to_contain_text("A new version of this course is ready.")
    expect(other.locator(".cw-fresh")).to_be_attached()
    assert page.evaluate(loaded, url + "own.js") == "self.said = 1;\n"
    page.locator(".cw-use").evaluate("panel => (panel.open = true)")
    expect(page.locator("#cw-use-line")).not_to_have_value("")  # a script of ours that comes later
    page.get_by_label("This").check()
    page.get_by_role("button", name="Submit").click()
    assert page.evaluate(VERSIONS) == [1, 1]
    page.close()  # as if it were killed: what was shown is saved
    other.get_by_role("link", name="Load it now").click()
    other.wait_for_function("() => self.said === 2")
    assert other.evaluate(VERSIONS) == [2, 2]
    other.context.set_offline(True)
    other.goto(url + "part/one/")  # it was kept of the first version, so it is kept of this one
    assert other.evaluate(VERSIONS) == [2, 2]
    expect(other.locator("p.cw-verdict")).to_have_text("Correct answer!")
    left = other.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0]);
            return (await cache.keys()).filter(({ url }) => url.includes("/build/")).length;
        }"""
    )
    assert left == 2  # the closed page may come back; a later version clears it away


@pytest.mark.parametrize("before", [[], ["part/one/"], ["part/one/", ""]])
def test_a_page_of_a_newer_version_than_the_worker_is_taken_as_it_comes(
    before: list[str], page: Page, site: Site
) -> None:
    """Also by a browser that still has the older one's files at hand, of another page of this tab."""
    url = publish(site, 1)
    settled(page, url)
    for path in before:
        page.goto(url + path)
    publish(site, 2)
    page.goto(url + "two/")  # never kept, so it is the server's
    assert page.evaluate(VERSIONS) == [2, 2]


def test_a_worker_that_has_to_wake_up_gives_no_page_that_the_browser_has_at_hand(page: Page, site: Site) -> None:
    """Chromium asks for a page while it wakes a worker, and takes it from its own memory as long as that is fresh."""
    site.pages = "max-age=600"
    url = publish(site, 1)
    settled(page, url)
    page.goto(url + "two/")
    settled(page, url)
    page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0]);
            for (const { url } of await cache.keys()) {
                const text = url.endsWith(".html") ? await (await cache.match(url)).text() : "";
                if (text.includes("First text.")) await cache.delete(url); // as if the tab had been killed before
            }
        }"""
    )
    devtools = page.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    publish(site, 2)
    page.goto(url + "two/")
    assert page.evaluate(VERSIONS) == [2, 2]
    site.reachable = False
    devtools.send("ServiceWorker.stopAllWorkers")
    page.goto(url + "device/")
    expect(page.get_by_role("heading")).to_have_text("You are offline")


@pytest.mark.parametrize("when", ["two/", "coursewright-worker.js", "own.js"])
def test_a_version_that_vanishes_while_a_page_loads_leaves_a_whole_one(when: str, page: Page, site: Site) -> None:
    """The third one comes out behind the second one's page, its list of files, or the first of its files."""
    url = publish(site, 1)
    settled(page, url)
    publish(site, 3)  # built by now
    publish(site, 2)
    opened: list[str] = []
    page.on("request", lambda request: opened.append(request.url) if request.is_navigation_request() else None)
    site.asked = lambda path: publish(site, 3) if path == when else None
    page.goto(url + "two/", wait_until="commit")
    page.wait_for_function("() => self.said")
    until(page, "navigator.serviceWorker.ready.then(() => document.readyState === 'complete')")
    last = 2 if when == "own.js" else 3
    page.wait_for_function("last => self.said === last", arg=last)
    assert page.evaluate(VERSIONS) == [last, last]
    assert opened in ([url + "two/"], [url + "two/"] * 2)


def test_finish_and_clear_takes_what_is_kept_along(page: Page, site: Site) -> None:
    url = publish(site, 1)
    settled(page, url + "device/")
    clear = page.get_by_role("button", name="Finish and clear")
    clear.click()
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Press again").click()
    until(page, "caches.keys().then((names) => !names.length)")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")


@pytest.mark.parametrize("how", ["option", "everything"])
def test_a_course_that_is_installable_no_more_takes_its_worker_away(page: Page, site: Site, how: str) -> None:
    url = publish(site, 1)
    settled(page, url)
    publish(site, 2, installs=False)
    if how == "everything":  # the site is made with something else now
        copy = site.folder.parent / "bare"
        copy.mkdir(exist_ok=True)
        (copy / "index.html").write_text("<!doctype html><title>Else</title><main>Second</main>", encoding="utf-8")
        site.folder = copy
    page.goto(url)  # still of the worker, which looks behind it
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    page.goto(url)
    assert "Second" in page.inner_text("main")
    assert page.evaluate("() => caches.keys()") == []
