"""A browser that takes its storage away while an answer is saved: without a browser."""

from __future__ import annotations

from coursewright.render.served import PLAYER_FOLDER
from node import in_node

RUN = """
const { readFileSync } = require("node:fs");
const [folder] = process.argv.slice(1);
let taken = false;
const blocked = () => {
  taken = true;
  throw new Error("SecurityError");
};
const root = new EventTarget();
const document = Object.assign(root, {
  documentElement: { dataset: {}, lang: "en" },
  currentScript: { src: "https://example.org/state.js" },
  querySelector: () => null,
});
const localStorage = { getItem: () => (taken ? blocked() : null), setItem: blocked, removeItem: blocked };
const given = { window: {}, document, localStorage, location: { hash: "" }, performance, addEventListener() {} };
given.window.parent = given.window;
for (const name of ["page.js", "store.js", "queue.js"]) {
  new Function(...Object.keys(given), readFileSync(`${folder}/${name}`, "utf8"))(...Object.values(given));
}
const store = given.window.coursewright.store();
store.put(["items", "one", { revision: "r", response: ["a"] }]);
console.log(JSON.stringify({ kept: store.get("items", "one"), lasting: store.lasting }));
"""


def test_what_is_answered_while_the_storage_goes_stays_on_the_page() -> None:
    assert in_node(RUN, PLAYER_FOLDER) == {"kept": {"revision": "r", "response": ["a"]}, "lasting": False}
