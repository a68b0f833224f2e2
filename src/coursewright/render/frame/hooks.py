"""An author's own styles, scripts and templates for mkdocs-quiz's markup, which isn't on our pages: said by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coursewright.fragment.code import mask_all_code

_NAME = (
    r"quiz(?:-(?:(?:intro|progress|results|feedback|reset)(?:-[a-z-]+)?|question|answers?|form|fill-blank|blank-input"
    r"|button|number|header-link|correct-reset|storage-warning|\d+))?(?![\w(-])"
)
_IN_STYLES = re.compile(rf"[.#]{_NAME}")
_IN_SCRIPTS = re.compile(rf"(?<![\w)\]])[.#]{_NAME}")
"""Not ``page.quiz``, which is a script's own."""
_INLINE = re.compile(r"<(?P<tag>style|script)\b[^>]*>(?P<inside>.*?)</(?P=tag)>", re.S | re.I)


def files_in(folder: Path, *endings: str) -> list[str]:
    """Return the paths of files with these endings in a folder of the author's."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.suffix in endings]


def old_hooks(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each of these files that names mkdocs-quiz's elements: a page does in its own styles."""
    for path in paths:
        file = folder / path
        if not file.is_file():
            continue  # at another address, or nowhere: MkDocs says so
        if found := set(_named(file.suffix, file.read_text(encoding="utf-8", errors="replace"))):
            yield (
                f"{path}: {', '.join(sorted(found))} are elements of mkdocs-quiz, and on no page here; "
                "an item is a cw-item here, its id in data-item, and the score a cw-score"
            )


def _named(ending: str, text: str) -> Iterator[str]:
    """Yield each of mkdocs-quiz's elements that a file names; of a page, its styles and scripts do."""
    if ending != ".md":
        yield from (_IN_STYLES if ending == ".css" else _IN_SCRIPTS).findall(text)
    elif "<style" in text or "<script" in text:
        for found in _INLINE.finditer(mask_all_code(text)):
            yield from (_IN_STYLES if found["tag"].lower() == "style" else _IN_SCRIPTS).findall(found["inside"])
