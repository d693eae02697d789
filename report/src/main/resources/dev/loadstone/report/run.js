/* The page of a run. */

function readData() {
  return JSON.parse(document.getElementById('data').textContent);
}

function chartMakers(data, state) {
  const probes = data.probes.map((probe, i) => ['probe' + i, color => probeChart(data, color, probe)]);
  return Object.assign(Object.fromEntries(probes), {
    response: color => responseChart(data, color, state.logarithmic, document.getElementById('chart-response').clientWidth),
    throughput: color => throughputChart(data, color),
    errors: color => errorChart(data, color),
    levels: color => levelChart(data, color),
    ...(document.getElementById('chart-streams') ? {streams: color => streamChart(data, color)} : {}),
    ...(document.getElementById('chart-first-token') ? {'first-token': color => firstTokenChart(data, color)} : {}),
    distribution: color => distributionChart(data, color, state.step),
    cpu: color => cpuChart(data, color),
    lateness: color => latenessChart(data, color),
  });
}

const NOTHING = {errors: 'No errors.', response: 'Nothing succeeded.', distribution: 'Nothing succeeded.'};

function fillSteps(data, state, redraw) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById('distribution-step'));
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

function switchScale(state, redraw) {
  const button = document.querySelector('button.scale');
  button.addEventListener('click', () => {
    state.logarithmic = !state.logarithmic;
    button.setAttribute('aria-pressed', String(state.logarithmic));
    redraw();
  });
}

/* The row under a height of the map, from the bottom; its borders are `rows`. */
function countAt(map, column, row) {
  const [first, ...counts] = map.counts[column];
  return counts[row - first] || 0;
}

/* Returns what the map says of a moment and, if one is pointed at, of a length. */
function mapText(map, time, row) {
  let column = map.counts.length - 1;
  while (column > 0 && map.times[column] > time) column--;
  const all = map.counts[column].slice(1).reduce((sum, count) => sum + count, 0);
  const from = clock(map.times[column]) + ' to ' + clock(map.times[column + 1]);
  if (row === null || row < 0 || row >= map.rows.length - 1) return [from, grouped(all) + ' operations'];
  return [from, seconds(map.rows[row]) + ' to ' + seconds(map.rows[row + 1]), grouped(countAt(map, column, row)) + ' of ' + grouped(all) + ' operations'];
}

/* Shows a moment in all charts over time, in the map and in the list of values, wherever it is chosen. */
function shareMoments(data, page) {
  const plot = document.getElementById('heat-plot');
  const slider = /** @type {HTMLInputElement} */ (document.getElementById('moment'));
  const charts = Object.keys(page.shown).filter(page.overTime).map(name => page.shown[name].chart);
  const lead = page.shown.throughput; // the only chart without gaps; the others follow it
  let shown = -1;
  let pointed = false;
  const nearest = time => data.times.reduce((best, at, i) => (Math.abs(at - time) < Math.abs(data.times[best] - time) ? i : best), 0);
  const show = index => {
    if (index === shown) return;
    shown = index;
    slider.value = String(index);
    tellMoment(data, page, index);
    if (plot && pointed) placeCursor(plot, data.times[index] / data.end);
    pointed = true;
  };
  const choose = index => {
    show(index);
    if (lead) lead.chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: index});
  };
  const hide = () => charts.forEach(chart => chart.dispatchAction({type: 'hideTip'}));
  charts.forEach(chart => {
    chart.on('updateAxisPointer', event => {
      const axis = (event.axesInfo || []).find(info => info.axisDim === 'x');
      if (axis) show(nearest(axis.value));
    });
  });
  slider.addEventListener('input', () => choose(Number(slider.value)));
  slider.addEventListener('blur', hide);
  if (plot) pointAtMap(plot, data, time => choose(nearest(time)), hide);
  if (data.times.length > 0) {
    slider.max = String(data.times.length - 1);
    /** @type {HTMLElement} */ (document.querySelector('.readout')).hidden = false;
    show(worst(data));
  }
}

/* Where the list of values begins: at the slowest moment. */
function worst(data) {
  const peaks = data.curves.p99.map((value, i) => value === null ? data.curves.max[i] : value);
  return peaks.reduce((best, value, i) => ((value || 0) > (peaks[best] || 0) ? i : best), 0);
}

function placeCursor(plot, share) {
  const cursor = plot.querySelector('.heat-cursor');
  cursor.hidden = false;
  cursor.style.left = 100 * share + '%';
}

function pointAtMap(plot, data, choose, hide) {
  const tip = plot.querySelector('.heat-tip');
  const rows = plot.querySelector('svg').viewBox.baseVal.height;
  plot.addEventListener('mousemove', event => {
    const box = plot.getBoundingClientRect();
    const time = (event.clientX - box.left) / box.width * data.end;
    const height = (box.bottom - event.clientY) / box.height * rows;
    const [title, ...lines] = mapText(data.latencies, time, Math.floor(height) - Number(plot.dataset.below));
    choose(time);
    tip.replaceChildren(Object.assign(document.createElement('b'), {textContent: title}),
      ...lines.map(text => Object.assign(document.createElement('div'), {textContent: text})));
    tip.hidden = false;
    const right = event.clientX - box.left > box.width / 2;
    tip.style.left = right ? '' : event.clientX - box.left + 14 + 'px';
    tip.style.right = right ? box.right - event.clientX + 14 + 'px' : '';
  });
  plot.addEventListener('mouseleave', () => {
    tip.hidden = true;
    hide();
  });
}

function phaseAt(data, time) {
  const phase = data.phases.find(one => time >= one.start && time < one.end);
  return phase ? phase.name : 'after the load';
}

/* What a curve has at a moment: its own value, where curves are drawn on top of each other. */
function valueAt(series, time) {
  const point = series.data.find(one => one[0] === time);
  return point === undefined ? null : point[point.length - 1];
}

/* The values of every curve of every chart over time at one moment. */
function tellMoment(data, page, index) {
  const time = data.times[index];
  const text = (name, content) => Object.assign(document.createElement(name), {textContent: content});
  document.getElementById('moment-at').textContent = 'at ' + clock(time) + ', ' + phaseAt(data, time);
  const groups = Object.keys(page.shown).filter(page.overTime).map(name => {
    const {told, series} = page.shown[name];
    const title = document.getElementById('chart-' + name).closest('figure').querySelector('h3').textContent;
    const group = document.createElement('div');
    group.append(text('dt', title));
    series.filter(one => one.type === 'line').forEach(one => {
      const value = valueAt(one, time);
      const entry = document.createElement('dd');
      entry.dataset.chart = name;
      entry.dataset.curve = one.name;
      entry.dataset.value = value === null ? '' : value;
      if (one.name !== title) entry.append(one.name + ' ');
      entry.append(text('b', told(value)));
      group.append(entry);
    });
    return group;
  });
  document.getElementById('readout').replaceChildren(...groups);
}

function main() {
  const data = readData();
  const state = {logarithmic: false, step: ''};
  const page = {makers: chartMakers(data, state), nothing: NOTHING, overTime: name => name !== 'distribution'};
  start(page, redraw => {
    fillSteps(data, state, redraw);
    switchScale(state, redraw);
  });
  shareMoments(data, page);
  document.documentElement.dataset.ready = 'true';
}

main();
