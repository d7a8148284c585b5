// The fact table: sorted, searched and filtered by whoever has a script; as quick with ten thousand rows as with three hundred.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { build, program, launch, quiet } = require('./site.js');

const small = pathToFileURL(path.join(build(), 'facts.html')).href;
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'facts-'));
let browser;
before(async () => { browser = await launch(); });
after(async () => {
  await browser.close();
  fs.rmSync(work, { recursive: true, force: true });
});

const rows = page => page.$$eval('.ft tbody tr', list => list.filter(row => row.checkVisibility()).map(row => [...row.cells].map(cell => cell.innerText.trim())));
const said = page => page.locator('.tools [role=status]').innerText();

test('sorts by a click on a heading: up, down, and back', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(small);
  const first = await rows(page);
  const head = page.getByRole('columnheader', { name: '期间' });
  const years = async () => (await rows(page)).map(row => Number((/\d{4}/.exec(row[1]) || [])[0])).filter(Boolean);
  await head.getByRole('button').click();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  const up = await years();
  assert.ok(up.length > 100);
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  await page.keyboard.press('Enter');
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  const down = await years();
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  await page.keyboard.press('Space');
  assert.equal(await head.getAttribute('aria-sort'), null);
  assert.deepEqual(await rows(page), first);

  await page.getByRole('columnheader', { name: '原文数字' }).getByRole('button').click();
  const money = (await rows(page)).map(row => /^(?:超|约|近)?([\d.]+)(万亿|亿|万)?元$/.exec(row[2].replace(/\s/g, ''))).filter(Boolean).map(([, n, unit]) => n * ({ 万: 1e4, 亿: 1e8 }[unit] || 1));
  assert.ok(money.length > 20);
  assert.deepEqual(money, [...money].sort((a, b) => a - b));
  assert.deepEqual(page.faults, []);
});

test('searches and chooses, alone and together, and says how many are left', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(small);
  const all = Number(/\d+/.exec(await said(page))[0]);
  assert.ok(all > 200);
  await page.getByLabel('查找').fill('工业总产值 2024');
  const found = await rows(page);
  assert.ok(found.length >= 2 && found.length < 20);
  assert.ok(found.every(row => row.join(' ').includes('工业总产值')));
  assert.match(await said(page), new RegExp(`^${found.length}件，共${all}件$`));
  await page.getByLabel('查找').fill('');
  await page.locator('.tools').getByLabel('文章').selectOption({ index: 1 });
  const of = await rows(page);
  const title = await page.locator('.tools').getByLabel('文章').evaluate(select => select.selectedOptions[0].textContent);
  assert.ok(of.length > 10 && of.length < all && of.every(row => row[4].includes(title)));
  await page.locator('#y-2021').check();
  const both = await rows(page);
  assert.ok(both.length > 0 && both.length < of.length && both.every(row => row[1].includes('2021')));
  await page.locator('.tools').getByLabel('文章').selectOption('');
  await page.locator('.filters input[name=y]').first().check();
  await page.locator('.tools').getByLabel('主体').selectOption({ index: 2 });
  const other = await page.locator('.tools').getByLabel('主体').evaluate(select => select.value);
  const foreign = await rows(page);
  assert.ok(foreign.length > 0 && foreign.every(row => row[0].includes(other)), other);
  await page.locator('.tools').getByLabel('主体').selectOption('');
  await page.locator('.tools').getByLabel('指标').selectOption('gross-output.html');
  assert.ok((await rows(page)).every(row => row[0].includes('工业总产值')));
  assert.deepEqual(page.faults, []);
});

test('a row that is linked to is there whatever was chosen', async () => {
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(small);
  const id = await page.$eval('.ft tbody tr:last-child', row => row.id);
  await page.getByLabel('查找').fill('没有这样的数');
  assert.equal((await rows(page)).length, 0);
  await page.evaluate(id => { location.hash = id; }, id);
  await page.waitForFunction(id => document.getElementById(id)?.checkVisibility(), id);
  assert.equal(await page.getByLabel('查找').inputValue(), '');
});

test('ten thousand rows: a page at a time, sorted and searched without a wait', async () => {
  const site = path.join(work, 'site');
  const indicators = ['工业总产值', '工业增加值', '营业收入', '利润总额', '固定资产投资额', '税收收入', '进出口总额', '社会消费品零售总额', '一般公共预算收入', '出口总额', '实际利用外资', '财政支出'];
  fs.mkdirSync(path.join(site, 'corpus'), { recursive: true });
  fs.writeFileSync(path.join(site, 'facts.toml'), '[site]\nname = "大区数据"\nsubject = "大区"\n');
  for (let decade = 1950; decade < 2025; decade += 10) {
    const lines = [];
    for (let year = decade; year < decade + 10; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        lines.push(`${year}年${month}月，大区${indicators.map((name, i) => `${name}${(year - 1900) * 12 + month + i}.${i}亿元`).join('，')}。\n`);
      }
    }
    fs.writeFileSync(path.join(site, `corpus/${decade + 10}-01-decade.md`), `+++\nid = "a-${decade}"\ntitle = "${decade}年代"\npublished = "${decade + 10}-01"\n+++\n\n${lines.join('\n')}`);
  }
  execFileSync(program, ['build', '--root', site, '--quiet'], { stdio: 'pipe' });
  const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(pathToFileURL(path.join(site, 'public/facts.html')).href);
  const all = Number(/\d+/.exec(await said(page))[0]);
  assert.ok(all >= 10000, `${all}`);
  assert.equal((await rows(page)).length, 300);
  await page.getByRole('button', { name: '再看300件' }).click();
  assert.equal((await rows(page)).length, 600);
  await page.getByLabel('查找').fill('营业收入 1987年6月');
  assert.deepEqual((await rows(page)).map(row => row[1]), ['1987年6月']);
  await page.getByLabel('查找').fill('');
  await page.getByRole('columnheader', { name: '期间' }).getByRole('button').click();
  assert.equal((await rows(page))[0][1], '1950年1月');
  const id = await page.evaluate(() => document.querySelector('.ft tbody tr').id);
  await page.getByRole('columnheader', { name: '期间' }).getByRole('button').click();
  assert.equal(await page.evaluate(id => !!document.getElementById(id), id), false, 'only what is shown is in the page');
  await page.evaluate(id => { location.hash = id; }, id);
  await page.waitForFunction(id => document.getElementById(id)?.checkVisibility(), id);
  assert.deepEqual(page.faults, []);

  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(pathToFileURL(path.join(site, 'public/facts.html')).href, { waitUntil: 'commit', timeout: 120000 });
  await plain.waitForSelector('.foot', { timeout: 120000 });
  assert.equal(await plain.locator('.ft tbody tr').count(), all);
});
