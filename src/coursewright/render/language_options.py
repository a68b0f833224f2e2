"""What the plugin's options say of languages, and where that can't be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import polib

from coursewright.fragment.near import near
from coursewright.fragment.there import is_file
from coursewright.read.about import is_language
from coursewright.render.frame.slips import code_hint
from coursewright.render.texts import LOCALES, is_translated, read_catalogue, their_locales

_PATTERN = ("pattern", "language")


def broken_catalogues(options: Mapping[str, Any], root: Path) -> Iterator[tuple[str, str]]:
    """Yield the option and a sentence for each file of translations that exists and can't be read."""
    for path in options["custom_translations"].values():
        file = root / str(path)
        try:
            if file.is_file():
                read_catalogue(file)
        except (OSError, ValueError) as error:
            yield "custom_translations", f"{path} is not a catalogue (.po): {error}"


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
                yield "language_patterns", f"“{entry}” says no {name}{said}"
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
