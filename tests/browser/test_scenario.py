"""A scenario played in the browser: one scene at a time, by keyboard, with its memory, its views and its saved path."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from learner import Learner
from playwright.sync_api import BrowserContext
from sites import Site
from story import ENDINGS, SHOP, Player, texts

from coursewright.render.served import PLAYER_FOLDER

PHONE = {"width": 360, "height": 640}
TREE = [
    "1 At the till",
    "“Morning, you.” → 2 The clerk",
    "“We met at work.” → 3 It is out (Harm)",
    "Say so on Monday. → 5 Mended (Repaired)",
    "“From around.” → 4 As agreed (Protected)",
    "If not agreed: Look at the tray. → 2 The clerk",
    "If agreed: “Hello.” → 4 As agreed (Protected)",
]
_FOCUS = """() => {
  const at = document.activeElement;
  const told = document.getElementById(at.getAttribute("aria-describedby"));
  return [at.tagName, at.textContent, told?.innerText ?? ""];
}"""
_SMALL = """() => [...document.querySelectorAll("cw-scenario button, cw-scenario summary")]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 44)
  .map((node) => node.textContent)"""
_SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
_LISTEN = """() => {
  window.heard = [];
  for (const name of ["scene", "choice", "ending", "completed"]) {
    document.addEventListener("coursewright:" + name, (event) => heard.push([name, event.detail]));
  }
}"""


@pytest.fixture
def player(learner: Learner, site: Site) -> Player:
    learner.page.set_viewport_size(PHONE)
    learner.open(site.publish(texts(), theme="bare"))
    return Player(learner)


def test_from_the_note_to_a_repaired_ending_by_keyboard_alone(player: Player) -> None:
    keys, page = player.page.keyboard, player.page
    assert player.title() == "Before you start"
    assert "Somebody is snubbed." in player.text()
    assert "about 3 minutes · 3 endings" in player.text()

    def go(tabs: int, key: str) -> list[str]:
        for _ in range(tabs):
            keys.press("Tab")
        keys.press(key)
        assert page.evaluate(_SMALL) == []
        assert page.evaluate(_SIDEWAYS) <= 0
        return list(page.evaluate(_FOCUS))

    assert go(1, "Enter") == ["H3", "At the till", ""]
    tag, said, told = go(1, "Space")
    assert (tag, said) == ("H3", "“Morning, you.”")
    assert [line for line in told.splitlines() if line] == [
        "Client:", "Seen, in front of all.", "You:", "You were friendly."
    ]  # fmt: skip
    assert go(1, "Enter") == ["H3", "The clerk", ""]
    assert "asks how you know" in player.text()
    assert go(1, "Enter")[2].split("\n")[-1] == "After that hello, too."
    assert go(1, "Space") == ["H3", "It is out", ""]
    for said in ("Ending: Harm", "3, remember why", "1.07", "Their own wish.", "“I am sorry.”", "1 of 3"):
        assert said in player.text()
    assert go(1, "Enter")[1] == "Say so on Monday."
    assert go(1, "Enter")[1] == "Mended"
    assert "You completed this scenario." in player.text()
    assert player.saved()["complete"] is True
    assert page.locator("[aria-live], [role=status]:visible").count() == 0  # what moves the focus isn't said twice


def test_the_choices_look_alike(player: Player) -> None:
    player.press("Start")
    assert player.choices() == ["“Morning, you.”", "Look at the tray."]
    looks = player.page.evaluate(
        "() => [...document.querySelectorAll('button.cw-line')].map((b) => b.className + getComputedStyle(b).color)"
    )
    assert len(set(looks)) == 1
    assert player.page.evaluate("() => [...document.querySelectorAll('.cw-stage [data-to]')].length") == 0


def test_a_step_back_takes_back_what_was_remembered(player: Player) -> None:
    player.press("Start")
    player.press("Morning")
    player.press("Back one step")
    assert player.title() == "At the till"
    player.play("Look at the tray.")
    assert "gives you your change" in player.text()
    assert player.stage.locator(".cw-track li").all_text_contents() == ["Look at the tray."]
    player.press("Back one step")
    player.press("Back one step")
    assert player.title() == "Before you start"


def test_a_replay_with_one_fact_changed(player: Player) -> None:
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    assert "Endings found: 1 of 3" in player.text()
    player.press("Change one fact: You had agreed to say hello")
    assert "You two agreed on a hello." in player.text()
    assert player.choices() == ["“Morning, you.”", "“Hello.”"]
    player.play("“Hello.”")
    assert player.title() == "As agreed"
    player.press("Play again")
    assert "You two agreed" not in player.text()


def test_the_same_path_through_the_clients_eyes(player: Player) -> None:
    player.press("Start")
    assert "There is my worker." not in player.text()
    player.play("Look at the tray.", "“We met at work.”")
    player.press("See it through the client’s eyes")
    for said in ("As the client sees it", "There is my worker.", "Look at the tray.", "Not a glance."):
        assert said in player.text()
    player.press("Continue")
    assert "Out of nowhere." in player.text()
    assert "After that hello" not in player.text()
    player.press("Continue")
    assert "I can't come back here." in player.text()
    player.press("Back to the debrief")
    assert player.title() == "It is out"


def test_a_skip_costs_nothing_and_can_be_taken_back(player: Player) -> None:
    player.press("Skip this scenario")
    assert player.title() == "Skipped"
    assert player.saved()["skipped"] is True
    player.press("Open it after all")
    player.press("Start")
    assert player.saved()["skipped"] is False


def test_what_other_scripts_hear(player: Player) -> None:
    player.page.evaluate(_LISTEN)
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    heard = player.page.evaluate("() => heard")
    assert [name for name, _ in heard] == ["scene", "choice", "scene", "choice", "scene", "ending", "completed"]
    assert heard[0][1] == {"scenario": "shop", "scene": "at-the-till"}
    assert {"scenario", "scene", "option"} == set(heard[1][1])
    assert heard[-2][1] == {"scenario": "shop", "scene": "as-agreed", "ending": "protected", "complete": True}
    assert heard[-1][1] == {"scenario": "shop"}
    player.press("Play again")
    player.play("Look at the tray.", "“From around.”")
    assert [name for name, _ in player.page.evaluate("() => heard")].count("completed") == 1


def test_a_skip_is_told_as_complete_once(player: Player) -> None:
    player.page.evaluate(_LISTEN)
    for _ in range(2):
        player.press("Skip this scenario")
        player.press("Open it after all")
    assert player.page.evaluate("() => heard") == [["completed", {"scenario": "shop", "skipped": True}]]


def test_a_state_that_comes_later_takes_the_place_of_what_was_played(player: Player) -> None:
    """A host brings what it has kept when the page is there already."""
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    player.page.add_script_tag(path=PLAYER_FOLDER / "frame.js")  # as in a host's frame
    player.page.evaluate("coursewright.adopt({ version: 2, items: {} })")
    assert player.title() == "Before you start"
    assert "You completed" not in player.text()
    done = {"path": [], "found": ["it-is-out"], "complete": True}
    state = {"version": 2, "items": {}, "scenarios": {"shop": done}}
    player.page.evaluate("state => coursewright.adopt(state)", state)
    assert "You completed this scenario." in player.text()
    player.press("Start")
    assert player.saved()["complete"] is True


def test_what_another_tab_has_completed_stays_complete(player: Player) -> None:
    player.press("Start")
    player.save('{"path": [], "found": ["mended"], "complete": true}')
    player.press("Look at the tray.")
    assert player.saved()["complete"] is True
    assert player.saved()["found"] == ["mended"]


# --- between two visits


def test_the_next_visit_goes_on_where_the_last_one_ended(player: Player) -> None:
    player.press("Start")
    player.play("Morning")
    player.press("“From around.”")
    player.page.reload()
    assert player.title() == "Before you start"
    player.press("Go on where you were")
    assert "That will do." in player.text()  # told again: it had not been left yet
    player.press("Continue")
    player.page.reload()
    player.press("Go on where you were")
    assert player.title() == "As agreed"
    player.page.reload()
    player.press("Start over")
    assert player.title() == "At the till"


@pytest.mark.parametrize(
    ("edited", "title", "told"),
    [
        (SHOP.replace("A client stands", "Your client waits"), "As agreed", False),
        (SHOP.replace("## The clerk", "## The cashier").replace("#the-clerk", "#the-cashier"), "At the till", True),
        (SHOP.replace("“From around.”", "“From town.”"), "The clerk", True),
        (SHOP.replace("](#as-agreed)", "](#mended)"), "The clerk", True),
        (SHOP.replace("[“Morning, **you**.”](#the-clerk)", "*If agreed:* [“Hey.”](#the-clerk)"), "At the till", True),
    ],
    ids=["text", "scene renamed", "choice reworded", "choice leads elsewhere", "choice gone"],
)
def test_an_edit_between_two_visits(edited: str, title: str, told: bool, player: Player, site: Site) -> None:
    player.press("Start")
    player.play("Morning", "“From around.”")
    assert player.saved()["complete"] is True
    site.publish(texts(edited), theme="bare")
    player.page.reload()
    assert ("This scenario has changed" in player.text()) is told
    assert "You completed this scenario." in player.text()
    begun = title != "At the till"
    player.press("Go on where you were" if begun else "Start")
    assert player.title() == title
    assert all(scene in (*ENDINGS, "At the till", "The clerk") for scene in [player.title()])


@pytest.mark.parametrize(
    "state",
    [
        "null", "[]", "7", "{}", '{"path": 3}', '{"path": [3, null, ["x"]]}', '{"path": [["at-the-till", 5]]}',
        '{"path": [["nowhere", "x"], ["at-the-till", "y"]]}', '{"found": {"a": 1}, "change": ["agreed"]}',
        '{"found": [1, null, "gone"], "change": "__proto__", "complete": "yes", "told": 0}',
    ],
)  # fmt: skip
def test_state_of_a_wrong_shape(state: str, player: Player) -> None:
    player.press("Start")
    player.save(state)
    player.page.reload()
    assert "You completed" not in player.text()
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    assert "Endings found: 1 of 3" in player.text()
    assert json.loads(json.dumps(player.saved()))["complete"] is True


def test_a_path_that_cannot_be_saved_is_played_all_the_same(context: BrowserContext, site: Site) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    player = Player(Learner(context.new_page()))
    player.page.goto(site.publish(texts(), theme="bare"))
    player.press("Start")
    player.play("Look at the tray.")
    assert player.title() == "The clerk"
    assert "Your path can’t be saved here" in player.text()


# --- without scripts, and on paper


def test_scripts_off_it_is_a_gamebook(new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(site.publish(texts()))
    assert not page.locator(".cw-tree").is_visible()
    first = page.locator(".cw-scene").first
    assert first.locator("h3").inner_text() == "1 At the till"
    assert "If not agreed:" in first.inner_text()
    assert "Remember: spoke first" in first.inner_text()
    outcome = first.locator(".cw-outcome").first
    assert not outcome.get_by_text("Seen, in front of all.").is_visible()
    outcome.locator("summary").click()
    assert outcome.get_by_text("Seen, in front of all.").is_visible()
    first.get_by_role("link", name="Go to 2").first.click()
    assert page.url.endswith("#scenario-shop--the-clerk")
    links = page.eval_on_selector_all(".cw-go a", "(all) => all.map((a) => !!document.querySelector(a.hash))")
    assert links == [True] * 6
    assert page.evaluate(_SIDEWAYS) <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_print_shows_the_whole_book(scripts: bool, new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(site.publish(texts()))
    if scripts:
        Player(Learner(page)).press("Start")
    page.emulate_media(media="print")
    assert page.locator(".cw-scene:visible").count() == 5
    assert page.get_by_text("Seen, in front of all.").is_visible()
    assert page.get_by_text("Somebody is snubbed.").is_visible()
    assert page.locator(".cw-stage:visible").count() == 0
    tree = page.locator(".cw-tree").inner_text().splitlines()
    assert [line for line in tree if line] == TREE
    page.set_viewport_size({"width": 500, "height": 700})
    assert page.evaluate(_SIDEWAYS) <= 0


def test_a_page_without_a_scenario_loads_nothing_of_it(learner: Learner, site: Site) -> None:
    asked: list[str] = []
    learner.page.on("request", lambda request: asked.append(request.url))
    learner.open(site.publish("<quiz>\nIs it? [[yes]]\n</quiz>\n", theme="bare"))
    assert [url for url in asked if "scenario" in url] == []
    assert any("player.js" in url for url in asked)
