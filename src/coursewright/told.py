"""What the log of a build says of the course."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from coursewright.check.causes import said_below
from coursewright.export.diagrams import SCRIPT
from coursewright.options import CoursewrightConfig
from coursewright.problem import Problem, Severity
from coursewright.render.frame.hooks import files_in, old_hooks
from coursewright.render.options import answered

log = get_plugin_logger("coursewright")
_UNDRAWN = f"a Mermaid diagram shows its source, since no script of the site draws it. {SCRIPT}"
_SWITCH = (
    "Both mkdocs_quiz and coursewright are enabled: each would render the same items. "
    "Delete mkdocs_quiz from the plugins in mkdocs.yml; its pages work unchanged."
)


def say_options(own: CoursewrightConfig, config: MkDocsConfig) -> None:
    """Say which options can't be kept, and refuse to share the page with mkdocs-quiz."""
    if "mkdocs_quiz" in config.plugins:
        log.warning(_SWITCH)
    scripts = [str(script) for script in config.extra_javascript]
    docs = Path(config.docs_dir)
    hooks = [*old_hooks(docs, [*config.extra_css, *scripts, *files_in(docs, ".md")])]
    if config.theme.custom_dir:
        frame = Path(config.theme.custom_dir)
        hooks += old_hooks(frame, files_in(frame, ".css", ".js", ".html"))
    for said in (*answered(own), *hooks):
        log.info(said)


def undrawn(config: MkDocsConfig) -> str:
    """Return what to say of a diagram under our theme; empty where a script of the site draws it.

    What an ES module imports is its own, unless it hands that to the page.
    """
    for script in config.extra_javascript:
        if "mermaid" in str(script).lower():
            own = Path(config.docs_dir, str(script)) if getattr(script, "type", "") == "module" else None
            if own is None or (own.is_file() and ".mermaid =" in own.read_text(encoding="utf-8", errors="replace")):
                return ""
    return _UNDRAWN


def tell(problems: Iterable[Problem]) -> None:
    """Say errors and warnings in the log of the build, what explains others first; advice is counted."""
    advice = 0
    for problem, below in said_below(problems):
        if problem.severity is Severity.ADVICE:
            advice += 1
        else:
            say = log.error if problem.severity is Severity.ERROR else log.warning
            say("\n    ".join([str(problem), *below]))
    if advice:
        log.info(f"{Severity.ADVICE.counted(advice)}: “coursewright check” tells {'it' if advice == 1 else 'them'}")
