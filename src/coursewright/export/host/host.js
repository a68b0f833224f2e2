/* What every adapter shares: the journal in the browser, which of two states counts, and what a learner is told. */
(function () {
  "use strict";
  const SECOND = 1000; // as exact as a state says when it was written

  /** What an action returns; null where the browser forbids it.
      @template Found @param {() => Found} action @returns {Found | null} */
  const tried = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  /** What this browser keeps until the platform has it; nothing without a key or where storage is blocked. `other` is what
      another window of the same visit wrote last, and whether it still waits there; `hear` is called with it.
      @param {string} key @param {(text: string) => void} [hear] @returns {Journal} */
  function journal(key, hear) {
    const other = { text: "", waits: false };
    /** @param {StorageEvent} event */
    const heard = ({ key: changed, newValue }) => {
      if (changed !== key) return;
      Object.assign(other, newValue ? { text: newValue, waits: true } : { waits: false });
      if (newValue) hear?.(newValue);
    };
    if (key) addEventListener("storage", heard); // it tells of other windows alone
    /** @template Found @param {() => Found} action */
    const use = (action) => key !== "" && tried(action);
    return {
      named: key !== "",
      other,
      read: () => use(() => localStorage.getItem(key)) || "",
      write: (text) => use(() => localStorage.setItem(key, text) ?? true) === true,
      clear: () => use(() => localStorage.removeItem(key)),
    };
  }

  /** What is in a state, as pairs of a part's name and an id. @param {State} state @returns {[string, string][]} */
  const inside = (state) => Object.entries(state).flatMap(([name, part]) => Object.keys(part).map((id) => /** @type {[string, string]} */ ([name, id])));

  /** The state of this window, and what only others know. What a learner takes back here doesn't come back from what was
      written before: a store holds what this window told it then, and a window that is closed what it wrote last.
      @returns {Joint} */
  function joint() {
    /** @type {Map<string, { pair: [string, string], since: number }>} */
    const gone = new Map();
    return {
      follow(before, now) {
        for (const pair of inside(before)) if (!Object.hasOwn(now[pair[0]] ?? {}, pair[1])) gone.set(pair.join(), { pair, since: clock() });
      },
      joined(state, ...others) {
        const known = others.filter((one) => one !== null);
        for (const { pair: [name, id], since } of gone.values()) {
          for (const other of known) if (other.at < since + SECOND) delete other.state[name]?.[id];
        }
        return newest([{ state, at: Infinity }, ...known]);
      },
    };
  }

  /** The newest of some states, and what only an older one knows: answers that another device hasn't delivered. An attempt
      at the final that one has as handed in is under way in none.
      @param {{ state: State, at: number }[]} found */
  function newest(found) {
    /** @type {State} */
    const state = {};
    for (const one of [...found].sort((one, other) => other.at - one.at)) {
      for (const [name, part] of Object.entries(one.state)) state[name] = { ...part, ...state[name] };
    }
    const { current, ...handedIn } = state.final ?? {};
    const seed = current?.seed;
    if (seed !== undefined && Object.values(handedIn).some((one) => one?.seed === seed)) state.final = handedIn;
    return state;
  }

  let latest = 0;

  /** The time in milliseconds, and always behind that of a state which has been seen: a clock may have been set back.
      @param {number} [seen] */
  function clock(seen = 0) {
    latest = Math.max(latest, seen && seen + SECOND, Date.now());
    return latest;
  }

  window.coursewrightHost = {
    tried,
    journal,
    newest,
    joint,
    clock,
    UNREACHABLE: "Your learning platform can’t be reached, so nothing can be kept here.",
    SILENT: "Your learning platform doesn’t answer. Your answers wait here and are sent again.",
    UNREADABLE: "What was saved before can’t be read, so this begins anew.",
    FULL: "Your learning platform has room for only some of your answers. In another browser, others may be open again.",
    LOOKING: "You are looking back: nothing is saved.",
    ENDED: "This visit has ended. Open the course again from your learning platform.",
  };
})();
