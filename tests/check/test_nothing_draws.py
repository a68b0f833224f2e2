"""Formulas and diagrams that a site draws nowhere, so that readers see their source, are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from markdown import Markdown
from test_raw_marks import FINE, LESSON

from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

BANK = "quizzes/lesson.md", "You meet a client in a queue."
SCENE = "quizzes/scenarios/queue.md", "A client stands behind you."
PLACES = [LESSON, BANK, SCENE]
DIAGRAM = "```mermaid\ngraph LR\n  A --> B\n```\n"
FENCES = "  - pymdownx.superfences:\n      custom_fences:\n        - name: mermaid\n          class: mermaid\n"
PLAIN = "  - pymdownx.superfences\n"


def told(
    folder: Path,
    written: str,
    place: tuple[str, str] = LESSON,
    *,
    extensions: str = PLAIN,
    more: str = "",
    files: dict[str, str] | None = None,
) -> list[Problem]:
    """Return what R031 says of the course of slips with this text above a line of it, and this in its configuration."""
    course = shutil.copytree(FINE, folder / "course")
    config = (course / "mkdocs.yml").read_text("utf-8")
    config = config.replace("markdown_extensions:\n", f"markdown_extensions:\n{extensions}")
    (course / "mkdocs.yml").write_text(f"{config}\n{more}", "utf-8")
    for name, text in (files or {}).items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, "utf-8")
    name, old = place
    page = (course / name).read_text("utf-8")
    assert old in page
    (course / name).write_text(page.replace(old, f"{written}{old}", 1), "utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    return [one for one in read_course(layout).problems if one.code == "R031" and one.source.path == name]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "formula",
    [
        "$\\frac{1}{2}$", "$\\pi r^2$", "$x^2$", "$x_1$", "$E = mc^2$", "$$a^2 + b^2 = c^2$$", "$2 + 2 = 4$",
        "$$\\sum_{i=1}^n i$$", "$e^{-x}$", "$10^{-3}$", "$f(x)=2$",
    ],
)  # fmt: skip
def test_the_first_formula_is_told(place: tuple[str, str], formula: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, f"So {formula} and $y^2$. ", place)
    assert (found.severity, found.source.column) == (Severity.WARNING, 4)
    assert found.message == f"a formula, “{formula}”, needs the extension pymdownx.arithmatex"


@pytest.mark.parametrize("formula", ["$x^2$", "$$x^2$$", "$\\frac{1}{2}$"])
def test_readers_see_what_is_told(formula: str) -> None:
    assert formula in Markdown(extensions=["pymdownx.superfences"]).convert(f"So {formula}.")


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 today and $6 tomorrow, or $5 = 4 € and 6$.", "US$5 and 10$ to 20$, $1 = $1.3, $5/$6, $ 5 = 5 $.",
        "Type `$x^2$` and `$\\frac{1}{2}$`.", "Write \\$x^2\\$ so.", "Text.\n\n    $x^2$\n", "```tex\n$x^2$\n```\n",
        "<!-- $x^2$ -->", "<code>$x^2$</code>", "Set $HOME and $PATH, $a and $b, ${a_b} $1 and $$.",
        "In PHP, $x = 5; echo $y; and $a = $b, $$a = $$b, $a->b($c), $a == $b$, $x .= $y.", "df$x^2 + df$y^2 = df$z",
        "The cell $A$1 = $B$2 + $C1^2-$D1.", "^foo$|^bar$ and [a-z]$ or ^[0-9]$ it", "new \\App\\Text($a, $b)",
        "Kill $$ and $$ or $! = $?", "A$AP and Ke$ha = $um", "$a$ or $N$", "$x$, $y$ and $z$.", "$100M$ = $1$",
        "git show $a^{tree} $b^{tree}", "My $FOO_BAR$ and $foo_bar$",
    ],
)  # fmt: skip
def test_no_formula_is_told(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{text}\n\n") == []


def test_a_diagram_is_told(tmp_path: Path) -> None:
    (found,) = told(tmp_path, f"Text.\n\n{DIAGRAM}\n{DIAGRAM}\n")
    assert (found.severity, found.source.column) == (Severity.WARNING, 1)
    assert found.message == "a diagram needs the extension pymdownx.superfences, with its custom fence “mermaid”"


def test_a_diagram_in_a_list_is_told(tmp_path: Path) -> None:
    assert len(told(tmp_path, "- Text:\n\n    " + DIAGRAM.replace("\n", "\n    ") + "\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n    " + DIAGRAM.replace("\n", "\n    ") + "\n", f"````markdown\n{DIAGRAM}````\n\n",
        f"<!--\n{DIAGRAM}-->\n\n", f"Mermaid draws this:\n\n{DIAGRAM}\n", "```\nmermaid\n```\n\n",
        "`mermaid` and ```mermaid``` it\n\n",
    ],
)  # fmt: skip
def test_no_diagram_is_told(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


BOTH = f"So $x^2$ and $\\frac{{1}}{{2}}$.\n\n{DIAGRAM}\n"
DRAWN = [
    ("  - pymdownx.arithmatex\n" + FENCES, "", {}),
    ("  - mdx_math\n" + FENCES, "", {}),
    ("  - marks_of_others\n", "", {}),
    (FENCES, "extra_javascript: [https://example.org/mathjax@3/tex-mml-chtml.js]", {}),
    (FENCES, "extra_javascript: [https://example.org/katex/contrib/auto-render.min.js]", {}),
    (FENCES, "extra_javascript: [{path: js/katex.js, defer: true}]", {}),
    (PLAIN, "extra_javascript: [js/a.js]", {"docs/js/a.js": "load('mathjax'); load('Mermaid')"}),
    (PLAIN, "extra_javascript: [js/mathjax.js, js/mermaid.min.js]", {}),
    (
        PLAIN,
        "theme: {name: coursewright, custom_dir: own}",
        {"own/main.html": "<script src='mermaid.js'></script> MathJax"},
    ),
]


@pytest.mark.parametrize(("extensions", "more", "files"), DRAWN)
def test_what_the_site_draws_is_left_alone(extensions: str, more: str, files: dict[str, str], tmp_path: Path) -> None:
    if more.startswith("theme"):
        config = (FINE / "mkdocs.yml").read_text("utf-8")
        assert "\ntheme:" in f"\n{config}"
    assert told(tmp_path, BOTH, extensions=extensions, more=more, files=files) == []


@pytest.mark.parametrize(
    ("extensions", "more", "expected"),
    [
        (PLAIN, "", 2),
        ("", "extra_javascript: [js/other.js]", 2),
        (FENCES, "", 1),
        (PLAIN + "  - pymdownx.arithmatex\n", "", 1),
    ],
)
def test_each_is_told_where_the_other_is_drawn(extensions: str, more: str, expected: int, tmp_path: Path) -> None:
    assert len(told(tmp_path, BOTH, extensions=extensions, more=more, files={"docs/js/other.js": "1"})) == expected
