"""Names of Python such as ``__init__`` outside code: Markdown takes their underscores for marks of bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import mask_all_code, mask_comments, mask_raw
from coursewright.fragment.seldom import seldom
from coursewright.model.item import Item
from coursewright.problem import Problem, Source
from coursewright.read.report import warning

MAY_BE = re.compile(r"__(?<![\w\\]__)[a-z]{2,16}__(?!\w)")
_SURE = seldom(
    r"bool|bytes|ceil|del|delattr|delitem|dict|doc|eq|ge|getattr|getattribute|getitem|gt|iadd|init|int|iter|le|len|lt|mro"
    r"|ne|qualname|radd|repr|rmul|setattr|setitem|sizeof|str|truediv|xor"
)
"""Names that nobody writes in bold for their sense alone."""
_NAMES = seldom(
    r"abs|add|all|and|annotations|bases|call|class|contains|copy|enter|exit|file|float|format|get|hash|import|index|main"
    r"|missing|module|mul|name|neg|new|next|or|path|pow|reversed|round|set|slots|sub|version"
)
"""Names that are words, too: they count beside a sure one, or where two choices and the question are of such names."""
_OF_CODE = seldom(
    r"\b(?:python|dunder|methods?|m[ée]thodes?|methoden?|m[ée]todos?|constructors?|konstruktor|objects?|class(?:es)?"
    r"|attributes?|modules?|functions?|code|self|magic)\b",
    re.I,
)
"""Words of a question on code."""
_OF_NAMES = seldom(r"\b(?:python|dunder|methods?|m[ée]thodes?|methoden?|m[ée]todos?|attributes?|variables?)\b", re.I)


def lost_underscores(item: Item) -> Iterator[Problem]:
    """Yield a warning for the first such name in an item that is on code; answers to type are told of elsewhere."""
    typed = () if item.picks else tuple(choice.text for choice in item.choices)
    first: tuple[str, Source] | None = None
    found: set[str] = set()
    whole: set[str] = set()
    for text in item.written:
        if "__" not in text.markdown or text in typed:
            continue
        plain = mask_raw(mask_comments(mask_all_code(text.markdown)))
        for blank in item.blanks if text is item.stem else ():
            plain = plain[: blank.start] + " " * (blank.end - blank.start) + plain[blank.end :]
        for name in MAY_BE.finditer(plain):
            said = name[0].strip("_")
            if _SURE.fullmatch(said) or _NAMES.fullmatch(said):
                first = first or (name[0], text.place(name.start()))
                found.add(said)
                if name[0] == text.markdown.strip() and text is not item.stem:
                    whole.add(said)
    if not first:
        return
    said = "\n".join(text.markdown for text in item.written)
    sure = any(map(_SURE.fullmatch, found)) and (len(found) > 1 or _OF_CODE.search(said))
    if sure or (len(whole) > 1 and _OF_NAMES.search(item.stem.markdown)):
        hint = "Put it in backticks, and others like it: else readers see it in bold, and no underscores."
        yield warning("R029", f"the underscores of “{first[0]}” are lost", first[1], hint)
