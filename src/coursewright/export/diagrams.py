"""Diagrams in Mermaid that nothing draws where an export shows them: each is a problem at its fence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coursewright.export.registry import problem
from coursewright.fragment.code import diagrams_in
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Problem, Source

SCRIPT = "Put mermaid.min.js, which is no ES module, below docs/ and name it in extra_javascript."
_PICTURE = "Put a picture in its place."


def undrawn(places: Iterable[Source], hint: str = _PICTURE) -> Iterator[Problem]:
    """Yield that each of these diagrams is shown as its source."""
    for place in places:
        yield problem("E001", "a Mermaid diagram becomes its source: nothing draws it there", place, hint)


def diagrams_on(
    path: str, text: str, course: Course, items: Sequence[str], scenarios: Sequence[str]
) -> tuple[Source, ...]:
    """Return where each diagram of a page that has one is written: in its text, its items or its scenarios."""
    written = [Text(text, path, 1, 1)]
    for item in (course.item_by_id[name] for name in items if name in course.item_by_id):
        written += item.written if item.source.path != path else ()
    for scenario in (course.scenario_by_id[name] for name in scenarios if name in course.scenario_by_id):
        written += (part for part, _ in scenario.texts)
    return tuple(dict.fromkeys(_places(written))) or (Source(path, 1, 1),)


def undrawn_in(item: Item) -> Iterator[Problem]:
    """Yield the same of an item that leaves the pages of its course, and so the script that draws."""
    return undrawn(_places(item.written))


def _places(texts: Iterable[Text]) -> Iterator[Source]:
    for text in texts:
        yield from map(text.place, diagrams_in(text.markdown))
