"""One score everywhere: what the player gives for a response, a package gives too, or its report names the item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import ModuleType

import gift_reader
import moodlexml_reader
import pytest
import qti1_score
import qti2_score
from cartridge_reader import as_read
from one_score import Column, Make, compare, responses
from small_site import bank, small_site
from test_gift_nasty import moodle_takes

from coursewright.export.bundle import Bundle
from coursewright.export.registry import all_exporters
from coursewright.kinds import KINDS
from coursewright.model.item import Item
from coursewright.model.site import Site

QUESTIONS = (
    "<!-- id: one-of-two -->\nWhich?\n- [ ] a\n- [x] b",
    "<!-- id: one-of-six -->\nWhich?\n- [ ] a\n- [ ] b\n- [ ] c\n- [x] d\n- [ ] e\n- [ ] f",
    "<!-- id: true; type: truefalse -->\nIs it?\n- [x] True\n- [ ] False",
    "<!-- id: false; type: truefalse -->\nIs it?\n- [ ] True\n- [x] False",
    "<!-- id: nein; type: truefalse -->\nOder?\n- [ ] Ja\n- [x] Nein",
    *(
        f"<!-- id: {right}-of-{right + wrong}{credit[2:3]}; type: multiple{credit} -->\nWhich of {right + wrong}?\n"
        + "".join(f"- [x] right {n}\n" for n in range(right))
        + "".join(f"- [ ] wrong {n}\n" for n in range(wrong))
        for right, wrong in ((1, 2), (2, 0), (2, 1), (2, 3), (3, 1), (3, 3), (4, 2), (5, 1), (6, 0), (7, 2))
        for credit in ("", "; credit: partial")
    ),
    "<!-- id: short; type: short -->\nWhat?\n- [x] a release\n- [x] H₂O\n- [ ] a waiver\n  > No.\n- [ ] a*b",
    "<!-- id: wild; type: short -->\nWhat?\n- [x] 5 * 3\n- [x] \\\\*\n- [ ] 5 3",
    "<!-- id: blank -->\nA [[release]] it is.",
    "<!-- id: blank-words -->\nA [[written release | release, signed | ½ | C# | {a} | Straße]] it is.",
    "<!-- id: blank-marked -->\nIn code it is [[`ls -l` | a &lt; b | \\*x\\* | R&D | *so*]].",
    "<!-- id: blanks-marked; credit: partial -->\nFrom [[`ls -l`]] to [[\\*x\\*]].",
    "<!-- id: blanks -->\nFrom [[a b]] to [[z | zed]].",
    "<!-- id: blanks-part; credit: partial -->\nFrom [[a}#]] to [[z | zed]] and [[*]].",
    "<!-- id: number; type: numeric -->\nHow many? [[75 ± 1]]",
    "<!-- id: number-less; type: numeric -->\nHow cold? [[-3.5 ± 0.25]]",
    "<!-- id: number-whole; type: numeric -->\nHow many? [[1250000]]",
    *(
        f"<!-- id: match-{rows}{lures}{credit[2:3]}; type: match{credit} -->\nMatch {rows}\n\n| L | R |\n| - | - |\n"
        + "".join(f"| left {n} | right {n if n else shared} |\n" for n in range(rows))
        + "".join(f"| | lure {n} |\n" for n in range(lures))
        for rows, lures, shared in ((2, 0, 0), (2, 1, 0), (3, 1, 1), (4, 0, 0), (5, 0, 0))
        for credit in ("", "; credit: partial")
    ),
    *(
        f"<!-- id: order-{steps}{credit[2:3]}; type: order{credit} -->\nOrder {steps}\n"
        + "".join(f"{n + 1}. step {n}\n" for n in range(steps))
        for steps in (2, 3, 4, 5)
        for credit in ("", "; credit: partial")
    ),
)
EVERY_KIND = bank(*QUESTIONS)
EXACT = ("single", "multiple", "truefalse")
"""Kinds that no loss report may name, one blank aside: ``multiple`` only where the target has a form for it."""


def places(item: Item, response: Sequence[str]) -> list[int]:
    order = [choice.id for choice in item.choices]
    return [order.index(name) for name in response]


def moodlexml(site: Site, **settings: bool) -> Column:
    exporter = all_exporters()["moodlexml"]
    bundle: Bundle = exporter.run(site.course, site, exporter.options(site_url=site.url, **settings))
    found = {question.name: question for question in moodlexml_reader.read_moodlexml(bundle.content)}

    def score(item: Item, response: Sequence[str]) -> float:
        question = found[item.id]
        if question.kind == "truefalse":
            (picked,) = response
            said = next(choice.text.markdown.lower() for choice in item.choices if choice.id == picked)
            return next(answer.fraction for answer in question.answers if answer.text.html == said) / 100
        if question.kind in ("multichoice", "multichoiceset"):
            return moodlexml_reader.picked(question, places(item, response))
        if question.kind == "ordering":
            return moodlexml_reader.ordered(question, places(item, response))
        if question.kind == "matching":
            return moodlexml_reader.matched(question, options(item, response))
        if question.kind == "cloze":
            return moodlexml_reader.filled(question, list(response))
        if question.kind == "numerical":
            return moodlexml_reader.numbered(question.answers, response[0])
        hit = moodlexml_reader.typed(question.answers, response[0])
        return hit.fraction / 100 if hit else 0.0

    return Column(frozenset(found), score, bundle.problems)


def options(item: Item, response: Sequence[str]) -> dict[int, str]:
    """Return what is shown of the option that is picked for each pair, by the pair's place."""
    said = {choice.id: choice.text.markdown for choice in item.choices}
    order = [pair.id for pair in item.pairs]
    made = [pair.partition(":")[::2] for pair in response]
    return {order.index(left): said[right] for left, right in made}


