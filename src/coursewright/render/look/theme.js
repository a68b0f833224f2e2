/* What a page does beyond reading: light or dark, progress in the outline. A classic script in the head, so that the
   chosen scheme is there before the first paint; everything else waits for the page, or until somebody asks for it. */
(function () {
  "use strict";
  const root = document.documentElement;
  if ("scripted" in root.dataset) return; // a page that stands in for a missing one asks for this script at several places
  const SCHEME = "coursewright-scheme";
  root.dataset.scripted = ""; // what only a script can do has its place from the first paint on

  /** What a reader chose for the whole site: no course's state, and needed before any other script runs. */
  function chosenScheme() {
    try {
      return localStorage.getItem(SCHEME);
    } catch {
      return null; // storage may be blocked; the page does without
    }
  }

  function isDark() {
    return (root.dataset.scheme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  }

  /** Whether something of the course has been begun: what leads on to it then has its place from the first paint on. */
  function begun() {
    try {
      return /"(lessons|scenarios|final)":\{"/.test(localStorage.getItem("coursewright:" + root.dataset.course) ?? "");
    } catch {
      return false;
    }
  }

  if (begun()) root.dataset.begun = "";
  const chosen = "fixed" in root.dataset ? null : chosenScheme();
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;

  /* ---- a page inside another page ------------------------------------------------------------------------- */

  const asked = new URLSearchParams(location.search);
  if (asked.has("embed")) root.dataset.embed = asked.has("item") || asked.has("scenario") ? "piece" : "page"; // before the first paint

  /** A switch between light and dark: pressed or not, or with the course's own name for what it does.
      @param {HTMLElement} button */
  function offerSchemes(button) {
    const say = () => {
      const said = button.dataset[isDark() ? "dark" : "light"];
      if (said) button.ariaLabel = button.title = said;
      else button.setAttribute("aria-pressed", String(isDark()));
    };
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      say();
      try {
        localStorage.setItem(SCHEME, root.dataset.scheme);
      } catch {
        /* it lasts until the page is left */
      }
    });
    say();
  }

  /* ---- progress ------------------------------------------------------------------------------------------- */

  /** Marks each lesson and scenario in the outline with what the player has saved of it. */
  function showProgress() {
    const links = document.querySelectorAll(".cw-outline a");
    const words = document.querySelector("#outline")?.dataset.words;
    if (links.length && words) window.coursewright?.showProgress(links, JSON.parse(words));
  }

  /** A long outline opens where the learner is. */
  function showPlace() {
    const outline = document.querySelector("#outline");
    const here = outline?.querySelector("[aria-current]");
    if (outline && here) outline.scrollTop = here.offsetTop - outline.clientHeight / 2;
  }

  /** A wide table or listing scrolls in itself: it must take the focus, so that the arrow keys can scroll it. */
  function reachScrolling() {
    for (const area of document.querySelectorAll(".cw-article :is(pre, table)")) {
      if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
      else area.removeAttribute("tabindex");
    }
  }

  /* ---- what comes when it is asked for --------------------------------------------------------------------- */

  /** Has a script of ours come when something is first asked of an element; where it can't, the next try asks again.
      @param {"click" | "toggle"} event @param {Part | null} element @param {{ src: string }} script */
  function fetchOn(event, element, script) {
    const onerror = () => fetchOn(event, element, script);
    const ask = () => document.head.append(window.coursewright.make("script", { ...script, onerror }));
    element?.addEventListener(event, ask, { once: true });
  }

  /** Leads to this page in a language that is built apart, if that has it. @param {Part} link */
  async function leadOver(link) {
    const there = new URL(link.dataset.same, link.href);
    const pages = await fetch(new URL("sitemap.xml", link.href)).then((found) => (found.ok ? found.text() : ""), () => "");
    if (pages.includes(there.pathname + "</loc>")) link.href = there.href;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const scheme = document.querySelector(".cw-scheme");
    if (scheme) offerSchemes(scheme);
    const search = document.querySelector(".cw-search-open");
    search?.addEventListener("click", () => document.querySelector("dialog.cw-search")?.showModal?.());
    fetchOn("click", search, { src: "search.js" });
    fetchOn("toggle", document.querySelector(".cw-use"), { src: "use.js" });
    showPlace();
    document.querySelector("#outline")?.addEventListener("toggle", showPlace);
    showProgress();
    for (const event of ["progress", "completed", "restored"]) document.addEventListener("coursewright:" + event, showProgress);
    for (const event of ["pageshow", "storage"]) addEventListener(event, showProgress);
    const languages = document.querySelector(".cw-languages");
    languages?.addEventListener("toggle", () => languages.querySelectorAll("[data-same]").forEach(leadOver), { once: true });
    reachScrolling();
    addEventListener("resize", reachScrolling);
  });
})();
