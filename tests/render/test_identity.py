"""Ids and revisions: what an edit of an item does to answers that learners have saved, and what it doesn't.

An answer is found by the item's id, holds for the item's revision, and names choices by their id.
"""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from coursewright.fragment.identity import norm
from coursewright.model.item import Item
from coursewright.read.document import read_document

ITEM = """\
<quiz>
Who says hello first?
- [x] The client
  > The client may want no one to know.
- [ ] The worker
  > A hello tells everyone.
- [ ] Nobody
  > That may feel like shame.

Ask at the first session.
</quiz>
"""


def items_of(text: str) -> list[Item]:
    return list(read_document(text, "page.md", [])[0].items)


def item_of(text: str) -> Item:
    (item,) = items_of(text)
    return item


def edited(*changes: tuple[str, str], text: str = ITEM) -> Item:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return item_of(text)


def choice_ids(item: Item) -> list[str]:
    return [choice.id for choice in item.choices]


BEFORE = item_of(ITEM)


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("a choice moved", "- [x] The client\n  > The client may want no one to know.\n", ""),
        ("feedback", "may want no one to know", "may not want anyone to know"),
        ("feedback deleted", "  > A hello tells everyone.\n", ""),
        ("the explanation", "Ask at the first session.", "Ask as early as you can."),
        ("case and punctuation of the stem", "Who says hello first?", "WHO says  hello first"),
        ("markup of the stem", "says hello", "**says** [hello](page.md)"),
        ("quotation marks and dashes", "The worker", "The worker."),
        ("the bullets", "- [", "* ["),
        ("the level", "<quiz>\n", "<quiz>\n<!-- level: apply; objective: P1.1 -->\n"),
        ("shuffling", "<quiz>\n", "<quiz>\n<!-- shuffle: true -->\n"),
    ],
)
def test_an_edit_that_changes_no_verdict_keeps_id_revision_and_choice_ids(what: str, old: str, new: str) -> None:
    after = edited((old, new)) if new or what != "a choice moved" else edited((old, ""), ("\n\nAsk", f"\n{old}\nAsk"))
    assert (BEFORE.id, BEFORE.revision) == (after.id, after.revision)
    assert sorted(choice_ids(BEFORE)) == sorted(choice_ids(after))


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("the stem", "hello first", "goodbye first"),
        ("a word for a number", "Who says hello first?", "Who says hello 1st?"),
        ("a negation", "Who says", "Who never says"),
        ("an accent", "The client\n", "The cliént\n"),
        ("the key", "- [ ] The worker", "- [x] The worker"),
        ("a choice's text", "Nobody", "Everybody"),
        ("code in a choice", "Nobody", "`Nobody.`"),
        ("one choice more", "- [ ] Nobody", "- [ ] A friend\n- [ ] Nobody"),
        ("one choice fewer", "- [ ] Nobody\n  > That may feel like shame.\n", ""),
        ("the points", "<quiz>\n", "<quiz>\n<!-- points: 2 -->\n"),
        ("the kind", "<quiz>\n", "<quiz>\n<!-- type: multiple -->\n"),
    ],
)
def test_an_edit_that_may_change_a_verdict_makes_a_new_revision(what: str, old: str, new: str) -> None:
    assert BEFORE.revision != edited((old, new)).revision, what


def test_an_item_without_an_id_gets_a_new_one_with_its_content_but_not_with_its_key() -> None:
    assert BEFORE.id != edited(("hello first", "goodbye first")).id
    assert BEFORE.id != edited(("Nobody", "Everybody")).id
    assert BEFORE.id == edited(("- [x] The client", "- [ ] The client"), ("- [ ] Nobody", "- [x] Nobody")).id


def test_the_authors_id_stays_through_every_edit() -> None:
    named = edited(("<quiz>\n", "<quiz>\n<!-- id: hello-first -->\n"))
    reworded = edited(("<quiz>\n", "<quiz>\n<!-- id: hello-first -->\n"), ("hello first", "goodbye first"))
    assert named.id == "hello-first"
    assert reworded.id == "hello-first"
    assert named.revision != reworded.revision
    assert BEFORE.revision == named.revision


def test_former_ids_are_handed_to_the_player() -> None:
    html = Markdown(extensions=["coursewright"]).convert(
        ITEM.replace("<quiz>\n", "<quiz>\n<!-- id: b; was: a, c -->\n")
    )
    assert re.findall(r'data-item="b".*? data-was="(.*?)"', html) == ["a c"]


