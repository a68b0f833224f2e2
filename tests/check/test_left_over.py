"""What an item or a scenario was before, or is for another program, and nobody takes away: told once, and rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check

ORDER = "<!-- type: order -->\nBring these into order.\n\n1. Check\n2. Call\n3. Press\n{}\nThe call brings others.\n"
MATCH = (
    "<!-- type: match -->\nMatch the verbs.\n\n| Verb | Meaning |\n| --- | --- |\n| ser | for good |\n"
    "| estar | for now |\n{}\nSpanish splits it.\n"
)
ALL = ("K011", "R009", "R010", "R024")


def found(text: str) -> list[str]:
    problems = [one for one in check(course_of_item(text)) if one.code in ALL]
    return [f"{one.code} {one.source.line}:{one.source.column} {one.severity.value}" for one in problems]


@pytest.mark.parametrize(
    "boxes",
    [
        "\n- [x] Check\n- [ ] Press\n",
        "\n- [x] Check\n  > Your own safety.\n- [ ] Press\n  > Too early.\n",
        "\n* [X] Check\n* [] Press\n",
        "\n- [ ] Check\n- [ ] Press\n",
        "\n- [x] Check\n",
        "\nFirst the call.\n\n- [x] Check\n- [ ] Press\n",
    ],
)
def test_choices_left_over_below_steps_or_pairs_are_told_once(boxes: str) -> None:
    row = boxes.replace("*", "-").split("- [")[0].count("\n")
    assert found(ORDER.format(boxes)) == [f"K011 {8 + row}:1 error"]
    assert found(MATCH.format(boxes)) == [f"K011 {9 + row}:1 error"]


def test_choices_right_below_the_steps_are_no_steps() -> None:
    assert found(ORDER.format("- [x] Check\n- [ ] Press\n")) == ["K011 8:1 error"]
    assert found(ORDER.replace("1. ", "- [x] Now\n- [ ] Later\n\n1. ").format("")) == ["K011 5:1 error"]


def test_a_boxed_line_between_steps_is_one_of_them() -> None:
    text = ORDER.format("- [ ] Wait\n5. Stop\n")
    assert found(text) == ["R009 8:1 error"]
    (problem,) = [one for one in check(course_of_item(text)) if one.code == "R009"]
    assert problem.hint.startswith("Write “4. Wait”")


@pytest.mark.parametrize(
    "fine",
    [
        "\nThe ward's list:\n\n- [x] Gloves\n- [ ] Mask\n",
        "\nThen go on.\n\n- [ ] Gloves\n- [ ] Mask\n",
        "\n- [X] falls\n- [Y] rises\n",
        "\n`- [x] Gloves` ticks a box.\n",
        "\n```\n- [x] Gloves\n- [ ] Mask\n```\n",
        "\n- [x](a.md) and\n- [ ](b.md)\n",
        "\nRemember:\n- gloves\n- a mask\n",
        "\nTwo things\n- gloves\n- a mask\n",
    ],
)
def test_a_list_to_tick_off_and_what_only_looks_like_one_are_let_be(fine: str) -> None:
    assert found(ORDER.format(fine)) == []
    assert found(MATCH.format(fine)) == []


SECOND = (
    "\nAnd these two:\n\n| Verb | Meaning |\n|---|---|\n| saber | to know a fact |\n| conocer | to know a person |\n"
)


def test_a_second_table_of_pairs_is_a_warning() -> None:
    assert found(MATCH.format(SECOND)) == ["R024 12:1 warning"]


@pytest.mark.parametrize(
    "fine",
    [
        SECOND.replace("| Verb |", "| Both say |"),
        SECOND.replace("saber", "ser"),
        f"\n```\n{SECOND}```\n",
    ],
)
def test_a_table_that_explains_is_none(fine: str) -> None:
    assert found(MATCH.format(fine)) == []


HEADLESS = "<!-- type: match -->\n{}\n\n| der Hund | the dog |\n| --- | --- |\n| die Katze | the cat |\n{}\nSo it is.\n"
MORE = "| das Pferd | the horse |\n| der Vogel | the bird |\n"


@pytest.mark.parametrize(
    "stem", ["Match each of the four words.", "Match the 4 words.", "Please connect these four words."]
)
def test_a_pair_that_stands_for_the_head_is_told_where_the_question_counts_them(stem: str) -> None:
    assert found(HEADLESS.format(stem, MORE)) == ["K011 5:3 warning"]


@pytest.mark.parametrize(
    "stem",
    [
        "Match the words.", "Match the three words.", "Match each of the five words.", "Match the four-letter words.",
        "Match the four columns.", "Four animals. Match them.",
    ],
)  # fmt: skip
def test_no_other_number_tells(stem: str) -> None:
    assert found(HEADLESS.format(stem, MORE)) == []
    assert found(HEADLESS.format("Match the four words.", MORE + "| | the fish |\n")) == []


SCENE = """---
content_note: Somebody may feel snubbed.
---
## At the bakery

