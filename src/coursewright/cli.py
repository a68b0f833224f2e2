"""The command ``coursewright``."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from coursewright import __version__
from coursewright.check.answer_key import renewed
from coursewright.check.causes import hides_items
from coursewright.check.checker import check as run_check
from coursewright.check.leaks import leaks
from coursewright.check.report import FORMATS, fails, from_here
from coursewright.check.settings import Settings
from coursewright.command_options import config_file_option, private_banks_option
from coursewright.config import read_layout
from coursewright.export.fit import wrong_items
from coursewright.model.course import Course
from coursewright.read.answer_key import of_other_version
from coursewright.read.course import ANSWER_KEY, read_editions

_ELSEWHERE = {
    "export": "exporting:export",
    "packages": "exporting:packages",
    "import": "tools:import_",
    "new": "tools:new",
    "graph": "tools:graph",
    "assets": "tools:assets",
    "schemas": "tools:schemas",
    "explain": "tools:explain",
}
"""Where the other commands stand: a check starts sooner without all that they need."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, name = _ELSEWHERE[cmd_name].partition(":")
        found = getattr(import_module(f"coursewright.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=_Commands)
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


@main.command()
@config_file_option
@private_banks_option
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
    root = os.environ.get("GITHUB_WORKSPACE", "") if form == "github" else ""  # pull requests count from there
    if layout is None:
        click.echo(FORMATS[form](from_here(unread, config_file, repository=root)), nl=False)
        sys.exit(2)
    courses = read_editions(layout)
    if update_key:
        _update_key(courses[0], layout.banks / ANSWER_KEY)
        courses = read_editions(layout)
    first = replace(courses[0], problems=(*unread, *courses[0].problems))
    problems = {problem: None for course in (first, *courses[1:]) for problem in run_check(course)}
    found = sorted(problems, key=lambda problem: problem.order)
    found += Settings(first).judged(leaks(first, site)) if site else ()
    click.echo(FORMATS[form](from_here(found, config_file, repository=root)), nl=False)
    sys.exit(1 if fails(found, strict=strict) else 0)


def _update_key(course: Course, path: Path) -> None:
    """Write the answer key; what an error of reading leaves in doubt stays in it as it was."""
    if later := of_other_version(path, course.answer_key_path):
        click.echo(f"Nothing is written: {later.message}. {later.hint}", err=True)
        return
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
