/* Marks in a course's outline: what is done. Loaded once something is saved. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.marked) return; // instant navigation runs the page's scripts again

  cw.marked = true;

  /** Shows beside links to lessons (`lesson` in their data) and scenarios (`played`) what is saved of them, in signs and
      words; a lesson that was done once stays done.
      @param {Iterable<Part>} links @param {string[]} words */
  cw.showProgress = (links, words) => {
    const [lessons, scenarios] = ["lessons", "scenarios"].map((part) => cw.store().part(part));
    for (const link of links) {
      const { lesson, played } = link.dataset;
      if (!lesson && !played) continue;
      const saved = (lesson && Object.hasOwn(lessons, lesson) && lessons[lesson]) || {};
      const { right, total } = saved;
      const counts = saved.answered > 0 && Number.isInteger(right) && Number.isInteger(total);
      const ended = (/** @type {string} */ id) => scenarios[id]?.complete || scenarios[id]?.skipped;
      const done = (!lesson || saved.done === true) && (!played || played.split(" ").every(ended));
      /** @type {HTMLElement | null} */
      let mark = link.querySelector(".cw-progress");
      if (!counts && !done) mark?.remove();
      else {
        if (!mark) link.append(" ", (mark = cw.make("span", { className: "cw-progress", role: "img" })));
        mark.textContent = counts ? right + "/" + total : "";
        mark.classList.toggle("cw-done", done);
        mark.classList.toggle("cw-missed", counts && right < total);
        const said = [done && words[0], counts && words[1].replace("{right}", right).replace("{total}", total)];
        mark.ariaLabel = said.filter(Boolean).join(", ");
      }
    }
  };

  cw.showProgress(...cw.asked);
});
