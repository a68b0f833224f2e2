/* Keeps a course on a learner's device. In front of it stands `coursewrightBuild`: every file of one build, each with the
   digest of its bytes.

   Files are kept by their digests, so that a new version loads only what has changed. A page belongs to the build that it
   came from, as long as it is open: nothing is ever given to it that this build doesn't list. */
(function (/** @type {any} */ worker) {
  "use strict";
  const { id: ID, files: FILES, shell: SHELL, size: SIZE, page: PAGE } = worker.coursewrightBuild;
  /** @type {string} the site's root */
  const SCOPE = worker.registration.scope;
  const CACHE = "coursewright:" + new URL(SCOPE).pathname;
  const KEPT = SCOPE + "coursewright-kept/";
  const DAY = 86400000;
  const CODE = ["script", "style", "worker", "sharedworker"];

  /* ---- what is kept ----------------------------------------------------------------------------------------- */

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

  /** @param {string} path @param {Record<string, string>} [files] */
  const kept = (path, files = FILES) => found(place(path, files[path]));

  /** @param {ArrayBuffer} body */
  async function digestOf(body) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Keeps what has come if it is the file of that digest; returns whether it is.
      @param {string} path @param {string} digest @param {Response} response */
  async function take(path, digest, response) {
    const body = await response.arrayBuffer();
    if (response.status !== 200 || (await digestOf(body)) !== digest) return false;
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    await shelf().then((cache) => cache.put(place(path, digest), new Response(body, { headers }))).catch(() => {}); // no room
    return true;
  }

  /** Loads a file of this build, unless it is there. @param {string} path */
  async function keep(path) {
    if (await kept(path)) return;
    const taken = await take(path, FILES[path], await fetch(address(path), { cache: "no-cache" }));
    if (!taken || !(await kept(path))) throw new Error(`${path} can't be kept`);
  }

  /** @param {string[]} paths @param {(path: string) => Promise<unknown>} act */
  async function each(paths, act) {
    const waiting = [...paths];
    const one = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await act(path);
    };
    await Promise.all(Array.from({ length: 4 }, one));
  }

  /** Keeps a page and what it shows and runs. @param {string} path */
  async function keepPage(path) {
    await keep(path);
    const html = (path.endsWith(".html") && (await (await kept(path))?.text())) || "";
    /** @type {Set<string>} */
    const named = new Set();
    for (const [tag] of html.matchAll(/<(?!a\b)[a-z][^>]*>/g)) {
      for (const [, one, two, bare] of tag.matchAll(/\s(?:href|src|srcset|poster)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)) {
        for (const target of (one ?? two ?? bare ?? "").replaceAll("&amp;", "&").split(/[\s,]+/)) {
          const file = URL.canParse(target, address(path)) && pathOf(new URL(target, address(path)).href);
          if (file && FILES[file] && !file.endsWith(".html")) named.add(file);
        }
      }
    }
    await each([...named], keep);
  }

  /* ---- pages and their builds -------------------------------------------------------------------------------- */

  /** The build of each page; none ("") if it came from the server as no build has it. @type {Map<string, string>} */
  const pages = new Map();

  /** @param {any} event @param {string} id */
  function bind(event, id) {
    const page = event.resultingClientId;
    if (!page) return;
    pages.set(page, id);
    event.waitUntil(note("page/" + page, { id, at: Date.now() }).catch(() => {}));
  }

  /** @param {string} page @returns {Promise<[string, Record<string, string>]>} */
  async function buildOf(page) {
    const id = pages.get(page) ?? (await noted("page/" + page))?.id ?? ID;
    return [id, id === ID ? FILES : ((id && (await noted("build/" + id))) ?? {})];
  }

  /** Opens a page: as it is kept, else from the server; as of this build if it is that. @param {any} event @param {string} path */
  async function open(event, path) {
    const digest = FILES[path];
    if (!digest && FILES[path + "/index.html"]) return Response.redirect(event.request.url.replace(/(?=[?#]|$)/, "/"));
    const known = digest && (await kept(path));
    if (known) {
      bind(event, ID);
      event.waitUntil(look());
      return known;
    }
    let response;
    try {
      response = await fetch(new Request(event.request, { cache: "no-cache" }));
    } catch {
      return new Response(PAGE.replaceAll("{site}", SCOPE), { headers: { "content-type": "text/html; charset=utf-8" } });
    }
    if (digest && response.status === 200 && (await take(path, digest, response.clone()))) {
      bind(event, ID);
      event.waitUntil(keepPage(path).catch(() => {}));
    } else bind(event, "");
    event.waitUntil(look());
    return response;
  }

  /** Gives a page a file: of its own build, or none where that would be code of another one. @param {any} event @param {string} path */
  async function give(event, path) {
    const { request } = event;
    const [id, files] = await buildOf(event.clientId);
    bind(event, id); // a worker that the page starts belongs to the same build
    const known = files[path] && (await kept(path, files));
    if (known) return part(known, request.headers.get("range"));
    if (request.headers.has("range") || (id && !files[path])) return fetch(request);
    const response = await fetch(new Request(request, { cache: "no-cache" })); // no older file that the browser still has
    if (!id) return response;
    if (await take(path, files[path], response.clone())) return response;
    const code = CODE.includes(request.destination) || /\.(html|js|css)$/.test(path);
    return code && response.ok && (id !== ID || !(await isNewest())) ? Response.error() : response;
  }

  /** Whether the server still has this build: if so, it changes files on their way, and they are taken as they come. */
  async function isNewest() {
    const answer = await fetch(worker.location.href, { cache: "no-store" });
    return (await answer.text()).includes(`"id":"${ID}"`);
  }

  /** The part of a file that a player of sound or film asks for. @param {Response} response @param {string | null} range */
  async function part(response, range) {
    const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
    if (!asked) return response;
    const body = await response.arrayBuffer();
    const last = Math.min(asked[2] ? +asked[2] : Infinity, body.byteLength - 1);
    const headers = new Headers(response.headers);
    headers.set("content-range", `bytes ${asked[1]}-${last}/${body.byteLength}`);
    return +asked[1] > last ? new Response(null, { status: 416 }) : new Response(body.slice(+asked[1], last + 1), { status: 206, headers });
  }

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    const path = request.method === "GET" ? pathOf(request.url) : null;
    if (path === null) return;
    if (request.mode === "navigate") event.respondWith(open(event, path));
    else event.respondWith(give(event, path));
  });

  /* ---- from version to version ------------------------------------------------------------------------------- */

  /** Loads all that a new version needs before it takes over: what was kept of the last one is kept of this one. */
  async function prepare() {
    const last = await noted("current");
    const before = last && (await noted("build/" + last));
    const whole = await noted("whole");
    const opened = [];
    for (const path of Object.keys(whole ? {} : (before ?? {}))) {
      if (FILES[path] && (await kept(path, before))) opened.push(path);
    }
    await caches.open(CACHE);
    await each(whole ? Object.keys(FILES) : [...SHELL, ...opened], keepPage);
    await note("build/" + ID, FILES);
    await worker.skipWaiting(); // open pages stay with their build all the same
  }

  /** Takes over, tells pages of older builds, and clears away what no open page needs. */
  async function begin() {
    await note("current", ID);
    const cache = await shelf();
    const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "all" });
    const needed = new Set([ID]);
    const names = (await cache.keys()).map((/** @type {Request} */ { url }) => url);
    for (const name of names.filter((url) => url.startsWith(KEPT + "page/"))) {
      const page = name.slice((KEPT + "page/").length);
      const { id, at } = (await noted("page/" + page)) ?? {};
      const client = open.find((/** @type {{ id: string }} */ one) => one.id === page);
      if (client && id && id !== ID) client.postMessage({ coursewright: "fresh" });
      if (client || at > Date.now() - DAY) needed.add(id); // one that isn't seen may come back with “Back”
      else await cache.delete(name);
    }
    const files = new Set();
    for (const id of needed) {
      for (const [path, digest] of Object.entries((id && (await noted("build/" + id))) || {})) files.add(place(path, digest));
    }
    for (const name of names) {
      const own = /^(page\/|build\/|current$|whole$)/.exec(name.slice(KEPT.length));
      const old = own ? name.startsWith(KEPT + "build/") && !needed.has(name.slice((KEPT + "build/").length)) : !files.has(name);
      if (old) await cache.delete(name);
    }
  }

  let looked = 0;

  /** Asks for a newer version, at most once a minute; where there is none of us any more, goes. */
  async function look() {
    if (Date.now() - looked < 60000) return;
    looked = Date.now();
    try {
      await worker.registration.update();
    } catch {
      const answer = await fetch(worker.location.href, { cache: "no-store" }).catch(() => {});
      if (![404, 410].includes(/** @type {any} */ (answer)?.status)) return;
      await new Promise((go) => setTimeout(go, 3000)); // the page that is being opened gets all that it needs
      await leave();
    }
  }

  const leave = () => Promise.all([caches.delete(CACHE), worker.registration.unregister()]);

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(prepare()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));

  /* ---- what a page asks for ---------------------------------------------------------------------------------- */

  async function missing() {
    const there = new Set((await (await shelf()).keys()).map(({ url }) => url));
    return Object.keys(FILES).filter((path) => !there.has(place(path, FILES[path])));
  }

  /** @type {Record<string, ((port: MessagePort, address?: string) => Promise<unknown>) | null>} */
  const ASKED = {
    __proto__: null,
    /** A page that was opened before there was a worker. */
    async opened(_port, address) {
      const path = pathOf(address ?? "");
      if (path && FILES[path]) await keepPage(path).catch(() => {});
    },
    state: async (port) => port.postMessage({ size: SIZE, whole: !(await missing()).length }),
    async whole(port) {
      const paths = await missing();
      let done = 0;
      try {
        await note("whole", true);
        await each(paths, async (path) => {
          await keep(path);
          port.postMessage({ done: ++done, all: paths.length });
        });
        port.postMessage({ size: SIZE, whole: true });
      } catch {
        port.postMessage({ failed: true });
      }
    },
    async forget(port) {
      await leave();
      port?.postMessage({});
    },
  };

  worker.addEventListener("message", (/** @type {any} */ event) => {
    const act = ASKED[event.data?.coursewright];
    if (act) event.waitUntil(act(event.ports[0], event.data.address));
  });
})(self);
