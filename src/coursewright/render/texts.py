"""The interface's texts in the learner's language: mkdocs-quiz's catalogues where they have one, else English."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib

_NORWEGIAN = {"nb": "no", "nn": "no"}


class Texts:
    """Interface texts by their English words."""

    def __init__(self, language: str = "en", own: Path | None = None) -> None:
        self.language = language
        self._translated = {**_catalogue(language), **(_read(own) if own and own.is_file() else {})}

    def __call__(self, english: str) -> str:
        """Return the text in this language, or the English words where nobody has translated them."""
        return self._translated.get(english, english)


@cache
def texts_in(language: str, own: Path | None = None) -> Texts:
    """Return the texts in a language; ``own`` is a course's catalogue (``.po``), over mkdocs-quiz's."""
    return Texts(language, own)


def is_translated(language: str) -> bool:
    """Return whether the interface has texts in a language without a course's own catalogue."""
    return language.split("-", maxsplit=1)[0] == "en" or bool(_catalogue(language))


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Return the translations for ``fr``, ``pt-BR`` or ``fr-CA`` (its ``fr``); none for what has no catalogue."""
    folder = _catalogue_folder()
    base = language.split("-", maxsplit=1)[0]
    for name in (
        language,
        _NORWEGIAN.get(base, base) if base != "zh" else "zh" * (language in ("zh", "zh-Hans", "zh-CN")),
    ):
        path = folder / f"{name}.po"
        if name and path.is_file():
            return _read(path)
    return {}


@cache
def _catalogue_folder() -> Path:
    spec = find_spec("mkdocs_quiz")  # found, not imported: its plugin pulls in all of MkDocs
    assert spec is not None  # a dependency
    assert spec.origin is not None
    return Path(spec.origin).parent / "locales"


def _read(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}
