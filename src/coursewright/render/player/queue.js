/* Has every other script join, in whatever order they arrive: each pushes a function to `coursewrightQueue`. Classic
   scripts, so that they also run from file://. */
(function () {
  "use strict";
  const cw = window.coursewright;
  if (cw.joined) return; // instant navigation runs the page's scripts again

  cw.joined = true;
  const waiting = /** @type {((cw: Shared) => void)[]} */ (window.coursewrightQueue ?? []);
  window.coursewrightQueue = { push: (/** @type {(cw: Shared) => void} */ part) => part(cw) };
  for (const part of waiting) part(cw);
})();
