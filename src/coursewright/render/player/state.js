/* What every script of a course shares: saved state, texts, and one place to meet. Classic scripts, so that they also
   run from file://; each joins by pushing a function to `coursewrightQueue`, in whatever order they arrive. */
(function () {
  "use strict";
  if (window.coursewright) return; // instant navigation runs the page's scripts again

  const VERSION = 2;

  const PRIVATE = ["agreement", "learner"];

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** How the state of each older version becomes one of the next. */
  const MIGRATIONS = {
    1: ({ lessons, ...rest }) => ({
      ...rest,
      lessons: mapped(lessons, (saved) => ({ ...saved, done: saved.total > 0 && saved.answered >= saved.total })),
    }),
  };

  function mapped(part, change) {
    const found = Object.entries(isObject(part) ? part : {}).filter(([, value]) => isObject(value));
    return Object.fromEntries(found.map(([id, value]) => [id, change(value)]));
  }

  /** What can be used of an entry; `sound.js` looks closer, where it is there. */
  function usable(...entry) {
    return shared.sound ? shared.sound(...entry) : isObject(entry[2]) ? entry[2] : null;
  }

  /** A course's saved state: parts (`items`, `lessons`, …) of values by id. It lies in the browser's storage; what
      can't be there stays in memory. */
  class Store {
    constructor(course) {
      this.key = "coursewright:" + course;
      this.state = {};
      this.unwritten = new Map();
      this.apart = "hosted" in document.documentElement.dataset; // a package: only its host keeps anything
      this.read();
    }

    /** Whether all of it outlasts the page. */
    get lasting() {
      return this.hosted || (this.writable && this.unwritten.size === 0);
    }

    /** All state; what other tabs have saved meanwhile is among it. */
    read() {
      const stored = this.stored();
      this.writable = stored !== null;
      if (stored) this.state = stored;
      apply(this.state, [...this.unwritten.values()]);
      return this.state;
    }

    /** What the browser's storage holds; null where it can't be used. */
    stored() {
      if (this.apart) return this.state;
      let text = null;
      try {
        text = localStorage.getItem(this.key);
        if (text === null) return {};
        if (text !== this.text) {
          const state = readable(JSON.parse(text));
          if (state === null) return null; // a newer player wrote it: leave it alone
          if (!state) return this.keepAside(text);
          [this.text, this.parsed] = [text, state];
        }
        return { ...this.parsed };
      } catch {
        if (text === null) return null;
      }
      return this.keepAside(text);
    }

    /** Unreadable state is kept under another name, so that nothing a learner did is destroyed. */
    keepAside(text) {
      try {
        localStorage.setItem(this.key + ":unreadable", text);
        localStorage.removeItem(this.key);
        return {};
      } catch {
        return null;
      }
    }

    /** The entries of a part by id, each with what can be used of it. */
    part(name) {
      const part = this.read()[name];
      const found = Object.entries(isObject(part) ? part : {}).map(([id, value]) => [id, usable(name, id, value)]);
      return Object.fromEntries(found.filter(([, value]) => value));
    }

    get(name, id) {
      const part = this.read()[name];
      return isObject(part) && Object.hasOwn(part, id) ? usable(name, id, part[id]) : null;
    }

    /** Forgets what only this page knows; a host has it all the same. */
    forget() {
      if (!this.hosted && !this.apart) {
        this.unwritten.clear();
        this.state = {};
      }
      announce("restored", { gone: true });
    }

    /** Takes every key of this course out of the browser; false if that may not be done. */
    clear() {
      if (this.apart) {
        const known = Object.entries(this.state).filter(([, part]) => isObject(part));
        this.put(...known.flatMap(([name, part]) => Object.keys(part).map((id) => [name, id, null])));
        announce("restored", { gone: true });
        return true;
      }
      this.unwritten.clear();
      this.put(); // so that other tabs hear of it even where nothing was saved
      this.state = {};
      try {
        for (const key of Object.keys(localStorage)) {
          if (key === this.key || key.startsWith(this.key + ":")) localStorage.removeItem(key);
        }
        return true;
      } catch {
        return false;
      } finally {
        announce("restored", { gone: true });
      }
    }

    /** Writes changes, `[part, id, value]` each, null for a value taken back; and what could not be written before. */
    put(...changes) {
      for (const change of changes) this.unwritten.set(change[0] + " " + change[1], change);
      const state = this.read();
      if (!this.writable) return;
      if (this.apart) {
        if (this.hosted) this.tell(changes);
        return;
      }
      if (this.write(state)) {
        this.unwritten.clear();
        this.tell(changes);
      } else {
        const less = this.stored(); // full: what is taken back goes all the same; the rest waits, and the page says so
        apply(less, [...this.unwritten.values()].filter(([, , value]) => value === null));
        this.write(less);
      }
    }

    write(state) {
      try {
        localStorage.setItem(this.key, JSON.stringify({ ...state, version: VERSION }));
        return true;
      } catch {
        return false;
      }
    }

    /** Writes changes if they last; else it is as if nobody had asked, and returns false. */
    keep(...changes) {
      const state = { ...this.read() };
      const unwritten = new Map(this.unwritten);
      this.put(...changes);
      if (this.lasting) return true;
      [this.state, this.unwritten] = [state, unwritten];
      return false;
    }

    /** Tells what has been saved, but for a learner's own words: those are nobody else's. */
    tell(changes) {
      if (this.apart) this.unwritten.clear();
      const told = changes.filter(([part]) => !PRIVATE.includes(part));
      if (told.length) announce("saved", { changes: told, version: VERSION });
    }

    /** Takes a state that a host keeps, such as an LMS, in place of this one; false if it can't be read, or may not. */
    adopt(state) {
      const found = isObject(state) ? readable(JSON.parse(JSON.stringify(state))) : undefined;
      if (!found) return false;
      if (this.apart) {
        const early = [...this.unwritten.values()]; // what was done before the host's word came
        for (const change of early) apply(found, change);
        Object.assign(this, { state: found, hosted: true });
        this.tell(early);
        announce("restored", {});
        return true;
      }
      try {
        const mine = localStorage.getItem(this.key);
        if (mine !== null && JSON.parse(mine)?.version > VERSION) return false; // a newer player's
        localStorage.setItem(this.key, JSON.stringify(found));
      } catch {
        // it lies in memory, and with the host
      }
      this.unwritten.clear();
      this.state = found;
      this.hosted = true;
      announce("restored", {});
      return true;
    }
  }

  /** Returns a state brought up to this version; null if a newer player wrote it, undefined if it is none. */
  function readable(state) {
    if (state.version > VERSION) return null;
    while (MIGRATIONS[state.version] && isObject(state.items)) {
      state = { ...MIGRATIONS[state.version](state), version: state.version + 1 };
    }
    return state.version === VERSION && isObject(state.items ?? {}) ? state : undefined;
  }

  function apply(state, changes) {
    for (const part of new Set(changes.map(([part]) => part))) {
      state[part] = { ...(isObject(state[part]) ? state[part] : {}) };
    }
    for (const [part, id, value] of changes) {
      if (value === null) delete state[part][id];
      else state[part][id] = value;
    }
  }

  /* ---- the page ------------------------------------------------------------------------------------------- */

  const stores = new Map();

  /** The element that says which course and lesson the page belongs to, and holds the texts. */
  function page() {
    return document.querySelector("cw-score");
  }

  /** Whether a browser may have put into the page's forms what it remembers of them: on a reload, and on a way back. */
  const returned = performance.getEntriesByType("navigation")[0]?.type !== "navigate";

  function store() {
    const course = page()?.dataset.course ?? "course";
    if (!stores.has(course)) stores.set(course, new Store(course));
    return stores.get(course);
  }

  /** A text in the learner's language, with `{name}` replaced by each value. */
  function text(english, values = {}) {
    const score = page();
    if (score && !score.texts) score.texts = JSON.parse(score.dataset.texts ?? "{}");
    let said = score?.texts?.[english] ?? english;
    for (const [name, value] of Object.entries(values)) said = said.replace(`{${name}}`, value);
    return said;
  }

  function make(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** A copy without ids, which may stand only once on a page. */
  function bare(node) {
    const copy = node.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    return copy;
  }

  function announce(name, detail, from = document) {
    from.dispatchEvent(new CustomEvent("coursewright:" + name, { bubbles: true, detail: detail }));
  }

  /** Focuses an element, and brings all of what it belongs to onto the screen, or `start` of it if that is too high. */
  function bring(element, whole, start = whole) {
    element?.focus({ preventScroll: true });
    const { top, bottom } = whole.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) start.scrollIntoView({ behavior: "instant" });
  }

  /** A page in a frame speaks to the page around it; the theme may have brought that script already. */
  function speak() {
    if (window.parent === window || document.querySelector('script[src*="/frame.js"]')) return;
    document.head.append(make("script", { src: new URL("frame.js", document.currentScript.src).href }));
  }

  /** A page that comes back as it was left, or whose course another tab has cleared, begins anew from what is saved. */
  addEventListener("pageshow", ({ persisted }) => persisted && store().forget());
  addEventListener("storage", ({ key, newValue }) => {
    if (newValue === null && (key ?? store().key) === store().key) store().forget();
  });

  /* ---- review --------------------------------------------------------------------------------------------- */

  const DAY = 86400000;
  const GAPS = [1, 3, 7]; // days until a missed item is asked again, each time

  /** When a missed item comes back; an answer that comes before its time changes nothing, unless it is wrong. */
  document.addEventListener("coursewright:answered", ({ detail: { id, right } }) => {
    const now = Date.now();
    const known = store().get("review", id);
    if (right === false) store().put(["review", id, { due: now + GAPS[0] * DAY, step: 0 }]);
    else if (right && known && known.due <= now) {
      const step = (known.step >= 0 ? known.step : 0) + 1;
      store().put(["review", id, step < GAPS.length ? { due: now + GAPS[step] * DAY, step } : null]);
    }
  });

  /** Adds a kind that is scored by the rules of its name. */
  function scored(name, kind) {
    const part = (item, response) => shared.scoring.parts[name](shared.facts(item), response);
    shared.kinds[name] = { ...kind, part, score: (item, response) => shared.worth(item, part(item, response)) };
  }

  const shared = { VERSION, page, store, text, make, bare, bring, announce, isObject, readable, returned, scored, kinds: {} };
  window.coursewright = shared;
  const waiting = window.coursewrightQueue ?? [];
  window.coursewrightQueue = { push: (part) => part(shared) };
  for (const part of waiting) part(shared);
  speak();
})();
