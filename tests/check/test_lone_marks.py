"""Lists, attributes, years, rules and words in angle brackets that Markdown takes for something else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown import Markdown
from test_raw_marks import EXTENSIONS, FINE, LESSON

from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

ALL = [*EXTENSIONS, "attr_list", "def_list", "footnotes", "md_in_html"]
SENTENCE = "So it goes on in the shop."


def told(folder: Path, written: str, extensions: list[str], *, numbers: bool = False) -> list[Problem]:
    """Return what is told of the course of slips with this text in its lesson, of lists' numbers only if asked to."""
    course = shutil.copytree(FINE, folder / "course")
    config = (course / "mkdocs.yml").read_text("utf-8")
    listed = "".join(f"  - {name}\n" for name in extensions)
    config = re.sub(r"markdown_extensions:\n(?:  - .*\n)*", f"markdown_extensions:\n{listed}", config)
    (course / "mkdocs.yml").write_text(config, "utf-8")
    name, old = LESSON
    page = (course / name).read_text("utf-8")
    (course / name).write_text(page.replace(old, f"{written}\n{old}", 1), "utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    found = [one for one in read_course(layout).problems if one.code in ("R028", "R029")]
    return [one for one in found if numbers or "a list of its own" not in one.message]


LISTS = [
    "1. a\n  ¦- x\n2. b\n", "1. a\n   ¦- x\n   - y\n2. b\n", "- a\n  ¦- b\n- c\n  - d\n", "- a\n\n  ¦- b\n\n- c\n",
    "- a\n  ¦1. b\n  2. c\n", "- a\n   ¦- b\n     - c\n- d\n", "- a\n  more\n  ¦- b\n",
    "1. a\n\n   ¦- x\n   - y\n\n2. b\n", "!!! note\n\n    - a\n      ¦- b\n", "- a\n    - b\n      ¦- c\n",
    "- a\n  ¦* b\n", "* a\n  ¦+ `b`\n", "- `a`\n  ¦- b\n", "-   a\n  ¦- b\n", "## So\n- a\n  ¦- b\n",
    "- a\n  ¦- b\n    - c\n", "- [a](path.md)\n  ¦- 5 of them\n  - 6\n", "1. a\n\n2. b\n   ¦- c\n",
]  # fmt: skip
FLAT = [
    "- a\n    - b\n", "1. a\n    - b\n", "  - a\n  - b\n", "- a\n- b\n", " - a\n - b\n", "- a\n - b\n",
    "- a\n\n\n- b\n", "  - a\n    - b\n", "10. a\n    - b\n", "```\n- a\n  - b\n```\n", "    - a\n      - b\n",
    "<!--\n- a\n  - b\n-->\n", "<pre>\n- a\n  - b\n</pre>\n", "<div>\na\n\n  - b\n</div>\n",
    "Text\n- a\n  - b\n", "Text\n  - a\n", "- a\n\ntext\n\n  - b\n", "- It fell to\n  - 5 degrees\n",
    "- He left\n  - so they said - and went\n", "- Am\n  1. Mai war es\n", "1. a\n  2. b\n  3. c\n", "  9. a\n 10. b\n",
    "- ```\n  - a\n  ```\n", "* * *\n  - a\n", "Term\n:   - a\n    - b\n", "> - a\n>     - b\n", "- a\n  goes on\n",
    "- a\n\n        - b\n", "- a\n\n    ```yaml\n    - a:\n      - b\n    ```\n", "-1 and\n  - 2\n",
]  # fmt: skip
BRACES = [
    "Text.\n\n¦{ .cw-before }\n", "Text.\n\n¦{: #name }\n", "Text.\n\n¦{.a}\n\nText.\n", "## A\n\n¦{: .a #b }\nText.\n",
    "- a\n- b\n\n¦{ .annotate }\n", '![A](b.png)\n\n¦{ .a title="b c" width=300 }\n',
    "| a |\n|---|\n| b |\n\n¦{ #t .a }\n",
]  # fmt: skip
ATTACHED = [
    "Text.\n{ .cw-before }\n", "![A](b.png)\n{ .a }\n", "> So\n{ .a }\n", "Text.\n\n`{ .a }`\n",
    "Text.\n\n    { .a }\n", "```\na\n\n{ .a }\n```\n", "Text.\n\n{#a}\n", "Text.\n\n{ a, b }\n",
    "Text.\n\n{ .a } so\n", "Text.\n\n{...}\n", "Text.\n\n{ }\n", "<!--\n\n{ .a }\n-->\n", "<div>\n\n{ .a }\n</div>\n",
    "{: toc }\n", "{% a %}\n\n{ .a }\n", "## A {: #b }\n", "1. a\n{ .b }\n",
]  # fmt: skip
YEARS = [
    "Text.\n\n¦2019. That was the year.\n", "Text.\n\n¦1848. It began\nin March.\n\nText.\n", "## So\n¦1999. It was.\n",
    "¦1914. War.\n\nIt began so.\n",
]  # fmt: skip
NUMBERED = [
    "2019. That.\n2020. This.\n", "2019. That.\n\n2020. This.\n", "1. a\n\n2019. b\n", "Text\n2019. b\n",
    "2019\\. That\n", "2019 was it.\n", "2019.5 of it\n", "1. a\n2. b\n", "100. a\n", "2019. a\n\n    b\n",
    "- a\n\n2019. b\n", "> 2019. a\n", "- a\n\n    2019. b\n", "```\n2019. a\n```\n", "2019.\n", "2500. a\n",
    "<div>\n\n2019. a\n\n</div>\n", "- a\nb\n\n2019. c\n",
]  # fmt: skip
RULES = [
    f"{SENTENCE}\n¦---\n", f"*{SENTENCE}*\n¦---\n\nText.\n", f"“{SENTENCE}”\n¦---\nText.\n",
    "Use `a` in each of them.\n¦---\n",
]  # fmt: skip
HEADS = [
    f"{SENTENCE}\n\n---\n", "The title of it\n---\n", "It ends so.\n---\n", f"Text\n{SENTENCE}\n---\n",
    f"{SENTENCE}\n-----\n", f"{SENTENCE[:-1]}\n---\n", f"{SENTENCE}..\n---\n", f"- {SENTENCE}\n---\n",
    f"> {SENTENCE}\n---\n", f"## {SENTENCE}\n---\n", f"```\n{SENTENCE}\n---\n```\n", f"{SENTENCE}\n===\n",
    f"    {SENTENCE}\n---\n", f"| {SENTENCE} |\n|---|\n", f"---\n{SENTENCE}\n---\n", f"{SENTENCE}\n--- so\n",
    f"{SENTENCE[:-1]}:\n---\n", f"<!--\n{SENTENCE}\n---\n-->\n",
]  # fmt: skip
TAGS = [
    "Press ¦<Enter> now.\n", "Write “Dear ¦<name>, I saw <name>”.\n", "Dear ¦<your name>, so.\n",
    "A List¦<String> of it.\n", "- Dear ¦<name>\n", "## Of ¦<name>\n", "| a |\n|---|\n| ¦<key> |\n",
    "!!! note\n\n    Press ¦<Enter>.\n", "In ¦<file.txt> it is.\n", "A Map¦<String, Integer> it is.\n", "(¦<name>)\n",
]  # fmt: skip
KNOWN = [
    "Press `<Enter>` now.\n", "Press &lt;Enter> now.\n", "Press \\<Enter> now.\n", "```\n<name>\n```\n", "    <name>\n",
    "<name>Ann</name>\n", "<my-name> so\n", "<Tabs />\n", "<https://example.org> <ann@example.org> <tel:5>\n",
    "a<br>b<BR/>c\n", "[a](<path of.md>)\n", '<img alt="<name>" src="a.png">\n', "Is 3 <b> or x<y>z it?\n</b>\n",
    "<<name>> so\n", "a < b > c\n", "<имя> <3 <@ann> <1> <-x>\n", "<!-- <name> -->\n", "<pre>\n<name>\n</pre>\n",
    "<div>\n<name>\n</div>\n", "$a <name> b$\n", '<svg viewBox="0 0 9 9"><path d="M0 0"><name></svg>\n',
    "<math><mi>x</mi></math>\n", '<Card title="a">\n', "- a\n\n        <name>\n", "[a]: <path of.md>\n",
    "<details><summary>So</summary>\na\n</details>\n", "<video controls></video> <wbr> <center>a</center>\n",
    "<Enter\nnow>\n", "Text.\n\n<Component>\n\nText.\n",
]  # fmt: skip
SLIPS = [("R029", one) for one in (*LISTS, *BRACES, *YEARS, *RULES)] + [("R028", one) for one in TAGS]


@pytest.mark.parametrize(("code", "written"), SLIPS)
def test_it_is_told_once_at_its_place(code: str, written: str, tmp_path: Path) -> None:
    found = told(tmp_path, written.replace("¦", ""), ALL)
    at = written.index("¦")
    place = (code, 15 + written.count("\n", 0, at), at - written.rfind("\n", 0, at))
    assert [(one.code, one.source.line, one.source.column) for one in found] == [place]
    assert found[0].severity is Severity.WARNING


@pytest.mark.parametrize("written", [*FLAT, *ATTACHED, *NUMBERED, *HEADS, *KNOWN])
def test_what_is_meant_as_it_stands_is_left_alone(written: str, tmp_path: Path) -> None:
    assert told(tmp_path, written, ALL) == []


@pytest.mark.parametrize(
    ("extension", "written"),
    [
        ("mdx_truly_sane_lists", "- a\n  - b\n"),
        ("pymdownx.fancylists", "- a\n  - b\n"),
        ("lists_of_others", "- a\n  - b\n"),
        ("sane_lists", "2019. That was it.\n"),
        ("pymdownx.fancylists", "2019. That was it.\n"),
        ("marks_of_others", f"Text.\n\n{{ .a }}\n\n{SENTENCE}\n---\n\n<name>\n"),
    ],
)
def test_what_an_extension_may_read_is_left_alone(extension: str, written: str, tmp_path: Path) -> None:
    assert told(tmp_path, written, [*ALL, extension]) == []


def test_attributes_need_their_extension_to_be_told(tmp_path: Path) -> None:
    assert told(tmp_path, "Text.\n\n{ .a }\n", [one for one in ALL if one != "attr_list"]) == []


@pytest.mark.parametrize("extensions", [ALL, [*ALL, "sane_lists"]])
@pytest.mark.parametrize("written", LISTS)
def test_no_such_list_is_inside_the_other_one_and_each_is_behind_four_spaces(
    written: str, extensions: list[str]
) -> None:
    """What is told is what Markdown does, and the hint is what helps."""
    at = written.index("¦")
    row, width = written.count("\n", 0, at), at - written.rfind("\n", 0, at) - 1
    lines = written.replace("¦", "").split("\n")
    base = width // 4 * 4
    mended = [
        " " * (base + 4) + line[width:] if one >= row and line[:width].isspace() else line
        for one, line in enumerate(lines)
    ]

    def depth(text: list[str]) -> int:
        deep = most = 0
        for tag in re.findall(r"<(/?)[ou]l", Markdown(extensions=extensions).convert("\n".join(text))):
            deep += -1 if tag else 1
            most = max(most, deep)
        return most

    assert depth(lines[: row + 1]) < depth(mended[: row + 1]) == base // 4 + 2 - written.startswith("!!!")


@pytest.mark.parametrize("written", [*BRACES, *YEARS, *RULES])
def test_readers_see_what_is_told(written: str) -> None:
    shown = Markdown(extensions=ALL).convert(written.replace("¦", ""))
    assert any(sign in shown for sign in ("{", "<ol>", "<h2>"))
