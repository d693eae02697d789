/* The API of the server, and the run that goes on as its events tell of it. */

export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {Problem[]} problems of a plan
   */
  constructor(status, message, problems) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/**
 * @param {string} path
 * @param {{method?: string, type?: string, body?: string}} [options]
 * @returns {Promise<any>} the answer's document; null if it has none
 */
export async function call(path, options) {
  const {method = 'GET', type = 'application/json', body} = options || {};
  const sent = method === 'GET' ? {} : {headers: {'Content-Type': type}, body: body === undefined ? '{}' : body};
  const answer = await fetch(path, {method, ...sent});
  const text = await answer.text();
  const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json');
  const said = text !== '' && isJson ? JSON.parse(text) : null;
  if (answer.status === 401) document.dispatchEvent(new CustomEvent('token-needed'));
  if (!answer.ok) throw new ApiError(answer.status, said && said.error || 'The server answered ' + answer.status + '.', said && said.problems || []);
  return said;
}

/**
 * @param {string} path
 * @param {object} [body]
 */
export const post = (path, body) => call(path, {method: 'POST', body: JSON.stringify(body || {})});

/** More points than these are thinned out by the server. */
const POINTS_MAX = 2400;
const AGAIN_MILLIS = 2000;

/** Tells `change` when there is something new, and `connection` when it comes or goes. */
class LiveStore extends EventTarget {
  constructor() {
    super();
    /** @type {RunFacts|null} */
    this.run = null;
    /** @type {RunData|null} */
    this.data = null;
    /** @type {RunNow|null} */
    this.now = null;
    this.connected = false;
    /** @type {EventSource|null} */
    this.source = null;
  }

  /** Returns all that is known of the run that is shown; null if none is. */
  get shown() {
    return this.run && this.data && this.now ? {run: this.run, data: this.data, now: this.now} : null;
  }

  /** Begins to listen; whatever happens, it comes back by itself. */
  open() {
    if (this.source) this.source.close();
    const source = new EventSource('/api/events');
    this.source = source;
    source.addEventListener('open', () => this.connection(true));
    source.addEventListener('error', () => {
      this.connection(false);
      if (source.readyState === EventSource.CLOSED) this.later();
    });
    source.addEventListener('state', event => this.state(JSON.parse(event.data)));
    source.addEventListener('interval', event => this.interval(JSON.parse(event.data)));
    source.addEventListener('news', event => this.news(JSON.parse(event.data)));
  }

  /* Closed for good: refused, perhaps for want of a token. */
  later() {
    this.source = null;
    setTimeout(async () => {
      try {
        await call('/api/status');
        this.open();
      } catch (refused) {
        if (refused.status !== 401) this.later();
      }
    }, AGAIN_MILLIS);
  }

  /** @param {boolean} connected */
  connection(connected) {
    if (connected === this.connected) return;
    this.connected = connected;
    this.dispatchEvent(new Event('connection'));
  }

  /** @param {StateEvent} state */
  state(state) {
    this.run = state.run;
    this.data = state.run ? {...state.data, moments: [], distributions: state.distributions, latencies: state.latencies} : null;
    this.now = state.run ? state.now : null;
    this.dispatchEvent(new Event('change'));
  }

  /** @param {IntervalEvent} told */
  interval(told) {
    if (!this.data) return;
    append(this.data, told.point);
    if (told.distributions && told.latencies) Object.assign(this.data, {distributions: told.distributions, latencies: told.latencies});
    this.news(told);
    if (this.data.times.length > POINTS_MAX) this.open();
  }

  /** @param {NewsEvent} told */
  news(told) {
    this.now = told.now;
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * A point more in every column; one that is there already changes nothing.
 *
 * @param {RunData} data
 * @param {Point} point
 */
function append(data, point) {
  const length = data.times.length;
  if (length > 0 && point.time <= data.times[length - 1]) return;
  data.times.push(point.time);
  data.end = Math.max(data.end, point.end);
  for (const [name, values] of Object.entries(data.curves)) values.push(name in point.curves ? point.curves[name] : null);
  for (const name of Object.keys(point.failures)) data.failures[name] ||= new Array(length).fill(0);
  for (const [name, values] of Object.entries(data.failures)) values.push(point.failures[name] || 0);
  data.probes.forEach((probe, i) => probe.values.push(point.probes[i]));
}

export const live = new LiveStore();
