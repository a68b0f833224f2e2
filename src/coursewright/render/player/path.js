/* How far a learner has come. A page lists the steps that it needs; a script only marks them. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.path) return;

  const { store, text } = cw;

  /** Attempts at the final assessment that were handed in, in their order. */
  function attempts() {
    const numbered = Object.entries(store().part("final")).filter(([id]) => id !== "current");
    return numbered.map(([id, tried]) => ({ ...tried, n: +id })).sort((one, other) => one.n - other.n);
  }

  /** The best of them by its share, as a draw may have been longer once. */
  const best = () => attempts().reduce((most, tried) => (most && most.score / most.total >= tried.score / tried.total ? most : tried), null);

  /** @param {string} items */
  const asked = (items) => (items ? items.split(" ").map((item) => item.split(",")) : []);

  /** The answers that are saved to items as they stand now. @param {string} items */
  function kept(items) {
    const saved = store().part("items");
    return asked(items)
      .map(([revision, ...ids]) => ids.map((one) => Object.hasOwn(saved, one) && saved[one]).find((one) => one && one.revision === revision))
      .filter(Boolean);
  }

  /** What of a lesson is answered, as its page will count it; done once what is to be said `aloud` is, too.
      @param {string} id @param {string} items @param {string} aloud @returns {State} */
  function counted(id, items, aloud) {
    const known = store().get("lessons", id);
    const answers = kept(items);
    const [answered, total] = [answers.length, asked(items).length];
    const scored = answers.every((one) => "score" in one); // as answers are not that an early version saved
    const right = scored ? answers.filter(({ score }) => score === 1).length : Math.min(known?.right ?? 0, answered);
    const all = answered === total && kept(aloud).length === asked(aloud).length;
    return { answered, right, total, done: known?.done === true || all };
  }

  /** What is saved of a step: whether it is done, and a few words. */
  /** @type {Record<string, (id: string, items: string, aloud: string) => { done: boolean, said: string }>} */
  const STEPS = {
    lesson(id, items, aloud) {
      const { answered, right, total, done } = note(id, counted(id, items, aloud));
      if (!answered) return { done, said: done ? text("done") : "" };
      if (done) return { done, said: text("{right} of {total} right", { right, total }) };
      return { done, said: answered < total ? text("{answered} of {total} answered", { answered, total }) : text("practice aloud is left") };
    },
    scenario(id) {
      const saved = store().get("scenarios", id);
      const done = saved?.complete === true || saved?.skipped === true; // a skip costs nothing
      return { done, said: !done && saved?.path?.length ? text("begun") : "" };
    },
    final() {
      const most = best();
      const said = most ? text("best: {score} of {total}", { score: most.score, total: most.total }) : store().get("final", "current") ? text("begun") : "";
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
  const state = (row) => STEPS[row.dataset.step](row.dataset.id, row.dataset.items ?? "", row.dataset.aloud ?? "");

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
      row.classList.toggle("cw-begun", !done && said !== "");
      const more = done && said && said !== text("done");
      row.querySelector(".cw-state").textContent = more ? text("done, {said}", { said }) : said || text(done ? "done" : "not yet");
    }
    const at = completed(root);
    for (const part of root.querySelectorAll(".cw-when-done")) part.hidden = !at;
    return at;
  }

  /** Marks every step below an element, and aims its link to where the learner was: the last step that is begun, else the
      first one that is left. It is hidden where that is this page, where all that counts is done, and, unless it also
      says where to begin, where nothing of this course as it is now has been begun. Returns when that was completed.
      @param {HTMLElement} root */
  function lead(root) {
    const at = mark(root);
    for (const part of root.closest(".cw-path")?.querySelectorAll(".cw-lost") ?? []) part.hidden = store().lasting;
    const onward = root.querySelector(".cw-onward");
    /** @type {(row: HTMLElement) => string | undefined} */
    const away = (row) => [...row.querySelectorAll("a[href]")].find(({ href }) => href !== location.href.replace(/[?#].*/, ""))?.href;
    const all = [...root.querySelectorAll("[data-step]")];
    const rows = all.filter(away);
    const needed = rows.filter((row) => row.hasAttribute("data-needed"));
    const known = all.some((row) => row.matches(".cw-done, .cw-begun"));
    const left = (needed.length ? needed : rows).find((row) => !row.classList.contains("cw-done"));
    const next = rows.findLast((row) => row.classList.contains("cw-begun")) ?? (known || onward.dataset.begin ? left : null);
    onward.hidden = !next;
    if (!next) return at;
    root.querySelector(".cw-onward a").href = away(next) ?? "";
    root.querySelector(".cw-onward strong").textContent = next.querySelector("a")?.textContent ?? "";
    const said = root.querySelector(".cw-onward span");
    onward.dataset.on ??= said.textContent;
    said.textContent = (known ? onward.dataset.on : onward.dataset.begin) ?? "";
    return at;
  }

  cw.path = { attempts, mark, counted, lead };

  /** Shows itself again when saved state changes: here, by an import, or in another tab. */
  class Shown extends HTMLElement {
    /** What each says of itself; all it said may be `gone`. @param {boolean} [_gone] */
    show(_gone) {}

    connectedCallback() {
      /** @type {Again} */
      this.again = ({ detail }) => this.show(detail.gone);
      document.addEventListener("coursewright:restored", this.again);
      this.show();
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }
  }

  cw.Shown = Shown;

  class Continue extends Shown {
    show() {
      lead(this);
    }
  }

  customElements.define("cw-continue", Continue);
});
