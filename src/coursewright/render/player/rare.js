/* What responses are worth to kinds that few pages have: what is typed, put in order or matched. Free of the DOM, too. */
(function (root) {
  "use strict";
  const scoring = root.coursewrightScoring;
  if (Object.hasOwn(scoring, "plain")) return; // instant navigation runs the page's scripts again

  const SPACES = /[\t-\r\x1c-\x20\x85\u1680\u2028\u2029]+/u; // what Python takes for white space, once it is composed

  /** Straight quotation marks and plain hyphens for those that a phone types; without soft hyphens. @param {string} typed */
  const straight = (typed) =>
    typed
      .replace(/[‘’‚‛ʼʹ´′‹›]/g, "'")
      .replace(/[“”„‟«»″〝〞]/g, '"')
      .replace(/[‐‑‒–—―−⁃]/g, "-")
      .replaceAll("\u00ad", "");

  /** Compares typed answers as the checker does: composed, straight, lower case, single spaces. @param {string} typed */
  function plain(typed) {
    return straight(straight(typed).normalize("NFKC").toLowerCase()).split(SPACES).filter(Boolean).join(" ");
  }

  const EPSILON = 1e-12;
  const SIGNED = /^[ \t\n\r\f\v\u00a0\u2009\u202f]*([+\-−]?)[ \t\n\r\f\v\u00a0\u2009\u202f]*(.*?)[ \t\n\r\f\v\u00a0\u2009\u202f]*$/s;
  const GROUPED =
    /^[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+(?=\.|$)|(?:[ \u00a0\u2009\u202f][0-9]{3})+(?=[.,]|$)|(?:\.[0-9]{3}){2,}(?=,|$)|\.[0-9]{3}(?=,))/;
  const PLAIN = /^(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})$/;

  /** Reads a typed number as the checker does, character for character; null where it is none. @param {string} typed */
  function readNumber(typed) {
    const [, sign, digits] = /** @type {string[]} it fits any text */ (SIGNED.exec(typed));
    const plain = digits.replace(GROUPED, (grouped) => grouped.replace(/[^0-9]/g, "")).replaceAll(",", ".");
    if (!PLAIN.test(plain)) return null;
    return sign === "-" || sign === "−" ? -Number(plain) : Number(plain);
  }

  /** Whether one of the accepted answers, folded already, is what was typed.
      @param {string[]} accepted @param {string} typed */
  const accepts = (accepted, typed) => accepted.includes(plain(typed));

  /** The id of the choice that a typed answer means, accepted or foreseen; null where it is none.
      @param {Record<string, string>} answers @param {string} typed */
  function meant(answers, typed) {
    const said = plain(typed);
    return Object.hasOwn(answers, said) ? answers[said] : null;
  }

  /** @param {string[]} steps */
  const pairsOf = (steps) => steps.slice(1).map((step, at) => `${steps[at]} ${step}`);

  /** @type {Scoring["parts"]} */
  const parts = {
    blanks({ accepted }, response) {
      const right = accepted.filter((answers, at) => at < response.length && accepts(answers, response[at])).length;
      return accepted.length ? right / accepted.length : 0;
    },
    order({ key }, response) {
      const follows = pairsOf(key);
      const whole = key.length === response.length && new Set(response).size === key.length;
      if (!follows.length || !whole || !response.every((step) => key.includes(step))) return 0;
      return pairsOf(response).filter((pair) => follows.includes(pair)).length / follows.length;
    },
    match: ({ key }, response) => (key.length ? key.filter((pair) => response.includes(pair)).length / key.length : 0),
    numeric({ value, tolerance }, response) {
      const number = response.length === 1 ? readNumber(response[0]) : null;
      if (number === null || value === undefined) return 0;
      const slack = Number(tolerance) + EPSILON * Math.max(Math.abs(number), Math.abs(Number(value)));
      return +(Math.abs(number - Number(value)) <= slack);
    },
    short: ({ key, answers }, response) => +(response.length === 1 && key.includes(meant(answers, response[0]))),
  };

  Object.assign(scoring, { plain, readNumber, accepts, meant });
  Object.assign(scoring.parts, parts);
})(globalThis);
