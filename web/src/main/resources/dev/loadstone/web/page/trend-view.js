/* A figure over the runs of the history. */

import {call} from '/assets/api.js';
import {element, frame} from '/assets/dom.js';

class TrendView extends HTMLElement {
  figure = element('input', {id: 'trend-figure', list: 'trend-figures', value: 'response_time.p95', required: true});
  names = element('datalist', {id: 'trend-figures'});
  plan = element('select', {id: 'trend-plan', onchange: () => this.load()});
  told = element('p', {class: 'meta', role: 'status'});
  place = element('div');

  connectedCallback() {
    this.replaceChildren(element('section', {class: 'card'}, element('h1', null, 'Trends'),
      element('form', {class: 'filters', onsubmit: event => {
        event.preventDefault();
        this.show();
      }},
        element('label', null, 'Plan ', this.plan), element('label', null, 'Figure ', this.figure), this.names, element('button', {type: 'submit'}, 'Show')),
      this.told), this.place);
    this.begin();
  }

  async begin() {
    try {
      const said = await call('/api/runs?limit=1');
      this.plan.append(...said.plans.map((/** @type {string} */ name) => element('option', {value: name}, name)));
      if (said.plans.length === 0) this.told.textContent = 'There is no run yet.';
      else await this.load();
    } catch (refused) {
      this.told.textContent = refused.message;
    }
  }

  async load() {
    this.told.textContent = 'The history is being read …';
    try {
      const said = await call('/api/figures?plan=' + encodeURIComponent(this.plan.value));
      this.names.replaceChildren(...said.figures.map((/** @type {string} */ value) => element('option', {value})));
      await this.show();
    } catch (refused) {
      this.told.textContent = refused.message;
    }
  }

  async show() {
    const path = '/api/trend?' + new URLSearchParams({figure: this.figure.value, plan: this.plan.value});
    try {
      await call(path);
      this.told.textContent = '';
      this.place.replaceChildren(frame(path, this.figure.value + ' of ' + this.plan.value));
    } catch (refused) {
      this.place.replaceChildren();
      this.told.textContent = refused.message;
    }
  }
}

customElements.define('trend-view', TrendView);
