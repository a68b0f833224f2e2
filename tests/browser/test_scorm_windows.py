"""One SCORM activity in two windows of a browser: each tells its answers, and neither takes the other one's numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from lms import Lms
from test_scorm import answer, go, new_lms, profile, scorm12, scorm2004, take_final, verdicts, wait_for

__all__ = ["new_lms", "profile", "scorm12", "scorm2004"]


@pytest.fixture(params=["12", "2004"])
def moodle(request: pytest.FixtureRequest, new_lms: Any) -> Callable[..., Lms]:
    """A platform of which each window has a run-time of its own, and that lets no number out."""
    package = request.getfixturevalue("scorm12" if request.param == "12" else "scorm2004")
    return partial(new_lms, package, edition=request.param, hostile={"apart": True})


def told(lms: Lms) -> list[str]:
    return [one["id"] for one in lms.standing.interactions]


def test_two_windows_take_turns_and_no_answer_takes_the_place_of_another(
    moodle: Callable[..., Lms], profile: Any
) -> None:
    lms, context = moodle(), profile()
    one, two = lms.launch(context), lms.launch(context)
    for window in (one, two):
        go(window, "Lesson a")
    answer(one, "a-one")
    wait_for(lms, lambda standing: len(standing.interactions) == 1, one)
    answer(two, "a-two", right=False)
    wait_for(lms, lambda standing: len(standing.interactions) == 2, two)
    go(one, "Final")
    take_final(one)
    wait_for(lms, lambda standing: len(standing.interactions) == 6, one)
    assert told(lms)[:2] == ["a-one", "a-two"]
    assert len(set(told(lms))) == len(told(lms)) == 6
    lms.leave(two)
    lms.leave(one)
    assert len(set(told(lms))) == len(told(lms)) == 6
    again = lms.launch(profile())
    go(again, "Lesson a")
    again.lesson.locator("cw-item.cw-settled").nth(1).wait_for()
    assert verdicts(again) == {"a-one": "Correct answer!", "a-two": "Incorrect answer."}
