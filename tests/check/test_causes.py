"""Causes come before symptoms: what follows from another problem names it, and is counted below it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from courses import course_of

from coursewright.check.checker import check
from coursewright.check.report import as_text
from coursewright.cli import main
from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

REASON = "\n  > The client alone knows who may learn of it."
ITEM = "<quiz>\n<!-- id: {0}; objective: P1.1 -->\nWho speaks {0}?\n- [x] The client{1}\n- [ ] You{1}\n</quiz>\n"
ONE, TWO = ITEM.format("first", REASON), ITEM.format("last", REASON)
LESSON = "---\nid: a\nobjectives:\n  P1.1: Judge a greeting\n  P1.2: Plan one\n---\n<!-- quiz: first -->\n"


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    config = "site_name: Course\nplugins: [coursewright]\n"
    for name, text in {"mkdocs.yml": config, "docs/a.md": LESSON, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def found(folder: Path) -> tuple[Problem, ...]:
    layout, _ = read_layout(folder / "mkdocs.yml")
    assert layout
    return check(read_course(layout))


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", "-f", str(folder / "mkdocs.yml"), *arguments])
    return done.exit_code, done.output


def test_what_an_items_error_of_shape_says_of_its_key_follows_from_it() -> None:
    item = "<quiz>\nWho speaks first?\n- [v] The client\n- [ ] You\n</quiz>\n"
    problems = check(course_of({"bank.md": item}))
    assert [(problem.code, problem.follows) for problem in problems if problem.code in ("R009", "K007")] == [
        ("R009", ""), *[("K007", "bank.md:3:4 R009")] * 2
    ]  # fmt: skip
    said = as_text(problems).splitlines()
    assert said[:2] == ["Errors:", str(problems[0])]
    assert "    and 2 findings that follow" in said
    assert not [line for line in said if "K007" in line]
    assert said[-1] == "1 error, 2 pieces of advice"


def test_another_item_is_another_matter() -> None:
    broken = "<quiz>\nWho speaks first?\n- [v] The client\n- [ ] You\n</quiz>\n"
    other = "<quiz>\nWho speaks last?\n- [x] The client\n- [ ] You\n</quiz>\n"
    problems = check(course_of({"bank.md": broken + other}))
    assert [(problem.source.line, problem.follows) for problem in problems if problem.code == "K007"] == [
        (3, "bank.md:3:4 R009"), (4, "bank.md:3:4 R009"), (8, ""), (9, "")
    ]  # fmt: skip


def test_a_lesson_that_cannot_be_read_makes_no_tag_wrong(tmp_path: Path) -> None:
    other = LESSON.replace("id: a", "id: b").replace("P1", "P9").replace("quiz: first", "quiz: last")
    write(tmp_path, {"quizzes/a.md": ONE + TWO, "docs/a.md": LESSON.encode() + b"\xe9\n", "docs/b.md": other})
    problems = found(tmp_path)
    tags = [problem for problem in problems if problem.code == "B202"]
    assert [problem.follows for problem in tags] == ["docs/a.md:8:1 R001"] * 2
    assert not [problem for problem in tags if "Did you mean" in problem.hint]
    assert as_text(problems).splitlines()[1].startswith("docs/a.md:8:1: R001")


def test_a_bank_for_an_unknown_use_is_one_mistake(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE + TWO})
    assert run(tmp_path, "--update-key")[0] == 0
    write(tmp_path, {"quizzes/a.md": f"---\nuse: exams\n---\n{ONE}{TWO}"})
    problems = found(tmp_path)
    assert {problem.code for problem in problems if not problem.follows} == {"R002"}
    assert {problem.code for problem in problems if problem.follows} >= {"R014", "K016"}


def test_a_use_that_is_nearly_one_is_read_as_meant(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE + TWO})
    assert run(tmp_path, "--update-key")[0] == 0
    write(tmp_path, {"quizzes/a.md": f"---\nuse: practise\n---\n{ONE}{TWO}"})
    assert [problem.code for problem in found(tmp_path) if problem.severity is Severity.ERROR] == ["R002"]


def test_an_error_elsewhere_keeps_no_key_from_being_recorded(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE + TWO})
    assert run(tmp_path, "--update-key")[0] == 0
    key = tmp_path / "quizzes" / "answer-key.json"
    before = key.read_text("utf-8")
    broken = TWO.replace("- [x]", "- [v]")
    other = ONE.replace("- [x] The client", "- [ ] The client").replace("- [ ] You", "- [x] You")
    write(tmp_path, {"quizzes/a.md": other + broken, "docs/b.md": "<!-- quiz: nothing -->\n"})
    status, said = run(tmp_path, "--update-key")
    assert status == 1
    assert "Kept as committed: last. Mend quizzes/a.md:" in said
    after = key.read_text("utf-8")
    rows = [[line for line in text.splitlines() if '"last"' in line] for text in (before, after)]
    assert rows[0] == [rows[1][0].rstrip(",")] or rows[0] == rows[1]
    assert '"first"' in after
    assert after != before


def test_an_item_that_cannot_be_read_stays_in_the_key(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE + TWO})
    run(tmp_path, "--update-key")
    key = tmp_path / "quizzes" / "answer-key.json"
    before = key.read_text("utf-8")
    for lost in (ONE + TWO.replace("</quiz>\n", ""), ONE.encode() + b"\xe9", ONE + "<quiz>\nWho?\n</quiz>\n"):
        write(tmp_path, {"quizzes/a.md": lost})
        assert "Kept as committed: " in run(tmp_path, "--update-key")[1]
        assert key.read_text("utf-8") == before
    write(tmp_path, {"quizzes/a.md": ONE})
    run(tmp_path, "--update-key")
    assert '"last"' not in key.read_text("utf-8")


def test_a_word_changed_in_a_stem_is_said_to_be_that(tmp_path: Path) -> None:
    bare = ONE.replace("id: first; ", "")
    write(tmp_path, {"quizzes/a.md": bare + TWO, "docs/a.md": LESSON.replace("quiz: first", "quiz: last")})
    run(tmp_path, "--update-key")
    write(tmp_path, {"quizzes/a.md": bare.replace("speaks", "talks") + TWO,
                     "docs/a.md": LESSON.replace("quiz: first", "quiz: last")})  # fmt: skip
    said = [problem for problem in found(tmp_path) if problem.code == "K016"]
    assert len(said) == 1
    assert "has changed, and its right answer has not" in said[0].message


def test_a_changed_key_says_what_is_right_now_and_what_was(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE})
    run(tmp_path, "--update-key")
    for old, new, said in (
        ("- [x] The client", "- [ ] The client", "“You” is right now, “The client” was"),
        ("- [x] The client", "- [x] The customer", "“The customer” is right now, what was right is gone"),
    ):
        item = ONE.replace(old, new).replace("- [ ] You", "- [x] You" if "[ ]" in new else "- [ ] You")
        write(tmp_path, {"quizzes/a.md": item})
        assert [said in problem.message for problem in found(tmp_path) if problem.code == "K016"] == [True]


def test_a_course_written_over_is_told_what_to_do_once(tmp_path: Path) -> None:
    write(tmp_path, {"quizzes/a.md": ONE + TWO})
    assert run(tmp_path, "--update-key")[0] == 0
    write(tmp_path, {"quizzes/a.md": (ONE + TWO).replace("id: ", "id: new-")})
    said = as_text([problem for problem in found(tmp_path) if problem.code == "K016"])
    assert said.count("which no bank and no page has") == said.count("is not in the answer key") == 2
    assert said.count("--update-key") == 2


SLIPS = Path(__file__).parent / "slips"
ROOTS = [
    ("quizzes/lesson.md", "; objective: G.1; level: apply; points: 2", ", objective: G.1, points: 2", "R013"),
    ("quizzes/lesson.md", "level: apply; points: 2", "level: applying; points: 2", "R013"),
    ("quizzes/lesson.md", "type: order", "type: ordering", "R013"),
    ("quizzes/lesson.md", "[[nothing]]", "[[nothing]", "R015"),
    ("docs/one.md", "objectives:\n  G.1: Decide who greets first\n  G.2:", "objectives:\n  - G.1\n  -", "R002"),
    ("docs/one.md", '- "Name, A. (2024)', "- Name: A. (2024)", "R002"),
    ("quizzes/scenarios/queue.md", "## The neighbor", "### The neighbor", "R021"),
    ("quizzes/scenarios/queue.md", "*Remember:", "*Remembers:", "R021"),
    ("quizzes/scenarios/queue.md", "(#the-neighbor)", "(#nobody)", "K015"),
    ("quizzes/scenarios/queue.md", "change:\n  agreed: You had agreed on a nod", "change: agreed", "R002"),
    ("quizzes/blueprint.yml", "objectives:", "objective:", "R025"),
    ("local.yml", "crisis-line", "crisis_line", "R027"),
    ("docs/one.md", "<!-- local: crisis-line -->", "<!-- locale: crisis-line -->", "R029"),
    ("docs/one.md", "<!-- local: crisis-line -->", "Call <!-- local: crisis-line --> at any hour.", "R006"),
    ("mkdocs.yml", "{other: Client, seen", "{others: Pupil, seen", "R023"),
    ("mkdocs.yml", "pass_mark: 50", "passmark: 50", "R023"),
]


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(SLIPS, tmp_path_factory.mktemp("causes") / "course")
    for name in ("mkdocs.yml", "quizzes/scenarios/queue.md"):  # a word of this course's own
        text = (
            (folder / name)
            .read_text("utf-8")
            .replace("other: Client", "other: Pupil")
            .replace("**Client:**", "**Pupil:**")
        )
        (folder / name).write_text(
            text.replace("seen: As the client", "seen: As the pupil").replace("*As the client", "*As the pupil"),
            "utf-8",
        )
    assert run(folder, "--update-key")[0] == 0
    return folder


@pytest.mark.parametrize(("name", "old", "new", "code"), ROOTS)
def test_one_slip_is_one_problem_to_read_and_comes_first(slips: Path, name: str, old: str, new: str, code: str) -> None:
    path = slips / name
    text = path.read_text("utf-8")
    old = old.replace("Client", "Pupil")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        problems = found(slips)
    finally:
        path.write_text(text, "utf-8")
    told = [str(problem) for problem in problems if not problem.follows and problem.severity is not Severity.ADVICE]
    assert [code] == [one.split(": ")[1].split()[0] for one in told], told
    assert len(problems) > 1


@pytest.mark.parametrize("broken", ["markdown_extensions: [\n  - attr_list", "markdown_extensions:\n  - toc: a: b"])
def test_extensions_that_cannot_be_read_are_not_said_to_be_missing(slips: Path, broken: str) -> None:
    path = slips / "mkdocs.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("markdown_extensions:\n  - attr_list", broken, 1), "utf-8")
    try:
        _, said = run(slips)
    finally:
        path.write_text(text, "utf-8")
    assert "not YAML" in said
    assert "findings that follow" in said
    assert "needs the extension" not in said


def test_what_has_nothing_to_do_with_a_slip_stays_beside_it(slips: Path) -> None:
    path = slips / "quizzes/lesson.md"
    text = path.read_text("utf-8")
    broken = text.replace("level: apply; points: 2", "level: applying; points: 2").replace("46 ± 1", "46.2")
    path.write_text(broken.replace("| --- | --- |", "| --- | --- |\n| Alone |"), "utf-8")
    try:
        told = {problem.code for problem in found(slips) if not problem.follows and problem.severity is Severity.ERROR}
    finally:
        path.write_text(text, "utf-8")
    assert told == {"R013", "K011", "R024"}


def after(folder: Path, name: str, *edits: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the codes and causes of what is told of a course with one file edited."""
    path = folder / name
    text = before = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    try:
        return [(problem.code, problem.follows.rpartition(" ")[2]) for problem in found(folder)]
    finally:
        path.write_text(before, "utf-8")


