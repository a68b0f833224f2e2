"""Learners' journeys in Firefox and in WebKit, each written once; what only Chromium shows has tests of its own."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import firefox
import pytest
import webkit
from sites import Site
from story import PAGE as PLAY
from story import SHOP
from tab import Engine, Tab
from test_say import TEXTS as SAY
from test_terms import CONFIG, TEXTS
from way import KEY, REASON, complete, publish

RIGHT, WRONG = "Correct answer!", "Incorrect answer."
ENGINES: dict[str, tuple[Callable[[Path], Engine], tuple[Path, ...]]] = {
    "Firefox": (firefox.Firefox, (firefox.PATH,)),
    "WebKit": (webkit.WebKit, webkit.PATHS),
}
"""How each is started, and what it needs."""
_SAVED = "(key) => JSON.parse(localStorage.getItem(key))"
_PUT = "(key, state) => localStorage.setItem(key, JSON.stringify({ version: 2, ...state }))"
_CHOSEN = """() => [...document.querySelectorAll("cw-item :checked")]
  .map((input) => input.closest(".cw-choice").innerText.trim())"""
_WRITE = """(text) => {
  document.querySelector("textarea").value = text;
}"""
_HEARD_OR_REFUSED = """() => document.querySelector(".cw-recording") ? "heard"
  : document.querySelector("cw-recorder").textContent.includes("Say your reply without recording it, or write it.")
    ? "refused" : null"""
_TAKE = """() => {
  const player = document.querySelector(".cw-take audio");
  return player && player.readyState > 0 ? [player.src.split(":")[0], player.error?.message ?? ""] : null;
}"""
_SHEETS = re.compile(rb"/Type */Page\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_SCROLL = """(top) => {
  const word = document.querySelector(".cw-term").getBoundingClientRect();
  scrollBy({ top: word.top - top, behavior: "instant" });
}"""
_PARTED = """(width) => {
  document.querySelector(".cw-article").style.inlineSize = `${width}px`;
  const parted = (heading) => [...heading.firstChild.data.matchAll(/[^ ]+/g)].filter(({ 0: word, index }) => {
    const part = new Range();
    part.setStart(heading.firstChild, index);
    part.setEnd(heading.firstChild, index + word.length);
    return part.getClientRects().length > 1;
  });
  return [...document.querySelectorAll("h1, h2, h3")].flatMap((heading) => parted(heading).map(([word]) => word));
}"""
"""Words of headings that stand on two lines in a column of this width."""
_BOX = """() => {
  const shown = document.querySelector(".cw-def:popover-open");
  if (!shown) return null;
  const { left, top, right, bottom } = shown.getBoundingClientRect();
  return [left, top, innerWidth - right, innerHeight - bottom];
}"""
"""How far an open definition is from each edge of the window."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    start, needed = ENGINES[request.param]
    if missing := [str(path) for path in needed if not path.exists()]:
        pytest.skip(f"{' and '.join(missing)} is not installed")
    engine = start(tmp_path_factory.mktemp(request.param))
    yield engine
    engine.close()


@pytest.fixture
def new_tab(engine: Engine) -> Iterator[Callable[[str], Tab]]:
    """What opens an address in a tab of its own; each test's site is an origin, and so a profile, of its own."""
    tabs: list[Tab] = []

    def make(address: str) -> Tab:
        tabs.append(engine.new_tab())
        tabs[-1].open(address)
        return tabs[-1]

    yield make
    for tab in tabs:
        tab.close()


@pytest.fixture
def address(site: Site) -> str:
    site.pages = "no-cache"
    return publish(site, **{"play.md": PLAY, "../quizzes/scenarios/shop.md": SHOP})


def choose(tab: Tab, item: str, said: str) -> None:
    tab.click(f'cw-item[data-item="{item}"] .cw-choice', f"{said} for {item}")


def answer(tab: Tab, item: str, said: str) -> None:
    choose(tab, item, said)
    tab.click(f'cw-item[data-item="{item}"] .cw-submit')
    tab.see(f'cw-item[data-item="{item}"] .cw-result > .cw-verdict', RIGHT if said == "Right" else WRONG)


def verdicts(tab: Tab) -> int:
    return tab.count("cw-item .cw-result > .cw-verdict")


