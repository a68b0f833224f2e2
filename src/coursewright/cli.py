"""The command ``coursewright``."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from coursewright import __version__
from coursewright.check.answer_key import renewed
from coursewright.check.causes import hides_items
from coursewright.check.checker import check as run_check
from coursewright.check.leaks import leaks
from coursewright.check.report import FORMATS, as_text, fails
from coursewright.check.settings import Settings
from coursewright.config import read_layout
from coursewright.export.fit import wrong_items
from coursewright.export.registry import all_exporters
from coursewright.imports.names import FORMAT_NAMES
from coursewright.model.course import Course
from coursewright.model.item import USES, Use
from coursewright.packages import Exports, Unknown, parse_settings
from coursewright.read.course import ANSWER_KEY, read_course, read_editions
from coursewright.read.layout import Layout
from coursewright.release import PUBLIC, release
from coursewright.tools import TOOLS


@click.group()
@click.version_option(__version__, prog_name="coursewright")
def main() -> None:
    """Courses in Markdown: one source, checked answer keys, every classroom."""


def run() -> None:
    """Run the command and leave at once: to free each of 100,000 items first takes longer than to read its key."""
    try:
        main()
    except SystemExit as left:
        if not isinstance(left.code, int):
            raise
        with suppress(OSError):  # nobody reads on, as behind “| head”
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(left.code)


_config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    help="The course's mkdocs.yml.",
)
_private_banks = click.option(
    "--banks",
    "private_banks",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of private banks outside the repository; may be given more than once.",
)
_language = click.option(
    "--language", default="", help="One of the course's languages; without it, the one that it was first written in."
)


@main.command()
@_config_file
@_private_banks
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are printed.")
@click.option("--strict", is_flag=True, help="Fail on warnings and advice, too.")
@click.option("--update-key", is_flag=True, help="Record the right answers as the banks state them now.")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A built site to search for pool and private items, too (K014).")  # fmt: skip
def check(
    config_file: Path, private_banks: Sequence[Path], form: str, strict: bool, update_key: bool, site: Path | None
) -> None:
    """Check the course's items and answer keys.

    Exit status: 0 nothing to mend, 1 problems, 2 the check itself failed.
    """
    gc.disable()  # one pass that keeps all it makes: collecting would only walk it again and again
    layout, unread = read_layout(config_file, private_banks)
    if layout is None:
        click.echo(FORMATS[form](unread), nl=False)
        sys.exit(2)
    courses = read_editions(layout)
    if update_key:
        _update_key(courses[0], layout.banks / ANSWER_KEY)
        courses = read_editions(layout)
    first = replace(courses[0], problems=(*unread, *courses[0].problems))
    problems = {problem: None for course in (first, *courses[1:]) for problem in run_check(course)}
    found = sorted(problems, key=lambda problem: problem.order)
    found += Settings(first).judged(leaks(first, site)) if site else ()
    click.echo(FORMATS[form](found), nl=False)
    sys.exit(1 if fails(found, strict=strict) else 0)


def _update_key(course: Course, path: Path) -> None:
    """Write the answer key; what an error of reading leaves in doubt stays in it as it was."""
    wrong, whole = wrong_items(course, course.problems)
    lost = [problem for problem in whole if hides_items(problem)]
    text, kept = renewed(course, wrong, unread=bool(lost))
    if kept:
        first = min((*wrong.values(), *lost), key=lambda problem: problem.order)
        said = f"{', '.join(kept[:5])}{f' and {len(kept) - 5} more' if len(kept) > 5 else ''}"
        click.echo(f"Kept as committed: {said}. Mend {first.source} {first.code} first.", err=True)
    if not path.is_file() or path.read_bytes() != text.encode():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        os.replace(file.name, path)  # noqa: PTH105 - atomic on every system
        click.echo(f"Wrote {path.name}: commit it with the change.", err=True)


@main.command()
@click.argument("target", type=click.Choice(list(all_exporters())))
@click.option("--module", help="One module: its title, or how its file's name begins, such as principle-1.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"),
              help="The folder to write into.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write instead.")
@_config_file
@_private_banks
@click.option("--use", "uses", multiple=True, type=click.Choice(USES[:-1]),
              help="Only items for this use; may be given more than once. Without it, all of them.")  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A choice that TARGET has of its own.")
@_language
def export(  # noqa: PLR0913, PLR0917 - each is an option of the command
    target: str,
    module: str | None,
    out: Path,
    output: Path | None,
    config_file: Path,
    private_banks: Sequence[Path],
    uses: tuple[Use, ...],
    settings: Sequence[str],
    language: str,
) -> None:
    """Write the course for TARGET, such as scorm12 for an LMS or gift for Moodle's question bank.

    An item that is wrong is left out, and said so; the others are written.

    Exit status: 0 written, 1 nothing to export, 2 the export itself failed.
    """
    layout, unread = read_layout(config_file, private_banks)
    if layout is None or unread:
        click.echo(as_text(unread), nl=False)
        sys.exit(2)
    layout, course = _spoken(config_file, layout, language)
    wrong, unreadable = wrong_items(course, run_check(course))
    chosen: tuple[Use, ...] = (*uses, "private") if uses else USES  # naming a private bank is choosing it
    exports = Exports(config_file, layout, course, chosen, wrong)
    try:
        asked = exports.module(module) if module else None
        made = exports.export(target, asked, parse_settings(settings))
    except Unknown as error:
        raise click.UsageError(str(error)) from error
    click.echo(as_text([*unreadable, *made.left_out, *made.bundle.problems]), nl=False)
    if not made.bundle.files:
        click.echo("Nothing was exported: there is nothing in the course that can be.", err=True)
        sys.exit(1)
    path = output or out / made.name
    try:
        made.bundle.write(path)
    except OSError as error:
        click.echo(f"{path} can't be written: {error.strerror}", err=True)
        sys.exit(2)
    click.echo(f"Wrote {path}.", err=True)
    _tell_others(layout)


def _spoken(config_file: Path, layout: Layout, language: str) -> tuple[Layout, Course]:
    """Return the course in a language, with its pages and sections as they are published."""
    from coursewright.build import as_published  # noqa: PLC0415 - a check starts sooner without MkDocs' own build

    known = layout.languages.all if layout.languages else ()
    if language and language not in known:
        raise click.UsageError(f"the course isn't in “{language}”. Known: {', '.join(known) or 'one language alone'}")
    original = read_course(layout) if language and language != known[0] else None
    layout = as_published(config_file, replace(layout, language=language))
    return layout, read_course(layout, original)


def _tell_others(layout: Layout) -> None:
    """Say in which languages the course is, too, where nobody has asked for one."""
    if layout.languages and not layout.language:
        others = layout.languages.all[1:]
        click.echo(f"This is the course in {layout.languages.default}. For {', '.join(others)}: --language.", err=True)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"),
              help="The folder to write into.")  # fmt: skip
@_config_file
@_language
def packages(out: Path, config_file: Path, language: str) -> None:
    """Write every package of the course, and of each module, with their sizes and checksums: for a release.

    Pool and private items stay out, since what is released is public.

    Exit status: 0 written, 1 nothing to write, 2 the course can't be read or the files not be written.
    """
    layout, unread = read_layout(config_file)
    if layout is None or unread:
        click.echo(as_text(unread), nl=False)
        sys.exit(2)
    layout, course = _spoken(config_file, layout, language)
    wrong, unreadable = wrong_items(course, run_check(course))
    exports = Exports(config_file, layout, course, PUBLIC, wrong)
    try:
        made, problems = release(exports, out, lambda path: click.echo(f"Wrote {path}.", err=True))
    except OSError as error:
        click.echo(f"{error.filename} can't be written: {error.strerror}", err=True)
        sys.exit(2)
    click.echo(as_text([*unreadable, *problems]), nl=False)
    if not made:
        click.echo("Nothing was exported: there is nothing in the course that can be.", err=True)
        sys.exit(1)
    _tell_others(layout)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--to", "bank", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="The bank to write, or to add to, such as quizzes/unit-1.md.")  # fmt: skip
@click.option("--from", "form", type=click.Choice(FORMAT_NAMES), help="The files' format, if in doubt.")
@click.option("--use", type=click.Choice(USES), default="pool", help="What a new bank's items are for.")
@click.option("--images", type=click.Path(path_type=Path, file_okay=False), help="The folder for images.")
def import_(files: Sequence[Path], bank: Path, form: str | None, use: Use, images: Path | None) -> None:
    """Add the items of other systems' FILES to a bank, such as GIFT, Moodle XML, QTI or H5P.

    What can't be carried over is printed. An item whose id the bank has already never replaces it.

    Exit status: 0 written, or all of it is there already; 1 nothing can be imported; 2 a file can't be read, or the
    bank not be written.
    """
    from coursewright.imports.bank import plan  # noqa: PLC0415 - no other command needs to read HTML

    planned = plan(files, bank, form=form or "", use=use, folder=images)
    click.echo(as_text(planned.problems), nl=False)
    if planned.refused:
        click.echo("Nothing was written.", err=True)
        sys.exit(2)
    if not planned.items:
        click.echo("Nothing was imported: there is nothing new in it that can be.", err=True)
        sys.exit(0 if planned.known else 1)
    try:
        planned.write()
    except OSError as error:
        click.echo(f"{error.filename or bank} can't be written: {error.strerror}", err=True)
        sys.exit(2)
    for name in planned.images:
        click.echo(f"Wrote {planned.folder / name}.", err=True)
    click.echo(f"Wrote {bank}: {planned.items} item{'s' if planned.items != 1 else ''} added.", err=True)


for tool in TOOLS:
    main.add_command(tool)
