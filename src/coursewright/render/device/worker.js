/* Keeps a course on a learner's device. In front of it stands `coursewrightBuild`: every file of one build, each with the
   digest of its bytes.

   A page belongs to the build that it came from, as long as it is open: nothing is ever given to it that this build doesn't
   list. A new version is data: once all of it that is needed has come, the worker that is there opens pages of it. One that
   took over instead would end that one, and a browser loses a page that is asked for in that moment. */
(function (/** @type {any} */ worker) {
  "use strict";
  /** @type {Build & { shell: string[], code: string }} */
  const BUILD = worker.coursewrightBuild;
  /** @type {any} */
  const shelf = worker.coursewrightShelf;
  const { SCOPE, pathOf, note, noted, kept, passing, load, keepWhole, each, missing } = shelf;
  const DAY = 86400000;
  const CODE = ["script", "style", "worker", "sharedworker"];

  /* ---- builds ------------------------------------------------------------------------------------------------ */

  /** @type {Map<string, Files>} */
  const builds = new Map([[BUILD.id, BUILD.files]]);

  /** @param {string} id @returns {Promise<Files | undefined>} */
  async function filesOf(id) {
    const files = builds.get(id) ?? (await noted("build/" + id));
    if (files) builds.set(id, files);
    return files;
  }

  /** The build of which pages are opened now. @returns {Promise<Build>} */
  async function current() {
    const known = await noted("current");
    const files = known?.id && (await filesOf(known.id));
    return files ? { ...known, files } : BUILD;
  }

  /** The build that the server has; null if that isn't to be known. @returns {Promise<Build | null>} */
  async function newest() {
    try {
      const answer = await fetch(worker.location.href, { cache: "no-cache", signal: AbortSignal.timeout(5000) });
      const text = await answer.text();
      return JSON.parse(text.slice(text.indexOf("{"), text.indexOf(";\n")));
    } catch {
      return null;
    }
  }

  /** A page from the server, and the build that it is of: the one that is opened now, or a newer one. Asks again if a version
      came out between the page and the list of its files. @param {Request} request @param {string} path @param {Build} now
      @returns {Promise<{ response: Response, build?: Build }>} */
  async function fromServer(request, path, now, more = true) {
    // A request of our own: for the browser's, Chromium has at times begun without us, with what it has at hand of any version.
    const response = await fetch(request.url, { cache: "no-cache", headers: request.headers, redirect: "manual" });
    if (response.status !== 200) return { response };
    const digest = await shelf.digestOf(await response.clone().arrayBuffer());
    if (now.files[path] === digest) return { response, build: now };
    const build = await newest();
    if (!build || build.files?.[path] !== digest) {
      const moved = more && build && build.id !== now.id; // else the server changes pages on their way
      return moved ? fromServer(request, path, now, false) : { response };
    }
    builds.set(build.id, build.files);
    await note("build/" + build.id, build.files).catch(() => {});
    return { response, build };
  }

  /* ---- pages and their builds -------------------------------------------------------------------------------- */

  /** The build of each page; none ("") if it came from the server as no build has it. @type {Map<string, string>} */
  const pages = new Map();

  /** Notes what a page is of, before it can ask for anything. @param {any} event @param {string} id */
  async function bind(event, id) {
    const page = event.resultingClientId;
    if (!page) return;
    pages.set(page, id);
    await note("page/" + page, { id, at: Date.now() }).catch(() => {});
  }

  /** @param {string} page @returns {Promise<[string, Files]>} */
  async function buildOf(page) {
    const id = pages.get(page) ?? (await noted("page/" + page))?.id;
    if (id !== undefined) return [id, (id && (await filesOf(id))) || {}];
    const now = await current();
    return [now.id, now.files];
  }

  /** Opens a page: as it is kept, else from the server. @param {any} event @param {string} path */
  async function open(event, path) {
    const now = await current();
    if (!now.files[path] && now.files[path + "/index.html"]) return Response.redirect(event.request.url.replace(/(?=[?#]|$)/, "/"));
    const known = await kept(path, now.files);
    if (known) {
      await bind(event, now.id);
      event.waitUntil(look());
      return known;
    }
    let response, build;
    try {
      ({ response, build } = await fromServer(event.request, path, now));
    } catch {
      return new Response(now.page.replaceAll("{site}", SCOPE), { headers: { "content-type": "text/html; charset=utf-8" } });
    }
    await bind(event, build ? build.id : "");
    if (build) event.waitUntil(keepWhole(path, build.files, response.clone()).catch(() => {}));
    event.waitUntil(look());
    return response;
  }

  /** Gives a page a file: of its own build, or none. @param {any} event @param {string} path */
  async function give(event, path) {
    const { request } = event;
    const [id, files] = await buildOf(event.clientId);
    await bind(event, id); // a worker that the page starts belongs to the same build
    const range = request.headers.get("range");
    const known = await kept(path, files);
    if (known) return part(known, range);
    if (range || (id && !files[path])) return fetch(request);
    if (!id) return passing(await fetch(new Request(request, { cache: "no-cache" })));
    const { right, file } = await load(path, files[path]);
    if (right || !file.ok) return file;
    if ((await newest())?.id === id) return file; // the server has this build, and changes files on their way
    if (CODE.includes(request.destination)) await again(event.clientId);
    return Response.error();
  }

  /** @type {Map<string, number>} */
  const opened = new Map();

  /** Opens a page anew whose version has gone from the server while it was loading; at most once a minute, as a server
      may never agree with itself. @param {string} page */
  async function again(page) {
    const client = await worker.clients.get(page);
    if (!client || /** @type {number} */ (opened.get(client.url) ?? 0) > Date.now() - 60000) return;
    opened.set(client.url, Date.now());
    await client.navigate(client.url).catch(() => {}); // what failed is not told to a page that goes
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

  /** Loads all that a new version needs, and has pages opened of it from then on: what was kept of the last one is kept of
      this one. Takes over only from a worker of other code. */
  async function prepare() {
    const { id, files } = BUILD;
    const last = await noted("current");
    const before = last && (await filesOf(last.id ?? last));
    await shelf.begin();
    const wanted = (await noted("whole")) ? Object.keys(files) : [...BUILD.shell, ...(await keptOf(before))];
    await each(wanted, (/** @type {string} */ path) => keepWhole(path, files));
    await note("build/" + id, files);
    await note("current", { id, size: BUILD.size, page: BUILD.page });
    await tidy(new Set([id, last?.id ?? last])).catch(() => {});
    if ((await noted("code")) !== BUILD.code) await worker.skipWaiting();
  }

  /** What of this build is there, or was of another one. @param {Files | undefined} before */
  async function keptOf(before) {
    const lacking = new Set(await missing(BUILD.files));
    const lacked = new Set(before && (await missing(before)));
    return Object.keys(BUILD.files).filter((path) => !lacking.has(path) || (before?.[path] && !lacked.has(path)));
  }

  /** Tells pages of older builds, and clears away what no page needs. @param {Set<string>} needed builds */
  async function tidy(needed) {
    const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "all" });
    const left = new Set();
    for (const page of await shelf.notedPages()) {
      const { id, at } = (await noted("page/" + page)) ?? {};
      const client = open.find((/** @type {{ id: string }} */ one) => one.id === page);
      if (client && id && id !== BUILD.id) client.postMessage({ coursewright: "fresh" });
      if (!client && at < Date.now() - DAY) continue; // one that isn't seen may come back with “Back”
      needed.add(id);
      left.add(page);
    }
    await shelf.clear(needed, left);
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
      await shelf.end();
    }
  }

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(prepare()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(note("code", BUILD.code)));

  /* ---- what a page asks for ---------------------------------------------------------------------------------- */

  /** @type {Record<string, ((port: MessagePort, address?: string) => Promise<unknown>) | null>} */
  const ASKED = {
    __proto__: null,
    /** A page that was opened before there was a worker. */
    async opened(_port, address) {
      const { files } = await current();
      const path = pathOf(address ?? "");
      if (path && files[path]) await keepWhole(path, files).catch(() => {});
    },
    async state(port) {
      const { size, files } = await current();
      port.postMessage({ size, whole: !(await missing(files)).length });
    },
    async whole(port) {
      const { size, files } = await current();
      const paths = await missing(files);
      let done = 0;
      try {
        await note("whole", true);
        await each(paths, async (/** @type {string} */ path) => {
          await keepWhole(path, files);
          port.postMessage({ done: ++done, all: paths.length });
        });
        port.postMessage({ size, whole: true });
      } catch {
        port.postMessage({ failed: true });
      }
    },
    async forget(port) {
      await shelf.end();
      port?.postMessage({});
    },
  };

  worker.addEventListener("message", (/** @type {any} */ event) => {
    const act = ASKED[event.data?.coursewright];
    if (act) event.waitUntil(act(event.ports[0], event.data.address));
  });
})(self);
