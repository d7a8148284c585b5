// Every kind of page, as readers meet it: sizes, themes, without JavaScript, from disk, on paper, by
// keyboard. A new kind comes in by itself: the pages are found by walking the site.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const zlib = require('node:zlib');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { build, pages, kinds, serve, launch } = require('./site');

let site, server, browser, all;

before(async () => {
  site = build();
  server = await serve(site.public);
  browser = await launch();
  all = kinds(site.public);
});
after(async () => {
  await browser?.close();
  server?.close();
  site?.dispose();
});

/** A page in a window of its own; what it says on the console is an error. */
async function open(page, { from = server.url, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const window = await context.newPage();
  const said = [];
  window.on('console', message => said.push(message.text()));
  window.on('pageerror', error => said.push(String(error)));
  const requests = [];
  window.on('request', request => requests.push(request.url()));
  const fragment = page.includes('#') ? page.slice(page.indexOf('#')) : '';
  await window.goto(from + page.slice(0, page.length - fragment.length) + fragment, { waitUntil: 'load' });
  return { window, said, requests, close: () => context.close() };
}

const overflow = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 3).map(e => `${e.tagName}.${e.getAttribute('class')}: ${e.textContent.trim().slice(0, 30)}`);
};

test('there are pages of many kinds', () => {
  assert.ok(all.length >= 15, all.join(' '));
  assert.ok(all.includes('index.html') && all.includes('404.html'));
});

for (const width of [320, 360, 768, 1280]) {
  test(`no page is wider than ${width} px, none complains`, async () => {
    for (const page of all) {
      const { window, said, close } = await open(page, { viewport: { width, height: 800 } });
      assert.equal(await window.evaluate(overflow), null, `${page} at ${width}`);
      assert.deepEqual(said, [], page);
      await close();
    }
  });
}

for (const [name, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { colorScheme: 'light', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
]) {
  test(`axe finds nothing, ${name}`, async () => {
    for (const page of all) {
      // The policy of the site lets no script of others in: axe comes with the policy bypassed.
      const { window, close } = await open(page, { ...options, bypassCSP: true });
      await window.addScriptTag({ content: axe });
      const found = await window.evaluate(async () => (await globalThis.axe.run()).violations
        .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')}`));
      assert.deepEqual(found, [], page);
      await close();
    }
  });
}

test('forced colours, reduced motion and other themes change nothing of the words', async () => {
  for (const page of all) {
    const words = [];
    for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { reducedMotion: 'reduce' }]) {
      const { window, said, close } = await open(page, options);
      words.push(await window.evaluate(() => document.body.innerText));
      assert.deepEqual(said, [], page);
      await close();
    }
    assert.deepEqual(new Set(words).size, 1, page);
  }
});

test('without JavaScript every page has its main part, its heading and its links', async () => {
  for (const page of all) {
    const { window, close } = await open(page, { javaScriptEnabled: false });
    assert.equal(await window.locator('h1').count(), 1, page);
    assert.ok((await window.locator('main').innerText()).length > 20, page);
    assert.ok(await window.locator('main a, nav a').count() > 0, page);
    await close();
  }
});

test('from disk, and below a path, pages load all that they ask for and nothing from elsewhere', async () => {
  const disk = pathToFileURL(site.public).href + '/';
  for (const from of [disk, server.url]) {
    for (const page of all) {
      const { window, said, requests, close } = await open(page, { from });
      assert.deepEqual(said, [], page);
      for (const request of requests) assert.ok(request.startsWith(from) || request.startsWith('data:'), `${page}: ${request}`);
      const styled = await window.evaluate(() => getComputedStyle(document.body).fontFamily);
      assert.notEqual(styled, 'Times New Roman', page);
      await close();
    }
  }
});

test('on paper every page has its heading, and no page is cut at the side', async () => {
  for (const page of all) {
    const { window, close } = await open(page);
    const paper = await window.pdf({ format: 'A4' });
    assert.ok(paper.length > 5000, page);
    await window.emulateMedia({ media: 'print' });
    await window.setViewportSize({ width: 718, height: 1000 });
    assert.equal(await window.evaluate(overflow), null, `${page} on paper`);
    await close();
  }
});

test('a figure leads to its sentence, in view and marked, and back', async () => {
  const { window, close } = await open('indicators/gross-output.html');
  const links = window.locator('main a[href*="#o-"]');
  const count = await links.count();
  assert.ok(count > 3);
  for (const at of [0, Math.floor(count / 2), count - 1]) {
    const href = await links.nth(at).getAttribute('href');
    await window.goto(new URL(href, server.url + 'indicators/').href);
    const id = href.slice(href.indexOf('#') + 1);
    const target = await window.evaluate(id => {
      const element = document.getElementById(id);
      const box = element.getBoundingClientRect();
      const plain = document.querySelector('.mk:not(:target)');
      return {
        inView: box.top >= 0 && box.top < innerHeight,
        isTarget: element.matches(':target') || element.querySelector(':target') !== null,
        differs: plain === null || getComputedStyle(element).cssText !== getComputedStyle(plain).cssText,
        text: element.textContent.trim() || element.nextElementSibling?.textContent.trim(),
      };
    }, id);
    assert.ok(target.inView && target.isTarget && target.text, href);
    await window.goBack();
    assert.ok(window.url().endsWith('gross-output.html'), window.url());
  }
  await close();
});

test('the keyboard reaches the first link past the skip link, menus, tables and charts', async () => {
  for (const page of ['index.html', 'facts.html', 'indicators/gross-output.html']) {
    const { window, close } = await open(page);
    await window.keyboard.press('Tab');
    const first = await window.evaluate(() => document.activeElement.getAttribute('href'));
    assert.ok(first?.startsWith('#'), `${page}: the first stop skips to the content, not ${first}`);
    const seen = new Set();
    for (let i = 0; i < 25; i++) {
      await window.keyboard.press('Tab');
      seen.add(await window.evaluate(() => {
        const e = document.activeElement;
        const box = e.getBoundingClientRect();
        const style = getComputedStyle(e);
        const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        return `${e.tagName} ${e.getAttribute('href') ?? e.id ?? ''} ${box.width > 0} ${shown}`;
      }));
    }
    assert.ok(seen.size > 15, page);
    const hidden = [...seen].filter(stop => stop.endsWith('false'));
    assert.deepEqual(hidden, [], `${page}: focus is to be seen`);
    await close();
  }
});

test('bytes and requests stay within their budgets', async () => {
  const zip = file => zlib.gzipSync(fs.readFileSync(path.join(site.public, file)), { level: 9 }).length;
  const assets = fs.readdirSync(site.public, { recursive: true }).map(String);
  const style = assets.filter(file => file.endsWith('.css')).reduce((sum, file) => sum + zip(file), 0);
  assert.ok(style <= 9 * 1024, `style sheets ${style}`);
  for (const page of pages(site.public)) assert.ok(zip(page) <= 60 * 1024, `${page} ${zip(page)}`);
  for (const page of all) {
    const { requests, close } = await open(page);
    assert.ok(requests.length <= 6, `${page}: ${requests.join(' ')}`);
    await close();
  }
});
