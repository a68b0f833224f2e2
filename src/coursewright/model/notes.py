"""What explains a lesson from outside its page: a school's own notes, and words of the glossary."""

from __future__ import annotations

from typing import NamedTuple

from coursewright.problem import Source


class Note(NamedTuple):
    """What a school has written under a name of its own file; learners see nothing of an empty one."""

    name: str
    markdown: str
    source: Source

    @property
    def label(self) -> str:
        """Return the name as learners read it: ``campus-support`` is “Campus support”."""
        said = self.name.replace("-", " ")
        return said[:1].upper() + said[1:]


class Term(NamedTuple):
    """An entry of the glossary."""

    id: str
    """Its anchor on the glossary's page."""
    name: str
    """As the glossary writes it, without what stands in brackets."""
    definition: str
    """As plain text."""
    source: Source
