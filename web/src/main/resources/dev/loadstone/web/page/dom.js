/* Elements made of code. Text is only ever text: nothing that comes from a run can become markup. */

/** @typedef {string|number|boolean|null|undefined|((event: any) => any)} Property an attribute, or a listener by a name as `onclick` */
/** @typedef {Node|string|null|undefined} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, Property>|null} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties, ...children) {
  /** @type {any} */
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/**
 * The element that has an id; there must be one.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error('no element has the id ' + id);
  return found;
}

/** @param {string} word a verdict or a state */
export function pill(word) {
  return element('span', {class: 'pill small ' + word}, word);
}

/**
 * A table cell with a number, right-aligned.
 *
 * @param {string} text
 * @param {string} [title]
 */
export function number(text, title) {
  return element('td', {class: 'number', title}, text);
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string[]} names headings; one that begins with # is of numbers, one with - is for screen readers only
 */
export function table(id, label, names) {
  const heads = names.map(name => {
    if (name.startsWith('#')) return element('th', {scope: 'col', class: 'number'}, name.slice(1));
    if (name.startsWith('-')) return element('th', {scope: 'col'}, element('span', {class: 'unseen'}, name.slice(1)));
    return element('th', {scope: 'col'}, name);
  });
  const body = element('tbody');
  const made = element('table', {id, class: 'wide', 'aria-label': label}, element('thead', null, element('tr', null, ...heads)), body);
  return {body, box: element('div', {class: 'scroll'}, made)};
}

/** The formats that a run can be had in. */
export const FORMATS = [
  ['html', 'HTML'], ['pdf', 'PDF'], ['json', 'JSON'], ['csv', 'CSV'], ['md', 'Markdown'], ['text', 'Text'], ['junit', 'JUnit'], ['badge', 'Badge'],
];

/**
 * Links to all formats of a run.
 *
 * @param {string} id
 */
export function downloads(id) {
  return FORMATS.map(([format, name]) => element('a', {href: '/api/runs/' + encodeURIComponent(id) + '/' + format + '?download=1', download: ''}, name));
}

/** Whether the page is dark, by choice or by the system's. */
export function isDarkNow() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * A document of the server in a frame that may do nothing but show it, and ask for the report of a run; as light or as dark as the page.
 *
 * @param {string} path
 * @param {string} title
 */
export function frame(path, title) {
  const address = () => path + '#framed-' + (isDarkNow() ? 'dark' : 'light');
  const made = element('iframe', {src: address(), title, sandbox: 'allow-scripts'});
  const follow = () => {
    if (made.isConnected) made.src = address();
    else document.removeEventListener('theme', follow);
  };
  document.addEventListener('theme', follow);
  const open = (/** @type {MessageEvent} */ event) => {
    if (!made.isConnected) window.removeEventListener('message', open);
    else if (event.source === made.contentWindow && typeof event.data?.run === 'string') location.hash = '#/run/' + encodeURIComponent(event.data.run);
  };
  window.addEventListener('message', open);
  return made;
}
