/* A page inside another page: its height for any parent, the protocol coursewright/1 for a parent it may trust, and
   the one item or scenario that the address asks for. docs/toolkit/protocol.md describes the messages. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.frame) return;
  cw.frame = true;
  const PROTOCOL = "coursewright/1";
  const { parent } = window;
  const framed = parent !== window;
  const asked = new URLSearchParams(location.search);

  /* ---- what is shown -------------------------------------------------------------------------------------- */

  /** Leaves of the page what the address names: `?embed&item=ID`, `?embed&scenario=ID`, or with `?embed` all of it. */
  function showAsked() {
    const root = document.documentElement;
    const article = document.querySelector(".cw-article");
    root.dataset.embed = "page";
    for (const kind of ["item", "scenario"]) {
      const found = document.querySelector(`cw-${kind}[data-${kind}="${CSS.escape(asked.get(kind) ?? "")}"]`);
      if (found && article) {
        const counts = document.querySelector("cw-score"); // it says where answers can't be saved
        const heading = article.querySelector("h1"); // unseen, it still says where a reader is
        heading?.classList.add("cw-unseen");
        const number = found.querySelector(":scope > form > .cw-number"); // of one question alone it isn't seen either
        number?.classList.add("cw-heard");
        number?.setAttribute("aria-level", "2"); // right below the page's own heading
        article.append(...[heading, found, counts].filter(Boolean));
        for (const part of article.querySelectorAll(":scope > *")) part.hidden = ![heading, found, counts].includes(part);
        root.dataset.embed = kind;
      }
    }
  }

  /** What leads out of the frame opens a window of its own, whenever it came to the page: of an embed, another page of
      the course as well; of a package, all that is no page in it, as a picture has no way back. A file that is saved, or a
      letter, leaves nothing. */
  function openOutside() {
    const embedded = "embed" in document.documentElement.dataset;
    /** @param {any} event */
    const listen = ({ target }) => {
      const link = target.closest("a[href]:not([download]), area[href]");
      const page = embedded ? link?.pathname === location.pathname : !/\.(?!html$)\w+$/.test(link?.pathname ?? "");
      const stays = link?.origin === location.origin && page;
      if (link?.protocol.startsWith("http") && !stays) Object.assign(link, { target: "_blank", rel: "noopener" });
    };
    document.addEventListener("click", listen, true); // before the browser follows it
  }

  /* ---- height --------------------------------------------------------------------------------------------- */

  let height = 0;

  /** Tells any parent how high the content is. It never depends on the frame's own height, so nothing can chase it. */
  function tellHeight() {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    parent.postMessage({ protocol: PROTOCOL, type: "resize", height: now }, "*");
    if ("hosted" in document.documentElement.dataset) return;
    parent.postMessage({ subject: "lti.frameResize", height: now }, "*"); // Canvas, and others that speak LTI
    tellSizer("size");
  }

  /** The name by which a parent with iframe-resizer calls this frame, once it has. */
  let sizer = "";

  /** Tells such a parent the height, as iframe-resizer's script inside a frame would. @param {string} why */
  function tellSizer(why) {
    if (sizer) parent.postMessage(`[iFrameSizer]${sizer}:${height}:${innerWidth}:${why}`, "*");
  }

  /** Such a parent introduces itself by a text: its mark, the frame's name, and settings that don't matter here.
      @param {MessageEvent} event */
  function hearSizer({ source, data }) {
    const [, name] = (source === parent && typeof data === "string" && /^\[iFrameSizer\]([\w.-]{1,100}):/.exec(data)) || [];
    if (!name || sizer) return;
    sizer = name;
    tellSizer("init");
  }

  /* ---- a parent that may hear of the learner ---------------------------------------------------------------- */

  /** Origins that the course's author lists; the browser, not the message, says which one a parent has. */
  const listed = (document.querySelector("[data-hosts]")?.dataset.hosts ?? "").split(" ").filter(Boolean);
  /** Whether it asks for choices in scenarios; null until it has said. @type {boolean | null} */
  let choices = null;
  /** @type {[type: string, detail: object][]} */
  let chosen = [];
  /** The parent's origin, once it is trusted. @type {string | null} */
  let trusted = null;
  /** @type {[type: string, detail: object][]} */
  let untold = [];

  function sameOrigin() {
    try {
      return parent.location.origin === location.origin && location.origin !== "null" ? location.origin : null;
    } catch {
      return null;
    }
  }

  /** @param {string} type */
  function tell(type, detail = {}) {
    if (!trusted) {
      untold.push([type, detail]);
      untold = untold.slice(-100); // until a listed parent says hello; other parents never hear it
      return;
    }
    parent.postMessage({ ...detail, protocol: PROTOCOL, type }, trusted);
  }

  /** @param {string} origin */
  function trust(origin) {
    if (trusted) return;
    trusted = origin;
    document.querySelector(".cw-resume")?.remove(); // the host keeps what is answered
    tell("ready", { course: cw.page()?.dataset.course ?? "", lesson: cw.page()?.dataset.lesson ?? "", title: document.title, version: cw.VERSION });
    tell("bookmark", { location: location.pathname + location.hash });
    const waiting = untold;
    untold = [];
    for (const [type, detail] of waiting) tell(type, detail);
  }

  /** What can be taken of a state that came from another window: a copy, or nothing. @param {Unknown} state */
  function taken(state) {
    if (!cw.isObject(state)) return undefined;
    try {
      const text = JSON.stringify(state);
      return text.length <= cw.MOST ? cw.readable(JSON.parse(text)) : undefined;
    } catch {
      return undefined; // it holds itself, or what is no JSON
    }
  }

  /** Takes a state that a host keeps, such as an LMS, in place of the course's; not if it can't be read, or may not.
      @param {Unknown} state */
  function adopt(state) {
    const found = taken(state);
    if (!found) return;
    const mine = cw.store();
    if (mine.apart) {
      const early = [...mine.unwritten.values()]; // what was done before the host's word came
      cw.apply(found, early);
      Object.assign(mine, { state: found, hosted: true });
      mine.tell(early);
      cw.announce("restored", {});
      return;
    }
    try {
      const own = localStorage.getItem(mine.key);
      if (own !== null && JSON.parse(own)?.version > cw.VERSION) return; // a newer player's
      localStorage.setItem(mine.key, JSON.stringify(found));
    } catch {
      // it lies in memory, and with the host
    }
    mine.unwritten.clear();
    Object.assign(mine, { state: found, saw: [], hosted: true });
    cw.announce("restored", {});
  }
  cw.adopt = adopt;

  const HEARD = ["hello", "state", "config"];

  /** Messages from the parent: hello, state, config. Anything else, from anyone else, is as if it had not come.
      @param {any} event */
  function hear(event) {
    const { source, origin, data } = event;
    if (source !== parent || !cw.isObject(data) || data.protocol !== PROTOCOL || !HEARD.includes(data.type)) return;
    if (origin !== sameOrigin() && !(listed.includes(origin) && origin !== "null")) return;
    trust(origin);
    if (data.type === "state") adopt(data.state);
    if (data.type === "config") choices = data.choices === true;
    if (choices) for (const [type, detail] of chosen) tell(type, detail);
    if (choices !== null) chosen = [];
  }

  /** What the page's parts announce to each other is what a trusted parent hears. */
  const FORWARDED = ["answered", "progress", "scored", "completed", "ending"];
  const CHOICES = ["scene", "choice"];

  /** @param {string} name @param {any} detail */
  function forward(name, detail) {
    if (name === "saved") tell("state", detail);
    else if (FORWARDED.includes(name)) tell(name, detail ?? {});
    else if (CHOICES.includes(name) && choices !== false) {
      if (choices) tell(name, detail);
      else chosen = [...chosen, /** @type {[string, object]} */ ([name, detail])].slice(-100);
    }
  }

  /* ---- a learner whose answers stay in this frame ------------------------------------------------------------ */

  /** Whether browsers keep what this frame saves apart from what the course's own site saves: by the sites around it. */
  function isApart() {
    const around = framed ? [...(location.ancestorOrigins ?? [document.referrer])] : [];
    const here = location.hostname;
    return around.some((origin) => {
      const [, host] = /^https?:\/\/([^/:]+)/.exec(origin) ?? [];
      return !here || !host || !(host === here || host.endsWith("." + here) || here.endsWith("." + host));
    });
  }

  /** Offers to take answers along, and to bring them back, where they would be lost else, or the address has some. */
  function offer() {
    const needed = !trusted && (isApart() || !cw.store().lasting);
    if ("hosted" in document.documentElement.dataset || !(needed || location.hash.startsWith("#resume="))) return;
    if (cw.resume) return cw.resume();
    cw.resume = () => {}; // it comes
    for (const name of ["sound.js", "codec.js", "resume.js"]) document.head.append(cw.make("script", { src: name, async: false }));
  }

  function start() {
    const { early = [] } = cw;
    delete cw.early;
    for (const name of ["progress", "restored", "saved", "choice"]) document.addEventListener(`coursewright:${name}`, offer);
    offer();
    const { embed, hosted } = document.documentElement.dataset;
    if (embed !== undefined) showAsked();
    if (embed !== undefined || (framed && hosted !== undefined)) openOutside();
    if (!framed) return;
    for (const name of [...FORWARDED, ...CHOICES, "saved"]) document.addEventListener(`coursewright:${name}`, ({ detail }) => forward(name, detail));
    for (const [name, detail] of early) forward(name, detail);
    addEventListener("message", hear);
    addEventListener("message", hearSizer);
    addEventListener("hashchange", () => tell("bookmark", { location: location.pathname + location.hash }));
    new ResizeObserver(tellHeight).observe(document.body);
    tellHeight();
    const origin = sameOrigin();
    if (origin) trust(origin);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
});
