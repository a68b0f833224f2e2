"""In which language a file of a course is written, as its name or its folder says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a course, and how files tell theirs."""

    default: str
    """The one of files that say nothing; the course was first written in it."""
    marks: Mapping[str, str]
    """Languages by what stands for them in a path: ``fr`` in ``town/bank.fr.md``, or in ``fr/town/bank.md``."""
    suffixes: bool = False
    """Whether it stands before a file's ending; else it is the first folder."""
    falls_back: bool = False
    """Whether a page that nobody has translated is published in the default language."""
    apart: bool = False
    """Whether each language is built by itself, with the navigation of the default one."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every language, the default first."""
        return tuple(dict.fromkeys((self.default, *self.marks.values())))

    def of(self, path: str) -> tuple[str, str]:
        """Return a file's language, and the path that it shares with its translations."""
        if self.suffixes:
            stem, _, ending = path.rpartition(".")
            common, dot, mark = stem.rpartition(".")
            if dot and mark in self.marks:
                return self.marks[mark], f"{common}.{ending}"
        else:
            mark, slash, common = path.partition("/")
            if slash and mark in self.marks:
                return self.marks[mark], common
        return self.default, path

    def pick(self, paths: Iterable[str], language: str, *, falls_back: bool) -> dict[str, str]:
        """Return the files of one language, each with the path that it shares with its translations.

        With ``falls_back`` a file that isn't translated stands there in the default language.
        """
        found: dict[str, str] = {}
        taken = set()
        known = [(path, *self.of(path)) for path in paths]
        for path, spoken, common in known:
            if spoken == language:
                found[path] = common
                taken.add(common)
        if falls_back and language != self.default:
            found |= {path: common for path, spoken, common in known if spoken == self.default and common not in taken}
        return dict(sorted(found.items()))

    def elsewhere(self, paths: Sequence[str], language: str) -> list[str]:
        """Return the names under which static-i18n finds files in the folder of a language that hasn't got them."""
        if self.suffixes or not self.apart:
            return []
        spoken = [mark for mark, name in self.marks.items() if name == language]
        return [f"{mark}/{self.of(path)[1]}" for mark in spoken for path in paths]
