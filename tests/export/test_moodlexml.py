"""Moodle XML read back as Moodle reads it: the same items, whatever stands in them, and what is lost is reported."""

from __future__ import annotations

import random
import re
from itertools import count
from pathlib import Path

import pytest
from gift_reader import seen
from moodlexml_reader import Question, Said, read_moodlexml
from small_site import bank, small_site
from test_targets import a_course, run

from coursewright.export.bundle import Bundle
from coursewright.export.registry import all_exporters
from coursewright.fragment.seen import readable
from coursewright.model.item import Item
from coursewright.model.site import Html, ItemHtml, Site

HOSTILE = [
    "~ = # { } : // [html] ]]>", "->", "<!-- a -> b -->", "`<em>`", "`]]>`", "<b>bold</b>", "<em", "&amp;", "`&lt;`",
    "&", "<br>", "{1:SHORTANSWER:=x}", "{#1}", "{1:MC:a~=b}", "_____", "**a**", "مرحبا", "\u202eabc", "👩‍👩‍👧‍👦",
    "e\u0301", "\u00a0", "T", "0", "%50%", "=%50%", "\\*", "*", "$x < y$", "\\(a_1 < b\\)", "'\"", "@@PLUGINFILE@@",
    "word", "Who?", "| a |", "`code -> x`", "\x01", "\ufffe", "$course$", "::name::", "$CATEGORY: x", "\\n",
    "<script>1</script>", "<span onclick='x'>s</span>", "[l](https://example.org/?a=1&b={2}#~)", "==", "{{ x }}",
]  # fmt: skip
WORDS = ["a b", "release", "½", "H₂O", "*", "[x]", "%50%", "a->b", "Ａ", "{=}", "::", "0", "a#b", "a}b", "&lt;", "<i>"]
KINDS = ["single", "multiple", "truefalse", "short", "blanks", "numeric", "match", "order"]
_BOX = re.compile(r"\{#\d+\}|_{5,}")


def hostile_bank(total: int, seed: int) -> str:
    chance = random.Random(seed)

    def line() -> str:
        return "Say " + " ".join(chance.choice(HOSTILE) for _ in range(chance.randint(1, 5))) + " so"

    def choice(box: str) -> str:
        row = f"- [{box}] {line()}\n"
        row += chance.choice(["", f"  > {line()}\n", f"\n    ```c\n    {chance.choice(HOSTILE)}\n    ```\n"])
        return row + chance.choice(["", f"  > {line()}\n"])

    items = []
    for number in range(total):
        kind = KINDS[number % len(KINDS)]
        head = f"id: item-{number}; type: {kind}" + chance.choice(["", "; credit: partial"])
        stem = line()
        body = ""
        if kind in ("single", "multiple"):
            right = 1 if kind == "single" else 2
            boxes = ["x"] * right + [" "] * chance.randint(1, 3)
            chance.shuffle(boxes)
            body = "".join(map(choice, boxes))
        elif kind == "truefalse":
            body = f"- [x] True\n  > {line()}\n- [ ] False\n"
        elif kind == "short":
            body = f"- [x] {chance.choice(WORDS)}\n- [x] {chance.choice(WORDS)}1\n- [ ] {chance.choice(WORDS)}2\n"
            body += f"  > {line()}\n"
        elif kind == "blanks":
            stem += "".join(f" [[{chance.choice(WORDS)}]] {line()}" for _ in range(chance.randint(1, 3)))
        elif kind == "numeric":
            stem += f" [[{chance.randint(-9, 9)} ± 0.5]]"
        elif kind == "match":
            rows = [f"| {line()} {n} | {line()} {n} |" for n in range(3)] + [f"| | {line()} lure |"]
            body = "\n| L | R |\n| - | - |\n" + "\n".join(row.replace("| a |", "a") for row in rows) + "\n"
        else:
            body = "".join(f"{n}. {line()} {n}\n" for n in range(1, 4))
        explained = chance.choice(["", f"\n---\n{line()}\n\n!!! note\n    {line()}\n"])
        items.append(f"<!-- {head} -->\n{stem}\n{body}{explained}")
    return bank(*items)


def exported(site: Site, **options: bool) -> Bundle:
    exporter = all_exporters()["moodlexml"]
    return exporter.run(site.course, site, exporter.options(site_url=site.url, **options))


def stay(bundle: Bundle) -> set[str]:
    return {problem.item for problem in bundle.problems if problem.message.startswith("not exported: ")}


def test_hundreds_of_hostile_items_arrive_as_they_are_or_are_reported(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"quizzes/bank.md": hostile_bank(240, seed=20261128)})
    bundle = exported(site)
    arrived = {question.name: question for question in read_moodlexml(bundle.content)}
    assert len(arrived) > 200  # a reason is not an excuse
    assert set(arrived) | stay(bundle) == {item.id for item in site.course.items}
    assert not set(arrived) & stay(bundle)
    for name, question in arrived.items():
        compare(site.items[name], question)
    assert {site.items[name].item.kind for name in arrived} == set(KINDS)


