"""What a site draws of what its pages say as text: formulas and diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursewright.fragment.seldom import seldom
from coursewright.fragment.there import is_file
from coursewright.read.engine import extensions_of
from coursewright.render.options import formulas_option

_FORMULAS = seldom(r"katex|mathjax|asciimath|latex", re.I)
_DIAGRAMS = seldom("mermaid", re.I)
_LARGE = 200_000
"""Bytes of a file that nobody has written by hand: its name says what it is."""


def draws(config: Mapping[str, Any], options: Mapping[str, Any], root: Path, docs: Path) -> frozenset[str]:
    """Return which of “formulas” and “diagrams” an extension draws, or a script or a template may draw."""
    listed = extensions_of(config)
    fences = listed.get("pymdownx.superfences") or (config.get("mdx_configs") or {}).get("pymdownx.superfences")
    custom = fences.get("custom_fences") if isinstance(fences, Mapping) else None
    scripts = config.get("extra_javascript")
    scripts = scripts if isinstance(scripts, Sequence) and not isinstance(scripts, str) else ()
    found = set()
    if formulas_option(options, scripts) == "keep" or "pymdownx.arithmatex" in listed or "mdx_math" in listed:
        found.add("formulas")
    if isinstance(custom, list) and any(isinstance(one, Mapping) and one.get("name") == "mermaid" for one in custom):
        found.add("diagrams")
    for written in _written(config, scripts, root, docs):
        found |= {name for name, sign in (("formulas", _FORMULAS), ("diagrams", _DIAGRAMS)) if sign.search(written)}
    return frozenset(found)


def _written(config: Mapping[str, Any], scripts: Sequence[Any], root: Path, docs: Path) -> Iterator[str]:
    """Yield the names of a site's scripts, and what its own scripts and templates say."""
    files = []
    for script in scripts:
        name = str(script.get("path", "") if isinstance(script, Mapping) else getattr(script, "path", script))
        yield name
        if "//" not in name and is_file(docs / name):
            files.append(docs / name)
    theme = config.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, Mapping) else getattr(theme, "custom_dir", None)
    with suppress(OSError, ValueError):  # a name that no system can hold is told elsewhere
        files += (root / str(own)).rglob("*.html") if own else ()
    for file in files:
        with suppress(OSError, ValueError):
            if file.stat().st_size < _LARGE:
                yield file.read_text("utf-8", "replace")
