/* What the final assessment shows beside its questions: which of them have an answer, and what came out. It draws, and
   keeps nothing. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.result) return;

  const { text, make, bare } = cw;

  /** A question's number that leads to it. @param {number} at @param {() => void} go */
  function link(at, go) {
    const made = make("a", { href: "#" }, String(at + 1));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      go();
    });
    return made;
  }

  /** @param {HTMLElement} entry @param {number} at @param {number} total @param {string} state */
  function name(entry, at, total, state) {
    entry.setAttribute("aria-label", `${text("Question {n} of {total}", { n: at + 1, total })}: ${state}`);
  }

  /** All questions by their numbers, each a link. @param {number} total @param {(at: number) => void} go */
  function strip(total, go) {
    const rows = [...Array(total).keys()].map((at) => make("li", {}, link(at, () => go(at))));
    const made = make("nav", { className: "cw-strip" }, make("ol", {}, ...rows));
    made.setAttribute("aria-label", text("Questions"));
    return made;
  }

  /** Shows which questions have an answer, and which one is asked.
      @param {HTMLElement} made @param {Slot[]} slots @param {number} now */
  function mark(made, slots, now) {
    for (const [at, entry] of [...made.querySelectorAll("a")].entries()) {
      const answered = Boolean(slots[at].response);
      entry.classList.toggle("cw-answered", answered);
      if (at === now) entry.setAttribute("aria-current", "step");
      name(entry, at, slots.length, text(answered ? "answered" : "no answer yet"));
    }
  }

  /** The numbers of those without an answer, each a link.
      @param {number[]} empty @param {number} total @param {(at: number) => void} go */
  function lacking(empty, total, go) {
    const [before, after] = text("Still without an answer: {list}.", { list: "\n" }).split("\n");
    const list = empty.flatMap((at) => {
      const entry = link(at, () => go(at));
      entry.setAttribute("aria-label", text("Question {n} of {total}", { n: at + 1, total }));
      return [", ", entry];
    });
    return [before, ...list.slice(1), after];
  }

  /** Where an attempt's questions belong: each with its score, its lesson's link, and the part of the course.
      @param {HTMLElement} root @param {Slot[]} slots */
  function places(root, slots) {
    const rows = [...root.querySelectorAll(".cw-places > li")];
    return slots.map((one) => {
      const row = rows.find(({ dataset }) => dataset.items.split(" ").includes(one.id));
      return { score: one.score, row, part: row?.dataset.part };
    });
  }

  const round = (/** @type {number} */ score) => Math.round(score * 100) / 100;

  /** How much was right in each part of the course; nothing where it isn't known of every question.
      @param {HTMLElement} root @param {{ score?: number, part?: string }[]} found */
  function parts(root, found) {
    const all = [...root.querySelectorAll(".cw-places > li")].map(({ dataset }) => dataset.part);
    const names = [...new Set(all)].filter((name) => found.some(({ part }) => part === name));
    if (names.length < 2 || !found.every(({ part, score }) => part && typeof score === "number")) return [];
    const rows = names.map((part) => {
      const own = found.filter((one) => one.part === part);
      const n = round(own.reduce((sum, { score }) => sum + (score ?? 0), 0));
      const head = make("th", { scope: "row" }, part);
      return make("tr", {}, head, make("td", {}, text("{n} of {total}", { n, total: own.length })));
    });
    return [make("table", { className: "cw-parts" }, make("caption", {}, text("Part by part")), make("tbody", {}, ...rows))];
  }

  /** The lessons of what wasn't right, in the order of the course.
      @param {HTMLElement} root @param {{ score?: number, row?: HTMLElement }[]} found @param {string} heading */
  function lessons(root, found, heading) {
    const missed = new Set(found.filter(({ score = 1 }) => score < 1).map(({ row }) => row));
    const rows = [...root.querySelectorAll(".cw-places > li")].filter((row) => missed.has(row));
    const links = rows.flatMap((row) => row.querySelector("a") ?? []).map((link) => make("li", {}, bare(link)));
    if (!links.length) return [];
    return [make(heading, {}, text("Lessons to return to")), make("ul", { className: "cw-return" }, ...links)];
  }

  /** The end of an attempt: the score large, passed or not in words, part by part, and what to read again.
      @param {HTMLElement} root @param {HTMLElement[]} tried each attempt in words, the last one at the end
      @param {Attempt} last @param {string} heading */
  function shown(root, tried, last, heading) {
    const found = places(root, last.slots ?? []);
    const figure = make("p", { className: "cw-figure" }, text("{n} of {total}", { n: round(last.score), total: last.total }));
    figure.setAttribute("aria-hidden", "true"); // the words below say it, too
    const said = make(heading, { className: last.passed ? "cw-passed" : "" }, ...(tried.at(-1)?.childNodes ?? []));
    const earlier = tried.slice(0, -1);
    const card = make("div", { className: "cw-tried cw-outcome-card", tabIndex: -1 }, figure, said, ...earlier);
    return [card, ...parts(root, found), ...lessons(root, found, heading)];
  }

  /** What an author wrote for whoever is about to begin, to be read once more ahead of another attempt: a result takes its
      place at the top of the page. @param {HTMLElement} root */
  const before = (root) => [...(root.parentElement?.querySelectorAll(":scope > .cw-before") ?? [])].map((part) => bare(part));

  /** The rules, folded away. @param {HTMLElement} rules */
  function folded(rules) {
    const copy = bare(rules);
    copy.hidden = false;
    copy.className = "";
    return make("details", { className: "cw-folded" }, make("summary", {}, text("The rules")), copy);
  }

  cw.result = { strip, mark, lacking, shown, before, folded };
});
