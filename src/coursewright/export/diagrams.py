"""Diagrams in Mermaid that nothing draws where an export shows them: each is a problem at its fence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursewright.export.registry import problem
from coursewright.fragment.code import diagrams_in
from coursewright.fragment.text import Text
from coursewright.model.item import Item
from coursewright.problem import Problem, Source

SCRIPT = "Put mermaid.min.js below docs/ and name it in extra_javascript."
_PICTURE = "Put a picture in its place."


def undrawn(places: Iterable[Source], hint: str = _PICTURE) -> Iterator[Problem]:
    """Yield that each of these diagrams is shown as its source."""
    for place in places:
        yield problem("E001", "a Mermaid diagram becomes its source: nothing draws it there", place, hint)


def places(texts: Iterable[Text]) -> Iterator[Source]:
    """Yield where these texts have a diagram."""
    for text in texts:
        yield from map(text.place, diagrams_in(text.markdown))


def undrawn_in(item: Item) -> Iterator[Problem]:
    """Yield the same of an item that leaves the pages of its course, and so the script that draws."""
    return undrawn(places(item.written))
