/* Practice aloud: a reply is said, recorded if the learner likes, compared with model replies, and marked by the learner.
   A recording is this page's alone: no request carries it, nothing keeps it, and it goes when the page is left. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.kinds.say) return; // instant navigation runs the page's script again

  const { text, make } = cw;
  const LONGEST = 180000; // milliseconds: a forgotten microphone is switched off
  const UNABLE = "This browser can’t record. Say your reply without recording it, or write it.";
  const REFUSED = "The microphone can’t be used here. Say your reply without recording it, or write it.";

  /** How a file is called by what is in it. @param {string} type */
  const ending = (type) => (/mp4|aac/.test(type) ? "m4a" : /ogg/.test(type) ? "ogg" : "webm");

  /** Records, plays, forgets. Its microphone is on while it says so, and at no other time. */
  class Recorder extends HTMLElement {
    /** The stop watch. @type {ReturnType<typeof setInterval>} */
    timer;
    /** @type {MediaRecorder | null} */
    recorder = null;
    /** Counts what was begun, so that what comes late finds itself forgotten. */
    turn = 0;

    connectedCallback() {
      /** @type {() => void} */
      this.leave = () => this.forget();
      /** @type {() => void} */
      this.hide = () => document.hidden && this.stop();
      addEventListener("pagehide", this.leave);
      document.addEventListener("visibilitychange", this.hide);
      if (!this.press) this.build();
    }

    disconnectedCallback() {
      removeEventListener("pagehide", this.leave);
      document.removeEventListener("visibilitychange", this.hide);
      this.forget();
    }

    build() {
      /** @type {HTMLElement} */
      this.said = make("p", { className: "cw-recorder-said" });
      this.said.setAttribute("role", "status");
      if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) {
        this.append(make("p", { className: "cw-recorder-note" }, text(UNABLE)));
        return;
      }
      /** @type {HTMLButtonElement} */
      this.press = cw.button(text("Record yourself"), () => (this.recorder ? this.stop() : this.start()), "cw-record");
      this.press.setAttribute("aria-describedby", `${this.closest("cw-item")?.id}-stem`);
      /** @type {HTMLElement} */
      this.clock = make("span", { className: "cw-clock" });
      this.clock.setAttribute("aria-hidden", "true");
      /** @type {HTMLElement} */
      this.heard = make("div", { className: "cw-take", hidden: true });
      const note = text("The recording stays on this page: it is sent to nobody, and gone when you leave.");
      this.append(make("p", {}, this.press, " ", this.clock), this.said, this.heard, make("p", { className: "cw-recorder-note" }, note));
    }

    /** @param {string} words */
    say(words) {
      this.said.textContent = words && text(words);
    }

    async start() {
      if (this.waits) return;
      this.forget();
      const turn = this.turn;
      this.waits = true;
      this.say("Waiting for the microphone …");
      /** @type {MediaStream | null} */
      let stream = null;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        if (turn === this.turn) this.record(stream);
        else release(stream); // the page was left, or the item begun anew, while the browser asked
      } catch {
        if (stream) release(stream);
        if (turn === this.turn) this.say(REFUSED);
      }
      this.waits = false;
    }

    /** @param {MediaStream} stream */
    record(stream) {
      const turn = this.turn;
      /** @type {Blob[]} */
      const pieces = [];
      const recorder = new MediaRecorder(stream);
      recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
      recorder.addEventListener("stop", () => {
        release(stream);
        if (turn === this.turn) this.keep(new Blob(pieces, { type: recorder.mimeType }));
      });
      for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stop()); // pulled out, or taken back
      /** @type {MediaStream} */
      this.stream = stream;
      recorder.start();
      this.recorder = recorder;
      const began = Date.now();
      this.timer = setInterval(() => {
        const seconds = Math.floor((Date.now() - began) / 1000);
        this.clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
        if (seconds * 1000 >= LONGEST) this.stop();
      }, 250);
      this.clock.textContent = "0:00";
      this.classList.add("cw-recording");
      this.press.textContent = text("Stop");
      this.say("Recording");
    }

    /** Ends a recording, and switches the microphone off. */
    stop() {
      clearInterval(this.timer);
      if (!this.recorder) return;
      const { recorder } = this;
      this.recorder = null;
      if (recorder.state !== "inactive") recorder.stop();
      release(this.stream);
      this.classList.remove("cw-recording");
      this.press.textContent = text("Record yourself");
      this.clock.textContent = "";
    }

    /** Offers what was recorded. @param {Blob} blob */
    keep(blob) {
      this.address = URL.createObjectURL(blob);
      const player = make("audio", { controls: true, src: this.address });
      player.setAttribute("aria-label", text("Your recording"));
      const save = make("a", { href: this.address, download: `reply.${ending(blob.type)}` }, text("Save the recording"));
      const away = cw.button(text("Delete it"), () => {
        this.forget();
        this.say("Deleted.");
        this.press.focus();
      }, "cw-record cw-quiet");
      this.heard.replaceChildren(player, save, away);
      this.heard.hidden = false;
      this.say("Recorded. Listen to yourself below.");
    }

    /** Nothing of a recording is left. */
    forget() {
      this.turn++;
      if (!this.press) return;
      this.stop();
      if (this.address) URL.revokeObjectURL(this.address);
      this.address = "";
      this.heard.replaceChildren();
      this.heard.hidden = true;
      this.say("");
    }
  }

  /** Switches a microphone off. @param {MediaStream} stream */
  function release(stream) {
    for (const track of stream.getTracks()) track.stop();
  }

  customElements.define("cw-recorder", Recorder);

  /** Puts a player in the place of a link to a recording; without scripts the link does. @param {Item} item */
  function lines(item) {
    for (const link of item.querySelectorAll(".cw-stem a[href]")) {
      if (!/\.(?:aac|flac|m4a|mp3|og[ag]|opus|wav)$/i.test(link.pathname)) continue;
      const player = make("audio", { controls: true, preload: "none", src: link.href, className: "cw-line" });
      player.setAttribute("aria-label", link.textContent.trim() || text("Listen to the line"));
      link.replaceWith(player);
    }
  }

  /** @param {Item} item */
  const boxes = (item) => /** @type {Control[]} */ ([...item.querySelectorAll(".cw-criteria input")]);
  /** @param {Item} item */
  const recorder = (item) => /** @type {Unknown} */ (item.querySelector("cw-recorder"));

  /** Puts the button behind the marks, once: it would lose the focus. @param {Item} item */
  function place(item) {
    if (item.answer.nextElementSibling !== item.result) item.answer.after(item.result, item.actions);
  }

  cw.kinds.say = {
    controls(item) {
      lines(item);
      return boxes(item);
    },
    response: (item) => boxes(item).filter((box) => box.checked).map((box) => box.value),
    complete: () => true, // whoever ticks nothing has marked, too
    prompt: "",
    again: "Say it again",
    show(item, response) {
      for (const box of boxes(item)) box.checked = response.includes(box.value);
      item.fresh = !response.length;
    },

    /** Shows what to compare with; marks come behind it. */
    first(item) {
      if (!item.answer.hidden) return false;
      recorder(item).stop();
      item.answer.hidden = false;
      item.answer.open = true;
      item.button.textContent = text("Keep my marks");
      const head = item.answer.querySelector(".cw-replies-title") ?? item.answer.querySelector("summary");
      head?.focus();
      return true;
    },

    ready(item) {
      place(item);
      if (item.fresh) {
        recorder(item).forget();
        item.querySelector("textarea").value = "";
      }
      item.fresh = false;
      item.button.textContent = text("Compare with model replies");
    },
    mark: place,
    reasons(item, response) {
      const words = "Done: go on below. You ticked {n} of {total}. That is for you alone: it earns no points.";
      return [make("li", {}, text(words, { n: response.length, total: boxes(item).length }))];
    },
    lock(/** @type {any} */ event) {
      if (event.type === "click" || event.key === " ") event.preventDefault();
    },
    part: () => 0,
    score: () => null, // one's own marks are no score
  };

  cw.begin?.();
});
