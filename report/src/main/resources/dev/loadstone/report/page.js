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
  charts[name].setOption(option, true);
}

function drawAll(charts, page) {
  const color = palette();
  Object.keys(page.makers).forEach(name => draw(charts, name, page.makers[name](color), page));
  echarts.connect('time');
  document.documentElement.dataset.charts = Object.keys(charts).length;
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
}

/* Paper is light and narrow, whatever the screen is. */
function prepareForPrint(charts, redraw) {
  let before;
  window.addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    redraw();
    Object.values(charts).forEach(chart => {
      chart.resize({width: PRINT_WIDTH});
      chart.getZr().flush();
    });
  });
  window.addEventListener('afterprint', () => {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    redraw();
    Object.values(charts).forEach(chart => chart.resize({width: 'auto'}));
  });
}

function sortValue(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.value === undefined) return cell.textContent;
  return cell.dataset.value === '' ? -Infinity : Number(cell.dataset.value);
}

function sortRows(table, column, descending) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  rows.sort((a, b) => {
    const left = sortValue(a, column);
    const right = sortValue(b, column);
    const order = typeof left === 'string' ? left.localeCompare(right) : left - right;
    return descending ? -order : order;
  });
  rows.forEach(row => body.append(row));
}

function makeSortable(table) {
  Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
    const button = heading.querySelector('button');
    if (!button) return;
    button.addEventListener('click', () => {
      const current = heading.getAttribute('aria-sort');
      const descending = current ? current === 'ascending' : heading.classList.contains('number');
      table.querySelectorAll('th[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sortRows(table, column, descending);
    });
  });
}

/*
 * Brings a page to life. `page` has its `makers` of charts by name, what to say where there is `nothing`, and whether a chart is
 * `overTime`; `wire` is given what redraws the charts.
 */
function start(page, wire) {
  const charts = {};
  const redraw = () => drawAll(charts, page);
  redraw();
  wire(redraw);
  switchTheme(redraw);
  prepareForPrint(charts, redraw);
  document.querySelectorAll('table.sortable').forEach(makeSortable);
  window.addEventListener('resize', () => Object.values(charts).forEach(chart => chart.resize()));
  document.documentElement.dataset.ready = 'true';
}
