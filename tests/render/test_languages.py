"""Pages in each language that we ship: every text comes from the template, and no English is left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.build import build_site
from coursewright.config import read_layout
from coursewright.export.listing import listing
from coursewright.model.path import PIECES
from coursewright.read.course import read_course
from coursewright.render.frame.furniture import frame_words
from coursewright.render.path.registry import all_pieces, spoken
from coursewright.render.texts import Texts, fill, texts_in
from coursewright.translate import TEMPLATE, template
from engines import pages_of

LANGUAGES = sorted(path.stem for path in TEMPLATE.parent.glob("*.po"))
_NAMES = re.compile(r"\{\w+\}")

ITEM = """\
<quiz>
<!-- id: shop -->
Aaa?
- [x] Bbb
  > Ccc.
- [ ] Ddd
  > Eee.
</quiz>
"""
EVERY_KIND = f"""\
---
id: all
duration: 30
objectives: {{O1: Fff ggg.}}
sources: ["[Xxx](https://example.org)"]
quiz: {{auto_number: true}}
---
# Qqq
<!-- mkdocs-quiz intro -->

A kiosk.
{ITEM}
<quiz>
Mmm [[two|2]] nnn [[four|4]]?
</quiz>

<quiz>
<!-- scored: false -->
Ooo?
- [ ] Ppp
- [ ] Qqq
</quiz>

<quiz>
<!-- type: truefalse -->
Rrr?
- [x] True
- [ ] False
</quiz>

<quiz>
<!-- type: short -->
Sss?
- [x] one
</quiz>

<quiz>
<!-- type: numeric -->
Ttt? [[1]]
</quiz>

<quiz>
<!-- type: order -->
Uuu?

1. Vvv
2. Www
</quiz>

<quiz>
<!-- type: match; credit: partial -->
Xxx?

Hint: Yyy.

| a | b |
| - | - |
| c | d |
| e | f |
</quiz>

<quiz>
<!-- type: say -->
Say zzz.

- [ ] Aab.
- [ ] Bbc.

Reply: **Ccd.** Dde.
</quiz>

<!-- quiz: sure -->

<!-- quiz: scenario meeting -->

<!-- quiz: missing -->
"""
DEBRIEF = """\
- **Principle:** Vwx.
- **Objectives:** O1
- **Standard:** Yza.
- **What would change my mind:** Bcd.
- **Next session:** Efg.
"""
SCENARIO = f"""\
---
id: meeting
title: Ghi
content_note: Abc.
change: {{def: Def}}
minutes: 3
---
# Ghi

## Jkl

*As the client sees it:* Efg.

