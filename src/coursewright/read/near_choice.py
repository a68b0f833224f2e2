"""Lines around an item's choices that are nearly a part of them: feedback, a second choice, an explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.read.lines import Lines

_SECOND = seldom(r"(?<=[ \t>])[-*+][ \t]+\[[ xX]?\][ \t]+(?=\S)")
_AGAIN = seldom(r"\[[ xX]\][ \t]+(?=\S)")
_PARAGRAPH = seldom(
    r"\s{1,5}(?![-+*][ \t]|\d+[.)][ \t])"
    r"(?:[\w*“„«\"'‘(¿¡$&\\]|`(?!``)|\[(?!\^|[^\]]*\]:)|<(?:[abi]|code|em|kbd|span|strong)\b)"
)
"""How words begin, or what stands in a line with them: code, a formula, a link, a tag."""
_POINT = seldom(r"\A[^\n]*\n[ \t]*(?P<mark>[-*+•–—])[ \t]+(?P<said>[^\n]*)\Z")
_ODD_QUOTE = seldom(r"[ \t]+(?P<mark>&gt;|[＞»›≻❯]|\\>|<(?=[ \t])|[-*+][ \t]+>(?=[ \t]))[ \t]*(?P<said>\S.*)")
_WORDS = seldom(
    r"(?!\d{1,9}[.)] )(?![*_]{0,3}\w+(?: \w+)?[?!]?[*_]{0,3}[ \t]*[:：=])[*_“„«\"'‘(¿¡]{0,4}(?P<word>[^\W_][\w'’]*)"
)
"""How a line of words begins, unless a label such as “Note:” does."""
_OPEN = seldom(r"(?:[,(]|[ \t\w][–—]|(?<=[a-z]{2})-|(?<=[ \t])-)[*_]{0,3}\Z")
"""How a line ends with which no sentence does."""
_LETTER = seldom(r"([A-H])[.)][ \t]+(?![A-Z][.)])\S")
_OF_OTHERS = seldom(r"\A.\)[ \t]+(?:only|alone|and|or|with)\b|\A.+\b[A-H][.)]")
"""Letters as what a choice says, such as “B) and C)”."""


def report_lists(choices: Sequence[tuple[Text, Text | None]], lines: Lines) -> None:
    """Report a single point of a list below a choice that has no feedback, among choices that have some."""
    for choice, feedback in choices if any(said for _, said in choices) else ():
        if not feedback and (found := _POINT.search(choice.markdown)):
            hint = f"Write “  > {found['said'][:50]}”; else everyone reads it with the choice."
            lines.report("R029", f"“{found['mark']}” doesn't start feedback", choice.place(found.start("mark")), hint)


def report_second(lines: Lines, row: int, start: int) -> None:
    """Report a choice that begins inside the line of another one, which starts there, and a second box."""
    if _AGAIN.match(lines[row], start):
        hint = "Keep one of the two; to show a box, put it in backticks."
        lines.report("R009", "a choice has two boxes", lines.source(row, start), hint)
    if found := _SECOND.search(mask_all_code(lines[row]), start):
        hint = "Start each choice on a line of its own; to show a box, put it in backticks."
        lines.report("R009", "two choices stand in one line", lines.source(row, found.start()), hint)


def report_quote(lines: Lines, row: int) -> bool:
    """Return whether a line below a choice was meant for its feedback, having reported it."""
    line = lines[row]
    found = _ODD_QUOTE.fullmatch(line) if line[:1] in " \t" else _ODD_QUOTE.fullmatch(f" {line}")
    if not found or (found["mark"] in "»›" and re.search("[«‹]", found["said"])):
        return False
    shift = 0 if line[:1] in " \t" else 1
    hint = f"Write “  > {found['said'][:50]}”; else everyone reads it with the choice."
    place = lines.source(row, found.start("mark") - shift)
    lines.report("R029", f"“{found['mark']}” doesn't start feedback", place, hint)
    return True


def report_paragraph(lines: Lines, body: list[int]) -> int | None:
    """Return where an indented paragraph starts in the last choice that seems to explain them all, and say so.

    No other choice has one, and no feedback below it ends the choice.
    """
    for number in body:
        line = lines[number]
        starts = _PARAGRAPH.match(line) and not lines[number - 1].strip()
        if starts and not lines.in_code([above for above in body if above < number]):
            words = line.strip() if len(line) < 60 else f"{line.strip()[:59].rstrip()}…"
            hint = f"Start it at the margin if it explains the whole item: “{words}”. "
            hint += "If it goes on with the choice, put that choice’s feedback below it."
            message = "an indented paragraph behind the last choice belongs to that choice alone"
            lines.report("R010", message, lines.source(number, len(line) - len(line.lstrip())), hint)
            return number
    return None


def report_glued(lines: Lines, row: int, quoted: bool) -> None:
    """Warn of text at the margin right below the last choice that goes on with it or with its feedback, on GitHub too.

    Below feedback any words do; below a choice itself they may explain the item, and have to go on with a sentence.
    """
    begins = _WORDS.match(lines[row])
    if not begins or not (quoted or _goes_on(begins["word"]) or _OPEN.search(lines[row - 1].rstrip())):
        return
    mend = "put “  > ” in front to go on with the feedback" if quoted else "indent it by two to go on with the choice"
    hint = f"Leave a line empty above it if it explains the item; {mend}."
    lines.warn("R010", "text right below the last choice is told as an explanation", lines.source(row), hint)


def _goes_on(word: str) -> bool:
    """Return whether a sentence can't begin with a word, as it can with “mRNA”, and in scripts without capitals."""
    return word.islower() and word[0] != word[0].title()


def report_quote_above(lines: Lines, first: int, feedback: Sequence[Text | None]) -> None:
    """Warn of a quote right above the first choice where each choice but the last has one below it: all are shifted."""
    if first == 0 or len(feedback) < 3 or feedback[-1] or not all(feedback[:-1]):
        return
    above = lines[first - 1]
    before = lines[first - 2].strip() if first > 1 else ""
    if before.startswith(">") or before.endswith((":", "：")):
        return  # a quote that the question is about
    place = lines.source(first - 1, len(above) - len(above.lstrip()))
    hint = "Move each quote below its choice; if this one belongs to the question, leave a line empty below it."
    lines.warn("R011", "a quote stands right above the first choice, and the last one has none", place, hint)


def report_letters(lines: Lines, choices: Sequence[Text]) -> None:
    """Warn of letters in front of all choices that come twice or leap: one was copied, or is missing.

    Initials of names are let be: letters with a full stop count where a choice is a phrase.
    """
    found = [_LETTER.match(choice.markdown) for choice in choices]
    letters = [letter[1] for letter in found if letter]
    phrases = any(choice.markdown[1:2] == ")" or choice.markdown.count(" ") > 3 for choice in choices)
    if len(letters) < max(len(found), 3) or not phrases or any(_OF_OTHERS.search(text.markdown) for text in choices):
        return
    wrong = [place for place, letter in enumerate(letters) if ord(letter) - ord("A") != place]
    leaps = sum(ord(second) - ord(first) == 2 for first, second in pairwise(letters))
    copied = len(wrong) == 1 and letters == sorted(letters)
    if copied or (leaps == 1 and ord(letters[-1]) - ord("A") == len(letters)):
        hint = "Letter them in order, or delete the letters: learners see them."
        message = f"“{letters[wrong[0]]}” stands where the choices’ letters have {'ABCDEFGH'[wrong[0]]}"
        lines.warn("R009", message, choices[wrong[0]].source, hint)
