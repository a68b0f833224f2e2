"""K014: what is kept from the public must not stand in a built site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

from coursewright.fragment.identity import tokens
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Problem, Severity

CODE, NAME, SEVERITY = "K014", "pool-leak", Severity.ERROR
RUN = 8
"""How many words in a row tell a text from chance."""
_SECRET = ("pool", "private")
_TEXTS = {".html", ".json", ".js", ".mjs", ".txt", ".xml", ".md", ".svg", ".css", ".csv"}
_TAG = seldom(r"<!--|-->|<[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def leaks(course: Course, site: Path) -> tuple[Problem, ...]:
    """Return a problem for each pool or private item of which a built site holds eight words in a row, or a whole stem.

    Every text file below ``site`` is read: pages with their attributes, the search index, scripts. A stem counts from
    four words on; shorter choices than eight words alone prove nothing.
    """
    secrets = dict(_secrets(course))
    files = {bank.document.path for bank in course.banks if any(allow.code == CODE for allow in bank.document.allow)}
    if not secrets:
        return ()
    lengths = sorted({len(run) for run in secrets})
    found: dict[str, Problem] = {}
    for path in sorted(path for path in site.rglob("*") if path.suffix in _TEXTS and path.is_file()):
        for words in _words(path):
            for length in lengths:
                for at in range(len(words) - length + 1):
                    item = secrets.get(tuple(words[at : at + length]))
                    if item and item.id not in found and not _allowed(item, files):
                        found[item.id] = _problem(item, path.relative_to(site).as_posix(), words[at : at + length])
    return tuple(sorted(found.values(), key=lambda problem: problem.order))


def _secrets(course: Course) -> Iterator[tuple[tuple[str, ...], Item]]:
    for item in course.items:
        if item.use not in _SECRET:
            continue
        stem = tokens(item.stem.markdown, item.stem.names)
        if 4 <= len(stem) < RUN:
            yield tuple(stem), item
        texts = [item.stem, item.explanation, *(choice.text for choice in item.choices)]
        texts += [choice.feedback for choice in item.choices]
        for text in texts:
            words = tokens(text.markdown, text.names) if text else []
            for at in range(len(words) - RUN + 1):
                yield tuple(words[at : at + RUN]), item


def _words(path: Path) -> Iterator[list[str]]:
    """Yield the words of a file: as a reader sees them, with tags as spaces and as nothing, then as they stand."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        with suppress(ValueError, RecursionError):  # else it is read as it stands
            text = "\n".join(_strings(json.loads(text)))
    text = unescape(text).replace("’", "'").replace("\\n", " ").casefold()
    for said in dict.fromkeys((_TAG.sub(" ", text), _TAG.sub("", text), text)):
        yield _WORD.findall(said)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def _allowed(item: Item, files: Set[str]) -> bool:
    return item.source.path in files or any(allow.code == CODE for allow in item.metadata.allow)


def _problem(item: Item, path: str, words: list[str]) -> Problem:
    said = " ".join(words)
    message = f"{path} of the built site holds “{said}”, which belongs to the {item.use} item “{item.id}”"
    hint = "Take it out of the page or bank that publishes it, and build again."
    return Problem(CODE, message, item.stem.source, SEVERITY, hint, NAME, item.id)
