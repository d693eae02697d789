/* Which view is shown, by the fragment of the address. */
/* global switchTheme */

import {live, post} from '/assets/api.js';
import {byId} from '/assets/dom.js';
import '/assets/live-run.js';
import '/assets/run-list.js';
import '/assets/plan-editor.js';
import '/assets/document-view.js';
import '/assets/trend-view.js';
import '/assets/login-form.js';

const view = byId('view');
const connection = byId('connection');
let asking = false;

/**
 * @param {string} title
 * @param {string} path
 * @param {string} [run]
 */
function documentView(title, path, run) {
  const made = document.createElement('document-view');
  made.show(title, path, run);
  return made;
}

/** @param {string|undefined} query */
function trendView(query) {
  const made = document.createElement('trend-view');
  made.wanted = new URLSearchParams(query);
  return made;
}

function made() {
  const [route, query] = (location.hash || '#/').slice(1).split('?');
  if (route === '/runs') return document.createElement('run-list');
  if (route === '/plan') return document.createElement('plan-editor');
  if (route === '/trends') return trendView(query);
  if (route === '/compare') return documentView('Comparison', '/api/compare?' + query);
  if (route.startsWith('/run/')) {
    const id = decodeURIComponent(route.slice('/run/'.length));
    return documentView('Report of ' + id, '/api/runs/' + encodeURIComponent(id) + '/html', id);
  }
  return document.createElement('live-run');
}

function show() {
  if (asking) return;
  const hash = location.hash === '' ? '#/' : location.hash;
  if (!hash.startsWith('#/')) return; // a place in the page, for who skips the bar
  view.replaceChildren(made());
  document.querySelectorAll('.bar nav a').forEach(link => {
    if (link.getAttribute('href') === hash.split('?')[0]) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
}

function tellConnection() {
  connection.textContent = live.connected ? 'connected' : 'reconnecting …';
  connection.className = live.connected ? 'meta' : 'lost';
}

async function main() {
  switchTheme(() => document.dispatchEvent(new CustomEvent('theme')));
  live.addEventListener('connection', tellConnection);
  document.addEventListener('token-needed', () => {
    if (asking) return;
    asking = true;
    view.replaceChildren(document.createElement('login-form'));
  });
  document.addEventListener('token-given', () => {
    asking = false;
    live.open();
    show();
  });
  window.addEventListener('hashchange', show);
  if (location.hash.startsWith('#token=')) {
    const token = location.hash.slice('#token='.length);
    history.replaceState(null, '', '/');
    await post('/api/session', {token}).catch(() => null);
  }
  live.open();
  show();
  tellConnection();
}

main();
