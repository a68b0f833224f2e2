"""What the plugin's options say of languages, and where that can't be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polib

from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.fragment.there import is_file
from coursewright.read.about import is_language
from coursewright.read.report import as_written
from coursewright.render.frame.slips import code_hint
from coursewright.render.texts import LOCALES, is_translated, read_catalogue, their_locales

_PATTERN = ("pattern", "language")
_QUOTED = seldom(r'(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"')
"""A line of a catalogue as it should be."""
_UNQUOTED = seldom(r'(?:msg(?:ctxt|id_plural|id|str(?:\[\d+\])?)(?:\s+|(?="))|(?="))(?P<text>.+)')
_AT = seldom(r"\(line (\d+)\)")


class Broken(NamedTuple):
    """A file of translations that can't be read: its path as written, the first line that is wrong, and why."""

    path: str
    line: int
    why: str


def broken_catalogues(options: Mapping[str, Any], root: Path) -> Iterator[Broken]:
    """Yield each file of translations that exists and can't be read."""
    for path in dict.fromkeys(str(path) for path in options["custom_translations"].values()):
        file = root / path
        try:
            if not file.is_file():
                continue
            if fault := _misquoted(file.read_text(encoding="utf-8-sig")):
                yield Broken(path, *fault)
                continue
            read_catalogue(file)
        except (OSError, ValueError) as error:
            line = _AT.search(str(error))
            why = "no line of a catalogue (.po)" if line else f"not a catalogue (.po): {error}"
            yield Broken(path, int(line[1]) if line else 1, why)


def _misquoted(text: str) -> tuple[int, str] | None:
    """Return the first line of a catalogue whose quotation marks don't stand around its text, and what is wrong."""
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if said.startswith(("msg", '"')) and not _QUOTED.fullmatch(said) and (found := _UNQUOTED.match(said)):
            behind = found["text"]
            if behind[:1] != '"' or behind.count('"') - behind.count('\\"') < 2:
                return number, "a quotation mark is missing"
            return number, 'a quotation mark inside a text has no backslash before it: \\"'
    return None


def language_slips(options: Mapping[str, Any], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the option, or its entry, and a sentence for each language without words, and each catalogue in vain."""
    own = options["custom_translations"]
    if language := options["language"]:
        yield from _without_words("language", language, own)
    for entry in options["language_patterns"]:
        given = entry if isinstance(entry, Mapping) else {}
        for name in _PATTERN:
            if name not in given:
                close = next((written for written in given if near(str(written), (name,))), None)
                said = (
                    f": did you write “{close}” for it?" if close is not None else ": write {pattern: …, language: …}"
                )
                yield "language_patterns", f"“{as_written(entry)}” says no {name}{said}"
        if given.get("language"):
            yield from _without_words("language_patterns", str(given["language"]), own)
    for language, path in own.items():
        if not is_language(str(language)):
            yield "custom_translations", f"“{language}” is not a language's code. {code_hint(language)}"
        if not is_file(root / str(path)):
            near_by = [one.relative_to(root).as_posix() for at in ("*.po", "*/*.po") for one in root.glob(at)]
            meant = next(iter(get_close_matches(str(path), near_by, 1)), "")
            asked = f": did you mean “{meant}”?" if meant else ""
            yield f"custom_translations.{language}", f"there is no file {path} for {language}{asked}"
        else:
            yield from _misspelt(root / str(path))


def _without_words(option: str, language: str, own: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    if language not in own and not is_translated(language):
        said = f"there is no translation for “{language}”, so texts stay English; custom_translations can name one"
        yield option, f"{said}. {code_hint(language)}" if not is_language(language) else said


def _misspelt(catalogue: Path) -> Iterator[tuple[str, str]]:
    """Yield a sentence for each text of a catalogue that is nearly one of the interface, and so is never shown."""
    for text in read_catalogue(catalogue).texts:
        if meant := near(text, _texts()):
            yield "custom_translations", f"{catalogue.name}: no page says “{text}”; did you mean “{meant}”?"


@cache
def _texts() -> tuple[str, ...]:
    """Return the English of every text of the interface, mkdocs-quiz's among them."""
    files = (LOCALES / "coursewright.pot", their_locales() / "mkdocs_quiz.pot")
    return tuple(dict.fromkeys(entry.msgid for file in files for entry in polib.pofile(str(file))))
