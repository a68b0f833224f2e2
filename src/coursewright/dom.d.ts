/* Pages as our scripts find them, for `tsc`: no page loads this. */

/** An element of our templates: whatever a control, a link or a frame has, it may have. */
interface Part extends HTMLElement {
  value: string;
  checked: boolean;
  disabled: boolean;
  readOnly: boolean;
  type: string;
  files: FileList;
  open: boolean;
  src: string;
  href: string;
  origin: string;
  pathname: string;
  target: string;
  rel: string;
  contentWindow: Window;
  select(): void;
  showModal?(): void;
  close(): void;
}
/** What our templates never leave out where the code looks for it: it is found. Of anything else the code asks whether it
    is there. `tests/render/test_sure.py` looks for each of them in what writes our pages. */
type Sure =
  | `[data-${"do" | "fill" | "count"}=${string}]`
  | ".cw-answer"
  | ".cw-ask"
  | ".cw-ask p"
  | ".cw-award"
  | ".cw-bar"
  | ".cw-book"
  | ".cw-count"
  | ".cw-label"
  | ".cw-live"
  | ".cw-missed .cw-said"
  | ".cw-missed ul"
  | ".cw-missing"
  | ".cw-moves"
  | ".cw-note"
  | ".cw-onward"
  | ".cw-onward a"
  | ".cw-onward span"
  | ".cw-onward strong"
  | ".cw-ways"
  | ".cw-rules"
  | ".cw-said"
  | ".cw-scene-title"
  | ".cw-search-count"
  | ".cw-search-results"
  | ".cw-state"
  | ".cw-stem"
  | ".cw-steps"
  | ".cw-sum"
  | ".cw-were-sure"
  | ".cw-were-sure ul"
  | "#course"
  | "#cw-piece"
  | "#cw-query"
  | "#said"
  | "form"
  | "iframe[name=lesson]"
  | "progress"
  | "textarea";
interface ParentNode {
  querySelector(selectors: `cw-item${string}`): Item | null;
  querySelector(selectors: "cw-score"): ScoreElement | null;
  querySelector(selectors: Sure): Part;
  querySelector(selectors: string): Part | null;
  querySelectorAll(selectors: `cw-item${string}`): NodeListOf<Item>;
  querySelectorAll(selectors: `template${string}`): NodeListOf<HTMLTemplateElement>;
  querySelectorAll(selectors: string): NodeListOf<Part>;
}
interface Element {
  readonly dataset: DOMStringMap;
  closest(selectors: string): Part | null;
}
/** What the code reads without asking, our templates always write where it reads it; any other name may be missing. */
interface DOMStringMap {
  asked: string;
  attempts: string;
  bank: string;
  base: string;
  choice: string;
  copied: string;
  copy: string;
  draw: string;
  fresh: string;
  from: string;
  id: string;
  index: string;
  item: string;
  items: string;
  kind: string;
  level: string;
  line: string;
  load: string;
  name: string;
  none: string;
  one: string;
  option: string;
  other: string;
  pair: string;
  part: string;
  pass: string;
  revision: string;
  same: string;
  scenario: string;
  scene: string;
  step: string;
  to: string;
  words: string;
  worker: string;
}
interface SVGScriptElement {
  src?: string;
}
/** A list, asked for what may be nothing, says no; and what is nothing can be left out of it. */
interface Array<T> {
  includes(value: T | null | undefined, from?: number): boolean;
  indexOf(value: T | null | undefined, from?: number): number;
  filter(test: BooleanConstructor): Exclude<T, null | undefined | false | "" | 0>[];
}
interface Set<T> {
  has(value: T | null | undefined): boolean;
}
interface Map<K, V> {
  get(key: K | null | undefined): V | undefined;
}
interface Window {
  MessageEvent: typeof MessageEvent;
  importScripts?(...scripts: string[]): void;
}
interface Document {
  addEventListener(type: `coursewright:${string}`, listener: (event: CustomEvent) => void, options?: object): void;
  removeEventListener(type: `coursewright:${string}`, listener: (event: CustomEvent) => void): void;
}
