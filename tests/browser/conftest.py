"""A real Chromium, a fresh profile for each test, and a watch on what must never happen on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from learner import Learner
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from sites import Builder, Site
from watch import Watch

from engines import Built

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """What starts a Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        yield partial(playwright.chromium.launch, executable_path=str(CHROMIUM), args=ARGUMENTS)


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    chromium = launch()
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("sites"))


@pytest.fixture
def new_site(builder: Builder) -> Iterator[Callable[[], Site]]:
    """Addresses for sites, each on a port and so an origin of its own."""
    sites: list[Site] = []

    def make() -> Site:
        sites.append(Site(builder))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def site(new_site: Callable[[], Site]) -> Site:
    return new_site()


@pytest.fixture(scope="session")
def course(builder: Builder, course_build: Built) -> Iterator[Site]:
    """The real course at an address."""
    site = Site(builder)
    site.folder, done = course_build
    assert (site.folder / "index.html").is_file(), done.stdout
    yield site
    site.close()


@pytest.fixture
def new_context(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Fresh profiles; behind the test, no page may have said an error or asked anything of another origin."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(5000)
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert watch.errors == []
    assert watch.strangers(site.url) == []


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def learner(context: BrowserContext) -> Learner:
    return Learner(context.new_page())
