"""Whatever text comes from outside, a reader sees the same text, and our reader takes it for nothing else."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coursewright.export.html import html_of
from coursewright.imports.draft import Answer, Draft, Unfit
from coursewright.imports.images import Images
from coursewright.imports.markdown import markdown_of
from coursewright.imports.write import write
from coursewright.problem import Source

SIGNS = [
    "*", "_", "[", "]", "<", ">", "- ", "1. ", "1) ", "#", "`", "[[", "]]", "$", "\\", "&", "&amp;", "&copy", "~", "~~",
    "^", "==", "|", "{", "}", ": ", "!", "!!! ", "??? ", "Hint: ", "x", "ab", "[x] ", "[ ] ", "(x) ", "☐ ", "– ", "• ",
    "> ", "+ ", "</quiz>", "<quiz>", "<!--", "-->", "```", "---", "===", "a", "1", ".", " ", "/// ", "a) ", "o ", "é",
    "{: .x}", "{{ y }}", "{% z %}", "<b>", "\u00a0", "http://e.org/_a_", ":smile:", "'", '"', "%", "**", "\u2028",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=7).map("".join)
_TAG = re.compile(r"<[^<>]*>")


def draft(kind: str = "single", **given_: object) -> Draft:
    return Draft(source=Source("in.txt", 1, 1), kind=kind, **given_)  # type: ignore[arg-type]


def seen(html: str) -> str:
    """Return what a browser shows, without white space."""
    return "".join(unescape(_TAG.sub("", html)).replace("\u2028", " ").split())


@settings(max_examples=40)
@given(stem=TEXTS, more=TEXTS, choice=TEXTS, feedback=TEXTS, kind=st.sampled_from(["single", "multiple", "order"]))
@example(stem="Hint: a", more="- [x] b", choice="[[c]]", feedback="> d", kind="single")
@example(stem="\\(", more="$$", choice="\\[x^2\\]", feedback="`", kind="order")
@example(stem="1. a", more="# b", choice="- c", feedback="</quiz>", kind="multiple")
@example(stem="*", more="a) (x) ", choice="o [ ] b", feedback="c . ☐", kind="single")
def test_a_text_reads_as_it_was_written(stem: str, more: str, choice: str, feedback: str, kind: str) -> None:
    texts = [text if seen(escape(text)) else f"a{text}" for text in (stem, more, choice, feedback)]
    html = [escape(text, quote=False) for text in texts]
    answers = [Answer(html[2], True, html[3]), Answer(f"<p>{html[3]} too</p>", kind != "single"), Answer("z")]
    made = draft(kind, stem=f"<p>{html[0]}</p><p>{html[1]}</p>", answers=answers, explanation=html[1])
    written = write(made, Images("images"))
    parts = written.parts
    assert seen(html_of(parts.stem)) == seen(html[0] + html[1])
    assert seen(html_of(parts.explanation)) == seen(html[1])
    for (text, _, said), answer in zip(parts.answers, answers, strict=True):
        assert seen(html_of(text)) == seen(answer.html)
        assert seen(html_of(said)) == seen(answer.feedback)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Plain words.</p>", "Plain words."),
        ("<p>a <b>b</b>, <i>c</i> and <code>d</code></p>", "a **b**, *c* and `d`"),
        ("<b>a</b><i>b</i>", "<strong>a</strong><em>b</em>"),
        ("a<br>b<br><br>c<br>", "a\\\nb\n\nc"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "*   a\n    1.  b\n*   c"),
        ("<pre>if a:\n  ```</pre>", "````\nif a:\n  ```\n````"),
        ("<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>", "| a |\n| --- |\n| b\\|c |"),
        ("H<sub>2</sub>O <u>u</u> <font color=red>f</font>", "H<sub>2</sub>O <u>u</u> f"),
        ('<a href="https://e.org/a b_(c)">x]</a>', "[x&#93;](https://e.org/a%20b_%28c%29)"),
        ('<a href="javascript:alert(1)">x</a> <a href="/mod/page.php">y</a>', "x y"),
        ("\\(a<b\\) and $$x_1$$ and \\[[[1]]\\]", "\\(a\\lt b\\) and $$x_1$$ and \\[[{}[1]]\\]"),
        ("\\[x\\], \\[1\\], \\[x^2\\] and $$a\\$$", "$$x$$, $$1$$, \\[x^2\\] and &#36;&#36;a&#92;&#36;&#36;"),
        ('<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
         "\\(x^2\\)"),
        ('<img class="equation_image" data-equation-content="x^2" src="/equation_images/x">', "\\(x^2\\)"),
        ("a<script>alert(1)</script><style>b{}</style><!-- c -->d", "ad"),
        ('<iframe src="https://e.org/v"></iframe>', "[https://e.org/v](https://e.org/v)"),
        ("<h3>Read</h3>this", "### Read\n\nthis"),
        ("a<hr>b", "a\n\n* * *\n\nb"),
        ("<p>a</p><blockquote><p>b</p></blockquote>", "a\n\n> b"),
        ("a * b, snake_case, _c_, -5, 3.14, $5", "a \\* b, snake_case, \\_c\\_, -5, 3.14, $5"),
    ],
)  # fmt: skip
def test_html_becomes_the_markdown_that_an_author_would_write(html: str, markdown: str) -> None:
    assert markdown_of(html, draft(), Images("images")) == markdown


@pytest.mark.parametrize(
    "html",
    ["<math><mi>x</mi></math>", "<div>" * 100, "a" * 20_000, "<br>" * 5_000, "x" * 300_000],
    ids=["mathml", "deep", "long", "elements", "huge"],
)
def test_what_is_no_question_is_refused(html: str) -> None:
    with pytest.raises(Unfit):
        markdown_of(html, draft(), Images("images"))


@pytest.mark.parametrize("mark", ["[", "[[", "*", "![", "`", "\\(", "\\[", "$", "&", "_", "~", "{", "</", "<b", "&#"])
def test_one_mark_repeated_hangs_nothing(mark: str) -> None:
    """Hundreds of them are written; of more than a paragraph may have, an author is told (R032)."""
    unseen = mark in ("</", "<b")  # a browser shows nothing of it, either
    for times, refused in ((800, ""), (4_000, "signs")):
        made = draft(stem=(mark * times)[:times] + "a", answers=[Answer("a", True), Answer("b")])
        if refused or unseen:
            with pytest.raises(Unfit, match="no text" if unseen else refused):
                write(made, Images("images"))
        else:
            assert write(made, Images("images")).item.kind == "single"
