// Every state that pages must handle, in `tests/sites/states/`, and a site without any article: what is said, and
// that it is laid out and reached like everything else.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { HtmlValidate } = require('html-validate');
const { sideways, cut } = require('./rules.js');
const { root, build, pages, serve, launch, quiet } = require('./site.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const sites = Object.fromEntries(['states', 'empty'].map(name => [name, build(path.join(root, 'tests/sites', name))]));
const servers = {};
let browser, page;
before(async () => {
  browser = await launch();
  for (const name of Object.keys(sites)) servers[name] = await serve(sites[name]);
  page = await quiet(browser, { viewport: { width: 1280, height: 900 } });
});
after(async () => { await browser.close(); for (const server of Object.values(servers)) server.close(); });

/** The text of a part of a page of states, without white space. */
async function said(name, part = 'main') {
  await page.goto(servers.states.address + name);
  return (await page.locator(part).first().innerText()).replace(/\s/g, '');
}
const charts = () => page.locator('main figure.chart').count();
/** Every number is in the head of its page or in its data, so texts are held whole, not by a digit. */
async function holds(name, texts, never = []) {
  const text = await said(name);
  for (const wanted of texts) assert.ok(text.includes(wanted), `${name}: ${wanted} in ${text}`);
  for (const wrong of never) assert.ok(!text.includes(wrong), `${name}: ${wrong}`);
}

test('one data point: the number and a sentence, no chart', async () => {
  await holds('indicators/hightech-firms.html', ['45家', '五篇报道中只有这一期']);
  assert.equal(await charts(), 0);
});

test('two points: a chart with two columns, computed change marked', async () => {
  await holds('indicators/patents-granted.html', ['2021—2023年增加150件', '+150件算得', '1.2倍算得']);
  assert.equal(await page.locator('main figure.chart svg.wid .c1').count(), 2);
});

test('conflict: both values, equal in size, both quotes, both articles, both cited', async () => {
  await holds('indicators/firms-above-scale.html', ['120或121家', '两说', '规模以上工业企业120家', '规模以上工业企业121家', '本站不选']);
  const cited = (await page.locator('.cite').innerText()).replace(/\s/g, '');
  assert.match(cited, /两说：120家据《云山开发区二〇二三年公报》.*；121家据《走进云山/);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const sides = await page.$$eval('.vs .fig', list => list.map(e => [getComputedStyle(e).fontSize, Math.round(e.getBoundingClientRect().width > 0), e.getBoundingClientRect().left]));
    assert.equal(sides.length, 2);
    assert.equal(sides[0][0], sides[1][0]);
    assert.ok(sides[0][2] < sides[1][2], `side by side at ${width}`);
    const head = await page.locator('.now1 .fig').evaluate(e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).fontSize));
    assert.ok(head < 1.8, `both values on one line at ${width}: ${head}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('bound and scope: the word stays, nothing is computed with it, the break is told once', async () => {
  await holds('indicators/gross-output.html', ['超260', '是下界，不参与加减', '2021年为“规模以上工业企业”口径，其余各期未注明口径', '不可算'],
    ['此前未注明口径', '增加40亿元', '增加50亿元']);
  assert.equal((await page.locator('main figure.chart .note').first().innerText()).split('规模以上工业企业').length, 2);
});

test('target: beside the results with its gap; alone, and without a date, it is said to be one', async () => {
  await holds('indicators/gross-output.html', ['距“500亿元”还差155亿元算得', '69.0%']);
  await holds('indicators/listed-firms.html', ['超10家', '类型目标', '原文未载', '不可算', '没有同一口径的实绩']);
  assert.equal(await charts(), 0);
});

test('forecast: apart from what came true', async () => {
  await holds('indicators/revenue.html', ['6.4%', '2024年900亿元预计'], ['增加900', '距“900']);
  await holds('subjects/yunke.html', ['超15亿元预计', '企业口径，不能与云山开发区的数相减', '15万吨']);
});

test('no period; as of; cumulative', async () => {
  await holds('indicators/planned-area.html', ['2023年1月见报时', '35平方公里']);
  await holds('indicators/signed-projects.html', ['截至2024年9月累计', '86个']);
  assert.ok((await said('years/undated.html')).includes('超10家'));
});

test('part of a year: named, thinner, never joined to a year; average: over a span', async () => {
  await holds('indicators/value-added.html', ['2023年9.2%，2024年前三季度7.1%'], ['下降2.1', '减少2.1']);
  assert.ok(await page.locator('main figure.chart svg.wid .sth').count() > 0);
  assert.equal(await page.locator('main figure.chart svg.wid .ln, main figure.chart svg.wid .da').count(), 0);
  await holds('indicators/gross-output.html', ['年均增速', '8.5']);
  assert.ok(await page.locator('main figure.chart svg.wid .av').count() > 0);
});

test('a fall is a fall', async () => {
  await holds('indicators/profit.html', ['下降3.2%', '−3.2%'], ['增长3.2', '增长−']);
  // Bars begin at zero: where one rate fell, the year has no picture of its rates.
  await said('years/2023.html');
  assert.equal(await charts(), 0);
});

test('flow against stock, and two definitions of the leading industries', async () => {
  await holds('audit/checks.html', ['新增高新技术企业', '前者是一段时期内的流量，后者是时点上的存量', '主导产业由“5+1”到“3+1”', '两种定义下的数不连成一条线']);
  const table = fs.readFileSync(path.join(sites.states, 'data/series.csv'), 'utf8').split('\n').slice(1).filter(Boolean);
  const facts = fs.readFileSync(path.join(sites.states, 'data/facts.csv'), 'utf8').split('\n');
  const of = part => facts.filter(line => line.includes(part)).map(line => line.split(',')[0]);
  const series = part => new Set(table.filter(row => of(part).includes(row.split(',')[1])).map(row => row.split(',')[0]));
  for (const id of series('“5+1”')) assert.ok(!series('“3+1”').has(id));
});

test('a table in an article; an article without a number', async () => {
  await holds('indicators/tax-revenue.html', ['33.6亿元', '+2.4亿元算得', '至少还差16.4亿元', '距50亿元还差16.4亿元']);
  await holds('articles/2023-06-words.html', ['本文没有可收录的数字']);
});

test('a site without articles says so on every page and leads on', async () => {
  for (const name of pages(sites.empty).filter(n => n !== '404.html')) {
    await page.goto(servers.empty.address + name);
    const text = (await page.locator('body').innerText()).replace(/\s/g, '');
    assert.ok(!/undefined|null|NaN|零篇|[^0-9.]0[篇处件个]/.test(text), `${name}: ${text}`);
    assert.ok(await page.locator('main a, main input').count() > 0 || name === 'about.html', `${name} leads on`);
  }
  assert.deepEqual(page.faults, []);
});

test('all of them fit, at 320 and 1280, in light and dark; axe finds nothing; valid', async () => {
  const validator = new HtmlValidate(require('./html-rules.js'));
  const faults = [];
  const own = await browser.newPage({ bypassCSP: true });
  for (const site of Object.keys(sites)) {
    for (const name of pages(sites[site])) {
      const report = await validator.validateString(fs.readFileSync(path.join(sites[site], name), 'utf8'));
      for (const message of report.results.flatMap(r => r.messages)) faults.push(`${site}/${name}: ${message.ruleId}: ${message.message}`);
      if (name.startsWith('keywords/w-')) continue;
      await own.emulateMedia({ colorScheme: 'light' });
      await own.goto(servers[site].address + name);
      for (const width of [320, 1280]) {
        await own.setViewportSize({ width, height: 900 });
        for (const fault of [...await own.evaluate(sideways), ...await own.evaluate(cut)]) faults.push(`${site}/${name} at ${width}: ${fault}`);
      }
      await own.emulateMedia({ colorScheme: 'dark' });
      await own.addScriptTag({ content: axe });
      const { violations } = await own.evaluate(() => window.axe.run());
      for (const violation of violations) faults.push(`${site}/${name}: ${violation.id}: ${violation.nodes[0].html}`);
    }
  }
  assert.deepEqual([...new Set(faults)], []);
});
