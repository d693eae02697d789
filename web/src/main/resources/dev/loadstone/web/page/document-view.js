/* A document of the server, a report or a comparison, in a frame that may do nothing but show it. */

import {downloads, element} from '/assets/dom.js';

class DocumentView extends HTMLElement {
  /** @param {string} title @param {string} path @param {string} [run] the id of the run that it is of */
  show(title, path, run) {
    const frame = element('iframe', {src: path, title, sandbox: 'allow-scripts'});
    this.replaceChildren(
      element('p', {class: 'actions'},
        element('a', {class: 'button', href: '#/runs'}, 'Runs'), element('a', {class: 'button', href: path, target: '_blank', rel: 'noopener'}, 'In a tab of its own'), ...(run ? downloads(run) : [])),
      frame);
  }
}

customElements.define('document-view', DocumentView);
