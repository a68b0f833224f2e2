/* Several tabs of one browser without a browser: the player's own scripts, each tab's on a page without a document, and a
   storage that tells one tab of another's writing a while later, as browsers do. What a tab saves is held against what it
   had seen. `tabs_histories.js` lets things happen in it. */
"use strict";
const { readFileSync } = require("node:fs");

const { folder, ...asked } = JSON.parse(readFileSync(0, "utf8"));
const GIVEN = ["window", "globalThis", "document", "localStorage", "location", "customElements", "HTMLElement", "performance", "addEventListener", "Date", "Math", "URL", "CustomEvent"];
const read = (name) => new Function(...GIVEN, readFileSync(`${folder}/${name}`, "utf8"));
const SCRIPTS = ["page.js", "store.js", "due.js", "slots.js", "queue.js", "sound.js", "path.js"].map(read);
const FOLLOW = read("tabs.js");
const KEY = "coursewright:course";
const ITEMS = ["one", "two", "three", "four"];

function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What all tabs share: the storage itself, a clock, and chance. */
class World {
  constructor(seed) {
    this.chance = random(seed);
    this.now = 1.8e12;
    this.text = null;
    this.tabs = [];
    this.ids = 0;
    /** By entry, each change with what its tab knew of when it was made. */
    this.made = new Map();
    this.clearing = false;
    this.revisions = Object.fromEntries(ITEMS.map((id) => [id, "r1"]));
    /** Changes that hold an answer, and don't take one back. */
    this.written = new Set();
  }

  /** A tab writes an entry: the number of that change. */
  writes(entry, tab) {
    const id = ++this.ids;
    this.written.add(id);
    tab.makes(entry, id);
    return id;
  }

  /** A change on its way comes to the storage, which tells every tab of it. */
  arrive(tab) {
    const value = tab.out.shift();
    this.text = value;
    for (const other of this.tabs) other.inbox.push({ value, own: other === tab });
  }

  settle(tab) {
    while (tab.out.length || tab.inbox.length || tab.late.length) {
      if (tab.out.length) this.arrive(tab);
      else if (tab.late.length && (!tab.inbox.length || this.chance() < 0.5)) tab.late.shift()();
      else tab.work();
    }
  }

  settleAll() {
    let rounds = 0;
    while (this.tabs.some((tab) => tab.out.length || tab.inbox.length || tab.late.length)) {
      for (const tab of this.tabs) this.settle(tab);
      if (++rounds > 100) throw new Error("the tabs go on writing for ever");
    }
    this.clearing = false;
  }
}

class Tab {
  constructor(world) {
    Object.assign(this, { world, out: [], inbox: [], late: [], cache: world.text, pending: 0, frozen: false });
    /** By entry, the changes that this tab has ever seen. */
    this.known = new Map();
    this.revisions = { ...world.revisions };
    this.build();
    this.look();
  }

  build() {
    const { world } = this;
    const events = new EventTarget();
    const root = new EventTarget();
    const document = Object.assign(root, {
      documentElement: { dataset: {}, lang: "en" },
      currentScript: { src: "https://example.org/state.js" },
      querySelector: () => null,
      querySelectorAll: () => [],
      createElement: () => ({ append() {} }),
      head: { append: () => this.late.push(() => this.run(FOLLOW)) },
    });
    const change = (value) => {
      this.cache = value;
      this.pending++;
      this.out.push(value);
    };
    this.storage = {
      getItem: (key) => (key === KEY ? this.cache : null),
      setItem: (key, text) => key === KEY && change(String(text)),
      removeItem: (key) => key === KEY && this.cache !== null && change(null),
    };
    const own = new Proxy(this.storage, { ownKeys: () => (this.cache === null ? [] : [KEY]), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    const theirs = {
      document, localStorage: own, URL, CustomEvent, performance,
      location: { hash: "" }, customElements: { get() {}, define() {} }, HTMLElement: class {},
      addEventListener: events.addEventListener.bind(events),
      Date: { now: () => world.now },
      Math: Object.assign(Object.create(Math), { random: world.chance }),
    };
    const window = Object.assign(theirs, { parent: null });
    theirs.window = theirs.globalThis = window.parent = window;
    this.events = events;
    this.window = window;
    this.run = (script) => script.apply(window, GIVEN.map((name) => window[name]));
    for (const script of SCRIPTS) this.run(script);
    this.cw = window.coursewright;
  }

  get store() {
    return this.cw.store();
  }

  /** One thing that has come in, in its order. */
  work() {
    const { value, own } = this.inbox.shift();
    if (own) {
      this.pending--;
      return;
    }
    if (!this.pending) this.cache = value;
    if (this.frozen) return;
    this.events.dispatchEvent(Object.assign(new Event("storage"), { key: KEY, newValue: value }));
    this.look();
  }

  /** Remembers which changes this tab shows now: what it was told of while its script was on the way, it can't know. */
  look() {
    const state = this.store.read();
    const note = (entry, id) => {
      if (!this.known.has(entry)) this.known.set(entry, new Set());
      this.known.get(entry).add(id);
    };
    for (const [entry, id] of entries(state)) note(entry, id);
  }

  /** Says of a change that it is made knowing all that this tab has seen of its entry. */
  makes(entry, id) {
    this.look();
    const all = this.world.made.get(entry) ?? [];
    this.world.made.set(entry, all);
    all.push({ id, over: new Set(this.known.get(entry)), lost: this.world.clearing });
    if (!this.known.has(entry)) this.known.set(entry, new Set());
    this.known.get(entry).add(id);
  }
}

/** The entries of a state, each with the number of the change that made it what it is. */
function* entries(state) {
  for (const [id, { at }] of Object.entries(state.items ?? {})) yield ["item " + id, at];
  const { current } = state.final ?? {};
  for (const [at, { response }] of (current?.slots ?? []).entries()) if (response) yield [`slot ${current.seed} ${at}`, Number(response[0])];
}

module.exports = { ITEMS, KEY, Tab, World, asked, entries, random };
