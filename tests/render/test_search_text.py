"""What a search finds of items: what they ask, in every form of a stem; neither choices nor reasons."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.model.course import Course
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.indexed import only_stems
from coursewright.render.session import Page, Session

CHOICES = "- [x] hidden one\n  > hidden reason\n- [ ] hidden two\n\nhidden explanation\n"
ITEMS = {
    "Which is it?": f"Which is it?\n\nHint: hidden hint\n{CHOICES}",
    "First. So: a b Which?": f"First.\n\n> So:\n\n- a\n- b\n\nWhich?\n\n{CHOICES}",
    "Read: def f(): pass Which?": f"Read:\n\n```python\ndef f(): pass\n```\n\nWhich?\n\n{CHOICES}",
    "It is called by all.": "It is called [[hidden]] by all.\n\n---\nhidden explanation\n",
    "One is . And two is .": "One is [[hidden]].\n\nAnd two is [[hidden too]].\n\nHint: hidden hint\n",
    "How sure is it?": f"<!-- certainty: true -->\nHow sure is it?\n{CHOICES}",
    "Pair them.": "<!-- type: match -->\nPair them.\n\n| hidden A | hidden B |\n|---|---|\n| c | d |\n| e | f |\n",
    "Put in order.": "<!-- type: order -->\nPut in order.\n1. hidden\n2. hidden too\n",
    "How many are there?": "<!-- type: numeric -->\nHow many are there? [[12]]\n",
}


def searched(item: str) -> str:
    session = Session(Course())
    session.page = Page(path="docs/a.md")
    md = Markdown(extensions=["fenced_code", "md_in_html", CoursewrightExtension(session=session)])
    return only_stems(md.convert(f"Before.\n\n<quiz>\n{item}</quiz>\n\nBehind.\n"))


@pytest.mark.parametrize("asked", ITEMS)
def test_a_search_finds_what_an_item_asks(asked: str) -> None:
    html = searched(ITEMS[asked])
    said = " ".join(re.sub(r"<(?:script|link)\b.*?>|<[^>]+>", " ", html).split())
    assert said.replace(" .", ".") == f"Before. {asked} Behind.".replace(" .", ".")
    assert html.count("<div") == html.count("</div")
    assert html.count("<p>") == html.count("</p>")


PAGES = {
    "index.md": "# Home\n\nA wave of $x^2$.\n\n## Part\n\nMore.\n",
    "plain.md": "# Plain\n\nText.\n\n## Part\n\nMore.\n",
    "note.md": "---\nid: note\n---\n# Note\n\nA tide, and $x$.\n\n<!-- local: desk -->\n\n## Part\n\nMore.\n",
    "glossary.md": "# Glossary\n\n**Tide** {#tide}\n:   The sea.\n",
    "../local.yml": "desk: Ask.\n",
}


@pytest.mark.parametrize("theme", ["coursewright", "material"])
def test_a_page_that_loads_styles_is_found_once(theme: str, tmp_path: Path) -> None:
    """What stood in front of its heading was a result of its own, without a word in it."""
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    config = {
        "site_name": "Test",
        "theme": {"name": theme},
        "plugins": ["material/search", "coursewright"],
        "markdown_extensions": ["attr_list", "def_list", {"pymdownx.arithmatex": {"generic": True}}],
        "extra": {"course": {"id": "test", "glossary": "glossary.md"}},
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert "formulas.css" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "notes.css" in (tmp_path / "site/note/index.html").read_text(encoding="utf-8")
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    found = [entry["location"] for entry in index["docs"]]
    assert sorted(found) == ["", "#part", "glossary/", "note/", "note/#part", "plain/", "plain/#part"]
