// `shudu serve` in a browser while an editor works: the page follows, stays where it was scrolled to, and says what is wrong.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { program, launch } = require('./site.js');

const PATIENCE = 60_000;
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const article = (id, text) => `+++\nid = "a-${id}"\ntitle = "第${id}篇"\npublished = "2025-01"\n+++\n\n${text}\n`;
/** A page that is many screens long. */
const long = last => article('long', [...Array(80).keys()]
  .map(n => `${1940 + n}年，苏州高新区签约项目${n + 10}个，完成投资额${n + 20}亿元。`).concat(last).join('\n\n'));

/** A new site and its preview; `stop` ends the preview, `start` begins it again on the same port. */
async function preview(t) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'serve-'));
  const site = path.join(work, 'site');
  execFileSync(program, ['init', site, '--name', '苏州高新区', '--quiet']);
  const write = (name, text) => fs.writeFileSync(path.join(site, name), text);
  write('corpus/long.md', long('2025年，力争签约项目100个。'));
  const self = { site, write, child: null, address: null };
  self.start = async (port = 0) => {
    self.child = spawn(program, ['serve', '--root', site, '--port', String(port)], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } });
    let said = '';
    self.address = await new Promise((resolve, reject) => {
      self.child.stdout.on('data', text => {
        said += text;
        const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
        if (found) resolve(found[0]);
      });
      self.child.on('exit', () => reject(new Error(`ended: ${said}`)));
    });
  };
  self.stop = signal => new Promise(resolve => {
    self.child.removeAllListeners('exit');
    self.child.on('exit', resolve);
    self.child.kill(signal);
  });
  await self.start();
  t.after(async () => {
    await self.stop('SIGKILL');
    fs.rmSync(work, { recursive: true, force: true });
  });
  return self;
}

async function open(t, address) {
  const page = await browser.newPage();
  t.after(() => page.close());
  page.setDefaultTimeout(PATIENCE);
  await page.goto(address);
  return page;
}

const has = (page, text) => page.waitForFunction(wanted => document.body.innerText.includes(wanted), text);
const overlay = page => page.evaluate(() => document.querySelector('#shudu-problems')?.shadowRoot.textContent ?? null);

test('a reload keeps the place', async t => {
  const site = await preview(t);
  const page = await open(t, `${site.address}articles/long.html`);
  await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
  const at = await page.evaluate(() => scrollY);
  assert.ok(at > 1000, `scrolled to ${at}`);
  for (const n of [101, 102, 103]) {
    site.write('corpus/long.md', long(`2025年，力争签约项目${n}个。`));
    await has(page, `签约项目${n}个`);
    await page.waitForLoadState('load');
    await page.waitForFunction(wanted => scrollY === wanted, at);
  }
  // A page that is opened anew begins at its top.
  const other = await open(t, `${site.address}articles/long.html`);
  assert.equal(await other.evaluate(() => scrollY), 0);
});

test('a mistake stands over the last good page and goes when it is mended', async t => {
  const site = await preview(t);
  const page = await open(t, `${site.address}articles/long.html`);
  await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
  const good = fs.readFileSync(path.join(site.site, 'facts.toml'), 'utf8');
  site.write('facts.toml', `${good}\n[[subjekt]]\nid = "x"\n`);
  site.write('corpus/wrong.md', '没有文首信息');
  await page.waitForFunction(() => document.querySelector('#shudu-problems')?.shadowRoot.textContent.includes('front-matter-missing'));
  const said = await overlay(page);
  assert.match(said, /facts\.toml:\d+:\d+: error\[facts-unknown-key\]/);
  assert.match(said, /corpus\/wrong\.md:1:1: error\[front-matter-missing\]/);
  assert.match(said, /hint:/);
  assert.ok((await page.evaluate(() => scrollY)) > 1000, 'the page behind it stays');
  await has(page, '力争签约项目100个');
  // It is read to those who cannot see it, covers the page and can be closed.
  const box = await page.locator('#shudu-problems section').boundingBox();
  const { height } = page.viewportSize();
  assert.ok(box.height > 50 && Math.round(box.y + box.height) <= height, JSON.stringify(box));
  assert.equal(await page.getByRole('alert').count(), 1);
  // Pages that are opened now have it too.
  const other = await open(t, site.address);
  await other.waitForFunction(() => document.querySelector('#shudu-problems'));
  await other.locator('#shudu-problems button').click();
  assert.equal(await overlay(other), null);
  site.write('facts.toml', good);
  fs.rmSync(path.join(site.site, 'corpus/wrong.md'));
  await page.waitForFunction(() => !document.querySelector('#shudu-problems'));
});

test('a faulty template is told with its place', async t => {
  const site = await preview(t);
  const page = await open(t, site.address);
  fs.mkdirSync(path.join(site.site, 'templates'));
  site.write('templates/home.html', '{% extends "base.html" %}\n{% if %}');
  await page.waitForFunction(() => document.querySelector('#shudu-problems'));
  assert.match(await overlay(page), /templates\/home\.html:2:\d+: error/);
  site.write('templates/home.html', '{% extends "base.html" %}{% block content %}<main id="main">另一个首页</main>{% endblock content %}');
  await has(page, '另一个首页');
  assert.equal(await overlay(page), null);
});

test('many files at once, and changes while it builds, end in the last state', async t => {
  const site = await preview(t);
  const page = await open(t, `${site.address}articles/index.html`);
  for (let n = 0; n < 30; n++) site.write(`corpus/many-${n}.md`, article(`m${n}`, `2024年，苏州高新区签约项目${n + 1}个。`));
  await has(page, '第m29篇');
  for (let n = 0; n < 30; n++) assert.ok(await page.evaluate(wanted => document.body.innerText.includes(wanted), `第m${n}篇`), `m${n}`);
  await page.goto(`${site.address}articles/many-0.html`);
  for (let n = 0; n < 40; n++) {
    site.write('corpus/many-0.md', article('m0', `2024年，苏州高新区签约项目${n + 500}个。`));
    await new Promise(wake => setTimeout(wake, 25));
  }
  await has(page, '签约项目539个');
  // An article that goes leaves a page that says so, and comes back by itself.
  const text = fs.readFileSync(path.join(site.site, 'corpus/many-0.md'));
  fs.rmSync(path.join(site.site, 'corpus/many-0.md'));
  await page.waitForFunction(() => !document.body.innerText.includes('签约项目539个'));
  fs.writeFileSync(path.join(site.site, 'corpus/many-0.md'), text);
  await has(page, '签约项目539个');
});

test('a preview that ends and begins again is found by the pages that are open', async t => {
  const site = await preview(t);
  const page = await open(t, `${site.address}articles/long.html`);
  const port = Number(new URL(site.address).port);
  await site.stop('SIGKILL');
  site.write('corpus/long.md', long('2025年，力争签约项目222个。'));
  await site.start(port);
  await has(page, '签约项目222个');
});

test('a second preview takes the next port', async t => {
  const site = await preview(t);
  const two = [0, 1].map(() => spawn(program, ['serve', '--root', site.site], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } }));
  t.after(() => two.forEach(child => child.kill('SIGKILL')));
  const addresses = await Promise.all(two.map(child => new Promise((resolve, reject) => {
    let said = '';
    child.on('exit', () => reject(new Error(`ended: ${said}`)));
    child.stdout.on('data', text => {
      said += text;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) resolve(found[0]);
    });
  })));
  assert.notEqual(addresses[0], addresses[1]);
  for (const address of addresses) await has(await open(t, address), '苏州高新区');
});
