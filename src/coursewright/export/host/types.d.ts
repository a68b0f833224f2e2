/* The words of the scripts of a package's shell, for `tsc`: no package holds this. */

/** What `export/facts.py` says of a package. */
interface PackageFacts extends CodedCourse {
  course: string;
  iri: string;
  activity: string;
  module: string;
  choices: boolean;
  version: string;
  pages: string[];
  steps: PackageStep[];
  needs: string[];
  pass: number;
  final: number;
  texts: Record<string, string>;
  /** Characters of a state that an LMS keeps by its edition of SCORM, and those that any keeps. */
  room: number;
  least: number;
}
interface PackageStep {
  kind: string;
  id: string;
  url: string;
  total: number;
}

/** What has been reached: of a `score` there is none before anything is answered. */
interface Reached {
  complete: boolean;
  passed: boolean;
  judged: boolean;
  attempts: number;
  score: number | null;
  progress: number;
}
interface Answered {
  id: string;
  response?: Given;
  score?: number | null;
  latency?: number;
}
interface Chosen {
  scenario: string;
  scene: string;
  option: string;
}

/** What an adapter knows of the page around the lessons. */
interface Shell {
  say(english: string): void;
  facts: PackageFacts;
  /** How many attempts at the final a state has that were handed in. */
  attempts(state: State): number;
}
/** What a visit begins with; nothing where the platform can't be reached. */
interface Begun {
  state?: State;
  location?: string;
  /** Whether the browser has kept what the platform hasn't heard. */
  late?: boolean;
  /** Where the learner goes at the end. */
  exit?: string;
}
/** What tells a platform: of SCORM, or of xAPI. */
interface Adapter {
  start(shell: Shell): Promise<Begun>;
  save(state: State, reached: Reached): void;
  /** An item that doesn't count is none of the package's facts. */
  answered(detail: Answered, item: CodedItem | undefined): void;
  chose(detail: Chosen): void;
  goTo(location: string): void;
  end(): void;
  retry?(): void;
  log?: Called[];
}

interface Journal {
  named: boolean;
  other: { text: string; waits: boolean };
  read(): string;
  write(text: string): boolean;
  clear(): void;
}
interface Joint {
  /** Notes what has gone from a state since. */
  follow(before: State, now: State): void;
  joined(state: State, ...others: ({ state: State; at: number } | null)[]): State;
}
interface Host {
  tried<Found>(action: () => Found): Found | null;
  journal(key: string, hear?: (text: string) => void): Journal;
  newest(found: { state: State; at: number }[]): State;
  joint(): Joint;
  clock(seen?: number): number;
  UNREACHABLE: string;
  SILENT: string;
  UNREADABLE: string;
  FULL: string;
  LOOKING: string;
  ENDED: string;
}
interface Responses {
  duration(milliseconds: number): string;
  identifier(id: string): string;
  interaction(item: CodedItem, response?: Given): [type: string, said: string];
}

/** An element of SCORM's data model, and what it is set to. */
type Entry = [element: string, value: string | number];
type Call = "initialize" | "finish" | "get" | "set" | "commit" | "error";
type Called = { name: Call; given: string[]; said: string; code: number };
/** How an edition of SCORM words things. */
interface ScormDialect {
  api: string;
  calls: Record<Call, string>;
  elements: Record<"state" | "location" | "learner" | "mode", string>;
  wrong: string;
  /** Characters of a place. */
  longest: number;
  /** Errors of an element that will never be taken. */
  final: number[];
  time: { element: string; value(milliseconds: number): string };
  rank(get: (element: string) => string): number;
  /** What is told of a preview before anything was begun. */
  browsed: Entry[];
  begin(rank: number): Entry[];
  result(reached: Reached, rank: number): Iterable<Entry>;
  interaction(detail: Answered, item: CodedItem, at: Date): Iterable<Entry>;
  chosen(detail: Chosen, at: Date): Iterable<Entry>;
}

type Asked = { query?: Record<string, string>; body?: unknown; keepalive?: boolean; match?: boolean };
type Ask = (method: string, resource: string, asked?: Asked) => Promise<any>;
interface Lrs {
  lrs: Reach;
  reach(address: string, asked?: RequestInit, limit?: number): Promise<Response>;
  size(body: unknown): number;
  FITS: number;
}
type Reach = (endpoint: string, auth: string) => Ask;
type Verb = "initialized" | "answered" | "completed" | "passed" | "failed" | "terminated";
/** A statement without what this visit gives to each. */
interface Statement {
  verb: Verb;
  result?: object;
  object?: object;
  id: string;
  timestamp: string;
  forbidden?: boolean;
}
interface Statements {
  uuid(): string;
  worded(dialect: Pick<XapiDialect<Launch>, "masteryScore" | "categories">, visit: Session, statement: Statement): object;
  fitting(statements: object[], beside: object[]): object[];
}
/** What the address of a launch says. */
interface Launch {
  endpoint: string;
  activityId: string;
  registration?: string;
  actor: object;
}
/** A visit that the platform knows of. */
interface Session {
  ask: Ask;
  activityId: string;
  registration?: string;
  actor: object;
  template: State;
  mastery?: number;
  readOnly: boolean;
  exit?: string;
}
/** How a launch is read. */
interface XapiDialect<Given extends Launch> {
  masteryScore?: string;
  categories?(verb: Verb): string[];
  launched(facts: PackageFacts): Given | null;
  open(lrs: Reach, launch: Given): Promise<Session>;
}

interface Window {
  coursewrightHost: Host;
  coursewrightResponses: Responses;
  coursewrightLrs: Lrs;
  coursewrightStatements: Statements;
  coursewrightLms: Adapter;
  coursewrightScorm(dialect: ScormDialect): Adapter;
  coursewrightXapi<Given extends Launch>(dialect: XapiDialect<Given>): Adapter;
}
