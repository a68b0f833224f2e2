/* A learner's own data: into a file, out of a file, and out of this browser. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-data")) return;

  const { store, text, make, isObject } = cw;
  const MOST = 5e6; // characters; a state is some ten thousand

  /** Every entry of a state, as `[part, id, value]`. */
  function entries(state) {
    const parts = Object.entries(state).filter(([name, part]) => name !== "version" && name !== "__proto__" && isObject(part));
    return parts.flatMap(([name, part]) =>
      Object.entries(part).filter(([id, value]) => id !== "__proto__" && isObject(value)).map(([id, value]) => [name, id, value]),
    );
  }

  /** The same text for the same value, in whatever order its names stand. */
  function plain(value) {
    if (Array.isArray(value)) return `[${value.map(plain)}]`;
    if (!isObject(value)) return JSON.stringify(value) ?? "null";
    return `{${Object.keys(value).sort().map((name) => JSON.stringify(name) + plain(value[name]))}}`;
  }

  class Data extends HTMLElement {
    connectedCallback() {
      this.querySelector(".cw-live").hidden = false;
      this.asked = this.querySelector(".cw-ask");
      this.file = this.querySelector("[data-do=import]");
      const on = (name, act) => (this.querySelector(`[data-do=${name}]`).onclick = act);
      on("export", () => this.save());
      on("clear", (event) => this.clear(event.currentTarget));
      on("mine", () => this.take(this.fresh));
      on("theirs", () => this.take([...this.fresh, ...this.other]));
      on("cancel", () => this.settle("Nothing was changed."));
      this.file.onchange = () => this.read(this.file.files[0]);
      if (!store().lasting) this.say("This browser doesn’t allow saving, so nothing can be kept here.");
    }

    get course() {
      return store().key.replace(/^coursewright:/, "");
    }

    say(words, values) {
      this.querySelector(".cw-said").textContent = text(words, values);
    }

    settle(words, values) {
      this.asked.hidden = true;
      this.file.value = "";
      this.say(words, values);
      this.file.focus();
    }

    save() {
      const now = new Date().toISOString();
      const state = store().read();
      const file = JSON.stringify({ coursewright: "progress", course: this.course, saved: now, state: { version: cw.VERSION, ...state } });
      const address = URL.createObjectURL(new Blob([file], { type: "application/json" }));
      const link = make("a", { href: address, download: `${this.course}-${now.slice(0, 10)}.json` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }

    async read(file) {
      if (!file) return;
      let found = null;
      try {
        found = file.size <= MOST ? JSON.parse(await file.text()) : null;
      } catch {
        // said below
      }
      if (!isObject(found) || found.coursewright !== "progress" || !isObject(found.state)) {
        return this.settle("This file isn’t readable. Nothing was changed.");
      }
      if (found.course !== this.course) return this.settle("This file is from another course. Nothing was changed.");
      const state = cw.readable(JSON.stringify(found.state));
      if (state === null) return this.settle("This file is from a newer version of this course. Nothing was changed.");
      if (!state) return this.settle("This file isn’t readable. Nothing was changed.");
      this.compare(entries(state));
    }

    /** New entries are taken; where one differs from what is here, the learner decides. */
    compare(found) {
      const here = (part, id) => store().get(part, id);
      this.fresh = found.filter(([part, id]) => here(part, id) === null);
      this.other = found.filter(([part, id, value]) => here(part, id) !== null && plain(here(part, id)) !== plain(value));
      if (!this.other.length) return this.fresh.length ? this.take(this.fresh) : this.settle("Nothing in the file is new.");
      const said = text("New in the file: {new}. Different from what is saved here: {other}.", { new: this.fresh.length, other: this.other.length });
      this.say("");
      this.asked.hidden = false;
      this.asked.querySelector("p").textContent = said;
      this.asked.querySelector("button").focus();
    }

    take(changes) {
      store().put(...changes);
      cw.announce("restored", {});
      this.settle("Done. Taken from the file: {n}.", { n: changes.length });
    }

    /** The first press asks, the second one does it. */
    clear(button) {
      if (!this.label) {
        this.label = button.textContent;
        this.at = Date.now();
        button.textContent = text("Press again to clear all of it");
        this.timer = setTimeout(() => this.calm(button), 8000);
        return;
      }
      if (Date.now() - this.at < 500) return; // a double press has not read the question
      this.calm(button);
      const gone = store().clear();
      cw.announce("restored", {});
      this.say(gone ? "Everything that this course had saved in this browser is gone. You can close this window." : "This browser doesn’t allow saving, so nothing can be kept here.");
    }

    calm(button) {
      clearTimeout(this.timer);
      button.textContent = this.label;
      this.label = null;
    }
  }

  customElements.define("cw-data", Data);
});
