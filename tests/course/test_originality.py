"""The course's words are its own: no run of eight is the source article's, of which the repository has hashes only."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.originality import RUN, Fingerprint

ROOT = Path(__file__).parents[2]
ARTICLE = Fingerprint.from_json((Path(__file__).parent / "source-article.json").read_text(encoding="utf-8"))
TITLE = "Running Into a Client: Tips for Protecting Your Client's Confidentiality"
TEXTS = sorted(path for folder in ("docs", "quizzes", "overrides") for path in (ROOT / folder).rglob("*")
               if path.suffix in (".md", ".html", ".svg", ".yml")) + sorted(ROOT.glob("*.md"))  # fmt: skip


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_run_of_eight_words_is_the_articles(path: Path) -> None:
    assert ARTICLE.shared(path.read_text(encoding="utf-8")) == ()


def test_only_the_articles_title_is_allowed_and_every_word_of_it_is_needed() -> None:
    assert ARTICLE.allowed == Fingerprint.of(TITLE, ARTICLE.salt).hashes
    assert ARTICLE.allowed <= ARTICLE.hashes
    assert len(ARTICLE.hashes) > 400
    assert Fingerprint(ARTICLE.salt, ARTICLE.hashes).shared(f"As *{TITLE}* has it") != ()


MADE_UP = """The Lamp Post at the Corner

Nobody had ever counted how many moths came to the lamp at the corner, until the winter in which the lamp went out.
"""
COPIED = "Then, it was said, **how many moths came to the [lamp](#lamp) at** the corner could be seen."


def test_a_copied_run_is_found_whatever_its_markup() -> None:
    known = Fingerprint.of(MADE_UP, "salt")
    assert known.shared(COPIED) == ("how many moths came to the lamp at", "many moths came to the lamp at the",
                                    "moths came to the lamp at the corner")  # fmt: skip
    assert known.shared("How many moths had come to the lamp at the corner was not known.") == ()
    assert (
        Fingerprint.of(MADE_UP, "salt", ["Moths came to the lamp at the corner"]).shared(COPIED)
        == known.shared(COPIED)[:2]
    )
    assert Fingerprint.of(MADE_UP, "another").hashes.isdisjoint(known.hashes)


def test_a_fingerprint_survives_its_file_and_holds_no_word() -> None:
    known = Fingerprint.of(MADE_UP, "salt", ["The lamp post at the corner nobody had ever"])
    text = known.to_json()
    assert Fingerprint.from_json(text) == known
    assert "moths" not in text
    assert len(known.hashes) == len(MADE_UP.split()) - RUN + 1
