"""The files in ``host`` that packages are made of: pages to fill in, and the rest as it is."""

from __future__ import annotations

import posixpath
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HOST = Path(str(files("coursewright"))) / "export" / "host"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HOST),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
_TEMPLATES.filters["quoted"] = quote
_TEMPLATES.filters["relative"] = lambda url, page: posixpath.relpath(url, posixpath.dirname(page) or ".")


def filled(name: str, **values: object) -> bytes:
    """Return one of the pages with its values, which are escaped unless they are marked as HTML."""
    return _TEMPLATES.get_template(name).render(values).encode()


def host_files(*names: str) -> dict[str, bytes]:
    """Return some of the files by their names."""
    return {name: (_HOST / name).read_bytes() for name in names}
