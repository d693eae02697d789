/* The page of benchmarks. */

/* Every iteration in its order, the warm-up shaded; of many, the median and the longest of as many as a point stands for. */
function samplesChart(result, color) {
  if (!hasValues(result.median)) return null;
  const base = frame(color, seconds, at => 'iteration ' + grouped(at));
  const points = values => values.map((value, i) => [i * result.size, value]);
  const dots = (name, values, fill) => ({
    name, type: 'scatter', data: points(values), symbolSize: result.median.length > 300 ? 3 : 5, itemStyle: {color: fill}, emphasis: {disabled: true},
  });
  const series = result.size === 1
    ? [dots('sample', result.median, color('p95'))]
    : [dots('longest of ' + result.size, result.max, color('max')), dots('median of ' + result.size, result.median, color('p99'))];
  const bands = result.warmUps.map(band => [{xAxis: band[0], itemStyle: {color: color('warmup')}}, {xAxis: band[1]}]);
  series[0].markArea = {silent: true, data: bands};
  series[0].markLine = {
    silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: color('line'), type: 'solid'}, data: result.forks.map(at => ({xAxis: at})),
  };
  if (result.size === 1) {
    base.option.legend.show = false;
    base.option.grid.top = 12;
  }
  base.option.tooltip.trigger = 'item';
  base.option.tooltip.formatter = item => '<b>iteration ' + escaped(grouped(item.value[0])) + '</b>' + tooltipRows(seconds)(item);
  return Object.assign(base.option, {
    xAxis: Object.assign({type: 'value', min: 0, max: result.iterations}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: grouped}), splitLine: {show: false},
    }),
    yAxis: Object.assign({type: 'value', min: 0}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(seconds)}),
    }),
    series,
  });
}

function quantileChart(result, color) {
  if (result.quantiles.length === 0) return null;
  const base = frame(color, seconds, beyond => percentileLabel(Number(beyond.toPrecision(3))));
  return Object.assign(base.option, {
    grid: Object.assign({}, base.option.grid, {top: 12}),
    legend: {show: false},
    xAxis: Object.assign({type: 'log', logBase: 10, min: 1}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: percentileLabel}),
    }),
    yAxis: Object.assign({type: 'value', min: 0}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(seconds)}),
    }),
    series: [{
      name: 'time', type: 'line', step: 'end', data: result.quantiles, showSymbol: false, lineStyle: {width: 2, color: color('p99')}, itemStyle: {color: color('p99')},
      emphasis: {disabled: true},
    }],
  });
}

function main() {
  const results = JSON.parse(document.getElementById('data').textContent).results;
  const makers = {};
  const nothing = {};
  results.forEach((result, i) => {
    makers['samples' + i] = color => samplesChart(result, color);
    makers['quantiles' + i] = color => quantileChart(result, color);
    nothing['samples' + i] = nothing['quantiles' + i] = 'Nothing succeeded.';
  });
  start({makers, nothing, overTime: () => false}, () => {});
  document.documentElement.dataset.ready = 'true';
}

main();
