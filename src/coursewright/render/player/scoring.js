/* What a response is worth: the rules of `kinds/`, said once more for the browser. Free of the DOM: what an item keys
   comes as facts, so that Node computes the same, and a test compares both with Python. `rare.js` adds the rules of
   kinds that few pages have. */
(function (root) {
  "use strict";
  if (root.coursewrightScoring) return; // instant navigation runs the page's scripts again

  /** A wrong choice takes away what a right one gives. @param {Facts} facts @param {Given} response */
  function chosen({ key }, response) {
    const all = new Set(response);
    const right = key.filter((id) => all.has(id)).length;
    return key.length ? Math.max(0, (right - (all.size - right)) / key.length) : 0;
  }

  /** How much of a response is right, from 0 to 1, by kind. @type {Scoring["parts"]} */
  const parts = { single: chosen, multiple: chosen, truefalse: chosen };

  /** What a response is worth that is right in part: all or nothing, unless the author gives credit in part.
      @param {boolean | undefined} partial @param {number} part */
  const worth = (partial, part) => (part === 1 || partial ? part : 0);

  root.coursewrightScoring = /** @type {Scoring} */ ({ parts, worth });
})(globalThis);
