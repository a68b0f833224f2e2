/* The page's score: counts what has been answered, and takes all of it back. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-score")) return; // instant navigation runs the page's script again

  const { store, text, make } = cw;

  class Score extends HTMLElement {
    /** @type {HTMLElement[]} */
    buttons;
    /** What they say while nothing is asked. @type {string} */
    label;
    /** The one that has been pressed once. @type {HTMLElement | null} */
    asking;
    /** When that was. @type {number} */
    askedAt;

    connectedCallback() {
      if (this.closest(".md-tooltip2")) return; // where Material shows another page ahead
      /** @type {() => void} */
      this.count = () => this.update();
      document.addEventListener("coursewright:answered", this.count);
      /** @type {Again} */
      this.restored = ({ detail }) => {
        if (!detail.tab) for (const item of this.items) item.restore(detail.gone);
        this.update(detail.tab && !detail.late);
      };
      document.addEventListener("coursewright:restored", this.restored);
      this.buttons ??= [...document.querySelectorAll(".cw-reset")]; // an intro has one, too
      for (const button of this.buttons) {
        button.hidden = false;
        button.onclick = () => this.ask(button);
      }
      this.label ??= this.buttons[0].textContent;
      queueMicrotask(this.count);
    }

    disconnectedCallback() {
      document.removeEventListener("coursewright:answered", this.count);
      document.removeEventListener("coursewright:restored", this.restored);
    }

    get items() {
      return [...document.querySelectorAll("cw-item")].filter((item) => item.kind && !item.closest(".cw-path"));
    }

    /** Counts what is saved, whichever tab it was answered in; of what was only `heard` of, that tab makes a note.
        @param {boolean} [heard] */
    update(heard) {
      const asked = [...document.querySelectorAll("cw-item")];
      const all = asked.filter((item) => item.scored && !item.closest(".cw-path"));
      this.hidden = all.length === 0 || "silent" in this.dataset; // before all is there, too: then nothing moves
      if (asked.some(cw.isEarly)) {
        if (asked.some((item) => item.entry?.())) cw.fetchLater();
        return; // what they lack, when it comes, has it counted: else a lesson might seem done without them
      }
      for (const item of all) item.follow();
      const [items, aloud] = [false, true].map((marked) => all.filter(({ dataset }) => "marked" in dataset === marked));
      const said = aloud.filter((item) => item.settled).length;
      const counts = {
        answered: items.filter((item) => item.settled).length,
        right: items.filter((item) => item.verdict).length,
        total: items.length,
      };
      const theirs = { ...counts, correct: counts.right, incorrect: counts.answered - counts.right };
      window.dispatchEvent(new CustomEvent("quizProgressUpdate", { detail: theirs })); // as mkdocs-quiz documents it
      this.put("answered", counts.answered);
      this.put("correct", counts.right);
      this.put("said", said);
      if (all.length && this.dataset.lesson && !heard) {
        this.note(this.dataset.lesson, counts, said === aloud.length);
        cw.announce("progress", { lesson: this.dataset.lesson, ...counts });
      }
      const whole = this.querySelector("strong");
      const left = !store().get("lessons", this.dataset.lesson ?? "")?.done;
      if (whole && whole.hidden !== left) whole.hidden = left; // what doesn't change isn't read out
      if (store().lasting) {
        this.notice?.remove();
        this.notice = null;
      } else if (!this.notice) {
        const said = text("Saved answers can’t be used here: they last until you leave the page.");
        this.notice = make("p", { className: "cw-notice" }, said);
        this.append(this.notice);
      }
    }

    /** Keeps what the course's outline shows of a lesson; one that was done once stays done.
        @param {string} lesson @param {State} counts @param {boolean} said whether all is that is to be said aloud */
    note(lesson, counts, said) {
      const known = store().get("lessons", lesson);
      const done = known?.done === true || (said && counts.answered === counts.total);
      /** @type {State} */
      const none = { answered: 0, right: 0, total: counts.total, done: false };
      /** @type {State} */
      const noted = { ...counts, done };
      if (Object.keys(noted).some((name) => noted[name] !== (known ?? none)[name])) {
        store().put(["lessons", lesson, { ...known, ...noted }]);
        if (done && !known?.done) cw.announce("completed", { lesson });
      }
    }

    /** @param {string} name @param {number} count */
    put(name, count) {
      const place = this.querySelector(`[data-count=${name}]`);
      if (place && place.textContent !== String(count)) place.textContent = String(count);
    }

    /** The first press asks, the second one does it: no dialog, which a sandboxed frame would swallow.
        @param {HTMLElement} button */
    ask(button) {
      if (this.asking === button) {
        if (Date.now() - this.askedAt < 500) return; // a double press has not read the question
        this.settle();
        store().put(...this.items.filter((item) => item.scored).flatMap((item) => item.forgotten()));
        for (const item of this.items) item.reset();
        this.update();
      } else {
        this.settle();
        this.askedAt = Date.now();
        this.asking = button;
        button.textContent = text("Reset all answers on this page?");
        this.timer = setTimeout(() => this.settle(), 8000);
      }
    }

    settle() {
      clearTimeout(this.timer);
      this.asking = null;
      for (const button of this.buttons) button.textContent = this.label;
    }
  }

  customElements.define("cw-score", Score);
});
