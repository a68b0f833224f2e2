"""Marks that an extension or a plugin would replace, on a site that has neither, so that readers see them, are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from test_nothing_draws import BANK, PLACES, told

from coursewright.fragment.text import Text
from coursewright.problem import Severity
from coursewright.read.engine import Engine
from coursewright.read.near_lacking import lacking_extensions

FENCED = '```python title="hello.py"\nprint("Hello")\n\n# a remark\n```\n'
MARKS = [
    ("*[BP]: Blood pressure\n", "abbr"),
    ("*[HTML] : The language\n", "abbr"),
    ('--8<-- "shared/rules.md"\n', "pymdownx.snippets"),
    ("--8<--\nshared/rules.md\n--8<--\n", "pymdownx.snippets"),
    ('{% include-markdown "rules.md" %}\n', "include-markdown"),
    ("{%- include 'rules.md' %}\n", "macros"),
    (":warning: Never leave a patient alone.\n", "pymdownx.emoji"),
    ("Look: :material-alert:.\n", "pymdownx.emoji"),
    ("**:bulb:** A hint for you.\n", "pymdownx.emoji"),
    ("Well done :+1:\n", "pymdownx.emoji"),
    (FENCED, "pymdownx.superfences"),
    (FENCED.replace('title="hello.py"', 'linenums="1"'), "pymdownx.superfences"),
    (FENCED.replace("```", "~~~").replace('title="hello.py"', "title='a' hl_lines='1'"), "pymdownx.superfences"),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("written", "name"), MARKS)
def test_the_first_mark_that_nothing_reads_is_told(
    place: tuple[str, str], written: str, name: str, tmp_path: Path
) -> None:
    found = told(tmp_path, f"\n{written}\n{written}\n", place, extensions="")
    (only,) = (one for one in found if one.message.endswith(f" {name}"))
    assert only.severity is Severity.WARNING
    row = (tmp_path / "course" / place[0]).read_text("utf-8").split("\n")[only.source.line - 1]
    assert row[only.source.column - 1 :].startswith(only.message.split("“")[1].split("”")[0].rstrip("…"))


@pytest.mark.parametrize(("written", "name"), MARKS)
def test_what_may_read_a_mark_silences_it(written: str, name: str, tmp_path: Path) -> None:
    if name in ("include-markdown", "macros"):
        assert told(tmp_path, written, extensions="  - an_extension_of_others\n") == []
        return
    assert told(tmp_path / "known", written, extensions=f"  - {name}\n") == []
    assert told(tmp_path / "others", written, extensions="  - an_extension_of_others\n") == []


def test_a_bundle_has_abbreviations(tmp_path: Path) -> None:
    assert told(tmp_path, "*[BP]: Blood pressure\n\n", extensions="  - pymdownx.extra\n") == []


@pytest.mark.parametrize(
    "written",
    [
        "It was 14:30:00, a ratio of 1:2:3, and std::vector::size.\n",
        "key:value:other, a:fire:b, x[:key:], :ref:`name`, :param: and :no_such_name_here:\n",
        "`:warning:` and\n\n    :warning:\n\n<pre>:warning:</pre>\n",
        "Emojis have names such as :warning: here.\n",
        "*[laughs]: Of course I did.*\n",
        "`*[BP]: Blood pressure`\n\n    *[BP]: Blood pressure\n",
        "Cut here:\n\n--8<--\n\nand fold.\n",
        '```\n--8<-- "rules.md"\n```\n',
        '```jinja\n{% include "rules.md" %}\n```\n',
        "A Jinja template has such a line:\n\n{% include 'head.html' %}\n",
        "We say {% include %} for it.\n",
        '```python hl_lines="1"\nx = 1\n```\n',
        '```{.python title="a"}\nx = 1\n```\n',
        "```python\nx = 1\n```\n",
        '````md\n```python title="a"\nx\n```\n````\n',
        '<!--\n```python title="a"\nx\n```\n-->\n',
    ],
)
def test_what_is_meant_as_it_stands_is_none(written: str, tmp_path: Path) -> None:
    assert told(tmp_path / "page", f"\n{written}\n", extensions="") == []
    assert told(tmp_path / "bank", f"\n{written}\n", BANK, extensions="") == []


@pytest.mark.parametrize(("said", "read"), [('hl_lines="1"', True), ('title="a"', False), ('linenums="1"', False)])
def test_markdown_reads_such_a_fence_itself_or_not(said: str, read: bool) -> None:
    html = Markdown(extensions=["fenced_code"]).convert(f"```python {said}\nx = 1\n```")
    assert ("<pre>" in html) is read


@pytest.mark.parametrize("written", ["Goal\n:   It.\n", "Goal\n: It.\n", "Goal\n\n:   It.\n"])
def test_a_definition_is_told_with_a_blank_line_above_it_too(written: str) -> None:
    (found,) = lacking_extensions(written, Text(written, "one.md", 1, 1), Engine())
    assert "needs the extension def_list" in found.message
    assert not list(lacking_extensions(written, Text(written, "one.md", 1, 1), Engine(["def_list"])))
