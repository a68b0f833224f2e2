"""“Select all that apply” where one applies, or all, “Choose two” of three: a learner looks for what isn't there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity

_VERB = r"(?:choose|select|check|tick|mark|pick|click|identify)"
_WHAT = (
    r"(?:[ \t]+(?:(?:right|correct|best|true)[ \t]+)?(?:answers?|options?|choices?|responses?|statements?|boxes|ones))"
)
_STARTS = seldom(r"(?:\A|[.?!…)][ \t\n]|[^:：\s][*_]{0,3}[ \t]*\n[ \t]*\n|\()[ \t\n*_(]{0,4}(?:please[ \t]+)?\Z", re.I)
"""How an instruction starts: with a sentence, or in brackets; what somebody says in quotation marks is none."""
_SPOKEN = seldom(r"\b(?:translat\w*|says?|said|means?|meaning|reads?|writes?|instructions?|phrases?|orders?)\b")
"""Words of a task, such as “Translate”, of which an instruction may be what it is about."""
_IMAGE = seldom(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_OF_THESE = r"(?:[ \t]+of[ \t]+(?:these|them|the[ \t]+(?:following|choices|options|answers)))"
_COUNT = rf"two|three|four|five|[2-5](?={_WHAT}|{_OF_THESE}|[*_]{{0,3}}\))"
"""A digit alone may be what is to be picked, as in “Select 2.”, but in brackets, “(Select 2)”."""
_MEASURE = (
    r"(?:x|by|d|dimensional|letter|digit|bit|byte|word|way|step|stage|phase|tier|layer|factor|part|party|process|sided"
    r"|tailed|fold|star|year|column|row|line|point)\b"
)
"""What makes a single thing's name of a number, as in “which two digit code”."""
_SINGULAR = seldom(r"\b(?:is|was|has|does)\b")
_ALL = seldom(
    rf"{_VERB}[ \t]+all(?:(?:[ \t]+of)?[ \t]+(?:the|these|those))?{_WHAT}?"
    r"(?:[ \t]+(?:that|which)[ \t]+(?:apply|applies|fit|hold|are[ \t]+(?:right|correct|true|appropriate)))"
    r"[*_]{0,3}(?=[).:;,!\n]|\Z)"
)
_SOME = seldom(
    rf"(?:{_VERB}[ \t]+(?:any[ \t]+|the[ \t]+)?(?P<told>{_COUNT}){_WHAT}?(?:{_OF_THESE}|[ \t]+that[ \t]+apply)?"
    r"[*_]{0,3}(?=[).:;!\n]|\Z)"
    rf"|which[ \t]+(?P<asked>{_COUNT})[ \t]+(?!{_MEASURE})[^\W\d_][^.?!\n]{{0,200}}\?)"
)
_ONE = seldom(
    rf"(?:{_VERB}[ \t]+(?:only[ \t]+|just[ \t]+)?(?:one(?:[ \t]+single)?{_WHAT}?{_OF_THESE}?"
    r"|(?:the[ \t]+(?:one[ \t]+|single[ \t]+)?best|the[ \t]+single(?:[ \t]+(?:right|correct|true))?|a[ \t]+single)"
    r"[ \t]+(?:answer|option|choice|response|statement))[*_]{0,3}(?=[).:;!\n]|\Z)"
    r"|which[ \t]+(?:single[ \t]+)?one[ \t]+of[ \t]+(?:these|the[ \t]+following)\b[^.?!\n]{0,200}\?)"
)
"""What asks for one choice and no more: “one or more” goes on."""
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_SIGNS = (" all ", "two", "three", "four", "five", " 2", " 3", " 4", " 5")
_ONE_SIGNS = (" one", "single", " best")
_VERBS = ("choose", "select", "check", "tick", "mark", "pick", "click", "identify", "which")
_GROUP = seldom(
    r"[,;&+/]|\d[ \t]*[-–][ \t]*\d|–|、|和|\b(?:and|or|with|both|all|none|neither|each|every|y|et|und|og|och|и)\b", re.I
)
"""What makes one choice of several things, as in “blue and yellow”."""


