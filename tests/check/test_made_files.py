"""A link to a page that another plugin makes during the build leads somewhere, as far as the build knows."""

from __future__ import annotations

from pathlib import Path

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.read.course import read_course
from engines import Build

HOOK = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(50)
def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made"))
    return files
"""
CONFIG = "site_name: Made\nplugins: [search, coursewright]\ntheme: {name: material, font: false}\nhooks: [hook.py]\n"


def test_the_build_knows_files_that_the_check_cannot_know(tmp_path: Path, build: Build) -> None:
    for name, text in {
        "mkdocs.yml": CONFIG,
        "hook.py": HOOK,
        "docs/index.md": "# Home\n\n[made](made.md#anything) [none](none.md)\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    found = [str(problem) for problem in check(read_course(layout))]
    assert found == [f"docs/index.md:3:{at}: L401 there is no page or file “docs/{name}.md”" for at, name in
                     ((8, "made"), (33, "none"))]  # fmt: skip
    _, done = build(tmp_path)
    said = done.stdout
    assert found[0] not in said
    assert found[1] in said
