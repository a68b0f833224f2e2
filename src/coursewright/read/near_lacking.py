"""Marks that need an extension of Markdown which a site hasn't listed, so that readers see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import mask_all_code, mask_comments, mask_raw
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_drawn import undrawn
from coursewright.read.near_lines import MarkedLines
from coursewright.read.near_names import ID
from coursewright.read.near_unread import TO_LIST, lacks, unread
from coursewright.read.report import problem

_BRACES = seldom(rf"(?P<mark>\{{:?[ \t]*#{ID}[^{{}}\n]*\}})[ \t]*$", re.M)
_NOTE = seldom(r"^ {0,3}(?P<mark>\[\^(?P<id>[^\]\s]+)\]):", re.M)
_ENTRY = seldom(r"(?P<mark>:(?<=\S\n:) {1,3}|:(?<=\S\n\n:) {3})(?=\S)")
_WRAPPED = seldom(r"^ {0,3}<(?P<id>[a-z]+)\b[^<>\n]*\s(?P<mark>markdown)(?:=|[\s>])", re.M)
_NEEDS = (
    ("{", _BRACES, "attr_list", "a name in braces"),
    ("[^", _NOTE, "footnotes", "a footnote"),
    ("\n:", _ENTRY, "def_list", "a definition"),
    ("markdown", _WRAPPED, "md_in_html", "Markdown in a tag"),
    ("!!!", seldom(r"^(?P<mark>!!!) ?[\w-]+(?: +[\w-]+)*(?: +\".*?\")? *$", re.M), "admonition", "a note"),
    (
        "???",
        seldom(r"^(?P<mark>\?\?\?)\+? ?[\w-]+(?: +[\w-]+)*(?: +\".*?\")? *$", re.M),
        "pymdownx.details",
        "a foldable note",
    ),
    ("===", seldom(r"^(?P<mark>===)[+!]{0,2} +\".*?\" *$", re.M), "pymdownx.tabbed", "a tab"),
)
"""Marks, each with signs that are looked for first, as that takes less long, and the extension that it needs."""
_KEYS = (
    "alt|arrow-(?:down|left|right|up)|backspace|caps-lock|cmd|command|control|ctrl|del|delete|end|enter|esc|escape"
    r"|f\d{1,2}|home|meta|option|page-(?:down|up)|print-screen|return|shift|space|tab|win|windows"
)
_STYLES = (  # each pattern begins with its sign, which is found fast
    (
        "==",
        seldom(r"==(?<![\w={!<>+/*?&#\\-]==)(?=[^\W_])[^=\n]{0,100}(?<=[^\s=])(?<![<>!])==(?![\w=])"),
        "pymdownx.mark",
        "marked text",
    ),
    (
        "~~",
        seldom(r"~~(?<![\w~{/?&#\\]~~)(?=[^\s~\"'”’»,.;:!?)])[^~\n]{0,100}(?<=[^\s~\"'“‘«(])~~(?![\w~])"),
        "pymdownx.tilde",
        "text struck out",
    ),
    ("~", seldom(r"~(?<=[A-Za-z)]~)(?<!HEAD~|main~)(?<!master~)\d{1,3}[+-]?~(?!~)"), "pymdownx.tilde", "a subscript"),
    (
        "^",
        seldom(r"\^(?<=[A-Za-z\d)]\^)(?<!HEAD\^|main\^)(?<!master\^)[+-]?(?:\d{1,3}[+-]?|[a-z]{1,2}|[+-])\^(?![\w^(])"),
        "pymdownx.caret",
        "a superscript",
    ),
    (
        "++",
        seldom(rf"\+\+(?<![\w+{{\\]\+\+)(?:{_KEYS})(?:\+[\w-]{{1,20}}){{0,4}}\+\+(?![\w+])"),
        "pymdownx.keys",
        "a key",
    ),
)


def lacking_extensions(plain: str, body: Text, engine: Engine) -> Iterator[Problem]:
    """Yield the first mark of each sort that needs an extension which the site hasn't.

    ``plain`` is a page's text without code and comments.
    """
    for signs, pattern, name, what in _NEEDS:
        if signs in plain and not engine.has(name) and (found := pattern.search(plain)):
            place = body.place(found.start("mark"))
            yield problem("R031", f"{what} needs the extension {name}", place, TO_LIST.format(name))


def lacking_styles(text: Text, engine: Engine, plain: str = "") -> Iterator[Problem]:
    """Yield the first mark of each sort inside a line that needs such an extension, in a page, a bank or a scenario.

    So too the first formula and the first diagram that nothing draws, and what nothing reads.

    ``plain`` is the text without code, comments and tags, where that is at hand.
    """
    yield from undrawn(text, engine)
    yield from unread(text, engine)
    if not engine.leaves("pymdownx.critic"):
        return
    for signs, pattern, name, what in _STYLES:
        if signs[0] not in text.markdown or signs not in text.markdown:  # one sign is found fastest
            continue
        if engine.has(name) or not pattern.search(text.markdown):
            continue
        plain = plain or mask_raw(mask_comments(mask_all_code(text.markdown)))
        for _, found in MarkedLines(plain, text, ()).found(pattern):
            yield lacks(what, found[0], name, text, found.start())
            break
