"""``extra.course`` of ``mkdocs.yml``, value by value, with problems at their place there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coursewright.model.about import Grades
from coursewright.model.words import WORDS
from coursewright.problem import Problem, Source
from coursewright.read.report import colon_text, problem, quote_hint

FACT_NAMES = (
    *("core", "electives", "complete", "pass_mark", "final"),
    *("id", "title", "description", "version", "licence", "languages", "provider", "hosts", "card", "packages"),
    *("reading_grade", "glossary", "installable", "words", "translates"),
)
"""All names below ``extra.course``."""
TEXT_FACTS = ("id", "title", "description", "version", "licence", "provider", "card", "packages", "core", "electives")
"""Those of them that are texts, or lists of texts."""

INNER: Mapping[str, tuple[str, ...]] = {
    "final": ("draw", "attempts"),
    "installable": ("without",),
    "reading_grade": Grades._fields,
    "words": tuple(WORDS),
}
"""Facts that have names of their own below them."""


class Facts:
    """The names and values as written; each reader takes those it knows, and any other may stand there."""

    def __init__(self, given: Any, places: Mapping[str, Source], problems: list[Problem]) -> None:
        """``places`` tells where names and list entries stand, such as ``final.draw`` and ``core.0``."""
        self.given: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        self.places = places
        self.problems = problems
        if given is not None and not isinstance(given, Mapping):
            self.report("extra.course is not a list of “name: value”", "", "Write “id: my-course” below it.")

    def text(self, name: str) -> str:
        """Return a line of text, empty where none is stated; a number or a date is taken as it is written."""
        return self._text(self.given.get(name), name, name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list; one that stands there alone is its only one, and a problem."""
        value = self.given.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report(f"{name} is not a list", name, f"Put it into brackets: “{name}: [ … ]”.")
            value = [value] if isinstance(value, str) else []
        found = [self._text(entry, f"{name} {at + 1}", f"{name}.{at}") for at, entry in enumerate(value)]
        return tuple(text for text in found if text)

    def _text(self, value: Any, name: str, key: str) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            meant = colon_text(value)
            hint = quote_hint(meant) if meant else "Write it on one line, in quotation marks."
            if isinstance(value, bool):
                said = "no" if key.startswith("languages") and not value else "…"
                hint = f'YAML reads it as {str(value).lower()}. Put it in quotation marks: "{said}".'
            self.report(f"{name} is not a text", key, hint)
            return ""
        return str(value)

    def report(self, message: str, key: str, hint: str) -> None:
        """Add a problem at the place of a key, or of the nearest one around it that has a place."""
        self.problems.append(problem("R023", message, nearest(self.places, key), hint))


def nearest(places: Mapping[str, Source], key: str) -> Source:
    """Return the place of a key, or of the nearest one around it that has a place; else the file's beginning."""
    while key and key not in places:  # such as a list's entry of which only the list's place is known
        key = key.rpartition(".")[0]
    return places.get(key) or Source("mkdocs.yml", 1, 1)


def misplaced(name: str, here: str) -> tuple[str, str] | None:
    """Return what is wrong with a name below the fact ``here``, and the mend, if it is one of another level."""
    for home, names in INNER.items():
        if name in names and home != here:
            return belongs(name, home), f"Move it below “{home}:”."
    if name in FACT_NAMES and name != here:
        return belongs(name, "course"), f"Indent it less, so that it stands beside “{here}:”."
    return None


def belongs(name: str, home: str) -> str:
    """Return what is wrong with a name that stands elsewhere."""
    return f"“{name}” belongs below {home}"
