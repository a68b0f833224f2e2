/* Draws what comes onto a page later, such as the next question of an assessment, by the scripts that the site brings:
   formulas by KaTeX or MathJax, diagrams by Mermaid. What is there from the start is drawn where nobody else does. */
(function () {
  "use strict";
  const page = /** @type {any} */ (window);
  if (page.coursewrightDraws) return; // instant navigation runs the page's scripts again
  page.coursewrightDraws = true;

  const OURS = "cw-item, cw-final, cw-review, cw-scenario";
  const DELIMITERS = [
    { left: "\\(", right: "\\)", display: false },
    { left: "\\[", right: "\\]", display: true },
  ];
  /** Material draws the diagrams that a page starts with. */
  const material = "document$" in window;
  /** Places of diagrams that are drawn, or being drawn. @type {WeakSet<Element>} */
  const drawn = new WeakSet();
  let count = 0;

  /** @param {Element} node @param {string} selector */
  function within(node, selector) {
    const found = [...node.querySelectorAll(selector)];
    return node.matches(selector) ? [node, ...found] : found;
  }

  /** @param {Element} node */
  function undrawn(node) {
    return within(node, ".arithmatex").filter((one) => !one.querySelector(":scope > :not(script[type^='math/tex'], .MathJax_Preview)"));
  }

  /** Lets the site's own listeners draw first, with options of their own. @param {Element} node */
  function drawFormulas(node) {
    if (!undrawn(node).length) return;
    document.dispatchEvent(new CustomEvent("coursewright:shown", { detail: { node } }));
    const found = undrawn(node);
    if (!found.length) return;
    if (page.renderMathInElement) {
      for (const one of found) page.renderMathInElement(one, { delimiters: DELIMITERS, throwOnError: false });
    } else if (page.MathJax?.typesetPromise) page.MathJax.typesetPromise(found);
    else if (page.MathJax?.Hub) for (const one of found) page.MathJax.Hub.Queue(["Typeset", page.MathJax.Hub, one]);
  }

  /** @param {HTMLElement} place */
  async function drawDiagram(place) {
    if (drawn.has(place) || !page.mermaid?.render) return;
    drawn.add(place);
    const source = place.dataset.source ?? place.textContent;
    try {
      const { svg, bindFunctions } = await page.mermaid.render(`cw-diagram-${++count}`, source);
      const figure = Object.assign(document.createElement("div"), { className: "cw-diagram", innerHTML: svg });
      drawn.add(figure);
      place.replaceWith(figure);
      bindFunctions?.(figure);
    } catch {
      place.className = "cw-diagram"; // its source stays, as readable as code is
    }
  }

  /** @param {Element} node @param {string} selector */
  function drawDiagrams(node, selector) {
    for (const place of within(node, selector)) drawDiagram(/** @type {HTMLElement} */ (place));
  }

  /** Material puts a drawing where nobody can copy it: its place keeps the source. @param {MutationRecord} record */
  function note(record) {
    const removed = /** @type {HTMLElement} */ (record.removedNodes[0]);
    const added = /** @type {HTMLElement} */ (record.addedNodes[0]);
    if (!removed?.matches?.("pre.mermaid") || !added?.matches?.("div.mermaid")) return;
    added.dataset.source = removed.textContent;
    drawn.add(added);
  }

  new MutationObserver((records) => {
    for (const record of records) {
      note(record);
      for (const node of record.addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const ours of node.closest(OURS) ? [node] : node.querySelectorAll(OURS)) {
          drawFormulas(ours);
          drawDiagrams(ours, "pre.mermaid, div.mermaid[data-source]");
        }
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  if (!material) {
    // Mermaid itself would take the tag around a diagram's source for part of it
    for (const place of document.querySelectorAll("pre.mermaid")) place.className = "cw-diagram";
  }
  for (const moment of ["DOMContentLoaded", "load"]) {
    addEventListener(moment, () => {
      if (!material) drawDiagrams(document.body, "pre.cw-diagram");
      if (moment === "load" && !page.MathJax) drawFormulas(document.body);
    });
  }
})();
