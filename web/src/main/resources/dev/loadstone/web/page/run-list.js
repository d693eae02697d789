/* The runs of the folder, with filters; some of them can be held against each other. */
/* global seconds, perSecond */

import {call, live} from '/assets/api.js';
import {downloads, element, number, pill, table} from '/assets/dom.js';

const VERDICTS = ['pass', 'warn', 'fail', 'inconclusive', 'invalid', 'cut', 'running'];
const COMPARED_MAX = 8;
const TYPED_MILLIS = 200;

class RunList extends HTMLElement {
  /** @type {Map<string, ListedRun>} the chosen runs by their ids */
  chosen = new Map();
  /** @type {number|undefined} */
  timer;
  state = '';
  rows = table('run-table', 'Runs', ['-Choose', 'Plan', 'Verdict', 'Started (UTC)', '#Measured', '#Completed', '#p95', 'Report']);
  text = element('input', {type: 'search', id: 'run-text', placeholder: 'plan or id', oninput: () => this.soon()});
  verdict = this.select('run-verdict', VERDICTS);
  plan = this.select('run-plan', []);
  found = element('output', {class: 'meta', role: 'status'});
  compare = element('button', {type: 'button', disabled: true, onclick: () => this.goCompare()}, 'Compare');
  hint = element('span', {class: 'meta'}, 'Choose two runs or more of one plan.');
  none = element('p', {class: 'empty', hidden: true});
  listener = () => this.changed();

  connectedCallback() {
    this.replaceChildren(element('section', {class: 'card'},
      element('h1', null, 'Runs'),
      element('form', {class: 'filters', role: 'search', onsubmit: event => event.preventDefault()},
        element('label', null, 'Text ', this.text), element('label', null, 'Plan ', this.plan), element('label', null, 'Verdict ', this.verdict), this.found),
      element('p', {class: 'actions'}, this.compare, this.hint), this.rows.box, this.none));
    live.addEventListener('change', this.listener);
    this.load();
  }

  disconnectedCallback() {
    live.removeEventListener('change', this.listener);
    clearTimeout(this.timer);
  }

  /**
   * @param {string} id
   * @param {string[]} values
   */
  select(id, values) {
    const made = element('select', {id, onchange: () => this.load()}, element('option', {value: ''}, 'all'));
    made.append(...values.map(value => element('option', {value}, value)));
    return made;
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), TYPED_MILLIS);
  }

  /* A run began or got its verdict. */
  changed() {
    const state = (live.run ? live.run.id : '') + ' ' + (live.now ? live.now.verdict || live.now.over : '');
    if (state !== this.state) {
      this.state = state;
      this.load();
    }
  }

  async load() {
    const query = new URLSearchParams({text: this.text.value, plan: this.plan.value, verdict: this.verdict.value});
    try {
      /** @type {Runs} */
      const said = await call('/api/runs?' + query);
      this.found.textContent = said.total + (said.total === 1 ? ' run' : ' runs') + (said.runs.length < said.total ? ', the latest ' + said.runs.length + ' shown' : '');
      this.plans(said.plans);
      this.rows.body.replaceChildren(...said.runs.map(run => this.row(run)));
      this.rows.box.hidden = said.runs.length === 0;
      this.none.hidden = said.runs.length > 0;
      this.none.textContent = said.plans.length > 0 ? 'No run is like that.' : 'There is no run yet.';
    } catch (refused) {
      this.found.textContent = refused.message;
    }
  }

  /** @param {string[]} names */
  plans(names) {
    const known = Array.from(this.plan.options).slice(1).map(option => option.value);
    if (known.join('\n') === names.join('\n')) return;
    const value = this.plan.value;
    while (this.plan.options.length > 1) this.plan.remove(1);
    this.plan.append(...names.map(name => element('option', {value: name}, name)));
    this.plan.value = names.includes(value) ? value : '';
  }

  /** @param {ListedRun} run */
  row(run) {
    const started = run.started.slice(0, 19).replace('T', ' ');
    const choice = element('input', {type: 'checkbox', 'aria-label': 'Choose the run of ' + started, checked: this.chosen.has(run.id), onchange: event => {
      if (event.target.checked) this.chosen.set(run.id, run);
      else this.chosen.delete(run.id);
      this.choices();
    }});
    const isLive = run.verdict === 'running';
    const href = isLive ? '#/' : '#/run/' + encodeURIComponent(run.id);
    return element('tr', {'data-id': run.id},
      element('td', {class: 'choice'}, choice),
      element('th', {scope: 'row'}, element('a', {href}, run.name), element('div', {class: 'meta'}, run.id)),
      element('td', {class: 'judged'}, pill(run.verdict)),
      element('td', {class: 'time'}, started),
      number(seconds(run.seconds)), number(perSecond(run.achieved_rate)), number(seconds(run.p95)),
      element('td', {class: 'files'}, element('a', {href}, isLive ? 'Watch' : 'Report'),
        element('details', null, element('summary', null, 'Files'), element('div', null, ...downloads(run.id)))));
  }

  choices() {
    const plans = new Set(Array.from(this.chosen.values(), run => run.name));
    const fits = this.chosen.size >= 2 && this.chosen.size <= COMPARED_MAX && plans.size === 1;
    this.compare.disabled = !fits;
    this.hint.textContent = plans.size > 1 ? 'Runs of different plans cannot be compared.'
      : this.chosen.size > COMPARED_MAX ? 'At most ' + COMPARED_MAX + ' runs can be compared.'
        : fits ? this.chosen.size + ' runs of ' + Array.from(plans)[0] : 'Choose two runs or more of one plan.';
  }

  /* The earliest is the first, from which the others differ. */
  goCompare() {
    const runs = Array.from(this.chosen.values()).sort((a, b) => a.started < b.started ? -1 : 1);
    location.hash = '#/compare?' + runs.map(run => 'run=' + encodeURIComponent(run.id)).join('&');
  }
}

customElements.define('run-list', RunList);