def compare(html: ItemHtml, question: Question) -> None:
    """Hold each text of a question against what the website shows of it."""
    item = html.item
    assert question.id_number == item.id
    gaps = (f"{{#{number}}}" if len(item.blanks) > 1 else "_____" for number in count(1))
    stem = re.sub(r"<input [^>]*cw-gap[^>]*>", lambda _: next(gaps), html.stem.text)
    assert shown(question.text) == _seen(stem)
    if item.blanks:
        assert len(_BOX.findall(question.text.html)) >= len(item.blanks)
    assert shown(question.feedback) == _part(html.explanation)
    assert [shown(hint) for hint in question.hints] == [_part(hint) for hint in html.hints]
    texts = [shown(answer.text) for answer in question.answers]
    reasons = [shown(answer.feedback) for answer in question.answers]
    if item.kind in ("single", "multiple", "order"):
        assert texts == [_part(label) for label in html.labels]
        assert reasons == [_part(reason) for reason in html.feedback]
    elif item.kind == "match":
        right = {
            choice.id: " ".join(readable(choice.text.markdown, choice.text.names).split()) for choice in item.choices
        }
        rows = [(_part(left), right[pair.right]) for left, pair in zip(html.pairs, item.pairs, strict=True)]
        rows += [("", right[choice.id]) for choice in item.choices if not choice.correct]
        found = [(shown(answer.feedback), " ".join(answer.text.html.split())) for answer in question.answers]
        assert found == [(left, " ".join(re.sub("[\x01\ufffe]", "", option).split())) for left, option in rows]
    elif item.kind == "truefalse":
        assert reasons == [_part(reason) for reason in html.feedback]
    elif item.kind == "short":
        said = {choice.id: _part(reason) for choice, reason in zip(item.choices, html.feedback, strict=True)}
        assert set(reasons) == {said[name] for name in item.meant.values()}  # type: ignore[attr-defined]


def shown(said: Said) -> str:
    return seen(said.html)


def _seen(html: str) -> str:
    return " ".join(re.sub("[\x01\ufffe]", "", seen(html)).split())


def _part(part: Html | None) -> str:
    return _seen(part.text) if part else ""


# --- what GIFT can't say


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    items = (
        "<!-- id: images; objective: P1.1; level: apply; points: 2; shuffle: false -->\n"
        "![A cat](../docs/img/c%20t.png)?\n\nHint: One.\n\nHint: ![A dog](../docs/img/dog.png)\n\n"
        "- [x] ![A dog](../docs/img/dog.png)\n  > ![A cat](../docs/img/c%20t.png) [home](../docs/index.md#you)\n"
        "- [ ] b",
        "<!-- id: order; type: order -->\nOrder?\n1. a\n2. **b**\n3. c",
        "<!-- id: some; type: order; credit: partial -->\nOrder some?\n1. a\n2. b\n3. c",
        "<!-- id: whole -->\nWhich two?\n- [x] a\n- [x] b\n- [ ] c",
        "<!-- id: shuffled; shuffle: true -->\nWhich?\n- [x] a\n- [ ] b",
        "<!-- id: cloze -->\nFrom [[a}#*]] to [[z | zed]].",
        "<!-- id: tilde -->\nFrom [[a~b]] to [[z]].",
        "<!-- id: arrow -->\nAn arrow is [[->]].",
        "<!-- id: hidden -->\n![A [[gap]] b](../docs/img/dog.png)",
        "<!-- id: lines -->\nNot _________ but [[this]].",
        "<!-- id: yes; type: truefalse -->\nIs it?\n- [x] Yes\n- [ ] No",
        f"<!-- id: match; type: match -->\nMatch\n\n| L | R |\n| - | - |\n| a | ![cat](../docs/img/dog.png) |\n"
        f"| b | {'long ' * 60} |",
    )
    files: dict[str, str | bytes] = {
        "quizzes/bank.md": bank(*items, title="Signs / and ‹more›"),
        "docs/img/c t.png": b"cat\0",
        "docs/img/dog.png": b"dog",
    }
    return small_site(tmp_path_factory.mktemp("moodlexml"), files)


@pytest.fixture(scope="module")
def questions(site: Site) -> dict[str, Question]:
    return {question.name: question for question in read_moodlexml(exported(site).content)}


def messages(site: Site, name: str) -> list[str]:
    return [problem.message for problem in exported(site).problems if problem.item == name]


def test_images_stand_in_the_text_that_shows_them(questions: dict[str, Question]) -> None:
    question = questions["images"]
    right = question.answers[0]
    cat, dog = [b"cat\0"], [b"dog"]
    assert list(question.text.files.values()) == cat
    assert (list(right.text.files.values()), list(right.feedback.files.values())) == (dog, cat)
    assert [list(hint.files.values()) for hint in question.hints] == [[], dog]
    assert '<a href="https://example.org/small/#you">home</a>' in right.feedback.html


def test_points_order_tags_and_category_are_kept(questions: dict[str, Question]) -> None:
    question = questions["images"]
    assert (question.points, question.penalty, question.shuffle) == (2.0, 0.0, False)
    assert question.tags == ("P1.1", "apply")
    assert question.category == ("Small", "pool", "Signs / and ‹more›")
    assert questions["shuffled"].shuffle


