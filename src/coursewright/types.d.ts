/* The words of our scripts, for `tsc`: no page loads this. */

/** Controls of an item: what is asked of them is told by its kind. */
type Control = Part;
type Change = [part: string, id: string, value: any];
/** A value from storage, a file or another window: anything, until it has been looked at. */
type Unknown = any;
type State = Record<string, any>;
/** What a learner has answered: ids of choices, or typed texts. */
type Given = string[];

/** Digests of a site's files by their paths. */
type Files = Record<string, string>;

/** A version of a site, as a device keeps it: its bytes, and the page that stands for one that isn't there. */
interface Build {
  id: string;
  files: Files;
  size: number;
  page: string;
}

/** What an item keys. */
interface Facts {
  partial?: boolean;
  key: string[];
  accepted: string[][];
  answers: Record<string, string>;
  value?: string;
  tolerance?: string;
}

interface Scoring {
  plain(typed: string): string;
  readNumber(typed: string): number | null;
  accepts(accepted: string[], typed: string): boolean;
  meant(answers: Record<string, string>, typed: string): string | null;
  parts: Record<string, (facts: Facts, response: Given) => number>;
  worth(partial: boolean | undefined, part: number): number;
}

/** How a kind is answered. */
interface Kind {
  controls(item: Item): Control[];
  response(item: Item): Given;
  complete(response: Given, item: Item): boolean;
  prompt: string | ((response: Given) => string);
  show(item: Item, response: Given): void;
  mark(item: Item, response: Given): void;
  reasons(item: Item, response: Given): HTMLElement[];
  lock(event: KeyboardEvent | MouseEvent): void;
  ready?(item: Item): void;
  /** A step before the response; returns whether it was one. */
  first?(item: Item): boolean;
  clear?(item: Item): void;
  /** What the button says that begins anew, where that isn't another try. */
  again?: string;
}
/** A kind as the player knows it. */
interface ScoredKind extends Kind {
  part(item: Item, response: Given): number;
  score(item: Item, response: Given): number | null;
}

/** `<cw-item>`, as other scripts know it. */
interface Item extends HTMLElement {
  kind: ScoredKind;
  scored: boolean;
  settled: boolean;
  verdict: boolean | null;
  score: number | null;
  response: Given;
  ids: string[];
  controls: Control[];
  answer: Part;
  result: HTMLElement;
  fresh?: boolean;
  button: HTMLButtonElement;
  actions: HTMLElement;
  connectedCallback(): void;
  press(): void;
  restore(gone?: boolean): void;
  follow(): void;
  entry(): State | null;
  reset(): void;
  forgotten(): Change[];
}
/** One whose steps are put into an order, once its kind has equipped it. */
interface Ordered extends Item {
  steps: HTMLElement;
  first: HTMLElement[];
  where: HTMLElement;
  moved?: boolean;
}
interface ScoreElement extends HTMLElement {
  texts?: Record<string, string>;
  update?(): void;
}

interface Aids {
  build(item: Item): void;
  entry(item: Item): { sure?: number; hints?: number };
  show(item: Item, entry: State | null | undefined): void;
  forget(item: Item): void;
  lacks(item: Item): string;
  said(item: Item): HTMLElement | null;
  lock(item: Item, locked: boolean): void;
}

interface Store {
  course: string;
  key: string;
  readonly lasting: boolean;
  read(): State;
  part(name: string): Record<string, any>;
  get(name: string, id: string): any;
  put(...changes: Change[]): void;
  keep(...changes: Change[]): boolean;
  forget(cleared?: boolean): void;
  stored(): State | null;
  set(state: State): boolean;
  tell(changes: Change[]): void;
  state: State;
  unwritten: Map<string, Change>;
  saw: string[];
  begun: Set<number>;
  gone: Set<number>;
  readonly apart: boolean;
  hosted?: boolean;
}

/** Saved state is another one: `gone` is all that was, or another `tab` has written, over something of this one's where
    it is `late`. */
type Restored = { gone?: boolean; tab?: boolean; late?: boolean };
/** Hears that another state has come. */
type Again = (event: { detail: Restored }) => void;
type Attempt = { n: number; seed?: number; score: number; total: number; passed: boolean; slots?: Slot[] };
/** An attempt at the final before it is handed in. */
type UnderWay = { seed: number; slots: Slot[]; at: number };
type Slot = { bank: string; id: string; revision: string; response?: Given; score?: number; latency?: number; at?: number };
/** How an entry must look, how it may, and its ids. */
type Shape = [must: Record<string, Mend>, may: Record<string, Mend>, ids?: RegExp];
type Mend = (value: Unknown, lost?: () => void) => any;
/** What a state's line is written with: a course, or a page of it, as `export/facts.py` and `resume.js` describe it. */
interface CodedCourse {
  items: Record<string, CodedItem>;
  lessons: Record<string, string>;
  scenarios: Record<string, CodedScenario>;
}
interface CodedItem {
  digest: string;
  revision: string;
  kind: string;
  choices: string[];
  pairs?: string[];
  bank?: string;
}
interface CodedScenario {
  digest: string;
  revision: string;
  first: string;
  changes: string[];
  scenes: Record<string, { digest: string; options: Record<string, { digest: string; to: string }> }>;
}
/** How a kind's responses are worded in a line. */
interface Wording {
  encode(item: CodedItem, response: Given): string;
  decode(item: CodedItem, text: string): Given;
}
interface Codec {
  encode(state: State, facts: CodedCourse, limit?: number, now?: number): { text: string | null; lost: number };
  decode(text: string, facts: CodedCourse): { state: State; at: number } | null;
  digest(...texts: string[]): string;
}
type Due = { item: Item; due: number };
/** A choice that was made on the way through a scenario. */
type Step = { scene: HTMLElement; option: HTMLElement; facts: Set<string> };
type BankItem = { id: string; was?: string[]; revision: string; html: string };
type DrawnBank = { name: string; draw: number; items: BankItem[] };

