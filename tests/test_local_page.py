"""The manual's page on a school's own notes keeps its word: its example reads clean and shows what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.config import read_layout
from coursewright.read.course import read_course
from engines import ROOT, read_as_text

BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.S | re.M)


def test_the_example_shows_what_the_page_says(tmp_path: Path) -> None:
    blocks = dict(BLOCK.findall((ROOT / "docs/toolkit/local.md").read_text("utf-8")))
    said = blocks.pop("What a learner reads in docs/start.md")
    settings = "site_name: T\ntheme: coursewright\nplugins: [coursewright]\nmarkdown_extensions: [attr_list]\n"
    for name, text in {**blocks, "mkdocs.yml": settings}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    assert read_course(layout).problems == ()
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    text, at = read_as_text((tmp_path / "site/start/index.html").read_text("utf-8")), 0
    for line in said.splitlines():
        at = text.find(line, at)
        assert at >= 0, (line, text)
