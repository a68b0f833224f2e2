"""What a page, a scenario and the final assessment take: what is read, and what is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.check.minutes import DECISION, SURE, WORDS, Minutes, minutes_of, minutes_of_final, minutes_to_mend
from coursewright.config import layout, read_layout
from coursewright.model.course import Course
from coursewright.model.path import Final
from coursewright.read.course import read_course
from coursewright.read.scenario import read_scenario


def count(text: str) -> int:
    return len(text.split())


SCENES = {
    "a": "One two.\n\n*If told:* Unheard.\n\n*As the client sees it:* Unseen.\n\n"
    "- [x y](#b)\n  > **You:** So be it.\n- [z](#c)",
    "b": "Three.\n\n- [x](#d)\n- [y](#c)",
    "c": "**Ending: harm**\n\nFour five six.\n\n- [Mend](#d)",
    "d": "**Ending: repaired**\n\nSeven.",
}


def mended(scenes: dict[str, str]) -> Minutes:
    scenario = read_scenario("\n\n".join(f"## {name}\n\n{body}" for name, body in scenes.items()), "scenario.md", [])
    assert scenario
    return minutes_to_mend(scenario)


def test_a_scenario_takes_one_wrong_turn_and_its_repair() -> None:
    first, harm, good = count("a One two x y z"), count("c Four five six Mend"), count("d Seven")
    assert mended(SCENES) == Minutes(first + harm + good, 2)


def test_where_nothing_can_be_mended_it_takes_the_quickest_way_to_a_good_ending() -> None:
    lost = {**SCENES, "c": "**Ending: harm**\n\nFour."}
    first, said, second, good = map(count, ("a One two x y z", "So be it", "b Three x y", "d Seven"))
    assert mended(lost) == Minutes(first + said + second + good, 2)
    assert mended({**SCENES, "d": "**Ending: harm**\n\nSeven."}) == Minutes()


ITEM = """
<quiz>
Who says hello first?
- [x] The client does
  > Only they know who may learn it.
- [ ] You
  > It tells [the queue](#x).

Ask early.
</quiz>
"""
ASKED = count("Who says hello first The client does Only they know who may learn it You It tells the queue Ask early")


def test_a_page_takes_its_words_and_its_items_with_all_that_is_said_of_an_answer(tmp_path: Path) -> None:
    course = course_of(tmp_path, "# A\n\nOne two three.\n" + ITEM)
    taken = minutes_of(course.lessons[0], course)
    assert taken == Minutes(count("A One two three") + ASKED, 1)
    assert taken.total == taken.words / WORDS + DECISION


def test_an_item_that_is_not_scored_is_read_and_decided_too(tmp_path: Path) -> None:
    course = course_of(tmp_path, "# A\n" + ITEM.replace("<quiz>", "<quiz>\n<!-- scored: false -->"))
    assert minutes_of(course.lessons[0], course) == Minutes(1 + ASKED, 1)


def test_to_say_how_sure_one_is_takes_its_moment_where_it_is_asked(tmp_path: Path) -> None:
    opinion = ITEM.replace("<quiz>", "<quiz>\n<!-- scored: false -->").replace("hello", "goodbye")
    course = course_of(tmp_path, "# A\n\n<!-- quiz: bank bank -->\n", "---\ncertainty: true\n---\n" + ITEM + opinion)
    taken = minutes_of(course.lessons[0], course)
    assert taken == Minutes(1 + 2 * ASKED, 2, 0, 1)
    assert taken.total == taken.words / WORDS + 2 * DECISION + SURE


def test_the_final_counts_how_sure_one_is_as_often_as_it_is_asked_on_average(tmp_path: Path) -> None:
    course = course_of(tmp_path, "# A\n", "---\nuse: final\ncertainty: true\n---\n" + ITEM)
    assert minutes_of_final(Final((("bank", 3),)), course).sure == 3


def test_the_final_takes_what_its_draws_take_on_average(tmp_path: Path) -> None:
    twice = "---\nuse: final\n---\n" + ITEM + ITEM.replace("hello", "hello again now")
    course = course_of(tmp_path, "# A\n", twice)
    assert minutes_of_final(Final((("bank", 3), ("gone", 1))), course) == Minutes(3 * (ASKED + 1), 4)


def course_of(folder: Path, page: str, bank: str = "") -> Course:
    for name, text in (("docs/a.md", f"---\nid: a\n---\n{page}"), ("quizzes/bank.md", bank)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    return read_course(layout(folder, {"extra": {"course": {"id": "c", "title": "C"}}}, {}))


CORE = "site_name: C\nplugins: [coursewright]\nextra:\n  course: {id: c, core: [Town]}\nnav:\n  - end.md\n"
TOWN = "  - Town: [one.md, two.md, three.md]\n  - More: [four.md]\n"
CHECKED = "---\nid: {0}\n{1}---\n# {0}\n\n<quiz>\nWho {0}?\n- [x] They\n- [ ] You\n</quiz>\n"


@pytest.mark.parametrize(
    ("durations", "shown", "expected"),
    [
        (
            (1, 1, None, 1),
            True,
            ["docs/three.md:2 this lesson has no duration, and the certificate's hours leave it out"],
        ),
        (
            (None, 1, None, 1),
            True,
            ["docs/one.md:2 this lesson and 1 more core lesson have no duration, "
             "and the certificate's hours leave them out"],
        ),
        ((1, 1, 1, None), True, []),
        ((None, None, None, 1), True, []),
        ((1, 1, None, 1), False, []),
    ],
)  # fmt: skip
def test_a_core_lesson_without_its_time_is_told_once(
    durations: tuple[int | None, ...], shown: bool, expected: list[str], tmp_path: Path
) -> None:
    files = {"end": "# End\n\n<!-- course: certificate -->\n" if shown else "# End\n"}
    for name, minutes in zip(("one", "two", "three", "four"), durations, strict=True):
        files[name] = CHECKED.format(name, f"duration: {minutes}\n" if minutes else "")
    (tmp_path / "docs").mkdir()
    for name, text in files.items():
        (tmp_path / f"docs/{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CORE + TOWN, encoding="utf-8")
    stated, _ = read_layout(tmp_path / "mkdocs.yml")
    assert stated
    found = [one for one in check(read_course(stated)) if one.code == "B212" and "no duration" in one.message]
    assert [f"{one.source.path}:{one.source.line} {one.message}" for one in found] == expected
