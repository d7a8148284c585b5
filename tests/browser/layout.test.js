// Every kind of page at the widths that people have, in both palettes, in forced colours, with wide
// spacing, without a script, in print.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { sideways, cut } = require('./rules.js');
const { build, sample, serve, launch, quiet } = require('./site.js');

const WIDTHS = [320, 360, 768, 1280];
const output = build();
const names = sample(output);
let browser, server, at;
before(async () => { browser = await launch(); server = await serve(output); at = name => server.address + name; });
after(async () => { await browser.close(); server.close(); });

test('no page is wider than its window, no text is cut', async () => {
  const page = await quiet(browser, { colorScheme: 'light' });
  const faults = [];
  for (const name of names) {
    await page.goto(at(name));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const fault of [...await page.evaluate(sideways), ...await page.evaluate(cut)]) faults.push(`${name} at ${width}: ${fault}`);
    }
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(page.faults, []);
});

test('wide letter, word and line spacing breaks nothing', async () => {
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 320, height: 800 } });
  const faults = [];
  for (const name of names) {
    await page.goto(at(name));
    await page.addStyleTag({ content: '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}' });
    for (const fault of await page.evaluate(sideways)) faults.push(`${name}: ${fault}`);
  }
  assert.deepEqual(faults, []);
});

test('text and marks stand out from their ground in both palettes', async () => {
  const page = await browser.newPage();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.goto(at('index.html'));
    const faults = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const light = name => {
        probe.style.color = `var(--${name})`;
        const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
      };
      const least = [
        ...['ink', 'ink2', 'link', 'c1t', 'c2t', 'target', 'alert', 'ok'].flatMap(t => [[t, 'bg', 4.5], [t, 'surface', 4.5]]),
        ['ink', 'mark', 4.5], ['ink', 'bad', 4.5], ['on-c1', 'c1', 4.5], ['on-rest', 'rest', 4.5],
        ...['c1', 'c2', 'rest', 'target', 'mark-line', 'bad-line', 'rule2'].map(t => [t, 'bg', 3]),
      ];
      return least.map(([a, b, least]) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return [a, b, (high + .05) / (low + .05), least];
      }).filter(([, , is, least]) => is < least).map(f => f.join(' '));
    });
    assert.deepEqual(faults, [], colorScheme);
  }
});

test('in forced colours charts use the colours of the system', async () => {
  const page = await browser.newPage();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    for (const name of names.filter(n => fs.readFileSync(path.join(output, n), 'utf8').includes('<svg'))) {
      await page.goto(at(name));
      const faults = await page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.forcedColorAdjust = 'none';
        const colour = word => { probe.style.color = word; return getComputedStyle(probe).color; };
        const [canvas, text, link] = ['Canvas', 'CanvasText', 'LinkText'].map(colour);
        const faults = [];
        for (const e of document.querySelectorAll('svg *')) {
          if (!e.getBBox || e.matches('g, a, title, desc, defs, .hit')) continue;
          const { fill, stroke } = getComputedStyle(e);
          for (const used of e.matches('text, tspan') ? [fill] : [fill, stroke]) {
            if (used !== 'none' && ![canvas, text, link].includes(used)) faults.push(`${e.tagName}.${e.getAttribute('class')} ${used}`);
          }
          if (e.matches('text') && fill === canvas && !e.matches('.onc, .onr')) faults.push(`${e.textContent} cannot be seen`);
        }
        return [...new Set(faults)];
      });
      assert.deepEqual(faults, [], name);
    }
  }
});

test('nothing moves', async () => {
  for (const reducedMotion of ['reduce', 'no-preference']) {
    const page = await browser.newPage({ reducedMotion });
    for (const name of names) {
      await page.goto(at(name));
      const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter(e => {
        const s = getComputedStyle(e);
        return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 || s.scrollBehavior === 'smooth' || e.matches('marquee, video, animate');
      }).length + document.getAnimations().length);
      assert.equal(moving, 0, name);
    }
    await page.close();
  }
});

test('without a script everything is said and nothing is dead', async () => {
  const said = page => page.evaluate(() => document.body.innerText.replace(/\s/g, ''));
  const plain = await browser.newPage({ javaScriptEnabled: false });
  const lively = await quiet(browser);
  for (const name of names.filter(n => n !== 'search.html')) {
    await plain.goto(at(name));
    await lively.goto(at(name));
    await lively.evaluate(() => document.querySelectorAll('button, .live').forEach(b => b.matches('th button') ? b.replaceWith(b.textContent) : b.remove()));
    assert.equal(await said(plain), await said(lively), name);
    assert.equal(await plain.locator('button:visible, select:visible, input[type=search]:visible').count(), 0, `${name} shows what needs a script`);
  }
});

test('the fact table is filtered without a script', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(at('facts.html'));
  const rows = () => page.$$eval('.ft tbody tr', list => list.filter(r => r.checkVisibility()).length);
  const all = await rows();
  const groups = await page.$$eval('.filters fieldset', list => list.map(f => f.querySelectorAll('input').length));
  assert.ok(groups.length >= 2);
  for (const [g, n] of groups.entries()) {
    const pills = page.locator('.filters fieldset').nth(g).locator('input');
    let sum = 0;
    for (let i = 1; i < n; i++) {
      await pills.nth(i).evaluate(e => { e.checked = true; });
      const some = await rows();
      assert.ok(some > 0 && some < all, `group ${g}, choice ${i}: ${some} of ${all}`);
      sum += some;
    }
    assert.ok(sum <= all, `group ${g}: no fact under two choices`);
    await pills.nth(0).evaluate(e => { e.checked = true; });
    assert.equal(await rows(), all);
  }
});

test('on paper: light, without what only screens need, nothing cut', async () => {
  const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 673, height: 970 } });
  const faults = [];
  for (const name of sample(output, 1)) {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(at(name));
    for (const fault of [...await page.evaluate(sideways), ...await page.evaluate(cut)]) faults.push(`${name}: ${fault}`);
    const seen = await page.evaluate(() => ({
      ground: getComputedStyle(document.documentElement).getPropertyValue('--bg').trim(),
      ink: getComputedStyle(document.body).color,
      shown: [...document.querySelectorAll('.nav, .menu, .filters, .find, .skip, .crumb, select, button:not(th button)')].filter(e => e.checkVisibility()).map(e => e.className || e.tagName),
    }));
    if (name !== '404.html') assert.deepEqual(seen, { ground: '#fff', ink: 'rgb(0, 0, 0)', shown: [] }, name);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    assert.ok(sheets >= 1 && sheets <= 40, `${name}: ${sheets} sheets`);
  }
  assert.deepEqual(faults, []);
});
