/* Brings the page to life: draws the charts, sorts tables, switches between light and dark. */

function noteError(message) {
  const root = document.documentElement;
  root.dataset.error = (root.dataset.error ? root.dataset.error + '; ' : '') + message;
}
window.addEventListener('error', event => noteError(event.message));

const PRINT_WIDTH = 660;

function readData() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const last = data.times.length - 1;
  const half = last > 0 ? (data.times[last] - data.times[last - 1]) / 2 : last === 0 ? data.times[0] : 0;
  const ends = data.phases.map(phase => phase.end);
  data.end = last < 0 ? Math.max(1, ...ends) : Math.ceil(data.times[last] + half - 1e-6);
  return data;
}

function chartMakers(data, state) {
  return {
    response: color => responseChart(data, color, state.logarithmic, document.getElementById('chart-response').clientWidth),
    throughput: color => throughputChart(data, color),
    errors: color => errorChart(data, color),
    levels: color => levelChart(data, color),
    distribution: color => distributionChart(data, color, state.step),
    cpu: color => cpuChart(data, color),
    lateness: color => latenessChart(data, color),
  };
}

const NOTHING = {errors: 'No errors.', response: 'Nothing succeeded.', distribution: 'Nothing succeeded.'};

/* Draws one chart, or says that there is nothing to draw. */
function draw(charts, name, option) {
  const place = document.getElementById('chart-' + name);
  if (!option) {
    place.classList.add('nothing');
    place.textContent = NOTHING[name] || 'No data.';
    place.parentElement.querySelectorAll('button').forEach(button => { button.hidden = true; });
    return;
  }
  if (!charts[name]) {
    charts[name] = echarts.init(place, null, {renderer: 'svg'});
    if (name !== 'distribution') charts[name].group = 'time';
  }
  charts[name].setOption(option, true);
}

function drawAll(charts, makers) {
  const color = palette();
  Object.keys(makers).forEach(name => draw(charts, name, makers[name](color)));
  echarts.connect('time');
  document.documentElement.dataset.charts = Object.keys(charts).length;
}

function fillSteps(data, state, redraw) {
  const select = document.getElementById('distribution-step');
  if (data.distributions.length < 2) {
    select.hidden = true;
    return;
  }
  data.distributions.forEach(distribution => {
    const option = document.createElement('option');
    option.value = distribution.step;
    option.textContent = distribution.step || 'All steps';
    select.append(option);
  });
  select.addEventListener('change', () => {
    state.step = select.value;
    redraw();
  });
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

function switchScale(state, redraw) {
  const button = document.querySelector('button.scale');
  button.addEventListener('click', () => {
    state.logarithmic = !state.logarithmic;
    button.setAttribute('aria-pressed', String(state.logarithmic));
    redraw();
  });
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

function main() {
  const data = readData();
  const state = {logarithmic: false, step: ''};
  const charts = {};
  const makers = chartMakers(data, state);
  const redraw = () => drawAll(charts, makers);
  redraw();
  fillSteps(data, state, redraw);
  switchTheme(redraw);
  switchScale(state, redraw);
  prepareForPrint(charts, redraw);
  document.querySelectorAll('table.sortable').forEach(makeSortable);
  window.addEventListener('resize', () => Object.values(charts).forEach(chart => chart.resize()));
  document.documentElement.dataset.ready = 'true';
}

main();
