"""QTI 3.0 in a player of others: qti-components gives what the website gives, from the file as it is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).parents[1] / "export"))
from every_kind import FILES, responses
from qti2_score import Package, given
from small_site import small_site

from coursewright.export.qti.xml import name_of
from coursewright.export.registry import Options, all_exporters
from coursewright.model.item import Item

PLAYER = Path(__file__).parents[2] / "node_modules/@citolab/qti-components/cdn/index.global.js"
MOST = 40
"""Responses to one item; of more, they are spread over all."""
PLAY = """
async ([xml, responses]) => {
  const container = document.createElement("item-container");
  const frame = document.createElement("qti-item");
  container.itemXML = xml;
  frame.append(container);
  document.body.replaceChildren(frame);
  let item = null;
  for (let turn = 0; turn < 200 && !item; turn += 1) {
    await new Promise((done) => setTimeout(done, 10));
    item = container.shadowRoot?.querySelector("qti-assessment-item");
  }
  await item.updateComplete;
  await new Promise((done) => setTimeout(done, 30));
  const value = (name) => Number(item.variables.find((one) => one.identifier === name).value);
  return responses.map((response) => {
    for (const [name, given] of Object.entries(response)) item.updateResponseVariable(name, given);
    item.processResponse();
    return value("SCORE") / value("MAXSCORE");
  });
}
"""


def as_given(package: Package, item: Item, response: Sequence[str]) -> dict[str, object]:
    """Return a response as its interactions give it: of nothing, an empty text or list."""
    node = package.node(item.id)
    empty = {}
    for one in node.iter("responseDeclaration"):
        several, typed = one.attrib["cardinality"] != "single", one.attrib["baseType"] in ("string", "float")
        empty[one.attrib["identifier"]] = [] if several else "" if typed else None
    found = given(node, item, response)
    return {name: nothing if found.get(name) is None else found[name] for name, nothing in empty.items()}


def test_a_player_of_others_scores_as_the_site_does(browser: Browser, tmp_path: Path) -> None:
    if not PLAYER.exists():
        pytest.skip(f"{PLAYER} is not there: make test installs it with npm")
    site = small_site(tmp_path, FILES)
    bundle = all_exporters()["qti30"].run(site.course, site, Options(site_url=site.url))
    package = Package(bundle, site.course.items)
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_content("<!doctype html><title>Items</title>")
    page.add_script_tag(path=PLAYER)
    compared = 0
    differences = []
    for item in site.course.items:
        tried = list(responses(item))
        tried = tried[:: max(1, len(tried) // MOST)]
        asked = [as_given(package, item, response) for response in tried]
        xml = bundle.files[f"items/{name_of('i', item.id)}.xml"].decode()
        found = page.evaluate(PLAY, [xml, asked])
        for response, score in zip(tried, found, strict=True):
            compared += 1
            # it rounds to three decimals
            if score != pytest.approx(item.score(response), abs=1e-3):
                differences.append(f"{item.id}: {response} is worth {item.score(response):g}, and {score:g} there")
    context.close()
    print(f"\nqti-components: {compared} scores, {len(differences)} differences")  # noqa: T201
    assert differences == []
    assert faults == []
    assert compared > 200
