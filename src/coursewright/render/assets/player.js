/* The player: turns readable items into answerable ones. A classic script, so that it also runs from file://. */
(function () {
  "use strict";
  if (customElements.get("cw-item")) return; // instant navigation runs the page's script again

  const VERSION = 1;
  const ANSWERED = "coursewright:answered";

  /* ---- saved answers -------------------------------------------------------------------------------------- */

  /** Answers by item id, each for one revision; in the browser's storage, or in memory where that can't be used. */
  class Store {
    constructor(course) {
      this.key = "coursewright:" + course;
      this.memory = {};
      this.lasting = true;
      this.read();
    }

    /** All saved answers; what other tabs have saved meanwhile is among them. */
    read() {
      if (!this.lasting) return this.memory;
      let text = null;
      try {
        text = localStorage.getItem(this.key);
        if (text === null) return (this.memory = {});
        const state = JSON.parse(text);
        if (state.version > VERSION) this.lasting = false; // a newer player wrote it: leave it alone
        else if (state.version === VERSION && isObject(state.items)) return (this.memory = state.items);
        else this.keepAside(text);
      } catch {
        if (text === null) this.lasting = false;
        else this.keepAside(text);
      }
      return this.memory;
    }

    /** Unreadable state is kept under another name, so that nothing a learner did is destroyed. */
    keepAside(text) {
      try {
        localStorage.setItem(this.key + ":unreadable", text);
        localStorage.removeItem(this.key);
      } catch {
        this.lasting = false;
      }
    }

    write(items) {
      this.memory = items;
      if (!this.lasting) return;
      try {
        localStorage.setItem(this.key, JSON.stringify({ version: VERSION, items: items }));
      } catch {
        this.lasting = false;
      }
    }

    /** The response saved for this item as it stands now, under its id or a former one; else null. */
    find(ids, revision) {
      const items = this.read();
      for (const id of ids) {
        const saved = Object.hasOwn(items, id) ? items[id] : null;
        if (saved && saved.revision === revision && isTexts(saved.response)) return saved.response;
      }
      return null;
    }

    save(id, revision, response) {
      this.write({ ...this.read(), [id]: { revision: revision, response: response } });
    }

    forget(ids) {
      const items = { ...this.read() };
      for (const id of ids) delete items[id];
      this.write(items);
    }
  }

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isTexts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");

  const stores = {};

  function pageScore() {
    return document.querySelector("cw-score");
  }

  function pageStore() {
    const course = pageScore()?.dataset.course ?? "course";
    return (stores[course] ??= new Store(course));
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
    lock(input, event) {
      if (event.type === "click" || event.key.startsWith("Arrow") || event.key === " ") event.preventDefault();
    },
  };

  /** Compares typed answers as the checker does: composed, lower case, single spaces. */
  function plain(typed) {
    return typed.normalize("NFKC").toLowerCase().trim().split(/\s+/u).join(" ");
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
    lock(input, event) {
      if (event.type === "keydown" && event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.preventDefault();
    },
  };

  const kinds = { single: choosing, multiple: choosing, blanks: blanks };

  /* ---- one item ------------------------------------------------------------------------------------------- */

  class Item extends HTMLElement {
    connectedCallback() {
      if (this.kind || !kinds[this.dataset.kind]) return;
      this.kind = kinds[this.dataset.kind];
      this.scored = !("unscored" in this.dataset);
      this.ids = [this.dataset.item, ...(this.dataset.was ?? "").split(" ").filter(Boolean)];
      this.answer = this.querySelector(".cw-answer");
      this.verdict = null;
      if ("shuffle" in this.dataset) shuffle(this.querySelector(".cw-choices"));
      this.controls = this.kind.controls(this);
      this.build();
      const saved = this.scored ? pageStore().find(this.ids, this.dataset.revision) : null;
      if (saved && this.kind.complete(saved) && this.fits(saved)) {
        this.kind.show(this, saved);
        this.settle(saved);
      } else {
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
      this.answer.before(this.result, make("div", { className: "cw-actions" }, this.button));
      const form = this.querySelector("form");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("click", (event) => this.guard(event));
    }

    key(event) {
      if (event.key === "Enter" && this.controls.includes(event.target)) {
        event.preventDefault();
        if (!this.settled) this.press();
      } else this.guard(event);
    }

    /** After the verdict the controls stay where they are, readable and in the Tab order, but keep what was chosen. */
    guard(event) {
      if (this.settled && this.controls.includes(event.target)) this.kind.lock(event.target, event);
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
      if (this.scored) pageStore().save(this.ids[0], this.dataset.revision, response); // first saved, then shown
      this.settle(response);
      this.dispatchEvent(new CustomEvent(ANSWERED, { bubbles: true, detail: { id: this.ids[0], right: this.verdict } }));
    }

    settle(response) {
      this.settled = true;
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
      this.answer.hidden = false;
    }

    retry() {
      if (this.scored) pageStore().forget(this.ids);
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
      this.button ??= this.querySelector(".cw-reset");
      this.button.onclick = () => this.ask();
      this.label ??= this.button.textContent;
      queueMicrotask(this.count);
    }

    disconnectedCallback() {
      document.removeEventListener(ANSWERED, this.count);
    }

    get items() {
      return [...document.querySelectorAll("cw-item:not([data-unscored])")].filter((item) => item.kind);
    }

    update() {
      const items = this.items;
      this.put("answered", items.filter((item) => item.settled).length);
      this.put("correct", items.filter((item) => item.verdict).length);
      this.hidden = items.length === 0;
      if (!pageStore().lasting && !this.notice) {
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
    ask() {
      if (this.asking) {
        this.settle();
        const items = this.items;
        pageStore().forget(items.flatMap((item) => item.ids));
        for (const item of items) item.reset();
        this.update();
      } else {
        this.button.textContent = text("Reset all answers on this page?");
        this.asking = setTimeout(() => this.settle(), 8000);
      }
    }

    settle() {
      clearTimeout(this.asking);
      this.asking = 0;
      this.button.textContent = this.label;
    }
  }

  customElements.define("cw-score", Score);
  customElements.define("cw-item", Item);
})();
