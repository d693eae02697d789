'use strict';
/* The charts of the page. Each function returns what ECharts calls an option; nothing here knows of the page but its colours. */

const DASH = '–';

/* Returns the number times a power of ten, to the nearest: what is rounded then is the number's decimal digits, as in the tables. */
function shifted(value, places) {
  const [digits, exponent] = value.toExponential().split('e');
  return Number(digits + 'e' + (Number(exponent) + places));
}

/* Rounds half up to so many digits behind the point. */
function fixed(value, decimals) {
  const rounded = Math.round(shifted(Math.abs(value), decimals));
  return (value < 0 ? '-' : '') + shifted(rounded, -decimals).toFixed(decimals);
}

/* Returns the number with three significant digits, or with all those before its point: 99.96 is 100. */
function significant(value) {
  if (value === 0) return '0';
  const decimals = size => Math.max(0, 2 - Number(Math.abs(size).toExponential().split('e')[1]));
  const text = fixed(value, decimals(value));
  return fixed(value, Math.min(decimals(value), decimals(Number(text))));
}

/* Durations.human says the same in tables. */
function seconds(value) {
  if (value === null || value === undefined) return DASH;
  if (value === 0) return '0 s';
  const minutes = Number((value / 60).toPrecision(14));
  const hours = Number((value / 3600).toPrecision(14));
  const units = [
    ['ns', shifted(value, 9), 1000], ['µs', shifted(value, 6), 1000], ['ms', shifted(value, 3), 1000],
    ['s', value, 120], ['min', minutes, 120], ['h', hours, Infinity],
  ];
  const [unit, number] = units.find(entry => Math.abs(Number(significant(entry[1]))) < entry[2]);
  return significant(number) + ' ' + unit;
}

/* For axes: the same without needless zeros. */
function brief(format) {
  return value => format(value).replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
}

function grouped(value) {
  if (value === null || value === undefined) return DASH;
  return Math.abs(value) >= 999.5 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-US') : significant(value);
}

function perSecond(value) {
  if (value === null || value === undefined) return DASH;
  const whole = Math.round(value);
  const isWhole = Math.abs(value - whole) < 1e-9 && (whole !== 0 || value === 0);
  const tenths = fixed(value, 1);
  if (isWhole || Math.abs(Number(tenths)) >= 1000) return grouped(whole) + '/s';
  return (Math.abs(Number(tenths)) >= 100 ? tenths : significant(value)) + '/s';
}

function percent(value) {
  return value === null || value === undefined ? DASH : significant(shifted(value, 2)) + ' %';
}

function clock(value) {
  const whole = Math.round(value);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? hours + ':' + String(minutes).padStart(2, '0') + ':' + rest : minutes + ':' + rest;
}

function palette() {
  const style = getComputedStyle(document.documentElement);
  return name => style.getPropertyValue('--' + name).trim();
}

/* Seconds that make round steps of time. */
function timeStep(length) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
  return steps.find(step => length / step <= 8) || 86400;
}

function phaseAreas(data, color, width) {
  return data.phases.filter(phase => phase.start < data.end).map((phase, index) => {
    const end = Math.min(phase.end, data.end);
    const room = (end - phase.start) / data.end * (width - 80);
    const wide = data.phases.length > 1 && room > 12 + 6 * phase.name.length;
    return [
      {
        name: wide ? phase.name : '',
        xAxis: phase.start,
        itemStyle: {color: phase.warmUp ? color('warmup') : index % 2 ? color('phase') : 'transparent'},
      },
      {xAxis: end},
    ];
  });
}

/* The phases as bands behind the curves; `width` is that of the chart, for their names, 0 for none. */
function shading(data, color, width) {
  const label = {show: width > 0, color: color('muted'), fontSize: 10, position: 'insideTop'};
  return {silent: true, label, data: phaseAreas(data, color, width)};
}

/* The room for the number of a moment, in pixels. */
const MOMENT_ROOM = 26;

const MARKED = {critical: 'fail', high: 'fail', medium: 'warn', low: 'invalid', note: 'muted'};

/* The numbers of moments at so many pixels; of those that are close together the first is told with the last: 2–4. */
function momentNumbers(places) {
  let first = 0;
  const texts = places.map(() => '');
  places.forEach((place, i) => {
    if (place - places[first] >= MOMENT_ROOM) first = i;
    texts[first] = first === i ? String(i + 1) : first + 1 + '–' + (i + 1);
  });
  return texts;
}

