/* What can be used of a saved entry: it may come from a file, from another version of the course, or from a browser that
   lost half of it. Loaded with whatever shows saved work; an item alone checks its own. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.sound) return; // instant navigation runs the page's scripts again

  /** @param {(value: Unknown) => boolean} test */
  const is = (test) => (/** @type {Unknown} */ value) => (test(value) ? value : undefined);
  /** @param {number} least @param {number} most */
  const number = (least, most) => is((value) => typeof value === "number" && value >= least && value <= most);
  /** @param {number} most */
  const whole = (most) => is((value) => Number.isInteger(value) && value >= 0 && value <= most);
  /** @param {number} most */
  const words = (most) => is((value) => typeof value === "string" && value.length <= most);
  const count = whole(1e6);
  const day = number(1, 1e14); // a date that can be written
  const yes = is((value) => typeof value === "boolean");
  const word = words(1000);
  /** @param {Mend} test */
  const several = (test, most = 1000) => (/** @type {Unknown} */ value) =>
    Array.isArray(value) && value.length <= most && value.every((one) => test(one) !== undefined) ? [...value] : undefined;
  const texts = several(words(10000));
  const pair = several(word, 2);

  /** A path, up to the first step that is none. @param {Unknown} value */
  function steps(value) {
    if (!Array.isArray(value)) return undefined;
    const end = value.findIndex((step) => pair(step)?.length !== 2);
    return end < 0 ? [...value] : value.slice(0, end);
  }

  /** @type {Shape} */
  const SLOT = [{ bank: word, id: word, revision: word }, { response: texts, score: number(0, 1), latency: number(0, 1e12), at: day }];
  /** @param {Unknown} value @param {() => void} [lost] */
  const slots = (value, lost) =>
    Array.isArray(value) ? value.slice(0, 1000).map((one) => pick(SLOT, one, lost)).filter(Boolean) : undefined;

  /** By part, or by part and id: what an entry must hold, what it may, and its ids where they are no author's. */
  /** @type {Record<string, Shape | null>} */
  const SHAPES = {
    __proto__: null,
    items: [{ revision: word, response: texts }, { score: number(0, 1), sure: whole(3), hints: count, at: day }],
    lessons: [{ answered: count, right: count, total: count }, { done: yes }],
    scenarios: [
      {},
      { revision: word, path: steps, change: word, told: yes, found: several(word), complete: yes, skipped: yes },
    ],
    "final current": [{}, { seed: whole(2 ** 32), slots, at: count }],
    final: [{ score: number(0, 1e6), total: count, passed: yes }, { seed: whole(2 ** 32), slots, at: day }, /^[1-9]\d{0,3}$/],
    review: [{ due: day }, { step: count }],
    course: [{ at: day }, {}, /^complete$/],
    agreement: [{ text: words(1e6) }, {}],
    learner: [{ text: word }, {}, /^name$/],
  };

  /** @param {Shape} shape @param {Unknown} value @param {() => void} [lost] */
  function pick([must, may], value, lost) {
    /** @type {State} */
    const found = {};
    for (const [name, mend] of Object.entries({ ...must, ...may })) {
      const given = Object.hasOwn(value ?? {}, name) ? (value[name] ?? undefined) : undefined;
      const kept = given === undefined ? undefined : mend(given, lost);
      if (given !== undefined && (kept === undefined || kept.length < given.length)) lost?.();
      if (kept !== undefined) found[name] = kept;
      else if (name in must) return null;
    }
    return found;
  }

  /** The same text for the same value, in whatever order its names stand.
      @param {Unknown} value @returns {string} */
  function plain(value) {
    if (Array.isArray(value)) return `[${value.map(plain)}]`;
    if (!cw.isObject(value)) return JSON.stringify(value) ?? "null";
    return `{${Object.keys(value).sort().map((name) => JSON.stringify(name) + plain(value[name]))}}`;
  }
  cw.plain = plain;

  /** Returns what can be used of an entry, or null; `lost` is called for what can't. */
  cw.sound = (part, id, value, lost) => {
    const shape = SHAPES[`${part} ${id}`] ?? SHAPES[part];
    return shape && cw.isObject(value) && (shape[2] ?? /^/).test(id) ? pick(shape, value, lost) : null;
  };
});
