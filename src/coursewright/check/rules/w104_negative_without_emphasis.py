"""A question about what is not so, in which the “not” is easily missed: readers answer the opposite question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.problem import Severity

_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"|`[^`]{0,400}`")
_END = re.compile(r"[.!?]”?\s+")
_LEAST = (  # of a quality, as in “least likely”, or of what is done; not of a thing, as in “least privilege”
    r"\bleast(?=\s+(?:likely|important|safe|secure|private|common|clear|well|true|fair|kind|close|near|relevant"
    r"|\w+(?:ive|ful|able|ible|iate|rate|ous|istic|ific)\b))"
    r"|(?<!the )(?<!of )(?<!at )\bleast(?=\s+(?!squares|privileges|rights|resources)\w+s\b)"
)
_ASKED = re.compile(
    r"(?:^|[,:;]\s)(?:(?:in|by|of|for|to|under|from|with|at|on)\s)?(?:which|what)\b"  # a question, not a clause in it
    r"(?:(?!\b(?:who|that|which|what|if|when|because|where|while|since|unless|as|to|at)\b)[^,;:.!?])*?"
    r"(?P<word>\b(?:not(?!\s+(?:only|to)\b)|never|false|incorrect|unlikely)\b|n['’]t\b"
    rf"|{_LEAST})",
    re.I,
)
_EXCEPT = re.compile(r"\b(?P<word>except)\b(?:\s+(?:one|for))?\s*[:…._]*\s*$", re.I)


@rule("W104", "negative-without-emphasis", Severity.ADVICE, apart=True)
def negative_without_emphasis(course: Course) -> Iterator[Finding]:
    """Search the last sentence of stems for a plain negation of what is asked; quoted speech doesn't count."""
    for item in course.items:
        if item.picks and item.choices:
            text = item.stem.markdown
            if _may(text) and _may(
                text[max(text.rfind(". "), text.rfind("? "), text.rfind("! "), text.rfind(".\n"), 0) :]
            ):
                yield from _plain(item.id, item.stem)


def _plain(item: str, stem: Text) -> Iterator[Finding]:
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), stem.markdown).rstrip()
    start = max((end.end() for end in _END.finditer(text)), default=0)
    found = _ASKED.search(text[start:]) or _EXCEPT.search(text[start:])
    if not found or found["word"][:1].isupper():  # so that it can't be missed, or a name, such as 404 Not Found
        return
    at = start + found.start("word")
    if text[:at].endswith(("*", "_", ">")):
        return
    word = "NOT" if found["word"][:2] in ("n'", "n’") else found["word"].upper()
    hint = f"Ask for what is so; if that can't be, write **{word}**."
    yield Finding(f"“{found['word']}” turns the question around and is easily missed", stem.place(at), hint, item)


def _may(text: str) -> bool:
    """Return whether the patterns are worth trying: they take long, and most stems deny nothing."""
    return (
        "not" in text or "n't" in text or "n’t" in text or "except" in text or "least" in text or "never" in text
        or "false" in text or "incorrect" in text or "unlikely" in text
    )  # fmt: skip
