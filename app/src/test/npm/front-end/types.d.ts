/* What the scripts of the live page are told by the server. `openapi.json` and LiveCharts say the same. */

/** The library of charts, which is a script of its own. */
declare const echarts: any;

interface HTMLElementTagNameMap {
  'document-view': HTMLElement & {show(title: string, path: string, run?: string): void};
  'trend-view': HTMLElement & {wanted: URLSearchParams};
}

type Values = (number | null)[];

interface Problem {
  file?: string;
  line?: number;
  column?: number;
  path: string;
  message: string;
  fix: string;
}

interface ListedRun {
  id: string;
  name: string;
  started: string;
  verdict: string;
  seconds: number | null;
  achieved_rate: number | null;
  p95: number | null;
}

interface Runs {
  total: number;
  runs: ListedRun[];
  plans: string[];
}

interface Phase {
  name: string;
  start: number;
  end: number;
  warmUp: boolean;
}

interface Probe {
  name: string;
  unit: string;
  values: Values;
}

interface Distribution {
  step: string;
  response_time?: number[][];
  service_time?: number[][];
  band: number[][];
}

/** Each of `counts` is of a column: its lowest row, and from there upward. */
interface Latencies {
  rows: number[];
  times: number[];
  counts: number[][];
}

/** A second more. */
interface Point {
  time: number;
  end: number;
  curves: Record<string, number | null>;
  failures: Record<string, number>;
  probes: Values;
}

interface Columns {
  times: number[];
  end: number;
  curves: Record<string, Values>;
  failures: Record<string, number[]>;
  phases: Phase[];
  probes: Probe[];
}

interface RunData extends Columns {
  moments: {at: number; level: string}[];
  distributions: Distribution[];
  latencies: Latencies;
}

/** What does not change while a run goes on. */
interface RunFacts {
  id: string;
  name: string;
  description: string;
  started: string;
  model: string;
  length: number;
  thresholds: string[];
}

interface StepRow {
  step: string;
  ok: number;
  failed: number;
  rate: number | null;
  lastP95: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
}

interface ErrorRow {
  error: string;
  step: string;
  count: number;
  message?: string;
  request?: string;
  response?: string;
}

interface RunNow {
  at: number;
  phase: string;
  level: number | null;
  over: boolean;
  verdict?: string;
  reasons?: string[];
  steps: StepRow[];
  errors: ErrorRow[];
  log: {at: number; kind: string; text: string}[];
}

interface Shown {
  run: RunFacts;
  data: RunData;
  now: RunNow;
}

interface NewsEvent {
  now: RunNow;
}

interface IntervalEvent extends NewsEvent {
  point: Point;
  distributions?: Distribution[];
  latencies?: Latencies;
}

interface StateEvent extends NewsEvent {
  run: RunFacts | null;
  data: Columns;
  distributions: Distribution[];
  latencies: Latencies;
}

/** The name, the title and the text of a figure above the charts. */
type Tile = [string, string, (data: RunData, all: StepRow) => string];
