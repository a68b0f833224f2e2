"""Each flaw that a scenario can have, alone in a sound one: what the check says of it, at which line and column."""

from __future__ import annotations

import pytest
from courses import course_of

from coursewright.check.checker import check

DEBRIEF = "- **Principle:** x\n- **Objectives:** P1\n- **Standard:** x\n- **What would change my mind:** x\n"
SOUND = f"""---
content_note: Somebody may feel snubbed.
principle: 2, keep the boundary
objectives: [P1]
standard: NASW Code, 1.07
---
## Till

*If greeted:* You have met before.

- [Wait.](#door)
  > **Client:** They wait.
- [“Morning.”](#snub)
  > **Client:** They speak.

  *Remember: greeted*

## Door

It rains.

- [Rush on through.](#snub)
  > **Client:** They rush.
- [Hold it.](#good)
  > **Client:** They hold it.
- [Go back.](#till)
  > **Client:** They turn.

## Good

**Ending: protected**

Nobody learned a thing.

{DEBRIEF}
## Snub

**Ending: harm**

They look away.

{DEBRIEF}"""
BACK, CLIENT = "[Go back.](#till)", "\n  > **Client:** They turn."
RUSH = "- [Rush on through.](#snub)\n  > **Client:** They rush.\n"
CIRCLE = """
## Yard

Cold.

- [Walk.](#lane)
  > **Client:** They walk.
- [Run fast.](#lane)
  > **Client:** They run.

## Lane

Colder.

- [Walk.](#yard)
  > **Client:** They walk.
- [Run fast.](#yard)
  > **Client:** They run.
"""
ATTIC = "\n## Attic\n\nDust.\n"


def edited(old: str, new: str, more: str = "") -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new) + more


def steps(places: str, good: str, bad: str) -> str:
    """Return a scenario of scenes with two choices each: where the better one stands, and what both say."""
    found = SOUND[: SOUND.index("## Till")]
    for number, place in enumerate(places, 1):
        target = f"step-{number + 1}" if number < len(places) else "good"
        choices = [f"- [{good}](#{target})\n  > **Client:** x\n", f"- [{bad}](#snub)\n  > **Client:** x\n"]
        found += f"## Step {number}\n\nIt rains.\n\n{''.join(choices if place == '1' else choices[::-1])}\n"
    return found + SOUND[SOUND.index("## Good") :]


