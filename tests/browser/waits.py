"""What has to have happened by now, waited for by itself and not by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Frame, Page

MARK = {"type": "mark"}
"""A message that says nothing; messages arrive in the order in which they were sent."""
_LISTEN = """() => {
  window.marked = new Promise((done) => addEventListener("message", ({ data }) => data?.type === "mark" && done()));
}"""
_DRAWN = """(pictures) => new Promise((done) => {
  const next = () => (pictures-- > 0 ? requestAnimationFrame(next) : done());
  next();
})"""
_BEGUN = """() => {
  const early = [...document.querySelectorAll("cw-item")].filter((item) => !item.kind && item.checkVisibility());
  early[0]?.scrollIntoView({ behavior: "instant" });
  return early.length === 0 && !document.querySelector("cw-scenario:not(:defined), cw-final:not(:defined)");
}"""
_RESTED = """([what, pictures, most]) => new Promise((done) => {
  const value = new Function(`return ${what}`);
  let [last, same] = [value(), 0];
  const next = () => {
    const now = value();
    [last, same] = [now, now === last ? same + 1 : 0];
    if (same < pictures && now <= most) requestAnimationFrame(next);
    else done(now);
  };
  next();
})"""


def drawn(page: Page | Frame, pictures: int = 2) -> None:
    """Wait until the page has been drawn so many times."""
    page.evaluate(_DRAWN, pictures)


def begun(page: Page | Frame) -> None:
    """Wait until scenarios and the final live, and every item has what it needs, which comes when somebody is near.

    The page is at its top again.
    """
    page.wait_for_function(_BEGUN)
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")


def rested(page: Page, what: str, most: int) -> int:
    """Wait until a number of the page stays the same for 20 pictures, or is above the most; return it."""
    return int(page.evaluate(_RESTED, [what, 20, most]))


@contextmanager
def marked(receiver: Page | Frame) -> Iterator[None]:
    """Wait behind the block for the mark that is sent in it, and so for all that was sent before."""
    receiver.evaluate(_LISTEN)
    yield
    receiver.evaluate("() => window.marked")


def delivered(page: Page, frame: Frame) -> None:
    """Wait until the frame has got what the page sent, and the page what the frame said to it."""
    with marked(frame):
        page.evaluate("(mark) => document.querySelector('iframe').contentWindow.postMessage(mark, '*')", MARK)
    drawn(frame)
    with marked(page):
        frame.evaluate("(mark) => parent.postMessage(mark, '*')", MARK)
