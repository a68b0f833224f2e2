/* Has every other script join, in whatever order they arrive: each pushes a function to `coursewrightQueue`. Classic
   scripts, so that they also run from file://. */
(function () {
  "use strict";
  const cw = window.coursewright;
  if (cw.joined) return; // instant navigation runs the page's scripts again

  cw.joined = true;

  /** @type {HTMLElement} */
  let marks;

  /** Has the script that marks links come once there is something to show: a first visit needs none. `marks.js` takes
      its place. */
  cw.showProgress = (...asked) => {
    cw.asked = asked;
    if (marks || !["lessons", "scenarios"].some((part) => Object.keys(cw.store().part(part))[0])) return;
    document.head.append((marks = cw.make("script", { src: "marks.js" })));
  };

  const waiting = /** @type {((cw: Shared) => void)[]} */ (window.coursewrightQueue ?? []);
  window.coursewrightQueue = { push: (/** @type {(cw: any) => void} */ part) => part(cw) };
  for (const part of waiting) part(cw);
})();