A client says hello.

{}
- [Nod](#at-the-end)
  > **You:** So it goes.

## At the end

**Ending: protected**

They go.
"""
ITEM = "<quiz>\nWhat now?\n- [x] Call\n  > They hear you.\n- [ ] Wait\n  > They are gone.\n</quiz>\n"


def in_scene(text: str) -> list[str]:
    problems = check(course_of({"scenario.md": SCENE.format(text)}))
    kept = [one for one in problems if one.code in ("R021", "R028", "R014", "R017")]
    return [f"{one.code} {one.source.line}:{one.source.column} {one.severity.value}" for one in kept]


def test_an_item_in_a_scene_is_one_error() -> None:
    assert in_scene("") == []
    assert in_scene(ITEM) == ["R021 8:1 error"]
    assert in_scene(f"{ITEM}\n{ITEM}") == ["R021 8:1 error", "R021 16:1 error"]
    assert in_scene("> " + ITEM.strip().replace("\n", "\n> ") + "\n") == ["R021 8:3 error"]
    text = SCENE.format("").replace("They go.\n", f"They go.\n\n{ITEM}")
    assert [one.code for one in check(course_of({"scenario.md": text})) if one.code[0] == "R"] == ["R021"]


def test_an_item_that_never_ends_takes_no_scene_with_it() -> None:
    assert in_scene("<quiz>\nWhat now?\n") == ["R021 8:1 error"]
    assert in_scene(f"<quiz>\nWhat now?\n\n## Next\n\nSo.\n\n{ITEM}")[:2] == ["R021 8:1 error", "R021 15:1 error"]


@pytest.mark.parametrize("fine", [f"```\n{ITEM}```\n", f"<!--\n{ITEM}-->\n", "The tag `<quiz>` opens it.\n"])
def test_an_item_as_code_or_in_a_comment_is_none(fine: str) -> None:
    assert in_scene(fine) == []


@pytest.mark.parametrize("hint", ["Hint : Look.", "Hint 1: Look.", "**Hint:** Look."])
def test_a_new_item_with_a_hint_that_is_none_says_nothing_else_of_the_answer_key(hint: str) -> None:
    item = f"<quiz>\n<!-- id: new -->\nWho?\n\n{hint}\n\n- [x] Ana\n- [ ] Bo\n</quiz>\n"
    problems = check(replace(course_of({"bank.md": item}), answer_key=()))
    assert [one.follows for one in problems if one.code == "K016"] == ["bank.md:5:1 R029"]


@pytest.mark.parametrize("behind", ["that is the point", "note: that is the point", "so; that is it"])
def test_a_semicolon_in_a_reason_is_named(behind: str) -> None:
    text = f"<!-- allow: K009 every choice is right; {behind}; level: apply -->\nWho?\n- [x] Ana\n- [ ] Bo\n"
    hints = [one.hint for one in check(course_of_item(text)) if one.code == "R013"]
    assert hints
    assert all("A semicolon ends the reason" in hint for hint in hints)


@pytest.mark.parametrize(("behind", "hint"), [("pionts: 2", "Did you mean “points”?"), ("id x-1", "Write “id: x-1”.")])
def test_a_slip_behind_a_reason_is_what_it_is(behind: str, hint: str) -> None:
    text = f"<!-- allow: K009 every choice is right; {behind} -->\nWho?\n- [x] Ana\n- [ ] Bo\n"
    assert [one.hint for one in check(course_of_item(text)) if one.code == "R013"] == [hint]
