/* The page of several runs. */

const RUN_COLOURS = ['p99', 'service', 'completed', 'e3', 'e1', 'e4', 'max', 'e5'];

function readRuns() {
  const data = JSON.parse(document.getElementById('data').textContent);
  const ends = data.runs.map(run => run.times.length === 0 ? 1 : run.times[run.times.length - 1]);
  data.end = Math.ceil(Math.max(...ends));
  data.moments = [];
  return data;
}

/* A curve for each run that has one, later ones dashed, for those who cannot tell colours. */
function runsChart(data, color, format, name) {
  const series = data.runs.map((run, i) => {
    const stroke = color(RUN_COLOURS[i]);
    return [run.curves[name], () => line(run, run.letter, run.curves[name], stroke,
      {lineStyle: {width: 1.6, color: stroke, type: i < 4 ? 'solid' : 'dashed'}})];
  }).filter(entry => hasValues(entry[0])).map(entry => entry[1]());
  return series.length === 0 ? null : overTime(data, color, format, series);
}

function runMakers(data) {
  const formats = {p50: seconds, p99: seconds, completed: perSecond, failed: perSecond, inFlight: grouped};
  const makers = {};
  Object.keys(formats).forEach(name => {
    makers[name] = color => name === 'failed' && !data.runs.some(run => hasMoreThanZeros(run.curves.failed))
      ? null : runsChart(data, color, formats[name], name);
  });
  return makers;
}

const NO_CURVE = {failed: 'No errors.', p50: 'Nothing succeeded.', p99: 'Nothing succeeded.'};

start({makers: runMakers(readRuns()), nothing: NO_CURVE, overTime: () => true}, () => {});
document.documentElement.dataset.ready = 'true';
