"""The R rules: what can be wrong with a file before there is an item to check.

They have no module each, since the reader meets them on its way; their pages stand beside the other rules'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import yaml

from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Severity, Source

RULES: dict[str, tuple[str, Severity]] = {
    "R001": ("unreadable-file", Severity.ERROR),
    "R002": ("front-matter", Severity.ERROR),
    "R003": ("unclosed-item", Severity.ERROR),
    "R004": ("stray-end-tag", Severity.ERROR),
    "R005": ("misspelt-tag", Severity.ERROR),
    "R006": ("tag-inside-text", Severity.ERROR),
    "R007": ("empty-item", Severity.ERROR),
    "R008": ("nothing-to-answer", Severity.ERROR),
    "R009": ("unknown-mark", Severity.ERROR),
    "R010": ("interrupted-choices", Severity.ERROR),
    "R011": ("orphaned-feedback", Severity.ERROR),
    "R012": ("choices-and-blanks", Severity.ERROR),
    "R013": ("metadata", Severity.ERROR),
    "R014": ("unknown-embed", Severity.ERROR),
    "R015": ("empty-blank", Severity.ERROR),
    "R016": ("items-switched-off", Severity.ERROR),
    "R017": ("unclosed-markup", Severity.ERROR),
    "R018": ("detached-feedback", Severity.ADVICE),
    "R019": ("duplicate-lesson-id", Severity.ERROR),
    "R020": ("misplaced-bank", Severity.ERROR),
    "R021": ("scenario-notation", Severity.ERROR),
    "R022": ("duplicate-scenario-id", Severity.ERROR),
    "R023": ("completion", Severity.ERROR),
    "R024": ("table-of-pairs", Severity.ERROR),
    "R025": ("blueprint", Severity.ERROR),
    "R026": ("glossary", Severity.ERROR),
    "R027": ("local-notes", Severity.ERROR),
    "R028": ("no-such-tag", Severity.ADVICE),
    "R029": ("nearly-a-mark", Severity.ERROR),
    "R030": ("standards", Severity.ERROR),
    "R031": ("site-settings", Severity.WARNING),
    "R032": ("overloaded-paragraph", Severity.ERROR),
    "R033": ("merge-conflict", Severity.ERROR),
}


MERGE_HINT = "Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>."
"""How to mend what Git leaves of a merge."""
_ONE_LINE = 10**6
_SIGN = seldom(
    r"[ \t]*(?:-[ \t]+)*(?P<key>[\w.-]+[ \t]*:[ \t]+)?"
    r"(?:(?P<flow>[\[{]+)[ \t]*)?(?P<rest>(?P<word>[*&@`%!][^\s:,\]}]*).*)"
)
"""A name or a text that starts with a sign which YAML takes for one of its own."""
_NAME_ENDS, _TEXT_ENDS, _ENTRY_ENDS = seldom(r":(?:\s|$)|\s#|$"), seldom(r"\s#|$"), seldom(r":(?:\s|$)|\s#|[,\]}]|$")
_TYPOGRAPHIC = seldom(r"[ \t]*(?:-[ \t]+)*[\w.-]+[ \t]*:[ \t]+[“”„«»‹›‘’‚].*:")


def yaml_hint(text: str, number: int, otherwise: str = "") -> str:
    """Return how to mend a text that is no YAML, by the line where it isn't; lines count from 1.

    ``otherwise`` is the hint where the line tells nothing.
    """
    if re.search(r"^(?:<{7}|>{7})(?: |\r?$)", text, re.M):
        return MERGE_HINT
    line = "".join(text.split("\n")[number - 1 : number])
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "Indent with spaces: YAML takes no tabs."
    if (sign := _SIGN.match(line)) and not _is_yamls(sign["word"], text):
        ends = (_ENTRY_ENDS if sign["flow"] else _TEXT_ENDS if sign["key"] else _NAME_ENDS).search(sign["rest"])
        written = sign["rest"][: ends.start() if ends else None].rstrip()
        mark = "'" if '"' in written else '"'
        lost = f"There is no anchor “&{written[1:]}” above. " if re.fullmatch(r"\*[\w-]+", written) else ""
        return (
            f"{lost}A name or a text that starts with “{written[0]}” stands in quotation marks: {mark}{written}{mark}."
        )
    if _TYPOGRAPHIC.match(line):
        return 'Typographic quotation marks are none to YAML. Write the text between straight ones: "…".'
    return otherwise or "A text with a colon or a quotation mark in it stands in quotation marks."


def _is_yamls(word: str, text: str) -> bool:
    """Return whether a word is a tag, an anchor or an alias as they should be."""
    if word[0] in "&*" and re.fullmatch(r"[\w-]+", word[1:]):
        return word[0] == "&" or re.search(rf"(?<!\S)&{word[1:]}(?!\S)", text) is not None
    return word.startswith(("!ENV", "!relative", "!!"))


def as_written(value: object) -> str:
    """Return a value as YAML has it on one line: names with values and lists are none of Python's."""
    if not isinstance(value, Mapping | list):
        return str(value)
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=_ONE_LINE, sort_keys=False).strip()


def colon_text(value: object) -> str:
    """Return the text with a colon that an author meant where YAML reads a name with a value; empty for all else."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return ""
    ((name, said),) = value.items()
    return "" if said is None or isinstance(said, Mapping | list) else f"{name}: {said}"


def quote_hint(text: str) -> str:
    """Return how to write a text with a colon."""
    mark = "'" if '"' in text else '"'
    return f"Put quotation marks around a text with a colon: {mark}{text}{mark}."


def number_hint(value: object) -> str:
    """Return how to write the number of minutes that stands in a value."""
    written = re.sub(r"(\d+):([0-5]\d)", lambda clock: str(60 * int(clock[1]) + int(clock[2])), str(value))
    found = next((number for number in re.findall(r"\d+(?:\.\d+)?", written) if float(number)), "")
    return f"Write a number: {found}" if found else "Write how many minutes it takes, in digits, or leave it out."


def problem(code: str, message: str, source: Source, hint: str = "", item: str = "") -> Problem:
    """Return the problem with the name and severity of its rule."""
    name, severity = RULES[code]
    return Problem(code, message, source, severity, hint, name, item)


def warning(code: str, message: str, source: Source, hint: str = "") -> Problem:
    """Return the problem as one that is very likely, and not for sure."""
    return replace(problem(code, message, source, hint), severity=Severity.WARNING)
