/* A sheet of the learner's own: what they missed, with the right answers, and the agreement that they kept. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-sheet")) return;

  const { store, text, make, bare } = cw;
  const MOST = 8; // questions: with an agreement and a card they fill two sheets of paper

  class Sheet extends HTMLElement {
    connectedCallback() {
      this.querySelector("[data-do=print]").onclick = () => print();
      /** @type {(event: { detail?: Restored }) => void} */
      this.again = ({ detail }) => {
        for (const item of this.items) item.restore(detail?.gone);
        this.show();
      };
      document.addEventListener("coursewright:restored", this.again);
      addEventListener("storage", this.again);
      if (document.readyState === "complete") setTimeout(() => this.show());
      else document.addEventListener("DOMContentLoaded", () => this.show(), { once: true }); // once every kind is there
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:restored", this.again);
      removeEventListener("storage", this.again);
    }

    get items() {
      return [...this.querySelectorAll("cw-item")].filter((item) => item.kind);
    }

    show() {
      this.querySelector(".cw-live").hidden = false;
      this.listMissed();
      const kept = store().part("agreement");
      const lines = [...this.querySelectorAll("[data-line]")];
      for (const place of lines) {
        place.textContent = kept[place.dataset.line]?.text.trim() ?? "";
        place.parentElement?.toggleAttribute("hidden", !place.textContent);
      }
      const none = this.querySelector(".cw-none");
      if (none) none.hidden = lines.some((place) => place.textContent);
      const first = Boolean(none?.querySelector("a")) && !none?.hidden; // to agree on something comes before printing it
      this.querySelector("[data-do=print]").classList.toggle("cw-plain", first);
    }

    /** What is wrong now, or waits in the review: first what one was sure of. */
    listMissed() {
      /** @param {Item} item */
      const wrong = (item) => item.settled && item.verdict === false;
      const missed = this.items.filter((item) => wrong(item) || item.ids.some((id) => store().get("review", id)));
      /** @param {Item} item */
      const weight = (item) => 2 * Number(wrong(item) && store().get("items", item.ids[0])?.sure === 3) + Number(wrong(item));
      missed.sort((one, other) => weight(other) - weight(one));
      this.querySelector(".cw-missed ul").replaceChildren(...missed.slice(0, MOST).map((item) => this.row(item)));
      const more = missed.length - MOST;
      const said = more > 0 ? text("And {n} more, which wait in the review.", { n: more }) : missed.length ? "" : text("You have no missed questions.");
      this.querySelector(".cw-missed .cw-said").textContent = said;
    }

    /** A question with its right answer, to read. @param {Item} item */
    row(item) {
      const stem = bare(item.querySelector(".cw-stem"));
      for (const gap of stem.querySelectorAll("input, select")) gap.replaceWith("____");
      const answer = bare(item.answer);
      for (const part of answer.querySelectorAll(":scope > summary, .cw-wrong, .cw-verdict, .cw-copy:empty")) part.remove();
      return make("li", {}, stem, ...answer.children);
    }
  }

  customElements.define("cw-sheet", Sheet);
});
