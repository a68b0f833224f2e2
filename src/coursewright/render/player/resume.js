/* A lesson in another site's page: what is answered there stays there, or nowhere. Here a learner takes it along, as an
   address that holds it, and brings it back. `frame.js` loads this where it is needed. */
(window.coursewrightQueue ??= []).push((/** @type {Sounding} */ cw) => {
  "use strict";
  const { make, text, store, button } = cw;
  const codec = window.coursewrightCodec;
  const MARK = "#resume=";
  const MOST = 200000; // characters; a lesson's line has some hundred
  const PARTS = ["items", "scenarios", "lessons", "review"];

  /** @param {ParentNode} root @param {string} selector @param {(part: Part) => string} id */
  const ids = (root, selector, id) => [...new Set([...root.querySelectorAll(selector)].map(id).filter(Boolean))].sort();
  const items = () => [...document.querySelectorAll("cw-item:not([data-unscored])")].filter((item) => !item.closest(".cw-path")); // but for an assessment's

  /** What the page asks, as the codec has to know it. @returns {CodedCourse} */
  function facts() {
    /** @type {CodedCourse} */
    const found = { items: {}, lessons: {}, scenarios: {} };
    for (const item of items()) {
      const { item: id, kind, revision } = item.dataset;
      const steps = ids(item, ".cw-step", (step) => step.dataset.choice);
      const choices = [...steps, ...ids(item, ".cw-choice > input, .cw-pair option", ({ value }) => value)];
      const pairs = ids(item, ".cw-pair select", (box) => box.dataset.pair);
      found.items[id] = { digest: codec.digest("item", id, revision), revision, kind, choices, pairs };
    }
    for (const scenario of document.querySelectorAll("cw-scenario")) {
      const { scenario: id, revision, changes } = scenario.dataset;
      const scenes = [...scenario.querySelectorAll(".cw-book .cw-scene")];
      found.scenarios[id] = {
        digest: codec.digest("scenario", id) + codec.digest("revision", revision),
        revision,
        first: scenes[0].dataset.scene,
        changes: Object.keys(JSON.parse(changes ?? "{}")).sort(),
        scenes: Object.fromEntries(scenes.map((scene) => [scene.dataset.scene, sceneOf(scene)])),
      };
    }
    const lesson = cw.page()?.dataset.lesson;
    if (lesson) found.lessons[lesson] = codec.digest("lesson", lesson);
    return found;
  }

  /** @param {Part} scene */
  function sceneOf(scene) {
    const options = [...scene.querySelectorAll(":scope > .cw-options > li")].map(({ dataset: { option, to } }) => [
      option,
      { digest: codec.digest("option", option), to },
    ]);
    return { digest: codec.digest("scene", scene.dataset.scene), options: Object.fromEntries(options) };
  }

  /* ---- taking along ------------------------------------------------------------------------------------------- */

  /** The lesson's own address, with what has been answered in it. */
  function address() {
    const state = Object.fromEntries(PARTS.map((part) => [part, store().part(part)]));
    state.items = Object.fromEntries(items().map((item) => [item.dataset.item, item.entry?.()])); // under a former id, too
    const here = new URL(location.href);
    here.search = "";
    here.hash = "";
    const line = codec.encode(state, facts()).text ?? "";
    return here.href + MARK + line.replace(/[%'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  }

  /* ---- bringing back ------------------------------------------------------------------------------------------ */

  /** The line that an address, or the end of one, holds. @param {string} given */
  function lineOf(given) {
    try {
      return decodeURIComponent(given.split(MARK).at(-1) ?? "");
    } catch {
      return "";
    }
  }

  /** What of an entry a learner has done: not when, nor what follows from it. @param {string} part @param {State} entry */
  const done = (part, { revision, response, path, complete }) => cw.plain(part === "items" ? [revision, response] : [path, complete]);

  /** Every entry of a state that can be used; counts of a lesson and dates of reviews only where there are none.
      @param {State} state @returns {{ fresh: Change[], other: Change[], known: number }} */
  function sorted(state) {
    /** @type {Change[]} */
    const fresh = [];
    /** @type {Change[]} */
    const other = [];
    let known = 0;
    for (const part of PARTS) {
      for (const [id, value] of Object.entries(state[part] ?? {})) {
        const entry = cw.sound(part, id, value);
        const mine = part === "items" ? items().find((item) => item.dataset.item === id)?.entry?.() : store().get(part, id);
        if (!entry) continue;
        known++;
        if (!mine) fresh.push([part, id, entry]);
        else if (part === "lessons" && entry.done && !mine.done) fresh.push([part, id, { ...mine, done: true }]);
        else if (["items", "scenarios"].includes(part) && done(part, mine) !== done(part, entry)) other.push([part, id, entry]);
      }
    }
    return { fresh, other, known };
  }

  class Panel {
    constructor() {
      this.kept = make("input", { id: "cw-resume-kept", autocomplete: "off", spellcheck: false });
      this.asked = make("div", { hidden: true });
      this.said = make("p", { className: "cw-said" });
      this.said.setAttribute("role", "status");
      this.given = make("input", { id: "cw-resume-address", readOnly: true });
      this.out = make("a", { target: "_blank", rel: "noopener" }, text("Go on in a window of its own"));
      this.element = make(
        "details",
        { className: "cw-resume" },
        make("summary", {}, text("Go on elsewhere with your answers")),
        ...(window.parent !== window || !store().lasting ? this.giving() : []),
        this.row("Address that you have kept", this.kept, "Bring the answers back", () => this.read()),
        this.asked,
        this.said,
      );
      this.kept.addEventListener("keydown", (event) => event.key === "Enter" && this.read());
      this.element.addEventListener("toggle", () => this.write());
    }

    /** @param {string} label @param {HTMLInputElement} field @param {string} does @param {() => void} press */
    row(label, field, does, press) {
      return make("p", {}, make("label", { htmlFor: field.id }, text(label)), make("span", {}, field, button(text(does), press)));
    }

    giving() {
      const why =
        "What you answer here may stay in this page alone. The address below holds your answers to this lesson: open it to " +
        "go on with the course, or bring it back here another time. Whoever has it can read your answers.";
      return [make("p", {}, text(why)), this.row("Address with your answers", this.given, "Copy", () => this.copy()), make("p", {}, this.out)];
    }

    /** Puts the address as it is now, where somebody looks at it. */
    write() {
      if (this.element.open) this.given.value = this.out.href = address();
    }

    copy() {
      this.given.select();
      navigator.clipboard?.writeText(this.given.value).then(
        () => this.say("Copied"),
        () => {}, // it is selected: Ctrl+C copies it
      );
    }

    /** @param {string} words @param {Record<string, number>} [values] */
    say(words, values) {
      this.asked.hidden = true;
      this.said.textContent = words && text(words, values);
    }

    /** Looks at what was brought, as at any text from elsewhere: nothing is taken that isn't asked on this page. */
    read() {
      const line = lineOf(this.kept.value.trim());
      const found = line.length <= MOST ? codec.decode(line, facts()) : null;
      if (!found) return this.say("This address isn’t readable. Nothing was changed.");
      const { fresh, other, known } = sorted(found.state);
      if (!known) return this.say("Nothing in this address belongs to this lesson. Nothing was changed.");
      if (other.length) this.ask(found.state, fresh, other);
      else if (fresh.length) this.take(fresh);
      else this.say("Nothing in this address is new.");
    }

    /** What is here is never replaced without asking; and once it is asked, what is here by then counts.
        @param {State} state @param {Change[]} fresh @param {Change[]} other */
    ask(state, fresh, other) {
      this.say("");
      const settle = (/** @type {(now: ReturnType<typeof sorted>) => void} */ act) => () => {
        act(sorted(state));
        this.kept.focus();
      };
      this.asked.replaceChildren(
        make("p", {}, text("New in the address: {new}. Different from what is here: {other}.", { new: fresh.length, other: other.length })),
        button(text("Keep mine, add the rest"), settle((now) => this.take(now.fresh))),
        button(text("Take those of the address"), settle((now) => this.take([...now.fresh, ...now.other]))),
        button(text("Cancel"), settle(() => this.say("Nothing was changed."))),
      );
      this.asked.hidden = false;
      this.asked.querySelector("button")?.focus();
    }

    /** @param {Change[]} changes */
    take(changes) {
      store().put(...changes); // in memory where nothing else is to be had, and the page says so
      cw.announce("restored", {});
      this.say("Done. Taken from the address: {n}.", { n: changes.length });
    }
  }

  const beside = document.currentScript?.src ?? "";
  /** @type {Panel} */
  let panel;

  /** Puts the panel behind the page's items, if it has any; a page that came without a load gets it anew. */
  cw.resume = () => {
    const asked = facts();
    const brought = location.hash.startsWith(MARK) ? location.hash : "";
    if (!panel?.element.isConnected) {
      if (!Object.keys({ ...asked.items, ...asked.scenarios }).length) return;
      if (!panel) document.head.append(make("link", { rel: "stylesheet", href: new URL("resume.css", beside).href }));
      panel = new Panel();
      cw.page()?.after(panel.element);
    }
    if (brought) {
      history.replaceState(history.state, "", location.pathname + location.search); // once; and nobody copies it unawares
      panel.element.open = true;
      panel.kept.value = brought;
      panel.kept.focus();
      panel.element.scrollIntoView({ block: "nearest" });
    }
    panel.write();
  };
  cw.resume();
});
