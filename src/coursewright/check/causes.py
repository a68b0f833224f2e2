"""Which problems come from another one: whoever mends that one mends them, too.

A file that can't be read takes its items and objectives with it, and an item that can't be read its row in the answer
key. What is said of them then is no second mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from coursewright.model.course import Course, Document
from coursewright.problem import Problem, Severity

_SHAPE = frozenset(
    {"R003", "R004", "R005", "R006", "R007", "R008", "R009", "R010", "R011", "R012", "R015", "R017", "R024"}
)
"""Errors after which an item has other parts than its author wrote, or isn't there."""
_OF_SHAPE = ("K002", "K003", "K007", "K009", "K011", "K016", "W1", "B204")
"""What is then said of the item without having been meant."""
_OF_COMMENT = ("K001", "K011", "K016", "B204")
_KEYS = ("K001", "K002", "K003", "K005", "K011")
"""Errors in a key, after which the answer key can't agree."""
_COUNTED = ("B201", "B204", "B211")
_GONE = "which no bank and no page has"

Roots = Sequence[tuple[Problem, Callable[[Problem], bool]]]
"""Problems that explain others, and which."""


def with_causes(course: Course, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems, those that come from another one with its place and code, and without a guess of a hint."""
    roots = list(_roots(course, problems))
    if not roots:
        return list(problems)
    return [_explained(problem, roots) for problem in problems]


def folded(problems: Iterable[Problem]) -> list[tuple[Problem, list[Problem]]]:
    """Return the problems with what follows from each: first those that explain others, then errors before advice."""
    problems = list(problems)
    by_name = {_name(problem): problem for problem in problems if not problem.follows}
    behind: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.follows in by_name:
            behind.setdefault(problem.follows, []).append(problem)
    ranks = list(Severity)
    found = [(problem, behind.get(_name(problem), [])) for problem in problems if problem.follows not in by_name]
    return sorted(found, key=lambda pair: (ranks.index(pair[0].severity), not pair[1], pair[0].order))


def follow_on(behind: Sequence[Problem]) -> str:
    """Return how many problems follow from one, as reports say it; empty where none does."""
    return f"and {len(behind)} finding{'s that follow' if len(behind) > 1 else ' that follows'}" if behind else ""


def hides_items(problem: Problem) -> bool:
    """Return whether there may be items that can't be read because of a problem."""
    return problem.code in _SHAPE or (problem.code == "R001" and problem.source.path.endswith(".md"))


def hidden_lesson(course: Course) -> Problem | None:
    """Return the first problem for which a lesson's objectives can't be known."""
    for problem in course.problems:
        lesson = course.lesson_by_path.get(problem.source.path)
        if problem.code == "R001" and problem.source.path.endswith(".md"):
            return problem
        if problem.severity is Severity.ERROR and lesson and not lesson.objectives and problem.code == "R002":
            return problem
    return None


def _name(problem: Problem) -> str:
    return f"{problem.source} {problem.code}"


def _explained(problem: Problem, roots: Roots) -> Problem:
    for root, explains in roots:
        if root is not problem and explains(problem):
            guess = problem.hint.startswith("Did you mean")
            return replace(problem, follows=_name(root), hint="" if guess else problem.hint)
    return problem


def _roots(course: Course, problems: Sequence[Problem]) -> Iterator[tuple[Problem, Callable[[Problem], bool]]]:
    """Yield what explains others, the widest reach last: an item's own error knows best what comes from it."""
    errors = [problem for problem in problems if (problem.rated or problem.severity) is Severity.ERROR]
    documents = [bank.document for bank in course.banks] + [lesson.document for lesson in course.lessons]
    by_path = {document.path: document for document in documents}
    whole: list[Problem] = []
    headless: list[Problem] = []
    loose: list[Problem] = []
    for problem in errors:
        document = by_path.get(problem.source.path)
        if problem.code == "R001":
            whole.append(problem)
        elif document and problem.code == "R002" and not document.meta:
            headless.append(problem)
        elif document and problem.code == "R002" and problem.source == document.places.get("use"):
            yield problem, _of_use(document)
        elif document and problem.code in _SHAPE:
            span = _span(document, problem.source.line)
            if span is None:
                loose.append(problem)
            else:
                yield problem, _in_item(problem.source.path, *span, _OF_SHAPE)
        elif document and problem.code == "R013" and (span := _span(document, problem.source.line)):
            yield problem, _in_item(problem.source.path, *span, _OF_COMMENT)
    for problem in errors:
        if problem.code in _KEYS and problem.item:
            yield problem, _same_item(problem.item)
    yield from ((problem, _hides_items) for problem in loose[:1])
    yield from ((problem, _hides_facts) for problem in headless[:1])
    yield from ((problem, _hides_all) for problem in whole[:1])


def _span(document: Document, line: int) -> tuple[int, int] | None:
    """Return the lines of the readable item in which a line stands."""
    found = ((item.source.line, item.end) for item in document.items if item.source.line <= line <= item.end)
    return next(found, None)


def _in_item(path: str, first: int, last: int, codes: tuple[str, ...]) -> Callable[[Problem], bool]:
    return lambda problem: (
        problem.source.path == path and first <= problem.source.line <= last and problem.code.startswith(codes)
    )


def _same_item(item: str) -> Callable[[Problem], bool]:
    return lambda problem: problem.code == "K016" and problem.item == item


def _of_use(document: Document) -> Callable[[Problem], bool]:
    """What comes from a bank of which nobody knows what it is for: its items count as private."""
    ids = {item.id for item in document.items}

    def explains(problem: Problem) -> bool:
        if problem.code == "K016" and _GONE in problem.message:
            return any(f"“{item}”" in problem.message for item in ids)
        private = problem.code in ("R014", "R023") and "private" in problem.message
        here = problem.source.path == document.path and (problem.code == "R020" or "private" in problem.message)
        return private or here or problem.code in _COUNTED

    return explains


def _hides_items(problem: Problem) -> bool:
    """What comes from an item that can't be read: nobody knows which one it is."""
    return (problem.code == "K016" and _GONE in problem.message) or problem.code in _COUNTED


def _hides_facts(problem: Problem) -> bool:
    """What comes from front matter that can't be read: objectives, and what a bank is for."""
    return problem.code in (*_COUNTED, "B202", "R023", "R026")


def _hides_all(problem: Problem) -> bool:
    """What comes from a file that can't be read: its items, its objectives, and that it is there at all."""
    missing = problem.code in ("R014", "R023", "R026") and ("no " in problem.message or "private" in problem.message)
    gone = problem.code == "K016" and _GONE in problem.message
    return missing or gone or problem.code in (*_COUNTED, "B202", "R020")
