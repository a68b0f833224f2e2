/* A learner's state as a short line of ASCII, and back: an LMS of 1.2 keeps 4,096 characters, and a learner may copy it by
   hand. Nothing is told by position: items, lessons, scenes and choices stand by digests of what they are, so that an edited
   course finds what is left of them and never takes one for another. Free of the DOM. */
(function (root) {
  "use strict";
  const VERSION = "2";
  const READABLE = ["1", VERSION]; // lines of the first version have no short texts
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const NONE = "."; // where a learner has chosen nothing
  const HOUR = 3600000;
  const isObject = (/** @type {Unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @param {State} state @param {string} name @returns {[string, any][]} */
  const part = (state, name) => Object.entries(isObject(state[name]) ? state[name] : {}).filter(([, value]) => isObject(value));
  const small = (/** @type {Unknown} */ number) => Math.max(0, Math.round(Number(number) || 0)).toString(36);
  const read = (/** @type {string} */ text) => (/^[0-9a-z]+$/.test(text ?? "") ? parseInt(text, 36) : NaN);

  /** Four characters that say whether a line is whole (FNV-1a, 24 bits). @param {string} text */
  function checksum(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = (hash ^ (hash >>> 24)) & 0xffffff;
    return [18, 12, 6, 0].map((by) => DIGITS[(hash >>> by) & 63]).join("");
  }

  /** How many characters of their digests tell these apart. @param {string[]} digests @param {number} least */
  function width(digests, least) {
    for (let size = least; ; size++) if (size >= 8 || new Set(digests.map((one) => one.slice(0, size))).size === digests.length) return size;
  }

  /** What a shortened digest stands for; undefined where that is nothing, or not one thing.
      @template Entry @param {Entry[]} entries @param {string} short @param {(entry: Entry) => string} digestOf */
  function find(entries, short, digestOf) {
    const found = entries.filter((entry) => digestOf(entry).startsWith(short));
    return found.length === 1 && short ? found[0] : undefined;
  }

  /* ---- responses: by the sorted ids that the revision stands for ---------------------------------------------- */

  /** @type {Wording} */
  const bits = {
    encode({ choices }, response) {
      let text = "";
      for (let at = 0; at < choices.length; at += 6) {
        text += DIGITS[choices.slice(at, at + 6).reduce((sum, id, bit) => sum | (Number(response.includes(id)) << bit), 0)];
      }
      return text;
    },
    decode: ({ choices }, text) => choices.filter((id, at) => (DIGITS.indexOf(text[Math.floor(at / 6)]) >> at % 6) & 1),
  };
  /** @type {Wording} */
  const places = {
    encode: ({ choices }, response) => response.map((id) => DIGITS[choices.indexOf(id)] ?? NONE).join(""),
    decode: ({ choices }, text) => [...text].map((digit) => choices[DIGITS.indexOf(digit)]).filter(Boolean),
  };
  /** @type {Wording} */
  const pairs = {
    encode({ choices, pairs: left = [] }, response) {
      const chosen = new Map(response.map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
      return left.map((id) => DIGITS[choices.indexOf(chosen.get(id))] ?? NONE).join("");
    },
    decode({ choices, pairs: left = [] }, text) {
      return left.flatMap((id, at) => (choices[DIGITS.indexOf(text[at])] ? [`${id}:${choices[DIGITS.indexOf(text[at])]}`] : []));
    },
  };
  const BYTES = "$"; // begins a text by its bytes, which is shorter where most letters aren't ASCII
  function word(/** @type {string} */ text) {
    const plain = encodeURIComponent(text.toWellFormed?.() ?? text);
    const bytes = plain.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    const short = BYTES + btoa(bytes).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");
    return short.length < plain.length ? short : plain;
  }
  function worded(/** @type {string} */ text) {
    if (!text.startsWith(BYTES)) return decodeURIComponent(text);
    const bytes = atob(text.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  }
  /** @type {Wording} */
  const typed = {
    encode: (_, response) => response.map(word).join(":"),
    decode: (_, text) => text.split(":").map(worded),
  };
  /** @type {Record<string, Wording>} */
  const KINDS = { single: bits, multiple: bits, truefalse: bits, say: bits, order: places, match: pairs };
  const kindOf = (/** @type {CodedItem} */ item) => (item.choices.length > 63 && KINDS[item.kind] !== bits ? typed : (KINDS[item.kind] ?? typed));
  const isResponse = (/** @type {Unknown} */ value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");

  /* ---- writing -------------------------------------------------------------------------------------------------- */

  /** @type {Record<string, (state: State, facts: CodedCourse, keys: any, lean: boolean) => (string | number)[]>} */
  const WRITERS = {
    i(state, facts, { key }) {
      /** @type {string[]} */
      const rows = [];
      for (const [id, saved] of part(state, "items")) {
        const item = facts.items[id];
        if (!item || saved.revision !== item.revision || !isResponse(saved.response)) continue;
        const aids = (saved.sure & 3) + 4 * Math.min(saved.hints || 0, 15);
        rows.push(key(item) + DIGITS[aids] + kindOf(item).encode(item, saved.response));
      }
      return rows;
    },
    l: (state, facts, { lessonKey }) =>
      part(state, "lessons").flatMap(([id, { answered, right, total, done }]) =>
        facts.lessons[id] ? [lessonKey(id) + Number(done === true) + [answered, right, total].map(small).join(":")] : [],
      ),
    s(state, facts, { key, short, brief }, lean) {
      return part(state, "scenarios").flatMap(([id, saved]) => {
        const known = facts.scenarios[id];
        if (!known) return [];
        const flags = DIGITS[Number(saved.told !== false) + 2 * Number(saved.complete === true) + 4 * Number(saved.skipped === true)];
        const change = DIGITS[known.changes.indexOf(saved.change)] ?? NONE;
        const scenes = (Array.isArray(saved.found) ? saved.found : []).filter((/** @type {string} */ scene) => Object.hasOwn(known.scenes, scene));
        const steps = [];
        for (const [scene, option] of lean || !Array.isArray(saved.path) ? [] : saved.path) {
          const to = known.scenes[scene]?.options[option];
          if (!to) break;
          steps.push(short(to.digest));
        }
        const revision = saved.revision === known.revision ? short(known.digest, 8) : NONE.repeat(brief);
        return [key(known) + flags + change + revision + DIGITS[scenes.length] + scenes.map((/** @type {string} */ scene) => short(known.scenes[scene].digest)).join("") + steps.join("")];
      });
    },
    r: (state, facts, { key }, lean) =>
      lean ? [] : part(state, "review").flatMap(([id, { due, step }]) => (facts.items[id] && due > 0 ? [key(facts.items[id]) + DIGITS[step & 63] + small(due / HOUR)] : [])),
    f(state, facts, { key }, lean) {
      return part(state, "final").map(([n, tried]) => {
        const slots = (Array.isArray(tried.slots) ? tried.slots : []).flatMap((/** @type {Slot} */ slot) => {
          const item = facts.items[slot?.id];
          if (!item || item.revision !== slot.revision || (lean && n !== "current")) return [];
          return [key(item) + (isResponse(slot.response) ? "=" + kindOf(item).encode(item, slot.response) : "")];
        });
        /** @type {(string | number)[]} */
        const head = [n === "current" ? "c" : n, small(tried.seed), small(n === "current" ? tried.at : tried.at / 1000)];
        if (n !== "current") head.push(small(tried.score * 100), small(tried.total), Number(tried.passed === true));
        return head.join(":") + "/" + slots.join("/");
      });
    },
    c: (state) => (state.course?.complete?.at > 0 ? [small(state.course.complete.at / 1000)] : []),
  };

  /** Leaves out answers until so many characters are gone: the longest first, and of two the older, so that most stay.
      @param {string[]} rows @param {number} over */
  function shed(rows, over) {
    const gone = new Set();
    for (const row of [...rows].sort((one, other) => other.length - one.length)) {
      if (over > 0) gone.add(row);
      over -= row.length + 1;
    }
    return rows.filter((row) => !gone.has(row));
  }

  /** Returns the line for a state, and how many answers aren't in it: what has to go first is the review, then what was
      chosen on the way through scenarios and in attempts that were handed in, and answers last.
      @param {State} state @param {CodedCourse} facts */
  function encode(state, facts, limit = Infinity, now = Date.now()) {
    const items = [...Object.values(facts.items), ...Object.values(facts.scenarios)].map(({ digest }) => digest);
    const inside = Object.values(facts.scenarios).flatMap(({ scenes }) => [
      Object.values(scenes).map(({ digest }) => digest),
      ...Object.values(scenes).map(({ options }) => Object.values(options).map(({ digest }) => digest)),
    ]);
    const long = width([...items, ...Object.values(facts.lessons)], 4);
    const brief = Math.max(2, ...inside.map((digests) => width(digests, 2)));
    const keys = {
      key: (/** @type {{ digest: string }} */ { digest }) => digest.slice(0, long),
      lessonKey: (/** @type {string} */ id) => facts.lessons[id].slice(0, long),
      short: (/** @type {string} */ digest, from = 0) => digest.slice(from, from + brief),
      brief,
    };
    const answers = WRITERS.i(state, facts, keys, false).map(String);
    const line = (/** @type {string} */ lean, kept = answers) => {
      const rows = (/** @type {string} */ name) => (name === "i" ? kept : WRITERS[name](state, facts, keys, lean.includes(name)));
      const sections = Object.keys(WRITERS).map((name) => name + rows(name).join(","));
      const body = [`${VERSION}${long}${brief}${small(now / 1000)}`, ...sections.filter((section) => section.length > 1)].join(";");
      return body + checksum(body);
    };
    for (const lean of ["", "r", "rf", "rfs"]) {
      const text = line(lean);
      if (text.length <= limit) return { text, lost: 0 };
    }
    const kept = shed(answers, line("rfs").length - limit);
    const text = line("rfs", kept);
    return { text: text.length <= limit ? text : null, lost: answers.length - kept.length };
  }

  /* ---- reading -------------------------------------------------------------------------------------------------- */

  /** @type {Record<string, (state: State, rows: string[], known: any) => void>} */
  const READERS = {
    i(state, rows, { items, long, at }) {
      for (const row of rows) {
        const found = find(items, row.slice(0, long), ([, item]) => item.digest);
        if (!found) continue;
        const [id, item] = found;
        const aids = DIGITS.indexOf(row[long]);
        /** @type {State} */
        const entry = { revision: item.revision, response: kindOf(item).decode(item, row.slice(long + 1)), at };
        if (aids & 3) entry.sure = aids & 3;
        if (aids >> 2) entry.hints = aids >> 2;
        state.items[id] = entry;
      }
    },
    l(state, rows, { lessons, long }) {
      for (const row of rows) {
        const found = find(lessons, row.slice(0, long), ([, digest]) => digest);
        const [answered, right, total] = row.slice(long + 1).split(":").map(read);
        if (found && [answered, right, total].every(Number.isFinite)) state.lessons[found[0]] = { answered, right, total, done: row[long] === "1" };
      }
    },
    s(state, rows, { scenarios, long, brief }) {
      for (const row of rows) {
        const found = find(scenarios, row.slice(0, long), ([, known]) => known.digest);
        if (!found) continue;
        const [id, known] = found;
        let rest = row.slice(long);
        const take = (/** @type {number} */ size) => [rest.slice(0, size), (rest = rest.slice(size))][0];
        const flags = DIGITS.indexOf(take(1));
        const change = known.changes[DIGITS.indexOf(take(1))] ?? null;
        const revision = take(brief) === known.digest.slice(8, 8 + brief) ? known.revision : "";
        const scenes = Object.entries(known.scenes);
        const reached = [];
        for (let left = DIGITS.indexOf(take(1)); left > 0; left--) {
          const scene = find(scenes, take(brief), ([, { digest }]) => digest);
          if (scene) reached.push(scene[0]);
        }
        const path = [];
        for (let scene = known.first; rest && known.scenes[scene]; ) {
          const option = find(Object.entries(known.scenes[scene].options), take(brief), ([, { digest }]) => digest);
          if (!option) {
            path.push([scene, ""]); // what was chosen here is gone, and the scenario says so
            break;
          }
          path.push([scene, option[0]]);
          scene = option[1].to;
        }
        const complete = Boolean(flags & 2);
        state.scenarios[id] = { revision, path, change, told: Boolean(flags & 1), found: reached, complete, skipped: Boolean(flags & 4) };
      }
    },
    r(state, rows, { items, long }) {
      for (const row of rows) {
        const found = find(items, row.slice(0, long), ([, item]) => item.digest);
        const hours = read(row.slice(long + 1));
        if (found && Number.isFinite(hours)) state.review[found[0]] = { due: hours * HOUR, step: DIGITS.indexOf(row[long]) };
      }
    },
    f(state, rows, { items, long }) {
      for (const row of rows) {
        const [head, ...rest] = row.split("/");
        const [n, seed, at, score, total, passed] = head.split(":");
        const slots = rest.filter(Boolean).flatMap((text) => {
          const found = find(items, text.slice(0, long), ([, item]) => item.digest);
          if (!found) return [];
          const [id, item] = found;
          /** @type {State} */
          const slot = { bank: item.bank, id, revision: item.revision };
          if (text[long] === "=") slot.response = kindOf(item).decode(item, text.slice(long + 1));
          return [slot];
        });
        if (n === "c") state.final.current = { seed: read(seed), slots, at: read(at) };
        else if (/^\d{1,6}$/.test(n)) {
          state.final[n] = { seed: read(seed), slots, score: read(score) / 100, total: read(total), passed: passed === "1", at: read(at) * 1000 };
        }
      }
    },
    c(state, [at]) {
      state.course.complete = { at: read(at) * 1000 };
    },
  };

  /** Returns what a line says, and when it was written; null where it isn't whole, or of another version.
      @param {string} text @param {CodedCourse} facts */
  function decode(text, facts) {
    const [body, sum] = [text.slice(0, -4), text.slice(-4)];
    if (!READABLE.includes(text[0]) || checksum(body) !== sum) return null;
    const [head, ...sections] = body.split(";");
    const at = read(head.slice(3)) * 1000;
    /** @type {State} */
    const state = { items: {}, lessons: {}, scenarios: {}, review: {}, final: {}, course: {} };
    const known = {
      items: Object.entries(facts.items),
      lessons: Object.entries(facts.lessons),
      scenarios: Object.entries(facts.scenarios),
      long: Number(head[1]),
      brief: Number(head[2]),
      at,
    };
    try {
      for (const section of sections) READERS[section[0]]?.(state, section.slice(1).split(","), known);
    } catch {
      return null; // such as an escape that isn't one
    }
    for (const name of Object.keys(state)) if (!Object.keys(state[name]).length) delete state[name];
    return { state, at };
  }

  /** Eight characters that stand for some texts, where no build has made a better digest. @param {...string} texts */
  const digest = (...texts) => ["", "\0"].map((salt) => checksum(salt + texts.join("\x1f"))).join("");

  root.coursewrightCodec = { encode, decode, digest };
})(globalThis);
