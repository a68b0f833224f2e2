"""Commands that write the course for other systems."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from coursewright.build import as_published
from coursewright.check.checker import check as run_check
from coursewright.check.report import as_text, from_here
from coursewright.command_options import config_file_option, private_banks_option
from coursewright.config import read_layout
from coursewright.export.fit import wrong_items
from coursewright.export.registry import all_exporters
from coursewright.model.course import Course
from coursewright.model.item import USES, Use
from coursewright.packages import Exports, Unknown, parse_settings
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from coursewright.release import PUBLIC, release

_language = click.option(
    "--language", default="", help="One of the course's languages; without it, the one that it was first written in."
)


@click.command()
@click.argument("target", type=click.Choice(list(all_exporters())))
@click.option("--module", help="One module: its title, or how its file's name begins, such as principle-1.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"),
              help="The folder to write into.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write instead.")
@config_file_option
@private_banks_option
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
        click.echo(as_text(from_here(unread, config_file)), nl=False)
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
    problems = [*unreadable, *made.left_out, *made.bundle.problems]
    click.echo(as_text(from_here(problems, config_file)), nl=False)
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


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"),
              help="The folder to write into.")  # fmt: skip
@config_file_option
@_language
def packages(out: Path, config_file: Path, language: str) -> None:
    """Write every package of the course, and of each module, with their sizes and checksums: for a release.

    Pool and private items stay out, since what is released is public.

    Exit status: 0 written, 1 nothing to write, 2 the course can't be read or the files not be written.
    """
    layout, unread = read_layout(config_file)
    if layout is None or unread:
        click.echo(as_text(from_here(unread, config_file)), nl=False)
        sys.exit(2)
    layout, course = _spoken(config_file, layout, language)
    wrong, unreadable = wrong_items(course, run_check(course))
    exports = Exports(config_file, layout, course, PUBLIC, wrong)
    try:
        made, problems = release(exports, out, lambda path: click.echo(f"Wrote {path}.", err=True))
    except OSError as error:
        click.echo(f"{error.filename} can't be written: {error.strerror}", err=True)
        sys.exit(2)
    click.echo(as_text(from_here([*unreadable, *problems], config_file)), nl=False)
    if not made:
        click.echo("Nothing was exported: there is nothing in the course that can be.", err=True)
        sys.exit(1)
    _tell_others(layout)
