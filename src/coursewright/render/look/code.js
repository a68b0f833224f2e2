/* A button on each listing of code that copies it. Only pages that have code load it. */
(function () {
  "use strict";
  const { copy, copied } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "cw-unseen";

  /** @param {HTMLElement} block @param {HTMLElement} code */
  function offer(block, code) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "cw-copy-code", textContent: copy });
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
        button.textContent = said.textContent = copied;
      } catch {
        getSelection()?.selectAllChildren(code); // no clipboard here: Ctrl+C copies it
      }
      setTimeout(() => {
        button.textContent = copy;
        said.textContent = "";
      }, 3000);
    });
    block.before(button);
    button.parentElement?.classList.add("cw-with-copy");
  }

  document.addEventListener("DOMContentLoaded", () => {
    const blocks = document.querySelectorAll(".cw-article .highlight > pre");
    for (const block of blocks) {
      const code = block.querySelector("code");
      if (code) offer(block, code);
    }
    document.querySelector("main")?.append(said);
  });
})();
