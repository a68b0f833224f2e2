"""What `mkdocs serve` has beyond a build: more files to watch, and problems shown on the page that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from coursewright.model.course import Course
from coursewright.options import CoursewrightConfig
from coursewright.problem import Problem
from coursewright.read.local import LOCAL
from coursewright.render.frame.preview import STYLE, STYLE_FILE, Preview
from coursewright.render.served import version_of
from coursewright.render.session import ASSETS

if TYPE_CHECKING:  # it brings a web server, which no build needs
    from mkdocs.livereload import LiveReloadServer


def is_serving() -> bool:
    """Return whether the command that runs is `serve`, in MkDocs or in one like it; `serve --clean` counts as a build.

    MkDocs would say so in ``on_startup``, and keep a plugin that has it from one build to the next.
    """
    context = click.get_current_context(silent=True)
    return bool(context and context.command.name == "serve" and context.params.get("build_type") != "clean")


class Serving(BasePlugin[CoursewrightConfig]):
    """The part of the plugin that speaks to an author who writes."""

    preview: Preview | None = None
    """What is wrong, by page; None in a build."""

    def look_over(self, problems: Iterable[Problem], courses: Sequence[Course]) -> None:
        """Keep the problems for the pages that will show them."""
        self.preview = Preview(problems, courses) if is_serving() else None

    def previewed(self, path: str, content: str, base: str) -> str:
        """Return a page's content as its author sees it; ``base`` leads from it to the site's root."""
        if self.preview is None:
            return content
        return self.preview.shown(path, content, f"{base}{ASSETS}/{STYLE}?{version_of(STYLE_FILE.read_bytes())}")

    def preview_files(self) -> dict[str, bytes]:
        """Return what such pages load."""
        return {f"{ASSETS}/{STYLE}": STYLE_FILE.read_bytes()} if is_serving() else {}

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        """Rebuild when a bank or the school's own file changes."""
        root = Path(config.config_file_path or ".").resolve().parent
        for path in (root / self.config.banks, root / LOCAL):
            if path.exists():
                server.watch(str(path))
