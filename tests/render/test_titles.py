"""What a title says where no markup counts: in lists, names, descriptions and packages as in the outline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.fragment.seen import title_of, without_tex

ITEM = "<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n"
FILES = {
    "docs/index.md": "# Home\n\n<!-- course: completion -->\n",
    "docs/one.md": f"---\nid: one\n---\n# The *big* `int` $a^2$ rule, Q & A `<b>`\n\n{ITEM}",
    "docs/two.md": f'---\nid: two\ntitle: "Two * $c^2$ * is $5"\n---\n\n{ITEM}',
    "docs/play.md": "---\nid: play\n---\n# Play\n\n<!-- quiz: scenario story -->\n",
    **{f"docs/{name}.md": f"# {name}\n\n<!-- course: {name} -->\n" for name in ("progress", "certificate", "review")},
    "quizzes/scenarios/story.md": "# The *long* $d^2$\n\n## Start\n\nSo.\n\n- [On](#end)\n\n"
    "## End\n\n**Ending: protected**\n\nSo.\n",
}  # fmt: skip
CONFIG: dict[str, Any] = {
    "site_name": "Site",
    "site_url": "https://example.org/c/",
    "plugins": ["search", "coursewright"],
    "markdown_extensions": [{"pymdownx.arithmatex": {"generic": True}}],
    "extra": {"course": {"id": "c", "title": "Rates of $x^2$", "core": ["Part $b^2$"], "complete": ["lessons"]}},
    "nav": ["index.md", {"Part $b^2$": ["one.md", "two.md", "play.md"]}, "progress.md", "certificate.md", "review.md"],
}
SAID = ("The big int a^2 rule", "Two * c^2 * is $5", "Rates of x^2", "Part b^2", "The long d^2")
WRITTEN = re.compile(r"\$[a-z]\^2\$|\*big\*|`int`|\*long\*")


@pytest.mark.parametrize("theme", ["coursewright", "material"])
def test_every_place_says_a_title_in_plain_text(theme: str, tmp_path: Path) -> None:
    """Lists of progress, certificates and descriptions for machines showed what the author had typed."""
    theme_settings = {"name": theme} | ({"font": False} if theme == "material" else {})
    for path, text in {**FILES, "mkdocs.yml": yaml.safe_dump(CONFIG | {"theme": theme_settings})}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=False))
    site = tmp_path / "site"
    paths = [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml") and path.is_file()]
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert {name: WRITTEN.findall(text) for name, text in texts.items() if WRITTEN.search(text)} == {}
    for said in SAID:
        assert any(said in text for text in texts.values()), said
    assert [name for name, text in texts.items() if "&amp;amp;" in text or "&amp;lt;" in text] == []
    assert "<dd>Rates of x^2</dd>" in texts["certificate/index.html"]
    assert len(re.findall(r'data-step="lesson"', texts["progress/index.html"])) == 2  # the section is known by its name


@pytest.mark.parametrize("title", ["1984", "2026-11-29", "[One, two]", "{one: two}", "No", ""])
def test_a_title_that_is_no_text_stops_no_build(title: str, tmp_path: Path) -> None:
    """YAML reads them as numbers, dates and lists, which MkDocs hands on as they are."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(f"---\ntitle: {title}\n---\n# Home\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ntheme: coursewright\nplugins: [coursewright]\n", encoding="utf-8"
    )
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=False))
    said = "Home" if not title else "False" if title == "No" else title[1:4]
    assert said in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "said"),
    [("Plain", "Plain"), ("A **b** `c*d`", "A b c*d"), ("[Here](a.md) it is", "Here it is"), (r"\*no\*", "*no*")],
)
def test_a_heading_is_markdown(heading: str, said: str) -> None:
    assert title_of(heading) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [("A *b* `c`", "A *b* `c`"), ("$5 and $6", "$5 and $6"), (r"\(\frac{1}{2}\) and $a^2$", "1/2 and a^2"), ("", "")],
)
def test_a_stated_title_is_not(title: str, said: str) -> None:
    assert without_tex(title) == said
