import {readFileSync} from 'node:fs';
import js from '@eslint/js';
import globals from 'globals';

/* Scripts without imports share all that they declare. */
function declared(...files) {
  return Object.fromEntries(files
    .flatMap(file => [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^(?:function|const) (\w+)/gm)])
    .map(found => [found[1], 'readonly']));
}

const rules = {
  ...js.configs.recommended.rules,
  'array-callback-return': 'error',
  'default-case-last': 'error',
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-promise-executor-return': 'error',
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-unused-expressions': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-promise-reject-errors': 'error',
};

export default [
  {
    files: ['web/*.js'],
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    languageOptions: {ecmaVersion: 2023, sourceType: 'module', globals: globals.browser},
    rules,
  },
  {
    files: ['report/*.js'],
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: 'script',
      globals: {...globals.browser, echarts: 'readonly', ...declared('./report/charts.js', './report/page.js')},
    },
    rules: {...rules, 'no-unused-vars': ['error', {vars: 'local'}], 'no-redeclare': ['error', {builtinGlobals: false}]},
  },
];