def saved(tab: Tab) -> Any:
    return tab.evaluate(_SAVED, KEY)


def press(tab: Tab, said: str) -> None:
    tab.click("button", said)


def clear(tab: Tab, address: str) -> None:
    tab.open(address + "progress/")
    tab.click("[data-do=clear]")
    tab.wait_out_double_press()
    tab.click("[data-do=clear]")
    tab.until("() => document.querySelector('cw-data .cw-said').textContent.includes('is gone')")


def take(tab: Tab, *said: str) -> None:
    """Answer the final, question by question, and hand it in."""
    for number, word in enumerate(said, 1):
        tab.see("cw-final :focus", f"Question {number} of {len(said)}")
        name = tab.evaluate("() => document.querySelector('cw-final cw-item').dataset.item")
        choose(tab, name, word)
        press(tab, "Next" if number < len(said) else "Hand in")


def test_an_answer_is_there_after_a_reload_and_an_open_choice_is_not(
    address: str, new_tab: Callable[[str], Tab]
) -> None:
    tab = new_tab(address + "a/")
    answer(tab, "a-one", "Wrong")
    choose(tab, "a-two", "Right")
    tab.reload()
    tab.see('cw-item[data-item="a-one"] .cw-result > .cw-verdict', WRONG)
    assert verdicts(tab) == 1
    assert tab.evaluate(_CHOSEN) == ["Wrong for a-one"]


def test_with_the_keyboard(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "b/")
    tab.evaluate("() => document.querySelector('cw-item input').focus()")
    tab.press("ArrowDown")
    tab.until("() => document.querySelectorAll('cw-item input')[1].checked")
    tab.press("Enter")
    tab.see("cw-item .cw-result > .cw-verdict", RIGHT)
    assert saved(tab)["lessons"]["b"] == {"answered": 1, "right": 1, "total": 1, "done": True}


def test_two_tabs(address: str, new_tab: Callable[[str], Tab]) -> None:
    one, two = new_tab(address + "a/"), new_tab(address + "a/")
    answer(one, "a-one", "Right")
    two.see('cw-item[data-item="a-one"] .cw-result > .cw-verdict', RIGHT)  # and what is below it has moved
    answer(two, "a-two", "Right")
    assert set(saved(one)["items"]) == {"a-one", "a-two"}
    one.reload()
    one.see('cw-item[data-item="a-two"] .cw-result > .cw-verdict', RIGHT)
    assert verdicts(one) == 2


def test_the_final_is_taken_left_and_passed(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "final/")
    press(tab, "Start the final assessment")
    take(tab, "Right", "Wrong", "Right", "Right")
    tab.until("() => document.querySelector('cw-final').textContent.includes('You have passed.')")
    tab.reload()
    tab.until("() => document.querySelector('cw-final').textContent.includes('You have passed.')")
    attempt = saved(tab)["final"]["1"]
    assert (attempt["score"], attempt["total"], attempt["passed"]) == (3, 4, True)


def test_a_miss_comes_back_for_review(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "a/")
    answer(tab, "a-one", "Wrong")
    state = saved(tab)
    state["review"]["a-one"]["due"] = 1
    tab.evaluate(_PUT, KEY, state)
    tab.open(address + "review/")
    press(tab, "Next question")
    answer(tab, "a-one", "Right")
    assert saved(tab)["review"]["a-one"]["step"] == 1


def test_a_scenario_is_played_to_its_end(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "play/")
    press(tab, "Start")
    for line in ("Look at the tray.", "“From around.”"):
        tab.click("cw-scenario button.cw-line", line)
        press(tab, "Continue")
    tab.until("() => document.querySelector('cw-scenario .cw-stage').textContent.includes('Nobody learned a thing.')")
    assert saved(tab)["scenarios"]["shop"]["complete"] is True


def test_cleared_is_gone_on_the_way_back_too(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "a/")
    answer(tab, "a-one", "Right")
    clear(tab, address)
    tab.back()
    tab.until("() => location.pathname === '/a/' && document.readyState === 'complete'")
    tab.until("() => document.querySelectorAll('cw-item .cw-submit').length === 2")
    assert (verdicts(tab), tab.evaluate(_CHOSEN), saved(tab)) == (0, [], None)