def moodlexml_with_plugin(site: Site) -> Column:
    return moodlexml(site, multichoiceset=True)


def gift(site: Site) -> Column:
    exporter = all_exporters()["gift"]
    bundle = exporter.run(site.course, None, exporter.options(site_url=site.url))
    found = {question.name: question for question in gift_reader.read_gift(bundle.content)}

    def score(item: Item, response: Sequence[str]) -> float:
        question = found[item.id]
        if question.kind == "truefalse":
            said = {choice.id: choice.text.markdown.lower() for choice in item.choices}[response[0]]
            return next(answer.grade for answer in question.answers if answer.text == said) / 100
        if question.kind in ("one", "several"):
            return min(max(sum(question.answers[place].grade for place in places(item, response)) / 100, 0), 1)
        if question.kind == "match":
            pairs = [answer for answer in question.answers if answer.text]
            picked = options(item, response)
            return sum(picked.get(place) == pair.feedback for place, pair in enumerate(pairs)) / len(pairs)
        if question.kind == "number":
            said_so = moodlexml_reader.Said(question.answers[0].text)
            answer = moodlexml_reader.Answer(100.0, said_so, tolerance=float(question.answers[0].feedback))
            return moodlexml_reader.numbered((answer,), response[0])
        hit = moodle_takes(question.answers, response[0])
        return hit.grade / 100 if hit else 0.0

    return Column(frozenset(found), score, bundle.problems)


def qti(target: str, reader: ModuleType, read: Callable[[bytes], bytes] | None = None) -> Make:
    """Return a column whose score is that of the response processing in the file, as an importer reads its texts."""

    def make(site: Site) -> Column:
        exporter = all_exporters()[target]
        bundle = exporter.run(site.course, site, exporter.options(site_url=site.url))
        if read:
            files = {path: read(found) if path.startswith("qu") else found for path, found in bundle.files.items()}
            bundle = replace(bundle, files=files)
        package = reader.Package(bundle, site.course.items)
        names = frozenset(item.id for item in site.course.items if item.id in package)
        return Column(names, lambda item, response: reader.score(package, item.id, response), bundle.problems)

    return make


COLUMNS: dict[str, tuple[Make, tuple[bool, bool]]] = {
    "gift": (gift, (False, True)),
    "moodlexml": (moodlexml, (False, True)),
    "moodlexml --set multichoiceset=true": (moodlexml_with_plugin, (True, True)),
    "qti12": (qti("qti12", qti1_score), (True, True)),
    "qti21": (qti("qti21", qti2_score), (True, True)),
    "qti30": (qti("qti30", qti2_score), (True, True)),
    "cc11": (qti("cc11", qti1_score, as_read), (True, False)),
    "cc13": (qti("cc13", qti1_score), (True, False)),
}
"""Each target's column, and whether it has forms for multiple choice: all or nothing, and with credit in part."""


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("every-kind"), {"quizzes/bank.md": EVERY_KIND})


@pytest.fixture(params=["every kind", "the course"])
def site(request: pytest.FixtureRequest) -> Site:
    name = {"every kind": "every_kind", "the course": "course_site"}[request.param]
    found: Site = request.getfixturevalue(name)
    return found


def test_the_bank_has_every_kind_and_every_item_can_be_read(every_kind: Site) -> None:
    assert every_kind.course.problems == ()
    judged = {name for name, kind in KINDS.items() if not kind.self_marked}
    assert set(KINDS) - judged == {"say"}  # its learners score themselves, so there is nothing to compare
    tables = [target.kinds for target in all_exporters().values() if target.kinds]
    carried = {kind for table in tables for kind, form in table.items() if callable(form)}
    assert {html.item.kind for html in every_kind.items.values()} == judged & carried
    assert all(1 in map(html.item.score, responses(html.item)) for html in every_kind.items.values())


@pytest.mark.parametrize("target", COLUMNS)
def test_one_score_everywhere(site: Site, target: str) -> None:
    make, (whole, partial) = COLUMNS[target]
    column = make(site)
    found = compare(site, column)
    named = f"{sum(found.excused.values())} more of {len(found.excused)} items that the loss report names"
    print(f"\n{target}: {found.compared} scores, {len(found.differences)} differences, {named}")  # noqa: T201
    assert found.differences == []
    assert found.compared > 200
    for item in (html.item for html in site.items.values() if html.item.metadata.scored):
        if (item.kind in EXACT and (item.kind != "multiple" or (partial if item.metadata.credit else whole))) or (
            item.kind == "blanks" and len(item.blanks) == 1
        ):
            assert item.id in column.items
            assert column.named(item) & {"E001", "E002"} == set(), item.id
            assert item.id not in found.excused
