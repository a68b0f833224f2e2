"""Commands that need no course: to begin one, to take in items, to ask for files and pages of the toolkit's own."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from coursewright.check.pages import rule_pages
from coursewright.check.report import as_text
from coursewright.imports.names import FORMAT_NAMES
from coursewright.model.item import USES, Use
from coursewright.new import is_local, requirement, write_course
from coursewright.problem import Problem
from coursewright.read.scenario import read_scenario
from coursewright.render.items.markup import player_files
from coursewright.render.scenario.graph import graph as draw_graph
from coursewright.schemas import schemas as all_schemas


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="What learners see; the folder's name if left out.")
@click.option("--theme", default="coursewright", show_default=True, help="A theme of MkDocs, such as material.")
def new(folder: Path, title: str | None, theme: str) -> None:
    """Write a small complete course into FOLDER, to begin with.

    Exit status: 0 written, 2 there is something already, or nothing can be written there.
    """
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    try:
        written, kept = write_course(folder, title or name[:1].upper() + name[1:] or "My course", theme)
    except FileExistsError as taken:
        click.echo(
            f"{taken.filename} is there already, so nothing was written: name a folder without a course.", err=True
        )
        sys.exit(2)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        click.echo(f"{error.filename} can't be written: {error.strerror}", err=True)
        sys.exit(2)
    for path in kept:
        click.echo(f"Kept {folder / path}, which was there.", err=True)
    click.echo(f"Wrote {len(written)} files into {folder}. README.md in it says what they are.")
    if is_local(requirement()):
        click.echo(
            "requirements.txt names a folder of this machine: put Coursewright's address there before you publish."
        )
    click.echo(f"Next: cd {shlex.quote(str(folder))} && coursewright check && mkdocs serve")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def graph(file: Path, output: Path | None) -> None:
    """Draw the scenario in FILE as a picture (SVG), on standard output unless --output names a file.

    Exit status: 0 drawn, 1 there is no scenario in the file, 2 it can't be read or written.
    """
    problems: list[Problem] = []
    try:
        scenario = read_scenario(file.read_text(encoding="utf-8"), file.name, problems, file.stem)
        if scenario is None:
            click.echo(as_text(problems), nl=False, err=True)
            sys.exit(1)
        data = draw_graph(scenario).encode("utf-8")
        if output:
            output.write_bytes(data)
        else:
            click.echo(data, nl=False)
    except (OSError, UnicodeError) as error:
        click.echo(f"{file} can't be drawn: {error}", err=True)
        sys.exit(2)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def assets(folder: Path) -> None:
    """Write the player's files into FOLDER, for engines that don't know our plugin, such as Zensical."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in player_files().items():
        (folder / name).write_bytes(data)
        click.echo(folder / name)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def schemas(folder: Path) -> None:
    """Write JSON schemas into FOLDER, by which editors complete and check what is written in YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in all_schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        click.echo(folder / name)


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print the page of a rule, such as K003."""
    pages = rule_pages()
    if not pages:
        raise click.UsageError("this installation has no pages of rules: its source had none in docs/toolkit/rules")
    if code.upper() not in pages:
        raise click.UsageError(f"there is no rule {code}. Known: {', '.join(sorted(pages))}")
    click.echo(pages[code.upper()].read_text(encoding="utf-8"), nl=False)


@click.command("import")
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
