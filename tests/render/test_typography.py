"""Typographic signs change what is read, and nothing else: no id, key, code, link or accepted answer."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from manual import examples

MORE = """

<quiz>
<!-- id: typed -->
It's "this": [[don't]] or [[say "no"]]? `it's "code"` -- ...
</quiz>

<quiz>
<!-- id: short; type: short -->
What's its "name"?
- [x] it's "me"
  > Isn't it?
</quiz>

<!-- course: agreement -->

1. **What's said.** Who's "first"?

```text
it's "code"
```
"""
_NAME = re.compile(r' (?:aria-label|data-options)="[^"]*"')


def straight(text: str) -> str:
    """Return what a keyboard writes for these signs."""
    for sign, written in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "--"), ("—", "---"), ("…", "...")):
        text = text.replace(sign, written)
    return text.replace("&quot;", '"').replace("&#x27;", "'")


@pytest.fixture(scope="module")
def both() -> tuple[str, str]:
    text = examples() + MORE
    plain, typographic = (
        Markdown(extensions=["fenced_code", "coursewright", *more]).convert(text) for more in ([], ["smarty"])
    )
    return plain, typographic


def test_every_kind_keeps_its_ids_keys_and_accepted_answers(both: tuple[str, str]) -> None:
    plain, typographic = ([_NAME.sub("", tag) for tag in re.findall(r"<[^>]*>", html)] for html in both)
    assert typographic == plain


def test_what_is_read_differs_in_the_signs_alone(both: tuple[str, str]) -> None:
    plain, typographic = both
    assert "It’s “this”" in typographic
    assert "What’s said." in typographic
    assert '<code>it\'s "code"</code>' in typographic
    assert straight(typographic) == straight(plain)


def test_the_name_of_a_gap_says_them_too(both: tuple[str, str]) -> None:
    assert 'aria-label="Answer 1 / 2: It’s “this”: … or …?' in both[1]


PLAIN = {
    "docs/index.md": "# Home\n",
    "docs/one.md": (
        '---\nid: one\nobjectives: {O1: \'Tell "yes" from "no".\'}\n---\n# One\n\n'
        "A tie, and `tie` again.\n\n<!-- quiz: scenario shop -->\n"
    ),
    "docs/words.md": '# Words\n\n**Tie** {#tie}\n:   A client\'s own word, as in "kin".\n',
    "quizzes/scenarios/shop.md": (
        '---\ntitle: Shop\ncontent_note: A "joke" at a client\'s cost.\nobjectives: [O1]\n'
        "change: {late: It's late}\n---\n# Shop\n\n## Till\n\n- [Go.](#out)\n\n"
        "## Out\n\n**Ending: protected**\n\nSo.\n\n- **Objectives:** O1\n"
    ),
}
SETTINGS = {
    "site_name": "T",
    "theme": {"name": "coursewright"},
    "plugins": ["coursewright"],
    "extra": {"course": {"id": "c", "glossary": "words.md"}},
}


@pytest.mark.parametrize("extensions", [["smarty"], []])
def test_plain_texts_of_the_front_matter_and_the_glossary_go_along(extensions: list[str], tmp_path: Path) -> None:
    for name, text in PLAIN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings = SETTINGS | {"markdown_extensions": ["attr_list", "def_list", *extensions]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml")))
    html = unescape((tmp_path / "site/one/index.html").read_text(encoding="utf-8"))
    for said in (
        "<li>Tell “yes” from “no”.</li>",
        "<dd>Tell “yes” from “no”.</dd>",
        "A “joke” at a client’s cost.",
        "It’s late",
        "A client’s own word, as in “kin”.",
    ):
        assert (said if extensions else straight(said)) in html.replace("\\u2019", "’")
