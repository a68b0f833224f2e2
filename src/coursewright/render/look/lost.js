/* On the page that stands in for a missing one, of a site that was built without its address: leads all that the page
   names from the site's root (“/./”) to where this script was found, the nearest place above the missing page. */
(function () {
  "use strict";
  const page = document.documentElement.dataset;
  if ("root" in page) return; // a nearer place is it
  page.root = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  document.addEventListener("DOMContentLoaded", () => {
    for (const node of document.querySelectorAll("body *, link")) {
      for (const { name, value } of node.attributes) {
        if (value.startsWith("/./") && node.localName !== "script") node.setAttribute(name, page.root + value.slice(3));
      }
    }
  });
})();
