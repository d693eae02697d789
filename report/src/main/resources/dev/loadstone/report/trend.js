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

function trendChart(data, color) {
  if (data.runs.length === 0) return null;
  const format = UNITS[data.unit] || grouped;
  const base = frame(color, format, at => data.runs[at] ? data.runs[at].label : '');
  const dots = data.runs.map((run, i) => ({
    value: [i, run.value],
    itemStyle: run.outlier ? {color: 'transparent', borderColor: color('p99'), borderWidth: 1.5} : {color: color('p99')},
  }));
  const runs = {name: 'run', type: 'scatter', data: dots, symbolSize: data.runs.length > 200 ? 4 : 7, itemStyle: {color: color('p99')}, emphasis: {disabled: true}};
  runs.markLine = {
    silent: true, symbol: 'none', animation: false, label: {show: false},
    data: data.changes.map(change => ({xAxis: change.index - 0.5, lineStyle: {color: color(change.better ? 'pass' : 'fail'), type: 'dashed', width: 1.4}})),
  };
  const steps = levels(data).map(points => ({
    name: 'level', type: 'line', data: points, showSymbol: false, silent: true, tooltip: {show: false},
    lineStyle: {width: 2, color: color('service')}, itemStyle: {color: color('service')}, emphasis: {disabled: true},
  }));
  base.option.tooltip.trigger = 'item';
  base.option.tooltip.formatter = item => '<b>' + escaped(data.runs[item.value[0]].label) + '</b>' + tooltipRows(format)(item);
  return Object.assign(base.option, {
    xAxis: Object.assign({type: 'value', min: -0.5, max: data.runs.length - 0.5, minInterval: 1}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: at => Number.isInteger(at) && data.runs[at] ? String(at + 1) : ''}), splitLine: {show: false},
    }),
    yAxis: Object.assign({type: 'value', scale: true, splitNumber: 4}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(format)}),
    }),
    series: [runs, ...steps],
  });
}

function main() {
  const data = JSON.parse(document.getElementById('data').textContent);
  start({makers: {trend: color => trendChart(data, color)}, nothing: {trend: 'No runs.'}, overTime: () => false}, () => {});
  document.documentElement.dataset.ready = 'true';
}

main();
