/* What cmi5 and plain xAPI share: statements in order, a state in the LRS, a journal in the browser, and delivery that is
   tried again. `coursewrightXapi(dialect)` is the shell's adapter; cmi5.js and tincan.js say how a launch is read. */
(function () {
  "use strict";
  const GATHER = 1000; // milliseconds in which changes gather before they are sent
  const PATIENCE = 30000; // longest wait between two tries
  const MOST = 20; // statements in one request
  const STATE = "coursewright"; // the state's id in the LRS
  const DOCUMENT = "activities/state";
  const SESSION = ["initialized", "terminated"]; // of this visit, and of no later one
  const { tried: attempt, journal, newest, joint, clock, UNREACHABLE, SILENT, UNREADABLE, LOOKING, ENDED } = window.coursewrightHost;
  const { duration, interaction } = window.coursewrightResponses;
  const { lrs } = window.coursewrightLrs;
  const { uuid, worded, fitting } = window.coursewrightStatements;

  window.coursewrightXapi = function (dialect) {
    const codec = window.coursewrightCodec;
    const began = performance.now();
    /** @type {Shell} */
    let shell;
    /** Null where nothing can be told. @type {Session | null} */
    let session = null;
    let away = false; // whether it is the browser alone that keeps this visit, for the next one
    let kept = journal("");
    const { follow, joined } = joint();
    /** What hasn't arrived. @type {Statement[]} */
    let queue = [];
    /** What is for the next visit. @type {Statement[]} */
    const later = [];
    /** What may be said once, and has arrived. @type {string[]} */
    let sent = [];
    /** @type {State} */
    let state = {};
    let place = "";
    let dirty = false;
    let busy = false;
    /** What is on its way. @type {Statement[]} */
    let flying = [];
    let timer = 0;
    let wait = GATHER;
    let tried = 0; // attempts at the final that were handed in before
    let failed = false;
    let notice = "";
    /** What the LRS has, where it says that it isn't what ours is built on. @type {State | null} */
    let theirs = null;

    /* ---- statements --------------------------------------------------------------------------------------------- */

    /** @param {Verb} verb @param {object} [result] @param {object} [object] */
    function tell(verb, result, object) {
      queue.push({ verb, result, object, id: uuid(), timestamp: new Date().toISOString() });
    }

    const lasted = () => duration(performance.now() - began);
    /** @param {Verb} verb */
    const known = (verb) => sent.includes(verb) || queue.some((one) => one.verb === verb);

    /* ---- delivery ----------------------------------------------------------------------------------------------- */

    /** What another window of this browser has kept. @returns {State | null} */
    const beside = () => attempt(() => JSON.parse(kept.other.text));
    /** @param {State | null} one */
    const stateOf = (one) => one && codec.decode(String(one.text), shell.facts);

    const document = () => {
      const all = joined(state, stateOf(beside()), stateOf(theirs));
      return { text: codec.encode(all, shell.facts, Infinity, clock()).text, location: place, sent, at: clock() };
    };

    /** The statements that wait, those of another window too, without what is of this visit alone. @returns {Statement[]} */
    function waiting() {
      /** @type {Statement[]} */
      const more = (kept.other.waits && beside()?.queue) || [];
      const own = [...later, ...queue].filter(({ verb }) => !SESSION.includes(verb));
      return [...own, ...more.filter(({ id }) => own.every((one) => one.id !== id))];
    }

    const write = () => kept.write(JSON.stringify({ ...document(), queue: waiting() }));
    /** @param {Session} visit @returns {Record<string, string>} */
    const stateQuery = ({ activityId, actor, registration }) => ({
      stateId: STATE,
      activityId,
      agent: JSON.stringify(actor),
      ...(registration && { registration }),
    });

    /** Sends some statements; one that the LRS refuses for good, or has, is as good as delivered. One that it forbids waits
        for the next visit, once: perhaps only this one is over.
        @param {Session} visit @param {Statement[]} batch */
    async function post(visit, batch) {
      flying = batch;
      try {
        await visit.ask("POST", "statements", { body: batch.map((one) => worded(dialect, visit, one)), keepalive: true });
      } catch (/** @type {any} */ error) {
        if (![400, 403, 409, 413].includes(error.status)) throw error;
        if (batch.length > 1) for (const one of batch) await post(visit, [one]);
        else if (error.status === 403 && !batch[0].forbidden) later.push({ ...batch[0], forbidden: true });
        else console.info("not taken:", error.message, batch[0].verb);
      } finally {
        flying = [];
      }
      sent.push(...batch.map(({ verb }) => verb).filter((verb) => ["completed", "passed"].includes(verb)));
      queue = queue.filter((one) => !batch.includes(one));
    }

    /** Has the LRS keep the state. One that takes it only with the mark of what it has gets that, and loses nothing of it.
        @param {Session} visit */
    async function put(visit) {
      const query = stateQuery(visit);
      try {
        await visit.ask("PUT", DOCUMENT, { query, body: document(), keepalive: true });
      } catch (/** @type {any} */ error) {
        if (![409, 412].includes(error.status)) throw error;
        theirs = await visit.ask("GET", DOCUMENT, { query });
        await visit.ask("PUT", DOCUMENT, { query, body: document(), keepalive: true, match: true });
      }
    }

    async function deliver() {
      clearTimeout(timer);
      timer = 0;
      if (!session || busy) return;
      busy = true;
      try {
        while (session && queue.length) { // an end that comes meanwhile sends what is left
          await post(session, queue.slice(0, MOST));
          dirty ||= !session?.readOnly;
        }
        if (session && dirty) {
          dirty = false;
          try {
            await put(session);
          } catch (error) {
            dirty = true;
            throw error;
          }
        }
        wait = GATHER;
        if (!queue.length && !dirty) {
          if (waiting().length) write();
          else kept.clear();
        }
        shell.say(notice);
      } catch (/** @type {any} */ error) {
        wait = Math.max(Math.min(2 * wait, PATIENCE), error.after ?? 0);
        shell.say(SILENT);
      } finally {
        busy = false;
      }
      if (queue.length || dirty) soon();
    }

    function soon(within = wait) {
      if (session && !timer) timer = setTimeout(deliver, within);
    }

    /** Whether nothing that is done here may be kept. */
    const isShut = () => (session ? session.readOnly : !away);

    /** What has changed goes into the journal first; without one, to the LRS at once. */
    function changed() {
      dirty = true;
      soon(write() || wait > GATHER ? wait : 0);
    }

    /* ---- what was kept ------------------------------------------------------------------------------------------ */

    /** @param {State | null} there what the LRS has */
    function restore(there) {
      let here = null;
      try {
        here = JSON.parse(kept.read() || "null");
      } catch {
        // half a journal: as if there were none
      }
      const found = [here, there].map((one) => one && codec.decode(String(one.text), shell.facts));
      if (there && !found[1]) notice = UNREADABLE;
      clock(there?.at);
      sent = [...new Set([here, there].flatMap((one) => one?.sent ?? []))];
      place = (here?.at > (there?.at ?? 0) ? here : there)?.location ?? "";
      queue = (here?.queue ?? []).filter((/** @type {Statement} */ { id }) => id);
      return newest(found.filter(Boolean));
    }

    return {
      async start(given) {
        shell = given;
        const launch = attempt(() => dialect.launched(shell.facts));
        if (!launch) {
          shell.say(UNREACHABLE);
          return {};
        }
        const { activityId, registration = "", actor } = launch;
        kept = journal(`coursewright-journal:${activityId}:${registration}:${JSON.stringify(actor)}`);
        const late = kept.read() !== "";
        try {
          session = await dialect.open(lrs, launch);
          state = restore(await session.ask("GET", DOCUMENT, { query: stateQuery(session) }));
        } catch (/** @type {any} */ error) {
          session = null;
          if (error.ended) {
            shell.say(ENDED);
            return {};
          }
          state = restore(null);
          away = write(); // a store that forbids this page to ask, or that is down: the next visit tells it
          shell.say(away ? SILENT : UNREACHABLE);
          return { state, location: place };
        }
        if (session.readOnly) {
          queue = [];
          notice = LOOKING;
        }
        const earlier = queue;
        queue = [];
        tell("initialized");
        queue.push(...earlier);
        tried = shell.attempts(state);
        shell.say(notice);
        deliver();
        return { state, location: place, exit: session.exit, late };
      },

      save(now, { complete, passed, judged, score, attempts }) {
        if (isShut()) return;
        follow(state, now);
        state = now;
        if (!session) return changed(); // away: what the platform calls passed is not known
        const scored = score === null ? {} : { score: { scaled: Math.round(score * 100) / 10000, raw: score, min: 0, max: 100 } };
        const reached = session.mastery === undefined ? passed : judged && score !== null && score / 100 >= session.mastery - 1e-9;
        if (complete && !known("completed")) tell("completed", { completion: true, duration: lasted() });
        if (reached && !known("passed")) tell("passed", { success: true, ...scored, duration: lasted() });
        if (attempts > tried && !reached && !failed && !known("passed")) {
          failed = true;
          tell("failed", { success: false, ...scored, duration: lasted() });
        }
        tried = Math.max(tried, attempts);
        changed();
      },

      answered({ id, score, response, latency = -1 }, item) {
        if (isShut() || !item) return;
        const [interactionType, said] = interaction(item, response);
        /** @type {State} */
        const result = { response: said };
        if (score !== null && score !== undefined) Object.assign(result, { success: score === 1, score: { scaled: Math.round(score * 10000) / 10000 } });
        if (latency >= 0) result.duration = duration(latency);
        const definition = { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType };
        tell("answered", result, { id: `${shell.facts.iri}:item:${encodeURIComponent(id)}`, definition });
        changed();
      },

      chose({ scenario, scene, option }) {
        if (isShut()) return;
        const definition = { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: "other" };
        const id = [scenario, scene].map(encodeURIComponent).join(":");
        tell("answered", { response: option }, { id: `${shell.facts.iri}:scenario:${id}`, definition });
        changed();
      },

      goTo(location) {
        if (isShut() || location === place) return;
        place = location;
        changed();
      },

      /** The last word: what hasn't arrived goes once more, as nobody will hear an answer; nothing arrives twice by its id. */
      end() {
        if (away) write();
        const visit = session;
        if (!visit) return;
        tell("terminated", { duration: lasted() });
        /** @param {Promise<unknown>} sending */
        const quietly = (sending) => sending.catch(() => {});
        if (!visit.readOnly) write();
        const known = dirty ? [document()] : [];
        for (const body of known) quietly(visit.ask("PUT", DOCUMENT, { query: stateQuery(visit), body, keepalive: true }));
        const [again, last] = [true, false].map((flew) =>
          queue.filter((one) => flying.includes(one) === flew).map((one) => worded(dialect, visit, one)),
        );
        const beside = [...known, ...again, ...again]; // it flies still, and once more
        for (const some of [again, fitting(last, beside)]) { // a store that has one of some takes none of them
          if (some.length) quietly(visit.ask("POST", "statements", { body: some, keepalive: true }));
        }
        session = null;
        clearTimeout(timer);
      },

      retry: () => deliver(),
    };
  };

  addEventListener("online", () => window.coursewrightLms?.retry?.());
})();
