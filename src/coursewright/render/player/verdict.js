/* What is said of an answer. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  const { text, make, bare } = cw;

  /** The verdict, in words. @param {number} score @param {boolean | null} verdict */
  function said(score, verdict) {
    const share = `${Math.round(100 * score)}%`;
    const [name, words] = verdict
      ? ["cw-right", text("Correct answer!")]
      : score > 0
        ? ["cw-partly", text("Partly correct: {share}", { share })]
        : ["cw-wrong", text("Incorrect answer.")];
    return make("p", { className: `cw-verdict ${name}` }, words);
  }

  /** The reasons for what was answered; where there is one, the verdict isn't said twice. @param {Item} item */
  function reasons(item) {
    const rows = item.kind.reasons(item, item.response).map((row) => bare(row));
    if (rows.length === 1 && item.verdict === rows[0].classList.contains("cw-right")) {
      for (const copy of rows[0].querySelectorAll(".cw-verdict, .cw-copy")) copy.remove();
      if (!rows[0].textContent.trim()) rows.pop();
    }
    return rows.length ? make("ul", { className: "cw-reasons" }, ...rows) : null;
  }

  /** What stands below an item that has been answered: verdict, how sure one was, reasons and explanation. */
  cw.verdict = (item) => {
    const explanation = item.answer.querySelector(":scope > .cw-explanation");
    const verdict = item.score === null ? [] : [said(item.score, item.verdict), cw.aids?.said(item)];
    return [...verdict, reasons(item), explanation && bare(explanation)].filter(Boolean);
  };
});
