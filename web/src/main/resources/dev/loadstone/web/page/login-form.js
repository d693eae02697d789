/* Asks for the token. */

import {post} from '/assets/api.js';
import {element} from '/assets/dom.js';

class LoginForm extends HTMLElement {
  connectedCallback() {
    const field = element('input', {id: 'token', type: 'password', autocomplete: 'current-password', required: true});
    const told = element('p', {class: 'meta', role: 'status'});
    this.replaceChildren(element('form', {class: 'card login', onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      try {
        await post('/api/session', {token: field.value});
        document.dispatchEvent(new CustomEvent('token-given'));
      } catch (refused) {
        told.textContent = refused.message;
      }
    }},
      element('h1', null, 'Loadstone'), element('label', {for: 'token'}, 'The token that loadstone serve printed'),
      field, element('p', {class: 'actions'}, element('button', {type: 'submit', class: 'primary'}, 'Begin')), told));
    field.focus();
  }
}

customElements.define('login-form', LoginForm);
