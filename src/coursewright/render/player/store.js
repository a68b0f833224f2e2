/* What is saved of a course: in the browser's storage, or with a host. */
(function () {
  "use strict";
  const cw = window.coursewright;
  if (cw.heard) return; // instant navigation runs the page's scripts again

  const { isObject, announce, make } = cw;
  const VERSION = 2;
  const PRIVATE = ["agreement", "learner"];
  const MOST = 5e6; // characters; a state is some ten thousand
  const RECENT = 6e4; // milliseconds, in which another tab has long seen what this one wrote

  /** How the state of each older version becomes one of the next. @type {Record<number, (state: State) => State>} */
  const MIGRATIONS = {
    1: ({ lessons, ...rest }) => ({
      ...rest,
      lessons: mapped(lessons, (saved) => ({ ...saved, done: saved.total > 0 && saved.answered >= saved.total })),
    }),
  };

  /** @param {Unknown} part @param {(saved: State) => State} change */
  function mapped(part, change) {
    const found = Object.entries(isObject(part) ? part : {}).filter(([, value]) => isObject(value));
    return Object.fromEntries(found.map(([id, value]) => [id, change(value)]));
  }

  /** What can be used of an entry; `sound.js` looks closer, where it is there.
      @param {string} part @param {string} id @param {Unknown} value */
  function usable(part, id, value) {
    return cw.sound ? cw.sound(part, id, value) : isObject(value) ? value : null;
  }

  /** A course's saved state: parts (`items`, `lessons`, …) of values by id. It lies in the browser's storage; what
      can't be there stays in memory. */
  class Store {
    /** @param {string} course */
    constructor(course) {
      this.course = course;
      this.key = "coursewright:" + course;
      /** @type {State} */
      this.state = {};
      /** What only this page knows. @type {Map<string, Change>} */
      this.unwritten = new Map();
      /** What the storage held when it was last read, as text and parsed. @type {string | undefined} */
      this.text = undefined;
      /** @type {State | undefined} */
      this.parsed = undefined;
      /** What this tab has found there and put there of late: another one may have written over it. @type {string[]} */
      this.saw = [];
      /** When the states began that it has seen, and those of them that have been cleared. @type {Set<number>} */
      this.begun = new Set();
      /** @type {Set<number>} */
      this.gone = new Set();
      this.hosted = false;
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
          this.note(text, state);
        }
        return { ...this.parsed };
      } catch {
        if (text === null) return null;
      }
      return this.keepAside(text);
    }

    /** Unreadable state is kept under another name, so that nothing a learner did is destroyed. @param {string} text */
    keepAside(text) {
      try {
        localStorage.setItem(this.key + ":unreadable", text);
        localStorage.removeItem(this.key);
        return {};
      } catch {
        return null;
      }
    }

    /** The entries of a part by id, each with what can be used of it. @param {string} name */
    part(name) {
      const part = this.read()[name];
      const found = Object.entries(isObject(part) ? part : {}).map(([id, value]) => [id, usable(name, id, value)]);
      return Object.fromEntries(found.filter(([, value]) => value));
    }

    /** @param {string} name @param {string} id */
    get(name, id) {
      const part = this.read()[name];
      return isObject(part) && Object.hasOwn(part, id) ? usable(name, id, part[id]) : null;
    }

    /** @param {string} text @param {State} state */
    note(text, state) {
      this.saw = [...this.saw.slice(-20), text];
      if (state.tabs?.since) this.begun.add(state.tabs.since);
    }

    /** Forgets what only this page knows; a host has it all the same. What was `cleared` may not come back.
        @param {boolean} [cleared] */
    forget(cleared) {
      if (cleared) for (const one of this.begun) this.gone.add(one);
      this.begun.clear();
      this.saw = [];
      this.text = undefined;
      if (!this.hosted && !this.apart) {
        this.unwritten.clear();
        this.state = {};
      }
      announce("restored", { gone: true });
    }

    /** Writes changes, `[part, id, value]` each, null for a value taken back; and what could not be written before.
        @param {...Change} changes */
    put(...changes) {
      for (const change of changes) this.unwritten.set(change[0] + " " + change[1], change);
      const state = this.read();
      if (!this.writable) return;
      if (this.apart) {
        if (this.hosted) this.tell(changes);
        return;
      }
      if (this.write(state, [...this.unwritten.values()])) {
        this.unwritten.clear();
        this.tell(changes);
      } else {
        const less = this.stored(); // full: what is taken back goes all the same; the rest waits, and the page says so
        const taken = [...this.unwritten.values()].filter(([, , value]) => value === null);
        if (!less) return;
        apply(less, taken);
        if (!this.write(less, taken)) this.set({ ...less, tabs: undefined });
      }
    }

    /** Writes a state, and what of it has changed lately, and when: by that a tab sees which of two is the later. What is
        taken back counts as of the value that it takes back: whoever answers meanwhile keeps that answer.
        @param {State} state @param {Change[]} changes */
    write(state, changes) {
      const now = Date.now();
      const recent = Object.entries(state.tabs?.changed ?? {}).filter(([, one]) => Array.isArray(one) && Math.abs(now - one[1]) < RECENT);
      const at = Math.max(now + Math.random(), ...recent.map(([, [, last]]) => last + 1));
      const changed = Object.fromEntries(recent);
      for (const [part, id, value] of changes) {
        const key = part + " " + id;
        const [order, last] = changed[key] ?? [0, 0];
        changed[key] = value === null ? [order, at] : [at, at, last];
      }
      return this.set({ ...state, version: VERSION, tabs: { since: state.tabs?.since ?? at, changed } });
    }

    /** @param {State} state */
    set(state) {
      try {
        const text = JSON.stringify(state);
        localStorage.setItem(this.key, text);
        this.note(text, state);
        return true;
      } catch {
        return false;
      }
    }

    /** Writes changes if they last; else it is as if nobody had asked, and returns false. @param {...Change} changes */
    keep(...changes) {
      const state = { ...this.read() };
      const unwritten = new Map(this.unwritten);
      this.put(...changes);
      if (this.lasting) return true;
      [this.state, this.unwritten] = [state, unwritten];
      return false;
    }

    /** Tells what has been saved, but for a learner's own words: those are nobody else's. @param {Change[]} changes */
    tell(changes) {
      if (this.apart) this.unwritten.clear();
      const told = changes.filter(([part]) => !PRIVATE.includes(part));
      if (told.length) announce("saved", { changes: told, version: VERSION });
    }
  }

  /** Returns a state brought up to this version; null if a newer player wrote it, undefined if it is none.
      @param {State} state */
  function readable(state) {
    if (state.version > VERSION) return null;
    while (Object.hasOwn(MIGRATIONS, state.version) && isObject(state.items)) {
      state = { ...MIGRATIONS[state.version](state), version: state.version + 1 };
    }
    return state.version === VERSION && isObject(state.items ?? {}) ? state : undefined;
  }

  /** @param {State} state @param {Change[]} changes */
  function apply(state, changes) {
    for (const part of new Set(changes.map(([part]) => part))) {
      state[part] = { ...(isObject(state[part]) ? state[part] : {}) };
    }
    for (const [part, id, value] of changes) {
      if (value === null) delete state[part][id];
      else state[part][id] = value;
    }
  }

  const stores = new Map();

  /** The store of the course that the page belongs to. */
  function store() {
    const course = cw.page()?.dataset.course ?? document.documentElement.dataset.course ?? "course";
    if (!stores.has(course)) stores.set(course, new Store(course));
    return stores.get(course);
  }

  /** What other tabs have written, null where one has cleared it, until `tabs.js` is there. @type {string[]} */
  const heard = [];

  /** A page that comes back as it was left, or whose course another tab has cleared, begins anew from what is saved. */
  addEventListener("pageshow", ({ persisted }) => persisted && store().forget());
  addEventListener("storage", ({ key, newValue }) => {
    const mine = store();
    if (mine.apart || (key ?? mine.key) !== mine.key) return;
    if (newValue === null) mine.forget(true);
    if (heard.push(newValue) === 1) {
      document.head.append(make("script", { src: "tabs.js", onerror: () => announce("restored", { tab: true }) }));
    }
  });

  Object.assign(cw, { VERSION, MOST, RECENT, store, readable, apply, heard });
})();
