/* The map of response times, with the colours, the axis and the classes of the report's. */
/* global seconds, brief, clock, timeStep */

import {element} from '/assets/dom.js';

const SVG = 'http://www.w3.org/2000/svg'; // a name, no address
const LEVELS = 6;
const ROWS_MIN = 8;
const LABELS_MAX = 8;

/**
 * Equal steps of the logarithm, as HeatMap.level.
 *
 * @param {number} count
 * @param {number} highest
 */
function levelOf(count, highest) {
  return count === 0 ? 0 : Math.min(LEVELS, 1 + Math.floor(LEVELS * Math.log(count) / Math.log(highest + 1)));
}

/**
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 */
function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, String(value)));
  return made;
}

/**
 * Cells of one colour as a path; rows from the lower edge.
 *
 * @param {Latencies} map
 * @param {number} rows
 * @param {number} below
 * @param {number} highest
 * @returns {string[]}
 */
function paths(map, rows, below, highest) {
  const drawn = new Array(LEVELS + 1).fill('');
  map.counts.forEach(([first, ...counts], column) => {
    counts.forEach((count, i) => {
      const level = levelOf(count, highest);
      if (level > 0) drawn[level] += 'M' + map.times[column] + ' ' + (rows - 1 - below - first - i) + 'H' + map.times[column + 1] + 'v1H' + map.times[column] + 'z';
    });
  });
  return drawn;
}

/**
 * Where a length is, as a share of the height; the borders of rows are `map.rows`.
 *
 * @param {number} length
 * @param {Latencies} map
 * @param {number} rows
 * @param {number} below
 */
function placeOf(length, map, rows, below) {
  const borders = map.rows;
  let row = 0;
  while (row < borders.length - 2 && borders[row + 1] <= length) row++;
  return (below + row + (length - borders[row]) / (borders[row + 1] - borders[row])) / rows;
}

/** @param {Latencies} map */
function lengths(map) {
  const from = map.rows[0];
  const to = map.rows[map.rows.length - 1];
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    /** @type {number[]} */
    const marks = [];
    for (let power = -6; power < 6; power++) digits.forEach(digit => marks.push(Number(digit + 'e' + power)));
    const within = marks.filter(mark => mark >= from && mark <= to);
    if (within.length <= LABELS_MAX || digits.length === 1) return within;
  }
  return [];
}

/**
 * @param {string} className
 * @param {'bottom'|'left'} side
 * @param {[number, string][]} marks shares of the length, and texts
 */
function labels(className, side, marks) {
  const box = element('div', {class: className});
  marks.forEach(([share, text]) => {
    const label = element('span', null, text);
    label.style[side] = (100 * share).toFixed(2) + '%';
    box.append(label);
  });
  return box;
}

/**
 * Draws the map into a place; `end` is that of the axis of time.
 *
 * @param {HTMLElement} place
 * @param {RunData} data
 * @param {number} end
 */
export function drawHeatMap(place, data, end) {
  const map = data.latencies;
  const all = map.counts.flatMap(([, ...counts]) => counts);
  const highest = Math.max(0, ...all);
  if (highest === 0) {
    place.replaceChildren(element('p', {class: 'empty'}, 'Nothing has succeeded yet.'));
    return;
  }
  const known = map.rows.length - 1;
  const rows = Math.max(known, ROWS_MIN);
  const below = Math.floor((rows - known) / 2);
  const picture = svg('svg', {viewBox: '0 0 ' + end + ' ' + rows, preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  data.phases.filter(phase => phase.warmUp && phase.start < end).forEach(phase =>
    picture.append(svg('rect', {class: 'warm-up', x: phase.start, width: Math.min(end, phase.end) - phase.start, height: rows})));
  paths(map, rows, below, highest).forEach((path, level) => {
    if (path !== '') picture.append(svg('path', {class: 'heat-' + level, d: path}));
  });
  data.phases.slice(1).filter(phase => phase.start < end).forEach(phase =>
    picture.append(svg('path', {class: 'phase', d: 'M' + phase.start + ' 0v' + rows})));
  const step = timeStep(end);
  const times = Array.from({length: Math.floor(end / step) + 1}, (any, i) => /** @type {[number, string]} */ ([i * step / end, clock(i * step)]));
  const sum = all.reduce((total, count) => total + count, 0);
  place.replaceChildren(element('div', {class: 'heat', role: 'img', 'aria-label': 'Heat map of ' + sum + ' response times over time'},
    labels('heat-lengths', 'bottom', lengths(map).map(length => /** @type {[number, string]} */ ([placeOf(length, map, rows, below), brief(seconds)(length)]))),
    element('div', {class: 'heat-plot'}, picture),
    labels('heat-times', 'left', times)));
}
