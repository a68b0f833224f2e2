/* The final assessment: drawn by stratum from a seed, answered without a word about right or wrong, told at the end. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-final")) return;

  const { store, text, make, bring } = cw;
  const [LOUD, QUIET] = ["cw-press", "cw-press cw-plain"];

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  /** Numbers from 0 up to 1, the same for the same seed (mulberry32). @param {number} seed */
  function numbers(seed) {
    return () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** @template One @param {One[]} list @param {() => number} next @returns {One[]} */
  function shuffled(list, next) {
    const rest = [...list];
    return list.map(() => rest.splice(Math.floor(next() * rest.length), 1)[0]);
  }

  /** @param {DrawnBank} bank @param {BankItem} item */
  const slot = (bank, item) => ({ bank: bank.name, id: item.id, revision: item.revision });

  /** Draws an attempt: from each bank as many items as it says, none twice, all in one mixed order.
      @param {DrawnBank[]} banks @param {number} seed */
  function draw(banks, seed) {
    const next = numbers(seed);
    return shuffled(banks.flatMap((bank) => shuffled(bank.items, next).slice(0, bank.draw).map((item) => slot(bank, item))), next);
  }

  /** An attempt as the banks stand now: what was removed or edited since is drawn anew from the same bank.
      @param {Slot[]} slots @param {DrawnBank[]} banks @param {number} seed */
  function mended(slots, banks, seed) {
    const next = numbers(seed + slots.length);
    /** @type {Slot[]} */
    const found = [];
    /** @param {DrawnBank} bank @param {Slot} one */
    const stands = (bank, one) => bank.items.some((item) => item.id === one.id && item.revision === one.revision);
    for (const bank of banks) {
      const own = slots.filter((one) => one.bank === bank.name);
      const kept = own.filter((one, at) => stands(bank, one) && own.findIndex((same) => same.id === one.id) === at);
      kept.splice(bank.draw);
      const free = shuffled(bank.items.filter((item) => !kept.some((one) => one.id === item.id)), next);
      /** @param {Item} item */
      const known = (/** @type {BankItem} */ item) => own.some((one) => one.id === item.id); // an edited item comes last: it has been seen
      free.sort((one, other) => Number(known(one)) - Number(known(other)));
      found.push(...kept, ...free.slice(0, bank.draw - kept.length).map((item) => slot(bank, item)));
    }
    const holes = found.filter((one) => !slots.includes(one));
    const placed = slots.map((one) => (found.includes(one) ? one : holes.shift())).filter(Boolean);
    return [...placed, ...holes];
  }

  cw.final = { draw, mended };

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
      const { item, revision } = element(html).dataset;
      return { id: item, revision, html };
    });
    return { name: node.dataset.bank, draw: +node.dataset.draw, items };
  }

  const KEYS = { key: "", accept: "[]", answers: "{}", value: "", tolerance: "" }; // empty, as a control knows itself by it

  /** The form with what it was answered, and without the aids that practice has.
      @param {string} html @param {Given} response */
  function form(html, response) {
    const item = document.importNode(element(html), true);
    delete item.dataset.certainty;
    for (const aid of item.querySelectorAll(".cw-hints, .cw-sure, .cw-number")) aid.remove();
    if (response) item.dataset.response = JSON.stringify(response);
    return item;
  }

  /** A form that asks and says nothing: neither key nor reasons are in the page.
      @param {string} html @param {Given} response */
  function asking(html, response) {
    const item = form(html, response);
    for (const part of [item, ...item.querySelectorAll("*")]) {
      for (const [name, empty] of Object.entries(KEYS)) if (name in part.dataset) part.dataset[name] = empty;
    }
    item.querySelector(".cw-answer").replaceChildren();
    item.dataset.held = "";
    return item;
  }

  /** The same form with its verdict and all reasons. @param {string} html @param {Given} response */
  function telling(html, response) {
    const item = form(html, response);
    item.dataset.once = "";
    return item;
  }

  /* ---- the assessment --------------------------------------------------------------------------------------- */

  class Final extends HTMLElement {
    connectedCallback() {
      this.banks = [...this.querySelectorAll("cw-bank")].map(readBank);
      this.live = this.querySelector(".cw-live");
      this.most = +this.dataset.attempts || Infinity;
      /** @param {{ detail: { gone?: boolean } }} event */
      this.again = ({ detail }) => (this.attempt && !detail.gone) || this.rest();
      document.addEventListener("coursewright:restored", this.again);
      this.addEventListener("coursewright:entered", () => this.move(1));
      for (const event of ["input", "click"]) this.addEventListener(event, () => this.keep());
      this.live.hidden = false;
      this.rules = this.querySelector(".cw-rules");
      this.rest();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }

    /** @param {Slot} one */
    html(one) {
      const bank = this.banks.find((bank) => bank.name === one.bank);
      return bank?.items.find((/** @type {BankItem} */ item) => item.id === one.id && item.revision === one.revision)?.html;
    }

    /** Between attempts: what has been reached, and the way on. */
    rest(focused = false) {
      /** @type {{ seed: number, slots: Slot[], at: number }} */
      this.attempt = null;
      this.rules.hidden = false;
      cw.path.mark(this);
      const tried = cw.path.attempts();
      const under = store().get("final", "current");
      const said = tried.map(({ n, score, total, passed }) => {
        const verdict = text(passed ? "You have passed." : "This is below the pass mark.");
        return make("p", { className: passed ? "cw-passed" : "" }, text("Attempt {n}: {score} of {total} points.", { n, score, total }), " ", verdict);
      });
      const n = this.next();
      /** @type {HTMLElement[]} */
      const parts = [make("div", { className: "cw-tried", tabIndex: -1 }, ...said)];
      if (under || tried.length < this.most) {
        const words = under ? "Go on with attempt {n}" : n === 1 ? "Start the final assessment" : "Start attempt {n}";
        parts.push(cw.button(text(words, { n }), () => this.start(), !under && tried.some(({ passed }) => passed) ? QUIET : LOUD));
      } else if (!tried.some(({ passed }) => passed)) {
        parts.push(make("p", {}, text("No attempts are left. Talk it over with your instructor, or clear your data and begin again.")));
      }
      if (!store().lasting) parts.push(make("p", { className: "cw-notice" }, text("Saved answers can’t be used here: they last until you leave the page.")));
      if (tried.length && !under) {
        const heading = "h" + this.dataset.level;
        const [, ...next] = parts;
        parts.splice(0, parts.length, ...cw.result.shown(this, said, tried.at(-1), heading), ...this.told(tried.at(-1)), ...next, cw.result.folded(this.rules));
        this.rules.hidden = true;
      }
      this.live.replaceChildren(...parts);
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

    start() {
      const under = store().get("final", "current");
      const seed = under?.seed >>> 0 || crypto.getRandomValues(new Uint32Array(1))[0];
      const slots = under?.slots ? mended(under.slots, this.banks, seed) : draw(this.banks, seed);
      this.attempt = { seed, slots, at: 0 };
      this.ask(under?.at >>> 0);
    }

    /** Shows one question; the focus goes to its number. @param {number} at */
    ask(at) {
      const { slots } = this.attempt;
      this.rules.hidden = true; // a phone's screen is for the question
      this.attempt.at = Math.min(Math.max(at, 0), slots.length - 1);
      this.save();
      const now = this.attempt.at;
      this.item = asking(this.html(slots[now]), slots[now].response);
      this.since = Date.now();
      const heading = make("h" + this.dataset.level, { tabIndex: -1 }, text("Question {n} of {total}", { n: now + 1, total: slots.length }));
      const moves = make("div", { className: "cw-moves" });
      if (now > 0) moves.append(cw.button(text("Back"), () => this.move(-1), QUIET));
      moves.append(cw.button(text(now + 1 < slots.length ? "Next" : "Hand in"), () => this.move(1)));
      this.prompt = make("p", { className: "cw-prompt" });
      this.prompt.setAttribute("role", "status");
      this.strip = cw.result.strip(slots.length, (to) => this.go(to));
      cw.result.mark(this.strip, slots, now);
      this.live.replaceChildren(heading, this.item, this.prompt, moves, this.strip);
      bring(heading, this.live, heading);
    }

    /** Keeps the response as it stands; the same one asked again gets it back. */
    keep() {
      if (!this.attempt || !this.item?.kind) return;
      const response = this.item.kind.response(this.item);
      const one = this.attempt.slots[this.attempt.at];
      if (response.length && this.item.kind.complete(response, this.item)) one.response = response;
      else delete one.response;
      this.save();
      cw.result.mark(this.strip, this.attempt.slots, this.attempt.at);
      if (this.prompt.textContent) this.lack();
    }

    save() {
      store().put(["final", "current", this.attempt]);
    }

    /** @param {number} by */
    move(by) {
      this.go(this.attempt.at + by);
    }

    /** To a question, or past the last one to the end. @param {number} to */
    go(to) {
      this.keep();
      const { slots, at } = this.attempt;
      const now = Date.now();
      slots[at].latency = (slots[at].latency ?? 0) + now - this.since;
      this.since = now;
      if (to < slots.length) return this.ask(to);
      if (!this.lack().length) this.handIn();
    }

    /** Says which questions have no answer, if there are any; returns their places. */
    lack() {
      const { slots } = this.attempt;
      const empty = slots.flatMap((one, at) => (one.response ? [] : [at]));
      if (this.prompt.dataset.empty === empty.join()) return empty; // it isn't said twice
      this.prompt.dataset.empty = empty.join();
      this.prompt.replaceChildren(...(empty.length ? cw.result.lacking(empty, slots.length, (to) => this.go(to)) : []));
      return empty;
    }

    /** Marks the attempt, saves it, and only then shows it. */
    handIn() {
      const { seed, slots } = this.attempt;
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
