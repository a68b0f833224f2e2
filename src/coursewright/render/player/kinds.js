/* Kinds of items that few pages have: order, match, numeric, short. `coursewright.kinds` holds them beside the player's. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.kinds.order) return; // instant navigation runs the page's script again

  const { text, make } = cw;
  const keyOf = (item) => cw.facts(item).key;
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

  const order = {
    controls(item) {
      if (!item.steps) equip(item);
      return [...item.steps.querySelectorAll("button")];
    },
    response: (item) => (item.moved ? [...item.steps.children].map(idOf) : []),
    complete: (response) => response.length > 0,
    prompt: "Move a step first.",
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

  const numeric = {
    ...typing,
    controls: (item) => [...item.querySelectorAll("input.cw-gap")],
    complete: (response) => response.every((typed) => cw.scoring.readNumber(typed) !== null),
    prompt: (response) =>
      response.every((typed) => typed.trim() !== "")
        ? "That is not a number: write it as 1234.5."
        : "Fill in every blank first.",
  };

  const meant = (item, response) => cw.scoring.meant(cw.facts(item).answers, response[0]);

  const short = {
    ...typing,
    controls: (item) => [...item.querySelectorAll("[data-answers]")],
    prompt: "Write an answer first.",
    reasons: (item, response) =>
      [...item.querySelectorAll(".cw-answer .cw-reason")].filter((row) => row.dataset.choice === meant(item, response)),
  };

  for (const [name, kind] of Object.entries({ order, match, numeric, short })) cw.scored(name, kind);
  for (const item of document.querySelectorAll("cw-item")) item.connectedCallback?.(); // who came before this script
  document.querySelector("cw-score")?.update?.();
});
