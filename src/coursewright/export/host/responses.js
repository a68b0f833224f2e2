/* Responses as SCORM 2004 and xAPI word them: one text for each kind of interaction, and durations of ISO 8601. */
(function () {
  "use strict";

  /** A duration: PT…H…M…S. @param {number} milliseconds */
  function duration(milliseconds) {
    const hundredths = Math.max(0, Math.floor(milliseconds / 10));
    const [minutes, hours] = [hundredths / 6000, hundredths / 360000].map(Math.floor);
    return `PT${hours}H${minutes % 60}M${(hundredths % 6000) / 100}S`;
  }

  /** short_identifier_type: what a URI may hold, up to 250 characters. @param {string} id */
  const identifier = (id) => encodeURIComponent(id).replace(/%/g, "_").slice(0, 250);

  /** @param {Given} response */
  const list = (response) => response.map(identifier).join("[,]");
  /** @param {Given} response */
  const typed = (response) => response.slice(0, 10).map((text) => text.replace(/\[([,.:])\]/g, "($1)").slice(0, 250)).join("[,]");
  /** @type {Record<string, [type: string, word: (response: Given) => string | null]>} */
  const TYPES = {
    single: ["choice", list],
    multiple: ["choice", list],
    truefalse: ["choice", list],
    say: ["other", list], // which criteria a learner has ticked
    order: ["sequencing", list],
    match: ["matching", (response) => response.map((pair) => pair.split(":").map(identifier).join("[.]")).join("[,]")],
    numeric: ["numeric", ([typed]) => (/^[+-]?\d+(\.\d+)?$/.test(typed) ? typed : null)],
  };

  /** The type of an interaction, and the response in its words; a number that is none is a text.
      @param {CodedItem} item @param {Given} [response] @returns {[type: string, said: string]} */
  function interaction(item, response = []) {
    const [type, word] = TYPES[item.kind] ?? ["fill-in", typed];
    const said = word(response);
    return said === null ? ["fill-in", typed(response)] : [type, said];
  }

  window.coursewrightResponses = { duration, identifier, interaction };
})();
