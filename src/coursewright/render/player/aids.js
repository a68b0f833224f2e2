/* What stands beside an answer: hints, one after the other, and how sure a learner is. Loaded where an item has one. */
(window.coursewrightQueue ??= []).push((cw) => {
  "use strict";
  if (cw.aids) return; // instant navigation runs the page's script again

  const { text, make } = cw;
  const WORDS = [
    ["You were not sure, and knew where to look again.", "You were not sure, and right: you know more than you thought."],
    ["You were fairly sure, and it isn’t right.", "You were fairly sure, and right."],
    ["You were sure, and it isn’t right. Such answers are worth coming back to.", "You were sure, and right."],
  ];

  /** @param {Item} item */
  const hints = (item) => [...item.querySelectorAll(".cw-hint")];
  /** @param {Item} item */
  const radios = (item) => [...item.querySelectorAll(".cw-sure input")];
  /** @param {Item} item */
  const used = (item) => hints(item).filter((hint) => "used" in hint.dataset).length;
  /** @param {Item} item */
  const sure = (item) => Number(radios(item).find((radio) => radio.checked)?.value ?? 0);

  /** Offers the hints up to the first one that has not been opened. @param {Item} item @param {number} opened */
  function offer(item, opened) {
    hints(item).forEach((hint, at) => {
      if (at < opened) hint.dataset.used = "";
      hint.classList.toggle("cw-offered", at <= opened);
      hint.hidden = at > opened;
    });
  }

  cw.aids = {
    build(item) {
      for (const [at, hint] of hints(item).entries()) {
        hint.addEventListener("toggle", () => hint.open && offer(item, Math.max(used(item), at + 1)));
      }
      for (const radio of radios(item)) {
        for (const type of ["click", "keydown"]) {
          radio.addEventListener(type, (/** @type {any} */ event) => {
            const acts = type === "click" || event.key === " " || /^Arrow/.test(event.key);
            if (item.settled && acts) event.preventDefault();
            else if (!item.settled && event.key === "Enter") item.press();
          });
        }
      }
    },

    /** What is saved with an answer. */
    entry(item) {
      return { ...(sure(item) && { sure: sure(item) }), ...(used(item) && { hints: used(item) }) };
    },

    /** Stands as it was saved, or as at first where nothing is; undefined leaves what was picked before this came. */
    show(item, entry) {
      if (entry !== undefined) for (const radio of radios(item)) radio.checked = Number(radio.value) === entry?.sure;
      offer(item, Math.max(used(item), Number.isInteger(entry?.hints) ? entry?.hints : 0));
    },

    /** No hint has been opened. */
    forget(item) {
      for (const hint of hints(item)) {
        hint.open = false;
        delete hint.dataset.used;
      }
    },

    /** Says what is missing, and takes the learner there. */
    lacks(item) {
      if (!radios(item).length || sure(item)) return "";
      radios(item)[0].focus();
      return "Say how sure you are first.";
    },

    /** The line behind the verdict. */
    said: (item) => (sure(item) && item.scored ? make("p", { className: "cw-calibration" }, text(WORDS[sure(item) - 1][Number(item.verdict)])) : null),

    /** Behind the verdict what was said of it stays, and can be read. */
    lock(item, locked) {
      for (const radio of radios(item)) {
        if (locked) radio.setAttribute("aria-disabled", "true");
        else radio.removeAttribute("aria-disabled");
      }
    },
  };
  cw.begin?.();
});
