"""One question asked twice: with two keys, or where one gives the other's answer away.

A page may repeat a question as it likes, and a page of all questions those of the lessons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm, tokens, without_exact
from coursewright.fragment.likeness import Likeness, likeness
from coursewright.fragment.seen import images
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity

_SIGNS = str.maketrans(
    dict.fromkeys([*filter(lambda sign: not sign.isalnum(), map(chr, range(128))), *"’“”«»–—…"], " ")
)
_COMPARED, _SIGN = seldom(r"[=<>≤≥≠≈]"), seldom(r"[-+*/=<>≤≥≠≈×÷^±]| ")
_WHOLE = 8  # words from which on a stem says what it asks, wherever it stands
_LOOKS = 4  # questions that look different and read the same are compared with so many; equal ones are always found
_TRIES = 40  # who has more neighbours belongs to a template, which a few findings show


@rule("K006", "duplicate-stem")
def duplicate_stem(course: Course) -> Iterator[Finding]:
    """Search for scored items with equal stems and choices, and for nearly equal stems of 8+ words."""
    items = [item for item in course.items if item.metadata.scored]
    pages = course.lesson_by_path
    same = dict(_same(items))
    for number, earlier in same.items():
        item, first = items[number], items[earlier]
        on_page = item.source.path in pages or first.source.path in pages
        if found := _repeated(item, first, on_page=on_page):
            yield found
    suspects = [number for number in _suspects(items) if number not in same]
    for later, earlier in _near([items[number] for number in suspects]):
        item, first = items[suspects[later]], items[suspects[earlier]]
        yield _finding(item, first, "nearly the same question", Severity.ADVICE)


def _repeated(item: Item, earlier: Item, *, on_page: bool) -> Finding | None:
    """Return what is wrong with a question that stands there twice, if anything is.

    Of two keys one is wrong, unless what stands around the questions on a page makes two of them: a short one can mean
    the code above it.
    """
    if _key(item) != _key(earlier):
        if likeness(item.stem, earlier.stem) in (Likeness.CASE, Likeness.CAPITALS):
            return None  # “What is Co?”, “What is CO?”
        if on_page and len(tokens(item.stem.markdown, item.stem.names)) < _WHOLE:
            return None
        place = f"{earlier.source.path}:{earlier.source.line}"
        message = f"the same question with the same choices has another right answer in {place}"
        severity = Severity.WARNING if on_page else Severity.ERROR
        return Finding(message, item.stem.source, "Mend the key of one of them.", item.id, severity)
    if item.use != "practice" or earlier.use != "practice":
        return _finding(item, earlier, "the same question with the same choices", Severity.WARNING)
    return None if on_page else _finding(item, earlier, "the same question with the same choices", Severity.ADVICE)


def _key(item: Item) -> object:
    """Return what is right, whatever the choices are called and in which order they stand."""
    if item.pairs:
        right = {choice.id: choice.digest for choice in item.choices}
        return {(pair.digest, right.get(pair.right)) for pair in item.pairs}
    said = [choice.digest for choice in item.choices if choice.correct or not item.picks]
    return said if item.notation == "steps" else set(said)


def _finding(item: Item, earlier: Item, what: str, severity: Severity) -> Finding:
    hint = "Delete one, or ask it of a new situation."
    if item.use != earlier.use:
        hint = f"Whoever meets one ({earlier.use}) knows the other ({item.use}). {hint}"
    message = f"{what} stands in {earlier.source.path}:{earlier.source.line}"
    return Finding(message, item.stem.source, hint, item.id, severity)


def _stem(item: Item) -> tuple[str, object]:
    """Return the stem as comparisons see it, and its images."""
    stem = item.stem.markdown
    return norm(stem, item.stem.names), images(stem, item.stem.names)


def _same(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of each repeated item and its first occurrence; only equal answers get stems read."""
    first_of: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        answers = [choice.digest for choice in item.choices]
        answers.sort()
        key = " ".join(answers or sorted({answer.casefold() for gap in item.blanks for answer in gap.answers}))
        first = first_of.setdefault(key, number)
        if first != number:
            groups.setdefault(key, [first]).append(number)
    for group in groups.values():
        seen: dict[str, list[int]] = {}
        written: dict[str, int] = {}
        for number in group:
            before = seen.setdefault(repr(_stem(items[number])), [])
            stem, source = items[number].stem, items[number].source
            first = written.setdefault(stem.markdown, number)
            if first == number:
                tries = (one for one in before[:_LOOKS] if likeness(stem, items[one].stem) is not Likeness.OTHER)
                first = written[stem.markdown] = next(tries, number)
            if first == number:
                before.append(number)
            elif items[first].source != source:
                yield number, first


