// Search in a browser: from disk and over http, on the five articles and on a thousand made from
// them. What ought to be found is counted in the plain texts that the site publishes.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');

const root = path.resolve(__dirname, '../..');
const program = process.env.SHUDU || path.join(root, 'target/debug/shudu');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'search-'));
const ARTICLES = 1000;

const QUERIES = [
  '高新区', '清远高新区', '专精特新', '工业总产值', '规模以上工业企业', '聚石化学', '石化', '拿地即开工', '量子计算机',
  '新质生产力', '双创', '主导产业', '产', '区', '镍', '砥砺前行', '的发展', '不断优', '化营商', '574亿元',
  '同比增长', '招商引资', '科技型中小企业', '生物医药', '”主导', '，其', '人才工作', '清远市天之衡量子', '年的发', '第88位',
];

let browser;
const servers = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
after(async () => {
  await browser.close();
  for (const server of servers) server.close();
  fs.rmSync(work, { recursive: true, force: true });
});

function build(name, articles) {
  const site = path.join(work, name);
  if (articles) {
    fs.mkdirSync(path.join(site, 'corpus'), { recursive: true });
    fs.copyFileSync(path.join(root, 'facts.toml'), path.join(site, 'facts.toml'));
    for (const [slug, text] of articles) fs.writeFileSync(path.join(site, 'corpus', `${slug}.md`), text);
  }
  const output = path.join(site, 'public');
  const from = articles ? site : root;
  execFileSync(program, ['build', '--root', from, '--output', output, '--quiet'], { stdio: 'pipe' });
  return output;
}

/** Articles made from the five: some of their paragraphs in another order, by a fixed rule. */
function* generated(count) {
  const folder = path.join(root, 'corpus');
  const seeds = fs.readdirSync(folder).filter(f => f.endsWith('.md')).sort()
    .map(f => fs.readFileSync(path.join(folder, f), 'utf8').split(/^\+\+\+$/m)[2].trim().split('\n\n'));
  let state = 2025;
  const next = below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % below;
  };
  for (let n = 0; n < count; n++) {
    const paragraphs = seeds[n % seeds.length].filter(() => next(16) < 7);
    for (let i = paragraphs.length - 1; i > 0; i--) {
      const j = next(i + 1);
      [paragraphs[i], paragraphs[j]] = [paragraphs[j], paragraphs[i]];
    }
    const body = paragraphs.join('\n\n') || '这一篇没有数字。';
    const year = 2016 + n % 10;
    yield [`${year}-made-${n}`, `+++\nid = "a-${String(n).padStart(12, '0')}"\ntitle = "第${n}篇：园区见闻"\npublished = "${year}-${String(1 + n % 12).padStart(2, '0')}"\n+++\n\n${body}\n`];
  }
}

