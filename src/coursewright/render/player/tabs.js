/* Several tabs with one course: each follows what another one writes, and puts back what that one has written over
   without having seen it. `store.js` loads this at the first sign of another tab. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  const { store, heard, announce, isObject, readable, RECENT } = cw;

  /** What a text holds that another tab wrote, or this one; undefined where that is of no use. @param {string} text */
  function read(text) {
    try {
      return readable(JSON.parse(text)) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** One state with all that another one has changed later; the very same one if that is nothing.
      @param {State} here @param {State} other */
  function joined(here, other) {
    const now = Date.now();
    let made = here;
    for (const [key, when] of Object.entries(other.tabs?.changed ?? {})) {
      if (!(Math.abs(now - when?.[1]) < RECENT)) continue; // every tab has long seen it
      const [part, id] = key.split(/ (.*)/s);
      const [mine, theirs] = [here, other].map((state) => (Object.hasOwn(state[part] ?? {}, id) ? state[part][id] : undefined));
      const known = here.tabs?.changed?.[key] ?? [0, 0];
      const later = when[0] - known[0] || (theirs === undefined ? 1 : mine === undefined ? -1 : order(theirs, mine));
      const value = later > 0 ? both(theirs, mine, when[2] < known[0]) : both(mine, theirs, known[2] < when[0]);
      if (JSON.stringify(value) === JSON.stringify(mine)) continue;
      const { [id]: _, ...rest } = made[part] ?? {};
      const since = Math.min(made.tabs?.since ?? Infinity, other.tabs.since);
      const changed = { ...made.tabs?.changed, [key]: later > 0 ? when : known };
      made = { ...made, [part]: value === undefined ? rest : { ...rest, [id]: value }, tabs: { since, changed } };
    }
    return made;
  }

  /** Two that were changed in one moment have an order, too: any, but the same in every tab.
      @param {any} one @param {any} other */
  function order(one, other) {
    const [text, than] = [one, other].map((value) => JSON.stringify(value));
    return text === than ? 0 : text > than ? 1 : -1;
  }

  /** The later of two values; of an attempt under way the later answer to each question. What is done once stays done,
      unless who took it back had seen it, as one may who brings in a file.
      @param {any} late @param {any} early @param {boolean} unseen */
  function both(late, early, unseen) {
    if (!isObject(late) || !isObject(early)) return late;
    const found = { ...late };
    for (const name of ["done", "complete"]) if (unseen && early[name] === true && name in late) found[name] = true;
    if (isSameDraw(late, early)) found.slots = late.slots.map((/** @type {Slot} */ one, /** @type {number} */ n) => newer(one, early.slots[n]));
    return found;
  }

  /** @param {Slot} one @param {Slot} other */
  const newer = (one, other) => ((one.at ?? 0) - (other.at ?? 0) || order(one, other)) < 0 ? other : one;

  /** @param {any} one @param {any} other */
  const isSameDraw = (one, other) =>
    Array.isArray(one.slots) && !("score" in one) && one.seed === other.seed && asked(one.slots) === asked(other.slots ?? []);

  /** @param {Slot[]} slots */
  const asked = (slots) => JSON.stringify(slots.map(({ id, revision }) => [id, revision]));

  /** @param {string | null} text what another tab has written; null where it has cleared what was there */
  function hear(text) {
    const mine = store();
    const there = mine.stored();
    const late = there !== null && mend(mine, there, text);
    announce("restored", { tab: true, late });
  }

  /** Puts back what is missing in the storage, and takes out what has been cleared; returns whether there was any.
      @param {Store} mine @param {State} there @param {string | null} text */
  function mend(mine, there, text) {
    const told = text === null ? undefined : read(text);
    if (told && !isObject(told.tabs)) mine.saw = []; // from elsewhere, such as a host: it takes the place of all
    /** @param {State} state */
    const isCleared = (state) => mine.gone.has(state.tabs?.since);
    if (told?.tabs?.since) mine.begun.add(told.tabs.since);
    const known = [told, ...mine.saw.map(read)].filter(Boolean).filter((state) => !isCleared(state));
    const cleared = isCleared(there);
    const start = cleared ? (known.at(-1) ?? {}) : there;
    const found = known.reduce(joined, start);
    mine.saw = [JSON.stringify(found)];
    if (found === there || !there.version) return false; // there is nothing: the word of that is on its way
    if (cleared) localStorage.removeItem(mine.key); // somebody had not heard of that yet: now all do
    if (cleared && found.tabs) found.tabs = { ...found.tabs, since: Date.now() + Math.random() };
    if (found.tabs) mine.set(found);
    return true;
  }

  heard.push = (text) => {
    hear(text);
    return 0;
  };
  const last = Math.max(heard.lastIndexOf(null), 0); // what was heard before a clearing is gone with it
  for (const text of heard.slice(0, last)) store().gone.add(read(text ?? "")?.tabs?.since ?? 0);
  for (const text of heard.slice(last)) hear(text);
});