def _suspects(items: Sequence[Item]) -> list[int]:
    """Return the indexes of items that may be nearly repeated: one of their lowest-numbered word runs occurs again.

    Two stems that are alike differ in a ninth of their three-word runs at most, so in less than a fifth of their
    five-word ones, and share one of the first fifth in any order that both follow; here it is their hashes'. Words are
    cut out roughly, markup and all, so a quarter is looked at.
    """
    first: dict[int, int] = {}
    found: set[int] = set()
    for number, item in enumerate(items):
        words = item.stem.markdown.translate(_SIGNS).lower().split()
        runs = sorted({*map(hash, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))})
        if len(runs) > 3:
            for run in runs[: len(runs) // 4 + 2]:
                if (other := first.setdefault(run, number)) != number:
                    found.update((number, other))
    return sorted(found)


def _near(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of a later and an earlier item whose sets of three-word runs are alike: Jaccard 0.8.

    A prefix filter: two sets that alike share one of their rarest members, so only those are looked up. Each
    item is compared with 40 others at most and named once.
    """
    runs: list[tuple[int, list[tuple[str, ...]]]] = []
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for number, item in enumerate(items):
        words = tokens(item.stem.markdown, item.stem.names, formulas=True)
        if len(words) >= 8:
            earlier = first.setdefault(repr(_stem(item)), number)
            if earlier != number and likeness(item.stem, items[earlier].stem) is not Likeness.OTHER:
                found[number] = earlier
            else:
                runs.append((number, list(dict.fromkeys(zip(words, words[1:], words[2:], strict=False)))))
    count = Counter(chain.from_iterable(run for _, run in runs))
    rank = {run: place for place, run in enumerate(sorted(count, key=count.__getitem__))}
    index: dict[int, list[tuple[int, set[int]]]] = defaultdict(list)
    for number, run in sorted(runs, key=lambda pair: len(pair[1])):
        rare = sorted(rank[words] for words in run)
        size, whole = len(rare), set(rare)
        candidates = chain.from_iterable(index[word] for word in rare[: size - -(-4 * size // 5) + 1] if word in index)
        for other, its in islice(candidates, _TRIES):
            later, earlier = max(number, other), min(number, other)
            is_near = later not in found and 9 * len(whole & its) >= 4 * (size + len(its))
            if is_near and _alike(items[later], items[earlier]):
                found[later] = earlier
                break
        for word in rare[: size - -(-8 * size // 9) + 1]:
            index[word].append((number, whole))
    yield from found.items()


def _alike(one: Item, other: Item) -> bool:
    """Return whether two nearly equal stems show the same, and don't ask two things about one case.

    Where code, a formula or the looks of some words are all that differs, two things are asked.
    """
    if _stem(one) == _stem(other) or _stem(one)[1] != _stem(other)[1]:
        return False  # equal ones were looked at before
    (said, signs), (said_2, signs_2) = (without_exact(item.stem.markdown, item.stem.names) for item in (one, other))
    if signs != signs_2 and said == said_2:
        return False
    if _COMPARED.search(said + said_2) and _SIGN.sub("", said) == _SIGN.sub("", said_2):
        return False
    (case, _, question), (case_2, _, question_2) = (item.stem.markdown.rpartition("\n\n") for item in (one, other))
    return not case or norm(case) != norm(case_2) or norm(question) == norm(question_2)
