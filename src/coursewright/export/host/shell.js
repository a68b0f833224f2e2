/* The page that an LMS launches: shows the course's pages in a frame, keeps what they save, and has the adapter tell the
   LMS. It is a host of coursewright/1; an adapter (scorm12.js …) has put itself into `coursewrightLms` before. */
(function () {
  "use strict";
  const PROTOCOL = "coursewright/1";
  /** @type {PackageFacts} */
  const facts = JSON.parse(document.querySelector("#course").textContent);
  const frame = document.querySelector("iframe[name=lesson]");
  const links = [...document.querySelectorAll("nav a")];
  const lms = window.coursewrightLms;
  /** @param {Unknown} value @returns {value is State} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @param {string} english */
  const text = (english) => facts.texts[english] ?? english;
  /** @param {string} english */
  const say = (english) => {
    const place = document.querySelector("#said");
    const said = english && text(english);
    if (place.textContent !== said) place.textContent = said;
  };

  /** @type {State} */
  let state = {};
  let location = "";

  /* ---- what has been reached ------------------------------------------------------------------------------ */

  /** @param {string} name @returns {State} */
  const part = (name) => (isObject(state[name]) ? state[name] : {});

  /** @param {PackageStep} step */
  function isDone({ kind, id }) {
    const saved = part(kind + "s")[id];
    return kind === "lesson" ? saved?.done === true : saved?.complete === true || saved?.skipped === true;
  }

  /** The attempts at the final that were handed in. @param {Unknown} final @returns {State[]} */
  const handed = (final) => Object.entries(isObject(final) ? final : {}).flatMap(([id, one]) => (/^\d+$/.test(id) && isObject(one) && one.total > 0 ? [one] : []));

  /** The best of them; null before there is one. */
  const best = () => handed(state.final).reduce((/** @type {State | null} */ most, one) => (most && most.score / most.total >= one.score / one.total ? most : one), null);

  /** What the LMS is told: whether all is done that finishing takes, and the score in per cent; null while there is none.
      The score is that of the final assessment where finishing takes one, else that of the lessons' checks. @returns {Reached} */
  function result() {
    const asked = facts.steps.filter(({ kind }) => facts.needs.includes(kind + "s"));
    const done = asked.filter(isDone).length;
    const lessons = facts.steps.filter(({ kind }) => kind === "lesson");
    let score = null;
    let passed = false;
    let complete = done === asked.length;
    if (facts.final) {
      const most = best();
      if (most) score = (100 * most.score) / most.total;
      passed = most !== null && Object.values(part("final")).some((one) => one?.passed === true);
      complete = complete && passed;
    } else if (lessons.length) {
      const total = lessons.reduce((sum, { total }) => sum + total, 0);
      const right = lessons.reduce((sum, { id, total }) => sum + Math.min(part("lessons")[id]?.right ?? 0, total), 0);
      const begun = lessons.some(({ id }) => part("lessons")[id]?.answered > 0);
      if (begun && total) score = (100 * right) / total;
      passed = complete && score !== null && score >= facts.pass - 1e-9;
    }
    const all = asked.length + (facts.final ? 1 : 0);
    const progress = all ? (done + (facts.final && passed ? 1 : 0)) / all : 0;
    const judged = facts.final ? score !== null : complete; // whether the score is more than one on the way
    const attempts = handed(state.final).length;
    return { complete, passed, judged, attempts, score: score === null ? null : Math.round(score * 100) / 100, progress };
  }

  /* ---- the frame ------------------------------------------------------------------------------------------- */

  /** The page's path inside the package; empty for anything that isn't one of ours. @param {string} path */
  function pageOf(path) {
    return facts.pages.find((page) => path.endsWith("/" + page)) ?? "";
  }

  function mark() {
    for (const link of links) {
      const page = link.getAttribute("href");
      const steps = facts.steps.filter(({ url }) => page === url);
      const done = steps.length > 0 && steps.every(isDone);
      link.classList.toggle("done", done);
      if (done) link.dataset.said = text("done");
      else delete link.dataset.said;
      if (page === location.replace(/#.*/, "")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** @param {string} type @param {object} detail */
  const tell = (type, detail) => frame.contentWindow.postMessage({ protocol: PROTOCOL, type, ...detail }, window.origin);

  /** @param {any[]} entry */
  function change([name, id, value]) {
    const known = { ...part(name) };
    if (value === null) delete known[id];
    else known[id] = value;
    state = { ...state, [name]: known };
  }

  /** An attempt at the final tells its answers when it is handed in, and not before. @param {any[]} entry */
  function handedIn([name, n, tried]) {
    if (name !== "final" || !/^\d+$/.test(n) || part("final")[n] || !Array.isArray(tried?.slots)) return;
    for (const { id, response, score, latency } of tried.slots) {
      if (response && facts.items[id]) lms.answered({ id, response, score, latency }, facts.items[id]);
    }
  }

  /** What the lessons tell. @type {Record<string, (detail: any) => void>} */
  const HEARD = {
    ready({ version }) {
      tell("state", { state: { ...state, version } });
      if (facts.choices) tell("config", { choices: true });
    },
    state({ changes }) {
      for (const one of Array.isArray(changes) ? changes : []) {
        if (!Array.isArray(one)) continue;
        handedIn(one);
        change(one);
      }
      lms.save(state, result());
    },
    answered(detail) {
      if (Array.isArray(detail.response)) lms.answered(detail, facts.items[detail.id]); // none where it was taken back
    },
    bookmark({ location: there }) {
      const [path, fragment] = String(there).split("#");
      const page = pageOf(path);
      if (!page) return;
      location = page + (fragment ? "#" + fragment : "");
      lms.goTo(location);
    },
    choice(detail) {
      lms.chose(detail);
    },
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== window.origin || !isObject(data) || data.protocol !== PROTOCOL) return;
    if (Object.hasOwn(HEARD, data.type)) HEARD[data.type](data);
    mark();
  });

  /* ---- from launch to the end -------------------------------------------------------------------------------- */

  async function launch() {
    const begun = await lms.start({ say, facts, attempts: ({ final }) => handed(final).length });
    state = isObject(begun.state) ? begun.state : {};
    const there = String(begun.location ?? "");
    const page = facts.pages.find((one) => one === there.split("#")[0] || window.coursewrightCodec.digest(one) === there);
    location = page && there.startsWith(page) ? there : (page ?? facts.pages[0]); // one that was too long stands by its digest
    if (begun.late && Object.keys(state).length) lms.save(state, result()); // the browser kept what the platform hasn't heard
    frame.src = location;
    mark();
    if (/^https?:/.test(begun.exit ?? "")) {
      const close = Object.assign(document.createElement("a"), { href: begun.exit, id: "close", textContent: text("Close") });
      close.addEventListener("click", () => lms.end());
      document.querySelector("header")?.append(close);
    }
  }

  const outline = document.querySelector("#outline");
  for (const link of links) link.addEventListener("click", () => outline?.removeAttribute("open"));
  addEventListener("pagehide", () => lms.end());
  addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload()); // its session is over
  launch();
})();
