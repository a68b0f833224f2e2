"""A real Chromium, a fresh profile for each test, and a watch on what must never happen on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from learner import Learner
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from profiles import PATIENCE, Profiles
from sites import Builder, Site
from tides import exports_of, write_course
from watch import Watch

from coursewright.packages import Exports
from engines import Built

CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")
"""The same engine without windows around it, which takes a quarter less of the processor."""
OFF = (
    # Playwright's own list, which this one takes the place of,
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    # and the pages behind the address bar, which cost each window a second.
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={OFF}",
]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """What starts a Chromium, whole unless it's told to take another."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        yield partial(playwright.chromium.launch, executable_path=CHROMIUM, args=ARGUMENTS)


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Profiles]:
    """A browser whose tabs of one profile share a process: to begin one for each takes a third of what a page costs."""
    arguments = [*ARGUMENTS, "--renderer-process-limit=1"]
    chromium = launch(executable_path=SHELL if SHELL.exists() else CHROMIUM, args=arguments)
    yield Profiles(chromium)
    chromium.close()


@pytest.fixture(scope="session")
def at_once(launch: Callable[..., Browser]) -> Iterator[Profiles]:
    """A browser whose tabs run at the same time, each in a process of its own, as learners' do."""
    chromium = launch(executable_path=SHELL if SHELL.exists() else CHROMIUM)
    yield Profiles(chromium)
    chromium.close()


@pytest.fixture(scope="session")
def keeping(launch: Callable[..., Browser]) -> Iterator[Profiles]:
    """A whole Chromium that keeps pages as they were left, as everybody's does; Playwright would switch that off."""
    arguments = [*ARGUMENTS, "--renderer-process-limit=1"]
    chromium = launch(args=arguments, ignore_default_args=["--disable-back-forward-cache"])
    yield Profiles(chromium)
    chromium.close()


@pytest.fixture(scope="session")
def apart(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser that keeps what frames save apart by the site around them, as learners' do."""
    arguments = [one.replace("ThirdPartyStoragePartitioning,", "") for one in ARGUMENTS]
    chromium = launch(executable_path=SHELL if SHELL.exists() else CHROMIUM, args=arguments)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def recording(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser with a microphone that beeps, whose learner always allows it."""
    arguments = [*ARGUMENTS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    chromium = launch(executable_path=SHELL if SHELL.exists() else CHROMIUM, args=arguments)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def builder(shared: Path) -> Builder:
    return Builder(shared / "sites")


@pytest.fixture(scope="session")
def tides(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """All exports of a small course, which is built once."""
    return exports_of(write_course(tmp_path_factory.mktemp("tides")))


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
def new_context(browser: Profiles, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Fresh profiles; behind the test, no page may have said an error or asked anything of another origin."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        watch.follow(context)  # type: ignore[arg-type]
        contexts.append(context)  # type: ignore[arg-type]
        return context  # type: ignore[return-value]

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