@rule("K009", "degenerate-multi", Severity.ADVICE, apart=True)
def degenerate_multi(course: Course) -> Iterator[Finding]:
    """Search for scored items of type ``multiple`` with one right choice, or none wrong.

    Where the question asks for all that apply, for one, or for a number of choices, and another number is right, that
    is a warning, whatever the type.
    """
    for item in course.items:
        if not item.picks or not item.metadata.scored:
            continue
        low = item.stem.markdown.lower()
        asked = _asked_otherwise(item, low) if holds_one(low, _SIGNS) and holds_one(low, _VERBS) else None
        if not asked and item.picks == "several" and holds_one(low, _ONE_SIGNS):
            asked = _asked_for_one(item, low)
        if asked:
            yield asked
        elif item.picks == "several":
            yield from _degenerate(item)


def _degenerate(item: Item) -> Iterator[Finding]:
    keyed = [choice for choice in item.choices if choice.correct]
    if keyed and len(keyed) == len(item.choices):
        hint = "Add a wrong one that learners really believe, or make it a single choice."
        if not item.metadata.type and all(len(choice.text.markdown.split()) < 4 for choice in keyed):
            hint = "Add a wrong one that learners really believe; for answers to type, write “type: short”."
        yield Finding(f"all {len(keyed)} choices are right", item.choices[0].text.source, hint, item.id)
    elif len(keyed) == 1:
        hint = "Delete “type: multiple”, or mark the other right ones."
        yield Finding("one right choice in an item of type multiple", keyed[0].text.source, hint, item.id)


def _asked_otherwise(item: Item, low: str) -> Finding | None:
    """Return what to say of a question that asks for another number of choices than are right, if any are."""
    stem = item.stem.markdown
    keyed = [choice for choice in item.choices if choice.correct]
    if not keyed:
        return None
    grouped = any(_GROUP.search(choice.text.markdown) for choice in keyed)
    plain = mask_all_code(stem)
    low = plain.lower() if len(low) == len(plain) else plain
    found = next(_told(_ALL, low), None) if item.picks == "one" and len(keyed) == 1 and not grouped else None
    if found and _last(low, found):
        message = f"“{_said(stem, found)}” where one choice is right: learners may pick only one"
        hint = "Mark the other right ones with an x, or ask for one."
        return Finding(message, keyed[0].text.source, hint, item.id, Severity.WARNING)
    told = [found for found in _told(_SOME, low) if not (found["asked"] and _SINGULAR.search(found[0]))]
    counts = {_number(found) for found in told}
    if len(counts) != 1 or len(keyed) in counts or not _last(low, told[-1]):
        return None
    asked = not any(found["told"] for found in told)
    if (grouped and (asked or len(keyed) == 1)) or (asked and len(keyed) == 1):
        return None  # one choice may name two things
    (count,) = counts
    if count > len(item.choices):
        return None
    message = f"“{_said(stem, told[-1])}” where {len(keyed)} {'is' if len(keyed) == 1 else 'are'} right"
    hint = f"Mark {count} with an x, or mend the number."
    return Finding(message, item.stem.place(told[-1].start()), hint, item.id, Severity.WARNING)


def _asked_for_one(item: Item, low: str) -> Finding | None:
    """Return what to say of a question that asks for one choice where several are right, if it does."""
    keyed = [choice for choice in item.choices if choice.correct]
    plain = mask_all_code(item.stem.markdown)
    low = plain.lower() if len(low) == len(plain) else plain
    told = [*_told(_ONE, low)] if len(keyed) > 1 else []
    if not told or not _last(low, told[-1]) or any(_told(_ALL, low)):
        return None
    message = f"“{_said(item.stem.markdown, told[-1])}” where {len(keyed)} are right"
    hint = "Mark one alone with an x, or ask for all that apply."
    return Finding(message, item.stem.place(told[-1].start()), hint, item.id, Severity.WARNING)


def _told(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what stands at the start of a sentence, or in brackets."""
    for found in pattern.finditer(text):
        if _STARTS.search(text, max(0, found.start() - 24), found.start()):
            yield found


def _last(text: str, found: re.Match[str]) -> bool:
    """Return whether what is asked for is the last thing said, and no part of a story: “Choose two. What is left?”."""
    if text.find("?", found.end()) >= 0 or ("?" not in text and _SPOKEN.search(text)):
        return False
    return not any(map(str.isalnum, _IMAGE.sub("", text[found.end() :])))


def _said(text: str, found: re.Match[str]) -> str:
    said = " ".join(text[found.start() : found.end()].split()).strip("(*_ ")
    return said if len(said) < 50 else f"{said[:49].rstrip()}…"


def _number(found: re.Match[str]) -> int:
    said = found["told"] or found["asked"]
    return _NUMBERS.get(said) or int(said)
