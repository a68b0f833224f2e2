/* What is kept of a course on a learner's device: files by the digest of their bytes, so that a new version loads only what
   has changed, and notes about pages and builds. */
(function (/** @type {any} */ worker) {
  "use strict";
  /** @type {string} the site's root */
  const SCOPE = worker.registration.scope;
  const CACHE = "coursewright:" + new URL(SCOPE).pathname;
  const KEPT = SCOPE + "coursewright-kept/";

  /** @param {string} path @param {string} digest */
  const place = (path, digest) => KEPT + digest + (/\.\w+$/.exec(path)?.[0] ?? "");
  /** @param {string} path */
  const address = (path) => SCOPE + path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");

  /** The path of the file that an address means; null if it is none of the site's. @param {string} url */
  function pathOf(url) {
    const plain = url.replace(/[?#].*/s, "");
    if (!plain.startsWith(SCOPE)) return null;
    try {
      const path = decodeURIComponent(plain.slice(SCOPE.length));
      return path === "" || path.endsWith("/") ? path + "index.html" : path;
    } catch {
      return null;
    }
  }

  /** What is kept; once it has been taken away, only an installation begins it anew. @returns {Promise<Cache>} */
  async function shelf() {
    if (await caches.has(CACHE)) return caches.open(CACHE);
    throw new Error("nothing is kept here");
  }

  /** @param {string} name @param {unknown} value */
  async function note(name, value) {
    await (await shelf()).put(KEPT + name, new Response(JSON.stringify(value)));
  }

  /** @param {string} name @returns {Promise<any>} */
  async function noted(name) {
    return (await found(KEPT + name))?.json();
  }

  /** @param {string} name @returns {Promise<Response | undefined>} */
  async function found(name) {
    try {
      return await (await shelf()).match(name);
    } catch {
      return undefined; // a browser that keeps nothing still has the line
    }
  }

  /** @param {string} path @param {Files} files */
  const kept = async (path, files) => (files[path] ? found(place(path, files[path])) : undefined);

  /** @param {ArrayBuffer} body */
  async function digestOf(body) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** An answer for the page that asked alone: a browser also gives the next page of a tab, of whichever build that is, what
      it has at hand of the last one, as long as the host calls it fresh. @param {Response} response */
  function passing(response, body = /** @type {BodyInit | null} */ (response.body)) {
    if (!response.ok) return response;
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length", "etag", "expires", "last-modified"]) headers.delete(name);
    headers.set("cache-control", "no-cache");
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  }

  /** Keeps a file; throws where there is no room. @param {string} path @param {string} digest @param {Response} file */
  async function put(path, digest, file) {
    await (await shelf()).put(place(path, digest), passing(file));
  }

  /** The server's file of that path, whatever the browser still has, and whether it is the one of the digest.
      @param {string} path @param {string} digest */
  async function ask(path, digest) {
    const response = await fetch(address(path), { cache: "no-cache" });
    if (response.status !== 200) return { right: false, file: response };
    const body = await response.arrayBuffer();
    return { right: (await digestOf(body)) === digest, file: passing(response, body) };
  }

  /** Files on their way: a page, and we who keep what it needs, ask for one once. @type {Map<string, ReturnType<typeof ask>>} */
  const coming = new Map();

  /** Asks for a file, and keeps it if it is the right one. @param {string} path @param {string} digest */
  async function load(path, digest) {
    const name = place(path, digest);
    const asked = coming.get(name) ?? ask(path, digest);
    coming.set(name, asked);
    try {
      const { right, file } = await asked;
      if (right) await put(path, digest, file.clone()).catch(() => {}); // no room
      return { right, file: file.clone() };
    } finally {
      coming.delete(name);
    }
  }

  /** Loads a file, unless it is there; throws if it can't be kept. @param {string} path @param {Files} files */
  async function keep(path, files) {
    if (await kept(path, files)) return;
    const { right } = await load(path, files[path]);
    if (!right || !(await kept(path, files))) throw new Error(`${path} can't be kept`);
  }

  /** Keeps a file with what it shows and runs, and a page behind all of that: one that is kept is whole.
      @param {string} path @param {Files} files @param {Response} [page] it, if it has come already */
  async function keepWhole(path, files, page) {
    if (!path.endsWith(".html")) return keep(path, files);
    let whole = page ?? (await kept(path, files));
    if (!whole) {
      const { right, file } = await ask(path, files[path]);
      if (!right) throw new Error(`${path} can't be kept`);
      whole = file;
    }
    await each([...named(await whole.clone().text(), path, files)], (file) => keep(file, files));
    await put(path, files[path], whole);
  }

  /** What of the site a page shows and runs. @param {string} html @param {string} path @param {Files} files */
  function named(html, path, files) {
    /** @type {Set<string>} */
    const all = new Set();
    for (const [tag] of html.matchAll(/<(?!a\b)[a-z][^>]*>/g)) {
      for (const [, one, two, bare] of tag.matchAll(/\s(?:href|src|srcset|poster)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)) {
        for (const target of (one ?? two ?? bare ?? "").replaceAll("&amp;", "&").split(/[\s,]+/)) {
          const file = URL.canParse(target, address(path)) && pathOf(new URL(target, address(path)).href);
          if (file && files[file] && !file.endsWith(".html")) all.add(file);
        }
      }
    }
    return all;
  }

  /** @param {string[]} paths @param {(path: string) => Promise<unknown>} act */
  async function each(paths, act) {
    const waiting = [...paths];
    const one = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await act(path);
    };
    await Promise.all(Array.from({ length: 4 }, one));
  }

  /** The files of a build that aren't there. @param {Files} files */
  async function missing(files) {
    const there = new Set((await (await shelf()).keys()).map(({ url }) => url));
    return Object.keys(files).filter((path) => !there.has(place(path, files[path])));
  }

  /** Clears away notes and files, but for these builds and pages. @param {Set<string>} builds @param {Set<string>} pages */
  async function clear(builds, pages) {
    const cache = await shelf();
    const files = new Set();
    for (const id of builds) {
      for (const [path, digest] of Object.entries((id && (await noted("build/" + id))) || {})) files.add(place(path, digest));
    }
    for (const { url } of await cache.keys()) {
      const [, what, name] = /^(page|build)\/(.*)$/.exec(url.slice(KEPT.length)) ?? [];
      const old = what ? !(what === "page" ? pages : builds).has(name) : !files.has(url);
      if (old && !["current", "whole", "code"].includes(url.slice(KEPT.length))) await cache.delete(url);
    }
  }

  /** The pages that are noted. @returns {Promise<string[]>} */
  async function notedPages() {
    const start = KEPT + "page/";
    return (await (await shelf()).keys()).flatMap(({ url }) => (url.startsWith(start) ? [url.slice(start.length)] : []));
  }

  const begin = () => caches.open(CACHE);
  const end = () => Promise.all([caches.delete(CACHE), worker.registration.unregister()]);

  worker.coursewrightShelf = { SCOPE, pathOf, note, noted, notedPages, kept, digestOf, passing, load, keepWhole, each, missing, clear, begin, end };
})(self);
