"""What a reader of the website sees of a text, as far as Python-Markdown with usual extensions says."""

from __future__ import annotations

import re

from gift_reader import seen
from markdown import Markdown

from coursewright.fragment.seen import mended

CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no system stores."""
_PAGE = Markdown(
    extensions=["abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "pymdownx.details",
                "pymdownx.superfences", "pymdownx.highlight"],
    extension_configs={"pymdownx.highlight": {"use_pygments": False}},
)  # fmt: skip


def shown(text: str) -> str:
    """Return the words of a text, with the addresses of its links and images, in one line."""
    kept = CONTROLS.sub("", text).replace("\r", "\n")
    kept = re.sub(r"\A {0,3}(\d+)\.(?=[ \t][^\n]*\Z)", r"\1\.", kept)  # no list of one entry
    _PAGE.reset()
    return seen(_PAGE.convert(mended(kept)))  # what is no tag is text on the site, too
