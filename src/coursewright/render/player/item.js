/* An item: turns a readable form into one that can be answered, and shows it as it was left. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-item")) return; // instant navigation runs the page's script again

  const { store, text, make } = cw;
  /** @param {Unknown} value */
  const isTexts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");
  /** @param {Control} control */
  const isOpen = (control) => control.getAttribute("aria-disabled") !== "true";

  /** @implements {Item} */
  class ItemElement extends HTMLElement {
    /** How it is answered. @type {ScoredKind} */
    kind;

    connectedCallback() {
      if (this.kind || this.closest(".md-tooltip2")) return; // where Material shows another page ahead
      /** @type {boolean} */
      this.scored = !("unscored" in this.dataset);
      this.revision = this.dataset.revision;
      /** @type {string[]} */
      this.ids = [this.dataset.item, ...(this.dataset.was ?? "").split(" ").filter(Boolean)];
      if (cw.isEarly(this)) {
        cw.watch(this); // what it needs comes later, and calls again
        return;
      }
      this.kind = cw.kinds[this.dataset.kind];
      /** @type {Part} */
      this.answer = this.querySelector(".cw-answer");
      const choices = this.querySelector(".cw-choices");
      if (choices && "shuffle" in this.dataset) shuffle(choices);
      /** @type {Control[]} */
      this.controls = this.kind.controls(this);
      const inside = this.answer.contains(document.activeElement); // of what is hidden now
      this.build();
      cw.aids?.build(this);
      this.restore(cw.returned);
      if (inside) this.button?.focus();
    }

    /** Stands as it was left: with the answer that was saved, or open; what is `gone` stands nowhere else.
        @param {boolean} [gone] */
    restore(gone) {
      const saved = this.scored ? this.saved() : null;
      /** @type {string} */
      this.known = JSON.stringify(saved);
      if (gone) cw.aids?.forget(this);
      cw.aids?.show(this, saved || gone ? saved && this.entry() : undefined);
      if (saved && this.kind.complete(saved, this) && this.fits(saved)) {
        this.kind.show(this, saved);
        if (this.held) this.open();
        else this.settle(saved);
      } else {
        if (saved || gone) this.kind.show(this, []);
        this.open();
      }
    }

    /** Stands as it is saved, where that is another answer than it last was. */
    follow() {
      if (this.scored && JSON.stringify(this.saved()) !== this.known) this.restore(this.settled);
    }

    /** The response saved for this item as it stands now, under its id or a former one; else null. */
    saved() {
      if (this.dataset.response) return JSON.parse(this.dataset.response); // an assessment keeps it apart
      return this.entry()?.response ?? null;
    }

    /** All that is saved of that answer. */
    entry() {
      const entries = this.ids.map((id) => store().get("items", id));
      return entries.find((saved) => saved && saved.revision === this.revision && isTexts(saved.response)) ?? null;
    }

    /** A former id may be another item's by now: only what was saved for this very item goes with it. */
    forgotten() {
      /** @param {string} id @param {number} at */
      const own = (id, at) => at === 0 || store().get("items", id)?.revision === this.revision;
      return this.ids.filter(own).map((id) => /** @type {Change} */ (["items", id, null]));
    }

    /** A saved response must speak of controls that this item has. @param {Given} response */
    fits(response) {
      this.kind.show(this, response);
      const shown = this.kind.response(this);
      return JSON.stringify([...shown].sort()) === JSON.stringify([...response].sort());
    }

    /** Whether it only takes a response, and says nothing of it: an assessment gives its verdicts at the end. */
    get held() {
      return "held" in this.dataset;
    }

    build() {
      /** @type {HTMLElement} */
      this.result = make("div", { className: "cw-result" });
      this.result.setAttribute("role", "status");
      /** @type {HTMLButtonElement} */
      this.button = make("button", { type: "button", className: "cw-submit md-button md-button--primary" });
      this.button.addEventListener("click", () => this.press());
      const number = this.querySelector(".cw-number")?.id;
      if (number) this.button.setAttribute("aria-labelledby", (this.button.id = number + "-") + " " + number); // “Submit Question 3”
      /** @type {HTMLElement} */
      this.actions = make("div", { className: "cw-actions" }, this.button); // a theme may show a hidden .md-button
      this.answer.before(this.result, this.actions);
      const form = this.querySelector("form");
      form.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("click", (event) => this.pick(event));
      form.addEventListener("mousedown", (event) => /** @type {Part} */ (event.target).matches("select") && this.guard(event)); // it opens
      form.addEventListener("input", () => this.settled && this.kind.show(this, this.response)); // such as an undo
    }

    /** @param {any} event */
    key(event) {
      if (event.key === "Enter" && this.controls.includes(event.target) && event.target.matches("input")) {
        if (event.isComposing || event.keyCode === 229) return; // it ends the input of a word
        event.preventDefault();
        if (!this.settled) this.press();
      } else this.guard(event);
    }

    /** A choice that holds blocks can't have a label: a click on its text picks it all the same. @param {any} event */
    pick(event) {
      this.guard(event);
      if (event.target.closest(".cw-choice > div") && !event.target.closest("a, button, input, summary")) {
        event.target.closest(".cw-choice").querySelector("input").click();
      }
    }

    /** After the verdict the controls stay where they are, readable and in the Tab order, but keep what was chosen.
        @param {any} event */
    guard(event) {
      if (this.settled && this.controls.includes(event.target)) this.kind.lock(event);
    }

    press() {
      if (this.held) {
        cw.announce("entered", {}, this);
        return;
      }
      if (this.settled) {
        if (Date.now() - this.settledAt > 500) this.retry(); // a double press would take the verdict away again
        return;
      }
      if (this.kind.first?.(this)) return; // a step before the response
      const response = this.kind.response(this);
      if (!this.kind.complete(response, this)) {
        const { prompt } = this.kind;
        this.ask(typeof prompt === "function" ? prompt(response) : prompt);
        (this.controls.find((input) => !input.value.trim() && isOpen(input)) ?? this.control)?.focus();
        return;
      }
      const lacking = cw.aids?.lacks(this);
      if (lacking) {
        this.ask(lacking);
        return;
      }
      /** @type {State} */
      const entry = { revision: this.revision, response, ...cw.aids?.entry(this), at: Date.now() };
      if (this.scored) entry.score = this.kind.score(this, response);
      if (this.scored) store().put(["items", this.ids[0], entry]); // first saved, then shown
      this.settle(response);
      this.announce();
      this.reveal();
    }

    /** Brings what has just been said onto the screen: on a phone it stands below the screen's end. */
    reveal() {
      const below = (this.actions.hidden ? this.result : this.actions).getBoundingClientRect().bottom - innerHeight;
      const most = this.result.getBoundingClientRect().top; // its first line stays
      if (below > 0) scrollBy(0, Math.min(below + 8, most - 8));
    }

    /** Says what is missing. @param {string} prompt */
    ask(prompt) {
      this.result.replaceChildren(make("p", { className: "cw-prompt" }, text(prompt)));
    }

    /** The first control that can be used. */
    get control() {
      return this.controls.find(isOpen) ?? this.controls[0];
    }

    announce() {
      const told = this.settled ? { response: this.response, latency: this.settledAt - this.openedAt, ...cw.aids?.entry(this) } : {};
      cw.announce("answered", { id: this.ids[0], right: this.verdict, score: this.score, ...told }, this);
    }

    /** @param {Given} response */
    settle(response) {
      this.known = JSON.stringify(response);
      this.settled = true;
      /** @type {Given} */
      this.response = response;
      /** @type {number} */
      this.settledAt = Date.now();
      /** From 0 to 1; null while it is open, or where nothing is right or wrong. @type {number | null} */
      this.score = this.scored ? this.kind.score(this, response) : null;
      /** @type {boolean | null} */
      this.verdict = this.score === null ? null : this.score === 1;
      this.classList.add("cw-settled");
      this.kind.mark(this, response);
      for (const input of this.controls) {
        if (input.type === "text") input.readOnly = true;
        else input.setAttribute("aria-disabled", "true");
      }
      cw.aids?.lock(this, true);
      this.result.replaceChildren(...cw.verdict(this).flatMap((part) => [part, " "])); // read out as sentences, not as one word
      this.button.textContent = text(this.kind.again ?? (this.scored ? "Try Again" : "Choose again"));
      if ("once" in this.dataset) this.leave();
      this.answer.hidden = "reticent" in this.dataset;
    }

    /** Takes the button away, and hands its focus to a control: else it would fall to the page. */
    leave() {
      const control = this.controls.find((input) => input.checked) ?? this.control;
      if (document.activeElement === this.button) control.focus();
      this.actions.hidden = true;
    }

    retry() {
      if (this.scored) store().put(...this.forgotten());
      this.reset();
      this.control?.focus();
      this.announce();
    }

    /** Makes the item answerable; the reasons wait until it is answered. */
    open() {
      /** @type {number} */
      this.openedAt = Date.now();
      /** @type {boolean} */
      this.settled = false;
      this.verdict = this.score = null;
      this.classList.remove("cw-settled");
      for (const marked of this.querySelectorAll(".cw-controls .cw-right, .cw-controls .cw-wrong")) {
        marked.classList.remove("cw-right", "cw-wrong");
      }
      for (const input of this.controls) {
        input.readOnly = false;
        input.removeAttribute("aria-disabled");
        input.removeAttribute("aria-invalid");
      }
      this.kind.clear?.(this);
      cw.aids?.lock(this, false);
      this.result.replaceChildren();
      this.answer.open = false;
      this.answer.hidden = true;
      this.button.textContent = text(this.scored ? "Submit" : "See what it leads to");
      this.actions.hidden = this.held;
      this.kind.ready?.(this);
    }

    reset() {
      this.kind.show(this, []);
      cw.aids?.show(this, null);
      this.open();
    }
  }

  /** @param {HTMLElement} list */
  function shuffle(list) {
    const rows = [...list.children];
    for (let left = rows.length; left > 0; left--) {
      const [row] = rows.splice(Math.floor(Math.random() * left), 1);
      list.append(row);
    }
  }

  customElements.define("cw-item", ItemElement);
});
