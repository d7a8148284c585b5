// axe-core, and the keyboard.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { build, sample, serve, launch, quiet } = require('./site.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const output = build();
const names = sample(output);
let browser, server, at;
before(async () => { browser = await launch(); server = await serve(output); at = name => server.address + name; });
after(async () => { await browser.close(); server.close(); });

for (const [colorScheme, width] of [['light', 1280], ['dark', 360]]) {
  test(`axe finds nothing, ${colorScheme} at ${width}`, async () => {
    const page = await browser.newPage({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
    const faults = [];
    for (const name of names) {
      await page.goto(at(name));
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(() => axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      }).then(r => r.violations.map(v => `${v.id}: ${v.help} (${v.nodes.length}) ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.slice(0, 200)}`)));
      for (const fault of found) faults.push(`${name}: ${fault}`);
    }
    assert.deepEqual(faults, []);
  });
}

/** What has the focus: shown, in the window, nothing over it, with a ring around it. */
function focus() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const ring = e.matches('.pill input') ? e.nextElementSibling : e;
  const style = getComputedStyle(ring), box = ring.getBoundingClientRect();
  const list = [...ring.getClientRects()].find(r => r.width > 0) || box;
  const over = document.elementFromPoint(list.left + list.width / 2, list.top + list.height / 2);
  return {
    what: `${e.tagName} ${(e.textContent || e.id).trim().slice(0, 30)}`,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    over: over && over.outerHTML.slice(0, 120),
    // Marks of one chart may lie close together.
    free: !over || ring.ownerSVGElement && ring.ownerSVGElement === over.ownerSVGElement || ring.contains(over) || over.contains(ring) || e.contains(over),
    order: [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')].indexOf(e),
  };
}

/** Goes through a page with the tab key, from its beginning to its end. */
async function walk(page, name) {
  await page.goto(at(name));
  const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], button:not([tabindex="-1"]), input, select, summary, [tabindex="0"]')].filter(e => {
    if (e.matches('input[type=radio]:not(:checked)')) return false;
    if (!e.checkVisibility({ visibilityProperty: true })) return false;
    const shut = e.closest('details:not([open])');
    return !shut || e.matches('summary');
  }).length);
  const seen = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focus);
    if (!now || seen.some(s => s.order === now.order)) break;
    assert.deepEqual({ ring: now.ring, inside: now.inside, free: now.free }, { ring: true, inside: true, free: true }, `${name}: ${now.what}, over it ${now.over}`);
    assert.ok(!seen.length || now.order > seen.at(-1).order, `${name}: ${now.what} comes in the order of the page`);
    seen.push(now);
    assert.ok(seen.length <= wanted, `${name}: more stops than links`);
  }
  assert.equal(seen.length, wanted, `${name}: every link is reached`);
  return seen;
}

for (const width of [1280, 360]) {
  test(`the tab key goes through home, table and chart at ${width}`, async t => {
    const page = await quiet(browser, { viewport: { width, height: 800 } });
    for (const name of ['index.html', 'facts.html', 'indicators/gross-output.html']) {
      t.diagnostic(`${name}: ${(await walk(page, name)).length} stops`);
    }
    assert.deepEqual(page.faults, []);
  });
}

test('the first key leads past the menu', async () => {
  const page = await quiet(browser);
  await page.goto(at('index.html'));
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('.skip:focus').isVisible());
  assert.ok((await page.locator('.skip').boundingBox()).y >= 0, 'it is shown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.getElementById('main').contains(document.activeElement)));
});

test('the menu of small screens opens and shuts by key', async () => {
  const page = await quiet(browser, { viewport: { width: 360, height: 800 } });
  await page.goto(at('index.html'));
  await page.locator('.menu summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('.menu a:focus').isVisible());
  await page.keyboard.press('Enter');
  await page.waitForURL(/indicators\/index\.html$/);
});

test('a filter of the table is chosen by key', async () => {
  const page = await quiet(browser);
  await page.goto(at('facts.html'));
  const rows = () => page.locator('.ft tbody tr:visible').count();
  const all = await rows();
  await page.locator('.filters input').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.ok(await rows() < all);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await rows(), all);
});

test('a mark of a chart leads to its sentence by key', async () => {
  const page = await quiet(browser);
  await page.goto(at('indicators/gross-output.html'));
  const mark = page.locator('svg.wid a[href*="#o-"]').first();
  const name = await mark.evaluate(e => e.getAttribute('aria-label') || e.textContent);
  assert.match(name, /\d/, 'it says its figure');
  await mark.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/articles\/.*#o-[0-9a-f]{12}$/);
});

test('a pointer over anything hides nothing', async () => {
  const page = await quiet(browser);
  for (const name of names) {
    await page.goto(at(name));
    const hovers = await page.evaluate(() => {
      const faults = [];
      const read = rules => {
        for (const rule of rules) {
          if (rule.cssRules?.length) read(rule.cssRules);
          if (/:hover/.test(rule.selectorText) && (rule.style.display || rule.style.visibility || rule.style.opacity)) faults.push(rule.cssText);
        }
      };
      for (const sheet of document.styleSheets) read(sheet.cssRules);
      return faults;
    });
    assert.deepEqual(hovers, [], name);
  }
  await page.goto(at('facts.html'));
  const row = page.locator('.ft tbody tr').nth(3);
  await row.hover();
  assert.ok(await row.locator('th').isVisible());
});
