"""What a reader sees of a piece of Markdown: its words and images, as Python-Markdown understands it.

Page, keys, duplicates, ids and exports all ask here. A text without a sign of markup is its own answer; of the others,
Python-Markdown's inline patterns decide, and nobody else's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from coursewright.fragment.code import mask_all_code, mask_code, mask_only_code, mask_spans
from coursewright.fragment.formula import Formula, formulas_in, may_have_formulas
from coursewright.fragment.mathml import plain_formula
from coursewright.fragment.rendered import Stash, html_of_tree, words_of_tree
from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import with_text

if TYPE_CHECKING:
    from markdown import Markdown

Names = frozenset[str]
"""By which references find their definitions, as ``links.link_name`` writes them."""
NO_NAMES: Names = frozenset()
_MARKUP, _OTHERWISE = re.compile(r"[*_`~<\[&\\]"), re.compile(r"[*_`~<\[&\\\0-\x1f$]")
_INERT = r"(?:[^*_`~<\[\]&\\!{}]++|!(?!\[)|&(?=\s))"
_TO = r"\]\([^\s()\[\]\"'<>\\*`]+\)(?!\{)"
_WORDS = rf"\w{_INERT}*+(?<=[\w.,:;?!’”)])"
_PLAINLY = re.compile(
    rf"(?P<inert>{_INERT}++)"
    rf"|(?<![*\w])(?P<stars>\*{{1,2}})(?:(?P<strong>{_WORDS})|(?P<around>\[{_INERT}++{_TO}{_INERT}*+(?<=[\w.,:;?!’”)])))"
    r"(?P=stars)(?![*{\w])"
    rf"|(?<!`)`(?P<code>[\w.,;:()=+/\-](?:[\w .,;:()=+/\-]*[\w.,;:()=+/\-])?)`(?![`{{])"
    rf"|\[(?:(?P<link>{_INERT}++)|(?P<marks>\*{{1,2}})(?P<named>{_WORDS})(?P=marks)){_TO}"
    rf"|(?P<gap>\[\[{_INERT}++\]\]|\[{_INERT}++\])(?![(\[:{{])"
)
"""Markup at its plainest, which everybody understands in the same way: most of what there is."""
_OURS = str.maketrans({"\x02": "\ufffd", "\x03": "\ufffd"})
_STRUCK = r"(~~)(?=\S)(.{1,400}?)(?<=\S)~~"
_RAISED = seldom(r"(?<!~)~(?![~\s])([^~\s]+)~(?!~)|\^(?![\^\s])([^\^\s]+)\^|==(?=\S)([^=]+?)(?<=\S)==")
"""Subscript, superscript and highlight, as pymdownx's extensions write them."""
_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
_LEFT_OVER = seldom(r"(?<=[\w.,;!?)\]\"'’”»*_`])(?<!\\)\\\Z")
_PATH = seldom(r"(?:\A|(?<=[\s(\"'“«]))(?:[^\W\d_]:\\|\S*\\\S+\\)\S*\Z")
"""A last word whose own backslash is part of it, as in ``C:\\`` or ``a\\b\\``."""
_MASK, _END = "\U000f4100", "\U000f4101"
"""Around a formula's number, while the rest is read."""
_MASKED = seldom(f"{_MASK}(\\d+){_END}")
_OPEN = "\U000f4102"
"""In the place of a bracket that nothing closes."""
_LONG = 5000  # more signs of markup than any text has that is meant
_LOOSE = re.compile(r"(?<!\\)\[")


class Piece(NamedTuple):
    """A part of what a reader sees."""

    text: str
    exact: bool = False
    """Whether every letter of it counts, as in code and in formulas, which stand here as TeX."""
    formula: str = ""
    """What a formula says in plain text."""


class Seen(NamedTuple):
    """What a reader sees."""

    pieces: tuple[Piece, ...]
    """The words, images by their alternative text."""
    images: tuple[str, ...] = ()
    """Addresses of the images, in their order."""

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join("".join([piece.formula or piece.text for piece in self.pieces]).split())


