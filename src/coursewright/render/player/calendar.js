/* A learner's review dates as a calendar file (RFC 5545): one entry a day, with the course's name and address alone. */
(function (/** @type {Root} */ root) {
  "use strict";
  if (root.coursewrightCalendar) return; // instant navigation runs the page's scripts again

  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  /** @param {Date} at */
  const day = (at) => at.getFullYear() + two(at.getMonth() + 1) + two(at.getDate());

  /** @param {string} text */
  const escaped = (text) => text.replace(/\s+/g, " ").replace(/[\\;,]/g, "\\$&");

  /** A line as lines of at most 75 bytes each, none cut within a letter. @param {string} line */
  function folded(line) {
    let [text, size] = ["", 0];
    for (const sign of line) {
      const bytes = new TextEncoder().encode(sign).length;
      if (size + bytes > 75) [text, size] = [text + "\r\n ", 1];
      [text, size] = [text + sign, size + bytes];
    }
    return text + "\r\n";
  }

  /** The file; what is overdue stands on today. An entry's id is its day's: taken in again, it is the same entry.
      @param {number[]} due @param {number} now @param {{ id: string, host: string, said: string, link: string }} course */
  function calendar(due, now, { id, host, said, link }) {
    const days = [...new Set(due.map((at) => day(new Date(Math.max(at, now)))))].sort();
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
    const entries = days.flatMap((date) => [
      "BEGIN:VEVENT",
      `UID:${escaped(`${date}.review.${id}@${host || "coursewright"}`)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${date}`,
      `SUMMARY:${escaped(said)}`,
      ...(link ? [`DESCRIPTION:${escaped(link)}`, `URL:${link}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coursewright//Review dates//EN", "CALSCALE:GREGORIAN"];
    return { days: days.length, text: [...head, ...entries, "END:VCALENDAR"].map(folded).join("") };
  }

  root.coursewrightCalendar = calendar;

  if (!root.window) return; // a test of the file alone
  (window.coursewrightQueue ??= []).push((cw) => {
    if (customElements.get("cw-calendar")) return;

    const { store, text, make } = cw;

    class Calendar extends HTMLElement {
      connectedCallback() {
        this.querySelector(".cw-live").hidden = false;
        this.querySelector("[data-do=dates]").onclick = () => this.save();
        /** @type {Again} */
        this.again = () => this.say("");
        document.addEventListener("coursewright:restored", this.again);
      }

      disconnectedCallback() {
        document.removeEventListener("coursewright:restored", this.again);
      }

      /** @param {string} words */
      say(words) {
        this.querySelector(".cw-said").textContent = words && text(words);
      }

      /** When questions of the course are due; of one that it no longer has, nothing is. */
      due() {
        const asked = new Set(this.dataset.asked.split(" "));
        const noted = Object.entries(store().part("review"));
        return noted.filter(([id]) => asked.has(id)).map(([, { due }]) => due);
      }

      save() {
        const page = new URL(this.querySelector("a")?.href ?? location.href);
        const link = page.protocol.startsWith("http") ? page.origin + page.pathname : "";
        const said = text("Review: {course}", { course: this.dataset.name });
        const course = { id: store().course, host: location.hostname, said, link };
        const found = calendar(this.due(), Date.now(), course);
        if (!found.days) return this.say("There are no dates yet. The first one comes with a question that you miss.");
        const address = URL.createObjectURL(new Blob([found.text], { type: "text/calendar;charset=utf-8" }));
        make("a", { href: address, download: `${store().course}-review.ics` }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10000);
        this.say("Saved. Open the file with your calendar. Taken in again later, days that are there already aren’t doubled.");
      }
    }

    customElements.define("cw-calendar", Calendar);
  });
})(globalThis);
