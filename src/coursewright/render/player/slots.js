/* What a final assessment asks: drawn by stratum from a seed, and mended when the banks have been edited meanwhile. Free of
   the DOM, so that Node draws the same. */
(function (root) {
  "use strict";
  if (root.coursewrightSlots) return; // instant navigation runs the page's scripts again

  /** Numbers from 0 up to 1, the same for the same seed (mulberry32). @param {number} seed */
  function numbers(seed) {
    return () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** @template One @param {One[]} list @param {() => number} next @returns {One[]} */
  function shuffled(list, next) {
    const rest = [...list];
    return list.map(() => rest.splice(Math.floor(next() * rest.length), 1)[0]);
  }

  /** @param {DrawnBank} bank @param {BankItem} item */
  const slot = (bank, item) => ({ bank: bank.name, id: item.id, revision: item.revision });

  /** Draws an attempt: from each bank as many items as it says, none twice, all in one mixed order.
      @param {DrawnBank[]} banks @param {number} seed */
  function draw(banks, seed) {
    const next = numbers(seed);
    return shuffled(banks.flatMap((bank) => shuffled(bank.items, next).slice(0, bank.draw).map((item) => slot(bank, item))), next);
  }

  /** An attempt as the banks stand now: what was removed or edited since is drawn anew from the same bank.
      @param {Slot[]} slots @param {DrawnBank[]} banks @param {number} seed */
  function mended(slots, banks, seed) {
    const next = numbers(seed + slots.length);
    /** @type {Slot[]} */
    const found = [];
    /** @param {DrawnBank} bank @param {Slot} one */
    const stands = (bank, one) => bank.items.some((item) => item.id === one.id && item.revision === one.revision);
    for (const bank of banks) {
      const own = slots.filter((one) => one.bank === bank.name);
      const kept = own.filter((one, at) => stands(bank, one) && own.findIndex((same) => same.id === one.id) === at);
      kept.sort((one, other) => Number(!one.response) - Number(!other.response)); // where fewer are drawn, what is answered stays
      kept.splice(bank.draw);
      const free = shuffled(bank.items.filter((item) => !kept.some((one) => one.id === item.id)), next);
      /** @param {Item} item */
      const known = (/** @type {BankItem} */ item) => own.some((one) => one.id === item.id); // an edited item comes last: it has been seen
      free.sort((one, other) => Number(known(one)) - Number(known(other)));
      found.push(...kept, ...free.slice(0, bank.draw - kept.length).map((item) => slot(bank, item)));
    }
    const holes = found.filter((one) => !slots.includes(one));
    const placed = slots.map((one) => (found.includes(one) ? one : holes.shift())).filter(Boolean);
    return [...placed, ...holes];
  }

  /** Slots under the ids and in the banks that their items have now: one may have been renamed, or moved.
      @param {Slot[]} slots @param {DrawnBank[]} banks */
  function renamed(slots, banks) {
    const all = banks.flatMap((bank) => bank.items.map((item) => ({ ...slot(bank, item), ids: [item.id, ...(item.was ?? [])] })));
    return slots.map((one) => {
      const known = all.filter(({ ids, revision }) => ids.includes(one.id) && revision === one.revision);
      const now = known.find(({ bank, id }) => bank === one.bank && id === one.id) ?? known[0];
      return now ? { ...one, bank: now.bank, id: now.id } : one;
    });
  }

  /** Answers a question, or leaves it open, and says when: of two tabs' answers the later one counts.
      @param {Slot} one @param {Given} [response] */
  function answer(one, response) {
    if (JSON.stringify(one.response) === JSON.stringify(response)) return;
    one.at = Math.max(Date.now() + Math.random(), (one.at ?? 0) + 1);
    if (response) one.response = response;
    else delete one.response;
  }

  root.coursewrightSlots = { draw, mended, renamed, answer };
})(globalThis);
