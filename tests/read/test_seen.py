"""What a reader sees of a text is what Python-Markdown makes of it; text that is no tag is never lost."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from coursewright.check.checker import check
from coursewright.fragment import seen as module
from coursewright.fragment.identity import digest_of, essence, norm, same_answer
from coursewright.fragment.links import names_in
from coursewright.fragment.rendered import words_of
from coursewright.fragment.seen import images, mended, readable, seen, typed
from coursewright.fragment.tags import no_tags
from coursewright.model.course import Course, Lesson
from coursewright.read.document import read_document
from marks import MARKS

ALSO = ["](b.md)", "[x][y]", "![", "<br>", "<!-- c -->", "<https://a.org/>", "<a@b.org>", "-", "1.", "  "]
inline = st.lists(st.sampled_from([*MARKS, *ALSO]), min_size=1, max_size=8).map("".join)
PLAINEST = [
    "[[gap]]",
    "**Who:**",
    "*So?*",
    "!",
    " & ",
    "[[two|gaps here]]",
    "**bold**",
    "*it*",
    "`code`",
    "`ls -a`",
    "[text](a.md#b)",
    "[text](a_b_c.md)",
    "[*all*](a.md)",
    "[**So.**](a.md)",
    "*[Title](a.md), 3*",
    "**[Title](a.md)**",
    "[alone]",
    " and ",
    "word",
    ", ",
    ". ",
    "(",
    "é",
    "\n",
    "=",
]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (r"4\*5 and a\_b", "4*5 and a_b"),
        ("rows[0][2]", "rows[0][2]"),
        ("[0][1]", "[0][1]"),
        ("f(x)[1](y)", "f(x)1"),  # a link, on the page too
        ("use `a[0][1]` and `&lt;`", "use a[0][1] and &lt;"),
        ("Dict<str, int>", "Dict<str, int>"),
        ("if x<i and i>y", "if x<i and i>y"),
        ("a set<b>", "a set<b>"),
        ("write </i> here", "write </i> here"),
        (r"\<T>", "<T>"),
        ("one <em>word</em>, <span class='x'>two</span>", "one word, two"),
        ("line<br>break &amp; more", "line break & more"),
        ("![a *cat*](c.png) <img src='d.png' alt='a > b'>", "a *cat* a > b"),
        ("<mailto@example.org> <https://example.org>", "mailto@example.org https://example.org"),
        ("[a](<b c.md>){.wide} ~~gone~~", "a gone"),
        ("ends here\\", "ends here"),
        ("one\\\ntwo", "one two"),
        (r"C:\ ".strip(), r"C:\ ".strip()),
        ("D:\\x\\y\\", "D:\\x\\y\\"),
        ("\\", "\\"),
        (r"\\", "\\"),
    ],
)
def test_the_words(markdown: str, words: str) -> None:
    assert readable(markdown) == words


def test_a_reference_is_one_where_its_name_is_defined() -> None:
    names = names_in("Text\n\n[here]: a.md\n   [The  Other]: <b.md>\n\n```\n[code]: c.md\n```\n")
    assert names == {"here", "the other"}
    assert readable("[see][here] [here] [a][b] ![c][the other] [code]", names) == "see here [a][b] c [code]"
    assert readable("[see][here]") == "[see][here]"


def test_images_are_found_however_they_are_written() -> None:
    assert images("![a](b.png 't') `![c](d.png)` <img alt=x src=\"e.png\"> ![f][g]") == ("b.png", "e.png")


@pytest.mark.parametrize(
    ("markdown", "answers"),
    [
        ("plain", ("plain",)),
        ("**much**", ("much",)),
        ("CO~2~", ("CO~2~", "CO2")),
        ("x^2^", ("x^2^", "x2")),
        ("a &lt; b", ("a < b", "a &lt; b")),
        ("`&lt;`", ("&lt;",)),
        ("&nbsp;", ("&nbsp;",)),
        ("<td>", ("<td>",)),
        ("List<int>", ("List<int>",)),
    ],
)
def test_what_may_be_typed(markdown: str, answers: tuple[str, ...]) -> None:
    assert typed(markdown) == answers


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PLAINEST, "["]), min_size=1, max_size=8).map("".join))
def test_the_plainest_markup_reads_as_python_markdown_reads_it(markdown: str) -> None:
    quick = module._plainly(markdown)
    if quick is not None:
        whole = module._read(markdown, frozenset())
        assert quick.text == whole.text
        assert [code for code in quick.pieces if code[1]] == [code for code in whole.pieces if code[1]]


def test_most_of_the_plainest_markup_is_read_quickly() -> None:
    assert all(module._plainly(markdown) for markdown in PLAINEST)
    assert module._plainly("See **the** [page](a.md#b), and `x`.") is not None


@settings(max_examples=300)
@given(inline)
@example("**a _b** c_")
@example("[a](b.md)[1][2]")
@example("a<b *and* b>a")
def test_words_are_those_of_the_html_that_python_markdown_makes(markdown: str) -> None:
    """A letter in front keeps its own marks from starting a block."""
    assume("~~" not in markdown)  # struck out, on the pages that know of it
    html = Markdown(extensions=["attr_list"]).convert(f"a {mended(markdown)}")
    assert readable(f"a {markdown}") == words_of(html.removeprefix("<p>").removesuffix("</p>"))


@given(inline)
@example("a<b<b>b>a")  # with the inner one as text, the outer ones would seem to be a tag
@example("<b<i<u>>>")
def test_nothing_in_angle_brackets_is_lost(markdown: str) -> None:
    for tag in no_tags(markdown):
        assert markdown[tag.start : tag.end].lstrip("\\")[0] == "<"
        assert escape(markdown[tag.start : tag.end].lstrip("\\"), quote=False) in mended(markdown)
    assert not any(no_tags(mended(markdown)))


@pytest.mark.parametrize(
    "markdown",
    [
        "<b>x</b>",
        "<br> <br/> <img src=a.png>",
        '<a href="b">c</a>',
        "<!-- <T> -->",
        "`<T>`",
        "<a-b c>d</a-b>",
        "<details open><summary>a</summary>b</details>",
        "<input type=checkbox checked disabled>",
        "<p>a",
        "<svg><linearGradient/><path d='M0'/></svg>",
        "<math><mi>x</mi></math>",
        "<https://a.org/b>",
        "<a@b.org>",
        '<div title="a > b" markdown>c</div>',
        "a < b > c",
        "1 <2> 3",
        "<td data-x aria-hidden>",
        "<B>x</B>",
        "~~~\n<T>\n~~~",
    ],
)
def test_what_is_a_tag_stays_one(markdown: str) -> None:
    assert list(no_tags(markdown)) == []
    assert mended(markdown) == markdown


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("a\\\nb", "a  \nb"),
        ("a\\\\\nb", "a\\\\\nb"),
        ("`a\\\nb`", "`a\\\nb`"),
        ("\\\nb", "\\\nb"),
        ("```\na\\\n```", "```\na\\\n```"),
        ("the end.\\", "the end."),
        ("a\\\\", "a\\\\"),
        ("`\\`", "`\\`"),
        ("press \\", "press \\"),
        ("in C:\\", "in C:\\"),
    ],
)
def test_a_backslash_at_the_end_of_a_line_breaks_it_and_one_that_is_meant_stays(markdown: str, shown: str) -> None:
    assert mended(markdown) == shown


PLAIN = [
    ("The client", "the client"),
    ("a) “Maybe – not”.", '"maybe - not"'),
    ("**NOT** a `Case` [link](x.md)", "not a Case link"),
    ("a\n  b", "a b"),
    ("*a* _b_ __c__ ***d*** <em>e</em> &amp;", "a b c d e &"),
    ("~~a~~ `b  c`", "a b c"),
    ("![alt](b.png)", "alt"),
]


@pytest.mark.parametrize(("markdown", "said"), PLAIN)
def test_comparisons_see_what_they_saw(markdown: str, said: str) -> None:
    """Ids and revisions are made of it, and saved answers found by them."""
    assert norm(markdown) == said


def test_ids_of_plain_texts_are_what_they_were() -> None:
    assert digest_of(essence("The client"), 4) == "6bfb10d1"
    assert digest_of(essence("A **later** time, ![map](m.png)."), 4) == "477af057"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't", "don’t"),
        ("don't", "don´t"),
        ("don't", "DONʼT"),
        ('say "a"', "say “a”"),
        ('"a"', "«a»"),
        ('"a"', "„a‟"),
        ("well-known", "well–known"),
        ("well-known", "well‑known"),
        ("−3", "-3"),
        ("a—b", "a-b"),
        ("a-b", "a﹣b"),
        ("a b", "a\u00a0b"),
        ("a b", "a\u202fb"),
        ("a b", "a\u2009 b"),
        ("co\u00adoperate", "cooperate"),
        ("5'", "5′"),
    ],
)
def test_what_a_phone_types_is_the_same(one: str, other: str) -> None:
    assert same_answer(one) == same_answer(other)


@pytest.mark.parametrize(("one", "other"), [("a'b", 'a"b'), ("ab", "a-b"), ("its", "it's"), ("a`b", "a'b"), ("a", "á")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert same_answer(one) != same_answer(other)


def reported(text: str) -> list[str]:
    problems = []
    document, heading = read_document(text, "page.md", problems, "practice")
    course = Course(lessons=(Lesson("page", heading, document, "page.md"),), problems=tuple(problems))
    return [f"{found.source.line}:{found.source.column} {found.code} {found.message}" for found in check(course)]


def test_a_tag_that_html_does_not_know_is_reported_at_its_place() -> None:
    item = "<quiz>\nWhat does `set<T>` hold?\n- [x] A <T> or Pair<K, V>\n  > As a\n  > <V> says.\n"
    item += "- [ ] <i>None\n  > Or </b>.\n\nAll <u>said\n</quiz>\n"
    found = [said for said in reported(item) if " R028 " in said]
    assert found == [
        "3:9 R028 <T> is no tag of HTML",
        "3:20 R028 <K, V> is no tag of HTML",
        "5:5 R028 <V> is no tag of HTML",
        "6:7 R028 <i> is never closed",
        "7:8 R028 </b> closes nothing",
        "9:5 R028 <u> is never closed",
    ]


def test_a_tag_in_an_answer_is_text() -> None:
    text = "<quiz>\nA cell is a [[<td>]], bold text a [[<b>]], a list of words a [[List<String>]].\n</quiz>\n"
    assert [said for said in reported(text) if "R028" in said] == []
    (item,) = read_document(text, "page.md", [], "practice")[0].items
    assert item.score(["<td>", "<B>", "list<string>"]) == 1


@pytest.mark.parametrize(
    ("written", "answers"),
    [
        ("[[a[0]]]", ["a[0]"]),
        ("[[a[0][1]]]", ["a[0][1]"]),
        ("[[a[b[0]]]]", ["a[b[0]]"]),
        ("[[[]]]", ["[]"]),
        ("[[[1, 2]|[2, 1]]]", ["[1, 2]", "[2, 1]"]),
        ("[[a[0]]", ["a[0"]),
        ("[[\\]]", ["\\"]),
        ("[[`a|b`|c]]", ["`a|b`", "c"]),
        ("[[`x[[1]]`]]", ["`x[[1]]`"]),
        ("[[a]] and b[0] or [[c]]", ["a"]),
        ("[[a\\|b]]", ["a|b"]),
        ("Map<String, [[Integer]]>", ["Integer"]),
    ],
)
def test_a_gap_holds_pairs_of_brackets_and_code(written: str, answers: list[str]) -> None:
    (item,) = read_document(f"<quiz>\nWrite {written} here.\n</quiz>\n", "page.md", [], "practice")[0].items
    assert list(item.blanks[0].answers) == answers


def test_two_entries_that_differ_in_an_index_stay_two() -> None:
    rows = "| one | m[0][1] |\n| two | m[0][0] |\n| three | [1][0] |\n| four | [1][1] |\n"
    text = f"<quiz>\n<!-- id: m; type: match -->\nWhich?\n\n| a | b |\n| - | - |\n{rows}</quiz>\n"
    (item,) = read_document(text, "page.md", [], "practice")[0].items
    assert len({choice.id for choice in item.choices}) == 4
    assert len({seen(choice.text.markdown).text for choice in item.choices}) == 4
    choices = "<quiz>\nWhich?\n- [x] m[0][1]\n- [ ] m[0][0]\n- [ ] 2\\*3\n- [ ] 23\n</quiz>\n"
    assert not [said for said in reported(choices) if "K004" in said]


def test_numbers_are_read_as_they_are_shown() -> None:
    for written in ("**75** ± 1", "`75 ± 1`", "75 &plusmn; 1", "75 <i>±</i> 1"):
        text = f"<quiz>\n<!-- type: numeric -->\nHow many? [[{written}]]\n</quiz>\n"
        (item,) = read_document(text, "page.md", [], "practice")[0].items
        assert item.score(["76"]) == 1
