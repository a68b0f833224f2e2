/* What few items need: scripts of their kinds, of hints, and of “How sure are you?”. They come when such an item is near
   the screen, or once there is something to count; embedded, where there is no screen of its own, at once. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.begin) return; // instant navigation runs the page's script again

  const near = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && cw.fetchLater(), {
    rootMargin: "200% 0px", // two screens away: as it comes into sight, nothing is to be waited for
  });

  cw.isEarly = (item) => !cw.kinds[item.dataset.kind] || (!cw.aids && Boolean(item.querySelector(".cw-hints, .cw-sure")));
  const embedded = window.parent !== window || "embed" in document.documentElement.dataset;
  cw.watch = (item) => (embedded ? cw.fetchLater() : near.observe(item));

  const begin = () => {
    for (const item of document.querySelectorAll("cw-item")) item.connectedCallback?.();
    cw.page()?.update?.();
  };
  cw.begin = begin;
  document.addEventListener("DOMContentLoaded", begin); // where a page has them at once

  let pause = 1000; // milliseconds until what couldn't be had is asked for again, doubled each time up to a minute

  /** The page names them in a template, in which they don't run. What can't be had is asked for again: after a while,
      and once the browser says that there is a line, which it may say before there is one. */
  cw.fetchLater = () => {
    for (const { content } of document.querySelectorAll("template.cw-later")) {
      const scripts = /** @type {HTMLScriptElement[]} */ ([...document.importNode(content, true).children]);
      content.replaceChildren();
      for (const script of scripts) {
        script.async = false; // one may need what another one brings
        script.onload = begin;
        script.onerror = () => {
          content.append(cw.make("script", { src: script.src }));
          addEventListener("online", cw.fetchLater, { once: true });
          setTimeout(cw.fetchLater, pause);
          pause = Math.min(2 * pause, 60_000);
        };
        document.head.append(script);
      }
    }
  };
});
