"""A lesson's front matter → id, objectives, minutes and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coursewright.fragment.near import near
from coursewright.model.course import Course, Document, Lesson, Objective, Piece, Slot
from coursewright.problem import Problem, Source
from coursewright.read.about import is_language
from coursewright.read.front_matter import QUIZ_OPTIONS
from coursewright.read.metadata import ID
from coursewright.read.report import as_written, colon_text, number_hint, problem, quote_hint, warning

_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "none", "0")
"""What people write for true or false; a number or a text counts for neither."""
_PARTS = ("navigation", "toc", "footer", "path", "feedback", "tags")
"""What a theme can hide of a page."""
_LONG = ("navigation", "footer", "feedback")
"""Those that are long enough for a slip of the hand: “tabs” isn't “tags”."""
_SAID = {
    "nav": "navigation",
    "menu": "navigation",
    "sidebar": "navigation",
    "tableofcontents": "toc",
    "contents": "toc",
}
"""What people call them."""
_OPTIONS = tuple(name for name in QUIZ_OPTIONS if name not in ("language", "enabled"))
"""Options of a page's items that a lesson hardly has for something else."""
_THEMES = ("show_progress", "auto_number")
"""Those of them that a theme may have: they are ours where the page has others."""


class LessonFacts:
    """A lesson's front matter, value by value."""

    def __init__(self, document: Document, problems: list[Problem], enabled: bool, *, hides_parts: bool) -> None:
        self.document = document
        self.meta = document.meta
        self.problems = problems
        options = self.meta.get("quiz")
        if isinstance(options, dict):
            enabled = options.get("enabled", enabled) is not False
            self.options(options)
        for name in _OPTIONS if "quiz" in self.meta or "id" in self.meta else ():
            if isinstance(self.meta.get(name), bool) and (name not in _THEMES or "quiz" in self.meta):
                hint = f"Write “quiz:”, and below it, indented, “{name}: {str(self.meta[name]).lower()}”."
                self.report("R002", f"“{name}” belongs below quiz", name, hint)
        if isinstance(self.meta.get("certainty"), bool) and ("id" in self.meta or document.blocks):
            hint = "Write it at the top of the bank that the page shows: learners say it of items of a bank."
            self.report("R002", "“certainty” is said of a bank, and not of a page", "certainty", hint)
        if "id" in self.meta and hides_parts:
            self.hidden()
        if not enabled and any(not isinstance(block, Piece | Slot) for block in document.blocks):
            hint = "Write “quiz: {enabled: true}”, or put the tags in a code block if the page only shows them."
            self.report("R016", "the page switches its items off and has some", "quiz.enabled", hint)

        if not isinstance(self.meta.get("glossary", True), bool):
            hint = "With “glossary: false” the page explains no words."
            self.report("R002", f"glossary “{self.meta['glossary']}” is neither true nor false", "glossary", hint)

    def options(self, given: dict[Any, Any]) -> None:
        """Report options of the page's items that can't be meant; mkdocs-quiz takes any text for true."""
        for name, value in given.items():
            written = str(value)
            meant = [known for known in QUIZ_OPTIONS if f"_{name}_" in f"_{known}_"]
            if name == "language" and not is_language(written):
                hint = "Write a language's code, such as en or pt-BR."
                self.report("R002", f"“{written}” is not a language's code", f"quiz.{name}", hint)
            elif name in QUIZ_OPTIONS and name != "language" and not (value is None or isinstance(value, bool)):
                said = written.strip().lower()
                hint = f"Write “{name}: true” or “{name}: false”."
                if said in (*_YES, *_NO):
                    hint = f"Write “{name}: {str(said in _YES).lower()}”, without quotation marks."
                self.report("R002", f"{name} “{written}” is neither true nor false", f"quiz.{name}", hint)
            elif name not in QUIZ_OPTIONS and meant:
                self.report("R002", f"“{name}” is not “{meant[0]}”", f"quiz.{name}", f"Write “{meant[0]}:”.")

    def hidden(self) -> None:
        """Report what a lesson hides by a name that is nearly that of a part of a page."""
        value = self.meta.get("hide")
        for at, entry in enumerate(value if isinstance(value, list) else []):
            name = str(entry)
            meant = near(name, _PARTS, exact=True) or near(name, _LONG) if name not in _PARTS else ""
            if meant := meant or _SAID.get(re.sub(r"[\W_]", "", name.lower()), ""):
                place = self.document.places.get(f"hide.{at}") or Source(self.document.path, 1, 1)
                hint = f"Did you mean “{meant}”?"
                self.problems.append(warning("R002", f"a page has no part “{entry}” to hide", place, hint))

    def id(self) -> str:
        """Return the page's id; empty without a good one."""
        value = self.meta.get("id")
        if value is None:
            if "id" in self.meta and "objectives" in self.meta:
                self.report("R002", "“id” has no value", "id", "Give the lesson a name, such as first-greetings.")
            return ""
        if ID.fullmatch(str(value)):
            return str(value)
        self.report(
            "R002", f"“{as_written(value)}” is not an id", "id", "Use letters, digits, dots, hyphens and underscores."
        )
        return ""

    def objectives(self) -> tuple[Objective, ...]:
        """Return the objectives, in their order."""
        value = self.meta.get("objectives")
        if value is None:
            return ()
        if not isinstance(value, dict):
            self.report(
                "R002",
                "objectives are not a list of “id: text”",
                "objectives",
                "Write “G.1: Decide who …”, indented, without “-”.",
            )
            return ()
        found = []
        for name, text in value.items():
            place = self.document.places.get(f"objectives.{name}") or self.document.places["objectives"]
            said = colon_text(text) or ("" if text is None else as_written(text))
            if isinstance(text, Mapping | list):
                hint = (
                    quote_hint(said)
                    if colon_text(text)
                    else "Write what a learner can do afterwards, in quotation marks."
                )
                self.report("R002", f"the objective “{name}” is not a text", f"objectives.{name}", hint)
            elif not said.strip():
                hint = "Say what a learner can do afterwards."
                self.report("R002", f"the objective “{name}” has no text", f"objectives.{name}", hint)
            elif not ID.fullmatch(str(name)):
                hint = "Use letters, digits, dots, hyphens and underscores: items name the objective by it."
                self.report("R002", f"“{name}” is not an objective's id", f"objectives.{name}", hint)
            found.append(Objective(str(name), said, place))
        return tuple(found)

    def minutes(self) -> float | None:
        """Return how long the lesson takes."""
        value = self.meta.get("duration")
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6):
            return value
        self.report(
            "R002", f"duration “{as_written(value)}” is not a number of minutes", "duration", number_hint(value)
        )
        return None

    def sources(self) -> tuple[str, ...]:
        """Return the works that it rests on, each as one line of Markdown."""
        value = self.meta.get("sources")
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report("R002", "sources are not a list", "sources", "Start each with “- ”.")
            return ()
        for at, source in enumerate(value):
            if not isinstance(source, str) or not source.strip():
                said = colon_text(source)
                hint = quote_hint(said) if said else "Put quotation marks around a text with a colon."
                self.report("R002", f"source {at + 1} is not a text", f"sources.{at}", hint)
        return tuple(" ".join(source.split()) for source in value if isinstance(source, str) and source.strip())

    def report(self, code: str, message: str, key: str, hint: str) -> None:
        """Add a problem at the place of a key, or of the file."""
        place = self.document.places.get(key) or Source(self.document.path, 1, 1)
        self.problems.append(problem(code, message, place, hint))


def check_ids(course: Course, *, counts: bool) -> Iterator[Problem]:
    """Yield a problem for each lesson whose id is another one's, and for each page with objectives that has none.

    The latter only where progress ``counts``, which is in a site that says of itself that it is a course.
    """
    seen: dict[str, Lesson] = {}
    for lesson in course.lessons:
        path, places = lesson.document.path, lesson.document.places
        first = seen.setdefault(lesson.id, lesson)
        if first is not lesson:
            message = f"lesson id “{lesson.id}” is taken by {first.document.path}"
            hint = "Progress is saved by this id: give each lesson its own."
            yield problem("R019", message, places.get("id") or Source(path, 1, 1), hint)
        if counts and lesson.objectives and not lesson.keeps_progress:
            hint = "Write “id: first-greetings”, or another name: without one, no progress is kept for the lesson."
            yield problem("R002", "the page has objectives and no id", places["objectives"], hint)
