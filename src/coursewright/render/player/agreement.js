/* An agreement to fill in and print. What is written is kept only for a learner who asks for that. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-agreement")) return;

  const { store, text } = cw;
  const KEPT = "Kept in this browser.";
  const FULL = "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it.";

  class Agreement extends HTMLElement {
    connectedCallback() {
      /** @type {Part[]} */
      this.fields = [...this.querySelectorAll("textarea[data-line]")];
      /** @type {Part} */
      this.keep = this.querySelector("[data-do=keep]");
      this.querySelector(".cw-printing").hidden = false;
      this.querySelector("[data-do=print]").onclick = () => print();
      this.read(cw.returned);
      /** @type {Again} */
      this.again = ({ detail: { gone, tab } }) => {
        if (!tab || this.follows) this.read(gone);
      };
      document.addEventListener("coursewright:restored", this.again);
      /** @type {() => void} */
      this.left = () => this.wipe();
      addEventListener("pagehide", this.left);
      this.keep.onchange = () => this.decide();
      for (const field of this.fields) {
        field.oninput = () => {
          this.grow(field);
          if (this.keep.checked) this.write();
        };
      }
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
      removeEventListener("pagehide", this.left);
    }

    /** Whether another tab has kept something else than stands here; what stands here and isn't kept stays as it is. */
    get follows() {
      const kept = store().part("agreement");
      const differs = this.fields.some(({ value, dataset }) => value !== (kept[dataset.line]?.text ?? ""));
      return this.keep.checked ? differs : this.fields.every(({ value }) => !value);
    }

    /** Shows what is kept; a line that isn't stays as long as the page, unless all of it is `gone`.
        @param {boolean} [gone] */
    read(gone) {
      const kept = store().part("agreement");
      if (gone || (this.keep.checked && !Object.keys(kept).length)) this.say("");
      this.full = false;
      if (gone || this.keep.checked) this.wipe();
      this.keep.checked = Object.keys(kept).length > 0;
      for (const field of this.fields) {
        if (this.keep.checked) field.value = store().get("agreement", field.dataset.line)?.text ?? "";
        this.grow(field);
      }
    }

    /** Takes everything off the page: a browser that keeps the page itself has nothing to give back. */
    wipe() {
      this.keep.checked = false;
      for (const field of this.fields) field.value = "";
    }

    /** @returns {Change[]} */
    lines() {
      return this.fields.map((field) => ["agreement", field.dataset.line, { text: field.value }]);
    }

    /** Keeps every line, or takes every line back. */
    decide() {
      this.full = false;
      if (this.keep.checked) {
        this.keep.checked = store().keep(...this.lines());
        this.say(this.keep.checked ? KEPT : FULL);
      } else {
        store().put(...Object.keys(store().part("agreement")).map((line) => /** @type {Change} */ (["agreement", line, null])));
        this.say("Nothing is kept: it is gone when you leave.");
      }
    }

    /** Keeps what is being written; where that ends, or goes on again, it is said. */
    write() {
      store().put(...this.lines());
      if (this.full !== store().lasting) return;
      this.full = !this.full;
      this.say(this.full ? FULL : KEPT);
    }

    /** @param {string} words */
    say(words) {
      this.querySelector(".cw-said").textContent = words && text(words);
    }

    /** As high as what is written in it, so that print cuts nothing off. @param {Part} field */
    grow(field) {
      field.style.blockSize = "auto";
      if (field.scrollHeight > field.clientHeight) field.style.blockSize = field.scrollHeight + 4 + "px";
    }
  }

  customElements.define("cw-agreement", Agreement);
});
