"""Which findings come from an earlier one by what both say: a table of causes and what each explains.

A cause speaks for its own file, or for the whole course.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from coursewright.problem import Problem, Severity

COUNTED = ("B201", "B204", "B211")
"""Counts of items, which are wrong as soon as one item can't be read as meant."""
_UNPLAYED = (
    "there is no scene",
    "no choice sets",
    "no way of playing",
    "never shown",
    "one choice is left",
    "has one choice",
)

_RUN_ON = ("text behind a choice", "without a link", "one type of ending", "is given twice")
"""What is said of a scene that goes on in another one."""
_UNDRAWN = ("is not a number of items", "there is no bank", "shall be drawn", "is for use")


def says(*codes: str, words: tuple[str, ...] = ("",), hint: str = "") -> Callable[[Problem], bool]:
    """Return whether a problem has one of the codes, and one of the words in its message."""

    def told(problem: Problem) -> bool:
        return problem.code in codes and hint in problem.hint and any(word in problem.message for word in words)

    return told


class Link(NamedTuple):
    """A cause, and what it explains."""

    scope: Literal["file", "course"]
    cause: Callable[[Problem], bool]
    effect: Callable[[Problem], bool]


NO_BANKS = ("there is no folder", "is no folder of banks", "which isn't read, has some")
"""What R020 says where the folder of banks is another one."""
_PUBLISHED = says("R020", words=("a bank stands among the pages",))
_NO_VOICE = says("R021", hint="To call the other person so")
_NO_EYES = says("R021", words=("marks nothing",), hint=" sees it")
_UNPUBLISHED = says("R031", words=("exclude_docs leaves out", "by itself leaves out"))
_LEFT_OUT = says("R031", words=("docs leaves out", "by itself leaves out"))
"""A page that isn't published: its items and objectives are nowhere."""

_NO_PAGES = ("there is no such page", "there is no file", "no page fits")
"""What R031 says where the folder of pages isn't there."""
_UNLISTED = says("R031", words=("needs the extension", "needs the plugin"))
_UNTITLED = says("R031", hint="a colon and a space behind its title")


def _nameless(problem: Problem) -> bool:
    """What comes from words that can't be read, by which a course calls the other person."""
    return _NO_VOICE(problem) or _NO_EYES(problem)


_OF_WAYS = says(
    "R021",
    words=(
        "a heading inside",
        "text behind a choice",
        "a choice without a link",
        "a choice stands above",
        "heading has no letters",
        "is called “",
        "a fact starts with",
        "neither a consequence nor a fact",
    ),
)
_MARKS_OF_WAYS = [says("R021", words=("marks nothing",), hint=mark) for mark in ("“*If ", "Remember:", "](#")]
"""Marks that say which way goes on, and mark nothing."""


def _bends_ways(problem: Problem) -> bool:
    """Return whether an error in a scenario's notation takes scenes, choices or facts out of it."""
    return _OF_WAYS(problem) or any(told(problem) for told in _MARKS_OF_WAYS)


