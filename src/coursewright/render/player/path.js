/* How far a learner has come, and the certificate at the end. The page lists every step; a script only marks them. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-progress")) return;

  const { store, text } = cw;

  /** Attempts at the final assessment that were handed in, in their order. */
  function attempts() {
    const numbered = Object.entries(store().part("final")).filter(([id]) => id !== "current");
    return numbered.map(([id, tried]) => ({ ...tried, n: +id })).sort((one, other) => one.n - other.n);
  }

  const best = () => attempts().reduce((most, tried) => (most && most.score >= tried.score ? most : tried), null);

  /** What of a lesson is answered, as its page will count it: by the answers that are saved to its items as they stand now.
      @param {string} id @param {string} items @returns {State} */
  function counted(id, items) {
    const known = store().get("lessons", id);
    const saved = store().part("items");
    const asked = items.split(" ").map((item) => item.split(","));
    const answers = asked
      .map(([revision, ...ids]) => ids.map((one) => Object.hasOwn(saved, one) && saved[one]).find((one) => one && one.revision === revision))
      .filter(Boolean);
    const [answered, total] = [answers.length, asked.length];
    const scored = answers.every((one) => "score" in one); // as answers are not that an early version saved
    const right = scored ? answers.filter(({ score }) => score === 1).length : Math.min(known?.right ?? 0, answered);
    return { answered, right, total, done: known?.done === true || answered === total };
  }

  /** What is saved of a step: whether it is done, and a few words. */
  /** @type {Record<string, (id: string, items: string) => { done: boolean, said: string }>} */
  const STEPS = {
    lesson(id, items) {
      const { answered, right, total, done } = note(id, counted(id, items));
      if (!answered) return { done, said: done ? text("done") : "" };
      return { done, said: done ? text("{right} of {total} right", { right, total }) : text("{answered} of {total} answered", { answered, total }) };
    },
    scenario(id) {
      const saved = store().get("scenarios", id);
      return { done: saved?.complete === true || saved?.skipped === true, said: "" }; // a skip costs nothing
    },
    final() {
      const most = best();
      const said = most ? text("best: {score} of {total}", { score: most.score, total: most.total }) : "";
      return { done: attempts().some((tried) => tried.passed === true), said };
    },
  };

  /** Keeps it that a lesson is done where that is seen first here: such as when the author has removed the rest of it.
      @param {string} id @param {State} counts */
  function note(id, counts) {
    const known = store().get("lessons", id);
    if (counts.done && !known?.done) {
      store().put(["lessons", id, { ...known, ...counts }]);
      cw.announce("completed", { lesson: id });
    }
    return counts;
  }

  /** @param {HTMLElement} row */
  const state = (row) => STEPS[row.dataset.step](row.dataset.id, row.dataset.items);

  /** When the course was completed, noted as soon as it is seen; null before that. What is complete stays complete.
      @param {HTMLElement} root */
  function completed(root) {
    const known = store().get("course", "complete");
    if (known) return known.at;
    const needed = [...root.querySelectorAll("[data-needed]")];
    if (!needed.length || !needed.every((row) => state(row).done)) return null;
    const at = Date.now();
    store().put(["course", "complete", { at }]);
    cw.announce("completed", { course: store().course });
    return at;
  }

  /** Marks every step below an element; returns when the course was completed. @param {HTMLElement} root */
  function mark(root) {
    for (const row of root.querySelectorAll("[data-step]")) {
      const { done, said } = state(row);
      row.classList.toggle("cw-done", done);
      const words = [done ? text("done") : said ? "" : text("not yet"), said].filter((word, at, all) => word && all.indexOf(word) === at);
      row.querySelector(".cw-state").textContent = words.join(", ");
    }
    const at = completed(root);
    for (const part of root.querySelectorAll(".cw-when-done")) part.hidden = !at;
    return at;
  }

  cw.path = { attempts, mark, counted };

  /** Shows itself again when saved state changes: here, by an import, or in another tab. */
  class Shown extends HTMLElement {
    /** What each says of itself; all it said may be `gone`. @param {boolean} [_gone] */
    show(_gone) {}

    connectedCallback() {
      /** @param {{ detail: { gone?: boolean } }} event */
      this.again = ({ detail }) => this.show(detail.gone);
      document.addEventListener("coursewright:restored", this.again);
      this.show();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }
  }

  cw.Shown = Shown;

  class Progress extends Shown {
    show() {
      mark(this);
      for (const section of this.querySelectorAll("section")) {
        const steps = [...section.querySelectorAll("[data-step]")];
        const done = steps.filter((row) => row.classList.contains("cw-done")).length;
        section.querySelector(".cw-count").textContent = text("{done} of {all}", { done, all: steps.length });
      }
      const needed = [...this.querySelectorAll("[data-needed]")];
      const done = needed.filter((row) => row.classList.contains("cw-done")).length;
      const said = text("{done} of {all} steps of the core are done.", { done, all: needed.length });
      this.querySelector(".cw-sum").textContent = needed.length ? said : "";
    }
  }

  class Certificate extends Shown {
    /** @param {boolean} gone */
    show(gone) {
      const at = mark(this);
      this.querySelector(".cw-missing").hidden = Boolean(at);
      const award = this.querySelector(".cw-award");
      award.hidden = !at;
      const long = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long" });
      const name = award.querySelector("[data-do=name]");
      const fill = (/** @type {string} */ field, /** @type {string} */ said) => (award.querySelector(`[data-fill=${field}]`).textContent = said);
      fill("date", at ? long.format(at) : "");
      const known = () => store().get("learner", "name")?.text ?? "";
      if (gone || document.activeElement !== name) name.value = known();
      fill("name", name.value);
      name.oninput = () => fill("name", name.value);
      name.onchange = () => {
        const text = name.value.trim();
        if (text !== known()) store().put(["learner", "name", text ? { text } : null]);
      };
      award.querySelector("[data-do=print]").onclick = () => print();
    }
  }

  customElements.define("cw-progress", Progress);
  customElements.define("cw-certificate", Certificate);
});
