/* The certificate at the end, once all that counts is done. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-certificate")) return;

  const { store } = cw;

  class Certificate extends cw.Shown {
    connectedCallback() {
      super.connectedCallback();
      // what the browser brings back of a field comes later, and is no longer so; a name may be filled in, so it does
      addEventListener("pageshow", () => this.show(false), { once: true });
    }

    /** @param {boolean} gone */
    show(gone) {
      const at = cw.path.lead(this);
      this.querySelector(".cw-missing").hidden = Boolean(at);
      const award = this.querySelector(".cw-award");
      award.hidden = !at;
      const long = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long" });
      const name = award.querySelector("[data-do=name]");
      const print = award.querySelector("[data-do=print]");
      const fill = (/** @type {string} */ field, /** @type {string} */ said) => (award.querySelector(`[data-fill=${field}]`).textContent = said);
      const named = () => {
        fill("name", name.value);
        print.classList.toggle("cw-plain", !name.value.trim()); // to write it comes before printing it
      };
      fill("date", at ? long.format(at) : "");
      const known = () => store().get("learner", "name")?.text ?? "";
      if (gone || document.activeElement !== name) name.value = known();
      named();
      name.oninput = named;
      name.onchange = () => {
        const text = name.value.trim();
        if (text !== known()) store().put(["learner", "name", text ? { text } : null]);
      };
      print.onclick = () => window.print();
    }
  }

  customElements.define("cw-certificate", Certificate);
});
