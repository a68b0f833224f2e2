/* Asks a learning record store: what cmi5's and xAPI's adapters say and hear goes through here. */
(function () {
  "use strict";
  const FITS = 60000; // bytes that a browser sends of a page that goes away; 64 KiB are all
  const SOON = 15000; // milliseconds that a learner waits for a page to begin
  const LONG = 60000; // milliseconds that a store may take for what it shall keep

  /** How many bytes something takes on its way. @param {unknown} body */
  const size = (body) => new TextEncoder().encode(JSON.stringify(body)).length;

  /** Fetches, and doesn't wait for ever. @param {string} address @param {RequestInit} [asked] */
  const reach = (address, asked, limit = SOON) => fetch(address, { ...asked, signal: AbortSignal.timeout?.(limit) });

  /** Asks an LRS; what it refuses is an error with its status, and how long it wants to be left alone. With `match` it is
      told which document it had at the last look, as some ask for that.
      @param {string} endpoint @param {string} auth @returns {Ask} */
  function lrs(endpoint, auth) {
    /** @type {Map<string, string | null>} */
    const tags = new Map();
    return async function ask(method, resource, { query = {}, body, keepalive = false, match = false } = {}) {
      const asked = new URLSearchParams(query).toString();
      const address = endpoint.replace(/\/?$/, "/") + resource + (asked && "?" + asked);
      /** @type {Record<string, string>} */
      const headers = { Authorization: auth, "X-Experience-API-Version": "1.0.3" };
      if (body !== undefined) headers["Content-Type"] = "application/json";
      if (match) {
        const tag = tags.get(address);
        headers[tag ? "If-Match" : "If-None-Match"] = tag || "*";
      }
      const small = keepalive && size(body) < FITS;
      const given = { method, headers, keepalive: small, body: body === undefined ? undefined : JSON.stringify(body) };
      const said = await reach(address, given, method === "GET" ? SOON : LONG);
      if (method === "GET") tags.set(address, said.ok ? said.headers.get("ETag") : null);
      if (said.status === 404 && method === "GET") return null;
      if (!said.ok) {
        const after = 1000 * Number(said.headers.get("Retry-After")) || 0;
        throw Object.assign(new Error(`${method} ${resource}: ${said.status}`), { status: said.status, after });
      }
      const text = await said.text();
      return text && method === "GET" ? JSON.parse(text) : null;
    };
  }

  window.coursewrightLrs = { lrs, reach, size, FITS };
})();
