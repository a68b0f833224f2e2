/* A page in a frame, without a browser: runs state.js and frame.js against a parent of our making, and prints what that
   parent heard and what the page keeps behind each message. */
const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");

const scripts = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const PAGE = "https://course.example";
const SCHOOL = "https://lms.example.edu";
const KEPT = { version: 2, items: { one: { revision: "r", response: ["a"] } } };
const OTHER = { version: 2, items: { two: { revision: "s", response: ["b"] } } };
const P = "coursewright/1";

/** A page whose parent is of an origin, which `location` tells only to a page of the same one. */
function open(origin, own = PAGE, hosts = `${SCHOOL} null`) {
  const heard = [];
  const kept = new Map([["coursewright:course", JSON.stringify(KEPT)]]);
  const listeners = { window: {}, document: {} };
  const on = (name) => (type, act) => (listeners[name][type] ??= []).push(act);
  const said = (name, event) => {
    for (const act of listeners[name][event.type] ?? []) act(event);
  };
  const parent = { postMessage: (data, target) => heard.push([structuredClone(data), target]) };
  Object.defineProperty(parent, "location", {
    get() {
      if (origin === own && own !== "null") return { origin };
      throw new Error("SecurityError");
    },
  });
  const score = { dataset: { course: "course", lesson: "lesson" } };
  const document = {
    documentElement: { dataset: { course: "course" } },
    body: { getBoundingClientRect: () => ({ height: 100 }) },
    currentScript: { src: `${PAGE}/assets/coursewright/state.js` },
    head: { append() {} },
    createElement: () => ({ append() {} }),
    querySelector: (what) => (what === "cw-score" ? score : what === "[data-hosts]" ? { dataset: { hosts } } : null),
    querySelectorAll: () => [],
    addEventListener: on("document"),
    dispatchEvent: (event) => said("document", event),
    readyState: "complete",
    title: "Lesson",
  };
  const window = {
    document, parent, URL, URLSearchParams, JSON, Object, Array, performance,
    innerWidth: 640,
    location: { origin: own, pathname: "/a/", hash: "", search: "" },
    addEventListener: on("window"),
    CustomEvent: class { constructor(type, { detail }) { Object.assign(this, { type, detail }); } },
    ResizeObserver: class { observe() {} },
    localStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text), removeItem: (key) => kept.delete(key) },
  };
  window.window = window;
  for (const text of scripts) runInNewContext(text, window);
  const send = (data, from = origin, source = parent) => said("window", { type: "message", data, origin: from, source });
  return { heard, kept, send, page: window, parent };
}

/** What a page says when something is answered. */
function answer({ page }) {
  page.coursewright.store().put(["items", "three", { revision: "t", response: ["c"] }], ["agreement", "line", { text: "mine" }], ["learner", "name", { text: "Ada" }]);
  page.coursewright.announce("answered", { id: "three", right: true, score: 1, response: ["c"], latency: 7 });
  page.coursewright.announce("choice", { scenario: "shop", scene: "till", option: "x" });
}