def test_progress_comes_out_of_a_file(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "progress/")
    file = {"coursewright": "progress", "course": "course", "state": {"version": 2, **complete()}}
    tab.give("[data-do=import]", "mine.json", json.dumps(file))
    tab.until("() => document.querySelector('cw-data .cw-said').textContent.startsWith('Done.')")
    assert saved(tab)["lessons"] == complete()["lessons"]
    tab.open(address + "certificate/")
    tab.see(".cw-award")


def test_a_word_s_definition_is_in_view_wherever_the_word_stands(site: Site, new_tab: Callable[[str], Tab]) -> None:
    """Also in the top lines of a window, where there is no room above the word."""
    tab = new_tab(site.publish(TEXTS, config=CONFIG) + "one/")
    tab.evaluate("() => { document.querySelector('.cw-article').style.padding = '600px 0 1500px'; }")
    for top in (0, 60, 130, 400, 650):
        tab.evaluate(_SCROLL, top)
        tab.evaluate("() => document.querySelector('.cw-term').click()")
        room = tab.until(_BOX)
        assert min(room) >= 0, (top, room)
        tab.evaluate("() => document.querySelector('.cw-def').hidePopover()")


def test_words_of_a_heading_that_fit_stay_whole(site: Site, new_tab: Callable[[str], Tab]) -> None:
    """Where lines are balanced, some browsers part words for that; however wide the column is."""
    said = "Consent and limits in plain words, and the client’s first expectations"
    tab = new_tab(site.publish({"index.md": f"# {said}\n\n## {said}\n\n### {said}\n"}))
    for width in range(300, 680, 20):
        assert tab.evaluate(_PARTED, width) == [], width


def test_a_reply_is_said_compared_and_marked(site: Site, new_tab: Callable[[str], Tab]) -> None:
    """And recorded where the browser lets anybody record; where it doesn't, the page says so."""
    tab = new_tab(site.publish(SAY))
    tab.evaluate(_WRITE, "Hey! Not here.")
    tab.until("() => document.querySelector('cw-recorder').childElementCount")
    if tab.count("cw-recorder button"):
        press(tab, "Record yourself")
    if tab.until(_HEARD_OR_REFUSED) == "heard":
        press(tab, "Stop")
        assert tab.until(_TAKE) == ["blob", ""]
    press(tab, "Compare with model replies")
    tab.see(".cw-replies-title:focus")
    tab.click(".cw-criteria .cw-choice", "You name no reason.")
    press(tab, "Keep my marks")
    tab.until("() => document.querySelector('.cw-result').textContent.includes('You ticked 1 of 3.')")
    assert len(saved(tab)["items"]["shout"]["response"]) == 1
    assert "Not here" not in json.dumps(saved(tab))
    tab.reload()
    tab.until("() => document.querySelector('.cw-result').textContent.includes('You ticked 1 of 3.')")
    assert (tab.count(".cw-take audio"), tab.evaluate("() => document.querySelector('textarea').value")) == (0, "")


def test_on_paper_each_reason_stands_once_and_no_button(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "a/")
    answer(tab, "a-one", "Wrong")
    tab.on_paper()
    shown = tab.text('cw-item[data-item="a-one"]')
    assert shown.count(REASON) == 3
    assert WRONG in shown
    assert tab.evaluate("() => [...document.querySelectorAll('button')].filter((one) => one.checkVisibility())") == []


def test_the_certificate_is_one_sheet(address: str, new_tab: Callable[[str], Tab]) -> None:
    tab = new_tab(address + "progress/")
    tab.evaluate(_PUT, KEY, complete())
    tab.open(address + "certificate/")
    tab.see(".cw-award")
    if pdf := tab.paper():
        assert sheets(pdf) == 1
    tab.on_paper()
    tab.see(".cw-award")
    assert tab.evaluate("() => document.querySelector('.cw-header')?.checkVisibility() ?? false") is False


def sheets(pdf: bytes) -> int:
    """Count the pages of a PDF, whose objects may be packed."""
    objects = [pdf]
    for packed in _STREAM.findall(pdf):
        with suppress(zlib.error):
            objects.append(zlib.decompress(packed))
    return sum(len(_SHEETS.findall(text)) for text in objects)
