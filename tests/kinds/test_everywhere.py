"""Every kind has its place everywhere: on the page, in the player, and in each target's table, if only as a loss."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from coursewright.export.facts import worded_as
from coursewright.export.registry import Lost, all_exporters
from coursewright.kinds import KINDS
from coursewright.kinds.choice import Multiple
from coursewright.kinds.numeric import Numeric
from coursewright.kinds.order import Order
from coursewright.model.item import Item
from coursewright.render.items.markup import all_markup, player_files
from coursewright.render.served import PLAYER_FOLDER

TOLD = """
const { readFileSync } = require("fs");
const cw = { kinds: {}, text: String, make() {}, bare: {}, store: {} };
cw.scored = (name, kind) => (cw.kinds[name] = { ...kind, part() {}, score() {} });
globalThis.window = globalThis;
globalThis.customElements = { get() {}, define() {} };
globalThis.HTMLElement = class {};
globalThis.document = { querySelectorAll: () => [], querySelector: () => null, addEventListener() {} };
for (const path of process.argv.slice(1)) {
  window.coursewrightQueue = [];
  eval(readFileSync(path, "utf8"));
  for (const told of window.coursewrightQueue) {
    try { told(cw); } catch (error) { if (!Object.keys(cw.kinds).length) throw error; }  // it looks for a page
  }
}
const whole = (kind) => ["controls", "response", "part", "score"].every((name) => typeof kind[name] === "function");
console.log(JSON.stringify(Object.keys(cw.kinds).filter((name) => whole(cw.kinds[name]))));
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_knows_how_it_is_answered(kind: str) -> None:
    found = all_markup()[kind]
    assert found.texts
    assert {script.name for script in found.scripts} <= player_files().keys()


@pytest.mark.parametrize("kind", KINDS)
def test_the_scripts_of_its_page_tell_the_player_of_it(kind: str) -> None:
    if not shutil.which("node"):
        pytest.skip("there is no node")
    scripts = [*all_markup()[kind].scripts, PLAYER_FOLDER / "choosing.js"]
    done = subprocess.run(["node", "-e", TOLD, *map(str, scripts)], capture_output=True, text=True, check=True)
    assert kind in json.loads(done.stdout)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", all_exporters())
def test_a_target_has_a_form_for_it_or_says_that_it_is_lost(target: str, kind: str) -> None:
    found = all_exporters()[target]
    if found.kinds is None:
        assert found.rendered, f"{target} takes no pages, so it has a table of kinds: exporter(…, kinds=…)"
    elif kind in found.kinds:
        form = found.kinds[kind]
        assert form.hint if isinstance(form, Lost) else callable(form)
    else:
        assert KINDS[kind].elsewhere, f"the table of {target} doesn't name {kind}, which says nothing of it either"


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_has_words_for_whatever_a_kind_responds_that_is_not_typed(kind: str) -> None:
    script = (PLAYER_FOLDER / "codec.js").read_text(encoding="utf-8")
    known = re.findall(r"(\w+): \w", re.findall(r"\bKINDS = \{(.*?)\}", script)[0])
    words = worded_as(KINDS[kind])
    if kind in known or (KINDS[kind].notation == "choices" and not KINDS[kind].picks):
        assert words == kind
    else:
        assert words in known


@pytest.mark.parametrize(("like", "words"), [(Multiple, "multiple"), (Order, "order"), (Numeric, "another")])
def test_a_package_words_another_kind_as_the_one_that_is_answered_alike(like: type[Item], words: str) -> None:
    class Another(like):  # type: ignore[misc, valid-type]
        __slots__ = ()
        kind = "another"

    assert worded_as(Another) == words
