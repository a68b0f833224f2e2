/* What both editions of SCORM share: finding the LMS's API, delivery that is tried again, and interactions.
   `coursewrightScorm(dialect)` is the shell's adapter; scorm12.js and scorm2004.js say how their edition words things. */
(function () {
  "use strict";
  const GATHER = 1000; // milliseconds in which changes gather before a commit
  const PATIENCE = 30000; // longest wait between two tries
  const HIGHEST = 500; // windows looked at
  const SENT = "\n"; // ends a journal that was handed over: with the page, so perhaps it never arrived, or in part
  const SPARE = SENT + SENT; // ends one that was handed over and has more than the LMS has room for

  const { tried, journal, newest, joint, clock, UNREACHABLE, SILENT, UNREADABLE, LOOKING, FULL } = window.coursewrightHost;

  /** Looks for the API in the windows around this one, then around the one that opened it; of another origin, past it.
      @param {string} name */
  function findApi(name) {
    for (const first of [window, window.opener]) {
      for (let at = first, count = 0; at && count < HIGHEST; at = at.parent === at ? null : at.parent, count++) {
        try {
          if (at[name]) return at[name];
        } catch {
          /* of another origin: perhaps one further out isn't */
        }
      }
    }
    return null;
  }

  /** The interactions in a journal, by their numbers. @param {string} text @returns {[number, Entry[]][]} */
  const rowsOf = (text) => {
    const [, ...lines] = text.trimEnd().split("\n");
    return lines.flatMap((line) => tried(() => [JSON.parse(line)]) ?? []).sort(([one], [other]) => one - other);
  };

  window.coursewrightScorm = function (dialect) {
    const codec = window.coursewrightCodec;
    const began = performance.now();
    /** What the LMS hasn't taken yet, by element. @type {Map<string, string>} */
    const wanted = new Map();
    /** Interactions that perhaps it hasn't stored, by their number. @type {Map<number, Entry[]>} */
    const unsure = new Map();
    const told = new Map(); // what this window has told, by its number
    /** Every call with its error code, for whoever looks into a fault. @type {Called[]} */
    const log = [];
    /** @type {any} */
    let api;
    /** @type {Shell} */
    let shell;
    let kept = journal("");
    const { follow, joined } = joint();
    /** @type {State} */
    let state = {};
    let place = "";
    let limit = 0; // characters of a state
    let open = false;
    let readOnly = false;
    let dirty = false;
    let count = 0;
    let rank = 0;
    let timer = 0;
    let wait = GATHER;
    let incomplete = false;
    let full = false; // whether there are more answers than the LMS has room for
    let late = false; // whether the journal holds what the LMS doesn't
    let heard = false; // whether the LMS holds something of an earlier visit

    /** Calls the LMS; an exception of its own is an answer like any other.
        @param {Call} name @param {...string} given */
    function call(name, ...given) {
      let said = "";
      let code = -1;
      try {
        said = String(api[dialect.calls[name]](...given) ?? "");
        code = Number(api[dialect.calls.error]("")) || 0;
      } catch (error) {
        log.push({ name, given, said: String(error), code });
        return "";
      }
      log.push({ name, given, said, code });
      if (log.length > 2000) log.shift();
      return said;
    }

    /** @param {string} element */
    const get = (element) => call("get", element);
    /** @param {Call} name @param {...string} given */
    const done = (name, ...given) => call(name, ...given) === "true";

    /** How right an answer was, in the edition's words; part of the points as a number, as exact as SCORM 2004 takes it
        (real(10,7)). @param {number | null} [score] */
    function verdict(score) {
      if (score === null || score === undefined) return "neutral";
      return score === 1 ? "correct" : score === 0 ? dialect.wrong : String(Math.round(score * 1e7) / 1e7);
    }

    /** How many interactions there are: windows that share the LMS's API count for each other. */
    const counted = () => Math.max(count, Number(get("cmi.interactions._count")) || 0);

    /** Has the LMS store an interaction. @param {Entry[]} entries @param {number} number */
    function interact(entries, number) {
      unsure.set(number, entries);
      told.set(number, JSON.stringify(entries));
      for (const [element, value] of entries) want(`cmi.interactions.${number}.${element}`, value);
      count = Math.max(count, number + 1);
    }

    /** The same for one that has happened now, which goes into the journal first: there, other windows find its number.
        @param {Iterable<Entry>} entries @param {string} result */
    function happened(entries, result) {
      beside(kept.read());
      interact([...entries, ["result", result]], counted());
      write(false);
      soon();
    }

    /** Takes in what another window tells, at its number there: an LMS lets none out, and this window's API may know of
        its own alone. It goes with what is told next. Of two that took one number at once, both put the same one behind.
        @param {string} text of the journal */
    function beside(text) {
      if (!open || readOnly) return;
      for (const [number, entries] of rowsOf(text)) {
        const [ours, theirs] = [told.get(number), JSON.stringify(entries)];
        if (number === count) interact(entries, number);
        else if (ours && ![...told.values()].includes(theirs)) {
          const [first, last] = [ours, theirs].sort().map((text) => JSON.parse(text));
          interact(first, number);
          interact(last, counted());
          write(false);
          soon();
        }
      }
    }

    /** Tells interactions of an earlier visit again: each at its own number, where it takes the place of itself, or behind
        all where the LMS has heard of another device since. @param {[number, Entry[]][]} rows @param {boolean} elsewhere */
    function retell(rows, elsewhere) {
      for (const [number, entries] of rows) interact(entries, elsewhere ? count : Math.min(number, count));
    }

    /** @param {string} element @param {string | number} value */
    function want(element, value) {
      wanted.delete(element);
      wanted.set(element, String(value));
      dirty = true;
    }

    /** Gives the LMS what it hasn't taken, and has it stored; returns whether all of it is. Of a page that goes away an LMS
        may say so before it knows. */
    function deliver(leaving = false) {
      clearTimeout(timer);
      timer = 0;
      if (!open || readOnly || !dirty) return true;
      want(dialect.time.element, dialect.time.value(performance.now() - began));
      let refused = false;
      for (const [element, value] of [...wanted]) {
        if (done("set", element, value)) wanted.delete(element);
        else if (element === dialect.elements.state && value.length > shell.facts.least) {
          limit = shell.facts.least; // it keeps less than its standard says
          write();
          const less = wanted.get(element);
          if (less === undefined || done("set", element, less)) wanted.delete(element);
          else refused = true;
        } else if (dialect.final.includes(log.at(-1)?.code)) wanted.delete(element); // it will never take this one
        else refused = true;
      }
      const start = Date.now();
      const stored = done("commit", "") && !refused;
      wait = stored ? Math.max(GATHER, 4 * (Date.now() - start)) : Math.min(2 * wait, PATIENCE);
      if (stored) {
        dirty = false;
        if (!leaving) unsure.clear();
        const text = kept.read().trimEnd();
        if (text && (leaving || full)) kept.write((leaving ? text : text.split("\n")[0]) + (full ? SPARE : SENT));
        else kept.clear();
      } else soon();
      shell.say(stored ? (incomplete ? UNREADABLE : full ? FULL : "") : SILENT);
      return stored;
    }

    function soon(within = wait) {
      if (open && !readOnly && !timer) timer = setTimeout(deliver, within);
    }

    /** Puts the state, the place and what is unsure into the journal first, then what there is room for before the LMS;
        returns whether the journal has them. */
    function write(told = true) {
      if (!told && !kept.named) return false;
      const elsewhere = codec.decode(kept.other.text.split(/\s/)[0], shell.facts);
      const whole = joined(state, elsewhere);
      const { text, lost } = codec.encode(whole, shell.facts, limit, clock());
      full = text === null || lost > 0;
      if (text === null) wanted.delete(dialect.elements.state);
      else if (told) want(dialect.elements.state, text);
      const line = full ? codec.encode(whole, shell.facts, Infinity, clock()).text : text;
      return kept.write([`${line} ${place}`, ...[...unsure].map((row) => JSON.stringify(row))].join("\n"));
    }

    /** What the LMS and the journal hold. What was sent as a page went away counts if this attempt has begun and the LMS
        knows nothing so new; what it had no room for fills up what it knows, however new that is. */
    function restore() {
      const known = get(dialect.elements.state);
      heard = known !== "";
      const theirs = heard ? codec.decode(known, shell.facts) : null;
      if (heard && !theirs) {
        incomplete = true;
        shell.say(UNREADABLE);
      }
      const text = kept.read();
      const [line, ...words] = text.split("\n", 1)[0].split(" ");
      const ours = line ? codec.decode(line, shell.facts) : null;
      const begun = heard || dialect.rank(get) > 0;
      const newer = line !== known && (ours?.at ?? 0) >= (theirs?.at ?? 0);
      const unsent = text !== "" && (!text.endsWith(SENT) || (begun && newer));
      late = unsent || (begun && text.endsWith(SPARE));
      clock(theirs?.at);
      const rows = rowsOf(text);
      const lacking = begun && rows.some(([number]) => number >= count);
      if (!readOnly) {
        if (unsent || lacking) retell(rows, !newer && line !== known);
        if (!late && !lacking) kept.clear();
      }
      place = (unsent && words.join(" ")) || get(dialect.elements.location);
      return newest([late ? ours : null, theirs].filter((one) => one !== null));
    }

    return {
      log,

      async start(given) {
        shell = given;
        api = findApi(dialect.api);
        if (!api || !done("initialize", "")) {
          shell.say(UNREACHABLE);
          return {};
        }
        open = true;
        limit = given.facts.room;
        const learner = get(dialect.elements.learner);
        kept = journal(learner && `coursewright-journal:${given.facts.course}:${given.facts.module}:${learner}`, beside);
        const mode = get(dialect.elements.mode);
        readOnly = mode === "review" || mode === "browse";
        count = counted();
        state = restore();
        if (!readOnly && (late || unsure.size)) write(late);
        if (!readOnly && late && place) want(dialect.elements.location, place);
        if (readOnly) {
          shell.say(LOOKING);
          if (mode === "browse" && !heard && !dialect.rank(get) && dialect.browsed.length) {
            for (const [element, value] of dialect.browsed) call("set", element, String(value));
            call("commit", "");
          }
        } else {
          rank = dialect.rank(get) || Number(heard); // Open edX's block doesn't say its status: what has begun isn't begun anew
          for (const [element, value] of dialect.begin(rank)) want(element, value);
          deliver();
        }
        return { state, location: place, late };
      },

      save(now, result) {
        if (!open || readOnly) return;
        follow(state, now);
        state = now;
        const safe = write();
        rank = Math.max(rank, result.complete ? (result.passed ? 3 : 2) : 1);
        for (const [element, value] of dialect.result(result, rank)) want(element, value);
        soon(safe || wait > GATHER ? wait : 0); // without a journal only the LMS has it
      },

      answered(detail, item) {
        if (!open || readOnly || !item) return;
        happened(dialect.interaction(detail, item, new Date()), verdict(detail.score));
      },

      chose(detail) {
        if (!open || readOnly) return;
        happened(dialect.chosen(detail, new Date()), "neutral");
      },

      goTo(location) {
        if (!open || readOnly) return;
        const [page] = location.split("#");
        place = [location, page].find((one) => one.length <= dialect.longest) ?? codec.digest(page);
        write(false);
        want(dialect.elements.location, place);
        soon();
      },

      end() {
        if (!open) return;
        if (!readOnly) {
          dirty = true;
          deliver(true) || deliver(true); // there is no later
        }
        open = false;
        clearTimeout(timer);
        call("finish", "");
      },
    };
  };
})();
