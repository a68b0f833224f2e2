"""A draft → the Markdown of an item; what our reader wouldn't read as it was meant isn't written at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final, NamedTuple

from coursewright.fragment.code import mask_only_code
from coursewright.fragment.identity import exact, same_answer
from coursewright.fragment.seen import images as images_in
from coursewright.fragment.seen import typed
from coursewright.fragment.text import Text
from coursewright.imports.draft import Draft, Unfit, gap
from coursewright.imports.escape import escaped
from coursewright.imports.images import Images
from coursewright.imports.markdown import markdown_of
from coursewright.kinds import KINDS
from coursewright.kinds.short import Short
from coursewright.model.item import Blank, Item
from coursewright.problem import Problem, Severity
from coursewright.read.document import read_document

PARTS: Final = 200
"""How many choices, blanks or pairs an item may have."""
_NAMED = ("order", "match", "numeric", "short", "truefalse")
_PATH = "import.md"


class _Parts(NamedTuple):
    """A draft's texts in Markdown."""

    stem: str
    answers: list[tuple[str, bool, str]]
    """Text, whether it is right, feedback."""
    pairs: list[tuple[str, str]]
    lures: list[str]
    hints: list[str]
    explanation: str
    blanks: list[tuple[str, ...]]


class Written(NamedTuple):
    """An item in Markdown, and as our reader reads it."""

    draft: Draft
    parts: _Parts
    item: Item

    def text(self, name: str) -> str:
        """Return the item's lines under an id."""
        return _text(self.draft, self.parts, name)


def write(draft: Draft, images: Images) -> Written:
    """Return an item of the bank's format; raise ``Unfit`` where it has none that reads the same."""
    _need(draft)
    parts = _parts(draft, images)
    problems: list[Problem] = []
    document, _ = read_document(f"---\nuse: pool\n---\n{_text(draft, parts, '')}", _PATH, problems)
    errors = [found for found in problems if found.severity is Severity.ERROR]
    items = list(document.items)
    if errors or len(items) != 1:
        raise Unfit(f"its text reads otherwise as Markdown: {errors[0].message if errors else 'no item'}")
    item = items[0]
    if flaw := next(iter(item.misfits()), None):
        raise Unfit(flaw.message, flaw.hint)
    _tell_apart(item)
    if unlike := _unlike(draft, parts, item):
        raise Unfit(f"its {unlike} would read otherwise as Markdown")
    return Written(draft, parts, item)


def _tell_apart(item: Item) -> None:
    """Raise ``Unfit`` where two choices, or what two pairs ask, read the same: whoever picks one may mean the other."""
    picked = [] if isinstance(item, Short) else [choice.text for choice in item.choices]
    for what, texts in (("choices", picked), ("pairs", [pair.text for pair in item.pairs])):
        seen: set[tuple[object, ...]] = set()
        for text in texts:
            said = (exact(text.markdown, text.names), *images_in(text.markdown, text.names))
            if said in seen:
                raise Unfit(f"two {what} read the same: “{text.markdown[:60]}”", "Change or delete one of them.")
            seen.add(said)


def _need(draft: Draft) -> None:
    """Raise ``Unfit`` for a draft without a key, or with one that its kind can't have."""
    if draft.kind not in KINDS:
        raise Unfit(f"there is no kind of item for it: {draft.kind or 'unknown'}")
    parts = max(len(draft.answers), len(draft.blanks), len(draft.pairs) + len(draft.lures))
    if parts > PARTS:
        raise Unfit(f"{parts} choices, blanks or pairs, and {PARTS} are the limit", "Make several items of it.")
    if KINDS[draft.kind].picks or draft.kind == "short":
        right = sum(answer.correct for answer in draft.answers)
        if not right:
            raise Unfit("no answer is right", "Say which one is.")
        if KINDS[draft.kind].picks == "one" and right > 1:
            raise Unfit(f"{right} right choices where one may be picked", "Ask for all of them, or keep one.")
        if KINDS[draft.kind].picks == "one" and len(draft.answers) < 2:
            raise Unfit("one choice leaves nothing to choose", "Add one that learners really believe.")


def _parts(draft: Draft, images: Images) -> _Parts:
    def block(html: str) -> str:
        return markdown_of(html, draft, images) if html.strip() else ""

    def line(html: str) -> str:
        return markdown_of(html, draft, images, line=True)

    stem = block(draft.stem)
    blanks = []
    for number, answers in enumerate(draft.blanks):
        spelt = tuple(_blanks(draft, answers))
        if stem.count(gap(number)) != 1 or gap(number) not in mask_only_code(stem):
            raise Unfit("a blank stands where no box can", "Put it into the text, and not into code.")
        stem = stem.replace(gap(number), f"[[{'|'.join(answer.replace('|', chr(92) + '|') for answer in spelt)}]]")
        blanks.append(spelt)
    if not stem:
        raise Unfit("the question has no text", "Write one.")
    short = draft.kind == "short"
    known: set[tuple[str, bool, str]] = set()
    """How the answers before are typed, too."""
    said: list[tuple[str, bool, str]] = []
    for answer in draft.answers:
        if short and (same_answer(unescape(answer.html)), answer.correct, answer.feedback) in known:
            continue
        text = line(answer.html) if short else markdown_of(answer.html, draft, images, quotes=False)
        if not text:
            raise Unfit("a choice has no text", "Write one.")
        known.update((same_answer(form), answer.correct, answer.feedback) for form in typed(text) if short)
        said.append((text, answer.correct, block(answer.feedback)))
    return _Parts(
        stem=stem,
        answers=said,
        pairs=[(line(left), line(right)) for left, right in draft.pairs],
        lures=[line(lure) for lure in draft.lures],
        hints=[text for hint in draft.hints if (text := block(hint))],
        explanation=block(draft.explanation),
        blanks=blanks,
    )


