/* A learner of the real course inside a package's lesson frame: answers by the keys that stand in the page, one item or
   one step at a time, so that a test can leave in between. */
(() => {
  const fill = (item, keyed, right) => {
    const key = (keyed.dataset.key ?? "").split(" ");
    const choices = [...item.querySelectorAll(".cw-choice input")];
    for (const choice of choices) {
      const wanted = key.includes(choice.value) || (keyed.dataset.key === undefined && choice === choices[0]);
      if (choice.checked !== (right === wanted)) choice.click();
    }
    const gaps = [...keyed.querySelectorAll("[data-accept], [data-value], [data-answers]")];
    [...item.querySelectorAll("[data-accept], [data-value], [data-answers]")].forEach((gap, at) => {
      const { accept, answers, value } = gaps[at].dataset;
      const short = answers && Object.entries(JSON.parse(answers)).find(([, id]) => key.includes(id))[0];
      gap.value = right ? (value || short || JSON.parse(accept)[0]) : "7654321";
      gap.dispatchEvent(new Event("input", { bubbles: true }));
    });
    for (const box of item.querySelectorAll("select")) {
      const pair = key.find((known) => known.startsWith(`${box.dataset.pair}:`)).split(":")[1];
      box.value = right ? pair : [...box.options].find((option) => option.value && option.value !== pair).value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const [place, id] of (item.steps ? key : []).entries()) {
      const step = item.steps.querySelector(`[data-choice="${id}"]`);
      while ([...item.steps.children].indexOf(step) > place) step.querySelector(".cw-move").click();
    }
    for (const radio of item.querySelectorAll(".cw-sure input")) radio.click();
  };
  const items = () => [...document.querySelectorAll("cw-item:not([data-unscored])")].filter((item) => !item.closest("cw-final, cw-review"));
  const verdict = (item) => item.querySelector(".cw-result > :is(.cw-verdict, .cw-reasons)").textContent;

  window.learner = {
    /** Answers the next open item of the page; null where all are answered. */
    answer() {
      const item = items().find((item) => !item.settled);
      if (!item) return null;
      fill(item, item, true);
      item.querySelector(".cw-submit").click();
      if ("marked" in item.dataset) item.querySelector(".cw-submit").click(); // first compared, then marked
      return [item.dataset.item, verdict(item)];
    },
    verdicts: () => Object.fromEntries(items().filter((item) => item.settled).map((item) => [item.dataset.item, verdict(item)])),

    /** The shortest way from where a scenario stands to an ending that completes it, as places in the list of choices. */
    way(scenario) {
      const { scene, facts } = scenario.walk();
      const open = [[scene, new Set(facts), []]];
      const seen = new Set();
      for (const [at, known, steps] of open) {
        if (["protected", "repaired"].includes(at.dataset.ending)) return steps;
        const here = [at.dataset.scene, ...[...known].sort()].join(" ");
        if (seen.has(here)) continue;
        seen.add(here);
        scenario.options(at, known).forEach((row, place) => {
          const next = new Set([...known, ...JSON.parse(row.dataset.sets ?? "[]")]);
          open.push([scenario.scenes.get(row.dataset.to), next, [...steps, place]]);
        });
      }
      throw new Error(`${scenario.name} can't be completed`);
    },

    /** Goes one step further in the page's scenario, and returns its path; null where it is complete. */
    play() {
      const scenario = document.querySelector("cw-scenario");
      if (!scenario || scenario.complete) return null;
      const line = scenario.querySelector(".cw-stage .cw-options");
      if (!line) scenario.querySelector(".cw-stage .cw-submit").click(); // begins, goes on, or back to it
      const rows = scenario.querySelectorAll(".cw-stage .cw-options button");
      if (rows.length) {
        rows[this.way(scenario)[0]].click();
        scenario.querySelector(".cw-stage .cw-submit")?.click();
      }
      return scenario.path.map((step) => step.join(" "));
    },

    /** Answers the question of the final that is shown; null once it is handed in. */
    assess() {
      const final = document.querySelector("cw-final");
      if (!final.attempt) {
        if (document.querySelector(".cw-passed")) return null;
        final.live.querySelector(".cw-press").click();
      }
      const now = final.attempt.slots[final.attempt.at];
      const template = document.createElement("template");
      template.innerHTML = final.html(now);
      fill(final.item, template.content.firstElementChild, true);
      [...final.live.querySelectorAll(".cw-moves button")].at(-1).click();
      return now.id;
    },
  };
})();
