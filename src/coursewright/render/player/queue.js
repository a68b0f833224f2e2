/* Has every other script join, in whatever order they arrive: each pushes a function to `coursewrightQueue`. Classic
   scripts, so that they also run from file://. */
(function () {
  "use strict";
  const cw = window.coursewright;
  if (cw.joined) return; // instant navigation runs the page's scripts again

  cw.joined = true;

  /** Shows beside links to lessons, which have their ids, what is saved of each; one that was done once stays done.
      @param {Iterable<Part>} links */
  cw.showProgress = (links) => {
    const lessons = cw.store().part("lessons");
    for (const link of links) {
      const { done, answered, right, total } = (Object.hasOwn(lessons, link.dataset.lesson) && lessons[link.dataset.lesson]) || {};
      const counts = answered > 0 && Number.isInteger(right) && Number.isInteger(total);
      /** @type {HTMLElement} */
      let mark = link.querySelector(".cw-progress");
      if (!counts && done !== true) mark?.remove();
      else {
        if (!mark) link.append(" ", (mark = cw.make("span", { className: "cw-progress" })));
        mark.textContent = counts ? right + "/" + total : "";
        mark.classList.toggle("cw-done", done === true);
      }
    }
  };

  const waiting = /** @type {((cw: Shared) => void)[]} */ (window.coursewrightQueue ?? []);
  window.coursewrightQueue = { push: (/** @type {(cw: Shared) => void} */ part) => part(cw) };
  for (const part of waiting) part(cw);
})();
