/* How items are answered that many pages have: by a choice, or by several. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.scoring) return; // instant navigation runs the page's script again

  cw.scoring = window.coursewrightScoring;

  /** What an item's page says of its key, for the rules of `scoring`. */
  cw.facts = (item) => {
    const gaps = [...item.querySelectorAll("input.cw-gap")];
    const { value, tolerance } = gaps[0]?.dataset ?? {};
    return {
      partial: "partial" in item.dataset,
      key: item.dataset.key ? item.dataset.key.split(" ") : [],
      accepted: gaps.map(({ dataset }) => JSON.parse(dataset.accept ?? "[]")),
      answers: JSON.parse(item.querySelector("[data-answers]")?.dataset.answers ?? "{}"),
      value,
      tolerance,
    };
  };
  cw.worth = (item, part) => cw.scoring.worth("partial" in item.dataset, part);

  /** What a kind must tell: the learner's response, whether it is complete, how much of it is right, and how to show
      it again. @type {Kind} */
  const choosing = {
    /** @param {Item} item */
    controls: (item) => [...item.querySelectorAll(".cw-choice > input")],
    /** @param {Item} item */
    response: (item) => item.controls.filter((input) => input.checked).map((input) => input.value),
    /** @param {Given} response */
    complete: (response) => response.length > 0,
    prompt: "Choose an answer first.",
    /** @param {Item} item @param {Given} response */
    show(item, response) {
      for (const input of item.controls) input.checked = response.includes(input.value);
    },
    /** @param {Item} item @param {Given} response */
    mark(item, response) {
      const { key } = cw.facts(item);
      for (const input of item.controls) {
        if (response.includes(input.value) && item.scored) {
          input.parentElement?.classList.add(key.includes(input.value) ? "cw-right" : "cw-wrong");
        }
      }
    },
    /** @param {Item} item @param {Given} response */
    reasons: (item, response) =>
      [...item.querySelectorAll(".cw-answer .cw-reason")].filter((row) => response.includes(row.dataset.choice)),
    /** @param {any} event */
    lock(event) {
      if (event.type === "click" || event.key === " " || /^Arrow/.test(event.key)) event.preventDefault();
    },
  };

  for (const name of ["single", "multiple", "truefalse"]) cw.scored(name, choosing);
});
