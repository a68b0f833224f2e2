// Beside axe: the colours of a text are looked at once. Another text of the same colours, on the same grounds, of the
// same size, in elements of the same classes up to the root, can be read as well.
(() => {
  const { axe } = window;
  const COLOURS = ["color-contrast", "link-in-text-block"];
  const rule = axe._audit.getRule("color-contrast");
  const check = axe._audit.checks["color-contrast"];
  const { matches } = rule;
  const { evaluate } = check;
  let known = new Set();
  let grounds = new Map();
  let fresh = new Set();

  const digest = (parts) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (const char of parts.join(" ")) {
      one = Math.imul(one ^ char.codePointAt(0), 2654435761);
      two = Math.imul(two ^ char.codePointAt(0), 1597334677);
    }
    return (one >>> 0).toString(36) + (two >>> 0).toString(36);
  };

  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, color, opacity, position, textDecorationLine } = getComputedStyle(element);
      const own = [element.localName, element.getAttribute("class"), color, textDecorationLine, position];
      grounds.set(element, digest([ground(element.parentElement), ...own, backgroundColor, backgroundImage, opacity]));
    }
    return grounds.get(element);
  };

  const sign = (element) => {
    const { fontSize, fontWeight, textShadow, webkitTextStroke } = getComputedStyle(element);
    const large = parseFloat(fontSize) >= (parseFloat(fontWeight) >= 700 ? 18.66 : 24);
    return digest([ground(element), textShadow, webkitTextStroke, large]);
  };

  /** Whether an element is to be read by its colours: axe fails no single character, and nothing that nobody sees. */
  const says = (element) => {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    const field = element.matches("input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea");
    if ((!field && own.join("").trim().length < 2) || !element.checkVisibility({ visibilityProperty: true })) return false;
    const { bottom, right } = element.getBoundingClientRect();
    return right + scrollX > 0 && bottom + scrollY > 0 && getComputedStyle(element).clipPath !== "inset(50%)";
  };

  rule.matches = (element, ...more) =>
    says(element) && !known.has(sign(element)) && matches.call(rule, element, ...more);

  check.evaluate = function (element, ...more) {
    const its = sign(element);
    if (fresh.has(its)) return true;
    const passed = evaluate.call(this, element, ...more);
    if (passed) fresh.add(its);
    return passed;
  };

  /** Run rules on the document, or on the parts that these selectors find; `before` are the known signs. */
  axe.once = async (parts, rules, before) => {
    [known, grounds, fresh] = [new Set(before.split(" ")), new Map(), new Set()];
    const within = parts.length ? parts.map((part) => `${part}, ${part} *`).join(", ") : "*";
    const texts = [...document.querySelectorAll(within)].filter(says);
    const found = { ran: rules, failures: [], texts: texts.length, fresh: [] };
    if (rules.every((rule) => COLOURS.includes(rule)) && texts.every((text) => known.has(sign(text)))) return found;
    const options = { runOnly: rules, resultTypes: ["violations"], preload: false };
    const { violations, passes, inapplicable, incomplete } = await axe.run(
      parts.length ? { include: parts } : document, options);
    const told = (rule, node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`;
    found.ran = [...violations, ...passes, ...inapplicable, ...incomplete].map((rule) => rule.id);
    found.failures = violations.flatMap((rule) => rule.nodes.map((node) => told(rule, node)));
    found.fresh = violations.length ? [] : [...fresh]; // what fails is looked at again
    return found;
  };
})();
