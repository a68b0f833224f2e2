"""Browser profiles that go from test to test, empty each time: opening a window of its own for each takes longest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

PATIENCE = 90_000
"""How many milliseconds anything may take: no test passes or fails by how busy the machine is."""
_BY_PAGE = ("viewport", "reduced_motion", "color_scheme")
"""Options of a profile that can as well be set for each page of it."""
_HARMLESS = {"new_cdp_session", "storage_state", "cookies", "expect_page", "wait_for_event"}
"""What may be used of a context that another test gets afterwards."""

_CLOCK = "() => self.__pwClock !== undefined"
"""Whether a test has put its own clock into the context, where it goes on for whoever comes next."""


class Profile:
    """An empty profile, like a new context; what it can't forget makes it the last one of its context."""

    def __init__(self, pool: list[Profile], browser: Browser, options: dict[str, Any]) -> None:
        self._pool = pool
        self._context: BrowserContext = browser.new_context(**options)
        self._keeper: Page | None = None
        self._gone: set[Page] = set()
        self._left: set[str] = set()
        self._pages: list[Page] = []
        self._context.on("page", self._opened)
        self._lend({})

    def _lend(self, by_page: dict[str, Any]) -> Profile:
        self._by_page = by_page
        self._gone |= set(self._pages)
        self._left |= _hosts(self._pages)
        self._pages.clear()
        self._scripts: list[str] = []
        self._heard: list[tuple[str, Callable[..., object]]] = []
        self._worn = False
        self.set_default_timeout(PATIENCE)
        return self

    def _opened(self, page: Page) -> None:
        self._pages.append(page)

    def __getattr__(self, name: str) -> Any:
        if name not in _HARMLESS:
            self._worn = True
        return getattr(self._context, name)

    @property
    def pages(self) -> list[Page]:
        """The pages of this test."""
        return [page for page in self._context.pages if page is not self._keeper]

    def set_default_timeout(self, timeout: float) -> None:
        """Wait so long for anything, and no shorter than ``PATIENCE``."""
        self._context.set_default_timeout(max(timeout, PATIENCE))

    def new_page(self) -> Page:
        """Open a page with this profile's options and scripts."""
        page = self._context.new_page()
        options = dict(self._by_page)
        if viewport := options.pop("viewport", None):
            page.set_viewport_size(viewport)
        if options:
            page.emulate_media(**options)
        for script in self._scripts:
            page.add_init_script(script)
        return page

    def add_init_script(self, script: str) -> None:
        """Run a script first on every page that is opened from now on."""
        self._scripts.append(script)

    def on(self, event: Any, handler: Callable[..., object]) -> None:
        """Hear of an event until the profile is closed; what an earlier test's page or worker said may come late."""

        def hear(said: Any) -> None:
            page = _page_of(said)
            late = page in self._gone if page else _hosts([said]) & (self._left - _hosts(self._pages))
            if not late:
                handler(said)

        self._context.on(event, hear)
        self._heard.append((event, hear))

    def close(self) -> None:
        """Close the pages, forget everything, and wait for the next test."""
        if self._worn or self._context.service_workers or not self._keep():
            self._context.close()
            return
        for page in self.pages:
            page.close()
        everything = {"origin": "*", "storageTypes": "all"}
        self._devtools.send("Storage.clearDataForOrigin", everything)
        self._devtools.send("Network.clearBrowserCache")
        if self._context.service_workers:  # one that has come meanwhile goes on, whatever has been cleared
            self._context.close()
            return
        for event, handler in self._heard:  # now that the browser has answered: what a page asked for last is its own
            self._context.remove_listener(event, handler)
        self._pool.append(self)

    def _keep(self) -> bool:
        """Have a page that stays: as long as it is there, a new one is a tab of the same window."""
        if not self._keeper:
            self._keeper = self._context.new_page()
            self._devtools = self._context.new_cdp_session(self._keeper)
        return not self._keeper.evaluate(_CLOCK)


def _page_of(said: Any) -> Page | None:
    """Return the page that an event is of; None where it is of none, or of one that isn't there yet."""
    try:
        return said.page if hasattr(said, "page") else said.frame.page
    except Error:
        return None


def _hosts(places: Iterable[Any]) -> set[str]:
    """Return the hosts, with their ports, of pages or requests."""
    return {urlsplit(getattr(place, "url", "")).netloc for place in places} - {""}


class Profiles:
    """A browser whose new contexts are profiles."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[str, list[Profile]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.browser, name)

    def new_context(self, **options: Any) -> Profile:
        """Return an empty profile with these options."""
        by_page = {name: options.pop(name) for name in _BY_PAGE if name in options and not options.get("is_mobile")}
        pool = self._free.setdefault(json.dumps(options, sort_keys=True), [])
        profile = pool.pop() if pool else Profile(pool, self.browser, options)
        return profile._lend(by_page)
