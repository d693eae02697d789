/* The run that goes on: figures, charts, steps, errors, log, and what can be done about it. */
/* global palette, draw, seconds, perSecond, percent, grouped, clock, responseChart, throughputChart, errorChart, levelChart, streamChart,
   firstTokenChart, cpuChart, latenessChart, distributionChart, probeChart, makeReachable, echarts */

import {call, live, post} from '/assets/api.js';
import {drawHeatMap} from '/assets/heat-map.js';
import {byId, downloads, element, number, pill, table} from '/assets/dom.js';

const CHARTS = [
  ['response', 'Response time', 'Of successful operations, by second. Dashed: service time, counted from the moment of sending.', 'tall'],
  ['throughput', 'Throughput', 'Iterations per second: asked for, started, completed.', ''],
  ['errors', 'Errors', 'Failed operations per second, by class.', ''],
  ['levels', 'Under way', 'Iterations in flight, users and connections at the end of each second.', 'short'],
  ['streams', 'Streams', 'Streams, events and tokens per second.', 'short'],
  ['first-token', 'First token', 'Time to the first token, by second.', 'short'],
  ['cpu', 'Load of the generator', 'Of all processors, and of the one of the busiest event loop.', 'short'],
  ['lateness', 'Lateness of the generator', 'Start delay that the generator caused, event loop lag, garbage collection.', 'short'],
  ['distribution', 'Distribution so far', 'Time within which a share of operations succeeded; each step to the right is a tenfold rarer case.', 'tall'],
];
const OPTIONAL = ['streams', 'first-token'];
/**
 * Of the last second, and percentiles of the whole run so far.
 *
 * @type {Tile[]}
 */
const TILES = [
  ['offered', 'Offered', data => perSecond(last(data.curves.offered))],
  ['completed', 'Completed', data => perSecond(last(data.curves.completed))],
  ['inFlight', 'In flight', data => grouped(last(data.curves.inFlight))],
  ['p50', 'p50 so far', (data, all) => seconds(all.p50)],
  ['p95', 'p95 so far', (data, all) => seconds(all.p95)],
  ['p99', 'p99 so far', (data, all) => seconds(all.p99)],
];
/** @type {Tile} */
const USERS = ['offered', 'Users', data => grouped(last(data.curves.users))];
/** @type {Record<string, string>} */
const NOTHING = {errors: 'No errors so far.', response: 'Nothing has succeeded yet.', distribution: 'Nothing has succeeded yet.'};
/**
 * Of the whole run, when it is over.
 *
 * @type {Tile[]}
 */
const DONE = [
  ['offered', 'Succeeded', (data, all) => grouped(all.ok)],
  ['completed', 'Failed', (data, all) => grouped(all.failed)],
  ['inFlight', 'Failed of all', (data, all) => percent(all.ok + all.failed === 0 ? null : all.failed / (all.ok + all.failed))],
  ['p50', 'p50', (data, all) => seconds(all.p50)],
  ['p95', 'p95', (data, all) => seconds(all.p95)],
  ['p99', 'p99', (data, all) => seconds(all.p99)],
];
const SURE_MILLIS = 4000;

/** @param {(number|null)[]} values */
function last(values) {
  return values.length === 0 ? null : values[values.length - 1];
}

/** @param {RunFacts} run */
function tilesOf(run) {
  return run.model === 'closed' ? [USERS, ...TILES.slice(1)] : TILES;
}

class LiveRun extends HTMLElement {
  /** @type {Record<string, any>} */
  charts = {};
  /** @type {string|null} */
  runId = null;
  /** @type {Record<string, any>} its elements by name */
  parts = {};
  listener = () => this.show();
  resized = () => Object.values(this.charts).forEach(chart => chart.resize());
  redraw = () => this.drawCharts();

  connectedCallback() {
    live.addEventListener('change', this.listener);
    window.addEventListener('resize', this.resized);
    document.addEventListener('theme', this.redraw);
    this.show();
  }

  disconnectedCallback() {
    live.removeEventListener('change', this.listener);
    window.removeEventListener('resize', this.resized);
    document.removeEventListener('theme', this.redraw);
    Object.values(this.charts).forEach(chart => chart.dispose());
  }