def _blanks(draft: Draft, answers: Sequence[str]) -> Iterator[str]:
    """Yield what a gap accepts as Markdown, without what the answers before are typed as, too."""
    known: set[str] = set()
    for answer in answers:
        if (text := _blank(draft, answer)) and same_answer(answer) not in known:
            known.update(map(same_answer, Blank((text,), draft.source, 0, 0).accepted))
            yield text


def _blank(draft: Draft, answer: str) -> str:
    """Return what a gap accepts as Markdown; a bar in it is escaped where it is written."""
    text = " ".join(answer.split())
    if not text:
        raise Unfit("a blank accepts nothing", "Write what learners have to type.")
    return text if draft.kind == "numeric" else escaped(text, starts=False, linked=True)


def _text(draft: Draft, parts: _Parts, name: str) -> str:
    facts = [f"id: {name}"] if name else []
    right = sum(correct for _, correct, _ in parts.answers)
    if draft.kind in _NAMED or (draft.kind == "multiple" and right < 2):
        facts.append(f"type: {draft.kind}")
    if draft.level:
        facts.append(f"level: {draft.level}")
    if draft.points != 1:
        facts.append(f"points: {draft.points:g}")
    if draft.credit and KINDS[draft.kind].divisible:
        facts.append("credit: partial")
    if draft.shuffle is not None and KINDS[draft.kind].picks and draft.kind != "truefalse":
        facts.append(f"shuffle: {'true' if draft.shuffle else 'false'}")
    lines = ["<quiz>"] + ([f"<!-- {'; '.join(facts)} -->"] if facts else []) + parts.stem.split("\n")
    for hint in parts.hints:
        lines += ["", *f"Hint: {hint}".split("\n")]
    lines += _answers(draft.kind, parts)
    if parts.explanation:
        lines += ["", *(["---"] if parts.blanks else []), *parts.explanation.split("\n")]
    return "\n".join([*lines, "</quiz>", ""])


def _answers(kind: str, parts: _Parts) -> list[str]:
    if kind == "match":
        rows = [*parts.pairs, *(("", lure) for lure in parts.lures)]
        return ["", "| | |", "| --- | --- |", *(f"| {left} | {right} |".replace("|  |", "| |") for left, right in rows)]
    plain = "\n" not in parts.stem and parts.stem[0].isalnum() and not parts.hints and kind != "order"
    lines = [""] if parts.answers and not plain else []
    for number, (text, correct, feedback) in enumerate(parts.answers, 1):
        first, *rest = ["", *text.split("\n")] if text.startswith("```") else text.split("\n")
        mark = f"{number}." if kind == "order" else f"- [{'x' if correct else ' '}]"
        lines += [f"{mark} {first}".rstrip(), *(f"    {row}" if row else "" for row in rest)]
        lines += [f"  > {row}".rstrip() for row in feedback.split("\n")] if feedback else []
    return lines


def _unlike(draft: Draft, parts: _Parts, item: Item) -> str:
    """Return what of an item our reader reads otherwise than it is meant; nothing where all is the same."""
    read = {
        "kind": (item.kind, draft.kind),
        "question": (item.stem.markdown, parts.stem),
        "hints": ([hint.markdown for hint in item.hints], parts.hints),
        "explanation": (_said(item.explanation), parts.explanation),
        "blanks": ([blank.answers for blank in item.blanks], parts.blanks),
        "points": (item.metadata.points, draft.points),
    }
    read |= {"pairs": _pairs_read(parts, item)} if item.pairs else {"choices": _choices_read(draft, parts, item)}
    if unlike := [name for name, (found, meant) in read.items() if found != meant]:
        return unlike[0]
    return "" if _typed_alike(draft, item) else "answers"


def _choices_read(draft: Draft, parts: _Parts, item: Item) -> tuple[object, object]:
    read = [(choice.text.markdown.strip("\n"), choice.correct, _said(choice.feedback)) for choice in item.choices]
    return read, [(text, correct or draft.kind == "order", said) for text, correct, said in parts.answers]


def _pairs_read(parts: _Parts, item: Item) -> tuple[object, object]:
    said = {choice.id: choice.text.markdown for choice in item.choices}
    read = [(pair.text.markdown, said[pair.right]) for pair in item.pairs]
    read += [("", choice.text.markdown) for choice in item.choices if not choice.correct]
    meant = [*parts.pairs, *(("", lure) for lure in parts.lures)]
    return read, [(left.replace("\\|", "|"), right.replace("\\|", "|")) for left, right in meant]


def _typed_alike(draft: Draft, item: Item) -> bool:
    """Return whether what learners type there is right, or wrong, here too."""
    if draft.kind == "blanks":
        for blank, answers in zip(item.blanks, draft.blanks, strict=True):
            if not set(map(same_answer, blank.accepted)).issuperset(map(same_answer, answers)):
                return False
    if isinstance(item, Short):
        meant, right = item.meant, {choice.id: choice.correct for choice in item.choices}
        for answer in draft.answers:
            found = meant.get(same_answer(" ".join(unescape(answer.html).split())))
            if found is None or right[found] != answer.correct:
                return False
    return True


def _said(text: Text | None) -> str:
    return text.markdown if text else ""
