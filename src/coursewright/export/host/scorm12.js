/* SCORM 1.2 for the shell (ADL SCORM Run-Time Environment 1.2, clauses 3.3 and 3.4). */
(function () {
  "use strict";
  const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"; // of a response: one for each choice (RTE 3.4.7, CMIFeedback)
  /** @param {number} value */
  const two = (value) => String(value).padStart(2, "0");

  /** CMITimespan: HHHH:MM:SS.SS. @param {number} milliseconds */
  function timespan(milliseconds) {
    const hundredths = Math.min(Math.max(0, Math.floor(milliseconds / 10)), 9999 * 360000);
    const [seconds, minutes, hours] = [hundredths / 100, hundredths / 6000, hundredths / 360000].map(Math.floor);
    return `${String(hours).padStart(4, "0")}:${two(minutes % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
  }

  /** CMIIdentifier: letters and digits without a space, up to 255. @param {string} id */
  const identifier = (id) => id.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, 255);

  /** @param {CodedItem} item @param {string} id */
  const letter = ({ choices }, id) => LETTERS[choices.indexOf(id)] ?? "";
  /** @param {CodedItem} item @param {string} id */
  const number = ({ pairs = [] }, id) => LETTERS[pairs.indexOf(id)] ?? "";
  /** @param {CodedItem} item @param {Given} response */
  const list = (item, response) => response.map((id) => letter(item, id)).join(",");
  /** @type {Record<string, [type: string, word: (item: CodedItem, response: Given) => string | null]>} */
  const TYPES = {
    single: ["choice", list],
    multiple: ["choice", list],
    truefalse: ["choice", list],
    say: ["performance", list], // which criteria a learner has ticked
    order: ["sequencing", list],
    match: ["matching", (item, response) => response.map((pair) => pair.split(":")).map(([left, right]) => `${number(item, left)}.${letter(item, right)}`).join(",")],
    numeric: ["numeric", (_, [typed]) => (/^[+-]?\d+(\.\d+)?$/.test(typed) ? typed : null)],
  };
  /** @param {unknown} _ @param {Given} response */
  const typed = (_, response) => response.join(" | ").slice(0, 255);

  /** @param {Date} at */
  const time = (at) => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

  window.coursewrightLms = window.coursewrightScorm({
    api: "API",
    calls: { initialize: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError" },
    elements: {
      state: "cmi.suspend_data",
      location: "cmi.core.lesson_location",
      learner: "cmi.core.student_id",
      mode: "cmi.core.lesson_mode",
    },
    wrong: "wrong",
    longest: 255,
    final: [201, 401, 402, 403, 405], // invalid, not implemented, a keyword, read-only, of the wrong type
    time: { element: "cmi.core.session_time", value: timespan },

    /** 0 not begun, or only looked at, 1 under way, 2 completed, 3 passed: an LMS never hears that somebody has fallen back. */
    rank: (get) => ({ incomplete: 1, failed: 1, completed: 2, passed: 3 })[get("cmi.core.lesson_status")] ?? 0,
    browsed: [["cmi.core.lesson_status", "browsed"]], // else an LMS takes what was looked at for completed
    begin: (rank) => [["cmi.core.exit", "suspend"], .../** @type {Entry[]} */ (rank ? [] : [["cmi.core.lesson_status", "incomplete"]])],

    *result({ score }, rank) {
      if (score !== null) {
        yield ["cmi.core.score.min", 0];
        yield ["cmi.core.score.max", 100];
        yield ["cmi.core.score.raw", score];
      }
      yield ["cmi.core.lesson_status", ["incomplete", "incomplete", "completed", "passed"][rank]];
    },

    *interaction({ id, response, latency = -1 }, item, at) {
      const [type, word] = TYPES[item.kind] ?? ["fill-in", typed];
      const said = word(item, response ?? []);
      yield ["id", identifier(id)];
      yield ["time", time(at)];
      yield ["type", said === null ? "fill-in" : type];
      yield ["student_response", said ?? typed(item, response ?? [])];
      if (latency >= 0) yield ["latency", timespan(latency)];
    },

    *chosen({ scenario, scene, option }, at) {
      yield ["id", identifier(`${scenario}.${scene}`)];
      yield ["time", time(at)];
      yield ["type", "performance"];
      yield ["student_response", identifier(option)];
    },
  });
})();