  show() {
    const shown = live.shown;
    if (!shown) {
      this.runId = null;
      this.replaceChildren(element('section', {class: 'hero'},
        element('h1', null, 'No run goes on'),
        element('p', {class: 'headline'}, 'Start one from a plan, or look at those that were.'),
        element('p', {class: 'actions'}, element('a', {class: 'button', href: '#/plan'}, 'New run'), element('a', {class: 'button', href: '#/runs'}, 'Runs'))));
      return;
    }
    if (this.runId !== shown.run.id) this.build(shown);
    this.fill(shown);
    if (!document.hidden) this.drawCharts();
  }

  /** @param {Shown} shown */
  build({run, data}) {
    Object.values(this.charts).forEach(chart => chart.dispose());
    this.charts = {};
    this.runId = run.id;
    this.parts = {};
    const part = (/** @type {string} */ name, /** @type {HTMLElement} */ made) => (this.parts[name] = made);
    this.replaceChildren(
      part('hero', element('section', {class: 'hero'},
        element('p', {class: 'states'}, part('state', element('span')), part('phase', element('span', {class: 'meta'}))),
        element('h1', null, run.name),
        run.description ? element('p', {class: 'description'}, run.description) : null,
        part('progress', element('progress', {'aria-label': 'How much of the run is over', max: run.length})),
        part('reasons', element('ul', {class: 'plain'})),
        element('dl', {class: 'tiles', 'aria-label': 'Figures'}, ...tilesOf(run).map(([name, title]) => this.tile(name, title))),
        part('after', element('p', {class: 'actions', hidden: true})))),
      this.controls(run),
      element('section', {id: 'over-time'}, element('h2', null, 'Over time'),
        part('figures', element('div', {class: 'charts'}, ...CHARTS.slice(0, -1).map(([name, title, text, size]) => this.figure(name, title, text, size)),
          ...data.probes.map((probe, i) => this.figure('probe' + i, probe.name, 'Of a probe.', 'short')),
          ...CHARTS.slice(-1).map(([name, title, text, size]) => this.figure(name, title, text, size)))),
        part('heat', this.heat())),
      this.section('steps', 'Steps', 'Times of successful operations, the whole run so far; the last column is of the last second.',
        ['Step', '#Succeeded', '#Failed', '#Per second', '#p50', '#p95', '#p99', '#Max', '#p95 now']),
      this.section('errors', 'Errors', '', ['Error', 'Step', '#Count', 'Example']),
      element('section', {class: 'card', id: 'log'}, element('h2', null, 'Log'), part('log', element('ol', {class: 'log', role: 'log', 'aria-label': 'Log', tabindex: 0}))),
    );
  }

