"""What a page says of the learner's path without any script, and what it keeps to itself."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from pkgutil import iter_modules

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.model.about import About
from coursewright.model.course import Bank, Course, Document, Lesson
from coursewright.model.path import NEEDS, PIECES, Completion, Final, LearningPath, Section, Step
from coursewright.read.document import read_document
from coursewright.render.path import pieces
from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import all_pieces, piece_of, scripts_of
from coursewright.render.session import Session
from engines import ROOT, read_as_text

TRANSLATE = ROOT / "docs" / "toolkit" / "translate.md"
ASKED = read_document("<quiz>\nWhich?\n- [x] A\n- [ ] B\n</quiz>\n", "docs/a.md", [], "practice")[0].items
STEPS = (Step("a", "A", "docs/a.md", "lesson", ASKED), Step("s", "S", "docs/a.md", "scenario"))
SECTIONS = (
    Section("One", True, STEPS),
    Section("Two", False, (Step("b", "B", "docs/b.md", "lesson", (*ASKED, *ASKED)),)),
)


def course(completion: Completion, sections: tuple[Section, ...] = SECTIONS) -> Course:
    bank = Bank("final", "", "final", Document("quizzes/final.md", {}, {}))
    lesson = Lesson("a", "A", Document("docs/a.md", {}, {}), "a.md", sources=("Ash, A. (2020). A title.",))
    return Course(
        about=About(id="c", title="C"), lessons=(lesson,), banks=(bank,), path=LearningPath(completion, sections)
    )


def said(completion: Completion, name: str = "completion") -> str:
    return read_as_text(piece_of(name).render(Maker(Session(course(completion)))))


def final(attempts: int | None, draw: int = 12) -> Completion:
    return Completion(needs=NEEDS, final=Final((("final", draw),), attempts))


@pytest.mark.parametrize(
    ("completion", "words"),
    [
        (Completion(), "Answer every check question in the core lessons (1)."),
        (final(3), "get 9 of 12 questions right (75 %). You have 3 attempts, and the best one counts."),
        (final(1), "You have one attempt."),
        (final(None), "You may take it as often as you like, and your best attempt counts."),
        (final(3, 10), "get 8 of 10 questions right (75 %)"),
        (final(3), "Bring every core scenario (1) to a good end."),
        (Completion(), "Electives are yours to choose."),
    ],
)
def test_what_finishing_takes_is_said_in_words(completion: Completion, words: str) -> None:
    assert words in said(completion)
    assert words in said(completion, "progress")


def test_what_does_not_count_is_not_asked_for() -> None:
    assert "assessment" not in said(Completion())
    assert "scenario" not in said(Completion())


@pytest.mark.parametrize("titles", [("Two", "More"), ("Two", "Electives"), ("Two",)])
def test_electives_stand_below_one_heading_of_that_name(titles: tuple[str, ...]) -> None:
    sections = (SECTIONS[0], *(replace(SECTIONS[1], title=title) for title in titles))
    html = piece_of("progress").html(Maker(Session(course(Completion(), sections))))
    assert html
    assert len(re.findall(r"<h\d>(?:<span>)?Electives\b", html)) == 1
    assert [title for title in titles if not re.search(rf"<h\d><span>{title}\b", html)] == []


def test_every_name_that_reading_knows_has_its_module_and_every_module_its_name() -> None:
    assert {module.name for module in iter_modules(pieces.__path__)} == set(all_pieces()) == set(PIECES)


@pytest.mark.parametrize("name", ["", "nonsense"])
def test_a_piece_that_there_is_not_is_told_to_its_author(name: str) -> None:
    assert said(Completion(), name) == "This part can’t be shown."


@pytest.mark.parametrize(
    ("completion", "hours"),
    [(Completion(), "0.5"), (Completion(needs=("lessons", "scenarios")), "0.75"), (final(1, 20), "1")],
)
def test_hours_count_what_finishing_takes(completion: Completion, hours: str) -> None:
    pages = [Lesson(id, id, Document(f"docs/{id}.md", {}, {}), f"{id}.md", minutes=30) for id in ("a", "s", "b")]
    pages[1] = replace(pages[1], minutes=15)
    steps = (Step("a", "A", "docs/a.md", "lesson", ASKED), Step("s", "S", "docs/s.md", "scenario"))
    taken = replace(course(completion, (Section("One", True, steps), SECTIONS[1])), lessons=tuple(pages))
    assert f"about {hours} (an estimate)" in read_as_text(piece_of("certificate").render(Maker(Session(taken))))


SETTINGS = {
    "site_name": "Path",
    "theme": {"name": "coursewright"},
    "plugins": ["search", "coursewright"],
    "markdown_extensions": ["footnotes"],
    "nav": [{"One": ["a.md"]}, "path.md"],
    "extra": {"course": {"id": "c", "final": {"draw": {"final": 1}}}},
}
ITEM = """<quiz>
<!-- id: {name} -->
Which {name} tree is a conifer?
- [x] The {name} cedar
  > Cedars bear cones, {name} ones too. See [home](../docs/a.md).