def test_a_scenario_is_missing_because_of_its_own_file_alone(slips: Path) -> None:
    other = slips / "quizzes/scenarios/broken.md"
    other.write_text("# Broken\n\nNo scene.\n", "utf-8")
    lesson = (slips / "docs/one.md").read_text("utf-8")
    try:
        (slips / "docs/one.md").write_text(f"{lesson}\n<!-- quiz: scenario qeue -->\n", "utf-8")
        assert {problem.follows for problem in found(slips) if problem.code == "R014"} == {""}
        (slips / "docs/one.md").write_text(f"{lesson}\n<!-- quiz: scenario broken -->\n", "utf-8")
        (lost,) = (problem for problem in found(slips) if problem.code == "R014")
        assert lost.follows.endswith("R021")
    finally:
        other.unlink()
        (slips / "docs/one.md").write_text(lesson, "utf-8")


@pytest.mark.parametrize("slip", ["### You", "### Hint"])
def test_a_mark_that_leads_nowhere_hides_no_missing_scene(slips: Path, slip: str) -> None:
    missing = ("(#the-neighbor)", "(#nobody)")
    told = after(slips, "quizzes/scenarios/queue.md", missing, ("*If agreed:* Last", f"{slip}\n\n*If agreed:* Last"))
    assert ("K015", "") in told
    assert ("K015", "R021") not in told


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("    id: slips", "    id: slips\n    version: 1.10", ""),
        ("licence: CC BY 4.0", "licences: CC BY 4.0", ""),
        ("{other: Pupil", "{others: Pupil", ""),
        ("draw: {last: 2}", "draw: {last: 2, first: 1}", "R023"),
        ("pass_mark: 50", "pass_mark: 500", "R023"),
        ("pass_mark: 50", "passmark: 50", "R023"),
        ("pass_mark: 50", "pass_mark: 50\n    pass_mark: 60", "R023"),
    ],
)
def test_only_what_changes_the_final_explains_what_it_draws(slips: Path, old: str, new: str, cause: str) -> None:
    told = after(slips, "mkdocs.yml", (old, new))
    assert "R023" in [code for code, _ in told]
    assert ("B208", cause) in told