/* Lines where phases begin, and where something happened, with its number in the list; `width` as for shading. */
function uprights(data, color, width) {
  const begins = data.phases.slice(1).filter(phase => phase.start < data.end)
    .map(phase => ({xAxis: phase.start, label: {show: false}, lineStyle: {color: color('line'), type: 'solid', width: 1}}));
  const shown = data.moments.filter(moment => moment.at < data.end);
  const texts = momentNumbers(shown.map(moment => moment.at / data.end * (width - 80)));
  const moments = shown.map((moment, i) => {
    const stroke = color(MARKED[moment.level] || 'muted');
    return {xAxis: moment.at, label: {show: width > 0 && texts[i] !== '', formatter: texts[i], color: stroke}, lineStyle: {color: stroke, type: 'dashed', width: 1.2}};
  });
  return {silent: true, symbol: 'none', animation: false, label: {position: 'end', distance: 2, fontSize: 11, fontWeight: 'bold'}, data: begins.concat(moments)};
}

/* A line over time. `more` overrides what ECharts is told of it. */
function line(data, name, values, stroke, more) {
  const points = data.times.map((time, i) => [time, values[i]]);
  const few = points.length <= 60;
  const width = points.length > 600 ? 1.1 : 1.8;
  return Object.assign({
    name, type: 'line', data: points, symbol: 'circle', symbolSize: 4, showSymbol: few, lineStyle: {width, color: stroke},
    itemStyle: {color: stroke}, emphasis: {disabled: true},
  }, more || {});
}

function hasValues(values) {
  return values.some(value => value !== null);
}

function hasMoreThanZeros(values) {
  return values.some(value => value !== null && value !== 0);
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
}

function tooltipRows(format) {
  return item => {
    const value = format(item.value.length > 2 ? item.value[2] : item.value[1]);
    return '<div style="display:flex;gap:1.5em;justify-content:space-between"><span>' + item.marker + escaped(item.seriesName)
      + '</span><b style="font-variant-numeric:tabular-nums">' + escaped(value) + '</b></div>';
  };
}

function frame(color, format, title) {
  const axis = {
    axisLine: {lineStyle: {color: color('line')}}, axisTick: {show: false},
    axisLabel: {color: color('muted'), fontSize: 11, hideOverlap: true}, splitLine: {lineStyle: {color: color('line')}},
    nameTextStyle: {color: color('muted')},
  };
  return {
    axis,
    option: {
      animation: false,
      textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
      grid: {left: 4, right: 14, top: 36, bottom: 4, containLabel: true},
      legend: {type: 'scroll', top: 0, left: 0, itemWidth: 16, itemHeight: 8, icon: 'roundRect', textStyle: {color: color('ink'), fontSize: 12}, inactiveColor: color('max'), inactiveBorderColor: color('max'), pageIconColor: color('muted'), pageTextStyle: {color: color('muted')}},
      tooltip: {
        trigger: 'axis', confine: true, backgroundColor: color('surface'), borderColor: color('line'), textStyle: {color: color('ink'), fontSize: 12},
        axisPointer: {lineStyle: {color: color('muted')}},
        formatter: items => '<b>' + escaped(title(items[0].value[0])) + '</b>' + items.map(tooltipRows(format)).join(''),
      },
    },
  };
}

/* Where charts over time have their axes, so that a moment is at the same place in all of them; report.css has the same for the map. */
const TIME_GRID = {left: 66, right: 14, top: 36, bottom: 24, containLabel: false, outerBoundsMode: 'none'};

/* `width` is that of the chart where it names phases and numbers moments, 0 elsewhere. */
function overTime(data, color, format, series, width) {
  const base = frame(color, format, time => 'at ' + clock(time));
  const step = timeStep(data.end);
  series[0].markArea = shading(data, color, width || 0);
  series[0].markLine = uprights(data, color, width || 0);
  return Object.assign(base.option, {
    told: format,
    grid: Object.assign({}, TIME_GRID, width > 0 ? {top: 48} : {}),
    xAxis: Object.assign({type: 'value', min: 0, max: data.end, interval: step}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: clock, showMaxLabel: data.end % step === 0}), splitLine: {show: false},
    }),
    yAxis: Object.assign({type: 'value', min: 0, splitNumber: 4}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(format)}),
    }),
    series,
  });
}

