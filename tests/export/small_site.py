"""A small course in a folder, rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursewright.build import build_site
from coursewright.config import read_layout
from coursewright.model.site import Site
from coursewright.read.course import read_course

CONFIG = """\
site_name: Small
site_url: {url}
theme: mkdocs
plugins: [coursewright]
markdown_extensions:
  - coursewright
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.superfences
{more}
extra: {{course: {{id: small, title: Small}}}}
"""
HOME = "---\nid: home\n---\n# Home\n\n## You {#you}\n"


def small_site(
    folder: Path, files: Mapping[str, str | bytes], *, url: str = "https://example.org/small", more: str = ""
) -> Site:
    """Write the files, beside a home page, and return the course that they make, rendered."""
    config = folder / "mkdocs.yml"
    written = {"mkdocs.yml": CONFIG.format(url=url, more=more), "docs/index.md": HOME, **files}
    for name, content in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    layout, unread = read_layout(config)
    assert layout, unread
    site, stopping = build_site(config, read_course(layout))
    assert site, stopping
    return site


def bank(*items: str, use: str = "pool", title: str = "Bank", more: str = "") -> str:
    """Return a bank's text."""
    blocks = "\n".join(f"<quiz>\n{item}\n</quiz>\n" for item in items)
    return f"---\ntitle: {title}\nuse: {use}\n---\n{blocks}\n{more}"