def test_a_choice_without_its_mark_explains_what_nobody_reaches(slips: Path) -> None:
    told = after(slips, "quizzes/scenarios/queue.md", ("- [Nod, and turn back to the till.](#the-neighbor)", "- Nod."))
    assert ("K015", "R021") in told
    assert ("K015", "") not in told


def test_what_words_in_another_language_cost_scenarios_follows_from_them(tmp_path: Path) -> None:
    facts = "extra:\n  course:\n    languages: [en]\n    words: {other: {es: Visitante}}\n"
    choices = "- [Wait.](#desk)\n  > **Visitor:** So.\n- [Go.](#desk)\n  > **Visitor:** No.\n"
    scene = f"# Desk\n\n## Desk\n\nIt rains.\n\n{choices}"
    config = f"site_name: Course\nplugins: [coursewright]\n{facts}"
    write(tmp_path, {"mkdocs.yml": config, "quizzes/scenarios/desk.md": scene})
    told = [one for one in found(tmp_path) if one.code in ("R021", "R023")]
    assert [(one.code, bool(one.follows)) for one in told] == [("R023", False), ("R021", True), ("R021", True)]


@pytest.mark.parametrize("said", ["{Name three steps: ask}", "\n    Name three steps: ask"])
def test_an_objective_that_a_colon_makes_a_name_is_told_with_what_to_write(said: str, tmp_path: Path) -> None:
    page = LESSON.replace("P1.1: Judge a greeting", f"P1.1: {said}")
    write(tmp_path, {"docs/a.md": page, "quizzes/b.md": ONE})
    (told,) = (one for one in found(tmp_path) if one.code == "R002")
    assert told.message == "the objective “P1.1” is not a text"
    assert told.hint == 'Put quotation marks around a text with a colon: "Name three steps: ask".'


