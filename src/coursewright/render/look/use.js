/* The panel “Use this in your course”: lines that put this page, or a piece of it, into another one. */
(function () {
  "use strict";
  const beside = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const panel = /** @type {Part} */ (document.querySelector(".cw-use")); // its opening has this script come
  const fields = panel.querySelectorAll("input");
  const select = panel.querySelector("#cw-piece");
  for (const piece of document.querySelectorAll("cw-item, cw-scenario")) {
    const kind = piece.localName.slice(3);
    const said = piece.querySelector(".cw-stem, h2, h3")?.textContent.trim() ?? piece.dataset[kind] ?? "";
    select.append(new Option(said.length > 60 ? said.slice(0, 59) + "…" : said, kind + "=" + piece.dataset[kind]));
  }
  const write = () => {
    const page = location.origin + location.pathname;
    const address = page + "?embed" + (select.value && "&" + select.value);
    const title = (document.querySelector("h1")?.textContent ?? document.title).replace(/¶$/, "").trim();
    const quoted = title.replace(/[&"<]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const [line, frame, link] = fields;
    const script = new URL("embed.js", beside);
    line.value = `<a class="coursewright" href="${address}">${quoted}</a><script async src="${script.href}"></script>`;
    frame.value = `<iframe src="${address}" title="${quoted}" loading="lazy" width="100%" height="800"></iframe>`;
    link.value = select.value ? address : page;
  };
  select.addEventListener("change", write);
  for (const [at, button] of panel.querySelectorAll("button").entries()) {
    button.addEventListener("click", () => {
      const field = fields[at];
      field.select();
      navigator.clipboard?.writeText(field.value).then(
        () => panel.querySelector("[role=status]")?.replaceChildren(panel.dataset.copied),
        () => {}, // it is selected: Ctrl+C copies it
      );
    });
  }
  const offer = panel.querySelector(".cw-packages");
  /** @param {Part} offer */
  const list = async (offer) => {
    const folder = new URL(offer.dataset.from, location.href);
    /** A page's address below the site, as a folder's where it is one. @param {string} address */
    const bare = (address) => address.replace(/(^|\/)index\.html$/, "$1");
    const here = bare(decodeURIComponent(location.pathname.slice(new URL("../..", beside).pathname.length)));
    const { packages } = await (await fetch(new URL("packages.json", folder))).json();
    const ours = packages.filter((/** @type {{ pages: string[] }} */ { pages }) => pages.map(bare).includes(here));
    for (const { file, format, size } of ours) {
      const link = Object.assign(document.createElement("a"), { href: new URL(encodeURIComponent(file), folder).href });
      link.download = "";
      link.textContent = `${format} (${Math.max(1, Math.round(size / 1000))} kB)`;
      const entry = document.createElement("li");
      entry.append(link);
      offer.querySelector("ul")?.append(entry);
    }
    for (const line of offer.querySelectorAll("p[hidden]")) line.hidden = !ours.length;
  };
  if (offer) list(offer).catch(() => {}); // the way to all packages stands there anyway
  write();
})();
