/* SCORM 2004, 4th edition, for the shell (ADL SCORM Run-Time Environment 4th Ed., clauses 3.1 and 4.2). */
(function () {
  "use strict";

  const { duration, identifier, interaction } = window.coursewrightResponses;

  /** time(second,10,0), in UTC; LMSs that go by one common pattern take a zone only behind a fraction. @param {Date} at */
  const time = (at) => at.toISOString().replace(/(\.\d\d)\d/, "$1");

  window.coursewrightLms = window.coursewrightScorm({
    api: "API_1484_11",
    calls: { initialize: "Initialize", finish: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", error: "GetLastError" },
    elements: {
      state: "cmi.suspend_data",
      location: "cmi.location", // unset at the first launch, which is error 403 and no fault
      learner: "cmi.learner_id",
      mode: "cmi.mode",
    },
    wrong: "incorrect",
    longest: 1000,
    final: [401, 402, 404, 406, 407, 408], // undefined, not implemented, read-only, of the wrong type, out of range, alone
    time: { element: "cmi.session_time", value: duration },

    /** 0 not begun, 1 under way, 2 completed, 3 passed: an LMS never hears that somebody has fallen back. */
    rank(get) {
      const completion = { incomplete: 1, completed: 2 }[get("cmi.completion_status")] ?? 0;
      return completion === 2 && get("cmi.success_status") === "passed" ? 3 : completion;
    },
    browsed: [],
    begin: (rank) => [["cmi.exit", "suspend"], .../** @type {Entry[]} */ (rank ? [] : [["cmi.completion_status", "incomplete"]])],

    *result({ score, progress }, rank) {
      if (score !== null) {
        yield ["cmi.score.scaled", Math.round(score * 100) / 10000];
        yield ["cmi.score.min", 0];
        yield ["cmi.score.max", 100];
        yield ["cmi.score.raw", score];
      }
      yield ["cmi.progress_measure", rank > 1 ? 1 : Math.round(progress * 100) / 100];
      yield ["cmi.completion_status", rank > 1 ? "completed" : "incomplete"];
      if (rank > 2) yield ["cmi.success_status", "passed"];
    },

    *interaction({ id, response, latency = -1 }, item, at) {
      const [type, said] = interaction(item, response);
      yield ["id", identifier(id)];
      yield ["type", type];
      yield ["timestamp", time(at)];
      yield ["learner_response", said];
      if (latency >= 0) yield ["latency", duration(latency)];
    },

    *chosen({ scenario, scene, option }, at) {
      yield ["id", identifier(`${scenario}.${scene}`)];
      yield ["type", "other"];
      yield ["timestamp", time(at)];
      yield ["learner_response", identifier(option)];
    },
  });
})();