def test_steps_keep_their_order_and_how_they_count(questions: dict[str, Question]) -> None:
    assert [answer.text.html for answer in questions["order"].answers] == ["a", "<strong>b</strong>", "c"]
    assert questions["order"].grading == "ALL_OR_NOTHING"
    assert questions["some"].grading == "RELATIVE_NEXT_EXCLUDE_LAST"


def test_several_blanks_are_boxes_with_what_each_accepts(questions: dict[str, Question]) -> None:
    question = questions["cloze"]
    assert question.text.html == "From {#1} to {#2}."
    assert [answer.text.html for answer in question.boxes[1][1]] == ["z", "zed"]


def test_a_box_stands_where_the_blank_is(questions: dict[str, Question]) -> None:
    assert "_____" not in questions["lines"].text.html.partition("<span>_____</span>")[0]
    assert seen(questions["lines"].text.html) == "Not _________ but _____."
    assert [answer.text.html for answer in questions["arrow"].answers] == ["->"]


def test_other_words_than_true_and_false_are_choices(questions: dict[str, Question]) -> None:
    assert (questions["yes"].kind, questions["yes"].single) == ("multichoice", True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tilde", "not exported: the answer “a~b” in a text with several blanks, where Moodle can't have it"),
        ("hidden", "not exported: a blank stands where no box can"),
        ("match", "not exported: an entry on the right with 299 characters, and Moodle takes 255"),
        ("whole", "all or nothing on the site, and credit for right choices without a wrong one in Moodle"),
        ("order", "Moodle before 4.4 refuses a file with items to order: items: 2"),
        ("images", "Moodle shows hints only to who may try again: items: 1"),
    ],
)
def test_what_moodle_lacks_is_a_problem(site: Site, name: str, said: str) -> None:
    assert said in messages(site, name)


def test_all_or_nothing_is_exact_where_moodle_has_the_type(site: Site) -> None:
    bundle = exported(site, multichoiceset=True)
    whole = next(question for question in read_moodlexml(bundle.content) if question.name == "whole")
    assert whole.kind == "multichoiceset"
    assert "E002" not in {problem.code for problem in bundle.problems if problem.item == "whole"}
    assert read_moodlexml(bundle.content)[0].kind == "multichoice"


def test_a_problem_stands_at_its_item(site: Site) -> None:
    for problem in exported(site).problems:
        item: Item = site.course.item_by_id[problem.item]
        assert problem.source == item.source


def test_a_wrong_item_stays_and_the_others_are_written(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    path = config.parent / "quizzes" / "bank.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\n<quiz>\nWhich?\n- [ ] a\n- [ ] b\n</quiz>\n", encoding="utf-8"
    )
    done = run("export", "moodlexml", "-f", config, "--output", tmp_path / "out")
    assert (done.exit_code, done.output.count("E001 not exported: K002 ")) == (0, 1)
    assert [question.name for question in read_moodlexml((tmp_path / "out").read_bytes())] == ["hello"]


def test_the_course_leaves_whole(course_site: Site) -> None:
    bundle = exported(course_site)
    questions = read_moodlexml(bundle.content)
    assert [question.name for question in questions] == [i.id for i in course_site.course.items if i.counts]
    for question in questions:
        compare_words(course_site.items[question.name], question)
    assert all(problem.code in ("E002", "E003", "E004") for problem in bundle.problems)


def compare_words(html: ItemHtml, question: Question) -> None:
    """The same words as on the website; links have other addresses, or none, since the course states no address."""

    def words(text: str) -> str:
        straight = str.maketrans("“”‘’", "\"\"''")  # what is plain in Moodle has the file's own signs
        return " ".join(re.sub(r"\{[^{}]*\}", "", seen(text)).translate(straight).split())

    assert words(question.text.html) == words(html.stem.text)
    if question.kind == "essay":  # an instructor marks by the criteria, in the order of the website
        marked, at = words(question.grader.html), 0
        for label in html.labels:
            at = marked.index(words(label.text), at)
        return
    if question.kind == "shortanswer" and html.labels:  # the right ones first, each in all its spellings
        told = {(words(a.text.html).casefold(), words(a.feedback.html)) for a in question.answers}
        for label, reason in zip(html.labels, html.feedback, strict=True):
            assert (words(label.text).casefold(), words(reason.text) if reason else "") in told
        return
    assert [words(a.text.html) for a in question.answers] == [words(label.text) for label in html.labels]
    reasons = [words(reason.text) if reason else "" for reason in html.feedback]
    if question.kind == "ordering":  # Moodle has no feedback on a step, as the loss report says
        reasons = [""] * len(reasons)
    if question.kind == "matching":  # the left entry stands where other types have feedback; a lure has none
        assert reasons == [""] * len(reasons)
        reasons = [words(left.text) for left in html.pairs] + [""] * (len(reasons) - len(html.pairs))
    assert [words(a.feedback.html) for a in question.answers] == reasons
