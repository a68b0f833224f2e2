/* What a page does beyond reading: light or dark, search, progress in the outline. A classic script in the head, so
   that the chosen scheme is there before the first paint; everything else waits for the page. */
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

  const beside = /** @type {HTMLScriptElement} */ (document.currentScript).src;
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

  /** @type {any} */
  let policy;

  /** What is ours, as a page that requires Trusted Types takes it. @param {"createHTML" | "createScriptURL"} way @param {string} text */
  function trusted(way, text) {
    const same = (/** @type {string} */ given) => given;
    policy ??= /** @type {any} */ (window).trustedTypes?.createPolicy("coursewright-theme", { createHTML: same, createScriptURL: same });
    return policy ? policy[way](text) : text;
  }

  /* ---- search --------------------------------------------------------------------------------------------- */

  /** Runs a script as an element below a page's root, and resolves when it has run. @param {string} address */
  function run(address, page = document) {
    return new Promise((resolve) => {
      const script = page.createElement("script");
      script.src = trusted("createScriptURL", address);
      script.addEventListener("load", resolve);
      page.documentElement.append(script);
    });
  }

  /** The index: JSON from a server, a script from a folder. @param {string} address */
  async function read(address) {
    if (!address.endsWith(".js")) return (await fetch(address)).json();
    await run(address);
    return self.coursewrightIndex;
  }

  /** A worker for pages from a folder, which may start none: its script runs in a frame of its own. */
  class Framed extends EventTarget {
    /** @param {string} address */
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      /** @type {any} */
      this.inside = frame.contentWindow;
      this.inside.postMessage = (/** @type {any} */ data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const base = new URL(address, document.baseURI);
      /** @param {...string} scripts */
      this.inside.importScripts = (...scripts) =>
        scripts.reduce((done, script) => done.then(() => run(new URL(script, base).href, this.inside.document)), Promise.resolve());
      this.loaded = run(base.href, this.inside.document);
    }

    /** @param {any} data */
    postMessage(data) {
      this.loaded.then(() => this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data })));
    }
  }

  /** The search of mkdocs-material: its worker and its index, loaded when somebody searches. */
  class Search {
    /** @param {Part} dialog @param {HTMLElement} button */
    constructor(dialog, button) {
      this.dialog = dialog;
      this.query = dialog.querySelector("#cw-query");
      this.count = dialog.querySelector(".cw-search-count");
      this.results = dialog.querySelector(".cw-search-results");
      button.addEventListener("click", () => this.open());
      this.query.addEventListener("input", () => this.ask());
      this.query.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          this.results.querySelector("a")?.click();
        }
      });
    }

    open() {
      this.dialog.showModal?.();
      this.query.focus();
      if (this.worker) return;
      const { worker, index } = this.dialog.dataset;
      this.worker = index.endsWith(".js") ? new Framed(worker) : new Worker(trusted("createScriptURL", worker));
      this.worker.addEventListener("message", (/** @type {any} */ event) => this.hear(event.data));
      read(index).then((index) => this.worker?.postMessage({ type: 0, data: { ...index, options: { suggest: false } } }));
    }

    /** Messages of mkdocs-material's search worker: 0 set up, 1 ready, 2 query, 3 result. @param {any} message */
    hear(message) {
      if (message.type === 1) {
        this.ready = true;
        this.ask();
      } else if (message.type === 3) this.show(message.data.items);
    }

    ask() {
      const query = this.query.value.trim();
      if (!query) this.show(null);
      else if (this.ready) this.worker?.postMessage({ type: 2, data: query });
    }

    /** @param {any[] | null} items */
    show(items) {
      this.results.replaceChildren(...(items ?? []).map((found) => this.row(found)));
      const said = !items ? "" : items.length === 0 ? "none" : items.length === 1 ? "one" : "other";
      this.count.textContent = said && this.dialog.dataset[said].replace("#", String(items?.length));
    }

    /** A page's best section, named with its page: many pages have a heading “Sources”. @param {any[]} all */
    row([found, ...others]) {
      const page = others.find(({ location }) => !location.includes("#"))?.title ?? found.title;
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = this.dialog.dataset.base.replace(/\/?$/, "/") + found.location;
      link.textContent = plain(page === found.title ? page : `${page}: ${found.title}`);
      link.addEventListener("click", () => this.dialog.close());
      const text = document.createElement("p");
      text.textContent = shortened(plain(found.text ?? ""));
      row.append(link, text);
      return row;
    }
  }

  /** The first words of a text. @param {string} text */
  function shortened(text) {
    return text.length > 160 ? text.slice(0, 160).replace(/\s+\S*$/, "") + " …" : text;
  }

  /** @param {string} html */
  function plain(html) {
    return new DOMParser().parseFromString(trusted("createHTML", html), "text/html").body.textContent.trim();
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
    const dialog = document.querySelector("dialog.cw-search");
    const button = document.querySelector(".cw-search-open");
    if (dialog?.showModal && button) new Search(dialog, button);
    showPlace();
    document.querySelector("#outline")?.addEventListener("toggle", showPlace);
    showProgress();
    for (const event of ["progress", "completed", "restored"]) document.addEventListener("coursewright:" + event, showProgress);
    for (const event of ["pageshow", "storage"]) addEventListener(event, showProgress);
    document.querySelector(".cw-use")?.addEventListener("toggle", () => run(new URL("use.js", beside).href), { once: true });
    const languages = document.querySelector(".cw-languages");
    languages?.addEventListener("toggle", () => languages.querySelectorAll("[data-same]").forEach(leadOver), { once: true });
    reachScrolling();
    addEventListener("resize", reachScrolling);
  });
})();
