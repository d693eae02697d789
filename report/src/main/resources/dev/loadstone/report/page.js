/* What every page has: draws its charts, sorts tables, switches between light and dark. */

function noteError(message) {
  const root = document.documentElement;
  root.dataset.error = (root.dataset.error ? root.dataset.error + '; ' : '') + message;
}
window.addEventListener('error', event => noteError(event.message));

const PRINT_WIDTH = 660;

/* Draws one chart, or says that there is nothing to draw. Charts of one group show the same moment. */
function draw(charts, name, option, page) {
  const place = document.getElementById('chart-' + name);
  if (!option) {
    place.classList.add('nothing');
    place.textContent = page.nothing[name] || 'No data.';
    place.parentElement.querySelectorAll('button').forEach(button => { button.hidden = true; });
    return;
  }
  if (!charts[name]) {
    charts[name] = echarts.init(place, null, {renderer: 'svg'});
    if (page.overTime(name)) charts[name].group = 'time';
  }
  page.shown[name] = {chart: charts[name], told: option.told, series: option.series};
  delete option.told;
  charts[name].setOption(option, true);
}

function drawAll(charts, page) {
  const color = palette();
  Object.keys(page.makers).forEach(name => draw(charts, name, page.makers[name](color), page));
  echarts.connect('time');
  document.documentElement.dataset.charts = String(Object.keys(charts).length);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function switchTheme(redraw) {
  const button = document.getElementById('theme');
  const show = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(isDark()));
  };
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    show();
    redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    show();
    redraw();
  });
  show();
  followFrame(() => {
    show();
    redraw();
  });
}

/* In a frame of the live page, whether to be dark stands in the fragment of the address. */
function followFrame(changed) {
  const follow = () => {
    const wanted = /^#framed-(dark|light)$/.exec(location.hash);
    if (!wanted) return;
    document.documentElement.dataset.framed = 'true';
    if (isDark() === (wanted[1] === 'dark')) return;
    document.documentElement.dataset.theme = wanted[1];
    changed();
  };
  window.addEventListener('hashchange', follow);
  follow();
}

/* Paper is light and narrow, whatever the screen is. */
function prepareForPrint(charts, redraw) {
  let before;
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  window.addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    closed = Array.from(document.querySelectorAll('details:not([open])'));
    closed.forEach(details => { details.open = true; });
    redraw();
    Object.values(charts).forEach(chart => {
      chart.resize({width: PRINT_WIDTH});
      chart.getZr().flush();
    });
  });
  window.addEventListener('afterprint', () => {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    closed.forEach(details => { details.open = false; });
    redraw();
    Object.values(charts).forEach(chart => chart.resize({width: 'auto'}));
  });
}

function sortValue(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.value === undefined) return cell.textContent.trim();
  return cell.dataset.value === '' ? null : Number(cell.dataset.value);
}

/* What is not known comes last, whichever the direction. */
function compared(left, right, descending) {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order = typeof left === 'string' || typeof right === 'string'
    ? String(left).localeCompare(String(right), 'en', {numeric: true})
    : left - right;
  return descending ? -order : order;
}

function sortRows(table, column, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  rows.sort((a, b) => compared(sortValue(a, column), sortValue(b, column), descending));
  rows.forEach(row => body.append(row));
}

/* Makes every heading a button; a table of one row has nothing to sort. */
function makeSortable(table) {
  if (table.tBodies[0].rows.length < 2) return;
  Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = 'Sort by this column';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const current = heading.getAttribute('aria-sort');
      const descending = current ? current === 'ascending' : heading.classList.contains('number');
      table.querySelectorAll('th[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sortRows(table, column, descending);
    });
  });
}

/* Fewest rows of a table that gets a filter. */
const FILTERED_MIN = 6;

/* Puts a field above a table; a row stays if it has every word that is typed, in whatever column. */
function makeFilterable(table) {
  const rows = Array.from(table.tBodies[0].rows);
  if (rows.length < FILTERED_MIN) return;
  const field = document.createElement('input');
  const found = document.createElement('output');
  const label = document.createElement('label');
  const above = document.createElement('div');
  above.className = 'filter';
  field.type = 'search';
  found.setAttribute('aria-live', 'polite');
  label.append('Filter rows ', field);
  above.append(label, found);
  table.closest('.scroll').before(above);
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    let left = 0;
    rows.forEach(row => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) left++;
    });
    found.textContent = words.length === 0 ? '' : left + ' of ' + rows.length + ' rows';
  });
}

/* What is wider than the page scrolls by itself, also from the keyboard. */
function makeReachable() {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.scroll, pre')).forEach(box => {
    const scrolls = box.scrollWidth > box.clientWidth;
    const heading = box.closest('section').querySelector('h2, h3');
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', heading ? heading.textContent : 'Table');
    } else {
      ['tabindex', 'role', 'aria-label'].forEach(name => box.removeAttribute(name));
    }
  });
}

/*
 * Brings a page to life. `page` has its `makers` of charts by name, what to say where there is `nothing`, and whether a chart is
 * `overTime`; it gets what is `shown`: the charts, how each tells its values, and its series. `wire` is given what redraws the charts.
 */
function start(page, wire) {
  const charts = {};
  page.shown = {};
  const redraw = () => drawAll(charts, page);
  redraw();
  wire(redraw);
  switchTheme(redraw);
  prepareForPrint(charts, redraw);
  document.querySelectorAll('table.sortable').forEach(makeSortable);
  document.querySelectorAll('table.filterable').forEach(makeFilterable);
  makeReachable();
  window.addEventListener('resize', () => {
    Object.values(charts).forEach(chart => chart.resize());
    makeReachable();
  });
  document.addEventListener('toggle', makeReachable, true);
}
