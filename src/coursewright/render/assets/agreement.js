/* An agreement to fill in and print. What is written is kept only for a learner who asks for that. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-agreement")) return;

  const { store, text } = cw;

  class Agreement extends HTMLElement {
    connectedCallback() {
      this.fields = [...this.querySelectorAll("textarea[data-line]")];
      this.keep = this.querySelector("[data-do=keep]");
      for (const part of this.querySelectorAll(".cw-keep, .cw-printing")) part.hidden = false;
      this.querySelector("[data-do=print]").onclick = () => print();
      this.read();
      this.again = () => this.read();
      document.addEventListener("coursewright:restored", this.again);
      this.keep.onchange = () => this.write(true);
      for (const field of this.fields) {
        field.oninput = () => {
          this.grow(field);
          if (this.keep.checked) this.write();
        };
      }
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
    }

    read() {
      const kept = store().part("agreement");
      const known = (field) => (Object.hasOwn(kept, field.dataset.line) ? kept[field.dataset.line]?.text : null);
      const had = this.keep.checked;
      this.keep.checked = Object.keys(kept).length > 0;
      for (const field of this.fields) {
        if (this.keep.checked || had) field.value = String(known(field) ?? "");
        this.grow(field);
      }
    }

    /** Saves every line, or takes every line back. */
    write(said = false) {
      const lines = this.fields.map((field) => [field.dataset.line, field.value]);
      const gone = Object.keys(store().part("agreement")).map((line) => ["agreement", line, null]);
      const kept = lines.map(([line, written]) => ["agreement", line, { text: written }]);
      store().put(...(this.keep.checked ? kept : gone));
      const words = this.keep.checked ? "Kept in this browser." : "Nothing is kept: it is gone when you leave.";
      if (said) this.querySelector(".cw-said").textContent = text(words);
    }

    /** As high as what is written in it, so that print cuts nothing off. */
    grow(field) {
      field.style.blockSize = "auto";
      if (field.scrollHeight > field.clientHeight) field.style.blockSize = field.scrollHeight + 4 + "px";
    }
  }

  customElements.define("cw-agreement", Agreement);
});
