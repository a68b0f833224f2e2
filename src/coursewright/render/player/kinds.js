/* Kinds of items that few pages have: blanks, order, match, numeric, short. `coursewright.kinds` holds them beside the
   player's. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.kinds.order) return; // instant navigation runs the page's script again

  const { text, make } = cw;
  /** @param {Item} item */
  const keyOf = (item) => cw.facts(item).key;
  /** @type {() => HTMLElement[]} */
  const none = () => [];

  /** Marks a control as right or wrong, for the eye and for screen readers.
      @param {Control} control @param {boolean} right */
  function mark(control, right) {
    control.classList.add(right ? "cw-right" : "cw-wrong");
    control.setAttribute("aria-invalid", String(!right));
  }

  /* ---- order: a response names the steps as the learner has put them; none where nothing was moved ---------- */

  /** @param {HTMLElement} step */
  const idOf = (step) => step.dataset.choice;

  /** Puts buttons into each step, in the place that is kept for them. @param {Ordered} item */
  function equip(item) {
    item.steps = item.querySelector(".cw-steps");
    item.first = [...item.steps.querySelectorAll(":scope > li")];
    item.where = make("p", { className: "cw-unseen" });
    item.where.setAttribute("role", "status");
    item.steps.after(item.where);
    for (const step of item.first) {
      const label = step.querySelector(".cw-label").textContent.trim();
      /** @type {[number, string, string][]} */
      const ways = [[-1, "Move up", "↑"], [1, "Move down", "↓"]];
      for (const [by, english, arrow] of ways) {
        const button = make("button", { type: "button", className: "cw-move", textContent: arrow });
        button.setAttribute("aria-label", `${text(english)}: ${label}`);
        button.addEventListener("click", () => move(item, step, by));
        step.querySelector(".cw-moves").append(button);
      }
    }
  }

  /** Moves a step by taking its neighbour to its other side: so the focus stays where it is.
      @param {Ordered} item @param {HTMLElement} step @param {number} by */
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

  /** Says which buttons lead nowhere: at the ends, and everywhere behind the verdict. @param {Ordered} item */
  function arranged(item) {
    item.controls = [...item.steps.querySelectorAll("button")];
    item.controls.forEach((button, at) => {
      const stuck = item.settled || at === 0 || at === item.controls.length - 1;
      if (stuck) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }

  /** @type {Kind} */
  const order = {
    /** @param {Ordered} item */
    controls(item) {
      if (!item.steps) equip(item);
      return [...item.steps.querySelectorAll("button")];
    },
    /** @param {Ordered} item */
    response: (item) => (item.moved ? [...item.steps.querySelectorAll(":scope > li")].map(idOf) : []),
    /** @param {Given} response */
    complete: (response) => response.length > 0,
    prompt: "Move a step first.",
    /** @param {Ordered} item @param {Given} response */
    show(item, response) {
      item.moved = response.length > 0;
      item.where.textContent = "";
      const by = new Map(item.first.map((step) => [idOf(step), step]));
      item.steps.append(...(item.moved ? response.map((id) => by.get(id)).filter(Boolean) : item.first));
      arranged(item);
    },
    ready: arranged,
    /** A step is right where the right one stands before it: what the score counts, and the first place.
        @param {Ordered} item @param {Given} response */
    mark(item, response) {
      if (!item.scored) return;
      const key = keyOf(item);
      for (const [at, step] of [...item.steps.querySelectorAll(":scope > li")].entries()) {
        const right = key[key.indexOf(idOf(step)) - 1] === response[at - 1];
        step.classList.add(right ? "cw-right" : "cw-wrong");
        const said = text(right ? "Correct answer!" : "Incorrect answer.");
        step.querySelector(".cw-label").append(make("span", { className: "cw-unseen cw-mark" }, ` ${said}`));
      }
    },
    /** @param {Ordered} item */
    clear(item) {
      for (const said of item.steps.querySelectorAll(".cw-mark")) said.remove();
    },
    reasons: none,
    lock() {}, // a step knows itself when it may move
  };

  /* ---- match: a response has `left:right`, of ids, for each line in which something is chosen ---------------- */

  /** @type {Kind} */
  const match = {
    /** @param {Item} item */
    controls: (item) => [...item.querySelectorAll(".cw-pair select")],
    /** @param {Item} item */
    response: (item) => item.controls.filter((box) => box.value).map((box) => `${box.dataset.pair}:${box.value}`),
    /** @param {Given} response @param {Item} item */
    complete: (response, item) => response.length === item.controls.length,
    prompt: "Choose one in every line first.",
    /** @param {Item} item @param {Given} response */
    show(item, response) {
      const by = new Map(response.map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
      for (const box of item.controls) box.value = by.get(box.dataset.pair) ?? "";
    },
    /** @param {Item} item */
    mark(item) {
      if (item.scored) for (const box of item.controls) mark(box, keyOf(item).includes(`${box.dataset.pair}:${box.value}`));
    },
    reasons: none,
    /** @param {any} event */
    lock(event) {
      const acts = /^(?:Arrow|Page|Home|End|Enter|F4|.$)/.test(event.key) && !event.ctrlKey && !event.metaKey;
      if (event.type !== "keydown" || acts) event.preventDefault(); // Tab and the browser's own keys go on working
    },
  };

  /* ---- blanks, numeric and short: a response is what was typed ------------------------------------------------------- */

  /** What all of them have, but for their controls and their prompt. @type {Omit<Kind, "controls" | "prompt">} */
  const typing = {
    /** @param {Item} item */
    response: (item) => item.controls.map((input) => input.value),
    /** @param {Given} response */
    complete: (response) => response.every((typed) => typed.trim() !== ""),
    /** @param {Item} item @param {Given} response */
    show(item, response) {
      for (const [at, input] of item.controls.entries()) input.value = response[at] ?? "";
    },
    /** @param {Item} item @param {Given} response */
    mark(item, response) {
      if (item.scored) for (const input of item.controls) mark(input, item.kind.part(item, response) === 1);
    },
    reasons: none,
    lock() {}, // read-only does it
  };

  /** @param {Item} item */
  const gaps = (item) => /** @type {Control[]} */ ([...item.querySelectorAll("input.cw-gap")]);

  /** @type {Kind} */
  const blanks = {
    ...typing,
    controls: gaps,
    prompt: "Fill in every blank first.",
    /** @param {Item} item @param {Given} response */
    mark(item, response) {
      const { accepted } = cw.facts(item);
      for (const [at, input] of item.controls.entries()) mark(input, cw.scoring.accepts(accepted[at], response[at] ?? ""));
    },
  };

  /** @type {Kind} */
  const numeric = {
    ...typing,
    controls: gaps,
    /** @param {Given} response */
    complete: (response) => response.every((typed) => cw.scoring.readNumber(typed) !== null),
    /** @param {Given} response */
    prompt: (response) =>
      response.every((typed) => typed.trim() !== "")
        ? "That is not a number: write it as 1234.5."
        : "Fill in every blank first.",
  };

  /** @param {Item} item @param {Given} response */
  const meant = (item, response) => cw.scoring.meant(cw.facts(item).answers, response[0]);

  /** @type {Kind} */
  const short = {
    ...typing,
    /** @param {Item} item */
    controls: (item) => [...item.querySelectorAll("[data-answers]")],
    prompt: "Write an answer first.",
    /** @param {Item} item @param {Given} response */
    reasons: (item, response) =>
      [...item.querySelectorAll(".cw-answer .cw-reason")].filter((row) => row.dataset.choice === meant(item, response)),
  };

  for (const [name, kind] of Object.entries({ blanks, order, match, numeric, short })) cw.scored(name, kind);
  cw.begin?.();
});
