/* Review: brings a missed question back when its time has come; `state.js` notes when that is. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-review")) return;

  const { store, text, make, bare, bring } = cw;

  class Review extends HTMLElement {
    connectedCallback() {
      /** @type {Part} */
      this.live = this.querySelector(".cw-live");
      /** @type {Part} */
      this.ways = this.querySelector(".cw-ways");
      /** @type {() => void} */
      this.hear = () => this.answered();
      document.addEventListener("coursewright:answered", this.hear);
      /** @type {Again} */
      this.again = ({ detail }) => this.follow(detail);
      document.addEventListener("coursewright:restored", this.again);
      if (document.readyState === "complete") setTimeout(() => this.show());
      else document.addEventListener("DOMContentLoaded", () => this.show(), { once: true }); // once every kind is there
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:answered", this.hear);
      document.removeEventListener("coursewright:restored", this.again);
    }

    /** Goes along with what is saved now; a question that is being asked stays. @param {Restored} now */
    follow({ gone, tab }) {
      if (this.asked && !gone) {
        for (const item of this.items) if (item !== this.asked) item.follow();
        return this.listSure();
      }
      if (this.asked) this.home?.prepend(this.asked);
      for (const item of this.items) {
        if (tab) item.follow();
        else item.restore(gone);
      }
      const held = this.live.contains(document.activeElement);
      this.show();
      if (held) this.live.querySelector("button, .cw-sum")?.focus();
    }

    get items() {
      return [...this.querySelectorAll("cw-item")].filter((item) => item.kind);
    }

    /** When each item is due; one that was missed before there was a review is due now. */
    due() {
      const found = [];
      const taken = new Set(this.items.map((item) => item.dataset.item));
      for (const item of this.items) {
        const id = item.ids.find((id, at) => (at === 0 || !taken.has(id)) && store().get("review", id));
        const known = id && store().get("review", id);
        if (known && id !== item.ids[0]) store().put(["review", item.ids[0], known], ["review", id, null]);
        if (known) found.push({ item, due: known.due });
        else if (item.settled && item.verdict === false) {
          store().put(["review", item.ids[0], { due: Date.now(), step: 0 }]);
          found.push({ item, due: Date.now() });
        }
      }
      /** @param {Item} item */
      const sure = (item) => Number(store().get("items", item.ids[0])?.sure === 3);
      return found.sort((one, other) => sure(other.item) - sure(one.item) || one.due - other.due);
    }

    show() {
      this.listSure();
      this.live.hidden = false;
      this.wait(this.due());
    }

    /** A calendar on this page has dates to save only now: until then its script isn't loaded. */
    fetchCalendar() {
      if (this.fetched || !document.querySelector("cw-calendar:not(:defined)")) return;
      this.fetched = true;
      document.head.append(make("script", { src: "calendar.js" }));
    }

    /** Between questions: how many are due; or when the next one is, and the way on. @param {Due[]} all */
    wait(all, last = false) {
      this.asked = null;
      if (all.length) this.fetchCalendar();
      const now = all.filter(({ due }) => due <= Date.now());
      const said = make("p", { tabIndex: -1, className: "cw-sum" });
      /** @type {HTMLElement[]} */
      const parts = [said];
      if (now.length) {
        said.textContent = text("Due now: {n}.", { n: now.length });
        parts.push(cw.button(text("Next question"), () => this.ask(now[0].item)));
      } else {
        const next = Math.min(...all.map(({ due }) => due));
        const when = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "full" });
        said.textContent = text(last ? "That was the last one for today." : "Nothing is due now.");
        if (all.length) said.append(" ", text("Next: {date}.", { date: when.format(next) }));
      }
      this.live.replaceChildren(...parts);
      this.ways.hidden = now.length > 0;
      cw.path.lead(this.ways);
      return said;
    }

    /** Takes an item off the shelf and asks it afresh; what was answered in its lesson stays until it is answered.
        @param {Item} item */
    ask(item) {
      /** Where it belongs. @type {HTMLElement | null} */
      this.home = item.parentElement;
      this.asked = item;
      item.reset();
      item.dataset.once = "";
      this.ways.hidden = true;
      this.live.replaceChildren(item);
      bring(item.controls[0], item);
    }

    answered() {
      if (!this.asked?.settled) return;
      const item = this.asked;
      const from = this.home?.querySelector(".cw-from");
      const next = cw.button(text("Next question"), () => {
        this.home?.prepend(item);
        this.listSure();
        const all = this.due();
        const now = all.find(({ due }) => due <= Date.now());
        if (now) this.ask(now.item);
        else this.wait(all, true).focus();
      });
      this.live.append(...(from?.textContent ? [bare(from)] : []), next);
      next.focus({ preventScroll: true });
      item.result.scrollIntoView({ behavior: "instant", block: "nearest" }); // the verdict first, then what is next
    }

    /** The private list of what one was sure of, and wrong. */
    listSure() {
      const wrong = this.items.filter((item) => item.settled && item.verdict === false && store().get("items", item.ids[0])?.sure === 3);
      this.querySelector(".cw-were-sure").hidden = !wrong.length;
      this.querySelector(".cw-were-sure ul").replaceChildren(
        ...wrong.map((item) => {
          const from = (item.closest("li") ?? this.home)?.querySelector(".cw-from");
          return make("li", {}, bare(item.querySelector(".cw-stem")), ...(from?.textContent ? [bare(from)] : []));
        }),
      );
    }
  }

  customElements.define("cw-review", Review);
});
