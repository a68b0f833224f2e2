/* The search of mkdocs-material: its worker and its index. `theme.js` opens the dialog, and has this come the first time. */
(function () {
  "use strict";
  const { trusted } = window.coursewright;

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

  /** Asks the worker, and shows what it finds. */
  class Search {
    /** @param {Part} dialog */
    constructor(dialog) {
      this.dialog = dialog;
      this.query = dialog.querySelector("#cw-query");
      this.count = dialog.querySelector(".cw-search-count");
      this.results = dialog.querySelector(".cw-search-results");
      this.query.addEventListener("input", () => this.ask());
      this.query.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          this.results.querySelector("a")?.click();
        }
      });
      const { worker, index } = dialog.dataset;
      this.worker = index.endsWith(".js") ? new Framed(worker) : new Worker(trusted("createScriptURL", worker));
      this.worker.addEventListener("message", (/** @type {any} */ event) => this.hear(event.data));
      read(index).then((index) => this.worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } }));
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
      else if (this.ready) this.worker.postMessage({ type: 2, data: query });
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

  const dialog = document.querySelector("dialog.cw-search");
  if (dialog) new Search(dialog);
})();