function responseChart(data, color, logarithmic, width) {
  const curves = data.curves;
  if (!hasValues(curves.p50)) return null;
  const option = overTime(data, color, seconds, [
    line(data, 'p50', curves.p50, color('p50'), {z: 1}),
    line(data, 'p90', curves.p90, color('p90')),
    line(data, 'p95', curves.p95, color('p95')),
    line(data, 'p99', curves.p99, color('p99')),
    line(data, 'max', curves.max, color('max'), {lineStyle: {width: 1, color: color('max')}, showSymbol: false}),
    line(data, 'service p99', curves.serviceP99, color('service'), {z: 1, lineStyle: {width: 1.8, color: color('service'), type: 'dashed'}}),
  ], width);
  if (logarithmic) Object.assign(option.yAxis, {type: 'log', min: undefined});
  return option;
}

function throughputChart(data, color) {
  const curves = data.curves;
  if (data.times.length === 0) return null;
  const series = [];
  if (hasValues(curves.offered)) {
    series.push(line(data, 'offered', curves.offered, color('offered'), {lineStyle: {width: 2, color: color('offered'), type: 'dashed'}}));
  }
  series.push(
    line(data, 'started', curves.started, color('started')),
    line(data, 'completed', curves.completed, color('completed'), {z: 3}),
    line(data, 'operations', curves.operations, color('e3')),
  );
  const option = overTime(data, color, perSecond, series);
  option.legend.selected = {operations: false};
  return option;
}

/* The first and the last step are as wide as the others. */
function toTheEdges(points) {
  if (points.length < 2) return points;
  const [first, last] = [points[0], points[points.length - 1]];
  const left = [first[0] - (points[1][0] - first[0]) / 2, ...first.slice(1)];
  const right = [last[0] + (last[0] - points[points.length - 2][0]) / 2, ...last.slice(1)];
  return [left, ...points, right];
}

/* Classes on top of each other: the highest sum is drawn first, and each point keeps its own value for the tooltip. */
function stacked(data, color, classes) {
  const sums = data.times.map(() => 0);
  const series = classes.map((name, i) => {
    const fill = color('e' + (i % 6 + 1));
    const points = data.times.map((time, at) => {
      sums[at] += data.failures[name][at];
      return [time, sums[at], data.failures[name][at]];
    });
    return {
      name, type: 'line', data: toTheEdges(points), step: 'middle', showSymbol: false, lineStyle: {width: 0}, itemStyle: {color: fill},
      areaStyle: {color: fill, opacity: 1}, emphasis: {disabled: true},
    };
  });
  return series.reverse();
}

function errorChart(data, color) {
  const classes = Object.keys(data.failures);
  if (classes.length === 0) return null;
  return overTime(data, color, perSecond, stacked(data, color, classes));
}

function levelChart(data, color) {
  const named = [['in flight', 'inFlight', 'p99'], ['users', 'users', 'completed'], ['connections', 'connections', 'offered']];
  const series = named.filter(entry => hasMoreThanZeros(data.curves[entry[1]]))
    .map(entry => line(data, entry[0], data.curves[entry[1]], color(entry[2])));
  return series.length === 0 ? null : overTime(data, color, grouped, series);
}

function streamChart(data, color) {
  const named = [['streams', 'streams', 'p99'], ['events', 'events', 'p90'], ['tokens', 'tokens', 'completed']];
  const series = named.filter(entry => hasMoreThanZeros(data.curves[entry[1]]))
    .map(entry => line(data, entry[0], data.curves[entry[1]], color(entry[2])));
  if (series.length === 0) return null;
  const option = overTime(data, color, perSecond, series);
  const highest = name => Math.max(...data.curves[name]);
  // Beside many events, streams are a line at the bottom, which a click on their name still shows.
  if (highest('streams') < 0.05 * Math.max(highest('events'), highest('tokens'))) option.legend.selected = {streams: false};
  return option;
}

function firstTokenChart(data, color) {
  if (!hasValues(data.curves.firstTokenP50)) return null;
  return overTime(data, color, seconds, [
    line(data, 'p50', data.curves.firstTokenP50, color('p90')),
    line(data, 'p99', data.curves.firstTokenP99, color('p99')),
  ]);
}

function cpuChart(data, color) {
  if (!hasValues(data.curves.cpu) && !hasValues(data.curves.loopCpu)) return null;
  const option = overTime(data, color, percent, [
    line(data, 'all processors', data.curves.cpu, color('p95')),
    line(data, 'busiest loop', data.curves.loopCpu, color('service')),
  ]);
  const highest = Math.max(...data.curves.cpu, ...data.curves.loopCpu);
  if (highest <= 1) Object.assign(option.yAxis, {max: 1, interval: 0.25});
  return option;
}

