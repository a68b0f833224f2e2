/* Has the pages that a learner opens kept on the device, and says when a new version has come. Only pages of a course
   that may be installed load it. */
(function () {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const workers = navigator.serviceWorker;
  if (window.top !== window || !workers) return; // in a frame it is another site's page, whose device this isn't

  const worker = new URL("../../coursewright-worker.js", script.src).href;
  /** @type {any} a page's policy may ask that a script's address is vouched for */
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("coursewright-worker", {
    createScriptURL: () => worker,
  });

  async function start() {
    await workers.register(policy ? policy.createScriptURL("") : worker);
    const { active } = await workers.ready;
    if (!workers.controller) active?.postMessage({ coursewright: "opened", address: location.href });
  }

  /** At the page's very end: nothing moves, and nobody is interrupted. */
  function say() {
    if (document.querySelector(".cw-fresh")) return;
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.className = "cw-fresh";
    line.setAttribute("role", "status");
    const ends = [".cw-footer", "article", "[role=main]", "body"].map((end) => document.querySelector(end));
    ends.find(Boolean)?.append(line);
    link.href = "";
    link.textContent = script.dataset.load;
    link.style.textDecoration = "underline"; // whatever the theme does, it is told from the words before it
    setTimeout(() => line.append(script.dataset.fresh + " ", link), 100); // so that a screen reader hears it come
  }

  workers.addEventListener("message", ({ data }) => data?.coursewright === "fresh" && say());
  addEventListener("load", () => start().catch(() => {})); // where it may not be, the course does without
  document.addEventListener("coursewright:cleared", async () => {
    (await workers.getRegistration(worker))?.active?.postMessage({ coursewright: "forget" });
  });
})();
