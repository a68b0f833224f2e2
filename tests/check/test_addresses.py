"""Addresses in tags of HTML, which no engine looks at, those that count from the host's root, and files outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.course import read_course

E, W = Severity.ERROR, Severity.WARNING
PLAIN = "site_name: Site\nplugins: [coursewright]\nmarkdown_extensions: [attr_list, md_in_html]\n"
FILES = ("docs/desk/a.png", "docs/assets/b.png", "docs/form.pdf")
ITEM = "# Items\n\n<quiz>\nWhere {} to?\n- [x] Here\n  > Yes.\n- [ ] There\n  > No.\n</quiz>\n"


def told(
    folder: Path, text: str, *, config: str = PLAIN, page: str = "docs/desk/one.md"
) -> list[tuple[Severity, str, str]]:
    """Return what is said of links on a page: level, message and hint."""
    pages = {
        "docs/index.md": "# Home\n",
        "docs/desk/two.md": "# Two {#two}\n",
        page: f"---\nid: one\n---\n# One\n\n{text}\n",
    }
    for name, written in (dict.fromkeys(FILES, "") | pages).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(written, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout
    assert not unread
    found = [one for one in check(read_course(layout)) if one.code == "L401"]
    return [(one.severity, one.message, one.hint) for one in found]


@pytest.mark.parametrize(
    ("text", "level", "mend"),
    [
        ('See <a href="two.md">the other</a>.', W, "Write “[…](two.md)” or href=\"../two/\"."),
        ("See <A HREF='two.md#two'>the other</A>.", W, "Write “[…](two.md#two)” or href=\"../two/#two\"."),
        ('<div>\n<a class="b" href="../index.md">home</a>\n</div>', W, 'href="../../"'),
        ('<div markdown>\nSee <a href="two.md">it</a>.\n</div>', W, "“[…](two.md)”"),
        ('<iframe src="two.md"></iframe>', W, 'Write src="../two/".'),
        ('<img src="a.png" alt="">', W, "Write “![…](a.png)” or src=\"../a.png\"."),
        ('<img src="../assets/b.png" alt="">', W, 'src="../../assets/b.png"'),
        ('<a href="../form.pdf">the form</a>', W, 'href="../../form.pdf"'),
        ('<img src="c.png" alt="">', E, ""),
        (ITEM.format('does <a href="two.md">this</a> lead'), W, "“[…](two.md)”"),
    ],
)  # fmt: skip
def test_an_address_in_a_tag_counts_from_the_pages_own(text: str, level: Severity, mend: str, tmp_path: Path) -> None:
    ((severity, message, hint),) = told(tmp_path, text)
    assert severity is level
    assert mend in hint
    assert ("in a tag" in message) is bool(mend)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="../two/">the other</a> <a href="../two/#two">it</a> <a href="../two">it</a>',
        '<img src="../a.png" alt=""> <img src="../../assets/b.png" alt="">',
        '<a href="../../">home</a> <a href="..">up</a> <a href="#one">here</a> <a href="?all">all</a> <a href="">x</a>',
        '`<a href="two.md">` <!-- <a href="two.md"> --> <a href="{{ base }}/two.md">x</a>',
        '```html\n<a href="two.md">the other</a>\n```',
        '<a href="https://example.org/two.md">x</a> <a href="mailto:a@example.org">x</a>',
        "[the other](two.md) ![a picture](a.png)",
        '<a id="two.md"></a> <span title="two.md">two.md</span>',
    ],
)
def test_right_addresses_in_tags_stay_silent(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


def test_the_address_of_an_index_is_its_folder(tmp_path: Path) -> None:
    text = '<img src="a.png" alt=""> <a href="two/">the other</a> <a href="../form.pdf">the form</a>'
    assert told(tmp_path, text, page="docs/desk/index.md") == []
    ((level, _, hint),) = told(tmp_path, '<a href="two.md">x</a>', page="docs/desk/index.md")
    assert (level, 'href="two/"' in hint) == (W, True)


@pytest.mark.parametrize("name", ["readme.md", "Index.md"])
def test_only_what_mkdocs_takes_for_an_index_is_one(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, '<img src="../a.png" alt="">', page=f"docs/desk/{name}") == []


def test_without_folders_as_addresses_files_beside_a_page_are_beside_it(tmp_path: Path) -> None:
    flat = f"{PLAIN}use_directory_urls: false\n"
    assert told(tmp_path, '<img src="a.png" alt=""> <a href="two.html">x</a>', config=flat) == []
    ((_, _, hint),) = told(tmp_path, '<a href="two.md">x</a>', config=flat)
    assert 'href="two.html"' in hint


@pytest.mark.parametrize(
    "config",
    [
        PLAIN + "hooks: [hook.py]\n",
        PLAIN.replace("[coursewright]", "[coursewright, of-others]"),
        PLAIN.replace("[coursewright]", "[coursewright, blog]"),
        PLAIN.replace("[coursewright]", "[coursewright, offline]"),
        PLAIN.replace("[coursewright]", "[{coursewright: {offline: true}}]"),
        PLAIN.replace("attr_list", "pymdownx.pathconverter"),
        PLAIN.replace("attr_list", "of_others"),
    ],
)
def test_nothing_is_said_where_others_may_make_addresses(config: str, tmp_path: Path) -> None:
    assert told(tmp_path, '<a href="two.md">x</a> <img src="a.png" alt="">', config=config) == []


@pytest.mark.parametrize("text", ['<a href="two.md">x</a>', "[x](/desk/two.md)"])
def test_in_the_text_of_a_page_that_is_no_lesson_it_is_advice(text: str, tmp_path: Path) -> None:
    told(tmp_path, "Text.")
    (tmp_path / "docs/desk/two.md").write_text(f"# Two\n\n{text}\n\n{ITEM.format('does ' + text + ' lead')}", "utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    found = [one for one in check(read_course(layout)) if one.code == "L401"]
    assert [one.severity is Severity.ADVICE for one in found] == [True, False]


def test_a_page_that_names_a_file_outside_is_told_as_ever(tmp_path: Path) -> None:
    ((_, message, hint),) = told(tmp_path, "![x](../../plan.png)")
    assert (message, "Put it into" in hint) == ("there is no page or file “plan.png”", False)


BELOW = f"{PLAIN}site_url: https://example.org/course/\n"


@pytest.mark.parametrize(
    ("text", "config", "level", "mend"),
    [
        ("[x](/desk/two.md)", PLAIN, E, "Write “two.md”."),
        ("[x](/docs/desk/two.md#two)", PLAIN, E, "Write “two.md”."),
        ('<a href="/desk/two.md">x</a>', PLAIN, E, "Write “two.md”."),
        ("[x](/desk/two/)", BELOW, W, "Write “two.md”."),
        ("![x](/assets/b.png)", BELOW, W, "Write “../assets/b.png”."),
    ],
)
def test_an_address_from_the_root_is_told_where_it_leads_nowhere(
    text: str, config: str, level: Severity, mend: str, tmp_path: Path
) -> None:
    ((severity, _, hint),) = told(tmp_path, text, config=config)
    assert (severity, hint) == (level, mend)


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("[x](/desk/two/) ![x](/assets/b.png)", PLAIN),
        ("[x](/desk/two/)", f"{PLAIN}site_url: https://example.org/\n"),
        ("[x](/course/desk/two/) [x](/) [x](/library/) [x](//example.org/desk/two.md) [x](/other/guide.md)", BELOW),
        ("[x](/desk/two.md)", f"{BELOW}validation: {{absolute_links: relative_to_docs}}\n"),
        ("[x](/desk/two.md)", f"{BELOW}validation: {{links: {{absolute_links: relative_to_docs}}}}\n"),
        ("[x](/desk/two.md)", f"{BELOW}hooks: [hook.py]\n"),
        ("`[x](/desk/two.md)`", BELOW),
    ],
)
def test_an_address_from_the_root_may_be_right(text: str, config: str, tmp_path: Path) -> None:
    assert told(tmp_path, text, config=config) == []


@pytest.mark.parametrize("target", ["plan.png", "img/plan.png", "../images/plan.png", "../plan.pdf"])
def test_a_bank_shows_files_of_the_site(target: str, tmp_path: Path) -> None:
    bank = tmp_path / "quizzes" / "one.md"
    bank.parent.mkdir()
    bank.write_text(ITEM.format(f"does ![the plan]({target}) lead"), encoding="utf-8")
    ((level, message, hint),) = told(tmp_path, "<!-- quiz: bank one -->")
    assert (level, "is no file of the site" in message) == (E, True)
    assert f"write “../docs/{target.rpartition('/')[2]}”" in hint


def test_a_file_of_that_name_is_meant(tmp_path: Path) -> None:
    bank = tmp_path / "quizzes" / "one.md"
    bank.parent.mkdir()
    bank.write_text(ITEM.format("does ![the plan](b.png) lead"), encoding="utf-8")
    ((_, _, hint),) = told(tmp_path, "<!-- quiz: bank one -->")
    assert hint == "Did you mean “../docs/assets/b.png”?"


@pytest.mark.parametrize("tag", ['<img src="../docs/desk/a.png" alt="">', '<a href="../docs/desk/two.md">x</a>'])
def test_a_tag_in_a_bank_counts_from_the_page_that_shows_it(tag: str, tmp_path: Path) -> None:
    bank = tmp_path / "quizzes" / "one.md"
    bank.parent.mkdir()
    bank.write_text(ITEM.format(f"does {tag} lead"), encoding="utf-8")
    ((_, message, hint),) = told(tmp_path, "<!-- quiz: bank one -->")
    assert "in a tag" in message
    assert "[…](../docs/desk/" in hint


CODE = "[ours](ours.md) <a href='ours.md'>it</a>"


@pytest.mark.parametrize(
    "text", [f"A link looks like this:\n\n    {CODE}", f"- One\n- Two\n\n        {CODE}", f"\t{CODE}"]
)
def test_a_link_in_indented_code_leads_nowhere_on_purpose(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


@pytest.mark.parametrize("text", [f"- One\n\n    {CODE}", f"!!! note\n    {CODE}", f"Text that goes on\n    {CODE}"])
def test_what_is_indented_as_part_of_a_list_or_a_text_is_no_code(text: str, tmp_path: Path) -> None:
    assert [level for level, _, _ in told(tmp_path, text)] == [E, E]
