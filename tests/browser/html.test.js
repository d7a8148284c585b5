// Every page is valid HTML by the recommended rules of html-validate, and every link leads somewhere.
'use strict';

const { test } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { FileSystemConfigLoader, HtmlValidate } = require('html-validate');
const { build, files, pages } = require('./site.js');
const rules = require('./html-rules.js');

const output = build();
const all = pages(output);
const text = Object.fromEntries(all.map(name => [name, fs.readFileSync(path.join(output, name), 'utf8')]));

test('all pages are valid', async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, ...rules }));
  const faults = new Map();
  for (const name of all) {
    const report = await validator.validateString(text[name], path.join(output, name));
    for (const { messages } of report.results) {
      for (const m of messages) {
        const key = `${m.ruleId}: ${m.message}`;
        if (!faults.has(key)) faults.set(key, []);
        faults.get(key).push(`${name}:${m.line}:${m.column}`);
      }
    }
  }
  assert.deepEqual([...faults].map(([key, at]) => `${key} (${at.length}, first ${at[0]})`), []);
});

test('links are relative and lead to files and places that are there', () => {
  const there = new Set(files(output));
  const ids = name => ids[name] ??= new Set([...text[name].matchAll(/\sid="([^"]*)"/g)].map(m => m[1]));
  const faults = [];
  for (const name of all.filter(n => n !== '404.html')) {
    for (const [, href] of text[name].matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(https?|mailto):/.test(href)) continue;
      const [to, place] = href.replaceAll('&amp;', '&').split('#');
      const target = to ? path.posix.join(path.posix.dirname(name), decodeURI(to)) : name;
      if (to.startsWith('/') || !there.has(target)) faults.push(`${name}: ${href}`);
      else if (place && !ids(target).has(decodeURIComponent(place))) faults.push(`${name}: ${href}: no such place`);
    }
  }
  assert.deepEqual(faults, []);
});

test('titles and descriptions of pages differ', () => {
  for (const pattern of [/<title>(.*?)<\/title>/s, /<meta name="description" content="(.*?)"/s]) {
    const seen = new Map();
    for (const name of all.filter(n => n !== '404.html')) {
      const found = pattern.exec(text[name])?.[1];
      assert.ok(found, `${name}: ${pattern}`);
      assert.ok(!seen.has(found), `${name} and ${seen.get(found)}: ${found}`);
      seen.set(found, name);
    }
  }
});
