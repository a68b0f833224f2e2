"""What mkdocs-quiz documents is honoured here, or answered with a message that says what happens instead.

The cases are found in mkdocs-quiz itself: an option that a newer one adds fails here until somebody decides about it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs_quiz.plugin import MkDocsQuizPlugin

from coursewright.options import CoursewrightConfig
from coursewright.render.frame.hooks import files_in, old_hooks
from coursewright.render.options import DEFAULTS
from engines import items_of, read_as_text

ITEM = """\
<quiz>
Who asks?
- [x] The worker
  > The duty is the worker's own.
- [ ] Nobody
  > Then nobody knows what they want.
</quiz>
"""
CATALOGUE = 'msgid "Answer"\nmsgstr "So it is"\n'
THEIR_DEFAULTS = {name: option.default for name, option in MkDocsQuizPlugin.config_scheme}
THEIR_PAGE_OPTIONS = {*MkDocsQuizPlugin()._get_quiz_options(SimpleNamespace(meta={})), "enabled", "language"}
"""What ``quiz:`` in a page's front matter sets: what their own function looks up, and what two others do."""
ONLY_DOCUMENTED = {"cli_run"}
"""In their manual, and known to their terminal runner, but not to their plugin."""


@dataclass(frozen=True)
class Case:
    """An option: a value for it, and what that changes on a page, or what the build says of it."""

    value: Any
    other: Any = None
    """A value that doesn't change it."""
    shows: str = ""
    says: str = ""
    src: str = "index.md"


SITE = {
    "enabled_by_default": Case(False, True, says="R016 the page switches its items off"),
    "auto_number": Case(True, False, shows="Question 1</h2>"),
    "show_correct": Case(False, True, shows=" data-reticent"),
    "disable_after_submit": Case(True, False, shows=" data-once"),
    "shuffle_answers": Case(True, False, shows=" data-shuffle"),
    "show_progress": Case(False, True, shows=" data-silent"),
    "language": Case("fr", "en", shows="<summary>Réponse</summary>"),
    "custom_translations": Case({"en": "own.po"}, {"fr": "own.po"}, shows="<summary>So it is</summary>"),
    "language_patterns": Case(
        [{"pattern": "a/*", "language": "fr"}],
        [{"pattern": "b/*", "language": "fr"}],
        shows="<summary>Réponse</summary>",
        src="a/page.md",
    ),
    "auto_submit": Case(True, says="auto_submit has no effect: answers are always sent with a button"),
    "confetti": Case(True, says="confetti has no effect: no confetti"),
    "progress_sidebar_position": Case("bottom", says="has no effect: the score stands at the end of the page"),
    "embed_source": Case(True, says="embed_source has no effect: pages never hold the source"),
    "cli_run": Case({"One": "docs/index.md"}, says="cli_run has no effect: `quiz` finds its menu in the file"),
}
PAGE = {name: case for name, case in SITE.items() if name in THEIR_PAGE_OPTIONS} | {
    "enabled": SITE["enabled_by_default"]
}


@dataclass(frozen=True)
class Page:
    """The page that a tiny site has, and what the build said."""

    html: str
    said: str

    @property
    def item(self) -> str:
        return "".join(items_of(self.html))


Tiny = Callable[..., Page]


