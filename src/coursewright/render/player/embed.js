/* For any page that shows a piece of a course: turns each <a class="coursewright" href="…?embed"> into the piece itself.
   Without scripts the link stays a link. The piece's height follows its content; nothing else is heard or told. */
(function () {
  "use strict";
  const PROTOCOL = "coursewright/1";
  const HIGHEST = 20000;
  const QUIET = 1000;
  const home = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).origin;
  const frames = (window.coursewrightFrames ??= []);

  /** @param {Part} link */
  function put(link) {
    const address = new URL(link.href);
    if (address.origin !== home) return;
    if (!address.searchParams.has("embed")) address.search = address.search ? address.search + "&embed" : "?embed";
    const frame = document.createElement("iframe");
    frame.title = link.textContent.trim() || "Lesson";
    frame.loading = "lazy";
    frame.allow = "microphone"; // for what is to be said aloud; the browser asks all the same
    frame.setAttribute("scrolling", "no");
    Object.assign(frame.style, { display: "block", width: "100%", height: "30rem", border: "0" });
    frame.src = address.href;
    frames.push({ frame, changes: [] });
    link.replaceWith(frame);
  }

  /** A height that would be changed more than 20 times a second is chasing itself: it waits until that is over.
      @param {any} known @param {number} height */
  function follow(known, height) {
    const now = Date.now();
    known.changes = known.changes.filter((/** @type {number} */ at) => now - at < QUIET);
    if (known.changes.push(now) <= 20) known.frame.style.height = Math.min(height, HIGHEST) + "px";
    else {
      clearTimeout(known.later);
      known.later = setTimeout(() => follow(known, height), QUIET);
    }
  }

  if (!frames.length) {
    addEventListener("message", ({ data, origin, source }) => {
      if (data?.protocol !== PROTOCOL || data.type !== "resize" || !(data.height > 0)) return;
      const known = frames.find(({ frame }) => frame.contentWindow === source && new URL(frame.src).origin === origin);
      if (known) follow(known, data.height);
    });
  }

  function start() {
    for (const link of document.querySelectorAll("a.coursewright[href]")) put(link);
  }

  start(); // the link stands before the script; an `async` script may also come when the page is whole
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
})();
