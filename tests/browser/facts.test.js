// The fact table sorted, filtered and turned in Chromium: on the repository's own site, and on one of more than ten
// thousand facts, from disk and over http. What ought to be shown is computed from facts.csv.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { build, files, serve, launch, quiet } = require('./site.js');
const { large } = require('./large.js');

const sites = { small: build(), large: large() };
const servers = {};
let browser;
before(async () => {
  browser = await launch();
  for (const name of Object.keys(sites)) servers[name] = await serve(sites[name]);
});
after(async () => { await browser.close(); for (const server of Object.values(servers)) server.close(); });

/** The facts as published, a record each. */
function facts(site) {
  const text = fs.readFileSync(path.join(sites[site], 'data/facts.csv'), 'utf8').replace(/^\ufeff/, '');
  const rows = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)];
  const table = [[]];
  for (const [all, quoted, plain, end] of rows) {
    if (!all) break;
    table.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') table.push([]);
  }
  const [head, ...lines] = table.filter(row => row.length > 1);
  return lines.map(line => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

const at = (site, way) => way === 'file' ? `${pathToFileURL(sites[site])}/` : servers[site].address;
const ids = page => page.$$eval('#table tbody tr', rows => rows.filter(r => r.checkVisibility()).map(r => r.id));
const done = page => page.evaluate(() => +(document.getElementById('picks').dataset.done || 0));
/** Does something that shows rows anew, and tells how long it took, in milliseconds. */
async function change(page, what) {
  const before = await done(page);
  const start = performance.now();
  await what();
  await page.waitForFunction(n => +document.getElementById('picks').dataset.done > n, before, { polling: 5 });
  return performance.now() - start;
}
const pick = (page, list, text) => change(page, () => page.selectOption(`#picks [name=${list}]`, { label: text }));
const head = (page, n) => page.locator('#table thead th').nth(n);
const sort = (page, n) => change(page, () => head(page, n).locator('button').click());
async function every(page) {
  const all = [];
  for (let n = 1; ; n++) {
    all.push(...await ids(page));
    const next = page.locator('#pager button', { hasText: new RegExp(`^${n + 1}$`) });
    if (await next.count() === 0) return all;
    await change(page, () => next.click());
  }
}

test('first page: 20 kB, 280 rows, its rows as scripts beside it', () => {
  const html = fs.readFileSync(path.join(sites.large, 'facts.html'));
  assert.ok(facts('large').length >= 10_000);
  assert.ok(zlib.gzipSync(html, { level: 9 }).length <= 20 * 1024);
  assert.equal(html.toString().match(/<tr id="f-/g).length, 280);
  const script = files(sites.large).find(n => n.startsWith('assets/facts-'));
  assert.ok(zlib.gzipSync(fs.readFileSync(path.join(sites.large, script)), { level: 9 }).length <= 3 * 1024);
});

test('without a script all facts stand in plain tables, page by page', async () => {
  for (const site of ['small', 'large']) {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${at(site, 'file')}facts.html`);
    const seen = [];
    for (let n = 1; ; n++) {
      seen.push(...await page.$$eval('#table tbody tr', rows => rows.map(r => r.id)));
      assert.equal(await page.locator('select:visible, button:visible').count(), 0);
      const next = page.locator('#pager a', { hasText: new RegExp(`^${n + 1}$`) });
      if (await next.count() === 0) break;
      await Promise.all([page.waitForURL(`**/facts-${n + 1}.html`), next.click()]);
    }
    assert.deepEqual(seen.toSorted(), facts(site).map(f => f.id).toSorted(), site);
    await page.close();
  }
});

for (const way of ['file', 'http']) {
  test(`sorted and filtered over ${way}: the very facts of facts.csv, in their order`, async t => {
    const all = facts('large');
    const page = await quiet(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(`${at('large', way)}facts.html`);
    const first = await pick(page, 'i', '工业总产值');
    const chosen = all.filter(f => f.indicator_id === 'gross-output');
    assert.ok(chosen.length > 500);
    assert.deepEqual((await every(page)).toSorted(), chosen.map(f => f.id).toSorted());

    const largest = await sort(page, 2);
    assert.equal(await head(page, 2).getAttribute('aria-sort'), 'descending');
    const value = new Map(all.map(f => [f.id, +f.value]));
    const values = (await every(page)).map(id => value.get(id));
    assert.deepEqual(values, chosen.map(f => +f.value).sort((a, b) => b - a));
    await sort(page, 2);
    assert.equal(await head(page, 2).getAttribute('aria-sort'), 'ascending');
    assert.deepEqual((await ids(page)).map(id => value.get(id)), values.toReversed().slice(0, 280));

    await pick(page, 's', '东山镇');
    await sort(page, 1);
    const period = new Map(all.map(f => [f.id, f.period_iso]));
    assert.deepEqual((await ids(page)).map(id => period.get(id)),
      chosen.filter(f => f.subject === '东山镇').map(f => f.period_iso).sort().reverse());
    await change(page, () => page.locator('.filters input#y-2020').check());
    assert.deepEqual(await ids(page), chosen.filter(f => f.subject === '东山镇' && f.period_iso === '2020').map(f => f.id));
    assert.match(await page.locator('#said').textContent(), new RegExp(`^选出1件，共${all.length}件$`));
    await pick(page, 'a', (await page.locator('#picks [name=a] option').allTextContents()).find(a => a.includes('西山镇')));
    assert.deepEqual(await ids(page), []);
    assert.match(await page.locator('#table caption').textContent(), /没有这样的事实/);

    await page.evaluate(() => { document.querySelectorAll('.filters input:not([id])').forEach(e => { e.checked = true; }); document.getElementById('picks').reset(); });
    const names = await sort(page, 0);
    assert.equal(await head(page, 1).getAttribute('aria-sort'), null);
    const shown = await page.$$eval('#table tbody .lab', list => list.map(e => e.textContent));
    assert.deepEqual(shown, shown.toSorted(new Intl.Collator('zh-Hans-CN', { numeric: true }).compare));
    t.diagnostic(`${all.length} facts over ${way}: first choice ${Math.round(first)} ms, sorted by value ${Math.round(largest)} ms, all by name ${Math.round(names)} ms`);
    assert.ok(first < 3000 && largest < 1000 && names < 1500);
    assert.deepEqual(page.faults, []);
  });

  test(`a fact on a later page is found by its address over ${way}`, async () => {
    const page = await quiet(browser, { viewport: { width: 1280, height: 900 } });
    const last = /id="(f-[0-9a-f]{12})"[^]*$/.exec(fs.readFileSync(path.join(sites.large, files(sites.large).filter(n => /^facts-\d+\.html$/.test(n)).at(-1)), 'utf8'))[1];
    await page.goto(`${at('large', way)}facts.html#${last}`);
    await page.waitForFunction(id => document.getElementById(id)?.matches(':target'), last);
    const box = await page.locator(`#${last}`).boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 900, JSON.stringify(box));
    assert.deepEqual(page.faults, []);
  });
}

test('words are searched in name, period, figure and source, alone and with choices', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${at('large', 'file')}facts.html`);
  const all = facts('large');
  await change(page, () => page.fill('#picks [name=words]', '东山镇 2019年'));
  const wanted = all.filter(f => f.subject === '东山镇' && f.period_iso === '2019').map(f => f.id);
  assert.ok(wanted.length >= 15);
  assert.deepEqual((await ids(page)).toSorted(), wanted.toSorted());
  await pick(page, 'i', '工业总产值');
  assert.deepEqual(await ids(page), all.filter(f => wanted.includes(f.id) && f.indicator_id === 'gross-output').map(f => f.id));
  await change(page, () => page.fill('#picks [name=words]', '没有这样的数'));
  assert.deepEqual(await ids(page), []);
  // A row that is linked to is there whatever was chosen.
  const id = wanted[0];
  await page.evaluate(id => { location.hash = id; }, id);
  await page.waitForFunction(id => document.getElementById(id)?.checkVisibility(), id);
  assert.equal(await page.inputValue('#picks [name=words]'), '');
  assert.deepEqual(page.faults, []);
});

test('ten thousand facts open as fast as three hundred', async t => {
  const median = list => list.sort((a, b) => a - b)[list.length >> 1];
  const times = { small: [], large: [] };
  for (let n = 0; n < 7; n++) {
    for (const site of ['small', 'large']) {
      const page = await browser.newPage();
      await page.goto(`${at(site, 'file')}facts.html`);
      times[site].push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd));
      await page.close();
    }
  }
  const [small, big] = [median(times.small), median(times.large)];
  t.diagnostic(`loaded after ${Math.round(small)} ms with ${facts('small').length} facts, ${Math.round(big)} ms with ${facts('large').length}`);
  assert.ok(big < 2 * small + 100);
});

test('the table is sorted by key, on a phone too', async () => {
  for (const width of [1280, 360]) {
    const page = await quiet(browser, { viewport: { width, height: 800 } });
    await page.goto(`${at('small', 'file')}facts.html`);
    const all = await ids(page);
    await head(page, 1).locator('button').focus();
    const box = await head(page, 1).boundingBox();
    assert.ok(box.width > 20 && box.height > 20, `the focus is seen at ${width}`);
    await change(page, () => page.keyboard.press('Enter'));
    assert.equal(await head(page, 1).getAttribute('aria-sort'), 'descending');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), '期间');
    await change(page, () => page.keyboard.press('Enter'));
    assert.equal(await head(page, 1).getAttribute('aria-sort'), 'ascending');
    await change(page, () => page.keyboard.press('Enter'));
    assert.equal(await head(page, 1).getAttribute('aria-sort'), null);
    assert.deepEqual(await ids(page), all);
    assert.deepEqual(page.faults, []);
  }
});

test('axe finds nothing in a sorted, filtered table', async () => {
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 800 } });
  await page.goto(`${at('large', 'file')}facts.html`);
  await sort(page, 2);
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), []);
});