function latenessChart(data, color) {
  const curves = data.curves;
  const series = [['start delay p99', 'startDelayP99', 'p99'], ['loop lag', 'loopLag', 'service']]
    .filter(entry => hasValues(curves[entry[1]])).map(entry => line(data, entry[0], curves[entry[1]], color(entry[2])));
  if (hasMoreThanZeros(curves.gcPause)) {
    const pauses = data.times.map((time, i) => [time, curves.gcPause[i]]).filter(point => point[1] > 0);
    series.push({name: 'GC', type: 'scatter', symbolSize: 6, data: pauses, itemStyle: {color: color('e3')}, emphasis: {disabled: true}});
  }
  return series.length === 0 ? null : overTime(data, color, seconds, series);
}

/* DataSizes.human says the same in tables. */
function bytes(value) {
  if (value === null || value === undefined) return DASH;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let number = significant(value);
  while (Math.abs(Number(number)) >= 1000 && unit < units.length - 1) {
    unit++;
    number = significant(shifted(value, -3 * unit));
  }
  return number + ' ' + units[unit];
}

/* How a probe's series is shown, by its unit. */
function bytesPerSecond(value) {
  const shown = bytes(value);
  return shown === DASH ? shown : shown + '/s';
}

const BY_UNIT = {s: seconds, bytes, 'bytes/s': bytesPerSecond, ratio: percent, '1/s': perSecond, number: grouped};

/* What has a value in few seconds only is dots on a line, else most of it would not be seen. */
function isSparse(values) {
  return values.filter(value => value !== null).length < values.length / 2;
}

function probeChart(data, color, probe) {
  if (!hasValues(probe.values)) return null;
  const more = isSparse(probe.values) ? {showSymbol: true, connectNulls: true} : {};
  const option = overTime(data, color, BY_UNIT[probe.unit], [line(data, probe.name, probe.values, color('p95'), more)]);
  option.legend.show = false;
  option.grid.top = 14;
  return option;
}

/* 10 stands for 90 %, 100 for 99 %, and so on. */
function percentileLabel(beyond) {
  const percents = 100 - 100 / beyond;
  return Number(percents.toPrecision(9)) + ' %';
}

/* The interval at a quantile, as the band has it at the nearest of its points. */
function intervalAt(band, beyond) {
  if (band.length === 0 || beyond < band[0][0] * 0.99 || beyond > band[band.length - 1][0] * 1.01) return null;
  const distance = point => Math.abs(Math.log(point[0] / beyond));
  return band.reduce((best, point) => (distance(point) < distance(best) ? point : best));
}

/* The band as upright slices behind the curve; each reaches to the next point. */
function bandArea(band, color) {
  const slices = band.slice(1).map((next, i) => [{coord: [band[i][0], band[i][1]]}, {coord: [next[0], band[i][2]]}]);
  return {silent: true, animation: false, itemStyle: {color: color('p90'), opacity: 0.3}, label: {show: false}, data: slices};
}

function distributionChart(data, color, step) {
  const chosen = data.distributions.find(distribution => distribution.step === step);
  if (!chosen) return null;
  const base = frame(color, seconds, beyond => percentileLabel(Number(beyond.toPrecision(3))));
  const curve = (name, points, stroke, type) => ({
    name, type: 'line', data: points, showSymbol: false, lineStyle: {width: 2, color: stroke, type}, itemStyle: {color: stroke}, emphasis: {disabled: true},
  });
  base.option.tooltip.formatter = items => {
    const beyond = items[0].value[0];
    const known = intervalAt(chosen.band, beyond);
    const interval = known ? '<div>95 % interval: <b>' + seconds(known[1]) + ' to ' + seconds(known[2]) + '</b></div>' : '';
    return '<b>' + escaped(percentileLabel(Number(beyond.toPrecision(3)))) + '</b>' + items.map(tooltipRows(seconds)).join('') + interval;
  };
  return Object.assign(base.option, {
    xAxis: Object.assign({type: 'log', logBase: 10, min: 1}, base.axis, {
      axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: percentileLabel}),
    }),
    yAxis: Object.assign({type: 'value', min: 0}, base.axis, {
      axisLine: {show: false}, axisLabel: Object.assign({}, base.axis.axisLabel, {formatter: brief(seconds)}),
    }),
    series: [
      Object.assign(curve('response time', chosen.response_time || [], color('p99'), 'solid'), {markArea: bandArea(chosen.band, color)}),
      Object.assign(curve('service time', chosen.service_time || [], color('service'), 'dashed'), {z: 1}),
    ],
  });
}
