/* Plain xAPI for the shell: a launch with the LRS's address in the query, as tincan.xml packages have it. */
(function () {
  "use strict";
  const asked = new URLSearchParams(location.search);
  /** @param {Unknown} value */
  const first = (value) => (Array.isArray(value) ? value[0] : value);

  /** The learner as xAPI 1.0 words one: older launches put each property into a list. @param {string} text */
  function learner(text) {
    const given = JSON.parse(text);
    const actor = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, first(value)]));
    if (actor.account?.accountServiceHomePage) {
      actor.account = { homePage: actor.account.accountServiceHomePage, name: actor.account.accountName };
    }
    return actor;
  }

  window.coursewrightLms = window.coursewrightXapi({
    launched(facts) {
      const [endpoint, auth, actor] = ["endpoint", "auth", "actor"].map((name) => asked.get(name));
      if (!endpoint || !auth || !actor) return null;
      const activityId = asked.get("activity_id") || facts.activity;
      return { endpoint, auth, activityId, registration: asked.get("registration") || undefined, actor: learner(actor) };
    },

    open: async (lrs, { endpoint, auth, ...launch }) => ({ ...launch, ask: lrs(endpoint, auth), template: {}, readOnly: false }),
  });
})();