const cyclic = { version: 2, items: {} };
cyclic.self = cyclic;
const STATES = {
  cyclic, none: undefined, null: null, text: "{}", number: 7, list: [], date: new Date(0), map: new Map([["items", {}]]),
  empty: {}, unversioned: { items: {} }, "version as text": { ...OTHER, version: "2" }, newer: { ...OTHER, version: 3 }, half: { ...OTHER, version: 1.5 },
  "version of a prototype": { ...OTHER, version: "__proto__" }, "version of a constructor": { ...OTHER, version: "constructor" },
  "version as object": { ...OTHER, version: { valueOf: 2 } }, "items as list": { version: 2, items: [] }, "items as text": { version: 2, items: "x" },
  "not JSON": { version: 2, items: { n: 10n } }, huge: { version: 2, items: { x: "x".repeat(5e6) } },
};
const MESSAGES = {
  "no protocol": { type: "hello" }, "protocol 2": { protocol: "coursewright/2", type: "hello" }, "with a space": { protocol: `${P} `, type: "hello" },
  "protocol as list": { protocol: [P], type: "hello" }, "protocol as object": { protocol: { toString: () => P }, type: "hello" }, list: [P, "hello"], text: P, json: JSON.stringify({ protocol: P, type: "hello" }),
  null: null, undefined: undefined, number: 7, "no type": { protocol: P }, "unknown type": { protocol: P, type: "ready" }, "type as list": { protocol: P, type: ["hello"] },
  "type of a prototype": { protocol: P, type: "__proto__" },
};
const FORGED = [
  { protocol: P, type: "hello" }, { protocol: P, type: "hello", origin: SCHOOL }, { protocol: P, type: "state", state: OTHER },
  { protocol: P, type: "config", choices: true }, ...Object.values(MESSAGES), ...Object.values(STATES).map((state) => ({ protocol: P, type: "state", state })),
];
const NEAR = ["null", "", "*", PAGE + ".evil.example", `${SCHOOL}/`, `${SCHOOL}:8443`, `${SCHOOL}.evil.example`, "https://LMS.example.edu", "http://lms.example.edu", "https://a.lms.example.edu", "https://lms.example.ed", undefined];

const found = {};
const outcome = (page) => ({ heard: page.heard, kept: JSON.parse(page.kept.get("coursewright:course")).items });

/** Runs all that a hostile window can say, and answers in between. */
function attacked(page, from, source) {
  for (const message of FORGED) page.send(message, from, source);
  answer(page);
  for (const message of FORGED) page.send(message, from, source);
  return outcome(page);
}

found.strangers = NEAR.map((origin) => [String(origin), attacked(open(origin), origin)]);
found.sandboxed = attacked(open("null", "null"), "null");
const windows = (page) => ({ "another window": { postMessage() {} }, "the page itself": page.page, nothing: null, undefined });
found.sources = Object.keys(windows({})).flatMap((name) =>
  [SCHOOL, PAGE].map((from) => {
    const page = open(SCHOOL);
    return [`${name} of ${from}`, attacked(page, from, windows(page)[name] ?? null)];
  }),
);
found.trusted = [SCHOOL, PAGE].map((origin) => {
  const page = open(origin);
  answer(page);
  page.send({ protocol: P, type: "hello" });
  return [origin, outcome(page)];
});
found.malformed = Object.entries({ ...MESSAGES, ...STATES }).map(([name, said]) => {
  const page = open(SCHOOL);
  const hello = name in MESSAGES && said === MESSAGES[name];
  if (!hello) page.send({ protocol: P, type: "hello" });
  const before = page.heard.length;
  page.send(hello ? said : { protocol: P, type: "state", state: said });
  return [name, { ...outcome(page), heard: page.heard.slice(before) }];
});
found.config = [true, 1, "true", [true], {}, null, undefined, "missing"].map((choices) => {
  const page = open(SCHOOL);
  page.send(choices === "missing" ? { protocol: P, type: "config" } : { protocol: P, type: "config", choices });
  const before = page.heard.length;
  answer(page);
  return [String(choices), page.heard.slice(before).map(([{ type }]) => type)];
});
const good = open(SCHOOL);
good.send({ protocol: P, type: "state", state: OTHER });
found.good = outcome(good);
const SIZERS = {
  known: "[iFrameSizer]frame-1:8:false", "another mark": "[iFrameResizer]frame-1:8", "no name": "[iFrameSizer]:8", "markup in its name": "[iFrameSizer]<b>:8",
  "introduced twice": "[iFrameSizer]frame-1:8:false",
};
found.sizers = Object.entries(SIZERS).map(([name, said]) => {
  const page = open("https://blog.example");
  page.send(said, "https://blog.example");
  if (name === "introduced twice") page.send("[iFrameSizer]other:8", "https://blog.example");
  return [name, outcome(page)];
});
console.log(JSON.stringify(found));
