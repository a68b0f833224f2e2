/* The player: turns readable items into answerable ones. A classic script, so that it also runs from file://. */
(function () {
  "use strict";
  if (customElements.get("cw-item")) return; // instant navigation runs the page's script again

  const VERSION = 1;
  const ANSWERED = "coursewright:answered";

  /* ---- saved answers -------------------------------------------------------------------------------------- */

  /** Answers by item id, each for one revision: in the browser's storage, and until they can be there, in memory. */
  class Store {
    constructor(course) {
      this.key = "coursewright:" + course;
      this.items = new Map();
      this.rest = {}; // whatever else the course keeps under this key
      this.unwritten = new Map(); // by id: an answer, or null where one was taken back
      this.read();
    }

    get lasting() {
      return this.writable && this.unwritten.size === 0;
    }

    /** All answers; what other tabs have saved meanwhile is among them. */
    read() {
      const stored = this.stored();
      this.writable = stored !== null;
      if (stored) this.items = stored;
      for (const [id, answer] of this.unwritten) {
        if (answer) this.items.set(id, answer);
        else this.items.delete(id);
      }
      return this.items;
    }

    /** What the browser's storage holds; null where it can't be used. */
    stored() {
      let text = null;
      try {
        text = localStorage.getItem(this.key);
        if (text === null) return new Map();
        const { version, items, ...rest } = JSON.parse(text);
        if (version > VERSION) return null; // a newer player wrote it: leave it alone
        if (version === VERSION && isObject(items)) {
          this.rest = rest;
          return new Map(Object.entries(items));
        }
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
        return new Map();
      } catch {
        return null;
      }
    }

    /** Writes what has changed, and what could not be written before: a full storage may have room again. */
    write(changes, lessons = {}) {
      for (const [id, answer] of changes) this.unwritten.set(id, answer);
      const items = this.read();
      if (!this.writable) return;
      this.rest = { ...this.rest, lessons: { ...this.lessons, ...lessons } };
      try {
        const state = { version: VERSION, items: Object.fromEntries(items), ...this.rest };
        localStorage.setItem(this.key, JSON.stringify(state));
        this.unwritten.clear();
      } catch {
        // full: it waits in memory, and the page says so
      }
    }

    /** The response saved for this item as it stands now, under its id or a former one; else null. */
    find({ ids, revision }) {
      const items = this.read();
      for (const id of ids) {
        const saved = items.get(id);
        if (saved && saved.revision === revision && isTexts(saved.response)) return saved.response;
      }
      return null;
    }

    get lessons() {
      return isObject(this.rest.lessons) ? this.rest.lessons : {};
    }

    /** Keeps what the course's outline shows of a lesson: how many of its items are answered, and how many right. */
    note(lesson, counts) {
      this.read();
      const none = { answered: 0, right: 0, total: counts.total };
      const known = Object.hasOwn(this.lessons, lesson) ? this.lessons[lesson] : none;
      if (Object.keys(counts).some((name) => counts[name] !== known?.[name])) this.write([], { [lesson]: counts });
    }

    save({ ids, revision }, response) {
      this.write([[ids[0], { revision: revision, response: response }]]);
    }

    /** A former id may be another item's by now: only what was saved for this very item goes with it. */
    forget(...forgotten) {
      const items = this.read();
      const own = ({ ids, revision }) => ids.filter((id, at) => at === 0 || items.get(id)?.revision === revision);
      this.write(forgotten.flatMap(own).map((id) => [id, null]));
    }
  }

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isTexts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");

  const stores = new Map();

  function pageScore() {
    return document.querySelector("cw-score");
  }

  function pageStore() {
    const course = pageScore()?.dataset.course ?? "course";
    if (!stores.has(course)) stores.set(course, new Store(course));
    return stores.get(course);
  }

  function text(english) {
    const score = pageScore();
    if (score && !score.texts) score.texts = JSON.parse(score.dataset.texts ?? "{}");
    return score?.texts?.[english] ?? english;
  }

  function make(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /* ---- kinds ---------------------------------------------------------------------------------------------- */

  /** What a kind must tell: the learner's response, whether it is complete and right, and how to show it again. */
  const choosing = {
    controls: (item) => [...item.querySelectorAll(".cw-choice > input")],
    response: (item) => item.controls.filter((input) => input.checked).map((input) => input.value),
    complete: (response) => response.length > 0,
    prompt: "Choose an answer first.",
    right(item, response) {
      const key = item.dataset.key ? item.dataset.key.split(" ") : [];
      return key.length === response.length && response.every((id) => key.includes(id));
    },
    show(item, response) {
      for (const input of item.controls) input.checked = response.includes(input.value);
    },
    mark(item, response) {
      const key = (item.dataset.key ?? "").split(" ");
      for (const input of item.controls) {
        if (response.includes(input.value) && item.scored) {
          input.parentElement.classList.add(key.includes(input.value) ? "cw-right" : "cw-wrong");
        }
      }
    },
    reasons: (item, response) =>
      [...item.querySelectorAll(".cw-answer .cw-reason")].filter((row) => response.includes(row.dataset.choice)),
    lock(event) {
      if (event.type === "click" || event.key === " " || /^Arrow/.test(event.key)) event.preventDefault();
    },
  };

  const SPACES = /[\t-\r\x1c-\x20\x85\u1680\u2028\u2029]+/u; // what Python takes for white space, once it is composed

  /** Compares typed answers as the checker does: composed, lower case, single spaces. */
  function plain(typed) {
    return typed.normalize("NFKC").toLowerCase().split(SPACES).filter(Boolean).join(" ");
  }

  const accepts = (input, typed) => JSON.parse(input.dataset.accept).includes(plain(typed));

  const blanks = {
    controls: (item) => [...item.querySelectorAll("input.cw-gap")],
    response: (item) => item.controls.map((input) => input.value),
    complete: (response) => response.every((typed) => typed.trim() !== ""),
    prompt: "Fill in every blank first.",
    right: (item, response) =>
      response.length === item.controls.length && item.controls.every((input, at) => accepts(input, response[at])),
    show(item, response) {
      item.controls.forEach((input, at) => (input.value = response[at] ?? ""));
    },
    mark(item, response) {
      item.controls.forEach((input, at) => {
        const right = accepts(input, response[at] ?? "");
        input.classList.add(right ? "cw-right" : "cw-wrong");
        input.setAttribute("aria-invalid", String(!right));
      });
    },
    reasons: () => [],
    lock() {}, // read-only does it
  };

  const kinds = { single: choosing, multiple: choosing, blanks: blanks };

  /* ---- one item ------------------------------------------------------------------------------------------- */

  class Item extends HTMLElement {
    connectedCallback() {
      if (this.kind || !kinds[this.dataset.kind]) return;
      this.kind = kinds[this.dataset.kind];
      this.scored = !("unscored" in this.dataset);
      this.revision = this.dataset.revision;
      this.ids = [this.dataset.item, ...(this.dataset.was ?? "").split(" ").filter(Boolean)];
      this.answer = this.querySelector(".cw-answer");
      this.verdict = null;
      const choices = this.querySelector(".cw-choices");
      if (choices && "shuffle" in this.dataset) shuffle(choices);
      this.controls = this.kind.controls(this);
      this.build();
      const saved = this.scored ? pageStore().find(this) : null;
      if (saved && this.kind.complete(saved) && this.fits(saved)) {
        this.kind.show(this, saved);
        this.settle(saved);
      } else {
        if (saved) this.kind.show(this, []);
        this.open();
      }
    }

    /** A saved response must speak of controls that this item has. */
    fits(response) {
      this.kind.show(this, response);
      const shown = this.kind.response(this);
      return shown.length === response.length && response.every((entry) => shown.includes(entry));
    }

    build() {
      this.result = make("div", { className: "cw-result" });
      this.result.setAttribute("role", "status");
      this.button = make("button", { type: "button", className: "cw-submit md-button md-button--primary" });
      this.button.addEventListener("click", () => this.press());
      this.actions = make("div", { className: "cw-actions" }, this.button); // a theme may show a hidden .md-button
      this.answer.before(this.result, this.actions);
      const form = this.querySelector("form");
      form.autocomplete = "off"; // else a browser gives back by position what was chosen and not submitted
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("click", (event) => this.click(event));
      form.addEventListener("input", () => this.settled && this.kind.show(this, this.response)); // such as an undo
    }

    key(event) {
      if (event.key === "Enter" && this.controls.includes(event.target)) {
        if (event.isComposing || event.keyCode === 229) return; // it ends the input of a word
        event.preventDefault();
        if (!this.settled) this.press();
      } else this.guard(event);
    }

    /** A choice that holds blocks can't have a label: a click on its text picks it all the same. */
    click(event) {
      this.guard(event);
      if (event.target.closest(".cw-choice > div") && !event.target.closest("a, button, input, summary")) {
        event.target.closest(".cw-choice").querySelector("input").click();
      }
    }

    /** After the verdict the controls stay where they are, readable and in the Tab order, but keep what was chosen. */
    guard(event) {
      if (this.settled && this.controls.includes(event.target)) this.kind.lock(event);
    }

    press() {
      if (this.settled) {
        if (Date.now() - this.settledAt > 500) this.retry(); // a double press would take the verdict away again
        return;
      }
      const response = this.kind.response(this);
      if (!this.kind.complete(response)) {
        this.result.replaceChildren(make("p", { className: "cw-prompt" }, text(this.kind.prompt)));
        (this.controls.find((input) => !input.value.trim()) ?? this.controls[0])?.focus();
        return;
      }
      if (this.scored) pageStore().save(this, response); // first saved, then shown
      this.settle(response);
      this.dispatchEvent(new CustomEvent(ANSWERED, { bubbles: true, detail: { id: this.ids[0], right: this.verdict } }));
    }

    settle(response) {
      this.settled = true;
      this.response = response;
      this.settledAt = Date.now();
      this.verdict = this.scored ? this.kind.right(this, response) : null;
      this.classList.add("cw-settled");
      this.kind.mark(this, response);
      for (const input of this.controls) {
        if (input.type === "text") input.readOnly = true;
        else input.setAttribute("aria-disabled", "true");
      }
      const shown = [];
      if (this.scored) {
        const said = text(this.verdict ? "Correct answer!" : "Incorrect answer.");
        shown.push(make("p", { className: "cw-verdict " + (this.verdict ? "cw-right" : "cw-wrong") }, said));
      }
      const reasons = this.kind.reasons(this, response).map(bare);
      if (reasons.length) shown.push(make("ul", { className: "cw-reasons" }, ...reasons));
      const explanation = this.answer.querySelector(":scope > .cw-explanation");
      if (explanation) shown.push(bare(explanation));
      this.result.replaceChildren(...shown);
      this.button.textContent = text("Try Again");
      if ("once" in this.dataset) this.leave();
      this.answer.hidden = "reticent" in this.dataset;
    }

    /** Takes the button away, and hands its focus to a control: else it would fall to the page. */
    leave() {
      const control = this.controls.find((input) => input.checked) ?? this.controls[0];
      if (document.activeElement === this.button) control.focus();
      this.actions.hidden = true;
    }

    retry() {
      if (this.scored) pageStore().forget(this);
      this.kind.show(this, []);
      this.open();
      this.controls[0]?.focus();
      this.dispatchEvent(new CustomEvent(ANSWERED, { bubbles: true, detail: { id: this.ids[0], right: null } }));
    }

    /** Makes the item answerable; the reasons wait until it is answered. */
    open() {
      this.settled = false;
      this.verdict = null;
      this.classList.remove("cw-settled");
      for (const marked of this.querySelectorAll(".cw-controls .cw-right, .cw-controls .cw-wrong")) {
        marked.classList.remove("cw-right", "cw-wrong");
      }
      for (const input of this.controls) {
        input.readOnly = false;
        input.removeAttribute("aria-disabled");
        input.removeAttribute("aria-invalid");
      }
      this.result.replaceChildren();
      this.answer.open = false;
      this.answer.hidden = true;
      this.button.textContent = text("Submit");
      this.actions.hidden = false;
    }

    reset() {
      this.kind.show(this, []);
      this.open();
    }
  }

  /** A copy without ids, which may stand only once on a page. */
  function bare(node) {
    const copy = node.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    return copy;
  }

  function shuffle(list) {
    const rows = [...list.children];
    for (let left = rows.length; left > 0; left--) {
      const [row] = rows.splice(Math.floor(Math.random() * left), 1);
      list.append(row);
    }
  }

  /* ---- the page's score ----------------------------------------------------------------------------------- */

  class Score extends HTMLElement {
    connectedCallback() {
      this.count = () => this.update();
      document.addEventListener(ANSWERED, this.count);
      this.buttons ??= [...document.querySelectorAll(".cw-reset")]; // an intro has one, too
      for (const button of this.buttons) {
        button.hidden = false;
        button.onclick = () => this.ask(button);
      }
      this.label ??= this.buttons[0].textContent;
      queueMicrotask(this.count);
    }

    disconnectedCallback() {
      document.removeEventListener(ANSWERED, this.count);
    }

    get items() {
      return [...document.querySelectorAll("cw-item")].filter((item) => item.kind);
    }

    update() {
      const items = this.items.filter((item) => item.scored);
      const counts = {
        answered: items.filter((item) => item.settled).length,
        right: items.filter((item) => item.verdict).length,
        total: items.length,
      };
      this.put("answered", counts.answered);
      this.put("correct", counts.right);
      this.hidden = items.length === 0 || "silent" in this.dataset;
      if (items.length && this.dataset.lesson) {
        pageStore().note(this.dataset.lesson, counts);
        document.dispatchEvent(new CustomEvent("coursewright:progress"));
      }
      if (pageStore().lasting) {
        this.notice?.remove();
        this.notice = null;
      } else if (!this.notice) {
        const said = text("Saved answers can’t be used here: they last until you leave the page.");
        this.notice = make("p", { className: "cw-notice" }, said);
        this.append(this.notice);
      }
    }

    put(name, count) {
      const place = this.querySelector(`[data-count=${name}]`);
      if (place.textContent !== String(count)) place.textContent = String(count);
    }

    /** The first press asks, the second one does it: no dialog, which a sandboxed frame would swallow. */
    ask(button) {
      if (this.asking === button) {
        if (Date.now() - this.askedAt < 500) return; // a double press has not read the question
        this.settle();
        pageStore().forget(...this.items.filter((item) => item.scored));
        for (const item of this.items) item.reset();
        this.update();
      } else {
        this.settle();
        this.askedAt = Date.now();
        this.asking = button;
        button.textContent = text("Reset all answers on this page?");
        this.timer = setTimeout(() => this.settle(), 8000);
      }
    }

    settle() {
      clearTimeout(this.timer);
      this.asking = null;
      for (const button of this.buttons) button.textContent = this.label;
    }
  }

  customElements.define("cw-score", Score);
  customElements.define("cw-item", Item);
})();