FLAWS: dict[str, tuple[str, list[str]]] = {
    "missing target": (edited(BACK, "[Go back.](#tlil)"), ["26:15 K015 there is no scene “#tlil”"]),
    "unreachable scene": (
        SOUND + f"\n## Cellar\n\n**Ending: repairable**\n\nDark.\n\n{DEBRIEF}",
        ["51:4 K015 no way of playing leads to the scene “cellar”"],
    ),
    "an ending first": (
        edited("## Till", f"## Over\n\n**Ending: protected**\n\nAll is well.\n\n{DEBRIEF}\n## Till"),
        ["7:4 K015 the scenario starts with an ending, “over”"],
    ),
    "a start without choices": (
        edited("## Till", "## Before\n\nIt is early.\n\n## Till"),
        ["7:4 K015 the scene “before” has neither choices nor a type of ending"],
    ),
    "nothing but an ending": (
        SOUND[: SOUND.index("## Till")] + SOUND[SOUND.index("## Good") : SOUND.index("## Snub")],
        ["7:4 K015 the scenario starts with an ending, “good”"],
    ),
    "a condition in a heading": (
        edited("## Door", "## Door *If not greeted:*"),
        ["18:9 R021 “*If not greeted:*” marks nothing"],
    ),
    "a condition in a heading, and in the links to it": (
        edited("## Door", "## Door *If not greeted:*").replace("(#door)", "(#door-if-not-greeted)"),
        ["18:9 R021 “*If not greeted:*” marks nothing"],
    ),
    "an ending in a heading": (
        edited("## Snub\n\n**Ending: harm**", "## Snub **Ending: harm**"),
        [
            "40:4 K015 the scene “snub” has neither choices nor a type of ending",
            "40:9 R021 “**Ending: harm**” marks nothing",
        ],
    ),
    "a fact in the quote": (
        edited("\n\n  *Remember: greeted*", "\n  >\n  > *Remember: greeted*"),
        ["16:5 R021 “*Remember: greeted*” marks nothing in a quote"],
    ),
    "a fact behind a consequence": (
        edited("They speak.\n\n  *Remember: greeted*", "They speak. *Remember: greeted*\n\n  *Remember: greeted*"),
        ["14:29 R021 “*Remember: greeted*” marks nothing in a quote"],
    ),
    "a fact in the quote, in capitals": (
        edited("\n\n  *Remember: greeted*", "\n  > _REMEMBER: Greeted_"),
        ["15:5 R021 “_REMEMBER: Greeted_” marks nothing in a quote"],
    ),
    "a fact in the middle of the quote": (
        edited("\n\n  *Remember: greeted*", "\n  > *Remember: greeted*\n  > They smile."),
        ["15:5 R021 “*Remember: greeted*” marks nothing in a quote"],
    ),
    "a sentence in a quote that may be a fact": (
        edited("They speak.\n", "They speak.\n  > *Remember: we close at four.*\n"),
        ["15:5 R021 “*Remember: we close at four.*” marks nothing in a quote"],
    ),
    "a heading that is nothing but a mark": (
        edited("## Door", "## *Remember: rain* {#door}"),
        ["18:4 R021 “*Remember: rain*” marks nothing"],
    ),
    "no way to an ending": (
        edited(BACK, "[Go back.](#attic)", ATTIC),
        ["51:4 K015 the scene “attic” has neither choices nor a type of ending"],
    ),
    "a loop without exit": (
        edited(BACK, "[Go back.](#yard)", CIRCLE),
        ["51:4 K015 a circle without a way to an ending: “yard”, “lane”"],
    ),
    "an ending without type": (
        edited("**Ending: protected**\n\n", ""),
        [
            "1:1 K015 no way of playing completes the scenario",
            "29:4 K015 the scene “good” has neither choices nor a type of ending",
        ],
    ),
    "an ending of no known type": (
        edited("**Ending: harm**", "**Ending: sad**"),
        ["42:11 K015 “sad” is no type of ending"],
    ),
    "an ending without debrief": (
        SOUND.removesuffix(DEBRIEF),
        [
            "40:4 B210 the ending “snub” names no objective",
            "40:4 B210 the ending “snub” names no principle",
            "40:4 B210 the ending “snub” names no standard",
            "40:4 K015 the debrief of “snub” lacks “What would change my mind”",
        ],
    ),
    "a fact read but never set": (
        edited("\n\n  *Remember: greeted*", ""),
        ["9:1 K015 no choice sets the fact “greeted”"],
    ),
    "a fact set but never read": (edited("*If greeted:* You", "You"), ["16:14 K015 nothing reads the fact “greeted”"]),
    "one choice": (edited(RUSH, "").replace(f"- {BACK}{CLIENT}\n", ""), ["22:3 K015 the scene has one choice"]),
    "a scene over 90 words": (
        edited("It rains.", " ".join(["Rain."] * 91)),
        ["18:4 W120 the scene “door” has 91 words, more than 90"],
    ),
    "the best choice always first": (
        steps("111", "Wait.", "Walk."),
        ["11:4 W151 in each of 3 decisions the best choice is the first one"],
    ),
    "the best choice always last": (
        steps("222", "Wait.", "Walk."),
        ["13:4 W151 in each of 3 decisions the best choice is the last one"],
    ),
    "the best choice always the longest": (
        steps("121", "Stay there.", "Leave."),
        ["11:4 W150 in each of 3 decisions the best choice is the longest one"],
    ),
    "the best choice far longer": (
        steps("1", "Stay there, and wait until they are gone.", "Go."),
        ["11:4 W101 the best choice has 40 characters, the next one 2"],
    ),
    "no content note": (
        edited("content_note: Somebody may feel snubbed.\n", ""),
        ["1:1 B210 the scenario names no content note"],
    ),
    "no standard": (edited("standard: NASW Code, 1.07\n", ""), ["1:1 B210 the scenario names no standard"]),
    "nothing for the client": (
        edited(BACK + CLIENT, BACK),
        ["26:3 B210 the choice doesn't say what it is like for the other person"],
    ),
}


def said(text: str) -> list[str]:
    problems = check(course_of({"scenario.md": text}))
    return [f"{problem.source.line}:{problem.source.column} {problem.code} {problem.message}" for problem in problems]


def test_the_scenario_that_they_are_put_into_is_sound() -> None:
    assert said(SOUND) == []


