"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    help="The course's mkdocs.yml.",
)
private_banks_option = click.option(
    "--banks",
    "private_banks",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of private banks outside the repository; may be given more than once.",
)
