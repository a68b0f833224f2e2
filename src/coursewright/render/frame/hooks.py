"""An author's own styles, scripts and templates for mkdocs-quiz's markup, which isn't on our pages: said by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coursewright.fragment.code import mask_all_code

_NAME = r"quiz(?:-(?:intro|progress|results|question|answers?|feedback|form|\d+))?(?![\w(-])"
_IN_STYLES = re.compile(rf"[.#]{_NAME}")
_IN_SCRIPTS = re.compile(rf"(?<![\w)\]])[.#]{_NAME}")
"""Not ``page.quiz``, which is a script's own."""
_INLINE = re.compile(r"<(?P<tag>style|script)\b[^>]*>(?P<inside>.*?)</(?P=tag)>", re.S | re.I)


def made_for_pages(folder: Path) -> list[str]:
    """Return the paths of styles, scripts and templates in a folder of the author's."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".css", ".js", ".html"))
    return [path.relative_to(folder).as_posix() for path in files]


def old_hooks(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each file that names mkdocs-quiz's elements: of these, and of the folder's pages."""
    for path in paths:
        file = folder / path
        if not file.is_file():
            continue  # at another address, or nowhere: MkDocs says so
        text = file.read_text(encoding="utf-8", errors="replace")
        if found := set((_IN_STYLES if file.suffix == ".css" else _IN_SCRIPTS).findall(text)):
            yield _said(path, found)
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if ("<style" in text or "<script" in text) and (found := set(_inline(mask_all_code(text)))):
            yield _said(file.relative_to(folder).as_posix(), found)


def _inline(text: str) -> Iterator[str]:
    """Yield each of mkdocs-quiz's elements that the styles and scripts in a page name."""
    for found in _INLINE.finditer(text):
        yield from (_IN_STYLES if found["tag"].lower() == "style" else _IN_SCRIPTS).findall(found["inside"])


def _said(path: str, found: Iterable[str]) -> str:
    return (
        f"{path}: {', '.join(sorted(found))} are elements of mkdocs-quiz, and on no page here; "
        "an item is a cw-item here, its id in data-item, and the score a cw-score"
    )
