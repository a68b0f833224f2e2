/* What every script of a course shares: the page, its texts, and small helpers. `state.js`, of which this is the first
   part, is the place where all scripts meet: `window.coursewright`. */
(function () {
  "use strict";
  if (window.coursewright) return; // instant navigation runs the page's scripts again

  /** @param {Unknown} value */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The element that says which course and lesson the page belongs to, and holds the texts. */
  function page() {
    return document.querySelector("cw-score");
  }

  /** Whether a browser may have put into the page's forms what it remembers of them: on a reload, and on a way back. */
  const returned = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"))[0]?.type !== "navigate";

  /** A text in the learner's language, with `{name}` replaced by each value. @param {string} english */
  function text(english, values = {}) {
    const score = page();
    if (score && !score.texts) score.texts = JSON.parse(score.dataset.texts ?? "{}");
    let said = score?.texts?.[english] ?? english;
    for (const [name, value] of Object.entries(values)) said = said.replace(`{${name}}`, value);
    return said;
  }

  /** @type {any} */
  let policy;

  /** What is ours, as a page that requires Trusted Types takes it. @param {"createHTML" | "createScriptURL"} way @param {string} text */
  function trusted(way, text) {
    const same = (/** @type {string} */ given) => given;
    policy ??= /** @type {any} */ (window).trustedTypes?.createPolicy("coursewright", { createHTML: same, createScriptURL: same });
    return policy ? policy[way](text) : text;
  }

  const beside = /** @type {HTMLScriptElement} */ (document.currentScript).src;

  /** An element; of a script, `src` is the name of one that stands beside this one.
      @param {string} tag @param {Record<string, any>} properties @param {...(Node | string)} children */
  function make(tag, properties, ...children) {
    if (tag === "button" && properties.className !== "cw-line" && page()?.matches("[data-english]")) properties.lang = "en"; // but for the course's own words
    if (tag === "script") properties.src = trusted("createScriptURL", new URL(properties.src, beside).href);
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** @param {string} label @param {(event: MouseEvent) => void} press */
  function button(label, press, className = "cw-press") {
    const made = make("button", { type: "button", className }, label);
    made.addEventListener("click", press);
    return made;
  }

  let copies = 0;

  /** A copy with ids of its own, which content tabs need: each may stand only once on a page. @param {HTMLElement} node */
  function bare(node) {
    const copy = /** @type {HTMLElement} */ (node.cloneNode(true));
    copies++;
    for (const part of [copy, ...copy.querySelectorAll("[id], label")]) {
      for (const one of part.attributes) if (/^(id|for|name)$/.test(one.name)) one.value += `-${copies}`;
    }
    return copy;
  }

  /** @param {string} name @param {any} detail */
  function announce(name, detail, from = document) {
    cw.early?.push([name, detail]);
    from.dispatchEvent(new CustomEvent("coursewright:" + name, { bubbles: true, detail }));
  }

  /** Focuses an element, and brings all of what it belongs to onto the screen, or `start` of it if that is too high.
      @param {HTMLElement} element @param {HTMLElement} whole */
  function bring(element, whole, start = whole) {
    element?.focus({ preventScroll: true });
    const { top, bottom } = whole.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) start.scrollIntoView({ behavior: "instant" });
  }

  /** Adds a kind that is scored by the rules of its name. @param {string} name @param {Kind} kind */
  function scored(name, kind) {
    /** @param {Item} item @param {Given} response */
    /** @param {Item} item @param {Given} response */
    const part = (item, response) => cw.scoring.parts[name](cw.facts(item), response);
    /** @param {Item} item @param {Given} response */
    const score = (item, response) => cw.worth(item, part(item, response));
    cw.kinds[name] = { ...kind, part, score };
  }

  /** Whether the address brings a learner's answers along. */
  const brings = () => location.hash.startsWith("#resume=");

  /** A page in a frame speaks to the page around it, and shows what of it is asked for. */
  function speak() {
    addEventListener("hashchange", () => brings() && location.reload());
    if (window.parent === window && !("embed" in document.documentElement.dataset) && !brings()) return;
    cw.early = []; // until that script hears what is announced; a package's page names it, too
    document.head.append(make("script", { src: "frame.js" }));
  }

  /** @type {any} the parts behind this one add the rest of `Shared` */
  const cw = { page, text, make, trusted, button, bare, bring, announce, isObject, returned, scored, kinds: {} };
  window.coursewright = cw;
  speak();
})();
