"""What in a piece of Markdown was opened and never closed."""

from __future__ import annotations

import re

from coursewright.code import mask_all_code

_BLOCK_TAGS = (
    "address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|header|iframe|li"
    "|main|menu|nav|noscript|object|ol|p|pre|script|section|style|svg|table|tbody|td|template|textarea|tr|ul|video"
)
_TAG = re.compile(rf"<(/?)({_BLOCK_TAGS})\b[^<>]*(?<!/)>", re.I)
_BEFORE = re.compile(r"\s{0,3}(?:<[?!][^>]*>.*)?")
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
    comment = plain.rfind("<!--")
    if comment >= 0 and "-->" not in plain[comment:]:
        return "a comment", comment
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(plain):
        if tag[1]:
            same = [number for number, other in enumerate(opened) if other[2].lower() == tag[2].lower()]
            del opened[same[-1] if same else len(opened) :]
            continue
        starts_line = _BEFORE.fullmatch(plain, plain.rfind("\n", 0, tag.start()) + 1, tag.start())
        if opened or (starts_line and (tag.start() or not inside_line)):
            opened.append(tag)
    return (opened[0][0], opened[0].start()) if opened else None