- [ ] The {name} beech
  > Beeches bear nuts, and {name} ones too.
</quiz>
"""
ANCHORED = """<quiz>
<!-- id: {name} -->
Which tree sheds its leaves?
- [x] The {name} oak
  > Oaks do: see [above](#trees) and [the page](a.md#trees).
- [ ] The {name} pine
  > Pines keep their needles, the {name} one too.[^1]
</quiz>
"""
FILES = {
    "docs/a.md": "---\nid: a\nduration: 50\n---\n# A & <b>\n\n" + ITEM.format(name="alpine"),
    "docs/b/c.md": "---\nid: c\n---\n# C\n\n## Trees {#trees}\n\n"
    + ANCHORED.format(name="inline").replace("a.md", "../a.md")
    + "\n<!-- quiz: banked -->\n\n[^1]: A note.\n",
    "docs/d.md": "# D\n\n<!-- quiz: banked -->\n",
    "quizzes/bank.md": ANCHORED.format(name="banked").replace("a.md", "../docs/a.md") + "\n[^1]: A note.\n",
    "docs/path.md": "# Path\n\n" + "\n\n".join(f"<!-- course: {name} -->" for name in PIECES if name != "agreement")
    + "\n\n<!-- course: agreement -->\n\n1. **Hello.** Who?\n2. [Company](a.md)\n\nBehind.\n",
    "quizzes/final.md": "---\nuse: final\n---\n" + ITEM.format(name="fiery"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("path")
    for name, text in {**FILES, "mkdocs.yml": yaml.safe_dump(SETTINGS)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for folder in ("site", "again"):
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / folder)))
    return root / "site"


@pytest.fixture(scope="module")
def html(site: Path) -> str:
    return (site / "path" / "index.html").read_text("utf-8")


def test_the_same_course_gives_the_same_bytes(site: Path, html: str) -> None:
    assert (site.parent / "again" / "path" / "index.html").read_text("utf-8") == html


def test_steps_are_links_that_the_engine_has_resolved(site: Path, html: str) -> None:
    """And name what is asked there, by which a script counts what is saved."""
    lesson = (site / "a" / "index.html").read_text("utf-8")
    title = '<h3><span>One</span> <span class="cw-count"></span></h3>'
    (row,) = re.findall(f'{title}</summary><ul class="cw-steps">(.*?)</ul>', html)
    (revision,) = re.findall('data-item="alpine" data-kind="single" data-revision="(.*?)"', lesson)
    start = f'<li data-step="lesson" data-id="a" data-items="{revision},alpine" data-needed>'
    assert row.startswith(f'{start}<a href="../a/">A &amp; &lt;b&gt;</a>')


def test_items_of_the_final_stand_in_the_page_coded_and_in_no_index(site: Path, html: str) -> None:
    (data,) = re.findall(r'<cw-bank data-bank="final" data-draw="1" data-items="(.*?)" hidden></cw-bank>', html)
    (form,) = json.loads(base64.b64decode(data))
    assert 'data-item="fiery"' in form
    assert 'href="../a/"' in form  # rebased from the bank, and resolved
    assert "fiery" not in html
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "fiery" not in index
    assert data[:40] not in index
    assert "nuts" not in index


def test_review_holds_the_practice_items_unseen(html: str) -> None:
    (shelf,) = re.findall(r'<ul class="cw-shelf" hidden>(.*?)</ul></cw-review>', html, re.S)
    assert re.findall(r'data-item="(\w+)"', shelf) == ["alpine", "inline", "banked"]
    assert 'doi.org/10.1111/j.1467-9280.2008.02209.x"' in html


def test_an_anchor_alone_leads_to_the_page_that_it_was_written_for(site: Path, html: str) -> None:
    """Wherever the item is shown again: on its own page it stays within the page."""

    def links(page: str, name: str) -> list[str]:
        item = re.findall(rf'<cw-item[^>]* data-item="{name}".*?</cw-item>', page, re.S)[0]
        return re.findall(r'href="([^"]*)"', item)

    own = (site / "b" / "c" / "index.html").read_text("utf-8")
    assert links(html, "inline")[:2] == ["../b/c/#trees", "../a/#trees"]
    assert links(html, "banked")[:2] == ["../b/c/#trees", "../a/#trees"]
    assert links(own, "inline")[:2] == ["#trees", "../../a/#trees"]
    assert links(own, "banked")[:2] == ["#trees", "../../a/#trees"]
    assert links((site / "d" / "index.html").read_text("utf-8"), "banked")[:2] == ["../b/c/#trees", "../a/#trees"]
    assert links(html, "banked")[2] == "#fn:1"  # a note comes along with its item


def test_the_agreement_is_the_authors_list_with_a_field_for_each_line(html: str) -> None:
    (form,) = re.findall(r"<cw-agreement.*?</cw-agreement>", html, re.S)
    labels = re.findall(r'<div id="(cw-line-\d)">(.*?)</div>', form)
    assert labels == [("cw-line-1", "<strong>Hello.</strong> Who?"), ("cw-line-2", '<a href="../a/">Company</a>')]
    assert [mark for mark, _ in labels] == re.findall(r'<textarea aria-labelledby="(.*?)"', form)
    assert len(set(re.findall(r'data-line="(\w+)"', form))) == 2
    assert "Second signature" in form
    assert html.index("</cw-agreement>") < html.index("Behind.")


def test_provider_fields_are_empty_and_hours_are_an_estimate(html: str) -> None:
    (fields,) = re.findall(r"<dl>(.*?)</dl></?p? ?c?l?a?s?s?", html, re.S)[:1]
    values = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", fields))
    assert [name for name, value in values.items() if not value] == ["Provider", "Provider’s approval", "Signature"]
    assert values["Hours"] == "about 0.75 (an estimate)"  # 50 minutes and one question


def test_each_file_is_loaded_once_and_nothing_stands_in_the_page(html: str) -> None:
    article = html[html.index("<article") : html.index("</article>")]
    scripts = re.findall(r'<script src="[^"]*?(\w+\.js)\?\w+" defer></script>', article)
    assert len(scripts) == len(set(scripts))
    own = {"state.js", *scripts_of(all_pieces().values())}
    assert set(scripts) == own - {"calendar.js"}  # `review.js` loads it, once there are dates
    assert set(scripts) >= {"player.js", "path.js", "final.js", "review.js", "agreement.js", "data.js"}
    assert scripts[0] == "state.js"
    assert re.findall(r"<style|<script(?! src)| style=| on\w+=", article) == []
