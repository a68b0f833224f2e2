/* Several tabs of one browser without a browser: the player's own scripts, each tab's on a page without a document, and a
   storage that tells one tab of another's writing a while later, as browsers do. What a tab saves is held against what it
   had seen: nothing may be lost but by somebody who knew of it, and nothing may come back. Asked by `test_histories.py`. */
"use strict";
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const { folder, seeds, steps } = JSON.parse(readFileSync(0, "utf8"));
const read = (name) => new vm.Script(readFileSync(`${folder}/${name}`, "utf8"), { filename: name });
const SCRIPTS = ["page.js", "store.js", "due.js", "slots.js", "queue.js", "sound.js", "path.js"].map(read);
const FOLLOW = read("tabs.js");
const KEY = "coursewright:course";
const ITEMS = ["one", "two", "three", "four"];
const BANKS = ["tide", "rock"].map((name) => ({ name, draw: 2, items: [1, 2, 3].map((n) => ({ id: name + n, revision: "r" })) }));

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
    this.log = [];
  }

  any(list) {
    return list[Math.floor(this.chance() * list.length)];
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
    this.look(this.cache);
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
      head: { append: () => this.late.push(() => FOLLOW.runInContext(this.context)) },
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
    const window = {
      document, localStorage: own, URL, Event, EventTarget, CustomEvent, console, performance, crypto: globalThis.crypto,
      location: { hash: "" }, customElements: { get() {}, define() {} }, HTMLElement: class {},
      addEventListener: events.addEventListener.bind(events), setTimeout,
    };
    window.window = window.self = window.parent = window;
    this.events = events;
    this.context = vm.createContext(window);
    vm.runInContext("0", this.context);
    this.context.theirDate = () => world.now;
    this.context.theirChance = world.chance;
    vm.runInContext("Date.now = theirDate; Math.random = theirChance;", this.context);
    for (const script of SCRIPTS) script.runInContext(this.context);
    this.cw = window.coursewright;
  }

  get store() {
    return this.cw.store();
  }

  /** One thing that has come in, in its order; a script that was asked for comes when it comes. */
  work() {
    if (this.late.length && (!this.inbox.length || this.world.chance() < 0.5)) return this.late.shift()();
    const { value, own } = this.inbox.shift();
    if (own) {
      this.pending--;
      return;
    }
    if (!this.pending) this.cache = value;
    if (this.frozen) return;
    this.look(value);
    this.events.dispatchEvent(Object.assign(new Event("storage"), { key: KEY, newValue: value }));
    this.look(this.cache);
  }

  /** Remembers which changes stand in a text that this tab has seen. */
  look(text) {
    const state = text === null ? {} : JSON.parse(text);
    const note = (entry, id) => {
      if (!this.known.has(entry)) this.known.set(entry, new Set());
      this.known.get(entry).add(id);
    };
    for (const [entry, id] of entries(state)) note(entry, id);
  }

  /** Says of a change that it is made knowing all that this tab has seen of its entry. */
  makes(entry, id) {
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

const ACTS = {
  answer(tab, world) {
    const id = world.any(ITEMS);
    const at = ++world.ids;
    const right = world.chance() < 0.5;
    tab.makes("item " + id, at);
    tab.store.put(["items", id, { revision: tab.revisions[id], response: [right ? "right" : "wrong"], score: Number(right), at }]);
  },
  retry(tab, world) {
    const id = world.any(ITEMS);
    if (!tab.store.get("items", id)) return;
    tab.makes("item " + id, ++world.ids);
    tab.store.put(["items", id, null]);
  },
  /** A file brings answers, which take the place of what is here. */
  import(tab, world) {
    const changes = ITEMS.filter(() => world.chance() < 0.5).map((id) => {
      const at = ++world.ids;
      tab.makes("item " + id, at);
      return ["items", id, { revision: "r1", response: ["right"], score: 1, at }];
    });
    tab.store.keep(...changes);
  },
  clear(tab, world) {
    if (world.chance() < 0.8) return;
    for (const [entry, all] of world.made) for (const one of all) if (tab.known.get(entry)?.has(one.id)) one.gone = true;
    world.clearing = true; // until everybody has heard of it, what is answered may go with the rest
    // a change that this tab hasn't heard of may go, too
    for (const all of world.made.values()) for (const one of all) one.lost = true;
    tab.store.put();
    tab.storage.removeItem(KEY);
    tab.store.forget();
  },
  edit(_tab, world) {
    world.revisions[world.any(ITEMS)] = "r" + ++world.ids;
  },
  /** A page is left after what was in the air has come down: within these milliseconds nobody could put it back. */
  reload(tab, world) {
    world.settleAll();
    world.tabs.splice(world.tabs.indexOf(tab), 1, new Tab(world));
  },
  /** Away, and back to the page as it was left. */
  back(tab, world) {
    if (!tab.frozen) world.settleAll();
    tab.frozen = !tab.frozen;
    if (tab.frozen) return;
    tab.events.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    tab.look(tab.cache);
  },
  start(tab, world) {
    if (under(tab)) return;
    const seed = ++world.ids;
    tab.store.put(["final", "current", { seed, slots: tab.cw.final ?? slots(tab, seed), at: 0 }]);
  },
  slot(tab, world) {
    const now = under(tab);
    if (!now) return;
    const at = Math.floor(world.chance() * now.slots.length);
    const id = ++world.ids;
    tab.makes(`slot ${now.seed} ${at}`, id);
    now.slots[at].response = [String(id)];
    tab.store.put(["final", "current", { ...now, at }]);
  },
  handIn(tab) {
    const now = under(tab);
    if (!now || !now.slots.every(({ response }) => response)) return;
    const n = Math.max(0, ...tab.cw.path.attempts().map((tried) => tried.n)) + 1;
    tab.store.put(["final", String(n), { seed: now.seed, slots: now.slots, score: 1, total: 4, passed: false, at: 1 }], ["final", "current", null]);
  },
};

const slots = (tab, seed) => tab.context.coursewrightSlots.draw(BANKS, seed);

function under(tab) {
  const found = tab.store.get("final", "current");
  return found?.slots && !tab.cw.path.attempts().some(({ seed }) => seed === found.seed) ? found : null;
}

/** What is wrong once every tab has heard of everything. */
function* faults(world) {
  const state = world.text === null ? {} : JSON.parse(world.text);
  const there = new Map(entries(state));
  for (const tab of world.tabs) {
    if (tab.cache !== world.text) yield "a tab sees another storage";
    const shown = new Map(entries(tab.store.read()));
    for (const entry of new Set([...shown.keys(), ...there.keys()])) if (shown.get(entry) !== there.get(entry)) yield `a tab shows another ${entry}`;
    const asked = ITEMS.map((id) => `${world.revisions[id]},${id}`).join(" ");
    const own = ITEMS.map((id) => state.items?.[id]).filter((saved, at) => saved?.revision === world.revisions[ITEMS[at]]);
    const counts = tab.cw.path.counted("lesson", asked);
    if (counts.answered !== own.length || counts.right !== own.filter(({ score }) => score).length) yield "counts are other than what is saved";
  }
  const seeds = tab0(world).cw.path.attempts().map(({ seed }) => seed);
  if (new Set(seeds).size < seeds.length) yield "one draw was handed in twice";
  for (const [entry, all] of world.made) {
    const [, seed] = /^slot (\d+)/.exec(entry) ?? [];
    if (seed && state.final?.current?.seed !== Number(seed)) continue; // handed in, cleared, or another tab's draw has won
    const known = there.get(entry);
    const over = new Set(all.flatMap((one) => [...one.over]));
    const live = all.filter((one) => !over.has(one.id) && !one.gone && !one.lost);
    if (known !== undefined && (over.has(known) || all.find(({ id }) => id === known)?.gone)) yield `${entry} came back`;
    if (known === undefined && live.some(({ id }) => world.writes.has(id))) yield `${entry} was lost`;
    if (known !== undefined && live.length && !live.some(({ id }) => id === known) && live.some(({ id }) => world.writes.has(id))) yield `${entry} has an older answer`;
  }
}

const tab0 = (world) => world.tabs[0];

function history(seed) {
  const world = new World(seed);
  world.writes = new Set();
  for (let n = 2 + Math.floor(world.chance() * 3); n; n--) world.tabs.push(new Tab(world));
  const log = [];
  for (let n = 0; n < steps; n++) {
    world.now += Math.floor(world.chance() * 3);
    const tab = world.any(world.tabs);
    if (world.chance() < 0.5) {
      if (tab.out.length && world.chance() < 0.5) world.arrive(tab);
      else if (tab.inbox.length || tab.late.length) tab.work();
      continue;
    }
    const name = world.any(["answer", "answer", "answer", "answer", "retry", "retry", "import", "clear", "edit", "reload", "back", "start", "slot", "slot", "slot", "slot", "handIn"]);
    if (tab.frozen && name !== "back") continue;
    const before = world.ids;
    log.push(`${world.tabs.indexOf(tab)} ${name}`);
    ACTS[name](tab, world);
    if (name !== "retry") for (let id = before + 1; id <= world.ids; id++) world.writes.add(id);
    if (world.chance() < 0.2) {
      world.settleAll();
      for (const fault of faults(world)) return { seed, fault, log };
    }
  }
  for (const tab of world.tabs) if (tab.frozen) ACTS.back(tab, world);
  world.settleAll();
  for (const fault of faults(world)) return { seed, fault, log };
  return null;
}

const found = seeds.map(history).filter(Boolean);
console.log(JSON.stringify(found));