interface Slots {
  draw(banks: DrawnBank[], seed: number): Slot[];
  mended(slots: Slot[], banks: DrawnBank[], seed: number): Slot[];
  renamed(slots: Slot[], banks: DrawnBank[]): Slot[];
  answer(one: Slot, response?: Given): void;
}

/** What a file that also runs in Node asks of its global object. */
interface Root {
  window?: Window;
  document?: Document;
  coursewrightDue?: typeof coursewrightDue;
  coursewrightCalendar?: typeof coursewrightCalendar;
}

/** What every script of a course shares: `window.coursewright`. */
interface Shared {
  VERSION: number;
  MOST: number;
  RECENT: number;
  heard: (string | null)[];
  apply(state: State, changes: Change[]): void;
  adopt?(state: Unknown): void;
  page(): ScoreElement | null;
  text(english: string, values?: Record<string, string | number>): string;
  make<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    properties?: Partial<Omit<HTMLElementTagNameMap[Tag], "children">>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[Tag];
  make(tag: string, properties?: Partial<HTMLElement>, ...children: (Node | string)[]): HTMLElement;
  bare(node: Element): HTMLElement;
  trusted(way: "createHTML" | "createScriptURL", text: string): string;
  bring(element: HTMLElement | null, whole: Element, start?: Element): void;
  button(label: string, press: (event: MouseEvent) => void, className?: string): HTMLButtonElement;
  announce(name: string, detail: object, from?: EventTarget): void;
  early?: [name: string, detail: any][];
  isObject(value: Unknown): value is Record<string, any>;
  readable(state: State): State | null | undefined;
  returned: boolean;
  store(): Store;
  showProgress(links: Iterable<Part>, words: string[]): void;
  asked: [links: Iterable<Part>, words: string[]];
  marked?: boolean;
  scored(name: string, kind: Kind): void;
  kinds: Record<string, ScoredKind>;
  joined?: boolean;
  frame?: boolean;
  resume?(): void;
  sound?(part: string, id: string, value: Unknown, lost?: () => void): State | null;
  plain?(value: Unknown): string;
  scoring: Scoring;
  facts(item: Item): Facts;
  worth(item: Item, part: number): number;
  verdict(item: Item): HTMLElement[];
  aids?: Aids;
  /** Has items begin that came before what they need. */
  begin?(): void;
  /** Whether an item lacks a script that is still to come. */
  isEarly(item: Item): boolean;
  /** Has that come when the item is near the screen. */
  watch(item: Item): void;
  fetchLater(): void;
  final?: Slots;
  result: {
    strip(total: number, go: (at: number) => void): HTMLElement;
    mark(made: HTMLElement, slots: Slot[], now: number): void;
    lacking(empty: number[], total: number, go: (at: number) => void): (Node | string)[];
    shown(root: HTMLElement, tried: HTMLElement[], last: Attempt, heading: string): HTMLElement[];
    before(root: HTMLElement): HTMLElement[];
    folded(rules: HTMLElement): HTMLElement;
  };
  path: {
    attempts(): Attempt[];
    mark(root: HTMLElement): number | null;
    lead(root: HTMLElement): number | null;
    counted(id: string, items: string, aloud: string): State;
  };
  Shown: new () => HTMLElement & { connectedCallback(): void };
}

/** What they share where `sound.js` is loaded, too. */
interface Sounding extends Shared {
  sound: NonNullable<Shared["sound"]>;
  plain: NonNullable<Shared["plain"]>;
}
interface Queue {
  push(part: (cw: Shared) => void): void;
  push(part: (cw: Sounding) => void): void;
}

interface Window {
  coursewright: Shared;
  coursewrightQueue: Queue;
  coursewrightScoring: Scoring;
  coursewrightSlots: Slots;
  coursewrightCodec: Codec;
  coursewrightFrames: { frame: HTMLIFrameElement; changes: number[]; later?: ReturnType<typeof setTimeout> }[];
  coursewrightIndex: object;
  coursewrightSite: { course: string; hosts: string; pages: Record<string, Record<string, string>>; words: string[] };
  document$?: { subscribe(listener: () => void): void };
}
declare function addEventListener(type: "storage", listener: (event: any) => void): void;
declare function removeEventListener(type: "storage", listener: (event: any) => void): void;
declare var coursewright: Shared;
declare var coursewrightScoring: Scoring;
declare var coursewrightSlots: Slots;
declare var coursewrightCodec: Codec;
declare var coursewrightDue: (known: { due: number; step: number } | null, right: boolean | null, now: number) => { due: number; step: number } | null | undefined;
declare var coursewrightCalendar: (
  due: number[],
  now: number,
  course: { id: string; host: string; said: string; link: string },
) => { days: number; text: string };
