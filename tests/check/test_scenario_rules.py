"""What a check says of ways to play that depend on what is remembered, and of scenarios with too many of them."""

from __future__ import annotations

from courses import course_of

from coursewright.check.checker import check
from coursewright.check.play import MOST, play
from coursewright.problem import Severity

META = "---\ncontent_note: x\nprinciple: x\nobjectives: [P1]\nstandard: x\n---\n"
END = """
## End

**Ending: protected**

Over.

- **Principle:** x
- **Objectives:** P1
- **Standard:** x
- **What would change my mind:** x
"""


def said(text: str) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in check(course_of({"scenario.md": META + text + END}))]


def choice(text: str, target: str, fact: str = "") -> str:
    return f"- {text}(#{target})\n  > Client: x\n" + (f"\n  *Remember: {fact}*\n" if fact else "")


def test_somebody_with_other_memories_may_have_one_choice_left_or_none() -> None:
    start = "## Start\n\n" + choice("[a]", "next", "told") + choice("[b]", "next")
    told, other = choice("*If told:* [c]", "end"), choice("*If told:* [d]", "end")
    assert said(f"{start}\n## Next\n\n{told}{other}") == ["K015 the scene “next” has no choice left if not told"]
    other = choice("[d]", "end")
    assert said(f"{start}\n## Next\n\n{told}{other}") == ["K015 one choice is left if not told"]
    other += choice("*If not told:* [e]", "end")
    assert said(f"{start}\n## Next\n\n{told}{other}") == []


def test_a_fact_that_a_replay_sets_opens_a_way() -> None:
    text = "## Start\n\n" + choice("[a]", "end") + choice("[b]", "end") + choice("*If agreed:* [c]", "far")
    text += "\n## Far\n\n" + choice("[d]", "end") + choice("[e]", "start")
    assert said(text) == ["K015 no choice sets the fact “agreed”", "K015 no way of playing leads to the scene “far”"]
    course = course_of({"scenario.md": META.replace("---\n", "---\nchange: {Agreed: y}\n", 1) + text + END})
    assert check(course) == ()


def test_with_too_many_moments_every_choice_counts_as_shown() -> None:
    facts = [f"fact {number}" for number in range(13)]
    text = "## Start\n\n" + "".join(choice(f"[a{number}]", "start", fact) for number, fact in enumerate(facts))
    text += "".join(choice(f"*If {fact}:* [b{number}]", "end") for number, fact in enumerate(facts))
    course = course_of({"scenario.md": META + text + END})
    assert 2 ** len(facts) > MOST
    assert not play(course.scenarios[0]).exact
    assert [problem for problem in check(course) if problem.severity is Severity.ERROR] == []


def test_all_rules_share_what_is_worked_out_of_a_scenario() -> None:
    course = course_of({"scenario.md": f"{META}## Start\n\n{choice('[a]', 'end')}{END}"})
    before = play.cache_info().misses
    check(course)
    check(course)
    assert play.cache_info().misses == before + len(course.scenarios)
