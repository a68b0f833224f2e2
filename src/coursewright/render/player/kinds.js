/* Kinds of items that few pages have: order, match, numeric, short. `coursewright.kinds` holds them beside the player's. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.kinds.order) return; // instant navigation runs the page's script again

  const { text, make } = cw;
  const keyOf = (item) => (item.dataset.key ? item.dataset.key.split(" ") : []);
  const none = () => [];

  /** Marks a control as right or wrong, for the eye and for screen readers. */
  function mark(control, right) {
    control.classList.add(right ? "cw-right" : "cw-wrong");
    control.setAttribute("aria-invalid", String(!right));
  }

  /* ---- order: a response names the steps as the learner has put them; none where nothing was moved ---------- */

  const idOf = (step) => step.dataset.choice;

  /** Puts buttons into each step, in the place that is kept for them. */
  function equip(item) {
    item.steps = item.querySelector(".cw-steps");
    item.first = [...item.steps.children];
    item.where = make("p", { className: "cw-unseen" });
    item.where.setAttribute("role", "status");
    item.steps.after(item.where);
    for (const step of item.first) {
      const label = step.querySelector(".cw-label").textContent.trim();
      for (const [by, english, arrow] of [[-1, "Move up", "↑"], [1, "Move down", "↓"]]) {
        const button = make("button", { type: "button", className: "cw-move", textContent: arrow });
        button.setAttribute("aria-label", `${text(english)}: ${label}`);
        button.addEventListener("click", () => move(item, step, by));
        step.querySelector(".cw-moves").append(button);
      }
    }
  }

  /** Moves a step by taking its neighbour to its other side: so the focus stays where it is. */
  function move(item, step, by) {
    const neighbour = by < 0 ? step.previousElementSibling : step.nextElementSibling;
    if (item.settled) return;
    if (neighbour) {
      if (by < 0) step.after(neighbour);
      else step.before(neighbour);
      item.moved = true;
      arranged(item);
      item.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const rows = [...item.steps.children];
    item.where.textContent = text("{n} of {total}", { n: rows.indexOf(step) + 1, total: rows.length });
    step.scrollIntoView({ block: "nearest" });
  }

  /** Says which buttons lead nowhere: at the ends, and everywhere behind the verdict. */
  function arranged(item) {
    item.controls = [...item.steps.querySelectorAll("button")];
    item.controls.forEach((button, at) => {
      const stuck = item.settled || at === 0 || at === item.controls.length - 1;
      if (stuck) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }

  const pairsOf = (steps) => steps.slice(1).map((step, at) => `${steps[at]} ${step}`);

  const order = {
    controls(item) {
      if (!item.steps) equip(item);
      return [...item.steps.querySelectorAll("button")];
    },
    response: (item) => (item.moved ? [...item.steps.children].map(idOf) : []),
    complete: (response) => response.length > 0,
    prompt: "Move a step first.",
    part(item, response) {
      const key = keyOf(item);
      const follows = pairsOf(key);
      const whole = key.length === response.length && new Set(response).size === key.length;
      if (!follows.length || !whole || !response.every((step) => key.includes(step))) return 0;
      return pairsOf(response).filter((pair) => follows.includes(pair)).length / follows.length;
    },
    show(item, response) {
      item.moved = response.length > 0;
      item.where.textContent = "";
      const by = new Map(item.first.map((step) => [idOf(step), step]));
      item.steps.append(...(item.moved ? response.map((id) => by.get(id)).filter(Boolean) : item.first));
      arranged(item);
    },
    ready: arranged,
    /** A step is right where the right one stands before it: what the score counts, and the first place. */
    mark(item, response) {
      if (!item.scored) return;
      const key = keyOf(item);
      for (const [at, step] of [...item.steps.children].entries()) {
        const right = key[key.indexOf(idOf(step)) - 1] === response[at - 1];
        step.classList.add(right ? "cw-right" : "cw-wrong");
        const said = text(right ? "Correct answer!" : "Incorrect answer.");
        step.querySelector(".cw-label").append(make("span", { className: "cw-unseen cw-mark" }, ` ${said}`));
      }
    },
    clear(item) {
      for (const said of item.steps.querySelectorAll(".cw-mark")) said.remove();
    },
    reasons: none,
    lock() {}, // a step knows itself when it may move
  };

  /* ---- match: a response has `left:right`, of ids, for each line in which something is chosen ---------------- */

  const match = {
    controls: (item) => [...item.querySelectorAll(".cw-pair select")],
    response: (item) => item.controls.filter((box) => box.value).map((box) => `${box.dataset.pair}:${box.value}`),
    complete: (response, item) => response.length === item.controls.length,
    prompt: "Choose one in every line first.",
    part(item, response) {
      const key = keyOf(item);
      return key.length ? key.filter((pair) => response.includes(pair)).length / key.length : 0;
    },
    show(item, response) {
      const by = new Map(response.map((pair) => pair.split(":")));
      for (const box of item.controls) box.value = by.get(box.dataset.pair) ?? "";
    },
    mark(item) {
      if (item.scored) for (const box of item.controls) mark(box, keyOf(item).includes(`${box.dataset.pair}:${box.value}`));
    },
    reasons: none,
    lock(event) {
      const acts = /^(?:Arrow|Page|Home|End|Enter|F4|.$)/.test(event.key) && !event.ctrlKey && !event.metaKey;
      if (event.type !== "keydown" || acts) event.preventDefault(); // Tab and the browser's own keys go on working
    },
  };

  /* ---- numeric and short: a response is what was typed ------------------------------------------------------- */

  const typing = {
    response: (item) => item.controls.map((input) => input.value),
    complete: (response) => response.every((typed) => typed.trim() !== ""),
    show(item, response) {
      item.controls.forEach((input, at) => (input.value = response[at] ?? ""));
    },
    mark(item, response) {
      if (item.scored) for (const input of item.controls) mark(input, this.part(item, response) === 1);
    },
    reasons: none,
    lock() {}, // read-only does it
  };

  const EPSILON = 1e-12;
  const SIGNED = /^[ \t\n\r\f\v\u00a0\u2009\u202f]*([+\-−]?)[ \t\n\r\f\v\u00a0\u2009\u202f]*([^]*?)[ \t\n\r\f\v\u00a0\u2009\u202f]*$/;
  const GROUPED =
    /^[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+(?=\.|$)|(?:[ \u00a0\u2009\u202f][0-9]{3})+(?=[.,]|$)|(?:\.[0-9]{3}){2,}(?=,|$)|\.[0-9]{3}(?=,))/;
  const PLAIN = /^(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})$/;

  /** Reads a typed number as the checker does, character for character; null where it is none. */
  function readNumber(typed) {
    const [, sign, digits] = SIGNED.exec(typed);
    const plain = digits.replace(GROUPED, (grouped) => grouped.replace(/[^0-9]/g, "")).replaceAll(",", ".");
    if (!PLAIN.test(plain)) return null;
    return sign === "-" || sign === "−" ? -Number(plain) : Number(plain);
  }

  const numeric = {
    ...typing,
    controls: (item) => [...item.querySelectorAll("input.cw-gap")],
    complete: (response) => response.every((typed) => readNumber(typed) !== null),
    prompt: (response) =>
      response.every((typed) => typed.trim() !== "")
        ? "That is not a number: write it as 1234.5."
        : "Fill in every blank first.",
    part(item, response) {
      const { value, tolerance } = item.querySelector("input.cw-gap")?.dataset ?? {};
      const number = response.length === 1 ? readNumber(response[0]) : null;
      if (number === null || value === undefined) return 0;
      const slack = Number(tolerance) + EPSILON * Math.max(Math.abs(number), Math.abs(Number(value)));
      return +(Math.abs(number - Number(value)) <= slack);
    },
  };

  /** The id of the choice that the typed answer means, accepted or foreseen. */
  function meant(item, response) {
    const answers = JSON.parse(item.querySelector("[data-answers]").dataset.answers);
    const typed = cw.plain(response[0]);
    return Object.hasOwn(answers, typed) ? answers[typed] : null;
  }

  const short = {
    ...typing,
    controls: (item) => [...item.querySelectorAll("[data-answers]")],
    prompt: "Write an answer first.",
    part: (item, response) => +(response.length === 1 && keyOf(item).includes(meant(item, response))),
    reasons: (item, response) =>
      [...item.querySelectorAll(".cw-answer .cw-reason")].filter((row) => row.dataset.choice === meant(item, response)),
  };

  for (const [name, kind] of Object.entries({ order, match, numeric, short })) {
    cw.kinds[name] = { ...kind, score: (item, response) => cw.worth(item, kind.part(item, response)) };
  }
  for (const item of document.querySelectorAll("cw-item")) item.connectedCallback?.(); // who came before this script
  document.querySelector("cw-score")?.update?.();
});
