/* A button that prints the page. */
if (!customElements.get("cw-print")) {
  customElements.define(
    "cw-print",
    class extends HTMLElement {
      connectedCallback() {
        for (const part of this.querySelectorAll(".cw-printing")) part.hidden = false;
        this.querySelector("[data-do=print]").onclick = () => print();
      }
    },
  );
}