  /**
   * @param {string} name
   * @param {string} title
   */
  tile(name, title) {
    this.parts[name] = element('dd', {class: 'number', 'data-figure': name});
    this.parts['title of ' + name] = element('dt', null, title);
    return element('div', {class: 'tile'}, this.parts['title of ' + name], this.parts[name]);
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {string} text
   * @param {string} size
   */
  figure(name, title, text, size) {
    return element('figure', {class: size === 'tall' ? 'card full' : 'card', id: 'figure-' + name},
      element('figcaption', null, element('h3', null, title), element('p', null, text)),
      element('div', {class: 'chart ' + size, id: 'chart-' + name, role: 'img', 'aria-label': title + ' over time'}));
  }

  heat() {
    this.parts.map = element('div');
    return element('figure', {class: 'card', id: 'latencies'},
      element('figcaption', null, element('h3', null, 'Heat map of response times'),
        element('p', null, 'How many operations took how long; every five seconds. Two bands are two kinds of answers, a gap is a stall.')),
      this.parts.map);
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {string} lead
   * @param {string[]} heads
   */
  section(name, title, lead, heads) {
    const {body, box} = table('live-' + name, title, heads);
    this.parts[name] = body;
    return element('section', {class: 'card', id: name}, element('h2', null, title), lead ? element('p', {class: 'lead'}, lead) : null, box);
  }

  /** @param {RunFacts} run */
  controls(run) {
    const unit = run.model === 'closed' ? 'users' : 'iterations per second';
    const field = element('input', {type: 'number', id: 'level', min: 0, step: 'any', required: true, inputmode: 'decimal'});
    const told = element('output', {class: 'meta', role: 'status'});
    this.parts.told = told;
    this.parts.level = field;
    const by = (/** @type {number} */ factor) => element('button', {
      type: 'button', title: 'From what it is now', onclick: () => this.adjust(Number(((live.now ? live.now.level || 0 : 0) * factor).toPrecision(6))),
    }, (factor < 1 ? '−' : '+') + Math.round(Math.abs(factor - 1) * 100) + ' %');
    const form = element('form', {class: 'card controls', 'aria-label': 'Control of the run', onsubmit: event => {
      event.preventDefault();
      this.adjust(Number(field.value));
    }},
      run.model === 'mixed' ? null : element('label', {for: 'level'}, 'Hold the load at'),
      run.model === 'mixed' ? null : element('span', {class: 'field'}, field, element('span', {class: 'meta'}, unit)),
      run.model === 'mixed' ? null : element('button', {type: 'submit'}, 'Change'),
      run.model === 'mixed' ? null : by(0.9), run.model === 'mixed' ? null : by(1.1),
      told, this.profileButton(), this.stopButton());
    this.parts.controls = form;
    return form;
  }

  /* Hidden until it is known that the plan has a profile to ask for. */
  profileButton() {
    const button = element('button', {
      type: 'button', hidden: true, onclick: () => this.tell(post('/api/runs/current/profile'), 'A profile is taken; the report will have it.'),
    }, 'Take a profile');
    this.parts.profile = button;
    this.isProfileKnown = false;
    return button;
  }

  async offerProfile() {
    this.isProfileKnown = true;
    try {
      this.parts.profile.hidden = !(await call('/api/status')).profiles;
    } catch {
      this.isProfileKnown = false;
    }
  }

  /* Asks once more, in the same place. */
  stopButton() {
    /** @type {number|undefined} */
    let sure;
    const button = element('button', {type: 'button', class: 'stop', onclick: async () => {
      if (sure) {
        clearTimeout(sure);
        sure = undefined;
        button.textContent = 'Stop the run';
        await this.tell(post('/api/runs/current/stop'), 'The load ends; what is under way may end.');
        return;
      }
      button.textContent = 'Press again to stop';
      sure = setTimeout(() => {
        sure = undefined;
        button.textContent = 'Stop the run';
      }, SURE_MILLIS);
    }}, 'Stop the run');
    return button;
  }

  /** @param {number} level */
  adjust(level) {
    return this.tell(post('/api/runs/current/level', {level}), 'The load is changed.');
  }

  /**
   * @param {Promise<any>} promise
   * @param {string} success
   */
  async tell(promise, success) {
    try {
      await promise;
      this.parts.told.textContent = success;
    } catch (refused) {
      this.parts.told.textContent = refused.message;
    }
  }

  /** @param {Shown} shown */
  fill({now, data, run}) {
    const parts = this.parts;
    const state = now.verdict || (now.over ? 'ended' : 'running');
    parts.hero.className = 'hero ' + state;
    parts.state.replaceChildren(pill(state));
    parts.phase.textContent = (now.over ? 'after ' : 'phase ' + now.phase + ', at ') + clock(now.at) + ' of ' + clock(run.length);
    parts.progress.value = Math.min(now.at, run.length);
    parts.progress.hidden = now.over;
    parts.controls.hidden = now.over;
    if (now.at >= 1 && !this.isProfileKnown) this.offerProfile();
    parts.reasons.replaceChildren(...(now.reasons || []).map(reason => element('li', null, reason)));
    (now.over ? DONE : tilesOf(run)).forEach(([name, title, text]) => {
      parts['title of ' + name].textContent = title;
      parts[name].textContent = text(data, now.steps[0]);
    });
    if (document.activeElement !== parts.level && now.level !== null) parts.level.value = String(Number(now.level.toPrecision(6)));
    this.fillAfter(now, run);
    this.fillTables(now);
  }

  /**
   * @param {RunNow} now
   * @param {RunFacts} run
   */
  fillAfter(now, run) {
    const shown = now.verdict !== undefined;
    if (this.parts.after.hidden !== shown) return;
    this.parts.after.hidden = !shown;
    this.parts.after.replaceChildren(element('a', {class: 'button', href: '#/run/' + encodeURIComponent(run.id)}, 'Open the report'), ...downloads(run.id));
  }

  /** @param {RunNow} now */
  fillTables(now) {
    this.parts.steps.replaceChildren(...now.steps.filter((row, i) => i > 0 || now.steps.length > 2).map(row => element('tr', {class: row.step ? null : 'whole'},
      element('th', {scope: 'row'}, row.step || 'All steps'), number(grouped(row.ok)), number(grouped(row.failed)), number(perSecond(row.rate)),
      number(seconds(row.p50)), number(seconds(row.p95)), number(seconds(row.p99)), number(seconds(row.max)), number(seconds(row.lastP95)))));
    this.fillErrors(now.errors);
    const log = this.parts.log;
    if (log.childElementCount === now.log.length && now.log.length < 200) return;
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    log.replaceChildren(...now.log.map(entry => element('li', {class: entry.kind}, element('span', {class: 'meta'}, clock(entry.at)), ' ' + entry.text)));
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  /** @param {ErrorRow[]} errors */
  fillErrors(errors) {
    const rows = errors.map(row => element('tr', null,
      element('th', {scope: 'row'}, row.error), element('td', null, row.step), number(grouped(row.count)),
      element('td', {class: 'example'}, row.message || '', row.request ? element('div', {class: 'meta'}, row.request) : null)));
    const none = element('tr', null, element('td', {colspan: 4, class: 'empty'}, 'None so far.'));
    this.parts.errors.replaceChildren(...(rows.length > 0 ? rows : [none]));
  }

  /* Nothing is drawn under a pointer, which reads there, nor where nobody looks. */
  drawCharts() {
    if (!live.data || this.runId === null) return;
    /** @type {RunData} */
    const data = {...live.data, end: Math.max(1, live.data.end)};
    const color = palette();
    /** @type {Record<string, () => any>} */
    const makers = {
      response: () => responseChart(data, color, false, byId('chart-response').clientWidth),
      throughput: () => throughputChart(data, color),
      errors: () => errorChart(data, color),
      levels: () => levelChart(data, color),
      streams: () => streamChart(data, color),
      'first-token': () => firstTokenChart(data, color),
      cpu: () => cpuChart(data, color),
      lateness: () => latenessChart(data, color),
      distribution: () => distributionChart(data, color, data.distributions.length > 0 ? data.distributions[0].step : ''),
    };
    data.probes.forEach((probe, i) => { makers['probe' + i] = () => probeChart(data, color, probe); });
    const page = {nothing: NOTHING, overTime: (/** @type {string} */ name) => name !== 'distribution', shown: {}};
    Object.entries(makers).forEach(([name, make]) => this.drawChart(name, make, page));
    this.pair();
    drawHeatMap(this.parts.map, data, data.end);
    echarts.connect('time');
    makeReachable();
    document.documentElement.dataset.ready = 'true';
  }

  /* Charts stand in pairs; one that has no other beside it takes the whole width. */
  pair() {
    const narrow = Array.from(this.querySelectorAll('.charts > figure:not([hidden])')).filter(figure => !figure.querySelector('.tall'));
    const alone = narrow.length % 2 === 1 ? narrow[narrow.length - 1] : null;
    narrow.forEach(figure => {
      if (figure.classList.contains('full') === (figure === alone)) return;
      figure.classList.toggle('full', figure === alone);
      const chart = this.charts[figure.id.slice('figure-'.length)];
      if (chart) chart.resize();
    });
  }

  /**
   * @param {string} name
   * @param {() => any} make
   * @param {object} page
   */
  drawChart(name, make, page) {
    const place = byId('chart-' + name);
    if (place.matches(':hover') && this.charts[name]) return;
    const figure = byId('figure-' + name);
    const option = make();
    if (OPTIONAL.includes(name)) figure.hidden = !option;
    if (!option && (this.charts[name] || figure.hidden)) return;
    if (option && place.classList.contains('nothing')) {
      place.classList.remove('nothing');
      place.textContent = '';
    }
    draw(this.charts, name, option, page);
  }
}

customElements.define('live-run', LiveRun);
