"""One question asked twice: the second tells nothing new, and a practice twin gives a test's answer away."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from coursewright.check.registry import Finding, rule
from coursewright.identity import norm, tokens
from coursewright.model import Course, Item
from coursewright.problem import Severity

_SPACES = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys("“”«»–—…", " "))
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*([^\s)]+)|<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_TRIES = 40  # a stem with more neighbours than this belongs to a template; one of them is enough to say so


@rule("K006", "duplicate-stem")
def duplicate_stem(course: Course) -> Iterator[Finding]:
    """Search for scored items with equal stem and choices, and for long stems that share most three-word runs."""
    items = [item for item in course.items if item.metadata.scored]
    repeated = dict(_repeated(items))
    by_id = {id(item): item for item in items}
    for later, earlier in repeated.items():
        yield _finding(by_id[later], earlier, "the same question with the same choices stands", Severity.ERROR)
    near: dict[int, Item] = {}
    for later, earlier in _near([item for item in _suspects(items) if id(item) not in repeated]):
        near.setdefault(id(later), earlier)
    for number, earlier in near.items():
        yield _finding(by_id[number], earlier, "nearly the same question stands", Severity.WARNING)


def _finding(item: Item, earlier: Item, message: str, severity: Severity) -> Finding:
    hint = "Delete one, or ask it of a new situation."
    if item.use != earlier.use:
        hint = f"One is for {earlier.use}, one for {item.use}: who has seen the first knows the second. {hint}"
    message = f"{message} in {earlier.source.path}:{earlier.source.line}"
    return Finding(message, item.stem.source, hint, item.id, severity)


def _text(item: Item) -> tuple[str, tuple[object, ...]]:
    """Return the stem as comparisons see it, and its images."""
    stem = item.stem.markdown
    return norm(stem), tuple(_IMAGE.findall(stem)) if "](" in stem or "<" in stem else ()


def _repeated(items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    groups: dict[frozenset[str], list[Item]] = defaultdict(list)
    for item in items:
        answers = [choice.digest for choice in item.choices] or [a.casefold() for b in item.blanks for a in b.answers]
        groups[frozenset(answers)].append(item)
    for group in groups.values():
        if len(group) > 1:
            seen: dict[object, Item] = {}
            for item in group:
                first = seen.setdefault(_text(item), item)
                if first.source != item.source:
                    yield id(item), first


def _suspects(items: Sequence[Item]) -> list[Item]:
    """Return the items most of whose three-word runs occur twice in the course: cheap, and never too few."""
    seen: set[int] = set()
    twice: set[int] = set()
    runs = []
    for item in items:
        words = item.stem.markdown.translate(_SPACES).lower().split()
        run = list(map(hash, zip(words, words[1:], words[2:], strict=False)))
        twice.update(seen.intersection(run))
        seen.update(run)
        runs.append(run)
    pairs = zip(items, runs, strict=True)
    return [item for item, run in pairs if len(run) > 4 and 2 * len(twice.intersection(run)) >= len(set(run))]


def _near(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs, the later first, with a Jaccard index of 0.8 or more; 40 comparisons an item at most.

    A prefix filter: two such sets share one of their rarest members (Bayardo, Ma and Srikant 2007, Xiao et al. 2008).
    """
    stems: dict[object, Item] = {}
    for item in items:
        first = stems.setdefault(_text(item), item)
        if first is not item and len(tokens(item.stem.markdown)) >= 8:
            yield item, first
    texts = [words for words in map(tokens, (text for text, _ in stems)) if len(words) >= 8]
    distinct = [pair for pair in stems.items()]
"""placeholder"""
