/* A learner's own data: into a file, out of a file, and out of this browser. */
(window.coursewrightQueue ??= []).push((/** @type {Sounding} */ cw) => {
  "use strict";
  if (customElements.get("cw-data")) return;

  const { store, text, make, isObject } = cw;
  const FULL = "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it.";
  const MANY = 20000; // entries; a course has some hundred

  /** What a learner calls the parts of a state. */
  /** @type {Record<string, string | null>} */
  const NAMES = {
    __proto__: null,
    items: "answers",
    lessons: "lessons",
    scenarios: "scenarios",
    final: "final assessment",
    review: "review dates",
    course: "date of completion",
    agreement: "agreement",
    learner: "name",
  };

  /** Every entry of a state that can be used, as `[part, id, value]`; and by name how many couldn't, or not in full.
     
      @param {State} state @returns {[Change[], Map<string, number>]} */
  function entries(state) {
    /** @type {Change[]} */
    const found = [];
    /** @type {Map<string, number>} */
    const lost = new Map();
    for (const [part, all] of Object.entries(state).filter(([part]) => !["version", "tabs"].includes(part))) {
      const name = NAMES[part] ?? "something else";
      /** @type {[string, Unknown][]} */
      const known = part in NAMES && isObject(all) ? Object.entries(all) : [["", null]];
      for (const [id, value] of known) {
        let whole = true;
        const fits = id !== "__proto__" && id.length <= 200 && found.length < MANY;
        const usable = fits ? cw.sound(part, id, value, () => (whole = false)) : null;
        if (usable) found.push([part, id, usable]);
        if (!usable || !whole) lost.set(name, (lost.get(name) ?? 0) + 1);
      }
    }
    return [found, lost];
  }

  /** Takes every key of this course out of the browser; false if that may not be done. */
  function clear() {
    const mine = store();
    if (mine.apart) {
      const known = Object.entries(mine.state).filter(([, part]) => isObject(part));
      mine.put(...known.flatMap(([name, part]) => Object.keys(part).map((id) => /** @type {Change} */ ([name, id, null]))));
      mine.forget();
      return true;
    }
    mine.unwritten.clear();
    mine.put(); // so that other tabs hear of it even where nothing was saved
    mine.state = {};
    try {
      for (const key of Object.keys(localStorage)) {
        if (key === mine.key || key.startsWith(mine.key + ":")) localStorage.removeItem(key);
      }
      return true;
    } catch {
      return false;
    } finally {
      mine.forget(true);
    }
  }

  class Data extends HTMLElement {
    /** What its button says while it asks nothing; empty while it does not ask. */
    label = "";
    /** When it was pressed for the first time. */
    at = 0;

    connectedCallback() {
      this.querySelector(".cw-live").hidden = false;
      /** @type {Part} */
      this.asked = this.querySelector(".cw-ask");
      /** @type {Part} */
      this.file = this.querySelector("[data-do=import]");
      /** @param {string} name @param {(event: any) => void} act */
      const on = (name, act) => (this.querySelector(`[data-do=${name}]`).onclick = act);
      on("export", () => this.save());
      on("clear", (event) => this.clear(event.currentTarget));
      on("mine", () => this.take(this.fresh.filter(([part, id]) => !store().get(part, id)))); // another tab may have one by now
      on("theirs", () => this.take([...this.fresh, ...this.other]));
      on("cancel", () => this.settle("Nothing was changed."));
      this.file.onchange = () => this.read(this.file.files[0]);
      /** @type {Again} */
      this.again = ({ detail }) => detail.gone && this.forget();
      document.addEventListener("coursewright:restored", this.again);
      this.forget();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }

    /** Begins anew: no file is open, and nothing has been said. */
    forget() {
      /** New in the file. @type {Change[]} */
      this.fresh = [];
      /** Other than what is here. @type {Change[]} */
      this.other = [];
      /** How many entries of it can't be used, by name. @type {Map<string, number>} */
      this.lost = new Map();
      this.asked.hidden = true;
      this.file.value = "";
      this.say(store().lasting ? "" : "This browser doesn’t allow saving, so nothing can be kept here.");
    }

    /** @param {string} words @param {Record<string, string | number>} [values] */
    say(words, values) {
      this.querySelector(".cw-said").textContent = words && text(words, values);
    }

    /** What a file held that can't be used, in words. */
    leftOut() {
      const list = [...this.lost].map(([name, n]) => `${text(name)} (${n})`).join(", ");
      return list && ` ${text("Left out, because it can’t be read: {list}.", { list })}`;
    }

    /** @param {string} words @param {Record<string, string | number>} [values] */
    settle(words, values) {
      this.asked.hidden = true;
      this.file.value = "";
      this.say(words, values);
      this.querySelector(".cw-said").append(this.leftOut());
      this.file.focus();
    }

    save() {
      const now = new Date().toISOString();
      const { tabs: _, ...state } = store().read();
      const file = JSON.stringify({ coursewright: "progress", course: store().course, saved: now, state: { version: cw.VERSION, ...state } });
      const address = URL.createObjectURL(new Blob([file], { type: "application/json" }));
      const link = make("a", { href: address, download: `${store().course}-${now.slice(0, 10)}.json` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }

    /** @param {File} file */
    async read(file) {
      if (!file) return;
      let found = null;
      this.lost = new Map();
      try {
        found = file.size <= cw.MOST ? JSON.parse(await file.text()) : null;
      } catch {
        // said below
      }
      if (!isObject(found) || found.coursewright !== "progress" || !isObject(found.state)) {
        return this.settle("This file isn’t readable. Nothing was changed.");
      }
      if (found.course !== store().course) return this.settle("This file is from another course. Nothing was changed.");
      const state = cw.readable(found.state);
      if (state === null) return this.settle("This file is from a newer version of this course. Nothing was changed.");
      if (!state) return this.settle("This file isn’t readable. Nothing was changed.");
      const [usable, lost] = entries(state);
      this.lost = lost;
      this.compare(usable);
    }

    /** New entries are taken; where one differs from what is here, the learner decides. @param {Change[]} found */
    compare(found) {
      const saved = Object.fromEntries(Object.keys(NAMES).map((part) => [part, store().part(part)]));
      /** @param {Change} entry */
      const known = ([part, id]) => Object.hasOwn(saved[part], id);
      this.fresh = found.filter((entry) => !known(entry));
      this.other = found.filter((entry) => known(entry) && cw.plain(saved[entry[0]][entry[1]]) !== cw.plain(entry[2]));
      if (!this.other.length) return this.fresh.length ? this.take(this.fresh) : this.settle("Nothing in the file is new.");
      const said = text("New in the file: {new}. Different from what is saved here: {other}.", { new: this.fresh.length, other: this.other.length });
      this.say("");
      this.asked.hidden = false;
      this.querySelector(".cw-ask p").textContent = said + this.leftOut();
      this.asked.querySelector("button")?.focus();
    }

    /** @param {Change[]} changes */
    take(changes) {
      if (!store().keep(...changes)) return this.settle(FULL);
      cw.announce("restored", {});
      this.settle("Done. Taken from the file: {n}.", { n: changes.length });
    }

    /** The first press asks, the second one does it. @param {HTMLButtonElement} button */
    clear(button) {
      if (!this.label) {
        this.label = button.textContent;
        this.at = Date.now();
        button.textContent = text("Press again to clear all of it");
        button.classList.remove("cw-plain");
        this.timer = setTimeout(() => this.calm(button), 8000);
        return;
      }
      if (Date.now() - this.at < 500) return; // a double press has not read the question
      this.calm(button);
      const gone = clear();
      cw.announce("cleared", {});
      this.say(gone ? "Everything that this course had saved in this browser is gone. You can close this window." : "This browser doesn’t allow saving, so nothing can be kept here.");
    }

    /** @param {HTMLButtonElement} button */
    calm(button) {
      clearTimeout(this.timer);
      button.textContent = this.label;
      button.classList.add("cw-plain");
      this.label = "";
    }
  }

  customElements.define("cw-data", Data);
});
