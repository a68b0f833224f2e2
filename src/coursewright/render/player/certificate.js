/* The certificate at the end, once all that counts is done. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-certificate")) return;

  const { store } = cw;

  class Certificate extends cw.Shown {
    /** @param {boolean} gone */
    show(gone) {
      const at = cw.path.lead(this);
      this.querySelector(".cw-missing").hidden = Boolean(at);
      const award = this.querySelector(".cw-award");
      award.hidden = !at;
      const long = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long" });
      const name = award.querySelector("[data-do=name]");
      const fill = (/** @type {string} */ field, /** @type {string} */ said) => (award.querySelector(`[data-fill=${field}]`).textContent = said);
      fill("date", at ? long.format(at) : "");
      const known = () => store().get("learner", "name")?.text ?? "";
      if (gone || document.activeElement !== name) name.value = known();
      fill("name", name.value);
      name.oninput = () => fill("name", name.value);
      name.onchange = () => {
        const text = name.value.trim();
        if (text !== known()) store().put(["learner", "name", text ? { text } : null]);
      };
      award.querySelector("[data-do=print]").onclick = () => print();
    }
  }

  customElements.define("cw-certificate", Certificate);
});
