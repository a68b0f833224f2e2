/* Histories of tabs, by chance or as told: nothing may be lost but by somebody who knew of it, and nothing may come back.
   Asked by `test_histories.py`; what it finds is told with the steps that lead there. */
"use strict";
const { ITEMS, KEY, Tab, World, asked, entries, random } = require("./tabs_world.js");

const { seeds = [], steps, told = [] } = asked;
const BANKS = ["tide", "rock"].map((name) => ({ name, draw: 2, items: [1, 2, 3].map((n) => ({ id: name + n, revision: "r" })) }));

/** What happens in a tab; most of it to an entry, by its number. */
const ACTS = {
  /** What a tab has written comes to the storage; it hears of one thing; a script that was asked for comes. */
  sends: (tab, world) => tab.out.length && world.arrive(tab),
  hears: (tab) => tab.inbox.length && tab.work(),
  loads: (tab) => tab.late.length && tab.late.shift()(),
  settle: (_tab, world) => world.settleAll(),

  answer(tab, world, entry) {
    const id = ITEMS[entry % ITEMS.length];
    const at = world.writes("item " + id, tab);
    const score = at % 2;
    tab.store.put(["items", id, { revision: tab.revisions[id], response: [score ? "right" : "wrong"], score, at }]);
  },
  retry(tab, world, entry) {
    const id = ITEMS[entry % ITEMS.length];
    if (!tab.store.get("items", id)) return;
    tab.makes("item " + id, ++world.ids);
    tab.store.put(["items", id, null]);
  },
  /** A file brings answers, which take the place of what is here. */
  import(tab, world, entry) {
    const brought = ITEMS.filter((_, at) => entry & (1 << at)).map((id) => {
      const at = world.writes("item " + id, tab);
      return ["items", id, { revision: "r1", response: ["right"], score: 1, at }];
    });
    tab.store.keep(...brought);
  },
  clear(tab, world) {
    for (const [entry, all] of world.made) for (const one of all) if (tab.known.get(entry)?.has(one.id)) one.gone = true;
    world.clearing = true; // until everybody has heard of it, what is answered may go with the rest
    // a change that this tab hasn't heard of may go, too
    for (const all of world.made.values()) for (const one of all) one.lost = true;
    tab.store.put();
    tab.storage.removeItem(KEY);
    tab.store.forget(true);
  },
  edit(_tab, world, entry) {
    world.revisions[ITEMS[entry % ITEMS.length]] = "r" + ++world.ids;
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
    tab.look();
  },
  start(tab, world) {
    if (under(tab)) return;
    const seed = ++world.ids;
    tab.store.put(["final", "current", { seed, slots: slots(tab, seed), at: 0 }]);
  },
  slot(tab, world, entry) {
    const now = under(tab);
    if (!now) return;
    const at = entry % now.slots.length;
    const id = world.writes(`slot ${now.seed} ${at}`, tab);
    tab.window.coursewrightSlots.answer(now.slots[at], [String(id)]);
    tab.store.put(["final", "current", { ...now, at }]);
  },
  handIn(tab) {
    const now = under(tab);
    if (!now?.slots.every(({ response }) => response)) return;
    const n = Math.max(0, ...tab.cw.path.attempts().map((tried) => tried.n)) + 1;
    tab.store.put(["final", String(n), { seed: now.seed, slots: now.slots, score: 1, total: 4, passed: false, at: 1 }], ["final", "current", null]);
  },
};
const AIR = ["sends", "hears", "loads"];
const OFTEN = { answer: 4, retry: 2, import: 1, clear: 0.2, edit: 1, reload: 1, back: 1, start: 1, slot: 4, handIn: 1 };

const slots = (tab, seed) => tab.window.coursewrightSlots.draw(BANKS, seed);

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
    const counts = tab.cw.path.counted("lesson", asked, "");
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
    if (known === undefined && live.some((one) => world.written.has(one.id) && !givenUp(one, all, world))) yield `${entry} was lost`;
    if (known !== undefined && live.length && !live.some(({ id }) => id === known) && live.some(({ id }) => world.written.has(id))) yield `${entry} has an older answer`;
  }
}

const tab0 = (world) => world.tabs[0];

/** Whether an answer may have lost to another one of the same moment, which was then taken back. */
function givenUp(one, all, world) {
  const taken = new Set(all.filter(({ id }) => !world.written.has(id)).flatMap(({ over }) => [...over]));
  return all.some((other) => world.written.has(other.id) && taken.has(other.id) && !one.over.has(other.id) && !other.over.has(one.id));
}

/** One step: `[tab, act, entry, milliseconds since the last one]`. */
function step(world, [at, act, entry = 0, ms = 1]) {
  world.now += ms;
  const tab = world.tabs[at];
  if (!tab || (tab.frozen && ![...AIR, "settle", "back"].includes(act))) return;
  ACTS[act](tab, world, entry);
}

/** What is wrong after a history, and with how many of its steps; null where nothing is. */
function lie(world, taken, n) {
  for (const tab of world.tabs) if (tab.frozen) ACTS.back(tab, world);
  world.settleAll();
  for (const fault of faults(world)) return { fault, history: { tabs: n, steps: taken } };
  return null;
}

function world(tabs, seed) {
  const made = new World(seed);
  for (let n = 0; n < tabs; n++) made.tabs.push(new Tab(made));
  return made;
}

function byChance(seed) {
  const chance = random(seed);
  const n = 2 + Math.floor(chance() * 3);
  const here = world(n, seed);
  const acts = Object.entries(OFTEN);
  const all = acts.reduce((sum, [, often]) => sum + often, 0);
  const taken = [];
  const take = (at, act) => {
    taken.push([at, act, Math.floor(chance() * 16), Math.floor(chance() * 3)]);
    step(here, taken.at(-1));
  };
  for (let left = steps; left; left--) {
    const at = Math.floor(chance() * n);
    const { out, inbox, late } = here.tabs[at];
    const air = AIR.filter((_, way) => [out, inbox, late][way].length);
    let which = chance() * all;
    if (chance() < 0.5) {
      if (air.length) take(at, air[Math.floor(chance() * air.length)]);
      continue;
    }
    take(at, acts.find(([, often]) => (which -= often) < 0)[0]);
    if (chance() < 0.2) {
      take(at, "settle");
      for (const fault of faults(here)) return { seed, fault, history: { tabs: n, steps: taken } };
    }
  }
  const found = lie(here, taken, n);
  return found && { seed, ...found };
}

function asTold({ tabs, steps: taken }) {
  const here = world(tabs, 1);
  for (const one of taken) step(here, one);
  return lie(here, taken, tabs);
}

console.log(JSON.stringify([...seeds.map(byChance), ...told.map(asTold)].filter(Boolean)));
