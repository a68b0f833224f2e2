/* The whole course on the learner's device: asked for, taken off again. `keep.js` has started the worker that does it. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (customElements.get("cw-device")) return;

  const { text } = cw;

  class Device extends HTMLElement {
    connectedCallback() {
      if ("hosted" in document.documentElement.dataset) return; // a package is where its host keeps it
      const live = this.querySelector(".cw-live");
      if (!live) return; // this copy isn't made for that, and says so
      /** @type {Part} */
      this.said = this.querySelector(".cw-said");
      /** @type {Part} */
      this.keep = this.querySelector("[data-do=keep]");
      /** @type {Part} */
      this.drop = this.querySelector("[data-do=drop]");
      /** @type {Part} */
      this.bar = this.querySelector("progress");
      live.hidden = false;
      if (window.top !== window || !navigator.serviceWorker) return this.say("This browser can’t keep the course on the device.");
      this.keep.onclick = () => this.load();
      this.drop.onclick = () => this.ask("forget", () => this.off());
      this.ask("state", (state) => this.show(state));
    }

    /** @param {string} what @param {(answer: any) => void} hear */
    async ask(what, hear) {
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => hear(data);
      active?.postMessage({ coursewright: what }, [port2]);
    }

    /** @param {string} words @param {Record<string, string | number>} [values] */
    say(words, values) {
      this.said.textContent = words && text(words, values);
    }

    /** @param {{ size: number, whole: boolean }} state */
    show({ size, whole }) {
      const language = document.documentElement.lang || undefined;
      const units = new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
      const shown = units.format(Math.max(size / 1e6, 0.1));
      this.bar.hidden = true;
      this.keep.hidden = whole;
      this.drop.hidden = !whole;
      this.keep.textContent = text("Keep the whole course on this device ({size})", { size: shown });
      if (whole) this.say("The whole course is on this device ({size}), and opens without a connection.", { size: shown });
    }

    load() {
      this.keep.disabled = true;
      this.say("");
      this.ask("whole", (told) => {
        if ("done" in told) {
          this.bar.hidden = false;
          Object.assign(this.bar, { max: told.all, value: told.done });
          return;
        }
        const focused = document.activeElement === this.keep || document.activeElement === document.body;
        this.keep.disabled = false;
        if (told.failed) {
          this.bar.hidden = true;
          this.say("Not all of it has come. What has come stays: try again when the connection is better.");
        } else this.show(told);
        if (focused) (this.keep.hidden ? this.drop : this.keep).focus();
      });
    }

    off() {
      this.drop.hidden = true;
      this.say("It is off this device. What you have done in the course is still here.");
      this.said.focus();
    }
  }

  customElements.define("cw-device", Device);
});