@pytest.mark.parametrize("name", FLAWS)
def test_a_flaw_is_told_at_its_place(name: str) -> None:
    text, expected = FLAWS[name]
    assert said(text) == expected


@pytest.mark.parametrize("mark", ["*IF Greeted:*", "_if greeted:_", "*If GREETED:*"])
def test_a_condition_counts_in_capitals_too(mark: str) -> None:
    assert said(edited("*If greeted:*", mark)) == []


def test_a_title_may_hold_emphasis_and_name_what_marks_are_named_after() -> None:
    assert said(edited("## Door", "## The *if* at the door: `*If greeted:*` {#door}")) == []


HEADINGS = [
    "### Door", "#### Door ##", "# Door", "###Door", "**Door**", "__Door__", "Door", " ### Door", "**Door**  ",
    "### The Door {#door}", "**The door** {#door}",
]  # fmt: skip


@pytest.mark.parametrize("line", HEADINGS)
def test_a_heading_that_lost_its_marks_is_told_once(line: str) -> None:
    at = len(line) - len(line.lstrip()) + 1
    assert said(edited("## Door", line)) == [f"18:{at} R021 “{line.strip()}” starts no scene"]


@pytest.mark.parametrize("line", ["### Snub", "**Snub**", "Snub"])
def test_a_heading_of_the_last_scene_too(line: str) -> None:
    assert said(edited("## Snub", line)) == [f"40:1 R021 “{line}” starts no scene"]


@pytest.mark.parametrize(
    "text",
    [
        "It rains.\n\n### Till\n\nHere.", "It rains.\n\n**Till**\n\nHere.", "It rains.\n\nTill\n\nHere.",
        "It rains. See [it](#cellar).\n\nCellar\n\nHere.", "It rains.\n\n```\n### Cellar\n```\n\n- [Go.](#cellar)",
        "It rains.\n\n- [Go.](#cellar)\n\n> **Cellar**", "It rains.\n\nCellar.\n\n- [Go.](#cellar)",
        "It rains.\n\n**Cellar**\nHere.\n\n- [Go.](#cellar)", "It rains.\n\n**Ending: harm**\n\n- [Go.](#ending-harm)",
    ],
)  # fmt: skip
def test_a_line_to_which_no_choice_leads_starts_no_scene(text: str) -> None:
    assert not [one for one in said(edited("It rains.", text)) if "starts no scene" in one]


def test_what_goes_on_behind_a_lost_heading_follows_from_it() -> None:
    text = edited(RUSH, f"{RUSH}\n### Attic\n\n**Ending: harm**\n\n{DEBRIEF}\n**Ending: harm**\n\n{DEBRIEF}\n")
    problems = [one for one in check(course_of({"scenario.md": text})) if one.code == "R021" and not one.follows]
    assert [one.message for one in problems] == ["a heading inside a scene"]


def test_a_missing_scene_names_those_to_which_nothing_leads() -> None:
    text = edited("## Door", "## Door {#wet}")
    hints = [one.hint for one in check(course_of({"scenario.md": text})) if "no scene" in one.message]
    assert hints == ["Write the scene, or link to another one. No choice leads to “#wet”."]
    assert "11:12 K015 there is no scene “#door”" in said(text)


@pytest.mark.parametrize("word", ["Remember", "Note", "Later", "Important", "Hinweis"])
def test_a_word_in_bold_that_leads_in_is_text(word: str) -> None:
    for bold in (f"**{word}:**", f"**{word}**:", f"__{word}:__"):
        scene = edited("It rains.", f"{bold} it rains.")
        below = edited("They turn.", f"They turn.\n  >\n  > {bold} it rains.")
        for text in (scene, below):
            assert [one for one in check(course_of({"quizzes/scenarios/a.md": text})) if one.code == "R021"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It rains.", "**Remember:** greeted"),
        ("It rains.", "**Remembre:** it rains."),
        ("It rains.", "*Remember: it rains*"),
        ("They turn.", "They turn.\n  >\n  > **Vistor:** it rains."),
        ("They turn.", "They turn.\n  >\n  > **Principal:** it rains."),
        ("**Client:** They turn.", "**Later:** it rains."),
    ],
)
def test_what_is_nearly_a_mark_is_none_that_leads_in(old: str, new: str) -> None:
    problems = check(course_of({"quizzes/scenarios/a.md": edited(old, new)}))
    assert [one.severity.value for one in problems if one.code == "R021"] == ["error"]
