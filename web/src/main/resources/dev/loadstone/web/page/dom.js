/* Elements made of code. Text is only ever text: nothing that comes from a run can become markup. */

/**
 * @param {string} tag
 * @param {Object<string, any>} [properties] attributes, and listeners by names as `onclick`
 * @param {...(Node|string|null|undefined)} children
 */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** @param {string} word a verdict or a state */
export function pill(word) {
  return element('span', {class: 'pill small ' + word}, word);
}

/** A table cell with a number, right-aligned. */
export function number(text, title) {
  return element('td', {class: 'number', title}, text);
}

/** @param {string[]} names headings; one that begins with # is of numbers */
export function table(id, label, names) {
  const heads = names.map(name => name.startsWith('#')
    ? element('th', {scope: 'col', class: 'number'}, name.slice(1))
    : element('th', {scope: 'col'}, name));
  const body = element('tbody');
  const made = element('table', {id, class: 'wide', 'aria-label': label}, element('thead', null, element('tr', null, ...heads)), body);
  return {body, box: element('div', {class: 'scroll'}, made)};
}

/** The formats that a run can be had in. */
export const FORMATS = [
  ['html', 'HTML'], ['pdf', 'PDF'], ['json', 'JSON'], ['csv', 'CSV'], ['md', 'Markdown'], ['text', 'Text'], ['junit', 'JUnit'], ['badge', 'Badge'],
];

/** Links to all formats of a run. */
export function downloads(id) {
  return FORMATS.map(([format, name]) => element('a', {href: '/api/runs/' + encodeURIComponent(id) + '/' + format + '?download=1', download: ''}, name));
}