- [Mno.](#pqr)
  > **Client:** Pqr.

  > **You:** Stu.

  *Remember: def*
- *If def:* [Vwx.](#stu)
  > **Client:** Pqr.
- *If not def:* [Yza.](#stu)
  > **Client:** Pqr.

## Pqr

**Ending: protected**

Hhh.

{DEBRIEF}
## Stu

**Ending: repairable**

Hhh.

{DEBRIEF}
Iii.

- [Jjj.](#rep)
  > **Client:** Pqr.
- [Kkk.](#harmed)
  > **Client:** Pqr.

## Rep

**Ending: repaired**

Hhh.

{DEBRIEF}
## Harmed

**Ending: harm**

Hhh.

{DEBRIEF}"""
FILES = {
    "docs/index.md": "# Home\n\n<!-- course: sources -->\n",
    "docs/words.md": "# Words\n\n**Kiosk** {#kiosk}\n:   A stall.\n",
    "docs/part/all.md": EVERY_KIND,
    "docs/path.md": "# Path\n\n" + "\n\n".join(f"<!-- course: {name} -->" for name in PIECES if name != "agreement")
    + "\n\n<!-- course: agreement -->\n\n1. **Hij.** Klm.\n",
    "quizzes/scenarios/meeting.md": SCENARIO,
    "quizzes/sure.md": f"---\ncertainty: true\n---\n{ITEM.replace('shop', 'sure')}",
    "quizzes/final.md": f"---\nuse: final\n---\n{ITEM.replace('shop', 'last')}",
}  # fmt: skip


Site = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A function that builds a site with every kind, a scenario and every piece of the path in a language."""

    def run(language: str, step: int = 1, **course: object) -> dict[str, str]:
        config = written(tmp_path_factory.mktemp(language), language, step, **course)
        build(load_config(str(config), site_dir=str(config.parent / "site")))
        return pages_of(config.parent / "site")

    return run


def written(folder: Path, language: str, step: int = 1, **course: object) -> Path:
    """Write the site's files into a folder, and return that of its configuration."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    facts = {"id": "c", "glossary": "words.md", "complete": ["lessons", "scenarios", "final"]}
    facts |= {"core": ["Rst"], "final": {"draw": {"final": 1}}} | course
    settings = {
        "site_name": "Uvw",
        "theme": {"name": "coursewright", "language": language},
        "plugins": ["search", "coursewright"],
        "nav": ["index.md", {"Rst": ["part/all.md"]}, {"Xyz": ["path.md", "words.md"]}][::step],
        "markdown_extensions": ["attr_list", "def_list", "tables"],
        "extra": {"course": facts},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder / "mkdocs.yml"


@pytest.fixture(scope="module")
def pages_in(site: Site) -> Site:
    """The same, built once for each language."""
    return cache(site)


def test_every_text_that_a_build_asks_for_is_in_the_template_and_no_other(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def count(_: Texts, one: str, many: str, n: int) -> str:
        asked.add(one)
        return fill(many, n=n)

    frame_words.cache_clear()  # other tests of this process have asked for them
    monkeypatch.setattr(Texts, "__call__", lambda _, english: asked.add(english) or english)
    monkeypatch.setattr(Texts, "count", count)
    site("en")
    site("en", core=None, final={"draw": {"final": 1}, "attempts": 2})
    site("en", complete=["lessons"], electives=["Rst"], core=["Xyz"])
    site("en", step=2, core=None)  # without the lesson
    config = written(tmp_path, "en")
    layout, _ = read_layout(config)
    assert layout
    course = read_course(layout)
    listing(course, (), build_site(config, course)[0])  # what packages say, and the page that offers them
    site("en", packages="packages")
    site("en", installable=True)  # what is on the device
    known = {entry.msgid for entry in template()}
    assert asked - known == set()
    assert known - asked == set()


def shown(html: str) -> Iterator[str]:
    """Yield every text that a page shows, or says to a screen reader."""
    html = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", "", html, flags=re.S)
    for said in re.findall(r">([^<>]+)<", html):
        yield " ".join(unescape(said).split())
    for said in re.findall(r' (?:aria-label|title|placeholder|alt|data-copied|data-none)="([^"]*)"', html):
        yield " ".join(unescape(said).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_a_language_has_no_english_word_of_ours(language: str, pages_in: Site) -> None:
    pages = pages_in(language)
    said = texts_in(language)
    texts = [entry for entry in template() if len(entry.msgid) > 1]
    english = [entry.msgid for entry in texts if entry.msgid_plural or said(entry.msgid) != entry.msgid]
    english += [entry.msgid_plural for entry in template() if entry.msgid_plural]
    words = (_NAMES.sub(".{1,30}", re.escape(text).replace(r"\{", "{").replace(r"\}", "}")) for text in english)
    pattern = re.compile(f"(?:{'|'.join(words)})(?: ?:| \\d+ / \\d+)?")
    assert pattern.fullmatch("Answer 1 / 2")
    assert {"404.html", "part/all/index.html", "path/index.html"} <= set(pages)
    for name, html in pages.items():
        assert [text for text in shown(html) if pattern.fullmatch(text)] == [], name
        assert f'<html lang="{language}"' in html
        assert ('dir="rtl"' in html) == (language == "ar")
    assert said("This page isn’t here") in pages["404.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gets_every_word_in_the_language(language: str, pages_in: Site) -> None:
    pages, said = pages_in(language), texts_in(language)
    of_items = {"Submit", "Partly correct: {share}", "Start over"}
    for name, wanted in (("part/all", of_items), ("path", set(spoken(all_pieces().values())))):
        html = pages[f"{name}/index.html"]
        (texts,) = re.findall(r'<cw-score[^>]* data-texts="([^"]*)"', html)
        given = json.loads(unescape(texts))
        assert {text for text in wanted if said(text) != text} <= set(given)
        assert given == {english: said(english) for english in given}


def test_what_nobody_has_translated_says_that_it_is_english(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(f"# Aaa\n<!-- mkdocs-quiz intro -->\n{ITEM}", encoding="utf-8")
    for language, said in (("mt", True), ("de", False), ("en", False)):
        config = {
            "site_name": "S",
            "plugins": ["coursewright"],
            "theme": {"name": "coursewright", "language": language},
        }
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(tmp_path / "mkdocs.yml")))
        page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
        assert ('<summary lang="en">Answer</summary>' in page) is said
        assert ('class="cw-reset" lang="en"' in page) is said
        assert ("data-english" in page) is said  # what scripts make follows it
