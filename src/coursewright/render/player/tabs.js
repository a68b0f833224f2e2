/* Several tabs with one course: each follows what another one writes, and puts back what that one has written over
   without having seen it. `store.js` loads this at the first sign of another tab. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  const { store, heard, announce } = cw;

  /** What two tabs have made of one state without knowing of each other: all that either has changed since `base`, and of
      an entry that both have changed the fuller one. An attempt under way is put together by its questions.
      @param {any} base @param {any} mine @param {any} theirs @param {number} depth @returns {any} */
  function merged(base, mine, theirs, depth) {
    const [was, own, other] = [base, mine, theirs].map((one) => JSON.stringify(one) ?? "");
    if (own === was || own === other) return theirs;
    if (other === was) return mine;
    const levels = isSameDraw(mine, theirs) ? 2 : depth;
    if (!levels || !(mine instanceof Object && theirs instanceof Object)) {
      return own.length > other.length || (own.length === other.length && own > other) ? mine : theirs;
    }
    const names = Object.keys({ ...theirs, ...mine });
    const both = names.map((name) => [name, merged(base?.[name], mine[name], theirs[name], levels - 1)]).filter(([, value]) => value !== undefined);
    return Array.isArray(mine) ? both.map(([, value]) => value) : Object.fromEntries(both); // whatever the names are
  }

  /** @param {any} mine @param {any} theirs */
  const isSameDraw = (mine, theirs) =>
    mine?.slots && !("score" in mine) && mine.seed === theirs?.seed && mine.slots.length === theirs.slots?.length;

  /** When another tab had last seen this one write; a state without a word of tabs takes the place of all.
      @param {string} text */
  function seen(text) {
    try {
      const { tabs } = JSON.parse(text);
      return cw.isObject(tabs) ? (tabs[cw.TAB] ?? 0) : Infinity;
    } catch {
      return Infinity;
    }
  }

  /** @param {string} text what another tab has written @param {Written[]} own what this one had written until then */
  function hear(text, own) {
    const mine = store();
    const known = Math.max(seen(text), Date.now() - cw.RECENT);
    const unseen = own.filter((one) => one[0] > known && mine.own.includes(one));
    const there = unseen.length ? mine.stored() : null;
    const both = there && unseen.reduce((state, [, base, made]) => merged(JSON.parse(base), JSON.parse(made), state, 2), there);
    const late = JSON.stringify(both) !== JSON.stringify(there);
    if (late) mine.set(both);
    announce("restored", { tab: true, late });
  }

  heard.push = (one) => {
    hear(...one);
    return 0;
  };
  for (const one of heard) hear(...one);
});
