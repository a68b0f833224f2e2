/* In another theme than ours: a page inside another page, and progress in Material's navigation. What it knows of the
   course stands in front of it (guest.py). Deferred: no page waits for it. */
(function () {
  "use strict";
  const { course, hosts, pages, words } = self.coursewrightSite;
  const root = document.documentElement;
  const site = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src).pathname;
  const asked = new URLSearchParams(location.search);
  root.dataset.course ??= course;
  if (hosts) root.dataset.hosts = hosts;
  if (asked.has("embed")) root.dataset.embed = asked.has("item") || asked.has("scenario") ? "piece" : "page";

  /** Tells the parts of the page by the names that they have in our theme. */
  function name() {
    const article = document.querySelector(".md-content__inner, [itemprop=articleBody], [role=main], main");
    article?.classList.add("cw-article");
    article?.parentElement?.classList.add("cw-main");
  }

  /** Marks each lesson and scenario in the navigation with what is saved of it. */
  function mark() {
    const links = /** @type {NodeListOf<any>} */ (document.querySelectorAll(".md-nav--primary a.md-nav__link[href]"));
    for (const link of links) {
      const path = decodeURI(link.pathname).slice(site.length).replace(/(^|\/)index\.html$/, "$1");
      if (!link.hash) Object.assign(link.dataset, pages[path]);
    }
    window.coursewright?.showProgress(links, words);
  }

  name();
  document.addEventListener("DOMContentLoaded", () => {
    mark();
    for (const event of ["progress", "completed", "restored"]) document.addEventListener("coursewright:" + event, mark);
    for (const event of ["pageshow", "storage"]) addEventListener(event, mark);
    window.document$?.subscribe(() => {
      name();
      mark();
    });
  });
})();
