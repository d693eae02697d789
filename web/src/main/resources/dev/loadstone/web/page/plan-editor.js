/* A plan as text, checked by the program's own reader while it is written. */

import {call} from '/assets/api.js';
import {element} from '/assets/dom.js';

const KEPT = 'loadstone.plan';
const TYPED_MILLIS = 400;
const SAMPLE = `name: first-run
target: http://127.0.0.1:18800
load:
  phases:
    - {rate: 50/s, for: 30s}
steps:
  - http: GET /api/v1/agents
    check: [status == 200]
thresholds:
  - response_time.p95 < 250ms
  - error_ratio < 1%
`;

class PlanEditor extends HTMLElement {
  turn = 0;
  /** @type {number|undefined} */
  timer;
  text = element('textarea', {
    id: 'plan', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', rows: 24, 'aria-describedby': 'plan-state', oninput: () => this.typed(),
    onkeydown: event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.run();
    },
  });
  target = element('input', {id: 'plan-target', type: 'text', placeholder: 'that of the plan', oninput: () => this.typed()});
  state = element('p', {id: 'plan-state', class: 'meta', role: 'status'});
  problems = element('ol', {class: 'problems', 'aria-label': 'Problems'});
  button = element('button', {type: 'submit', class: 'primary', disabled: true}, 'Start the run');

  connectedCallback() {
    this.text.value = kept() || SAMPLE;
    this.replaceChildren(element('form', {class: 'card editor', onsubmit: event => {
      event.preventDefault();
      this.run();
    }},
      element('h1', null, 'New run'),
      element('p', {class: 'filters'},
        element('label', null, 'Open a file ', element('input', {type: 'file', accept: '.yaml,.yml,.json', onchange: event => this.open(event.target.files[0])})),
        element('label', null, 'Target ', this.target),
        element('a', {href: '/api/schema/plan', download: 'plan.schema.json'}, 'Schema')),
      element('label', {for: 'plan'}, 'Plan'), this.text, this.state, this.problems,
      element('p', {class: 'actions'}, this.button, element('span', {class: 'meta'}, 'or Ctrl+Enter'))));
    this.check();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  query() {
    return this.target.value.trim() === '' ? '' : '?target=' + encodeURIComponent(this.target.value.trim());
  }

  /** @param {string} path */
  send(path) {
    return call(path + this.query(), {method: 'POST', type: 'application/yaml', body: this.text.value});
  }

  /** @param {File|undefined} file */
  async open(file) {
    if (!file) return;
    this.text.value = await file.text();
    this.typed();
  }

  typed() {
    keep(this.text.value);
    this.button.disabled = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), TYPED_MILLIS);
  }

  async check() {
    const turn = ++this.turn;
    try {
      const said = await this.send('/api/plans/validate');
      if (turn === this.turn) this.show(said.problems);
    } catch (refused) {
      if (turn === this.turn) this.say(refused.message);
    }
  }

  /** @param {string} sentence */
  say(sentence) {
    this.state.textContent = sentence;
  }

  /** @param {Problem[]} problems */
  show(problems) {
    this.button.disabled = problems.length > 0;
    this.text.setAttribute('aria-invalid', String(problems.length > 0));
    this.say(problems.length === 0 ? 'The plan is valid.' : problems.length + (problems.length === 1 ? ' problem' : ' problems'));
    this.problems.replaceChildren(...problems.map(problem => element('li', null,
      problem.line ? element('button', {type: 'button', class: 'place', onclick: () => this.go(problem.line || 1, problem.column || 1)}, 'line ' + problem.line) : null,
      ' ', problem.path ? element('code', null, problem.path) : null, ' ' + problem.message + (problem.fix ? '. ' + problem.fix : ''))));
  }

  /**
   * Puts the cursor where a problem is.
   *
   * @param {number} line
   * @param {number} column
   */
  go(line, column) {
    const lines = this.text.value.split('\n');
    const at = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + Math.max(0, column - 1);
    this.text.focus();
    this.text.setSelectionRange(at, Math.max(at, at - column + 1 + (lines[line - 1] || '').length));
    this.text.scrollTop = (line - 4) * this.text.scrollHeight / Math.max(1, lines.length);
  }

  async run() {
    clearTimeout(this.timer);
    this.button.disabled = true;
    this.say('The run starts …');
    try {
      await this.send('/api/runs');
      location.hash = '#/';
    } catch (refused) {
      if (refused.problems.length > 0) this.show(refused.problems);
      else {
        this.button.disabled = false;
        this.say(refused.message);
      }
    }
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} text */
function keep(text) {
  try {
    localStorage.setItem(KEPT, text);
  } catch {
    // it is only a convenience
  }
}

customElements.define('plan-editor', PlanEditor);
