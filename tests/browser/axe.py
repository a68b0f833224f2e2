"""axe on a page as it stands; texts that are alike have their colours looked at once, whichever pages they are on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packages import packaged
from playwright.sync_api import BrowserContext, Frame, Page
from waits import drawn

_BESIDE = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")
_RUN = """([parts, rules, known]) =>
  axe.once(parts.filter((part) => document.querySelector(part)), rules, known)"""
_known: dict[bool, dict[str, None]] = {True: {}, False: {}}
"""What has been looked at in this session, and found right: by contrast alone, and by every rule about colours."""


@dataclass(frozen=True, slots=True)
class Found:
    """What axe says of a page."""

    ran: frozenset[str]
    """The rules that it has tried."""
    failures: list[str]
    texts: int
    """Elements that say something and can be seen."""


def axe_script() -> str:
    """Return what a page runs before ``run_axe`` can look at it."""
    return packaged("axe-core/axe.min.js").read_text(encoding="utf-8") + _BESIDE


def add_axe(context: BrowserContext) -> None:
    """Have axe on every page that is opened from now on."""
    context.add_init_script(axe_script())


def sized(page: Page, widths: Sequence[int]) -> Iterator[int]:
    """Give the page each of these widths, beginning with the one that it has: each change has it drawn anew."""
    now = page.viewport_size
    for width in sorted(widths, key=lambda one: not now or one != now["width"]):
        if page.viewport_size != {"width": width, "height": 800}:
            page.set_viewport_size({"width": width, "height": 800})
        drawn(page)  # the page hears of its new size with the next picture
        yield width


def run_axe(page: Page | Frame, rules: Sequence[str], parts: Sequence[str] = ()) -> Found:
    """Try rules, or all with these tags, on the whole page, or on those parts of it that there are."""
    known = _known[list(rules) == ["color-contrast"]]
    found = page.evaluate(_RUN, [list(parts), list(rules), " ".join(known)])
    known.update(dict.fromkeys(found["fresh"]))
    return Found(frozenset(found["ran"]), found["failures"], found["texts"])
