"""What in a piece of Markdown was opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import no_tags
from coursewright.fragment.text import Text
from coursewright.model.item import Blank
from coursewright.problem import Problem
from coursewright.read.report import problem

_BLOCK_TAGS = (
    "address|article|aside|blockquote|body|canvas|caption|center|col|colgroup|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|html|legend|li|main|map|menu|nav|object|ol|optgroup|option"
    "|output|p|pre|progress|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video"
)
_DEEP_TAGS = "iframe|math|noembed|noframes|noscript|plaintext|script|select|style|svg|template|textarea|title|xmp"
"""A browser reads everything behind one of these as its content, wherever in a line it stands."""
_TAG = seldom(rf"<(/?)({_BLOCK_TAGS}|{_DEEP_TAGS})\b[^<>]*(?<!/)>", re.I)
_DEEP = seldom(_DEEP_TAGS, re.I)
_START = seldom(rf"<(?:{_BLOCK_TAGS}|{_DEEP_TAGS})(?=[\s/]|\Z)", re.I)
_PLAINLY_CLOSED = seldom(r"[^<>\"']*>")
_QUOTED = seldom(r"\"[^\"]*\"|'[^']*'")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
_SPECIAL = seldom(r"<!--|<!\[CDATA\[|<\?|<!(?=[a-zA-Z\[])")
_NAMES = {"<!--": "a comment", "<?": "an instruction"}
_BEFORE = seldom(r"\s{0,3}(?:<[?!][^>]*>.*)?")
"""What may stand in a line before a tag that opens a block: an instruction, comment or declaration hides the rest."""


def left_open(text: str, *, inside_line: bool) -> tuple[str, int] | None:
    """Return what would swallow everything behind this piece of Markdown, and its offset; None where nothing would.

    ``inside_line`` says that the piece doesn't start a line of its own, so that a tag at its start opens no block.
    """
    if "```" not in text and "~~~" not in text and "<" not in text:
        return None
    plain = mask_all_code(text)
    at = 0
    for line in plain.split("\n"):
        bare = line.lstrip()
        if bare.startswith(("```", "~~~")) and not (at == 0 and inside_line):
            return "a code block", at + len(line) - len(bare)
        at += len(line) + 1
    if special := _special(plain, inside_line=inside_line):
        return special
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(plain):
        if tag[1]:
            same = [number for number, other in enumerate(opened) if other[2].lower() == tag[2].lower()]
            del opened[same[-1] if same else len(opened) :]
            continue
        starts_line = _BEFORE.fullmatch(plain, plain.rfind("\n", 0, tag.start()) + 1, tag.start())
        if opened or _DEEP.fullmatch(tag[2]) or (starts_line and (tag.start() or not inside_line)):
            opened.append(tag)
    if opened:
        return opened[0][0], opened[0].start()
    for cut in _START.finditer(plain):  # a tag that the end of the text cuts off
        if _PLAINLY_CLOSED.match(plain, cut.end()):
            continue
        rest = re.split("[\"']", _QUOTED.sub("", plain[cut.end() :]), maxsplit=1)[0]
        if ">" not in rest and _BEFORE.fullmatch(plain, plain.rfind("\n", 0, cut.start()) + 1, cut.start()):
            return cut[0], cut.start()
    return None


def report_no_tags(text: Text, problems: list[Problem], answers: Iterable[Blank] = ()) -> None:
    """Add a problem for whatever looks like a tag and is none, outside answers, which are text.

    A backslash in front says that it's meant as text, too.
    """
    for tag in no_tags(text.markdown):
        if tag.why and not any(blank.start < tag.start < blank.end for blank in answers):
            written = " ".join(text.markdown[tag.start : tag.end].split())
            hint = f"It is shown as text; elsewhere it would be swallowed. Put it in backticks: `{written}`."
            problems.append(problem("R028", f"{written} {tag.why}", text.place(tag.start), hint))


def _special(plain: str, *, inside_line: bool) -> tuple[str, int] | None:
    """Return a comment, an instruction or a declaration that doesn't end in the text.

    A comment's own ``<!--`` is no part of its end, as in ``<!-->``: Markdown would look for the end in what follows.
    """
    at = 0
    while start := _SPECIAL.search(plain, at):
        end = plain.find(_ENDS[start[0]], start.end())
        before = plain[plain.rfind("\n", 0, start.start()) + 1 : start.start()].lstrip()
        first = not before or before[0] == "<"  # else only a comment is one
        if end < 0 and (start[0] == "<!--" or (first and (start.start() or not inside_line))):
            odd = start[0] == "<!--" and "--!>" in plain[start.end() :]
            return ("a comment with “--!>” for “-->”" if odd else _NAMES.get(start[0], "a declaration")), start.start()
        at = max(end, start.end())
    return None