def marked(markdown: str) -> bool:
    """Return whether a reader sees another text than this one: there may be markup, or white space that is folded."""
    return "  " in markdown or _OTHERWISE.search(markdown) is not None


def seen(markdown: str, names: Names = NO_NAMES) -> Seen:
    """Return what a reader sees of the text; ``names`` are those that links may refer to."""
    if may_have_formulas(markdown) and (formulas := _formulas(markdown)):
        return _around(markdown, formulas, names)
    if not _MARKUP.search(markdown):
        return Seen((Piece(markdown),))
    return _plainly(markdown, names) or _read(markdown, names if "[" in markdown else NO_NAMES)


def _formulas(markdown: str) -> list[Formula]:
    masked = _MASK in markdown or _END in markdown
    return [] if masked else [*formulas_in(mask_spans(mask_only_code(markdown)), markdown)]


def _around(markdown: str, formulas: list[Formula], names: Names) -> Seen:
    """Return what a reader sees of a text with formulas, each of which is a piece of its own."""
    text, done = "", 0
    for number, formula in enumerate(formulas):
        text += f"{markdown[done : formula.start]}{_MASK}{number}{_END}"
        done = formula.end
    rest = seen(text + markdown[done:], names)
    pieces: list[Piece] = []
    for piece in rest.pieces:
        parts = _MASKED.split(piece.text)
        for at, part in enumerate(parts):
            if at % 2:
                tex = formulas[int(part)].tex
                pieces.append(Piece(f"${' '.join(tex.split())}$", True, plain_formula(tex) or " "))
            elif part:
                pieces.append(Piece(part, piece.exact))
    return Seen(tuple(pieces), rest.images)


def _plainly(markdown: str, names: Names = NO_NAMES) -> Seen | None:
    """Return what a reader sees of a text whose markup is of the plainest; None for any other text."""
    pieces: list[Piece] = []
    at = 0
    while at < len(markdown):
        found = _PLAINLY.match(markdown, at)
        if not found or (names and found["gap"]):
            return None
        at = found.end()
        what = str(found.lastgroup)  # each way to match ends in a group
        if what == "around":
            inside = _plainly(found[what])
            assert inside
            pieces += inside.pieces
        else:
            pieces.append(Piece(found[what], what == "code"))
    return Seen(tuple(pieces))


def readable(markdown: str, names: Names = NO_NAMES) -> str:
    """Return the text in one line as a reader sees it: without Markdown and tags, but with their alt text."""
    return seen(markdown, names).text if _MARKUP.search(markdown) or "$" in markdown else " ".join(markdown.split())


def images(markdown: str, names: Names = NO_NAMES) -> tuple[str, ...]:
    """Return the addresses of the images in the text, in their order."""
    return seen(markdown, names).images if "![" in markdown or "<" in markdown else ()


def typed(markdown: str, names: Names = NO_NAMES) -> tuple[str, ...]:
    """Return what a learner may type for a text, as it is shown first.

    A character reference counts as its sign and as it is written, for an author may mean either; so do marks that only
    some pages know, such as ``H~2~O`` and formulas. What shows nothing, such as ``<p>``, is meant as it is written.
    """
    shown = readable(markdown, names)
    found = [shown]
    if may_have_formulas(markdown) and (formulas := _formulas(markdown)):
        found += [" ".join(formula.tex.split()) for formula in formulas if formula.end - formula.start == len(markdown)]
        found.append((_plainly(markdown, names) or _read(markdown, names)).text)  # a page may know of no formulas
    if "~" in shown or "^" in shown or "==" in shown:
        found.append(_without_raised(seen(markdown, names)))
    if "&" in markdown:
        plain = mask_code(markdown)
        written = "".join("&amp;" if sign == "&" else markdown[at] for at, sign in enumerate(plain))
        found.append(readable(written, names))
    kept = tuple(dict.fromkeys(said for said in found if said))
    return kept or (" ".join(markdown.split()),)


