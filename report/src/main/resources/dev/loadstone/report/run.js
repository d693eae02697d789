/* The page of a run. */

function readData() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const last = data.times.length - 1;
  const half = last > 0 ? (data.times[last] - data.times[last - 1]) / 2 : last === 0 ? data.times[0] : 0;
  const ends = data.phases.map(phase => phase.end);
  data.end = last < 0 ? Math.max(1, ...ends) : Math.ceil(data.times[last] + half - 1e-6);
  return data;
}

function chartMakers(data, state) {
  const probes = data.probes.map((probe, i) => ['probe' + i, color => probeChart(data, color, probe)]);
  return Object.assign(Object.fromEntries(probes), {
    response: color => responseChart(data, color, state.logarithmic, document.getElementById('chart-response').clientWidth),
    throughput: color => throughputChart(data, color),
    errors: color => errorChart(data, color),
    levels: color => levelChart(data, color),
    distribution: color => distributionChart(data, color, state.step),
    cpu: color => cpuChart(data, color),
    lateness: color => latenessChart(data, color),
  });
}

const NOTHING = {errors: 'No errors.', response: 'Nothing succeeded.', distribution: 'Nothing succeeded.'};

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

function switchScale(state, redraw) {
  const button = document.querySelector('button.scale');
  button.addEventListener('click', () => {
    state.logarithmic = !state.logarithmic;
    button.setAttribute('aria-pressed', String(state.logarithmic));
    redraw();
  });
}

function main() {
  const data = readData();
  const state = {logarithmic: false, step: ''};
  const page = {makers: chartMakers(data, state), nothing: NOTHING, overTime: name => name !== 'distribution'};
  start(page, redraw => {
    fillSteps(data, state, redraw);
    switchScale(state, redraw);
  });
}

main();
