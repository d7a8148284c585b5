// All pages are valid HTML by html-validate's recommended rules.
'use strict';

const { test } = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { HtmlValidate } = require('html-validate');
const { build, pages } = require('./site');

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Pages are written without white space that nobody reads.
    'no-trailing-whitespace': 'off',
    // The standard allows both; the templates write void elements as HTML does.
    'void-style': ['error', { style: 'omit' }],
    // Widths of bars are data and stand in attributes, but charts are drawn with SVG's own.
    'no-inline-style': 'error',
    // Titles of pages name what they show first; the longest are articles' own headlines.
    'long-title': 'off',
  },
});

test('all pages are valid HTML', () => {
  const site = build();
  const faults = new Map();
  for (const page of pages(site.public)) {
    const report = validator.validateFileSync(path.join(site.public, page));
    for (const { messages } of report.results) {
      for (const m of messages) {
        const fault = `${m.ruleId}: ${m.message}`;
        if (!faults.has(fault)) faults.set(fault, `${page}:${m.line}:${m.column}`);
      }
    }
  }
  site.dispose();
  assert.deepEqual([...faults].slice(0, 30).map(f => f.join('  ')), []);
});
