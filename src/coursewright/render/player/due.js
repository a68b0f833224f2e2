/* When a missed item comes back: noted on every page, and asked by the page of the review. */
(function (/** @type {Root} */ root) {
  "use strict";
  if (root.coursewrightDue) return; // instant navigation runs the page's scripts again

  const DAY = 86400000;
  const GAPS = [1, 3, 7]; // days until a missed item is asked again, each time

  /** What is noted of an item that has been answered: when it is asked again, null where it never is, undefined where
      nothing changes: an answer that comes before its time, unless it is wrong.
      @param {any} known @param {boolean | null} right @param {number} now */
  function due(known, right, now) {
    if (right === false) return { due: now + GAPS[0] * DAY, step: 0 };
    if (!right || !known || known.due > now) return undefined;
    const step = (known.step >= 0 ? known.step : 0) + 1;
    return step < GAPS.length ? { due: now + GAPS[step] * DAY, step } : null;
  }

  root.coursewrightDue = due;
  root.document?.addEventListener("coursewright:answered", ({ detail: { id, right } }) => {
    const store = window.coursewright.store();
    const noted = due(store.get("review", id), right, Date.now());
    if (noted !== undefined) store.put(["review", id, noted]);
  });
})(globalThis);
