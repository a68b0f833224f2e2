/* Marks in a course's outline: what is done. Loaded once something is saved. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.marked) return; // instant navigation runs the page's scripts again

  cw.marked = true;

  /** Shows beside links to lessons (`lesson` in their data), scenarios (`played`) and folded sections (all their
      `lessons`) what is saved of them, in signs and words; a lesson that was done once stays done. Before that, the
      numbers are of what is answered, and then of what is right.
      @param {Iterable<Part>} links @param {string[]} words */
  cw.showProgress = (links, words) => {
    const [lessons, scenarios] = ["lessons", "scenarios"].map((part) => cw.store().part(part));
    for (const link of links) {
      const { lesson, lessons: inside = lesson, played } = link.dataset;
      if (!inside && !played) continue;
      const of = (/** @type {string | undefined} */ id) => (id && Object.hasOwn(lessons, id) && lessons[id]) || {};
      const { answered, right, total } = of(lesson);
      const counts = [answered, right, total].every(Number.isInteger) && answered > 0;
      const ended = (/** @type {string} */ id) => scenarios[id]?.complete || scenarios[id]?.skipped;
      const all = (/** @type {string | undefined} */ ids, /** @type {(id: string) => boolean} */ is) => !ids || ids.split(" ").every(is);
      const done = all(inside, (id) => of(id).done === true) && all(played, ended);
      /** @type {HTMLElement | null} */
      let mark = link.querySelector(".cw-progress");
      if (!counts && !done) mark?.remove();
      else {
        if (!mark) link.append(" ", (mark = cw.make("span", { className: "cw-progress", role: "img" })));
        mark.textContent = counts ? (of(lesson).done ? right : answered) + "/" + total : "";
        mark.classList.toggle("cw-done", done);
        mark.classList.toggle("cw-missed", counts && right < total);
        const numbers = words[of(lesson).done ? 1 : 2].replace("{right}", right).replace("{answered}", answered);
        const said = numbers.replace("{total}", total);
        mark.ariaLabel = !counts ? words[0] : done ? words[3].replace("{said}", said) : said;
      }
    }
  };

  cw.showProgress(...cw.asked);
});
