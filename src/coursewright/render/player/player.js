/* The player: turns readable items into answerable ones, and keeps the page's score. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-item")) return; // instant navigation runs the page's script again

  const { store, text, make, bare } = cw;
  const isTexts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");

  /** What a response is worth that is right in part: all or nothing, unless the author gives credit in part. */
  cw.worth = (item, part) => (part === 1 || "partial" in item.dataset ? part : 0);

  /* ---- kinds ---------------------------------------------------------------------------------------------- */

  /** What a kind must tell: the learner's response, whether it is complete, how much of it is right, and how to show
      it again. */
  const choosing = {
    controls: (item) => [...item.querySelectorAll(".cw-choice > input")],
    response: (item) => item.controls.filter((input) => input.checked).map((input) => input.value),
    complete: (response) => response.length > 0,
    prompt: "Choose an answer first.",
    part(item, response) {
      const key = item.dataset.key ? item.dataset.key.split(" ") : [];
      const chosen = new Set(response);
      const right = key.filter((id) => chosen.has(id)).length;
      return key.length ? Math.max(0, (right - (chosen.size - right)) / key.length) : 0;
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

  /** Straight quotation marks and plain hyphens for those that a phone types; without soft hyphens. */
  const straight = (typed) =>
    typed
      .replace(/[‘’‚‛ʼʹ´′‹›]/g, "'")
      .replace(/[“”„‟«»″〝〞]/g, '"')
      .replace(/[‐‑‒–—―−⁃]/g, "-")
      .replaceAll("\u00ad", "");

  /** Compares typed answers as the checker does: composed, straight, lower case, single spaces. */
  function plain(typed) {
    return straight(straight(typed).normalize("NFKC").toLowerCase()).split(SPACES).filter(Boolean).join(" ");
  }
  cw.plain = plain;

  const accepts = (input, typed) => JSON.parse(input.dataset.accept).includes(plain(typed));

  const blanks = {
    controls: (item) => [...item.querySelectorAll("input.cw-gap")],
    response: (item) => item.controls.map((input) => input.value),
    complete: (response) => response.every((typed) => typed.trim() !== ""),
    prompt: "Fill in every blank first.",
    part(item, response) {
      const gaps = [...item.querySelectorAll("input.cw-gap")];
      const right = gaps.filter((input, at) => at < response.length && accepts(input, response[at])).length;
      return gaps.length ? right / gaps.length : 0;
    },
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

  for (const [name, kind] of Object.entries({ single: choosing, multiple: choosing, truefalse: choosing, blanks })) {
    cw.kinds[name] = { ...kind, score: (item, response) => cw.worth(item, kind.part(item, response)) };
  }

  const isOpen = (control) => control.getAttribute("aria-disabled") !== "true";

  /* ---- one item ------------------------------------------------------------------------------------------- */

  class Item extends HTMLElement {
    connectedCallback() {
      if (this.kind || !cw.kinds[this.dataset.kind]) return; // its script may come later, and calls again
      this.kind = cw.kinds[this.dataset.kind];
      this.scored = !("unscored" in this.dataset);
      this.revision = this.dataset.revision;
      this.ids = [this.dataset.item, ...(this.dataset.was ?? "").split(" ").filter(Boolean)];
      this.answer = this.querySelector(".cw-answer");
      const choices = this.querySelector(".cw-choices");
      if (choices && "shuffle" in this.dataset) shuffle(choices);
      this.controls = this.kind.controls(this);
      this.build();
      cw.aids?.build(this);
      this.restore(cw.returned);
    }

    /** Stands as it was left: with the answer that was saved, or open; what is `gone` stands nowhere else. */
    restore(gone) {
      const saved = this.scored ? this.saved() : null;
      if (gone) cw.aids?.forget(this);
      cw.aids?.show(this, saved && this.entry());
      if (saved && this.kind.complete(saved, this) && this.fits(saved)) {
        this.kind.show(this, saved);
        if (this.held) this.open();
        else this.settle(saved);
      } else {
        if (saved || gone) this.kind.show(this, []);
        this.open();
      }
    }

    /** The response saved for this item as it stands now, under its id or a former one; else null. */
    saved() {
      if ("response" in this.dataset) return JSON.parse(this.dataset.response); // an assessment keeps it apart
      return this.entry()?.response ?? null;
    }

    /** All that is saved of that answer. */
    entry() {
      const entries = this.ids.map((id) => store().get("items", id));
      return entries.find((saved) => saved && saved.revision === this.revision && isTexts(saved.response)) ?? null;
    }

    /** A former id may be another item's by now: only what was saved for this very item goes with it. */
    forgotten() {
      const own = (id, at) => at === 0 || store().get("items", id)?.revision === this.revision;
      return this.ids.filter(own).map((id) => ["items", id, null]);
    }

    /** A saved response must speak of controls that this item has. */
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
      this.result = make("div", { className: "cw-result" });
      this.result.setAttribute("role", "status");
      this.button = make("button", { type: "button", className: "cw-submit md-button md-button--primary" });
      this.button.addEventListener("click", () => this.press());
      this.actions = make("div", { className: "cw-actions" }, this.button); // a theme may show a hidden .md-button
      this.answer.before(this.result, this.actions);
      const form = this.querySelector("form");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("click", (event) => this.click(event));
      form.addEventListener("mousedown", (event) => event.target.matches("select") && this.guard(event)); // it opens
      form.addEventListener("input", () => this.settled && this.kind.show(this, this.response)); // such as an undo
    }

    key(event) {
      if (event.key === "Enter" && this.controls.includes(event.target) && event.target.matches("input")) {
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
      if (this.held) {
        cw.announce("entered", {}, this);
        return;
      }
      if (this.settled) {
        if (Date.now() - this.settledAt > 500) this.retry(); // a double press would take the verdict away again
        return;
      }
      const response = this.kind.response(this);
      if (!this.kind.complete(response, this)) {
        const { prompt } = this.kind;
        this.ask(prompt.call ? prompt(response) : prompt);
        (this.controls.find((input) => !input.value.trim() && isOpen(input)) ?? this.control)?.focus();
        return;
      }
      const lacking = cw.aids?.lacks(this);
      if (lacking) {
        this.ask(lacking);
        return;
      }
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

    /** Says what is missing. */
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

    settle(response) {
      this.settled = true;
      this.response = response;
      this.settledAt = Date.now();
      this.score = this.scored ? this.kind.score(this, response) : null;
      this.verdict = this.scored ? this.score === 1 : null;
      this.classList.add("cw-settled");
      this.kind.mark(this, response);
      for (const input of this.controls) {
        if (input.type === "text") input.readOnly = true;
        else input.setAttribute("aria-disabled", "true");
      }
      cw.aids?.lock(this, true);
      const shown = [];
      if (this.scored) {
        shown.push(this.said());
        const sure = cw.aids?.said(this);
        if (sure) shown.push(sure);
      }
      const reasons = this.kind.reasons(this, response).map(bare);
      if (reasons.length === 1 && this.verdict === reasons[0].classList.contains("cw-right")) {
        for (const said of reasons[0].querySelectorAll(".cw-verdict, .cw-copy")) said.remove(); // it is said above
        if (!reasons[0].textContent.trim()) reasons.pop();
      }
      if (reasons.length) shown.push(make("ul", { className: "cw-reasons" }, ...reasons));
      const explanation = this.answer.querySelector(":scope > .cw-explanation");
      if (explanation) shown.push(bare(explanation));
      this.result.replaceChildren(...shown.flatMap((part) => [part, " "])); // read out as sentences, not as one word
      this.button.textContent = text("Try Again");
      if ("once" in this.dataset) this.leave();
      this.answer.hidden = "reticent" in this.dataset;
    }

    /** The verdict, in words. */
    said() {
      const share = `${Math.round(100 * this.score)}%`;
      const [name, words] = this.verdict
        ? ["cw-right", text("Correct answer!")]
        : this.score > 0
          ? ["cw-partly", text("Partly correct: {share}", { share })]
          : ["cw-wrong", text("Incorrect answer.")];
      return make("p", { className: `cw-verdict ${name}` }, words);
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
      this.openedAt = Date.now();
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
      this.kind.ready?.(this);
      cw.aids?.lock(this, false);
      this.result.replaceChildren();
      this.answer.open = false;
      this.answer.hidden = true;
      this.button.textContent = text("Submit");
      this.actions.hidden = this.held;
    }

    reset() {
      this.kind.show(this, []);
      cw.aids?.show(this, null);
      this.open();
    }
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
      document.addEventListener("coursewright:answered", this.count);
      this.restored = ({ detail }) => {
        for (const item of this.items) item.restore(detail.gone);
        this.update();
      };
      document.addEventListener("coursewright:restored", this.restored);
      this.buttons ??= [...document.querySelectorAll(".cw-reset")]; // an intro has one, too
      for (const button of this.buttons) {
        button.hidden = false;
        button.onclick = () => this.ask(button);
      }
      this.label ??= this.buttons[0].textContent;
      queueMicrotask(this.count);
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:answered", this.count);
      document.removeEventListener("coursewright:restored", this.restored);
    }

    get items() {
      return [...document.querySelectorAll("cw-item")].filter((item) => item.kind && !item.closest(".cw-path"));
    }

    /** Whether an item can't be counted yet: else a lesson might seem done without it. */
    get waits() {
      const kinds = [...document.querySelectorAll("cw-item")].map((item) => item.dataset.kind);
      return kinds.some((kind) => !cw.kinds[kind]);
    }

    update() {
      if (this.waits) return; // the kind's script, when it comes, has it counted
      const items = this.items.filter((item) => item.scored);
      const counts = {
        answered: items.filter((item) => item.settled).length,
        right: items.filter((item) => item.verdict).length,
        total: items.length,
      };
      const theirs = { ...counts, correct: counts.right, incorrect: counts.answered - counts.right };
      window.dispatchEvent(new CustomEvent("quizProgressUpdate", { detail: theirs })); // as mkdocs-quiz documents it
      this.put("answered", counts.answered);
      this.put("correct", counts.right);
      this.hidden = items.length === 0 || "silent" in this.dataset;
      if (items.length && this.dataset.lesson) {
        this.note(this.dataset.lesson, counts);
        cw.announce("progress", { lesson: this.dataset.lesson, ...counts });
      }
      if (store().lasting) {
        this.notice?.remove();
        this.notice = null;
      } else if (!this.notice) {
        const said = text("Saved answers can’t be used here: they last until you leave the page.");
        this.notice = make("p", { className: "cw-notice" }, said);
        this.append(this.notice);
      }
    }

    /** Keeps what the course's outline shows of a lesson; one that was done once stays done. */
    note(lesson, counts) {
      const known = store().get("lessons", lesson);
      const done = known?.done === true || counts.answered === counts.total;
      const none = { answered: 0, right: 0, total: counts.total, done: false };
      const noted = { ...counts, done: done };
      if (Object.keys(noted).some((name) => noted[name] !== (known ?? none)[name])) {
        store().put(["lessons", lesson, { ...known, ...noted }]);
        if (done && !known?.done) cw.announce("completed", { lesson });
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
        store().put(...this.items.filter((item) => item.scored).flatMap((item) => item.forgotten()));
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
});