def test_identical_items_are_told_apart_by_their_occurrence() -> None:
    first, second, third = items_of(ITEM + "\n" + ITEM + "\nSome text.\n\n" + ITEM)
    assert [f"{BEFORE.id}", f"{BEFORE.id}-2", f"{BEFORE.id}-3"] == [first.id, second.id, third.id]
    assert first.revision == second.revision


def test_ids_of_choices_come_from_their_text_and_not_from_their_place() -> None:
    moved = item_of(
        ITEM.replace("- [ ] Nobody\n  > That may feel like shame.\n", "").replace("- [x]", "- [ ] Nobody\n- [x]")
    )
    by_text = {choice.text.markdown: choice.id for choice in BEFORE.choices}
    assert by_text == {choice.text.markdown: choice.id for choice in moved.choices}
    assert choice_ids(BEFORE) != choice_ids(moved)


def test_choices_with_equal_text_have_ids_of_their_own() -> None:
    twins = edited(("Nobody", "The worker"))
    assert len(set(choice_ids(twins))) == 3


def test_choices_are_called_what_their_author_calls_them() -> None:
    named = edited(("<quiz>\n", "<quiz>\n<!-- choices: client, worker, nobody -->\n"))
    assert choice_ids(named) == ["client", "worker", "nobody"]
    assert named.keyed == ("client",)


def test_named_choices_keep_their_ids_in_a_translation() -> None:
    comment = ("<quiz>\n", "<quiz>\n<!-- id: hello; choices: client, worker, nobody -->\n")
    english, french = edited(comment), edited(comment, ("The client", "La cliente"), ("Nobody", "Personne"))
    assert (english.id, choice_ids(english), english.keyed) == (french.id, choice_ids(french), french.keyed)


def test_a_key_can_stand_in_the_comment() -> None:
    keyed = edited(("<quiz>\n", "<quiz>\n<!-- choices: a, b, c; key: b -->\n"), ("[x]", "[ ]"))
    assert keyed.keyed == ("b",)
    assert [choice.correct for choice in keyed.choices] == [False, True, False]


def test_accepted_answers_are_a_fill_ins_key() -> None:
    one, other, more = (
        item_of(f"<quiz>\nIt is [[{answers}]].\n</quiz>\n") for answers in ("Grey", "grey ", "grey|gray")
    )
    assert one.keyed == other.keyed == ("grey",)
    assert more.keyed == ("grey|gray",)
    assert other.revision != more.revision


def test_the_page_gives_the_player_id_revision_key_and_choice_ids() -> None:
    html = Markdown(extensions=["coursewright"]).convert(ITEM)
    assert re.findall(r'data-item="(.*?)"', html) == [BEFORE.id]
    assert re.findall(r'data-revision="(.*?)"', html) == [BEFORE.revision]
    assert re.findall(r'data-key="(.*?)"', html) == [" ".join(BEFORE.keyed)]
    assert re.findall(r' value="(.*?)"', html) == choice_ids(BEFORE)


def test_an_item_shown_twice_on_a_page_keeps_its_id_and_has_two_names() -> None:
    html = Markdown(extensions=["coursewright"]).convert(ITEM.replace("<quiz>\n", "<quiz>\n<!-- id: a -->\n") * 2)
    assert re.findall(r'<cw-item class="cw-item" id="(.*?)" data-item="(.*?)"', html) == [
        ("item-a", "a"),
        ("item-a--2", "a"),
    ]
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Ask** first.", "ask   first"),
        ("“Ask” — it’s first…", '"ask" - it\'s first'),
        ("a) Ask first", "Ask first"),
        ("12. Ask first", "Ask first"),
        ("[Ask](page.md) <b>first</b>", "Ask first"),
        ("![Ask first](a.png)", "Ask first"),
        ('<img src="a.png" alt="Ask first">', "ask first"),
        ("cafe\u0301", "caf\u00e9"),
        ("ﬁrst", "first"),
    ],
)
def test_texts_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert norm(one) == norm(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "cafe"), ("-1", "1"), ("5 %", "5"), ("do ask", "do not ask"), ("3.5", "35"), ("`Ask`", "`ask`"),
        ("`a.`", "`a`"), ("`<p>`", "`<b>`"), ("snake_case", "snakecase"), ("2 * 3 * 4", "2 3 4"),
        ("![A](x.png)", "![B](x.png)"),
    ],
)  # fmt: skip
def test_texts_that_read_differently_differ(one: str, other: str) -> None:
    assert norm(one) != norm(other)
