/* A figure over the runs of the history. */

import {call} from '/assets/api.js';
import {element, frame} from '/assets/dom.js';

/* The figures that are looked at first, the first that a plan has. */
const MAIN = ['response_time.p95', 'response_time.p50', 'response_time.max', 'achieved_rate'];
const NO_RUN = 'The history has no run yet. Every run that is started here is added to it.';

/** @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}

class TrendView extends HTMLElement {
  /** What the address asks for: plan and figure. */
  wanted = new URLSearchParams();
  /** How often something was asked for: an answer that comes when it is no longer wanted is dropped. */
  asked = 0;
  /** @type {string[]} */
  known = [];
  figure = element('input', {id: 'trend-figure', list: 'trend-figures', required: true, autocomplete: 'off', onchange: () => this.chosen()});
  names = element('datalist', {id: 'trend-figures'});
  plan = element('select', {id: 'trend-plan', onchange: () => this.ask(() => this.load())});
  choice = element('form', {class: 'filters', hidden: true, onsubmit: event => {
    event.preventDefault();
    this.ask(() => this.show());
  }},
    element('label', null, 'Plan ', this.plan), element('label', null, 'Figure ', this.figure), this.names, element('button', {type: 'submit'}, 'Show'));
  told = element('p', {class: 'meta', role: 'status'});
  place = element('div');

  connectedCallback() {
    this.replaceChildren(element('section', {class: 'card'}, element('h1', null, 'Trends'), this.choice, this.told), this.place);
    this.ask(() => this.begin());
  }

  /** @param {string} text */
  tell(text) {
    this.told.textContent = text;
  }

  /**
   * Asks the server for something, and says what it is waited for, or why there is nothing.
   *
   * @param {() => Promise<void>} question
   */
  async ask(question) {
    this.asked++;
    const asked = this.asked;
    this.tell('The history is being read …');
    try {
      await question();
    } catch (refused) {
      if (asked !== this.asked) return;
      this.place.replaceChildren();
      this.tell(sentence(refused.message));
    }
  }

  /* The plan whose run was the latest, unless the address names one. */
  async begin() {
    const said = await call('/api/figures');
    this.plan.append(...said.plans.map((/** @type {string} */ name) => element('option', {value: name}, name)));
    if (said.plans.length === 0) {
      this.tell(NO_RUN);
      return;
    }
    this.choice.hidden = false;
    const plan = this.wanted.get('plan');
    if (plan && said.plans.includes(plan)) this.plan.value = plan;
    this.figure.value = this.wanted.get('figure') || '';
    await this.load();
  }

  async load() {
    const asked = this.asked;
    const said = await call('/api/figures?' + new URLSearchParams({plan: this.plan.value}));
    if (asked !== this.asked) return;
    this.known = said.figures;
    this.names.replaceChildren(...this.known.map(value => element('option', {value})));
    if (!this.known.includes(this.figure.value)) {
      this.figure.value = MAIN.find(name => this.known.includes(name)) || this.known[0] || '';
    }
    await this.show();
  }

  /* A figure that was chosen of the list needs no button. */
  chosen() {
    if (this.known.includes(this.figure.value)) this.ask(() => this.show());
  }

  async show() {
    const asked = this.asked;
    const query = new URLSearchParams({plan: this.plan.value, figure: this.figure.value});
    const path = '/api/trend?' + query;
    await call(path);
    if (asked !== this.asked || !this.isConnected) return;
    history.replaceState(null, '', '#/trends?' + query);
    const made = frame(path, this.figure.value + ' of ' + this.plan.value);
    made.addEventListener('load', () => {
      if (asked === this.asked) this.tell('');
    });
    this.place.replaceChildren(made);
  }
}

customElements.define('trend-view', TrendView);
