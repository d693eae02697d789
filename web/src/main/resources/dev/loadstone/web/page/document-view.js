/* A document of the server, a report or a comparison. */

import {downloads, element, frame} from '/assets/dom.js';

class DocumentView extends HTMLElement {
  /**
   * @param {string} title
   * @param {string} path
   * @param {string} [run] the id of the run that it is of
   */
  show(title, path, run) {
    this.replaceChildren(
      element('p', {class: 'actions'},
        element('a', {class: 'button', href: '#/runs'}, 'Runs'), element('a', {class: 'button', href: path, target: '_blank', rel: 'noopener'}, 'In a tab of its own'), ...(run ? downloads(run) : [])),
      frame(path, title));
  }
}

customElements.define('document-view', DocumentView);
