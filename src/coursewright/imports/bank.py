"""Files of other systems → a bank and its images: planned as a whole, then written in one step."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from urllib.parse import quote

from coursewright.export.bundle import write_whole
from coursewright.export.html import without_controls
from coursewright.imports.draft import Draft, Refused, Unfit
from coursewright.imports.images import Images
from coursewright.imports.registry import all_importers, importer_of
from coursewright.imports.report import Report, problem
from coursewright.imports.upload import Upload
from coursewright.imports.write import Written, write
from coursewright.model.item import Item, Use
from coursewright.problem import Problem, Severity, Source
from coursewright.read.document import read_document
from coursewright.read.metadata import ID


@dataclass(slots=True)
class Plan:
    """What an import will write."""

    bank: Path
    folder: Path
    """Where the images go."""
    content: bytes = b""
    """The whole bank; empty where nothing is to be written."""
    images: dict[str, bytes] = field(default_factory=dict)
    items: int = 0
    known: int = 0
    """How many are in the bank already."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether a file, or the bank itself, can't be read, so that nothing may be written."""
        return any(found.severity is Severity.ERROR for found in self.problems)

    def write(self) -> None:
        """Write the images, then the bank; whatever goes wrong, the bank stays as it was, and no new image stays."""
        made: list[Path] = []
        try:
            for name, data in self.images.items():
                path = self.folder / name
                if not (path.is_file() and path.read_bytes() == data):
                    write_whole(path, data)
                    made.append(path)
            write_whole(self.bank, self.content)
        except BaseException:
            for path in made:
                with suppress(OSError):
                    path.unlink()
            raise


def images_folder(bank: Path) -> Path:
    """Return where a bank's images are best put: below the course's docs, which are published, else beside the bank."""
    for parent in bank.resolve().parents:
        if (parent / "mkdocs.yml").is_file():
            return parent / "docs" / "assets" / bank.stem
    return bank.parent / f"{bank.stem}-images"


def plan(paths: Sequence[Path], bank: Path, *, form: str = "", use: Use = "pool", folder: Path | None = None) -> Plan:
    """Return what an import of files into a bank will write, with everything that isn't carried over.

    A file that can't be read becomes a problem, and nothing of any file is to be written then.
    """
    made = Plan(bank, folder or images_folder(bank))
    images = Images(_address(made.folder, bank))
    try:
        before, items = _existing(bank)
    except Refused as refused:
        made.problems.append(_unreadable(bank, refused))
        return made
    adding = _Adding(items, images)
    title = ""
    for path in paths:
        report = Report(path.as_posix())
        try:
            upload = Upload.open(path)
            importer = all_importers()[form] if form else importer_of(upload)
            drafts = list(importer.run(upload, report))
        except Refused as refused:
            made.problems.append(_unreadable(path, refused))
            continue
        except RecursionError:
            made.problems.append(_unreadable(path, Refused("the file is nested too deep")))
            continue
        adding.add(drafts, report)
        if not drafts and not report.problems:
            made.problems.append(_unreadable(path, Refused(f"there is no question in it, read as {importer.title}")))
        made.problems += report.problems
        title = title or report.title
    made.items, made.known = len(adding.texts), adding.known
    if adding.texts and not made.refused:
        head = (
            before or f"---\ntitle: {json.dumps(_title(title, bank), ensure_ascii=False)}\nuse: {use}\n---\n".encode()
        )
        made.content = _joined(head, adding.texts)
        text = made.content.decode()
        made.images = {name: data for name, data in images.files.items() if name in text}
    return made


class _Adding:
    """Collects the items' texts, each under an id that is its own."""

    def __init__(self, items: Iterable[Item], images: Images) -> None:
        self.there = {item.id: item for item in items}
        self.images = images
        self.taken: set[str] = set(self.there)
        self.texts: list[str] = []
        self.known = 0

    def add(self, drafts: Iterable[Draft], report: Report) -> None:
        for draft in drafts:
            sound = ID.fullmatch(draft.name) is not None
            try:
                written = write(draft, self.images)
            except Unfit as unfit:
                report.unfit(draft, unfit, draft.name if sound else "")
                continue
            self.place(written, draft.name if sound else written.item.id, report)

    def place(self, written: Written, wanted: str, report: Report) -> None:
        draft, name = written.draft, wanted
        if old := self.there.get(wanted):
            if old.revision == written.item.revision:
                self.known += 1
                report.note(draft.source, "already in the bank, and not added again", "Edit the item in the bank.")
                return
            hint = f"Rename or delete the bank's item in line {old.source.line}, and import again."
            report.unfit(draft, Unfit(f"the bank has another item with the id “{wanted}”", hint), wanted)
            return
        number = 2
        while name in self.taken:
            name = f"{wanted}-{number}"
            number += 1
        if name != wanted:
            draft.lose(f"another item has the id “{wanted}”: this one becomes “{name}”", "Give it an id of its own.")
        self.taken.add(name)
        self.texts.append(written.text(name))
        report.carried(draft, name)


def _existing(bank: Path) -> tuple[bytes, tuple[Item, ...]]:
    """Return a bank's content and items; raise ``Refused`` where it can't be added to."""
    if not bank.exists():
        return b"", ()
    hint = "Mend it first, or import into a new file: nothing was written."
    try:
        data = bank.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"the bank can't be read: {error.strerror}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise Refused("the bank isn't UTF-8 text", data.count(b"\n", 0, error.start) + 1, hint) from error
    problems: list[Problem] = []
    document, _ = read_document(text, bank.as_posix(), problems)
    errors = sorted((found for found in problems if found.severity is Severity.ERROR), key=lambda found: found.order)
    if errors:
        raise Refused(f"the bank can't be added to: {errors[0].code} {errors[0].message}", errors[0].source.line, hint)
    return data, tuple(document.items)


def _joined(before: bytes, texts: Iterable[str]) -> bytes:
    """Return a bank with items added at its end, under its own kind of line ends."""
    head = before if before.endswith(b"\n") or not before else before + b"\n"
    text = "\n".join(texts)
    if not before.rstrip().endswith(b"---"):
        text = f"\n{text}"
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return head + text.encode()


def _unreadable(path: Path, refused: Refused) -> Problem:
    return problem("I004", str(refused), Source(path.as_posix(), refused.line, 1), refused.hint)


def _title(title: str, bank: Path) -> str:
    words = " ".join(without_controls(title).split())[:120]
    return words or bank.stem.replace("-", " ").replace("_", " ").capitalize()


def _address(folder: Path, bank: Path) -> str:
    """Return a folder's address from the bank's file."""
    relative = os.path.relpath(folder.resolve(), bank.resolve().parent)
    return quote(PurePath(relative).as_posix())
