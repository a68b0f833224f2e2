"""Which problems come from another one: whoever mends that one mends them, too.

A file that can't be read takes its items and objectives with it, and an item that can't be read its row in the answer
key. What is said of them then is no second mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import PurePosixPath

from coursewright.check.following import COUNTED, NO_BANKS, Following, says
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course, Document
from coursewright.model.item import Item
from coursewright.problem import Problem, Severity

_SHAPE = frozenset(
    {"R003", "R004", "R005", "R006", "R007", "R008", "R009", "R010", "R011", "R012", "R015", "R017", "R024", "R033"}
)
"""Errors after which an item has other parts than its author wrote, or isn't there."""
_OF_SHAPE = ("K002", "K003", "K007", "K009", "K011", "K016", "K019", "W1", "B204")
"""What is then said of the item without having been meant."""
_OF_COMMENT = ("K001", "K011", "K016", "B204")
_OF_NAMES = ("K002", "K003", "K009")
"""What is said, too, where a name or a type in the comment is none: it may be the one that says what is right."""
_NAMES = ("unknown name", "is not one of")
_KEYS = ("K001", "K002", "K003", "K005", "K011")
"""Errors in a key, after which the answer key can't agree."""
_NO_ITEM = seldom("there is no item “(.*)”")
_UNPLAYABLE = ("R017", "R021", "R032")
"""Errors for which a scenario may not be there at all."""
_GONE = "which no bank and no page has"
_UNSHOWN = ", and nobody shows"
"""What R006 says of items that are code, whose ids it names."""
_ELSEWHERE = "a scenario stands among"

Explains = Callable[[Problem], bool]


