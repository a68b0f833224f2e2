/* Scenarios: makes a stage of a gamebook, where one scene is played at a time. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-scenario")) return; // instant navigation runs the page's script again

  const { store, text, make, bare, bring } = cw;
  /** @param {string} said @param {() => void} press */
  const button = (said, press, kind = "cw-quiet") => cw.button(said, press, kind);
  const COMPLETE = ["protected", "repaired"];
  const isText = (/** @type {Unknown} */ value) => typeof value === "string";
  const isStep = (/** @type {Unknown} */ value) => Array.isArray(value) && value.length === 2 && value.every(isText);
  const texts = (/** @type {Unknown} */ value) => (Array.isArray(value) ? value.filter(isText) : []);

  /** A copy of what an element holds, without ids. @param {HTMLElement | null} node */
  const inside = (node) => (node ? [...bare(node).childNodes] : []);

  class Scenario extends HTMLElement {
    /** @type {Again} */ again;
    /** @type {HTMLElement} */ stage;
    backwards = () => button(text("Back one step"), () => this.back());
    saved = () => JSON.stringify(store().get("scenarios", this.name));

    connectedCallback() {
      this.again ??= ({ detail }) => this.reopen(detail);
      document.addEventListener("coursewright:restored", this.again);
      if (this.stage) return;
      /** @type {string} */ this.name = this.dataset.scenario;
      this.changes = JSON.parse(this.dataset.changes ?? "{}");
      /** @type {Part} */ this.note = this.querySelector(".cw-note");
      /** @type {Part} */ this.book = this.querySelector(".cw-book");
      const scenes = [...this.book.querySelectorAll(".cw-scene")];
      /** @type {Map<string, Part>} */ this.scenes = new Map(scenes.map((scene) => [scene.dataset.scene, scene]));
      /** @type {Part} */ this.first = scenes[0];
      /** @type {string[]} */ this.endings = scenes.filter((scene) => scene.dataset.ending).map((scene) => scene.dataset.scene);
      this.stage = make("div", { className: "cw-stage" });
      this.note.hidden = this.book.hidden = true; // print shows them all the same
      this.book.before(this.stage);
      this.restore();
      this.opening();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }

    /** Another state has come, such as a host's: what was played before it came is not its learner's. What another `tab`
        plays interrupts nobody here: `save` puts it together. @param {Restored} now */
    reopen({ tab }) {
      if (tab && (!this.opened || this.known === this.saved())) return;
      this.restore();
      this.opening(this.stage.contains(document.activeElement));
    }

    /* ---- what is remembered ------------------------------------------------------------------------------- */

    /** Takes from the saved state what it makes sense of; the rest is as if it had never been. */
    restore() {
      /** @type {string} */ this.known = this.saved();
      const saved = JSON.parse(this.known) ?? {};
      const steps = Array.isArray(saved.path) ? saved.path : [];
      const wrong = steps.findIndex((/** @type {Unknown} */ step) => !isStep(step));
      this.path = wrong < 0 ? steps : steps.slice(0, wrong);
      this.change = Object.hasOwn(this.changes, saved.change) ? saved.change : null;
      /** @type {string[]} */ this.found = texts(saved.found);
      this.complete = saved.complete === true;
      this.skipped = saved.skipped === true;
      this.told = saved.told !== false;
      const kept = this.walk().steps.length;
      this.edited = isText(saved.revision) && saved.revision !== this.dataset.revision && kept < steps.length;
      if (kept < this.path.length) this.told = true;
      this.path.length = kept;
    }

    save() {
      const known = store().get("scenarios", this.name); // another tab may have come further
      this.found = [...new Set([...texts(known?.found), ...this.found])];
      this.complete ||= known?.complete === true;
      const { path, change, told, found, complete, skipped } = this;
      const state = { revision: this.dataset.revision, path, change, told, found, complete, skipped };
      store().put(["scenarios", this.name, state]);
    }

    /** Goes along the path as far as its scenes and choices still exist. */
    walk() {
      const facts = new Set(this.change === null ? [] : [this.change]);
      const steps = [];
      let scene = this.first;
      for (const [at, chosen] of this.path) {
        const open = at === scene.dataset.scene ? this.options(scene, facts) : [];
        const option = open.find((row) => row.dataset.option === chosen);
        const to = this.scenes.get(option?.dataset.to);
        if (!option || !to) break;
        steps.push({ scene, option, facts: new Set(facts) });
        for (const fact of JSON.parse(option.dataset.sets ?? "[]")) facts.add(fact);
        scene = to;
      }
      return { scene, facts, steps };
    }

    /** @param {HTMLElement} scene @param {Set<string>} facts */
    options(scene, facts) {
      return this.shown(scene, ":scope > .cw-options > li", facts).filter((row) => this.scenes.has(row.dataset.to));
    }

    /** The parts that are there with these facts.
        @param {HTMLElement} node @param {string} selector @param {Set<string>} facts */
    shown(node, selector, facts) {
      const holds = (/** @type {Part} */ { dataset }) => (!dataset.if || facts.has(dataset.if)) && !facts.has(dataset.unless);
      return [...node.querySelectorAll(selector)].filter(holds);
    }

    /* ---- the stage ---------------------------------------------------------------------------------------- */

    /** Shows a heading and what stands below it; the focus goes to the heading, so that it is read out.
        @param {(Node | string)[]} heading @param {any[]} parts */
    show(heading, parts, focus = true, opened = false) {
      this.opened = opened;
      const title = make(this.first.querySelector(".cw-scene-title").tagName, { className: "cw-scene-title", tabIndex: -1 });
      title.append(...heading);
      this.stage.replaceChildren(title, ...parts.flat().filter(Boolean));
      if (!store().lasting) {
        this.stage.append(make("p", { className: "cw-notice" }, text("Your path can’t be saved here: it lasts until you leave the page.")));
      }
      for (const part of this.stage.querySelectorAll(".cw-when")) part.remove();
      const outcome = this.stage.querySelector(".cw-outcome");
      if (outcome) {
        outcome.id = `${this.id}-outcome`;
        title.setAttribute("aria-describedby", outcome.id); // read out with the heading
      }
      if (focus) bring(title, this);
    }

    /** @param {...any} buttons */
    actions(...buttons) {
      return make("div", { className: "cw-actions" }, ...buttons.flat().filter(Boolean));
    }

    tally() {
      const found = this.endings.filter((id) => this.found.includes(id)).length;
      const words = this.complete ? "Endings found: {n} of {m}. One good one is enough." : "Endings found: {n} of {m}";
      return text(words, { n: found, m: this.endings.length });
    }

    /** The note on the content: on every visit it comes first. */
    opening(focus = false) {
      const [heading, ...rest] = /** @type {HTMLElement[]} */ (inside(this.note));
      const begun = this.path.length > 0;
      if (this.found.length) rest.push(make("p", {}, this.tally()));
      if (this.complete) rest.push(make("p", { className: "cw-done" }, text("You completed this scenario.")));
      if (this.edited) rest.push(make("p", {}, text("This scenario has changed since your last visit.")));
      const restart = () => this.restart(null);
      const buttons = begun
        ? [button(text("Go on where you were"), () => this.resume(), "cw-submit"), button(text("Start over"), restart)]
        : [button(text("Start"), restart, "cw-submit")];
      if (!this.complete) buttons.push(button(text("Skip this scenario: it counts as done"), () => this.skip()));
      this.show(inside(heading), [rest, this.actions(buttons)], focus, true);
    }

    skip() {
      const done = this.skipped || this.complete;
      this.skipped = true;
      this.save();
      if (!done) cw.announce("completed", { scenario: this.name, skipped: true }, this);
      const said = text("That is fine, and costs you nothing. You can come back at any time.");
      this.show([text("Skipped")], [make("p", {}, said), this.actions(button(text("Open it after all"), () => this.opening(true)))]);
    }

    /** @param {string | null} change */
    restart(change) {
      Object.assign(this, { path: [], change, told: true, skipped: false, edited: false });
      this.save();
      this.scene();
    }

    resume() {
      this.skipped = this.edited = false;
      if (this.told) this.scene();
      else this.outcome();
    }

    back() {
      if (!this.path.length) return this.opening(true);
      this.path.pop();
      this.told = true;
      this.save();
      this.scene();
    }

    scene() {
      const { scene, facts, steps } = this.walk();
      const { scene: id, ending: type } = scene.dataset;
      cw.announce("scene", { scenario: this.name, scene: id }, this);
      if (type) this.reach(id, type);
      const rows = this.options(scene, facts).map((row) => {
        const line = button("", () => this.choose(scene, row), "cw-line");
        line.append(...inside(row.querySelector(".cw-line")));
        return make("li", {}, line);
      });
      const own = (/** @type {string} */ names) => this.shown(scene, `:scope > :is(${names})`, facts).map((part) => bare(part));
      /** @type {any[]} */
      const parts = [own(".cw-ending"), own(".cw-passage")];
      const good = type && COMPLETE.includes(type);
      if (good) parts.push(make("p", { className: "cw-done" }, text("You completed this scenario.")));
      parts.push(own(".cw-repair"));
      if (rows.length) parts.push(make("ul", { className: "cw-options" }, ...rows));
      if (type) parts.push(this.actions(good && this.onward(), button(text("See it through the other person’s eyes"), () => this.eyes(0))));
      parts.push(own(".cw-debrief, .cw-behind"), type ? this.ended(!rows.length && !good) : this.actions(this.backwards()), this.track(steps));
      this.show(inside(scene.querySelector(".cw-scene-name")), parts);
    }

    /** The page's own way on, where it has one. */
    onward() {
      const next = document.querySelector("a[rel=next]");
      const said = next?.querySelector("span")?.textContent ?? "";
      return next?.offsetWidth ? make("a", { className: "cw-submit", href: next.href }, `${said}: ${next.textContent.trim().slice(said.length).trim()}`) : null;
    }

    /** What can be done at an ending. @param {boolean} again whether playing again is what comes next */
    ended(again) {
      const others = Object.entries(this.changes).filter(([fact]) => fact !== this.change);
      return [
        make("p", { className: "cw-tally" }, this.tally()),
        make("div", { className: "cw-actions cw-after" },
          button(text("Play again"), () => this.restart(null), again ? "cw-submit" : undefined),
          ...others.map(([fact, said]) => button(text("Change one fact: {fact}", { fact: said }), () => this.restart(fact))),
          this.backwards(),
        ),
      ];
    }

    /** The path so far, for those who want to look back. @param {Step[]} steps */
    track(steps) {
      if (!steps.length) return null;
      const rows = steps.map(({ option }) => make("li", {}, ...inside(option.querySelector(".cw-line"))));
      return make("details", { className: "cw-track" }, make("summary", {}, text("The path so far")), make("ol", {}, ...rows));
    }

    /** @param {string} id @param {string} type */
    reach(id, type) {
      const complete = COMPLETE.includes(type);
      if (!this.found.includes(id)) this.found.push(id);
      const first = complete && !this.complete;
      this.complete ||= complete;
      this.save();
      cw.announce("ending", { scenario: this.name, scene: id, ending: type, complete }, this);
      if (first) cw.announce("completed", { scenario: this.name }, this);
    }

    /** @param {HTMLElement} scene @param {HTMLElement} row */
    choose(scene, row) {
      const step = [scene.dataset.scene, row.dataset.option];
      this.path.push(step);
      this.told = false;
      this.save(); // first saved, then shown
      cw.announce("choice", { scenario: this.name, scene: step[0], option: step[1] }, this);
      this.outcome();
    }

    /** @param {Step} step @param {string} [who] */
    consequences({ option, facts }, who = "") {
      return this.shown(option, `.cw-consequence${who}`, facts).map((part) => bare(part));
    }

    /** What a choice leads to, for the other person and for the learner. */
    outcome() {
      const step = this.walk().steps.at(-1);
      const said = step ? this.consequences(step) : [];
      const go = () => {
        this.told = true;
        this.save();
        this.scene();
      };
      if (!step || !said.length) return go();
      const shown = make("div", { className: "cw-outcome" }, ...said);
      this.show(inside(step.option.querySelector(".cw-line")), [shown, this.actions(button(text("Continue"), go, "cw-submit"), this.backwards())]);
    }

    /** The same path once more, as the other person lived it. @param {number} at */
    eyes(at) {
      const { scene, facts, steps } = this.walk();
      const step = steps[at];
      const place = step ?? { scene, facts };
      const seen = this.shown(place.scene, ":scope > .cw-eye", place.facts).map((part) =>
        make("div", { className: "cw-passage" }, ...inside(part.querySelector("details")).slice(1)),
      );
      const done = button(text("Back to the debrief"), () => this.scene(), step ? "cw-quiet" : "cw-submit");
      /** @type {any[]} */
      const parts = [make("p", { className: "cw-who" }, `${text("As the other person sees it")}:`), seen];
      if (step) {
        const line = make("div", { className: "cw-passage" }, make("p", { className: "cw-who" }, `${text("You")}:`));
        line.append(make("p", {}, ...inside(step.option.querySelector(".cw-line"))));
        parts.push(line, this.consequences(step, "[data-who=other]"));
      }
      const next = step && button(text("Continue"), () => this.eyes(at + 1), "cw-submit");
      this.show(inside(place.scene.querySelector(".cw-scene-name")), [parts.flat(), this.actions(next, done)]);
    }
  }

  customElements.define("cw-scenario", Scenario);
});
