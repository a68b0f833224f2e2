"""The interface's texts in the learner's language: mkdocs-quiz's catalogues where they have one, ours, else English."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from gettext import c2py
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

import polib

from coursewright.fragment.seldom import seldom
from coursewright.fragment.there import is_file

LOCALES = Path(__file__).parents[1] / "locales"
"""Our own catalogues, one file for each language: a file more is a language more."""
_NORWEGIAN = {"nb": "no", "nn": "no"}
_NAME = seldom(r"\{(\w+)\}")


class Catalogue(NamedTuple):
    """What a file of translations says."""

    texts: dict[str, str]
    plurals: dict[str, Sequence[str]]
    """Forms for numbers, by the English text for one."""
    form: Callable[[int], int]
    """Which form a number takes."""


class Texts:
    """Interface texts by their English words."""

    def __init__(self, language: str = "en", own: Path | None = None, words: Sequence[tuple[str, str]] = ()) -> None:
        self.language = language
        found = [own] if own and own.is_file() else []
        self._catalogues = [read_catalogue(path) for path in (*found, *catalogues_of(language))]
        self._texts: dict[str, str] = {}
        for catalogue in reversed(self._catalogues):
            self._texts |= catalogue.texts
        self._texts |= dict(words)

    def __call__(self, english: str) -> str:
        """Return the text in this language, or the English words where nobody has translated them."""
        return self._texts.get(english, english)

    def foreign(self, english: str) -> str:
        """Return the attribute of HTML for an element whose text stays English on a page in another language."""
        return "" if english in self._texts or self.language.split("-")[0] == "en" else ' lang="en"'

    def count(self, one: str, many: str, n: int) -> str:
        """Return the text for a number, with ``{n}`` filled in, in the form that the number has in this language."""
        english = one if n == 1 else many
        for catalogue in self._catalogues:
            if forms := catalogue.plurals.get(one):
                return fill(forms[min(catalogue.form(n), len(forms) - 1)], n=n)
            if english in catalogue.texts:  # of a catalogue without forms, such as a course's older one
                return fill(catalogue.texts[english], n=n)
        return fill(english, n=n)


@cache
def texts_in(language: str, own: Path | None = None, words: tuple[tuple[str, str], ...] = ()) -> Texts:
    """Return the texts in a language; ``own`` is a course's catalogue (``.po``) over the others, ``words`` over all."""
    return Texts(language, own, words)


def fill(text: str, **values: object) -> str:
    """Return a text with each value in the place of its ``{name}``; a name that nobody knows stays as it is."""
    return _NAME.sub(lambda name: str(values.get(name[1], name[0])), text)


_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return in which direction a language is written, as HTML's ``dir`` says it."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def is_translated(language: str) -> bool:
    """Return whether the interface has texts in a language without a course's own catalogue."""
    return language.split("-", maxsplit=1)[0] == "en" or bool(catalogues_of(language))


def catalogues_of(language: str) -> list[Path]:
    """Return mkdocs-quiz's and our catalogue for ``fr``, ``pt-BR`` or ``fr-CA`` (its ``fr``), where there are any."""
    base = language.split("-", maxsplit=1)[0]
    names = (
        language,
        _NORWEGIAN.get(base, base) if base != "zh" else "zh" * (language in ("zh", "zh-Hans", "zh-CN")),
    )
    found = []
    for folder in (their_locales(), LOCALES):
        paths = (folder / f"{name}.po" for name in names if name)
        found += [path for path in paths if is_file(path)][:1]
    return found


@cache
def their_locales() -> Path:
    """Return the folder of mkdocs-quiz's catalogues."""
    spec = find_spec("mkdocs_quiz")  # found, not imported: its plugin pulls in all of MkDocs
    assert spec is not None  # a dependency
    assert spec.origin is not None
    return Path(spec.origin).parent / "locales"


@cache
def read_catalogue(path: Path) -> Catalogue:
    """Return what a file of translations says; ``ValueError`` or ``OSError`` if it can't be read."""
    read = polib.pofile(str(path))
    file = [entry for entry in read if not entry.obsolete]
    texts = {entry.msgid: entry.msgstr for entry in file if entry.msgstr}
    plurals: dict[str, Sequence[str]] = {
        entry.msgid: [said for _, said in sorted(entry.msgstr_plural.items())]
        for entry in file
        if entry.msgstr_plural and all(entry.msgstr_plural.values())
    }
    rule = re.search(r"plural=([^;]+)", read.metadata.get("Plural-Forms", ""))
    return Catalogue(texts, plurals, c2py(rule[1] if rule else "n != 1"))
