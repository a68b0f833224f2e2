/* The final assessment: drawn by stratum from a seed, answered without a word about right or wrong, told at the end. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-final")) return;

  const { store, text, make, bring } = cw;
  const [LOUD, QUIET] = ["cw-press", "cw-press cw-plain"];

  const { draw, mended, renamed, answer } = (cw.final = window.coursewrightSlots);

  /* ---- what is saved ---------------------------------------------------------------------------------------- */

  /** The attempt that is under way, if any: a draw that has been handed in, in whichever tab, is none. */
  function underWay() {
    const under = store().get("final", "current");
    return under && !cw.path.attempts().some(({ seed }) => seed !== undefined && seed === under.seed) ? under : null;
  }

  const saved = () => JSON.stringify(store().part("final"));

  /** How many answers an attempt loses to edits of the banks since. @param {Slot[]} before @param {Slot[]} after */
  const lost = (before, after) => before.filter((one) => one.response).length - after.filter((one) => one.response).length;

  /* ---- items ---------------------------------------------------------------------------------------------- */

  /** @param {string} html */
  function element(html) {
    const template = make("template", { innerHTML: cw.trusted("createHTML", html) });
    return /** @type {Item} */ (template.content.firstElementChild);
  }

  /** @param {HTMLElement} node */
  function readBank(node) {
    const bytes = Uint8Array.from(atob(node.dataset.items), (letter) => letter.charCodeAt(0));
    const items = JSON.parse(new TextDecoder().decode(bytes)).map((/** @type {string} */ html) => {
      const { item, revision, was = "" } = element(html).dataset;
      return { id: item, was: was.split(" ").filter(Boolean), revision, html };
    });
    return { name: node.dataset.bank, draw: +node.dataset.draw, items };
  }

  const KEYS = { key: "", accept: "[]", answers: "{}", value: "", tolerance: "" }; // empty, as a control knows itself by it

  /** The form with what it was answered, and without the aids that practice has.
      @param {string} html @param {Given} [response] */
  function form(html, response) {
    const item = document.importNode(element(html), true);
    delete item.dataset.certainty;
    for (const aid of item.querySelectorAll(".cw-hints, .cw-sure, .cw-number")) aid.remove();
    if (response) item.dataset.response = JSON.stringify(response);
    return item;
  }

  /** A form that asks and says nothing: neither key nor reasons are in the page.
      @param {string} html @param {Given} [response] */
  function asking(html, response) {
    const item = form(html, response);
    for (const part of [item, ...item.querySelectorAll("*")]) {
      for (const [name, empty] of Object.entries(KEYS)) if (name in part.dataset) part.dataset[name] = empty;
    }
    item.querySelector(".cw-answer").replaceChildren();
    item.dataset.held = "";
    return item;
  }

  /** The same form with its verdict and all reasons. @param {string} html @param {Given} [response] */
  function telling(html, response) {
    const item = form(html, response);
    item.dataset.once = "";
    return item;
  }

  /* ---- the assessment --------------------------------------------------------------------------------------- */

  class Final extends HTMLElement {
    connectedCallback() {
      /** @type {DrawnBank[]} */
      this.banks = [...this.querySelectorAll("cw-bank")].map(readBank);
      /** @type {Part} */
      this.live = this.querySelector(".cw-live");
      /** @type {number} */
      this.most = +this.dataset.attempts || Infinity;
      /** @type {Again} */
      this.again = ({ detail }) => this.follow(detail.gone);
      document.addEventListener("coursewright:restored", this.again);
      this.addEventListener("coursewright:entered", () => this.attempt && this.go(this.attempt.at + 1));
      for (const event of ["input", "click"]) this.addEventListener(event, () => this.keep());
      this.live.hidden = false;
      /** @type {Part} */
      this.rules = this.querySelector(".cw-rules");
      /** @type {Part} */
      this.ways = this.querySelector(".cw-ways");
      this.rest();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }

    /** Its form as the banks have it now; empty where they have it no more. @param {Slot} one */
    html(one) {
      const bank = this.banks.find((bank) => bank.name === one.bank);
      return bank?.items.find((item) => item.id === one.id && item.revision === one.revision)?.html ?? "";
    }

    /** Between attempts: what has been reached, and the way on. */
    rest(focused = false) {
      /** The one that is under way on this page. @type {UnderWay | null} */
      this.attempt = null;
      this.shown = saved();
      this.rules.hidden = false;
      this.live.before(this.ways);
      const tried = cw.path.attempts();
      const under = underWay();
      const said = tried.map(({ n, score, total, passed }) => {
        const verdict = text(passed ? "You have passed." : "This is below the pass mark.");
        return make("p", { className: passed ? "cw-passed" : "" }, text("Attempt {n}: {score} of {total} points.", { n, score, total }), " ", verdict);
      });
      const n = this.next();
      /** @type {HTMLElement[]} */
      const parts = [make("div", { className: "cw-tried", tabIndex: -1 }, ...said)];
      if (under || tried.length < this.most) {
        const words = under ? "Go on with attempt {n}" : n === 1 ? "Start the final assessment" : "Start attempt {n}";
        parts.push(...this.changes(under));
        parts.push(cw.button(text(words, { n }), () => this.start(), !under && tried.some(({ passed }) => passed) ? QUIET : LOUD));
      } else if (!tried.some(({ passed }) => passed)) {
        parts.push(make("p", {}, text("No attempts are left. Talk it over with your instructor, or clear your data and begin again.")));
      }
      if (!store().lasting) parts.push(make("p", { className: "cw-notice" }, text("Saved answers can’t be used here: they last until you leave the page.")));
      const last = tried.at(-1);
      if (last && !under) {
        const heading = "h" + this.dataset.level;
        const [, ...next] = parts;
        const [card, ...rest] = cw.result.shown(this, said, last, heading);
        parts.splice(0, parts.length, card, this.ways, ...rest, ...this.told(last), ...(tried.length < this.most ? cw.result.before(this) : []), ...next, cw.result.folded(this.rules));
        this.rules.hidden = true;
      }
      this.ways.hidden = Boolean(under) || !tried.some(({ passed }) => passed); // below the pass mark, another attempt comes first
      this.live.replaceChildren(...parts);
      cw.path.lead(this.ways);
      for (const item of this.live.querySelectorAll("cw-item")) if (!item.settled) item.replaceWith(this.changed());
      if (focused) parts[0].focus();
    }

    /** The number of the next attempt: no earlier one has it, and `sound.js` takes it. */
    next() {
      const taken = cw.path.attempts().map(({ n }) => n);
      let n = (taken.at(-1) ?? 0) % 9999;
      do n++;
      while (taken.includes(n));
      return n;
    }

    changed() {
      return make("p", {}, text("This question has changed since."));
    }

    /** Each question of a finished attempt, with verdict, reasons and links to the lessons. @param {Attempt} tried */
    told(tried) {
      const level = Math.min(+this.dataset.level + 1, 6);
      const rows = (tried.slots ?? []).map((one, at) => {
        const html = this.html(one);
        const heading = make("h" + level, { className: "cw-number" }, text("Question {n}", { n: at + 1 }));
        const item = html && telling(html, one.response);
        if (item) item.querySelector("form").prepend(heading);
        return make("li", {}, ...(item ? [item] : [heading, this.changed()]));
      });
      return [make("h" + this.dataset.level, {}, text("The questions, with reasons")), make("ol", { className: "cw-told" }, ...rows)];
    }

    /** What edits of the banks have left of an attempt under way, in words. @param {State} under */
    changes(under) {
      const n = under?.slots ? lost(under.slots, this.mended(under)) : 0;
      const why = "Answers left out, because their questions have been changed or removed since: {n}. All others are kept.";
      return n ? [make("p", { className: "cw-notice" }, text(why, { n }))] : [];
    }

    /** @param {State} under */
    mended(under) {
      return mended(renamed(under.slots, this.banks), this.banks, under.seed >>> 0);
    }

    start() {
      const under = underWay();
      const seed = under?.seed >>> 0 || crypto.getRandomValues(new Uint32Array(1))[0];
      const slots = under?.slots ? this.mended(under) : draw(this.banks, seed);
      this.attempt = { seed, slots, at: 0 };
      this.ask(this.attempt, under?.at >>> 0);
    }

    /** The attempt that this tab is in, with what another one has answered; null where it has ended. */
    join() {
      const under = underWay();
      const { attempt } = this;
      const same = attempt && under?.seed === attempt.seed && under.slots?.length === attempt.slots.length;
      if (!same || !under.slots.every((/** @type {Slot} */ one) => this.html(one))) return null;
      attempt.slots = under.slots;
      return attempt;
    }

    /** Goes along with what is saved now. @param {boolean} [gone] */
    follow(gone) {
      if (!gone && !this.attempt && this.shown === saved()) return void cw.path.lead(this.ways);
      if (gone || !this.attempt) return this.rest();
      const attempt = this.join();
      if (!attempt) return this.rest(this.live.contains(document.activeElement));
      cw.result.mark(this.strip, attempt.slots, attempt.at);
      const { response } = attempt.slots[attempt.at];
      if (JSON.stringify(response) === this.said) return;
      this.said = JSON.stringify(response);
      this.item.kind?.show(this.item, response ?? []);
    }

    /** Shows one question; the focus goes to its number. @param {UnderWay} attempt @param {number} at */
    ask(attempt, at) {
      const { slots } = attempt;
      this.rules.hidden = true; // a phone's screen is for the question
      this.ways.hidden = true;
      this.live.before(this.ways);
      const now = (attempt.at = Math.min(Math.max(at, 0), slots.length - 1));
      this.said = JSON.stringify(slots[now].response);
      this.save();
      /** @type {Item} */
      this.item = asking(this.html(slots[now]), slots[now].response);
      /** @type {number} */
      this.since = Date.now();
      const heading = make("h" + this.dataset.level, { tabIndex: -1 }, text("Question {n} of {total}", { n: now + 1, total: slots.length }));
      const moves = make("div", { className: "cw-moves" });
      if (now > 0) moves.append(cw.button(text("Back"), () => this.go(now - 1), QUIET));
      moves.append(cw.button(text(now + 1 < slots.length ? "Next" : "Hand in"), () => this.go(now + 1)));
      /** @type {HTMLElement} */
      this.prompt = make("p", { className: "cw-prompt" });
      this.prompt.setAttribute("role", "status");
      /** @type {HTMLElement} */
      this.strip = cw.result.strip(slots.length, (to) => this.go(to));
      cw.result.mark(this.strip, slots, now);
      this.live.replaceChildren(heading, this.item, this.prompt, moves, this.strip);
      bring(heading, this.live, heading);
    }

    /** Keeps the response as it stands, beside what other tabs have kept; the same one asked again gets it back. */
    keep() {
      if (!this.attempt || !this.item?.kind) return;
      const attempt = this.join();
      if (!attempt) return this.rest(true); // another tab has handed it in
      const response = this.item.kind.response(this.item);
      const one = attempt.slots[attempt.at];
      answer(one, response.length && this.item.kind.complete(response, this.item) ? response : undefined);
      this.said = JSON.stringify(one.response);
      this.save();
      cw.result.mark(this.strip, attempt.slots, attempt.at);
      if (this.prompt.textContent) this.lack(attempt.slots);
    }

    save() {
      store().put(["final", "current", this.attempt]);
    }

    /** To a question, or past the last one to the end. @param {number} to */
    go(to) {
      if (!this.join()) return this.rest(true);
      this.keep();
      const { attempt } = this;
      if (!attempt) return; // handed in elsewhere, that very moment
      const { slots, at } = attempt;
      const now = Date.now();
      slots[at].latency = (slots[at].latency ?? 0) + now - this.since;
      this.since = now;
      if (to < slots.length) return this.ask(attempt, to);
      if (!this.lack(slots).length) this.handIn(attempt);
    }

    /** Says which questions have no answer, if there are any; returns their places. @param {Slot[]} slots */
    lack(slots) {
      const empty = slots.flatMap((one, at) => (one.response ? [] : [at]));
      if (this.prompt.dataset.empty === empty.join()) return empty; // it isn't said twice
      this.prompt.dataset.empty = empty.join();
      this.prompt.replaceChildren(...(empty.length ? cw.result.lacking(empty, slots.length, (to) => this.go(to)) : []));
      return empty;
    }

    /** Marks the attempt, saves it, and only then shows it. @param {UnderWay} attempt */
    handIn({ seed, slots }) {
      const marked = make("div", { hidden: true }, ...slots.map((one) => telling(this.html(one), one.response)));
      this.append(marked);
      const items = [...marked.querySelectorAll("cw-item")];
      for (const [at, one] of slots.entries()) one.score = items[at].score ?? 0; // a host tells its platform
      const score = Math.round(items.reduce((sum, item) => sum + (item.score ?? 0), 0) * 100) / 100;
      marked.remove();
      const total = slots.length;
      const passed = score / total >= Number(this.dataset.pass) / 100 - 1e-9;
      const tried = { seed, slots, score, total, passed, at: Date.now() };
      store().put(["final", String(this.next()), tried], ["final", "current", null]);
      cw.announce("scored", { scored: "final", score: score / total, passed });
      this.rest(true);
    }
  }

  customElements.define("cw-final", Final);
});