def test_a_source_that_a_colon_makes_a_name_is_told_with_what_to_write(tmp_path: Path) -> None:
    page = LESSON.replace("objectives:", "sources:\n  - Miller, W. (2013). Helping: a guide.\nobjectives:")
    write(tmp_path, {"docs/a.md": page, "quizzes/b.md": ONE})
    (told,) = (one for one in found(tmp_path) if one.code == "R002")
    assert told.hint.endswith(': "Miller, W. (2013). Helping: a guide.".')


FENCED = f"```markdown\n{ONE}```\n"
ROW = '"{0}": {{"kind": "single", "key": ["52222b57"], "points": 1.0}}'


@pytest.mark.parametrize(
    ("hidden", "ids", "message"),
    [
        (FENCED, ["first"], "the item “first” stands in a code block, and nobody shows it"),
        (
            f"```markdown\n{ONE}\n{TWO}```\n",
            ["first", "last"],
            "2 items stand in a code block, and nobody shows them: “first”, “last”",
        ),
        (
            "    <quiz>\n    <!-- id: first -->\n    Who?\n",
            ["first"],
            "the item “first” is indented by four spaces, and",
        ),
    ],
)
def test_a_row_of_the_key_follows_from_its_item_in_code(
    hidden: str, ids: list[str], message: str, tmp_path: Path
) -> None:
    rows = ",\n".join(ROW.format(one) for one in [*ids, "gone"])
    key = f'{{"version": 1, "items": {{\n{rows}\n}}}}\n'
    write(tmp_path, {"quizzes/b.md": f"# B\n\n{hidden}", "quizzes/answer-key.json": key})
    problems = found(tmp_path)
    (cause,) = [one for one in problems if one.code == "R006"]
    assert cause.message.startswith(message)
    followed = {one.message.split("“")[1].split("”")[0]: one.follows for one in problems if one.code == "K016"}
    assert followed == {**dict.fromkeys(ids, f"{cause.source} R006"), "gone": ""}


def test_objectives_given_twice_take_the_first_ones_with_them(tmp_path: Path) -> None:
    lesson = LESSON.replace("objectives:\n", "objectives:\n  P0.1: Greet\nobjectives:\n").replace("P1.1", "P2.1")
    write(tmp_path, {"docs/a.md": lesson, "quizzes/first.md": ONE})
    problems = found(tmp_path)
    (cause,) = [one for one in problems if "given twice" in one.message]
    followed = {one.code: one.follows for one in problems if one.code in ("B202", "B201")}
    assert followed["B202"] == f"{cause.source} R002"


def test_a_name_of_local_yml_follows_from_the_file_that_lies_elsewhere(tmp_path: Path) -> None:
    lesson = f"{LESSON}\n<!-- local: crisis-line -->\n"
    write(tmp_path, {"docs/a.md": lesson, "quizzes/first.md": ONE, "docs/local.yml": "crisis-line: 988\n"})
    problems = [one for one in found(tmp_path) if one.code == "R027"]
    (cause,) = [one for one in problems if "isn't read" in one.message]
    (effect,) = [one for one in problems if "has no name" in one.message]
    assert effect.follows == f"{cause.source} R027"
