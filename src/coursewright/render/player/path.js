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

  /** What is saved of a step: whether it is done, and a few words. */
  /** @type {Record<string, (id: string, total: string, aloud: boolean) => { done: boolean, said: string }>} */
  const STEPS = {
    lesson(id, total, aloud) {
      const saved = store().get("lessons", id);
      const done = saved?.done === true;
      if (!(saved?.answered > 0)) return { done, said: done ? text("done") : "" };
      const { answered, right } = saved;
      if (done) return { done, said: text("{right} of {total} right", { right, total }) };
      const left = aloud && answered >= Number(total);
      return { done, said: left ? text("practice aloud is left") : text("{answered} of {total} answered", { answered, total }) };
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

  /** @param {HTMLElement} row */
  const state = (row) => STEPS[row.dataset.step](row.dataset.id, row.dataset.total, "aloud" in row.dataset);

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

  cw.path = { attempts, mark };

  /** Shows itself again when saved state changes: here, by an import, or in another tab. */
  class Shown extends HTMLElement {
    /** What each says of itself; all it said may be `gone`. @param {boolean} [_gone] */
    show(_gone) {}

    connectedCallback() {
      /** @param {{ detail: { gone?: boolean } }} event */
      this.again = ({ detail }) => this.show(detail?.gone);
      addEventListener("storage", this.again);
      document.addEventListener("coursewright:restored", this.again);
      this.show();
    }

    disconnectedCallback() {
      removeEventListener("storage", this.again);
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
