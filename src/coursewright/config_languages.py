"""What the plugin's options say of pages in other languages, where there is no such page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursewright.problem import Problem
from coursewright.read.about import is_language
from coursewright.read.configuration import inherits, places, plugin_entry
from coursewright.read.facts import nearest
from coursewright.read.languages import alternates
from coursewright.read.layout import Layout
from coursewright.read.report import problem
from coursewright.render.options import fits

_SPOKEN = re.compile(r"""\blanguage["']?[ \t]*:[ \t]*["']?([A-Za-z][\w-]*)""")
"""A page's own language, in its front matter."""
_TOP = 4000


def unspoken(
    found: Layout, config: Mapping[str, Any], options: Mapping[str, Any], config_file: Path
) -> Iterator[Problem]:
    """Yield a warning for each pattern that fits no page, and for each catalogue in a language that no page speaks."""
    patterns, own = options.get("language_patterns"), options.get("custom_translations")
    told = [*_in_vain(found, patterns if isinstance(patterns, list) else [])]
    if isinstance(own, Mapping) and own:
        alone = not found.templated and not inherits(config_file)[0]
        told += _unread(own, _spoken(found, config, options), alone=alone)
    stand = places(config_file, plugin_entry) if told else {}
    for key, message, hint in told:
        yield problem("R031", message, nearest(stand, key), hint)


def _in_vain(found: Layout, patterns: Collection[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each pattern that fits no page: its place, what is wrong, and the mend."""
    pages = found.pages or ()
    for at, entry in enumerate(patterns):
        pattern = str(entry.get("pattern") or "") if isinstance(entry, Mapping) else ""
        if not pattern or any(fits(page, pattern) for page in pages):
            continue
        bare = pattern.removeprefix("./").lstrip("/")
        below = bare.removeprefix(f"{found.docs.name}/")
        tried = (bare, below, f"{below.rstrip('/*')}/**/*")
        meant = next((one for one in tried if any(fits(page, one) for page in pages)), "")
        if meant or not found.templated:  # else a plugin may make it in the build
            hint = f"Paths start in {found.docs.name}/, such as fr/**/*."
            hint = f"Did you mean “{meant}”? {hint.partition(',')[0]}." if meant else hint
            yield f"language_patterns.{at}.pattern", f"language_patterns: no page fits “{pattern}”", hint


def _unread(own: Mapping[Any, Any], spoken: Collection[str], *, alone: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each catalogue whose language no page speaks.

    Unless a configuration stands ``alone``, one in quite another language may be for another site.
    """
    for name in (str(one) for one in own):
        if name in spoken or not is_language(name):  # of the latter, the options tell
            continue
        like = [one for one in spoken if one.replace("_", "-").partition("-")[0] == _base(name)]
        if alone or (like and own.keys().isdisjoint(like)):
            known = ", ".join(sorted(spoken))
            hint = f"Did you mean “{like[0]}”?" if like else f"Pages speak {known}; name a language as they do."
            yield f"custom_translations.{name}", f"custom_translations: no page speaks “{name}”", hint


def _base(name: str) -> str:
    """Return the language of a code without its region: ``en`` of ``en-GB``, and of most codes with three letters."""
    word = re.split("[-_]", name)[0].lower()
    return _LONG.get(word, word[:2] if len(word) == 3 else word)


_LONG = {
    "deu": "de", "ger": "de", "spa": "es", "por": "pt", "nld": "nl", "dut": "nl", "zho": "zh", "chi": "zh",
    "pol": "pl", "tur": "tr", "swe": "sv", "ces": "cs", "cze": "cs", "ell": "el", "gre": "el", "ron": "ro",
    "rum": "ro", "ukr": "uk", "jpn": "ja", "kor": "ko", "ara": "ar", "per": "fa", "fas": "fa", "fil": "fil",
}  # fmt: skip
"""Codes with three letters whose short form isn't their beginning, of languages with many speakers."""


def _spoken(found: Layout, config: Mapping[str, Any], options: Mapping[str, Any]) -> set[str]:
    """Return the languages that pages speak, as far as the configuration and the pages say."""
    theme: Any = config.get("theme")
    named = [theme.get(name) for name in ("language", "locale")] if isinstance(theme, Mapping) else []
    spoken = {str(next((one for one in named if one), "en")).replace("_", "-")}
    spoken |= {str(options["language"])} if options.get("language") else set()
    patterns = options.get("language_patterns")
    for entry in patterns if isinstance(patterns, list) else ():
        spoken |= {str(entry["language"])} if isinstance(entry, Mapping) and entry.get("language") else set()
    spoken |= set(found.languages.all) if found.languages else set()
    spoken |= {entry.language for entry in alternates(config)}
    for path in (*(found.docs / page for page in found.pages or ()), *found.docs.rglob(".meta.yml")):
        with suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
            spoken |= set(_SPOKEN.findall(file.read(_TOP)))
    return spoken
