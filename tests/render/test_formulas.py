"""Formulas on pages: drawn without a script in every part of an item, or left to the site's own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest
from markdown import Markdown

from coursewright.model.course import Course
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.formulas import SCRIPT, STYLE
from coursewright.render.options import formulas_option
from coursewright.render.session import Page, Session

ARITHMATEX = {"pymdownx.arithmatex": {"generic": True}}
MERMAID = {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}}
ITEM = r"""# The $a^2$ rule

Here $a_1 * b_1 * c$ and $$x$$ are.

$$
\begin{aligned} a &< b \\ c &= 1 \end{aligned}
$$

<quiz>
What is $x<y$? It costs $5 and $6, in `$y$`.

Hint: $h^2$
- [x] $\frac{1}{2}$
  > Since \(f|g\) and $$\int_0^1 x$$ are.
- [ ] $$\sqrt{2}$$
- [ ] $N$ and $n$

It is $e_1$.
</quiz>
"""
MATCH = r"""<quiz>
<!-- type: match -->
Pair.

| A | B |
|---|---|
| $x^2$ | $\frac{1}{2}$ |
| $y$ | $\sqrt{3}$ |
</quiz>
"""


def page(text: str, options: dict[str, object] | None = None, formulas: str = "mathml", **more: object) -> str:
    session = Session(Course(), formulas="keep" if formulas == "keep" else "mathml")
    session.page = Page(path="docs/a.md")
    configs = {**(ARITHMATEX if options is None else options), **more}
    md = Markdown(
        extensions=["toc", "md_in_html", *configs, CoursewrightExtension(session=session)],
        extension_configs={name: value or {} for name, value in configs.items()},  # type: ignore[misc, dict-item]
    )
    html = md.convert(text)
    page.toc = md.toc_tokens  # type: ignore[attr-defined]
    return html


def drawn(html: str) -> list[str]:
    return [fromstring(math).get("alttext", "") for math in re.findall(r"<math\b.*?</math>", html, re.S)]


@pytest.mark.parametrize("generic", [True, False])
def test_formulas_are_drawn_in_every_part_of_an_item(generic: bool) -> None:
    html = page(ITEM, {"pymdownx.arithmatex": {"generic": generic}})
    found = drawn(html)
    for formula in ("a^2", "x", "a < b; c = 1", "x < y", "h^2", "f|g", "∫_0^1x", "√2", "1/2", "N", "n", "e_1"):
        assert formula in found, formula
    assert "$5 and $6" in html
    assert "<code>$y$</code>" in html
    assert "\\(" not in html
    assert "<script" not in html.partition("<cw-score")[0]
    assert html.count('display="block"') == 5  # two on the page, three in the item, one of which is a copied choice
    assert html.index(STYLE) < html.index("<h1")


def test_a_box_is_named_by_its_formula() -> None:
    labels = re.findall(r"<label for=[^>]*>(.*?)</label>", page(ITEM), re.S)
    assert re.findall(r'aria-label="([^"]*)"', labels[0]) == ["1/2"]
    assert "aria-label" not in page("So $x$ is.")


def test_a_list_of_entries_says_formulas_in_plain_text() -> None:
    html = page(MATCH)
    assert set(re.findall(r"<option [^>]*>(.*?)</option>", html)) == {"Choose…", "√3", "1/2"}


def test_the_table_of_contents_says_formulas_in_plain_text() -> None:
    html = page(ITEM)
    assert [token["name"] for token in page.toc] == ["The a^2 rule"]  # type: ignore[attr-defined]
    assert 'id="the-a2-rule"' in html
    assert drawn(html.partition("</h1>")[0]) == ["a^2"]


def test_what_cannot_be_drawn_stays_readable() -> None:
    assert r'<span class="arithmatex"><code>\foo{x} &lt; 1</code></span>' in page(r"So $\foo{x} < 1$.")


@pytest.mark.parametrize("options", [ARITHMATEX, {}])
def test_a_page_without_formulas_loads_nothing_for_them(options: dict[str, object]) -> None:
    plain = "# Prices\n\nIt costs $5.\n\n<quiz>\nWhat? $5 and $6\n- [x] a\n- [ ] b\n</quiz>\n"
    html = page(plain, options)
    assert html == page(plain, {}) == page(plain, options, formulas="keep")
    assert STYLE not in html
    assert SCRIPT not in html


def test_tex_stays_for_the_script_of_the_site() -> None:
    html = page(ITEM, formulas="keep")
    assert drawn(html) == []
    assert r'<span class="arithmatex">\(\frac{1}{2}\)</span>' in html
    assert html.count(SCRIPT) == 1
    assert STYLE not in html


def test_a_fence_of_superfences_is_drawn() -> None:
    from pymdownx.arithmatex import arithmatex_fenced_format  # noqa: PLC0415

    fences = [{"name": "math", "class": "arithmatex", "format": arithmatex_fenced_format(mode="generic")}]
    html = page("```math\na < b\n```\n", None, **{"pymdownx.superfences": {"custom_fences": fences}})
    assert drawn(html) == ["a < b"]


def test_a_diagram_loads_what_draws_it_later() -> None:
    diagram = "```mermaid\ngraph LR\n  A --> B\n```\n"
    html = page(f"<quiz>\nWhat?\n\n{diagram}\n- [x] a\n- [ ] b\n</quiz>\n", {}, **MERMAID)
    assert html.count(SCRIPT) == 1
    assert SCRIPT not in page(f"So:\n\n{diagram.replace('mermaid', 'text')}", {}, **MERMAID)


@pytest.mark.parametrize(
    ("said", "scripts", "becomes"),
    [
        (None, [], "mathml"),
        (None, ["javascripts/extra.js"], "mathml"),
        (None, ["javascripts/katex.js", "https://unpkg.com/katex@0/dist/katex.min.js"], "keep"),
        (None, ["https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js"], "keep"),
        ("mathml", ["javascripts/mathjax.js"], "mathml"),
        ("keep", [], "keep"),
    ],
)
def test_who_draws_formulas_is_said_or_found_out(said: str | None, scripts: list[str], becomes: str) -> None:
    assert formulas_option({"formulas": said}, scripts) == becomes
