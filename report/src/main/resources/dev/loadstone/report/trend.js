/* The page of a figure over runs. */

const UNITS = {s: seconds, ratio: percent, bytes, 'bytes/s': bytesPerSecond, '1/s': perSecond};

/* The level between changes, a stretch each. */
function levels(data) {
  if (data.changes.length === 0) return [];
  const borders = [0, ...data.changes.map(change => change.index), data.runs.length];
  return borders.slice(1).map((end, i) => {
    const level = i === 0 ? data.changes[0].before : data.changes[i - 1].after;
    return [[borders[i] - 0.5, level], [end - 0.5, level]];
  });
}

/* By how much the figure changed; nothing if there is no ratio. */
function changeSize(change) {
  const ratio = change.after / change.before - 1;
  return Number.isFinite(ratio) ? (ratio < 0 ? '−' : '+') + percent(Math.abs(ratio)) : '';
}

/* The number of a run, and its day; of runs of one day, its time. */
function runLabel(data) {
  const isOneDay = new Set(data.runs.map(run => run.label.slice(0, 10))).size === 1;
  return at => Number.isInteger(at) && data.runs[at]
    ? (at + 1) + '\n' + (isOneDay ? data.runs[at].label.slice(11, 16) : data.runs[at].label.slice(0, 10)) : '';
}

function trendChart(data, color) {
  if (data.runs.length === 0) return null;
  const format = UNITS[data.unit] || grouped;
  const base = frame(color, format, at => data.runs[at] ? data.runs[at].label : '');
  const dots = data.runs.map((run, i) => ({
    value: [i, run.value],
    itemStyle: run.outlier ? {color: 'transparent', borderColor: color('p99'), borderWidth: 1.5} : {color: color('p99')},
  }));
  const runs = {name: 'run', type: 'scatter', data: dots, symbolSize: data.runs.length > 200 ? 4 : 8, cursor: data.runs.some(run => run.folder) ? 'pointer' : 'default', itemStyle: {color: color('p99')}, emphasis: {disabled: true}};
  runs.markLine = {
    silent: true, symbol: 'none', animation: false, label: {position: 'end', distance: 2, fontSize: 11, fontWeight: 'bold'},
    data: data.changes.map(change => {
      const stroke = color(change.better ? 'pass' : 'fail');
      const size = changeSize(change);
      return {xAxis: change.index - 0.5, label: {show: size !== '', formatter: size, color: stroke}, lineStyle: {color: stroke, type: 'dashed', width: 1.4}};
    }),
  };
  const steps = levels(data).map(points => ({
    name: 'level', type: 'line', data: points, showSymbol: false, silent: true, tooltip: {show: false},
    lineStyle: {width: 2, color: color('service')}, itemStyle: {color: color('service')}, emphasis: {disabled: true},
  }));
  base.option.tooltip.trigger = 'item';
  base.option.tooltip.formatter = item => '<b>' + escaped(data.runs[item.value[0]].label) + '</b>' + tooltipRows(format)(item);
  return Object.assign(base.option, {
    xAxis: Object.assign({type: 'value', min: -0.5, max: data.runs.length - 0.5, minInterval: 1}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: runLabel(data), lineHeight: 15}), splitLine: {show: false},
    }),
    yAxis: Object.assign({type: 'value', scale: true, splitNumber: 4}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(format)}),
    }),
    series: [runs, ...steps],
  });
}

/* In a frame of the live page, that is asked to show the report: a frame may go nowhere by itself. */
function openRun(folder) {
  if (window.parent === window) location.assign('/#/run/' + encodeURIComponent(folder));
  else window.parent.postMessage({run: folder}, '*');
}

/* What leads to the runs: their points, and for keys the table. */
function wireRuns(data, chart) {
  if (chart) {
    chart.on('click', item => {
      const run = item.seriesName === 'run' && item.componentType === 'series' ? data.runs[item.dataIndex] : null;
      if (run && run.folder) openRun(run.folder);
    });
  }
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('a[data-run]')).forEach(link => link.addEventListener('click', event => {
    event.preventDefault();
    openRun(link.dataset.run);
  }));
}

function main() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const page = {makers: {trend: color => trendChart(data, color)}, nothing: {trend: 'No runs.'}, overTime: () => false, shown: {}};
  start(page, () => wireRuns(data, page.shown.trend && page.shown.trend.chart));
  document.documentElement.dataset.ready = 'true';
}

main();
