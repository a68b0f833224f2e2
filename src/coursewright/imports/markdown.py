"""HTML that a stranger wrote → Markdown as authors of ours write it.

``markdownify`` walks the tree and joins the pieces. What is ours: every sign of a text that would mean something is
escaped, images come from the source, and what Markdown hasn't got is named.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import ATX, BACKSLASH, MarkdownConverter

from coursewright.export.html import without_controls
from coursewright.imports.draft import Draft, Unfit
from coursewright.imports.escape import FORMULA, escaped
from coursewright.imports.images import Images
from coursewright.imports.tidy import DEPTH_LIMIT, INLINE, Tidy, depth_of, without_open_comment

LENGTH: Final = 200_000
"""Characters of one text with its tags, and without images that are written out in it."""
SHOWN: Final = 10_000
"""Characters that a reader sees: a longer text is no question."""
ELEMENTS: Final = 3_000
_INLINE_TAGS = ("abbr", "cite", "del", "dfn", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u", "var", "samp")
_PLAIN = re.compile(r"[^\W_](?:[\w ,;'’‘“”\"…–—?()/%.-]*[\w,;'’‘“”\"…?()/%.-])?")
"""What has no markup at all, as most texts."""
_LISTED = re.compile(r"\s*[A-Za-z0-9]{1,9}[.)](?:\s|\Z)|\s*Hint|_|\(.{0,12}\)")
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#.-]+)")


def markdown_of(html: str, draft: Draft, images: Images, *, line: bool = False, quotes: bool = True) -> str:
    """Return HTML as Markdown; raise ``Unfit`` where it can't be.

    ``line`` asks for one line, as in a table's cell; without ``quotes`` a quotation becomes plain text, since a choice
    can't hold one. What is lost is said to the draft.
    """
    html = images.without_data(html)
    if len(html) > LENGTH:
        raise Unfit(f"a text of {len(html):,} characters", "Make a lesson of it.")
    if len(html) < SHOWN and _PLAIN.fullmatch(html) and not _LISTED.match(html) and "_" not in html:
        return html
    html = without_controls(html.replace("\r\n", "\n").replace("\r", "\n"))
    html = without_open_comment(html, draft)
    html = FORMULA.sub(_less_than, html)
    soup = BeautifulSoup(f"<div>{html}</div>", "html.parser")  # else a text may look like an address to it
    shown, elements = len(soup.get_text()), len(soup.find_all(True))
    if shown > SHOWN or elements > ELEMENTS:
        raise Unfit(f"a text of {shown:,} characters in {elements:,} elements", "Make a lesson of it.")
    if depth_of(soup) > DEPTH_LIMIT:
        raise Unfit(f"a text that is nested more than {DEPTH_LIMIT} deep", "Write it in plain HTML.")
    Tidy(soup, draft, images, quotes=quotes and not line).run()
    text: str = _Converter(line=line).convert_soup(soup)
    if line:
        text = " ".join(text.split())
    text = "\n".join(row.rstrip() for row in text.split("\n"))
    return text.strip()


class _Converter(MarkdownConverter):
    def __init__(self, *, line: bool) -> None:
        super().__init__(heading_style=ATX, newline_style=BACKSLASH, autolinks=False, bullets="*")
        self.line = line

        self.starts = True
        """Whether the text at hand may begin a line."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        before = el.previous_sibling
        self.starts = before is None or (isinstance(before, Tag) and before.name not in INLINE)
        text: str = super().process_text(el, parent_tags)  # type: ignore[misc]  # its stubs leave it out
        return text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        cell = self.line or not parent_tags.isdisjoint(("td", "th"))
        return escaped(text, starts=self.starts, linked="a" in parent_tags, cell=cell)

    def get_conv_fn(self, tag_name: str) -> Any:
        if tag_name in _INLINE_TAGS:
            return _kept
        return super().get_conv_fn(tag_name)  # type: ignore[misc]

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"[{text.strip()}]({el['href']})" if text.strip() else ""

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - an image holds nothing
        alt = escaped(" ".join(str(el.get("alt", "")).split()), starts=False, linked=True, cell=self.line)
        return f"![{alt}]({el['src']})"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, parent_tags, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, parent_tags, "*", "em")

    convert_strong, convert_i = convert_b, convert_em

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return " " if self.line or "_inline" in parent_tags else "\\\n"

    def convert_x_break(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return " " if self.line or "_inline" in parent_tags else "\n\n"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return "\n\n* * *\n\n"  # three hyphens part an item's text from its explanation

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "pre" in parent_tags or "_noformat" in parent_tags:
            return text
        text = " ".join(text.split())
        if not text:
            return ""
        if "code" in (_name(el.next_sibling), _name(el.previous_sibling)) or len(text) > 900 or "`" in text:
            return f"<code>{escaped(text, cell=True)}</code>"
        return f"`{text}`".replace("|", "\\|") if self.line else f"`{text}`"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = text.strip("\n")
        if not text.strip():
            return ""
        if self.line or "_inline" in parent_tags:
            return f"<code>{escaped(' '.join(text.split()), cell=True)}</code>"
        inner = el.find("code")
        classes = " ".join(one for one in (inner or el).get_attribute_list("class") if one)
        found = _LANGUAGE.search(classes)
        runs = [len(run) for run in re.findall("`+", text)]
        fence = "`" * max(3, 1 + max(runs, default=0))
        return f"\n\n{fence}{found[1] if found else ''}\n{text}\n{fence}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        text = text.strip()
        if not text:
            return "\n"
        bullet = "*"
        if _name(el.parent) == "ol":
            start = str(el.parent.get("start", "1")) if el.parent else "1"
            before = len(el.find_previous_siblings("li"))
            bullet = f"{int(start) + before if start.isdecimal() and len(start) < 6 else 1 + before}."
        lines = text.split("\n")
        rest = [f"    {row}" if row else "" for row in lines[1:]]
        return "\n".join([f"{bullet:<3} {lines[0]}", *rest]) + "\n"


def _less_than(formula: re.Match[str]) -> str:
    """Return a formula whose ``<``, as in ``a<b``, begins no tag."""
    return formula[0] if re.search("<[^<]*>", formula[0]) else formula[0].replace("<", "&lt;")


def _kept(el: Tag, text: str, parent_tags: set[str]) -> str:
    """Return an element that Markdown has no sign for as the tag it is."""
    if "_noformat" in parent_tags or not text.strip() or "\n\n" in text:
        return text
    title = f' title="{escape(str(el["title"]))}"' if el.name == "abbr" and el.get("title") else ""
    return f"<{el.name}{title}>{text}</{el.name}>"


def _stressed(el: Tag, text: str, parent_tags: set[str], mark: str, tag: str) -> str:
    """Return emphasis in Markdown's marks, or in tags where these would run into others."""
    if "_noformat" in parent_tags or not text.strip() or "\n\n" in text:
        return text
    if not parent_tags.isdisjoint(("b", "strong") if tag == "strong" else ("i", "em")):
        return text
    bare = text.strip()
    before, behind = (" " if text[:1] == " " else ""), (" " if text[-1:] == " " else "")
    stressed = ("b", "strong", "i", "em")
    nested = not parent_tags.isdisjoint(stressed)
    beside = _name(el.next_sibling) in stressed or _name(el.previous_sibling) in stressed
    unsure = re.search(r"(?<!\\)[*_]|\\\(|\\\[|\$\$|\\\Z", bare) is not None
    if nested or beside or unsure:
        return f"{before}<{tag}>{bare}</{tag}>{behind}"
    return f"{before}{mark}{bare}{mark}{behind}"


def _name(node: object) -> str:
    return node.name if isinstance(node, Tag) else ""
