"""One rule per kind: what Python's ``Item.score`` says of a response, the player's ``score`` says too.

Every response that can be given, and many that can’t: all subsets of up to six choices, all orders and pairings of up
to five (with entries left open), and thousands of typed texts and numbers. The number compared is printed (``-s``).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import markdown

from chance import EXAMPLES
from coursewright.fragment.identity import same_answer
from coursewright.kinds import KINDS
from coursewright.kinds.numeric import Numeric
from coursewright.model.item import Item
from coursewright.read.document import read_document
from coursewright.render.served import PLAYER_FOLDER
from manual import examples

Response = Sequence[str]
WORDS = ("Alder", "Beech", "Cedar", "Dogwood", "Elm", "Fir")
SCORED = """
const { readFileSync } = require("fs");
for (const script of process.argv.slice(1)) require(script);
const { parts, worth, plain } = coursewrightScoring;
const score = (kind, facts, response) => worth(facts.partial, parts[kind](facts, response));
const { asked, texts } = JSON.parse(readFileSync(0, "utf8"));
const scores = asked.map(([kind, facts, responses]) => responses.map((response) => score(kind, facts, response)));
console.log(JSON.stringify({ scores, plain: texts.map(plain) }));
"""


def listed(choices: Sequence[str], right: Sequence[str]) -> str:
    return "\n".join(f"- [{'x' if choice in right else ' '}] {choice}" for choice in choices)


def questions() -> Iterator[str]:
    for partial in ("", "; credit: partial"):
        name = "part" if partial else "all"
        for count in range(2, 7):
            for right in range(1, count + 1):
                choices = listed(WORDS[:count], WORDS[:right])
                head = f"<!-- id: multiple-{name}-{count}-{right}; type: multiple{partial} -->"
                yield f"{head}\nWhich of {count} are trees of {right}?\n{choices}"
        for count in range(1, 6):
            steps = "\n".join(f"{number}. {word}" for number, word in enumerate(WORDS[:count], 1))
            yield f"<!-- id: order-{name}-{count}; type: order{partial} -->\nOrder {count}.\n\n{steps}"
            for lures in (0, 1):
                rows = [f"| {word} | {word.upper()}! |" for word in WORDS[:count]]
                rows += ["| | Nothing |"] * lures
                table = "\n".join(["| Name | Cry |", "| --- | --- |", *rows])
                yield f"<!-- id: match-{name}-{count}-{lures}; type: match{partial} -->\nMatch {count}.\n\n{table}"
        yield f"<!-- id: twice-{name}; type: match{partial} -->\nTwice?\n\n|a|b|\n|-|-|\n|c|d|\n|e|d|\n|f|g|"
        yield f"<!-- id: blanks-{name}; type: blanks{partial} -->\nA [[straße|Street]], a [[two  words]], [[ﬁne|Ⅳ]]."
    for count in range(1, 7):
        yield f"<!-- id: single-{count}; type: single -->\nWhich of {count}?\n{listed(WORDS[:count], WORDS[:1])}"
    for right in ("True", "False"):
        yield f"<!-- id: truefalse-{right}; type: truefalse -->\nIs it {right}?\n{listed(('True', 'False'), (right,))}"
    yield "<!-- id: none; type: multiple -->\nWhich is right?\n" + listed(WORDS[:4], ())
    short = listed(("release", "Two *words*", "`a_b`", "straße", "ﬁne", "İ", "x &amp; y", "__proto__"), ("release",))
    yield "<!-- id: short; type: short -->\nWhat is it called?\n" + short.replace("[ ]", "[x]", 6)
    for number, written in enumerate(NUMBERS):
        yield f"<!-- id: numeric-{number}; type: numeric -->\nHow many? [[{written}]]"


NUMBERS = (
    "75 ± 1", "75", "0", "0.3 ± 0.1", "-5 ± 0", "−1.5 +- 0.25", "1,000", "1 000 000 +/- 1", "2,5 ± 0,1",
    "0.0000001 ± 0.00000001", "12345678901234567890", "1e3", "1|2", "3.5",
)  # fmt: skip
"""As authors write them; the last three ones are misfits, and nothing is right."""
SPACES = ("", " ", "  ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\ufeff", "\x1c", "\n")


def as_typed() -> Iterator[str]:
    """Yield numbers as people write them, and what only looks like one."""
    plain = ("75", "74", "76", "73.999", "76.0000001", "0", "1", "5", "1.5", "2,5", "2.4", "2.6", "0.2", "0,4", "0.4")
    grouped = ("1,000", "1000", "1 000", "1.000", "1,000.0", "1.000,0", "1.000.000", "1,000,000", "999 999.5")
    odd = (
        "",
        ".",
        ",",
        "-",
        "1,00",
        "1,0000",
        "0,000",
        "01,000",
        "1,000,0",
        "1 0",
        "1..2",
        "1e3",
        "٣",
        "７５",
        "½",
        "10²",
    )
    odd += ("Infinity", "NaN", "0x10", "75%", "75 %", "1_000", "1'000", "9" * 30, "9" * 31, f".{'1' * 30}", "5.", ".5")
    for text in (*plain, *grouped, *odd, "0.0000001", "0.00000011", "12345678901234567890", "12345678901234567891"):
        for sign, space in product(("", "+", "-", "−", "–", "--"), SPACES[:5]):
            yield f"{sign}{text}"
            yield f"{space}{sign}{space}{text}{space}"
    for space in SPACES:
        yield f"{space}75{space}"
        yield f"1{space}000"


def typed_for(accepted: Sequence[str]) -> Iterator[str]:
    """Yield texts near to an accepted one: by case, space, composition, and none of these."""
    for text in (
        *accepted,
        "release",
        "Two words",
        "a_b",
        "i̇",
        "x & y",
        "__proto__",
        "constructor",
        "strasse",
        "IV",
        "",
    ):
        for way in (
            str,
            str.upper,
            str.lower,
            str.title,
            str.swapcase,
            lambda said: f"{said}.",
            lambda said: said[::-1],
        ):
            yield way(text)
            for space in SPACES:
                yield f"{space}{way(text)}{space}"
                yield way(text).replace(" ", space)


def responses_to(item: Item) -> list[Response]:
    """Return every response to an item with choices, or a great many to one with a gap."""
    ids = [choice.id for choice in item.choices]
    if item.notation == "steps":
        return [list(order) for count in range(len(ids) + 1) for order in permutations(ids, count)]
    if item.notation == "table":
        rows = [[f"{pair.id}:{choice}" for choice in ids] + [""] for pair in item.pairs]
        return [[pair for pair in response if pair] for response in product(*rows)]
    if item.picks:
        return [list(found) for found in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))]
    if item.kind == "numeric":
        return [[], ["75", "75"], *([typed] for typed in dict.fromkeys(as_typed()))]
    if item.kind == "short":
        return [[], *([typed] for typed in typed_for([choice.text.markdown for choice in item.choices]))]
    gaps = [list(dict.fromkeys(typed_for(blank.answers))) for blank in item.blanks]
    some = map(list, zip(*gaps, strict=False))
    few = map(list, product(*([*gap[:4], "x"] for gap in gaps)))
    right = [blank.answers[0] for blank in item.blanks]
    return [[], right[:1], *some, *few, *([one, *right[1:]] for one in gaps[0])]


MANUAL = examples()
BANK = "\n".join([*(f"<quiz>\n{question}\n</quiz>\n" for question in questions()), MANUAL])
WRITTEN = tuple(read_document(BANK, "page.md", [], "practice")[0].items)
ITEMS = {item.id: item for item in WRITTEN if not item.self_marked}
JUDGED = {name for name, kind in KINDS.items() if not kind.self_marked}


class Facts(HTMLParser):
    """What the page of each item says of its key, as ``cw.facts`` takes it from there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, dict[str, Any]]] = {}
        self.feed(markdown(BANK, extensions=["coursewright"]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name.removeprefix("data-"): value or "" for name, value in attrs}
        if tag == "cw-item":
            self.facts = {"partial": "partial" in found, "key": found.get("key", "").split(), "accepted": []}
            self.found[found["item"]] = (found["kind"], self.facts)
        elif tag == "input" and "cw-gap" in found.get("class", "").split():
            first = (
                {} if self.facts["accepted"] else {key: found[key] for key in ("value", "tolerance") if key in found}
            )
            self.facts["accepted"].append(json.loads(found.get("accept", "[]")))
            self.facts |= first
        if "answers" in found:
            self.facts["answers"] = json.loads(found["answers"])


def node(asked: Iterable[tuple[Item, Sequence[Response]]], texts: Sequence[str] = ()) -> dict[str, Any]:
    """Return what our scripts say of all of them, in one process."""
    if not shutil.which("node"):
        pytest.skip("there is no node")
    facts = Facts().found
    sent = {"asked": [(*facts[item.id], [list(one) for one in responses]) for item, responses in asked], "texts": texts}
    command = ["node", "-e", SCORED, *(str(PLAYER_FOLDER / name) for name in ("scoring.js", "rare.js"))]
    done = subprocess.run(command, input=json.dumps(sent), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def compare(asked: Sequence[tuple[Item, Sequence[Response]]], theirs: Sequence[Sequence[float]]) -> dict[str, int]:
    """Return how many responses to each kind are worth the same to Python and the player."""
    compared: dict[str, int] = {}
    for (item, responses), scores in zip(asked, theirs, strict=True):
        pairs = zip(responses, map(item.score, responses), scores, strict=True)
        assert [(item.id, *found) for found in pairs if found[1] != found[2]] == []
        assert all(0 <= score <= 1 for score in scores)
        compared[item.kind] = compared.get(item.kind, 0) + len(responses)
    return compared


def test_every_kind_is_among_the_items() -> None:
    assert {item.kind for item in ITEMS.values()} == JUDGED
    assert len(WRITTEN) == BANK.count("<quiz>")
    assert {item.kind for item in ITEMS.values() if item.metadata.credit} == {
        kind.kind for kind in KINDS.values() if kind.divisible
    }


def test_python_and_the_player_agree_on_every_response() -> None:
    asked = [(item, responses_to(item)) for item in ITEMS.values()]
    compared = compare(asked, node(asked)["scores"])
    print("\nresponses compared:", sum(compared.values()), compared)  # noqa: T201
    assert sum(compared.values()) > 40_000
    assert min(compared.values()) > 7
    assert set(compared) == JUDGED


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMERALS = st.text(st.sampled_from("0123456789.,+-−± \u00a0\u202fe"), max_size=14)


@pytest.mark.fuzz
def test_they_agree_on_thousands_of_texts_that_nobody_thought_of() -> None:
    tried: list[str] = []

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(TEXTS | NUMERALS | st.sampled_from(list(as_typed())), min_size=10, max_size=20))
    def collect(texts: list[str]) -> None:
        tried.extend(texts)

    collect()
    tried = list(dict.fromkeys(tried))
    names = ("short", "numeric-0", "numeric-2", "numeric-3", "numeric-5", "numeric-8")
    asked: list[tuple[Item, Sequence[Response]]] = [(ITEMS[name], [[text] for text in tried]) for name in names]
    asked.append((ITEMS["blanks-part"], [list(row) for row in zip(tried, tried[1:], tried[2:], strict=False)]))
    found = node(asked, tried)
    assert [(text, said) for text, said in zip(tried, found["plain"], strict=True) if said != same_answer(text)] == []
    compared = sum(compare(asked, found["scores"]).values()) + len(tried)
    print("\ntyped texts compared:", compared)  # noqa: T201
    assert compared > 10 * EXAMPLES


@pytest.mark.parametrize(
    ("response", "expected"),
    [([], 0), (["1234"], 1), (["1243"], 1 / 3), (["2341"], 2 / 3), (["4321"], 0), (["2134"], 1 / 3), (["123"], 0)],
)
def test_a_step_counts_where_it_directly_follows_the_right_one(response: list[str], expected: float) -> None:
    item = ITEMS["order-part-4"]
    steps = [item.keyed[int(number) - 1] for number in "".join(response)]
    assert item.score(steps) == pytest.approx(expected)
    assert ITEMS["order-all-4"].score(steps) == (expected == 1)


def test_a_wrong_choice_takes_away_what_a_right_one_gives() -> None:
    item = ITEMS["multiple-part-6-3"]
    ids = {choice.text.markdown: choice.id for choice in item.choices}
    scores = {count: item.score([ids[word] for word in WORDS[:count]]) for count in range(7)}
    assert scores == pytest.approx({0: 0, 1: 1 / 3, 2: 2 / 3, 3: 1, 4: 2 / 3, 5: 1 / 3, 6: 0})


@pytest.mark.parametrize(
    ("typed", "right"), [("0.4", True), ("0,4", True), ("0.2", True), (".41", False), ("0.19", False)]
)
def test_the_edge_of_a_tolerance_is_inside_it(typed: str, right: bool) -> None:
    item = ITEMS["numeric-3"]
    assert isinstance(item, Numeric)
    assert item.score([typed]) == right
