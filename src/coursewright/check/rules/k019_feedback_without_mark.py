"""Text right below a choice that was nearly certainly meant for its feedback: everyone reads it before they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
from coursewright.problem import Severity

_NARROW = 66
"""In lines that are wrapped, a line and the first word of the next one together have more characters."""
_BELOW = seldom(
    r"\A(?P<line>[^\n|]*[^\s|\\])\s*\n[ \t]*(?:\n[ \t]*)*(?P<said>(?:[-=–—]{0,2}>|→|⇒|[-–—]{2}|//|#|\(|:)?[ \t]*"
    r"[\w“„«\"'‘¿¡*](?:[^\n]*\n?)*)\Z"
)
_BEHIND = seldom(r" (?P<said>(?:[-=]?>|→|⇒) [A-Z“\"](?:\S+ ){3,}\S*[.!?][”\"]?)\Z")
_BLOCK = seldom(r"^[ \t]*(?:[-*+][ \t]|\d{1,3}[.)][ \t]|\||!\[|<|\$\$)", re.M)
_WORDS = 3


@rule("K019", "feedback-without-mark", Severity.WARNING, apart=True)
def feedback_without_mark(course: Course) -> Iterator[Finding]:
    """Search for choices with a text below them and no feedback, where others have feedback or all are alike."""
    for item in course.items:
        if None in [choice.feedback for choice in item.choices] and item.notation == "choices" and not item.self_marked:
            yield from _without_mark(item)


def _without_mark(item: Item) -> Iterator[Finding]:
    some = any(choice.feedback for choice in item.choices)
    alike = {_opens(said) for choice in item.choices if choice.feedback and (said := _said(choice, behind=False))}
    found = [(choice, said) for choice in item.choices if not choice.feedback and (said := _said(choice, behind=some))]
    found = [(choice, said) for choice, said in found if _opens(said) not in alike]
    if found and not some and len(found) < max(len(item.choices), 2):
        return
    for choice, (at, words) in found if some else found[:1]:
        hint = f"Write “> {words}” if it is feedback. If it is part of the choice, allow K019 and say so."
        message = "learners read this text with the choice, before they answer"
        yield Finding(message, choice.text.place(at), hint, item.id, Severity.WARNING if some else Severity.ADVICE)


def _said(choice: Choice, *, behind: bool) -> tuple[int, str] | None:
    """Return where a text starts that may have been meant for feedback, and its first words."""
    text: Text = choice.text
    if "\n" not in text.markdown:
        found = _BEHIND.search(text.markdown) if behind and (">" in text.markdown or "→" in text.markdown) else None
        return (found.start("said"), _words(found["said"])) if found else None
    if text.markdown.partition("\n")[0].endswith("  ") or not (found := _BELOW.match(mask_all_code(text.markdown))):
        return None
    said = found["said"]
    wrapped = len(found["line"]) + 1 + len(said.split(maxsplit=1)[0]) > _NARROW
    if wrapped or len(said.split()) < _WORDS or _BLOCK.search(said):
        return None
    return found.start("said"), _words(said)


def _opens(said: tuple[int, str]) -> bool:
    """Return whether such a text is in brackets, as translations are: with feedback below one, all may have them."""
    return said[1].startswith("(")


def _words(said: str) -> str:
    bare = re.sub(r"\A(?:[-=–—]*>|→|⇒|[-–—]{2}|//|#|:)[ \t]*", "", said).partition("\n")[0].strip()
    return bare if len(bare) <= 50 else f"{bare[:49].rstrip()}…"
