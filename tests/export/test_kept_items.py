"""Pool and private banks: whole in what an LMS keeps to itself, and nowhere in what learners or the public get."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from click.testing import CliRunner
from small_site import CONFIG, bank

from coursewright.cli import main
from coursewright.config import read_layout
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import all_exporters
from coursewright.fragment.identity import tokens
from coursewright.model.item import Item
from coursewright.packages import Exports
from coursewright.read.course import read_course

FOR_LEARNERS = [name for name, target in all_exporters().items() if issubclass(target.options, PackageOptions)]
"""Those that run in the learner's browser, which shows whoever looks whatever is in them."""
FOR_AN_LMS = sorted(all_exporters().keys() - FOR_LEARNERS)
RUN = 8
"""Words in a row that tell a text from chance."""
_WORD = re.compile(r"[^\W_]+")


def question(where: str, right: str, wrong: str) -> str:
    """Return an item without an id: what stands for it is a digest."""
    return (
        f"At the {where}, somebody asks whom you greeted there on {right} morning. What do you say?\n"
        f"- [x] I greet many people at the {where} and never say a word about any of them\n"
        f"  > Said in the same way each {right}, it tells whoever listens nothing about anybody.\n"
        f"- [ ] That was only a neighbour of mine whom you surely have never met, {wrong}\n"
        f"  > It answers about one person, so the next silence at the {where} answers about another.\n"
    )


FILES = {
    "course/docs/index.md": "# Home\n",
    "course/docs/one.md": "---\nid: one\n---\n# One\n\n<!-- quiz: bank open -->\n",
    "course/docs/final.md": "# Final\n\n<!-- course: final -->\n",
    "course/quizzes/open.md": bank("<!-- id: open -->\nWho may read this?\n- [x] All\n- [ ] One", use="practice"),
    "course/quizzes/last.md": bank("<!-- id: last -->\nWhat comes last?\n- [x] This\n- [ ] That", use="final"),
    "course/quizzes/pool.md": bank(question("bakery", "Tuesday", "Max"), question("pool", "Friday", "Ada")),
    "private/exam.md": bank(question("pharmacy", "Sunday", "Ben"), use="private"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    facts = "extra: {course: {id: small, title: Small, core: [One], complete: [final], final: {draw: {last: 1}}}}"
    nav = "nav: [index.md, {One: [one.md]}, final.md]\n"
    made = CONFIG.format(url="https://example.org/small", more=nav)
    config = made.replace("extra: {course: {id: small, title: Small}}", facts)
    assert facts in config
    for name, text in {"course/mkdocs.yml": config, **FILES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exports(folder: Path) -> Exports:
    config = folder / "course/mkdocs.yml"
    layout, problems = read_layout(config, [folder / "private"])
    assert layout, problems
    return Exports(config, layout, read_course(layout))


@pytest.fixture(scope="module")
def kept(exports: Exports) -> list[Item]:
    found = [item for item in exports.course.items if item.use in ("pool", "private")]
    assert [item.use for item in found] == ["pool", "pool", "private"]
    return found


def shown(files: Iterable[bytes]) -> str:
    """Return the words of files in one line, as a reader of their markup sees them and as they stand.

    The final's items stand in their page as base64.
    """
    texts = [content.decode("utf-8", errors="replace") for content in files]
    texts += [b64decode(found).decode() for text in texts for found in re.findall(' data-items="([^"]+)"', text)]
    texts = [text.replace("\\", "") for text in texts]
    seen = [unescape(unescape(re.sub(r"<[^<>]*>", " ", text))) for text in texts]
    return " ".join(" ".join(_WORD.findall(text.casefold())) for text in (*texts, *seen))


def texts_of(item: Item) -> list[list[str]]:
    """Return the words of its stem, choices and rationales."""
    texts = [item.stem, *(choice.text for choice in item.choices), *(choice.feedback for choice in item.choices)]
    return [_WORD.findall(" ".join(tokens(text.markdown, text.names))) for text in texts if text]


def leaked(text: str, items: list[Item]) -> list[str]:
    """Return each run of words, and each digest, of the items that stands in a text."""
    texts = [words for item in items for words in texts_of(item)]
    runs = {" ".join(words[at : at + RUN]) for words in texts for at in range(len(words) - RUN + 1)}
    digests = {item.id for item in items} | {item.revision for item in items}
    digests |= {choice.id for item in items for choice in item.choices}
    assert len(runs) > 90
    return sorted(found for found in runs | digests if found in text)


@pytest.mark.parametrize("target", FOR_AN_LMS)
def test_what_an_lms_keeps_to_itself_has_every_stem_choice_and_rationale(
    target: str, exports: Exports, kept: list[Item]
) -> None:
    text = shown(exports.export(target).bundle.files.values())
    assert [words for item in kept for words in texts_of(item) if " ".join(words) not in text] == []
    for item in kept:
        assert len(texts_of(item)) == 5


@pytest.mark.parametrize("target", FOR_LEARNERS)
def test_what_learners_get_has_nothing_of_them(target: str, exports: Exports, kept: list[Item]) -> None:
    text = shown(exports.export(target).bundle.files.values())
    assert "who may read this" in text
    assert "what comes last" in text
    assert leaked(text, kept) == []


def test_both_are_looked_at() -> None:
    assert {"scorm12", "xapi"} < set(FOR_LEARNERS)
    assert {"qti21", "gift"} < set(FOR_AN_LMS)


def test_the_site_and_what_stands_in_an_embed_have_nothing_of_them(exports: Exports, kept: list[Item]) -> None:
    site, _ = exports.site()
    assert site
    beside = [content for name, content in site.assets.items() if name.startswith(("assets/coursewright/", "search/"))]
    text = shown([*(page.content.encode() for page in site.pages), *beside])
    assert "who may read this" in text
    assert leaked(text, kept) == []


def test_a_release_has_nothing_of_them(folder: Path, kept: list[Item]) -> None:
    config, out = folder / "course/mkdocs.yml", folder / "dist"
    done = CliRunner().invoke(main, ["packages", "-f", str(config), "--out", str(out)])
    assert done.exit_code == 0, done.output
    for path in out.iterdir():
        files = [path.read_bytes()]
        if is_zipfile(path):
            with ZipFile(path) as archive:
                files = [archive.read(name) for name in archive.namelist()]
        assert leaked(shown(files), kept) == [], path.name


def test_the_search_finds_what_is_there(kept: list[Item]) -> None:
    (stem, *_), item = texts_of(kept[0]), kept[0]
    assert leaked(shown([f"<p>{' '.join(stem).replace('whom', '<em>whom</em>')}</p>".encode()]), kept)
    assert leaked(shown([f'<input value="{item.choices[0].id}">'.encode()]), kept) == [item.choices[0].id]
