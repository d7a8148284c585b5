// Every figure leads to its sentence, in view and marked, and from there back.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { build, pages, launch, quiet } = require('./site.js');

const output = build();
const at = name => `${pathToFileURL(output)}/${name}`;
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

/** Article → ids of the sentences' figures that any page leads to. */
const wanted = new Map();
for (const name of pages(output)) {
  for (const [, href, id] of fs.readFileSync(path.join(output, name), 'utf8').matchAll(/href="([^"#]*)#(o-[0-9a-f]{12})"/g)) {
    const article = href ? path.posix.join(path.posix.dirname(name), href) : name;
    if (!wanted.has(article)) wanted.set(article, new Set());
    wanted.get(article).add(id);
  }
}

/** Where the page stands after it was sent to a figure. */
function landed(id) {
  const e = document.getElementById(id);
  // Two figures that share characters have an anchor each before one mark.
  const mark = e?.matches('.mk') ? e : e?.parentElement.querySelector(`#${id} ~ .mk`);
  if (!mark) return 'is not there';
  if (document.querySelector(':target') !== e) return 'is not the target';
  const box = mark.getBoundingClientRect();
  if (!(box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth + 1)) return `stands at ${Math.round(box.top)}`;
  if (getComputedStyle(mark).boxShadow === 'none') return 'is not marked';
  const around = mark.closest('p, li, td, h2, .tbl, .li');
  if (!around || around.textContent.length <= mark.textContent.length) return 'has no sentence around it';
  return null;
}

for (const width of [360, 1280]) {
  test(`all figures land on their sentences at ${width}`, async t => {
    const page = await quiet(browser, { viewport: { width, height: 800 } });
    let count = 0;
    const faults = [];
    for (const [article, ids] of wanted) {
      await page.goto(at(article));
      for (const id of ids) {
        await page.evaluate(id => { location.hash = id; }, id);
        const fault = await page.evaluate(landed, id);
        if (fault) faults.push(`${article}#${id} ${fault}`);
        count++;
      }
    }
    t.diagnostic(`${count} figures in ${wanted.size} articles`);
    assert.ok(wanted.size >= 5 && count > 200);
    assert.deepEqual(faults, []);
    assert.deepEqual(page.faults, []);
  });
}

test('all marks of the articles lead back to the row of their fact', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  const rows = new Map();
  for (const article of wanted.keys()) {
    await page.goto(at(article));
    const links = await page.$$eval('a.mk', list => list.map(a => [a.href, a.textContent]));
    assert.ok(links.length > 10);
    for (const [href, text] of links) rows.set(href, text);
  }
  const faults = [];
  // Page by page, so that a page is loaded once.
  for (const [href, text] of [...rows].sort()) {
    const [to, id] = href.split('#');
    if (page.url().split('#')[0] === to) await page.evaluate(id => { location.hash = id; }, id);
    else await page.goto(href);
    const row = await page.evaluate(() => {
      const e = document.querySelector(':target');
      if (!e) return null;
      const box = e.getBoundingClientRect();
      return { text: e.textContent, inside: box.bottom > 0 && box.top < innerHeight, marked: getComputedStyle(e.matches('tr') ? e.cells[0] : e).backgroundColor !== 'rgba(0, 0, 0, 0)' };
    });
    if (!row?.inside || !row.marked) faults.push(`${href} (${text}): ${JSON.stringify(row)}`);
  }
  assert.deepEqual(faults, []);
});

test('a click there, a click on, the way back', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  for (const from of ['index.html', 'indicators/gross-output.html', 'facts.html', 'audit/checks.html', 'audit/conflicts.html', 'years/2024.html', 'topics/economy.html']) {
    await page.goto(at(from));
    page.setDefaultTimeout(5000);
    const link = page.locator('main a[href*="#o-"]:visible').first();
    const href = await link.getAttribute('href');
    await link.click();
    await page.waitForURL(/#o-[0-9a-f]{12}$/);
    const id = href.split('#')[1];
    assert.equal(await page.evaluate(landed, id), null, `${from} to ${href}`);
    await page.locator('a.mk:target').click();
    await page.waitForURL(/#f-[0-9a-f]{12}$/);
    await page.goBack();
    assert.equal(await page.evaluate(landed, id), null, `${from}: back at the sentence`);
    await page.goBack();
    assert.equal(page.url(), at(from));
    assert.ok(await page.locator(`main a[href="${href}"]:visible`).first().isVisible());
  }
  assert.deepEqual(page.faults, []);
});