LINKS = (
    Link("file", says("R033"), lambda problem: problem.code != "R033"),
    Link(
        "file",
        says("R021", words=("a heading inside",)),
        says("R021", words=_RUN_ON),
    ),
    Link("file", says("R021", hint="if a scene begins here"), says("R021", words=_RUN_ON)),
    Link("file", _bends_ways, says("K015", words=_UNPLAYED)),
    Link("file", _bends_ways, says("B210", words=("the ending “", "the choice doesn't"))),
    Link("file", says("R002", words=("front matter", "change ")), says("K015", words=_UNPLAYED)),
    Link("file", says("R002", words=("in the middle of",)), says("R021", "K015")),
    Link("file", says("K015", words=_UNPLAYED[:2]), says("K015", words=_UNPLAYED[2:])),
    Link("file", says("R002", words=("source", "front matter")), says("R014", words=("the page has no sources",))),
    Link("course", says("R002", words=("source", "front matter")), says("R014", words=("no page has sources",))),
    Link("course", says("R002", words=("objectives are not", "“objectives” is given twice")), says("B202", *COUNTED)),
    Link("file", says("R002", words=("“objectives” is given twice",)), says("B207")),
    Link("course", says("R001", words=("not YAML", "configuration")), _nameless),
    Link("course", says("R023", hint="“other”"), _nameless),
    Link("course", says("R023", words=("words", "is not a language", "means both")), _nameless),
    Link("course", says("R001", words=("not YAML", "configuration")), says("R014", words=("no final assessment",))),
    Link(
        "course",
        says("R001", words=("not YAML", "configuration")),
        says("R031", words=("needs the extension", "needs the plugin")),
    ),
    Link("file", says("R020", words=("a scenario stands among",)), says("R002")),
    Link("course", says("R001", words=("there is no folder",)), says("R031", words=_NO_PAGES)),
    Link("course", says("R020", words=NO_BANKS), says("R014", "R023", words=("there is no ",))),
    Link("course", says("R020", words=NO_BANKS[1:]), says("R014", "R020", words=("a comment in a bank", "the banks"))),
    Link("course", says("R020", words=NO_BANKS), says(*COUNTED)),
    Link("course", says("R020", words=NO_BANKS), says("R002", words=("not of a bank",))),
    Link("course", says("R002", words=("is said of an item",)), says(*COUNTED)),
    Link("course", _PUBLISHED, says("R014", "R023", words=("there is no bank", "shall be drawn"))),
    Link("file", _PUBLISHED, says("K016", words=("is not in the answer key",))),
    Link(
        "course", says("R023", words=("pass_mark", "draw from", "“final”", "“draw”", *_UNDRAWN)), says("B208", "B209")
    ),
    Link("course", says("R023", hint="“pass_mark”"), says("B208", "B209")),
    Link(
        "course",
        says("R023", words=("“draw” belongs", "“final” belongs")),
        says("R014", "R023", words=("no final assessment", "asks for a final assessment", "draw from")),
    ),
    Link("course", says("R023", hint="final"), says("R014", words=("no final assessment",))),
    Link("course", says("R023", words=_UNDRAWN), says("R014", words=("no final assessment", "draws nothing"))),
    Link("course", says("R023", words=("completion asks for",)), says("R031", words=("for nothing",))),
    Link(
        "course",
        says("R001", "R003", "R004", "R005", "R006", "R014", "R016", "R017", "R029"),
        says("R014", "R023", words=("completion asks for scenarios", "completion asks for lessons", "no page shows")),
    ),
    Link("course", says("K005"), says("K016", words=("which no bank and no page has",))),
    Link("course", says("R030"), says("L407", words=("in no list",))),
    Link(
        "course", says("R027", words=("is no name", "not YAML", "is not a list")), says("R027", words=("has no name",))
    ),
    Link("course", says("R027", words=("isn't read",)), says("R027", words=("has no name",))),
    Link("course", says("R006", "R029", hint="<!-- local:"), says("R027", words=("no page shows",))),
    Link("course", says("R027", words=("has no name",), hint="Did you mean"), says("R027", words=("no page shows",))),
    Link("course", says("R025"), says(*COUNTED)),
    Link("course", _UNTITLED, says("R031", words=("doesn't name this lesson",))),
    Link("course", _UNTITLED, says("R023", words=("no section", "asks for"))),
    Link("course", says("R031", words=("nav is no list",)), says("R031", words=("doesn't name this lesson",))),
    Link("course", says("R031", words=("nav is no list",)), says("R023", words=("no section", "asks for"))),
    Link("course", _LEFT_OUT, says("B202")),
    Link("course", _LEFT_OUT, says("R027", words=("no page shows",))),
    Link("course", _UNPUBLISHED, says(*COUNTED)),  # a draft may stand there long
    Link("course", _LEFT_OUT, says("K016", words=("which no bank and no page has",))),
    Link("course", _LEFT_OUT, says("R014", "R023", words=("there is no item", "no section", "asks for", "no page"))),
)


class Following:
    """The causes among problems, found by what they explain."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.causes: list[tuple[Link, dict[str, Problem]]] = [(link, {}) for link in LINKS]
        self.types: dict[tuple[str, int], Problem] = {}
        for problem in problems:
            counts = (problem.rated or problem.severity) is Severity.ERROR
            if not (counts or _LEFT_OUT(problem) or _UNTITLED(problem)):
                continue
            for link, first in self.causes:
                if link.cause(problem):
                    first.setdefault(problem.source.path if link.scope == "file" else "", problem)
            if problem.code == "R013" and "is not one of" in problem.message:
                self.types[problem.source.path, problem.source.line] = problem
        self.any = bool(self.types) or any(first for _, first in self.causes)

    def cause_of(self, problem: Problem) -> Problem | None:
        """Return the problem from which another one comes, if there is one."""
        for link, first in self.causes:
            root = first.get(problem.source.path if link.scope == "file" else "")
            if root and root is not problem and link.effect(problem):
                return root
        if problem.code == "R008":  # of a type that nobody knows
            above = ((problem.source.path, problem.source.line - back) for back in range(1, 5))
            return next((self.types[at] for at in above if at in self.types), None)
        return None
