"""What is nearly a blank, or the bar between two answers in one: other brackets, other programs' gaps, drawn lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from coursewright.fragment.code import blanked, mask_all_code, mask_only_code
from coursewright.fragment.formula import blank_in_formula, may_have_formulas
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.item import Blank
from coursewright.problem import Source
from coursewright.read.lines import Lines

_BAR = seldom(r"[¦│┃‖∣❘｜ǀ⏐]|(?<=[^\W\d]{3})[ \t]+/[ \t]+(?=[^\W\d]{3})")
_GAP = seldom(r"(?<![\w\\*/(<\[|])_{3,}(?![\w*/)>\]|])")
"""A gap as it is drawn on paper."""
_EMPHASIS = seldom(r"(?<![\w\\])(_{3,})(?![\s_])(?:(?!\n[ \t]*\n).){1,1000}?(?<![\s_\\])\1(?!\w)", re.S)
_QUOTED = seldom(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"|‹[^‹›]*›|›[^‹›]*‹|「[^」]*」|『[^』]*』"
    r"|(?<!\w)(?:‘[^‘]*?’|‚[^‚‘]*‘|'[^']*')(?!\w)"
)
_TO_FILL = seldom(r"[:：][*_]{0,2}[ \t]*_{3,}[ \t]*$", re.M)
"""A line for a name or a signature."""
_UNSHOWN = seldom(r"<!--.*?-->|<[a-zA-Z/][^<>]*>", re.S)
_BRACKETS = seldom(r"\[\[|［［|[\[［]{2}|[\]］]{2}")
_CLOZE = seldom(
    r"\\\[\\\[\w[^\[\]\\\n]*\\\]\\\]|\{\{c\d+::[^{}\n]+\}\}"
    r"|(?<!\w)(?P<spaced>\[)[ \t]+\[[^\W\d_][^\[\]\n,;:+=*/^_]*\][ \t]+\]|【【[^【】\n]+】】"
    r"|\{\d{0,3}:(?:SHORTANSWER|MULTICHOICE|MULTIRESPONSE|NUMERICAL|SA|MW|MC|MR|NM)[A-Z_]{0,3}:[^{}\n]+\}"
)
"""Gaps as other programs have them."""
_LISTS = seldom(r"\[(?:\[[^\[\]\n]*\],[ \t]*)+\[[^\[\]\n]*\]\]")
"""Lists in a list, such as ``[[1, 2], [3, 4]]``."""
_SINGLE = seldom(r"(?<![\[\\\w])\[[^\[\]|\n]*\w[ \t]*\|[ \t]*\w[^\[\]\n]*\](?![\](\[:])")
"""Answers with a bar between them, in one bracket on each side."""
_LINKED = seldom(
    r"\([ \t]*(?:(?:https?|mailto|tel):|#\w|\.{1,2}/|/[\w-]+/|[\w./-]+\.(?:md|html?|pdf|png|jpe?g|svg)\b)[^()\n]*\)"
    r"|\[(?P<name>[^\[\]\n]+)\]"
)
"""What stands behind the words of a link: an address, or the name of one."""
_WRAPPED = seldom(r"\[[^\W\d_][\w '’-]*\]")

_CODED = seldom(r"\[\[(?P<answer>[^\W\d_][^\W_]*(?:[ '’-][^\W_]+){0,4}(?:\|[^\[\]\n]{1,100})?)\]\]")
_PLAIN = seldom(r"[\w \t.,:;!?'’“”\"…–—-]*")
"""What may stand around a blank in code that is words or a command, rather than lines of a program."""
_LEADS = seldom(
    r"(?<![\w.])(?!(?:and|assert|case|elif|else|if|in|is|not|or|print|return|while|yield)[ \t])[^\W\d_]{2,},?[ \t]+$"
)
"""A word in front of it that no brackets of a program follow."""
_NOTATION = seldom(
    r"bracket|wiki|links?\b|linked|obsidian|roam|logseq|attribute|notation|markup|\bluau?\b|klammer|corchete|crochet"
    r"|verweis|enlace|\blien|أقواس|括号|скобк",
    re.I,
)
"""Words of an item that may be about brackets."""

_PARTS = seldom(r"\n---[ \t]*(?=\n)")
_EARLY = "The first line “---” begins the explanation: delete it, and keep the one below this blank."
_BRACKETED = seldom(r"\[\[|\[[ xX]?\]|\([ xX]?\)")
_IN_TABLE = seldom(r"\|[ \t]*(?:[-*+][ \t]+)?\[[ xX]?\]")
_OTHER_KIND = seldom(r"^ {0,3}(?:\d{1,9}[.)][ \t].*\n(?:.*\n)*? {0,3}\d{1,9}[.)][ \t]|\|?[ :]*-+[ :]*\|)", re.M)


def report_answers(answers: Sequence[str], plain: Sequence[str], place: Source, lines: Lines) -> None:
    """Report the first answer of a blank that is nearly certainly another one than was meant.

    ``plain`` are the answers without what is code or a formula.
    """
    if "" in answers[1:-1]:
        hint = "Write one bar between two answers; for a bar that learners type, write \\|."
        lines.report("R015", "two bars in this blank have no answer between them", place, hint)
        return
    if len(plain) > 1 and plain[0].startswith("[") and plain[-1].endswith("]") and "]" not in plain[0]:
        hint = f"Write two brackets on each side: [[{'|'.join(plain)[1:-1]}]]; for brackets to be typed, use backticks."
        lines.report("R015", "learners would have to type a bracket of this blank", place, hint)
        return
    for answer in plain:
        if _WRAPPED.fullmatch(answer):
            hint = (
                f"Write two brackets on each side: [[{answer[1:-1]}]]; for brackets that learners type, use backticks."
            )
            lines.report("R015", f"learners would have to type “{answer}”, brackets and all", place, hint)
            return
        if _BAR.search(answer):
            hint = f"Put a plain bar between two answers: [[{_BAR.sub('|', answer)}]]."
            lines.report("R015", f"“{answer}” is one answer, and learners would have to type all of it", place, hint)
            return


def report_brackets(text: Text, gaps: Sequence[tuple[int, int]], explanation: Text | None, lines: Lines) -> None:
    """Report brackets of a text with gaps that make none: the answer would be there to read."""
    left = text.markdown
    for _, end in gaps:
        link = _LINKED.match(left, end) if left[end : end + 1] in ("(", "[") else None
        if link and (not link["name"] or " ".join(link["name"].split()).lower() in text.names):
            message = f"“{link[0]}” behind a blank is shown as it stands"
            lines.report("R015", message, text.place(end), "Delete it, or link words beside the blank: it is no link.")
            return
    odd = any(sign in left for sign in ("{{c", "【【", "\\[\\[", "[ [")) or ("{" in left and ":" in left)
    formulas = odd and may_have_formulas(left)
    cloze = next((one for one in _CLOZE.finditer(left) if not (formulas and one["spaced"])), None) if odd else None
    if cloze and "`" not in left:
        hint = "Write [[answer]]; to show brackets, put them in backticks."
        lines.report("R015", f"“{cloze[0]}” makes no blank", text.place(cloze.start()), hint)
        return
    if "___" in left:
        report_drawn(text, lines)
    if sum(left.count(bracket) for bracket in "[]［］") == 4 * len(gaps):
        return
    left = _UNSHOWN.sub(lambda part: " " * len(part[0]), mask_all_code(left))
    left = _LISTS.sub(lambda part: " " * len(part[0]), left)
    for start, end in gaps:
        left = left[:start] + " " * (end - start) + left[end:]
    if (single := _SINGLE.search(left)) and not any("|" in line[:1] for line in left.split("\n")):
        hint = f"Write two plain brackets on each side: [{single[0]}]; to show brackets, put them in backticks."
        lines.report("R015", f"“{single[0]}” makes no blank", text.place(single.start()), hint)
        return
    for found in _BRACKETS.finditer(left):
        line = left[left.rfind("\n", 0, found.start()) + 1 : found.end()]
        if found[0] == "]]" and line.count("[") >= line.count("]"):
            continue  # such as list[at[0]]
        hint = "Write two plain brackets on each side: [[answer]]; to show brackets, put them in backticks."
        lines.report("R015", f"“{found[0]}” makes no blank", text.place(found.start()), hint)
        return
    if gaps:
        _report_coded(text, explanation, lines)


def _report_coded(stem: Text, explanation: Text | None, lines: Lines) -> None:
    """Warn of a blank that code makes none, beside others: learners read the answer.

    Brackets that a language has itself, such as those of ``if [[ -f x ]]`` or ``x[[0]]``, are left alone, and so are
    those of an item that is about brackets, or that are all the code there is.
    """
    written = stem.markdown
    if "`" not in written and "~~~" not in written:
        return
    plain = mask_only_code(written)
    if plain.count("[[") == written.count("[["):
        return
    for found in islice(_CODED.finditer(written), 20):
        start, end = found.span()
        around, _, before = written[written.rfind("\n", 0, start) + 1 : start].rpartition("`")
        behind = re.split(r"[`\n]", written[end:], maxsplit=1)[0]
        coded = not plain[start:end].strip() and _LEADS.search(before) and _PLAIN.fullmatch(before + behind)
        if (
            coded
            and not around.endswith("$")
            and not _NOTATION.search(f"{written}\n{explanation.markdown if explanation else ''}")
        ):
            hint = "Take it out of the backticks: a blank doesn't work in code. Brackets to show stand alone in theirs."
            lines.warn("R015", f"“{found[0]}” in code is no blank: learners read it", stem.place(start), hint)
            return


def unanswerable(stem: Text) -> tuple[Source, str]:
    """Return where to say that an item has nothing to answer, and how to mend that."""
    shown = stem.markdown
    answers = "Add choices, “- [x] right” and “- [ ] wrong”, or a blank, [[answer]]."
    found = _OTHER_KIND.search(shown)
    if found and not _IN_TABLE.search(shown):
        meant = "order" if found[0].lstrip()[0].isdigit() else "match"
        mend = f"Write “type: {meant}” into the comment right below <quiz>, if that is what the list or table is for."
        return stem.source, mend
    if "[[" in shown:
        if parted := blank_in_formula(mask_only_code(shown), shown):
            at, mended = parted
            return stem.place(at), f"A blank can't stand inside a formula: write {mended}"
        at = mask_only_code(shown).find("[[")
        if at >= 0 and not mask_all_code(shown)[at : at + 2].strip():
            return stem.place(at), "A blank doesn't work in a formula: close the formula in front of it."
        return stem.source, f"A blank doesn't work in code. {answers}"
    return stem.source, answers


def is_parted(explanation: Text, start: int = 0) -> bool:
    """Return whether another line “---” stands in an explanation, behind this offset."""
    return "\n---" in explanation.markdown and _PARTS.search(explanation.markdown, start) is not None


def says_all(stem: Text, explanation: Text) -> bool:
    """Return whether a text asks nothing and has nothing to answer: no brackets, list to order or table.

    It may ask something where two lines “---” stand below it: the blank may be between them.
    """
    return (
        ("?" not in stem.markdown or is_parted(explanation))
        and not _BRACKETED.search(stem.markdown)
        and not _OTHER_KIND.search(stem.markdown)
    )


def report_untyped(
    gaps: Iterable[Blank],
    lines: Lines,
    *,
    swapped: bool = False,
    part: str = "the explanation",
    behind: Text | None = None,
) -> None:
    """Warn of words in an explanation, or another part, that look like a blank; links of a wiki do, too.

    Where no other blank is there, the text and its explanation are swapped, or a line “---” above the blank ends the
    text too early: an error. ``behind`` is the explanation.
    """
    for gap in gaps:
        first = gap.answers[0]
        early = behind is not None and is_parted(behind, gap.end)
        if swapped and (first[:1].isalpha() or (first[:1].isdigit() and "," not in first)):
            hint = "The parts are swapped: the text with blanks stands above the line “---”, the explanation below it."
            hint = _EARLY if early else hint
            lines.report("R015", f"a blank in {part}, where nothing is typed", gap.source, hint)
            return
        if first[:1].isalpha():
            hint = "Move it to the question, above hints and the line “---”; to show brackets, put them in backticks."
            hint = _EARLY if early else hint
            lines.warn("R015", f"a blank in {part}, where nothing is typed", gap.source, hint)


def report_drawn(text: Text, lines: Lines) -> None:
    """Warn of a gap drawn with underscores in a text with blanks.

    None is told where the only one stands in a quotation or a row of a table without a blank, or behind a colon at a
    line's end: there it belongs to what is asked about.
    """
    written = text.markdown
    pairs = zip(written, mask_all_code(written), strict=True)
    solid = "".join("x" if seen.isspace() and not sign.isspace() else seen for sign, seen in pairs)
    solid = _EMPHASIS.sub(lambda run: blanked(run) if any(map(str.isalnum, run[0])) else run[0], solid)
    gaps = list(_GAP.finditer(solid))
    if not gaps or not written.strip("_ \t\n") or (len(gaps) == 1 and _is_asked_about(solid, gaps[0].start())):
        return
    hint = "Write what learners have to type: [[answer]]; to show a line, put it in backticks."
    lines.warn("R015", f"“{gaps[0][0]}” is no blank", text.place(gaps[0].start()), hint)


def _is_asked_about(text: str, at: int) -> bool:
    """Return whether what has a gap there is an example, or a line to fill in on paper."""
    if any(found.start() <= at < found.end() for found in _TO_FILL.finditer(text)):
        return True
    row = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    around = [found[0] for found in _QUOTED.finditer(text) if found.start() < at < found.end()]
    around += [row] if row.lstrip(" \t>").startswith("|") else []
    return any("[[" not in one for one in around)