function serve(folder) {
  const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const server = http.createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (!file.startsWith(folder) || !fs.existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': types[path.extname(file)] || 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'",
    }).end(fs.readFileSync(file));
  });
  servers.push(server);
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}/`)));
}

/** Title and text of each article, as published. */
function texts(output) {
  const folder = path.join(output, 'data/articles');
  const title = slug => /<h1>(.*?)<\/h1>/.exec(fs.readFileSync(path.join(output, 'articles', `${slug}.html`), 'utf8'))[1];
  return fs.readdirSync(folder).sort().map(file => {
    const slug = file.replace(/\.txt$/, '');
    return { slug, text: fold(`${title(slug)}\n${fs.readFileSync(path.join(folder, file), 'utf8')}`) };
  });
}
const fold = text => text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[A-Z]/g, c => c.toLowerCase());
function truth(all, query) {
  const part = fold(query), found = new Map();
  for (const { slug, text } of all) {
    let n = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) n++;
    if (n) found.set(slug, n);
  }
  return found;
}

async function open(address, options = {}) {
  const page = await browser.newPage(options);
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('console', message => message.type() === 'error' && page.faults.push(message.text()));
  await page.goto(address);
  return page;
}
async function ask(page, query) {
  await page.fill('#q', query);
  await page.waitForFunction(q => document.getElementById('find').dataset.done === q, query.trim());
}
/** Slug → times of everything found, all pages of results opened. */
async function found(page) {
  for (;;) {
    const more = page.locator('#hits section > button.btn:visible');
    if (await more.count() === 0) break;
    const before = await page.locator('.art-hit').count();
    await more.click();
    await page.waitForFunction(n => document.querySelectorAll('.art-hit').length > n, before);
  }
  const rows = await page.$$eval('.art-hit h3', list => list.map(h => [
    h.querySelector('a').getAttribute('href').replace(/^articles\/|\.html$/g, ''),
    +/(\d+)处$/.exec(h.querySelector('span').textContent)[1],
  ]));
  assert.equal(new Set(rows.map(r => r[0])).size, rows.length, 'no article twice');
  return new Map(rows);
}

async function compare(output, address, { most }) {
  const all = texts(output);
  const page = await open(`${address}search.html`);
  let wanted = 0, right = 0, given = 0;
  for (const query of QUERIES) {
    await ask(page, query);
    const expected = truth(all, query);
    const said = await page.$eval('#hits', e => [+e.dataset.articles || 0, +e.dataset.times || 0]);
    const times = [...expected.values()].reduce((a, b) => a + b, 0);
    const none = expected.size === 0;
    if (!none || await page.locator('#hits:visible').count()) assert.deepEqual(said, [expected.size, times], query);
    // All results are opened where they are few; the numbers above hold for all.
    if (expected.size <= most) {
      const got = none ? new Map() : await found(page);
      for (const [slug, n] of got) if (expected.get(slug) === n) right++;
      wanted += expected.size;
      given += got.size;
      assert.deepEqual([...got].sort(), [...expected].sort(), query);
      for (const snippet of await page.$$eval('.sn li', list => list.map(l => l.textContent))) assert.ok(fold(snippet).includes(fold(query)), snippet);
    }
  }
  assert.deepEqual(page.faults, []);
  await page.close();
  return { articles: all.length, queries: QUERIES.length, recall: right / wanted, precision: right / given };
}

/** Bytes that a query loads on a fresh page, the index only. */
async function bytes(output, address) {
  const sizes = [];
  for (const query of ['高新区', '工业总产值', '规模以上工业企业', '镍', '砥砺前行', '2024 产值']) {
    const page = await open(`${address}search.html`);
    const loaded = new Set();
    page.on('request', r => { const m = /search\/[\w-]+\.js/.exec(r.url()); if (m) loaded.add(m[0]); });
    await ask(page, query);
    const raw = [...loaded].reduce((sum, f) => sum + fs.statSync(path.join(output, f)).size, 0);
    const zlib = require('node:zlib');
    const packed = [...loaded].reduce((sum, f) => sum + zlib.gzipSync(fs.readFileSync(path.join(output, f))).length, 0);
    sizes.push(`${query} ${loaded.size} files, ${Math.round(raw / 1000)} kB, ${Math.round(packed / 1000)} kB gzip`);
    await page.close();
  }
  return sizes;
}

const file = output => `file://${output}/`;
let five;
const site = () => five ??= build('five');

for (const [where, address] of [['file', file], ['http', serve]]) {
  test(`five articles over ${where}: recall and precision are 1`, async t => {
    const output = site();
    const result = await compare(output, await address(output), { most: Infinity });
    t.diagnostic(JSON.stringify(result));
    assert.deepEqual([result.recall, result.precision], [1, 1]);
    if (where === 'http') for (const line of await bytes(output, await address(output))) t.diagnostic(line);
  });
}

let many;
for (const [where, address] of [['file', file], ['http', serve]]) {
  test(`a thousand articles over ${where}: recall and precision are 1`, async t => {
    const started = Date.now();
    const output = many ??= build('many', generated(ARTICLES));
    if (where === 'file') t.diagnostic(`built in ${Date.now() - started} ms`);
    assert.ok(fs.existsSync(path.join(output, 'search/grams-0.js')), 'large sites have pairs');
    const result = await compare(output, await address(output), { most: 120 });
    t.diagnostic(JSON.stringify(result));
    assert.deepEqual([result.recall, result.precision], [1, 1]);
    if (where === 'http') for (const line of await bytes(output, await address(output))) t.diagnostic(line);
  });
}

