/* How far the learner has come, step by step. The page lists every step. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-progress")) return;

  const { text } = cw;

  class Progress extends cw.Shown {
    connectedCallback() {
      if (!this.folded) for (const part of this.querySelectorAll(".cw-part")) part.open = false;
      this.folded = true; // what a learner has opened since stays open
      super.connectedCallback();
    }

    show() {
      cw.path.lead(this);
      for (const part of this.querySelectorAll(".cw-part:has([data-step])")) {
        const [done, all] = tally(part.querySelectorAll("[data-step]"));
        part.classList.toggle("cw-done", done === all);
        part.querySelector(".cw-count").textContent = text("{done} of {all}", { done, all });
      }
      const [done, all] = tally(this.querySelectorAll("[data-needed]"));
      this.querySelector(".cw-sum").textContent = all ? text("{done} of {all} steps of the core are done.", { done, all }) : "";
      const bar = this.querySelector(".cw-bar");
      bar.hidden = !all;
      Object.assign(bar, { max: all || 1, value: done });
    }
  }

  /** How many rows are done, and how many there are. @param {Iterable<HTMLElement>} rows */
  function tally(rows) {
    const all = [...rows];
    return [all.filter((row) => row.classList.contains("cw-done")).length, all.length];
  }

  customElements.define("cw-progress", Progress);
});