@pytest.fixture
def tiny(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Tiny:
    """A function that builds a site of one page, with our plugin in the place of mkdocs-quiz."""

    def run(options: Any = None, front: Any = None, text: str = ITEM, src: str = "index.md", **settings: Any) -> Page:
        page = tmp_path / "docs" / src
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\n{yaml.safe_dump(front or {})}---\n{text}", encoding="utf-8")
        if not (tmp_path / "own.po").exists():
            (tmp_path / "own.po").write_text(CATALOGUE, encoding="utf-8")
        (tmp_path / "look").mkdir(exist_ok=True)
        (tmp_path / "look" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
        plain = {"name": None, "custom_dir": "look"}
        config = {"site_name": "Tiny", "markdown_extensions": ["admonition"], "theme": plain} | settings
        config["plugins"] = [{"coursewright": options or {}}]
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        caplog.clear()
        with caplog.at_level(logging.INFO):
            build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        name = src.removesuffix(".md").removesuffix("index").strip("/")
        html = (tmp_path / "site" / name / "index.html").read_text(encoding="utf-8")
        return Page(html, caplog.text)

    return run


def test_there_are_options_to_test() -> None:
    assert {"auto_number", "language_patterns"} <= set(THEIR_DEFAULTS)
    assert {"auto_number", "show_progress"} <= THEIR_PAGE_OPTIONS


@pytest.mark.parametrize("name", sorted({*THEIR_DEFAULTS, *ONLY_DOCUMENTED}))
def test_an_option_of_the_site_is_honoured_or_answered(name: str, tiny: Tiny) -> None:
    assert name in SITE, f"mkdocs-quiz has an option that is new: {name}"
    case = SITE[name]
    assert_honoured_or_answered(case, tiny({name: case.value}, src=case.src), tiny({name: case.other}, src=case.src))


@pytest.mark.parametrize("name", sorted(THEIR_PAGE_OPTIONS))
def test_an_option_of_a_page_is_honoured_or_answered(name: str, tiny: Tiny) -> None:
    assert name in PAGE, f"mkdocs-quiz has an option for pages that is new: {name}"
    case = PAGE[name]
    assert_honoured_or_answered(
        case, tiny(front={"quiz": {name: case.value}}), tiny(front={"quiz": {name: case.other}})
    )


@pytest.mark.parametrize("name", sorted(THEIR_PAGE_OPTIONS))
def test_a_page_overrules_the_site(name: str, tiny: Tiny) -> None:
    case, of_site = PAGE[name], {"enabled": "enabled_by_default"}.get(name, name)
    other = tiny({of_site: case.value}, front={"quiz": {name: case.other}})
    if case.shows:
        assert_honoured_or_answered(case, tiny({of_site: case.other}, front={"quiz": {name: case.value}}), other)
    if name == "enabled":
        assert case.says not in other.said


def assert_honoured_or_answered(case: Case, page: Page, without: Page) -> None:
    if case.shows:
        assert case.shows in page.html
        assert case.shows not in without.html
    assert case.says in page.said
    assert not case.says or case.says not in without.said
    assert page.item, "whatever an option says, the item is there"
    assert "Unrecognised" not in page.said


def test_where_a_default_is_another_one_the_manual_says_so() -> None:
    """What is left out differs only where ``docs/toolkit/index.md`` says so."""
    ours = {name: option.default for name, option in CoursewrightConfig._schema}
    ours |= {name: getattr(DEFAULTS, name) for name in DEFAULTS.__dataclass_fields__}
    other = {name for name, value in THEIR_DEFAULTS.items() if ours.get(name) not in (value, None)}
    assert other == {"disable_after_submit"}
    manual = (Path(__file__).parents[2] / "docs" / "toolkit" / "index.md").read_text(encoding="utf-8")
    row = re.search(r"^\| `disable_after_submit` \|.*$", manual, re.M)
    assert row
    assert "in mkdocs-quiz: `true`" in row[0]


# --- languages


@pytest.mark.parametrize(
    ("pattern", "src"),
    [("fr/**/*", "fr/a/page.md"), ("fr/**/*", "fr/page.md"), ("fr/*", "fr/a/page.md"), ("*.fr.md", "page.fr.md")],
)
def test_a_pattern_fits_what_their_manual_says_it_fits(pattern: str, src: str, tiny: Tiny) -> None:
    page = tiny({"language_patterns": [{"pattern": pattern, "language": "fr"}]}, src=src)
    assert "Réponse" in page.item


def test_the_first_pattern_that_fits_decides(tiny: Tiny) -> None:
    patterns = [{"pattern": "a/*", "language": "fr"}, {"pattern": "*", "language": "de"}]
    assert "Réponse" in tiny({"language_patterns": patterns}, src="a/page.md").item


ALTERNATES = [{"name": "Français", "link": "/fr/", "lang": "fr"}, {"name": "English", "link": "/", "lang": "en"}]
LANGUAGES: list[tuple[str, dict[str, Any]]] = [
    ("Antwort", {"theme": {"name": None, "custom_dir": "look", "language": "de"}}),
    ("Réponse", {"extra": {"alternate": ALTERNATES}}),
    ("Respuesta", {"options": {"language": "es"}}),
    ("回答", {"options": {"language_patterns": [{"pattern": "fr/*", "language": "ja"}]}}),
    ("Svar", {"front": {"quiz": {"language": "sv"}}}),
]
"""Where a page's language can be said, from the weakest to the strongest; each in its own language."""


@pytest.mark.parametrize("strongest", range(len(LANGUAGES)))
def test_what_is_said_nearer_to_the_page_decides_its_language(strongest: int, tiny: Tiny) -> None:
    given: dict[str, Any] = {"options": {}}
    for _, settings in LANGUAGES[: strongest + 1]:
        for name, value in settings.items():
            given[name] = given["options"] | value if name == "options" else value
    page = tiny(src="fr/page.md", **given)
    assert f"<summary>{LANGUAGES[strongest][0]}</summary>" in page.item


def test_of_several_alternates_the_longest_link_that_fits_decides(tiny: Tiny) -> None:
    both = [{"name": "Español", "link": "/fr/es/", "lang": "es"}, *ALTERNATES]
    assert "Respuesta" in tiny(src="fr/es/page.md", extra={"alternate": both}).item


@pytest.mark.parametrize(
    "options",
    [{"language": "tlh"}, {"language_patterns": [{"pattern": "*", "language": "tlh"}]}],
    ids=["of the site", "by a pattern"],
)
def test_a_language_without_texts_is_told_of_and_english(options: dict[str, Any], tiny: Tiny) -> None:
    page = tiny(options)
    assert "there is no translation for “tlh”, so texts stay English" in page.said
    assert '<summary lang="en">Answer</summary>' in page.item
    named = tiny(options | {"custom_translations": {"tlh": "own.po"}})
    assert "there is no translation" not in named.said
    assert "<summary>So it is</summary>" in named.item


def test_a_file_of_translations_that_is_missing_or_broken_is_told_of(tiny: Tiny, tmp_path: Path) -> None:
    options = {"custom_translations": {"en": "own.po"}}
    assert "there is no file none.po" in tiny({"custom_translations": {"en": "none.po"}}).said
    (tmp_path / "own.po").write_text(f"{CATALOGUE}and so on\n", encoding="utf-8")
    with pytest.raises(Abort):
        tiny(options)


# --- what was made for their markup


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "own.css",
            "div.quiz .quiz-intro, #quiz-1 { color: red }",
            "own.css: #quiz-1, .quiz, .quiz-intro are elements",
        ),
        ("own.js", 'document.querySelectorAll(".quiz form")', "own.js: .quiz are elements of mkdocs-quiz"),
        (
            "own.css",
            ".md-typeset .quiz-button.hidden, .quiz-results-reset:hover, .quiz-numbers {}",
            "own.css: .quiz-button, .quiz-results-reset are elements",
        ),
        ("own.js", 'page.quiz = "quiz"; a[0].quiz; "cw-item"', ""),
        ("own.css", ".quizzes, .my-quiz, .cw-item {}", ""),
        ("town/one.md", "# One\n\n<style>\n.quiz { color: red }\n</style>\n", "town/one.md: .quiz are elements"),
        ("one.md", "<script>document.querySelector('#quiz-1')</script>", "one.md: #quiz-1 are elements"),
        ("one.md", "```html\n<style>.quiz {}</style>\n```\n\nWrite `<style>.quiz {}</style>`.", ""),
    ],
)
def test_styles_and_scripts_for_their_markup_are_told_of(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    named = [] if name.endswith(".md") else [name]
    found = "\n".join(
        old_hooks(tmp_path, [*named, "https://example.org/quiz.js", "none.js", *files_in(tmp_path, ".md")])
    )
    assert found.startswith(said) if said else found == ""


def test_so_are_templates_of_the_author(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "look" / "partials").mkdir(parents=True)
    (tmp_path / "look" / "partials" / "own.html").write_text("<style>.quiz-intro { color: red }</style>", "utf-8")
    assert "partials/own.html: .quiz-intro are elements of mkdocs-quiz" in tiny().said


# --- comments


@pytest.mark.parametrize("around", ["{}", "!!! info\n\n    {}", "- {}"], ids=["alone", "in a note", "in a list"])
def test_the_intro_comment_says_that_answers_are_saved(around: str, tiny: Tiny) -> None:
    page = tiny(text=around.format("<!-- mkdocs-quiz intro -->") + "\n\n" + ITEM)
    assert "saved to your browser's local storage" in read_as_text(page.html)
    assert page.html.count("Reset quiz</button>") == 2  # one here, one in the score
    assert "<!-- mkdocs-quiz" not in page.html


def test_each_intro_comment_says_so(tiny: Tiny) -> None:
    """As in mkdocs-quiz, whose own documentation has three on a page; the second and third said nothing."""
    assert tiny(text="<!-- mkdocs-quiz intro -->\n\n" * 3 + ITEM).html.count('class="cw-intro"') == 3


@pytest.mark.parametrize("around", ["{}", "!!! info\n\n    {}"], ids=["alone", "in a note"])
def test_the_results_comment_is_where_the_score_stands(around: str, tiny: Tiny) -> None:
    page = tiny(text=around.format("<!-- mkdocs-quiz results -->") + "\n\nBehind it.\n\n" + ITEM)
    assert page.html.count("<cw-score") == 1
    assert page.html.index("<cw-score") < page.html.index("Behind it.") < page.html.index("<cw-item")
    assert "<!-- mkdocs-quiz" not in page.html


def test_the_results_comment_holds_although_progress_is_not_shown(tiny: Tiny) -> None:
    page = tiny({"show_progress": False}, text=f"{ITEM}\n<!-- mkdocs-quiz results -->\n")
    assert " data-silent" not in page.html


def test_a_comment_that_a_code_block_shows_is_left_alone(tiny: Tiny) -> None:
    page = tiny(text=f"{ITEM}\n    <!-- mkdocs-quiz intro -->\n\n`<!-- mkdocs-quiz results -->`\n")
    assert "&lt;!-- mkdocs-quiz intro --&gt;" in page.html
    assert "&lt;!-- mkdocs-quiz results --&gt;" in page.html


# --- what items may hold


def test_html_and_markdown_work_in_every_part_of_an_item(tiny: Tiny) -> None:
    text = ITEM.replace("Who asks?", "**Who** <kbd>asks</kbd>?").replace("The worker", "The `worker` <sub>1</sub>", 1)
    text = text.replace("The duty", "The *duty*").replace("</quiz>", "\n!!! tip\n    For <mark>all</mark>.\n</quiz>")
    item = tiny(text=text).item
    for html in ("<strong>Who</strong> <kbd>asks</kbd>?", "The <code>worker</code> <sub>1</sub>", "<em>duty</em>"):
        assert html in item
    assert '<div class="admonition tip">' in item
    assert "For <mark>all</mark>." in item


def test_each_blank_is_an_input_and_a_line_parts_the_explanation(tiny: Tiny) -> None:
    item = tiny(text="<quiz>\n**Two** and [[two]] is [[four|4]].\n\n---\nSo it is.\n</quiz>\n").item
    assert re.findall(r'data-accept="(.*?)"', item) == ["[&quot;two&quot;]", "[&quot;four&quot;, &quot;4&quot;]"]
    assert '<p class="cw-explanation">So it is.</p>' in item


def test_the_old_syntax_is_reported(tiny: Tiny) -> None:
    page = tiny(text="<?quiz?>\nquestion: Who?\nanswer-correct: You\nanswer: I\n<?/quiz?>\n\n" + ITEM)
    assert re.search(r"docs/index\.md:4:1: R005 .*\n.*:8:1: R005 .*\n.*mkdocs-quiz migrate", page.said), page.said


@pytest.mark.parametrize(
    "theme",
    [
        "material",
        "mkdocs",
        "readthedocs",
    ],
)
def test_a_theme_that_mkdocs_quiz_works_with_does_here(theme: str, tiny: Tiny) -> None:
    assert tiny(theme={"name": theme}).item


@pytest.mark.parametrize("value", [True, False])
def test_the_option_that_chose_our_templates_is_answered(value: bool, tiny: Tiny) -> None:
    page = tiny({"theme": value})
    assert "the plugin's option “theme” is gone; delete it" in page.said
    assert "theme: {name: coursewright}" in page.said
    assert page.item