test('a question is answered with the figure and its source', async () => {
  const page = await open(`${file(site())}search.html`);
  for (const query of ['2024 产值', '2024年工业总产值', '工业总产值 2024']) {
    await ask(page, query);
    const first = page.locator('#hits section').first();
    assert.equal(await first.locator('h2').textContent(), '数字');
    const row = first.locator('li').first();
    assert.match(await row.textContent(), /2024年.*工业总产值.*574亿元/s, query);
    const source = await row.locator('a.src').getAttribute('href');
    assert.match(source, /^articles\/[\w-]+\.html#o-[0-9a-f]{12}$/);
    assert.match(await row.locator('a.hit').getAttribute('href'), /^indicators\/gross-output\.html#f-/);
  }
  await ask(page, '工业总产值');
  const first = page.locator('#hits section').first();
  assert.equal(await first.locator('h2').textContent(), '名称');
  assert.match(await first.locator('li').first().textContent(), /指标.*工业总产值.*2024年 574亿元/s);
  await ask(page, '聚石化学');
  assert.match(await page.locator('#hits section').first().textContent(), /主体广东聚石化学股份有限公司/);
  await page.close();
});

test('a sentence that was found is where its link leads', async () => {
  const page = await open(`${file(site())}search.html`);
  await ask(page, '砥砺前行');
  await page.locator('.sn a.hit').first().click();
  await page.waitForURL(/articles\/.*#s\d+$/);
  assert.match(await page.evaluate(() => document.querySelector(':target').textContent), /砥砺前行/);
  await page.close();
});

test('several words are all in each article that is found', async () => {
  const output = site(), all = texts(output);
  const page = await open(`${file(output)}search.html`);
  await ask(page, '双创 融资');
  const expected = all.filter(a => a.text.includes('双创') && a.text.includes('融资')).map(a => a.slug);
  assert.deepEqual([...(await found(page)).keys()].sort(), expected);
  await page.close();
});

test('everything works from the keyboard', async () => {
  const page = await open(`${file(site())}search.html`);
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  await page.keyboard.press('/');
  assert.equal(await focus(), 'q');
  assert.equal(await page.inputValue('#q'), '', 'the key itself is not typed');
  await page.keyboard.type('工业总产值');
  await page.waitForFunction(() => document.getElementById('find').dataset.done === '工业总产值');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(), 'hit');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await page.evaluate(() => document.activeElement.getAttribute('href')), first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focus(), 'q');
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#q'), '');
  assert.ok(await page.locator('#all').isVisible());
  await page.keyboard.type('工业总产值');
  await page.keyboard.press('Enter');
  await page.waitForURL(/indicators\/gross-output\.html/);
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('find').dataset.done === '工业总产值');
  await page.close();
});

test('the key / leads to the search from any page', async () => {
  const page = await open(`${file(site())}indicators/gross-output.html`);
  await page.keyboard.press('/');
  await page.waitForURL(/search\.html$/);
  await page.close();
});

test('names and counts are said to screen readers', async () => {
  const page = await open(`${file(site())}search.html`);
  const box = page.getByRole('searchbox', { name: /指标、主体、年份、关键词/ });
  assert.equal(await box.count(), 1);
  assert.equal(await page.getByRole('search').count(), 1);
  const status = page.getByRole('status');
  assert.equal(await status.getAttribute('aria-live'), 'polite');
  await ask(page, '新质生产力');
  assert.match(await status.textContent(), /^名称\d+项，数字\d+条，原文\d+处，\d+篇。$/);
  await ask(page, '量子计算机');
  assert.equal(await status.textContent(), '没有找到“量子计算机”。');
  assert.ok(await page.locator('#hits mark').count() === 0);
  await page.close();
});

test('charts, sentences and figures are cited with their address', async () => {
  const output = site();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const copied = async button => {
    await button.click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.goto(`${file(output)}indicators/gross-output.html`);
  assert.match(await copied(page.locator('.quote .cp').first()), /^“.+”（《.+》，\d{4}-\d\d.*），file:.+#o-[0-9a-f]{12}$/s);
  await page.locator('.ct summary').first().click();
  assert.match(await copied(page.locator('.ct .btn').first()), /indicators\/gross-output\.html#chart-gross-output，数据版本[0-9a-f]{12}。$/);
  await page.goto(`${file(output)}articles/2025-02-new-heights.html`);
  assert.match(await copied(page.locator('#nums .cp').first()), /^工业增加值，2024年：120\.98亿元。据《.+》，file:.+#o-[0-9a-f]{12}$/);
  await context.close();
});

test('odd queries break nothing', async () => {
  const page = await open(`${file(site())}search.html`);
  for (const query of ['<b>', '\\', '"', '　', '(((', '.*', '𠀀', 'constructor', '__proto__', '３＋１', 'ＰＣＢ', 'pcb', '高新区'.repeat(40)]) {
    await ask(page, query);
  }
  await ask(page, 'ＰＣＢ');
  assert.ok(await page.locator('.sn mark').count() > 0);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('without a script the whole list is there', async () => {
  const output = site();
  const page = await open(`${file(output)}search.html`, { javaScriptEnabled: false });
  assert.equal(await page.locator('#find').isVisible(), false);
  const links = await page.$$eval('#all a', list => list.map(a => a.getAttribute('href')));
  const pages = folder => fs.readdirSync(path.join(output, folder)).filter(f => f !== 'index.html').map(f => `${folder}/${f}`);
  for (const wanted of [...pages('indicators'), ...pages('subjects'), ...pages('keywords'), ...pages('articles')]) {
    assert.ok(links.includes(wanted), wanted);
  }
  await page.close();
});
