// Bytes and requests: what readers on slow lines wait for. kB are 1024 bytes, gzip at level 9.
'use strict';

const { test } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');
const { build, files, pages, sample, serve, launch, quiet } = require('./site.js');

const KB = 1024;
const output = build();
const read = name => fs.readFileSync(path.join(output, name));
const packed = bytes => zlib.gzipSync(bytes, { level: 9 }).length;
const over = (names, most) => names.map(n => [n, packed(read(n))]).filter(([, size]) => size > most).map(f => f.join(': '));
const asset = (stem, extension) => files(output).filter(n => n.startsWith(`assets/${stem}-`) && n.endsWith(extension));

test('pages: 20 kB, articles 35 kB', () => {
  assert.deepEqual(over(pages(output).filter(n => !n.startsWith('articles/')), 20 * KB), []);
  assert.deepEqual(over(pages(output), 35 * KB), []);
});

test('one style sheet of 7 kB and one script of 5 kB for all; 2 kB more style for filters and search', () => {
  for (const [stem, extension, most] of [['style', '.css', 7 * KB], ['tools', '.css', 2 * KB], ['script', '.js', 5 * KB]]) {
    assert.equal(asset(stem, extension).length, 1);
    assert.deepEqual(over(asset(stem, extension), most), []);
  }
});

test('the search page: its script 5 kB, what a question needs at most 40 kB a file, in all 60 kB', () => {
  assert.deepEqual(over(asset('search', '.js'), 5 * KB), []);
  const index = files(output).filter(n => n.startsWith('search/'));
  assert.ok(index.length > 1);
  assert.deepEqual(over(index, 40 * KB), []);
  assert.ok(index.reduce((sum, n) => sum + packed(read(n)), 0) <= 60 * KB);
});

test('a chart in a page: 2 kB', () => {
  for (const name of pages(output)) {
    for (const [chart] of read(name).toString().matchAll(/<svg.*?<\/svg>/gs)) {
      assert.ok(packed(chart) <= 2 * KB, `${name}: ${packed(chart)} ${chart.slice(0, 100)}`);
    }
  }
});

test('no fonts, no images but the icon and one for sharing; the site: 6 MB', () => {
  const all = files(output);
  assert.deepEqual(all.filter(n => /\.(woff2?|ttf|otf|jpe?g|gif|webp)$/.test(n)), []);
  assert.ok(all.filter(n => n.endsWith('.png')).length <= 1);
  assert.ok(all.reduce((sum, n) => sum + read(n).length, 0) <= 6 * KB * KB);
});

test('a page asks four times at most, for nothing of others, from disk as from below a path', async t => {
  const server = await serve(output), browser = await launch();
  t.after(async () => { await browser.close(); server.close(); });
  for (const base of [server.address, `${pathToFileURL(output)}/`]) {
    const page = await quiet(browser);
    let asked = [];
    page.on('request', request => asked.push(request.url()));
    for (const name of sample(output)) {
      asked = [];
      await page.goto(base + name, { waitUntil: 'load' });
      assert.deepEqual(asked.filter(url => !url.startsWith(base)), [], name);
      // The page, style, script, icon; style of the filters and the search; script of the table; script and names of the search.
      const most = { 'facts.html': 6, 'search.html': 7 }[name] ?? 4;
      assert.ok(asked.length <= most, `${name}: ${asked.join(' ')}`);
      if (name !== '404.html') assert.ok(asked.some(url => url.endsWith('.css')), name);
      assert.ok(await page.evaluate(() => getComputedStyle(document.body).marginTop) === '0px' || name === '404.html', `${name} has its style`);
    }
    assert.deepEqual(page.faults, [], 'the console is silent');
  }
});