def with_causes(course: Course, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems, those that come from another one with its place and code, and without a guess of a hint."""
    found = _Causes(course, problems)
    if not found.any:
        return list(problems)
    told = [found.explained(problem) for problem in problems]
    causes = {_name(problem): problem.follows for problem in told}
    return [
        replace(problem, follows=_first(problem.follows, causes)) if problem.follows else problem for problem in told
    ]


def _first(name: str, causes: Mapping[str, str]) -> str:
    """Return the cause that has none itself."""
    seen: set[str] = set()
    while causes.get(name) and name not in seen:
        seen.add(name)
        name = causes[name]
    return name


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


def said_below(problems: Iterable[Problem]) -> list[tuple[Problem, list[str]]]:
    """Return the problems as ``folded`` sorts them, each with the lines to say below it.

    A hint that the next one of the same code and level has, too, is said below the last of them.
    """
    found = folded(problems)
    following = [problem for problem, _ in found[1:]]
    said = []
    for (problem, behind), after in zip_longest(found, following):
        again = not behind and after is not None and _advises(after) == _advises(problem)
        said.append((problem, [line for line in ("" if again else problem.hint, follow_on(behind)) if line]))
    return said


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


def _advises(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.severity, problem.hint


def _name(problem: Problem) -> str:
    return f"{problem.source} {problem.code}"


class _Causes:
    """The problems that explain others: by item, and those that reach further."""

    def __init__(self, course: Course, problems: Sequence[Problem]) -> None:
        self.documents = {document.path: document for document in course.documents}
        self.items: dict[str, list[Item]] = {}
        self.of_item: dict[str, list[tuple[Problem, tuple[str, ...]]]] = {}
        self.wide: list[tuple[Problem, Explains]] = []
        headless: list[tuple[Problem, Explains]] = []
        loose: list[tuple[Problem, Explains]] = []
        whole: list[tuple[Problem, Explains]] = []
        errors = [problem for problem in problems if (problem.rated or problem.severity) is Severity.ERROR]
        for problem in errors:
            document = self.documents.get(problem.source.path)
            if problem.code == "R001":
                whole.append((problem, _hides_all))
            elif document and problem.code == "R002" and not document.meta:
                headless.append((problem, _hides_facts))
            elif document and problem.code == "R002" and problem.source == document.places.get("use"):
                self.wide.append((problem, _of_use(document)))
            elif document and (problem.code in _SHAPE or problem.code == "R013"):
                if item := self.item_at(document, problem.source.line):
                    codes = _of_comment(problem) if problem.code == "R013" else _OF_SHAPE
                    self.of_item.setdefault(item.id, []).append((problem, codes))
                elif problem.code in _SHAPE:
                    loose.append((problem, _hides_items))
            elif document and problem.code[0] == "R" and (item := self.item_at(document, problem.source.line)):
                self.of_item.setdefault(item.id, []).append((problem, ("K016",)))  # it is left out of the answer key
            if problem.code == "R013" and not problem.item:
                self.of_comment(problem)
        for problem in problems:
            if problem.code not in ("R010", "R011") or problem.severity is not Severity.WARNING:
                continue
            document = self.documents.get(problem.source.path)
            if document and (item := self.item_at(document, problem.source.line)):
                self.of_item.setdefault(item.id, []).append((problem, ("K007",)))
        for problem in errors:
            if problem.code in _KEYS and problem.item:
                self.of_item.setdefault(problem.item, []).append((problem, ("K016",)))
        self.course = course
        self.errors = errors
        played = {scenario.path for scenario in course.scenarios}
        unplayed = (one for one in errors if one.code in _UNPLAYABLE and one.source.path not in played)
        self.wide += [(one, _hides_scenario(one)) for one in unplayed if one.source.path not in self.documents]
        self.wide += [(one, _hides_scenario(one)) for one in errors if one.code == "R020" and _ELSEWHERE in one.message]
        self.wide += [(one, _hides_named(one)) for one in problems if one.code == "R006" and _UNSHOWN in one.message]
        self.wide += loose[:1] + headless[:1] + whole[:1]
        self.locked = {row.id for row in course.answer_key or ()}
        self.following = Following(problems)
        self.any = bool(self.of_item or self.wide or self.following.any or any(one.code == "B212" for one in problems))

    def of_comment(self, problem: Problem) -> None:
        """Take an error in an item's comment: nobody knows how it counts, nor, without an id, which one it is."""
        document = self.documents.get(problem.source.path)
        item = document and (
            self.item_at(document, problem.source.line) or self.item_at(document, problem.source.line + 1)
        )
        lost = not item or item.metadata.id is None
        if item and lost:
            self.of_item.setdefault(item.id, []).append((problem, _of_comment(problem)))
        self.wide.append((problem, _hides_items if lost else _miscounts))

    def item_at(self, document: Document, line: int) -> Item | None:
        """Return the readable item in which a line stands."""
        if document.path not in self.items:
            self.items[document.path] = list(document.items)
        items = self.items[document.path]
        at = bisect_right(items, line, key=lambda item: item.source.line) - 1
        return items[at] if at >= 0 and line <= items[at].end else None

    def explained(self, problem: Problem) -> Problem:
        """Return the problem with its cause, if it has one."""
        for root, codes in self.of_item.get(problem.item, ()) if problem.item else ():
            if root is not problem and problem.code.startswith(codes):
                return _follows(problem, root)
        lost = problem.code == "R014" and (named := _NO_ITEM.fullmatch(problem.message)) and named[1] in self.locked
        for root, explains in self.wide:
            if root is not problem and (explains(problem) or (lost and explains is _hides_items)):
                return _follows(problem, root)
        cause = self.unmeasured(problem) if problem.code == "B212" else self.following.cause_of(problem)
        return _follows(problem, cause) if cause else problem

    def unmeasured(self, problem: Problem) -> Problem | None:
        """Return the first error for which nobody knows how long a lesson takes: in it, or in a bank that it shows."""
        lesson = self.course.lesson_by_path.get(problem.source.path)
        banks = [self.course.bank_by_id.get(embed.target) for embed in lesson.document.embeds] if lesson else []
        shown = {problem.source.path, *(bank.document.path for bank in banks if bank)}
        unread = (*_SHAPE, "R001", "R014", "R020", "R029")
        return next((one for one in self.errors if one.code in unread and _reaches(one, shown)), None)


def _reaches(problem: Problem, paths: Collection[str]) -> bool:
    return problem.source.path in paths or says("R020", words=NO_BANKS)(problem)


def _of_comment(problem: Problem) -> tuple[str, ...]:
    """Return the codes of what follows from an error in an item's comment."""
    named = any(words in problem.message for words in _NAMES)
    return (*_OF_COMMENT, *_OF_NAMES) if named else _OF_COMMENT


def _follows(problem: Problem, root: Problem) -> Problem:
    guess = problem.hint.startswith("Did you mean")
    return replace(problem, follows=_name(root), hint="" if guess else problem.hint)


def _of_use(document: Document) -> Explains:
    """What comes from a bank of which nobody knows what it is for: its items count as private."""
    ids = {item.id for item in document.items}

    def explains(problem: Problem) -> bool:
        if problem.code == "K016" and _GONE in problem.message:
            return any(f"“{item}”" in problem.message for item in ids)
        private = problem.code in ("R014", "R023") and "private" in problem.message
        here = problem.source.path == document.path and (problem.code == "R020" or "private" in problem.message)
        return private or here or problem.code in COUNTED

    return explains


def _hides_scenario(cause: Problem) -> Explains:
    """What comes from a scenario that can't be read: it isn't there under its file's name."""
    return says("R014", words=(f"there is no scenario “{PurePosixPath(cause.source.path).stem}”",))


def _hides_named(cause: Problem) -> Explains:
    """What comes from items that are code: the answer key has them, and no bank."""

    def explains(problem: Problem) -> bool:
        gone = problem.code == "K016" and _GONE in problem.message
        return gone and f"“{problem.message.partition('“')[2].partition('”')[0]}”" in cause.message

    return explains


def _hides_items(problem: Problem) -> bool:
    """What comes from an item that can't be read: nobody knows which one it is."""
    return (problem.code == "K016" and _GONE in problem.message) or problem.code in COUNTED


def _miscounts(problem: Problem) -> bool:
    """What comes from an item of which not all that its comment says can be read."""
    return problem.code in COUNTED


def _hides_facts(problem: Problem) -> bool:
    """What comes from front matter that can't be read: objectives, and what a bank is for."""
    return problem.code in (*COUNTED, "B202", "R023", "R026")


def _hides_all(problem: Problem) -> bool:
    """What comes from a file that can't be read: its items, its objectives, and that it is there at all."""
    missing = problem.code in ("R014", "R023", "R026") and ("no " in problem.message or "private" in problem.message)
    gone = problem.code == "K016" and _GONE in problem.message
    return missing or gone or problem.code in (*COUNTED, "B202", "R020")