def mended(markdown: str) -> str:
    r"""Return the Markdown as our pages and exports render it, so that no text is lost and no stray sign shown.

    What looks like a tag and is none is text; a backslash that ends a line breaks it, as on GitHub, and shows nowhere.
    """
    if "<" in markdown:
        markdown = with_text(markdown)
    if "\\\n" not in markdown and not markdown.endswith("\\"):
        return markdown
    if "\\\n" in markdown:
        plain = mask_spans(mask_all_code(markdown))
        for found in reversed(list(_BREAK.finditer(plain))):
            if plain[: found.end() - 2].rsplit("\n", 1)[-1].strip():
                markdown = f"{markdown[: found.end() - 2]}  \n{markdown[found.end() :]}"
    left_over = _LEFT_OVER.search(markdown)
    return markdown if not left_over or _PATH.search(mask_spans(markdown)) else markdown[:-1]


def title_of(heading: str) -> str:
    """Return what a heading says in a place that takes no markup."""
    return seen(heading).text if marked(heading) else heading


def without_tex(text: str) -> str:
    """Return a text that is no Markdown, such as a title in a front matter, with its formulas in plain text."""
    for formula in reversed(_formulas(text) if may_have_formulas(text) else []):
        text = text[: formula.start] + plain_formula(formula.tex) + text[formula.end :]
    return text


def _without_raised(read: Seen) -> str:
    pieces = (
        formula or (piece if exact else _RAISED.sub(lambda mark: mark[1] or mark[2] or mark[3], piece))
        for piece, exact, formula in read.pieces
    )
    return " ".join("".join(pieces).split())


@lru_cache(maxsize=4096)
def _read(markdown: str, names: Names) -> Seen:
    if len(markdown) > _LONG and len(_MARKUP.findall(markdown)) > _LONG:
        return Seen((Piece(markdown),))  # a key got stuck: Python-Markdown looks at each sign from every other one
    root, stash = _tree(markdown, names)
    found: list[str] = []
    said = words_of_tree(root, stash, found)
    pieces = tuple(Piece(text.replace(_OPEN, "["), exact) for text, exact in said)
    return Seen(pieces, tuple(address.replace(_OPEN, "[") for address in found))


def _tree(markdown: str, names: Names) -> tuple[Element, Stash]:
    page = _reader()
    page.references = {name: (f"#{name}", "") for name in names}
    page.htmlStash.reset()
    root = Element("div")
    SubElement(root, "p").text = _without_loose_brackets(mended(markdown.translate(_OURS)))
    for step in ("inline", "attr_list"):
        page.treeprocessors[step].run(root)
    return root, page.htmlStash.rawHtmlBlocks


def drawn(markdown: str, names: Names = NO_NAMES) -> str:
    """Return the text as HTML that shows what it looks like; formulas stand there as code, in TeX.

    What a reference leads to isn't known here: its own name stands for the address.
    """
    if len(markdown) > _LONG and len(_MARKUP.findall(markdown)) > _LONG:
        return escape(markdown)
    formulas = _formulas(markdown) if may_have_formulas(markdown) else []
    for number, formula in reversed([*enumerate(formulas)]):
        markdown = f"{markdown[: formula.start]}{_MASK}{number}{_END}{markdown[formula.end :]}"
    html = html_of_tree(*_tree(markdown, names)).replace(_OPEN, "[")
    tex = [f"<code>${escape(' '.join(formula.tex.split()))}$</code>" for formula in formulas]
    return _MASKED.sub(lambda mask: tex[int(mask[1])], html) if tex else html


def _without_loose_brackets(text: str) -> str:
    """Return the text with brackets that nothing closes put by: Python-Markdown looks to the end for each of them."""
    last = text.rfind("]") + 1
    return text[:last] + _LOOSE.sub(_OPEN, text[last:]) if "[" in text[last:] else text


@cache
def _reader() -> Markdown:
    from markdown import Markdown  # noqa: PLC0415 - most texts have no markup, and a check starts sooner without it
    from markdown.extensions.attr_list import AttrListExtension  # noqa: PLC0415 - by name, all packages would be read
    from markdown.inlinepatterns import SimpleTagInlineProcessor  # noqa: PLC0415

    page = Markdown(extensions=[AttrListExtension()])
    page.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 55)
    return page
