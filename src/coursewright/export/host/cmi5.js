/* cmi5 for the shell (cmi5 specification, "Quartz", 1st edition; sections 8 to 11). */
(function () {
  "use strict";
  const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
  const asked = new URLSearchParams(location.search);
  const { tried } = window.coursewrightHost;
  const { reach } = window.coursewrightLrs;

  /** The token comes once for each launch: a page that is loaded again belongs to a visit that has ended.
      @param {string} address */
  async function token(address) {
    const ended = () => Object.assign(new Error("this launch has been used"), { ended: true });
    const key = "coursewright-launch:" + address;
    if (tried(() => sessionStorage.getItem(key))) throw ended(); // where storage is blocked, the platform says so itself
    const said = await (await reach(address, { method: "POST" })).json();
    tried(() => sessionStorage.setItem(key, "used"));
    if (!said["auth-token"]) throw ended();
    return said["auth-token"];
  }

  window.coursewrightLms = window.coursewrightXapi({
    masteryScore: "https://w3id.org/xapi/cmi5/context/extensions/masteryscore",

    /** Statements that cmi5 defines, and those that a course structure's moveOn goes by. */
    categories(verb) {
      if (verb === "answered") return [];
      const found = [CATEGORIES + "cmi5"];
      return ["completed", "passed", "failed"].includes(verb) ? [...found, CATEGORIES + "moveon"] : found;
    },

    launched() {
      const [endpoint, address, activityId, registration, actor] = ["endpoint", "fetch", "activityId", "registration", "actor"].map((name) => asked.get(name));
      return endpoint && address && activityId && registration && actor ? { endpoint, address, activityId, registration, actor: JSON.parse(actor) } : null;
    },

    async open(lrs, { endpoint, address, activityId, registration, actor }) {
      const agent = JSON.stringify(actor);
      const ask = lrs(endpoint, `Basic ${await token(address)}`);
      const data = await ask("GET", "activities/state", { query: { stateId: "LMS.LaunchData", activityId, agent, registration } });
      if (!data) throw new Error("there is no launch data");
      await ask("GET", "agents/profile", { query: { profileId: "cmi5LearnerPreferences", agent } }).catch(() => null);
      return {
        ask,
        actor,
        activityId,
        registration,
        template: data.contextTemplate ?? {},
        mastery: data.masteryScore,
        readOnly: data.launchMode !== "Normal",
        exit: data.returnURL,
      };
    },
  });
})();
