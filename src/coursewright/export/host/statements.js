/* Statements of xAPI: how a visit words them, and how many go with a page that is left. */
(function () {
  "use strict";
  const { size, FITS } = window.coursewrightLrs;
  const VERBS = {
    initialized: "http://adlnet.gov/expapi/verbs/initialized",
    answered: "http://adlnet.gov/expapi/verbs/answered",
    completed: "http://adlnet.gov/expapi/verbs/completed",
    passed: "http://adlnet.gov/expapi/verbs/passed",
    failed: "http://adlnet.gov/expapi/verbs/failed",
    terminated: "http://adlnet.gov/expapi/verbs/terminated",
  };

  /** A random UUID, where a page without https has none of its own. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  }

  /** A statement as a visit says it: its learner, registration and context.
      @param {Pick<XapiDialect<Launch>, "masteryScore" | "categories">} dialect @param {Session} visit @param {Statement} statement */
  function worded(dialect, { actor, registration, template, activityId, mastery }, { verb, object, result, id, timestamp }) {
    const activities = { ...template.contextActivities };
    /** @param {string} name @param {...object} more */
    const add = (name, ...more) => more.length && (activities[name] = [...[activities[name] ?? []].flat(), ...more]);
    add("category", ...(dialect.categories?.(verb) ?? []).map((category) => ({ id: category })));
    if (object) add("parent", { id: activityId });
    /** @type {State} */
    const context = { ...template, contextActivities: activities };
    if (registration) context.registration = registration;
    if (["passed", "failed"].includes(verb) && dialect.masteryScore && mastery !== undefined) {
      context.extensions = { ...template.extensions, [dialect.masteryScore]: mastery };
    }
    return {
      id,
      timestamp,
      actor,
      verb: { id: VERBS[verb], display: { en: verb } },
      object: { objectType: "Activity", ...(object ?? { id: activityId }) },
      ...(result && { result }),
      context,
    };
  }

  /** As many of some statements as a browser sends of a page that goes away, together with something else: the last one in
      any case, and the first. @param {object[]} statements @param {object[]} beside */
  function fitting(statements, beside) {
    const last = statements.slice(-1);
    let left = FITS - size(last) - size(beside);
    return [...statements.slice(0, -1).filter((one) => (left -= size(one)) > 0), ...last];
  }

  window.coursewrightStatements = { uuid, worded, fitting };
})();
