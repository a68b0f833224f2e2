"""What a field director would strike out does not come back, and what is printed twice says one thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = sorted(
    [path for path in (ROOT / "docs").rglob("*.md") if "toolkit" not in path.parts]
    + list((ROOT / "quizzes").glob("*.md"))
)
PAGES = {path.relative_to(ROOT).as_posix(): " ".join(path.read_text("utf-8").split()) for path in OWN}
STANDING = "I know a lot of people here, and I never say how."
WRONG = {
    "a report of child abuse is a duty: must": r"child (?:is|was) being hurt, I (?:may|might|could)\b|"
    r"\bmay (?:need|have) to (?:tell|report)\b",
    "nobody can promise that talk stays with one person": r"\b(?:tell me|you say)\b[^.?]{0,20} stays? (?:with|between)",
    "suicide is asked about by its name": r"\bare you (?:safe|okay|ok) (?:right now|tonight|here)\b",
    "the article speaks of what both agreed on": r"treats boundaries as fixed|we add one step",
    "a post that identifies a client is 1.07(r)": r"1\.06\(f\)",
    "college passes the rights on at any age": r"\bfrom age 18\b",
    "a court's order can be answered, 1.07(j)": r"a duty to report, a court order\. ask",
    "work is no part of the standing answer": r"know[^.]{0,20} through (?:my )?work(?=[.\"])(?! say)",
    "the Code is cited itself": r"Social Work Test Prep|socialworktestprep",
    "a work has its author": r"\bMSW thesis on\b|\bdissertation on\b",
    "a work that has a year is cited with it": r"Gottlieb, (?:M\. C\. \()?n\.d\.|small community[^.]*n\.d\.|"
    r"Brownlee[^.]{0,20}n\.d\.|Chassie, A\. \(n\.d\.|Krase, (?:K\. \()?n\.d\.|"
    r"Barsky \(n\.d\.\) warns|Barsky, A\. \(n\.d\.\)\. \[Wh",
    "a year that no source shows is none": r"Barsky, (?:A\. \()?2012",
    "by federal law coaches report, and not only to a child abuse line": r"many coaches must \(",
    "no class has been watched": r"most learners play again",
    "a threat goes to 911 if danger is near, and not otherwise": r"hurt them\?\" \| 911, |against somebody:\*\* 911",
    "a count of states that nobody saw at its source is no count": r"\babout 32\b(?! is gone)|coaches too, must",
    "the office is not named where people listen": r"Call the office, and they will",
    "repair and debrief are not evaluation": r"\*\*9\*\* Evaluate",
    "a report rests on what a parent or a caregiver did": r"\b(?:says|tells you) who did it\b",
    "on students the source says what placements ask": r"in many states students are\b",
    "Part 2 has no exception for elder abuse, and a state may want it reported": r"child abuse, not elder",
    "in an emergency a dispatcher decides on a drive": r"hospital, as the ambulance was an hour away",
    "suicide is asked about by itself": r"of driving, or of killing",
}


@pytest.mark.parametrize("reason", WRONG)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_or_bank_says_what_is_wrong(page: str, reason: str) -> None:
    found = re.search(WRONG[reason], PAGES[page], re.I)
    assert not found, f"{found[0]}: {reason}"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("If a child is being hurt, I may have to tell people", "a report of child abuse is a duty: must"),
        ("you might need it, and may need to report", "a report of child abuse is a duty: must"),
        ("What you tell me stays with me, with a few limits", "nobody can promise that talk stays with one person"),
        ('"Are you safe right now?"', "suicide is asked about by its name"),
        ('"I never say who I know through work."', "work is no part of the standing answer"),
        ("exam: [1.07](https://socialworktestprep.com/x)", "the Code is cited itself"),
        ('"Do you mean to hurt them?" | 911, and what', "a threat goes to 911 if danger is near, and not otherwise"),
        ("In about 32 of them the duty", "a count of states that nobody saw at its source is no count"),
        ("Call the office, and they will set a time", "the office is not named where people listen"),
        ("Gottlieb, M. C. (n.d.). [Avoiding", "a work that has a year is cited with it"),
        ("Barsky, A. (2012). [Boundaries in a small", "a year that no source shows is none"),
        ("in every state (Krase, n.d.)", "a work that has a year is cited with it"),
        ("a bruise and says who did it, and you call", "a report rests on what a parent or a caregiver did"),
        ("because in many states students are, so look", "on students the source says what placements ask"),
        (
            "You report child abuse, not elder, by state law",
            "Part 2 has no exception for elder abuse, and a state may want it reported",
        ),
        (
            "to the hospital, as the ambulance was an hour away.",
            "in an emergency a dispatcher decides on a drive",
        ),
        ("Were you thinking of driving, or of killing yourself?", "suicide is asked about by itself"),
    ],
)
def test_what_was_wrong_is_found(said: str, reason: str) -> None:
    assert re.search(WRONG[reason], said, re.I)


@pytest.mark.parametrize(
    "page",
    [
        "docs/principle-1/agreement.md",
        "docs/principle-2/ten-seconds.md",
        "docs/principle-3/whose-job.md",
        "docs/reference/cards.md",
        "quizzes/openings.md",
        "quizzes/lesson-2-1.md",
    ],
)
def test_the_standing_answer_is_one(page: str) -> None:
    assert STANDING in PAGES[page]


def test_nobody_is_given_another_standing_answer() -> None:
    others = (
        r"I never say (?:who|whom) I|I know (?:so many|lots of|a lot of) (?:people|folks)(?! here, and I never say how)"
    )
    assert {page: found[0] for page, text in PAGES.items() if (found := re.search(others, text))} == {}


def test_the_seven_lines_have_one_name_each_wherever_they_stand() -> None:
    lesson, form, rubric = (
        (ROOT / f"docs/{page}.md").read_text("utf-8")
        for page in ("principle-1/agreement", "tools/agreement", "instructors/rubrics")
    )
    lines = re.findall(r"^(\d)\. \*\*(.+?)\.\*\*$", lesson.partition("{#seven-lines}")[2].partition("\n## ")[0], re.M)
    assert len(lines) == 7
    assert re.findall(r"^(\d)\. \*\*(.+?)\.\*\* ", form, re.M) == lines
    assert re.findall(r"^\| \*\*(\d) (.+?)\*\* \|", rubric, re.M) == lines


def test_the_client_is_told_friendly_and_not_friends() -> None:
    told = re.compile(r"friendly[^.|]{0,20}\b(?:can't be your|not a|not) friend", re.I)
    pages = ("principle-1/agreement", "tools/agreement", "instructors/rubrics", "reference/cards", "principle-3/helper")
    assert [page for page in pages if not told.search(PAGES[f"docs/{page}.md"])] == []


DANGERS = ("thinking about suicide?", "afraid of someone here?", "Is a child hurt or neglected?", "need an ambulance?")


@pytest.mark.parametrize("page", ["docs/principle-2/pushes.md", "docs/reference/cards.md"])
@pytest.mark.parametrize("question", DANGERS)
def test_each_danger_has_its_own_question(page: str, question: str) -> None:
    assert PAGES[page].count(question) == 1


def test_the_duty_to_report_is_taught_once_beside_the_states_law() -> None:
    assert [page for page, text in PAGES.items() if "mandated reporters of" in text] == ["docs/principle-1/limits.md"]
    text = (ROOT / "docs/principle-1/limits.md").read_text("utf-8")
    section = text.partition("{#must-report}")[2].partition("\n## ")[0]
    assert "<!-- local: state-law -->" in section
    assert re.search(r"off duty", section, re.I)


def test_the_script_names_everyone_who_will_know() -> None:
    text = (ROOT / "docs/principle-1/limits.md").read_text("utf-8")
    script = text.partition("{#try-it}")[2].partition("\nIt names")[0]
    assert [word for word in ("supervisor", "file", "judge", "must report", "I may") if word not in script] == []


def test_competencies_are_mapped_to_their_behaviors() -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* ", (ROOT / "docs/instructors/competencies.md").read_text("utf-8"), re.M)
    assert rows
    assert [row for row in rows if not re.fullmatch(r"[1-8][a-d]", row)] == []


ELEMENTS = (
    "research", "lot", "Risks", "Benefits", "Another way", "Free to say no", "Who sees what", "Where secrecy ends",
    "A recording", "Whom to ask", "Anything new", "a copy",
)  # fmt: skip
"""What 45 CFR 46.116 and boards ask a consent form to say."""


def test_a_pilots_consent_has_the_elements_of_a_form_for_research() -> None:
    consent = PAGES["docs/instructors/pilot.md"].partition("{#consent}")[2].partition("## What to collect")[0]
    assert "45 CFR 46.116" in consent
    assert [element for element in ELEMENTS if element not in consent] == []


@pytest.mark.parametrize("ending", ["Gone again", "A green dot"])
def test_a_message_at_night_is_asked_about_the_same_day(ending: str) -> None:
    told = (ROOT / "quizzes/scenarios/friend-request.md").read_text("utf-8").partition(f"## {ending}\n")[2]
    done = told.partition("\n## ")[0].partition("**You:**")[2]
    assert re.search(r"\bcall(?:ed)? (?:today|that morning)\b.*\bsuicide\b", done, re.S)
