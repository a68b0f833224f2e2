"""Helpers of tests that import files made by hand: zips, and items in one line."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from round_trip import items_of

from coursewright.imports.bank import plan
from coursewright.kinds.numeric import Numeric
from coursewright.model.item import Item

PNG = b"\x89PNG\r\n\x1a\n"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def brief(item: Item) -> str:
    """Return an item in one line: kind, question, choices or what is accepted, explanation, hints."""
    parts = [item.kind, item.stem.markdown.replace("\n", "¶")]
    for choice in item.choices if not item.pairs else ():
        said = f" > {choice.feedback.markdown}" if choice.feedback else ""
        parts.append(("+" if choice.correct else "-") + choice.text.markdown.replace("\n", "¶") + said)
    right = {choice.id: choice.text.markdown for choice in item.choices}
    parts += [f"{pair.text.markdown}={right[pair.right]}" for pair in item.pairs]
    parts += [f"={choice.text.markdown}" for choice in item.choices if item.pairs and not choice.correct]
    if isinstance(item, Numeric):
        parts.append(str(item.target))
    parts += [f"? {hint.markdown}" for hint in item.hints]
    if item.explanation:
        parts.append(f"! {item.explanation.markdown}")
    if item.metadata.points != 1 or item.metadata.credit or item.metadata.level:
        parts.append(
            f"{item.metadata.points:g} {'partial' if item.metadata.credit else ''} {item.metadata.level}".strip()
        )
    return " / ".join(parts)


def imported(folder: Path, name: str, content: str | bytes) -> tuple[list[str], list[str], list[str]]:
    """Return items, ids, and what is reported, with code and line."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    planned = plan([path], folder / "bank.md")
    items = items_of(planned.content.decode()) if planned.content else {}
    said = [f"{one.code} {one.source.line}: {one.message}" for one in planned.problems]
    return [brief(item) for item in items.values()], list(items), said


LOST = "not carried over: "
