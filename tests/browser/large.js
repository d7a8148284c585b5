// A site of more than ten thousand facts: fifty towns, twenty indicators, eleven years, two articles a town.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { program } = require('./site.js');

const FIRST = '东西南北上下大小长新', LAST = '山河林桥塘';
const TOWNS = [...FIRST].flatMap(a => [...LAST].map(b => `${a}${b}镇`));
const YEARS = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];
const INDICATORS = [
  ['工业总产值', '亿元'], ['工业增加值', '亿元'], ['固定资产投资', '亿元'], ['税收收入', '万元'], ['社会消费品零售总额', '亿元'],
  ['高新技术企业', '家'], ['规模以上工业企业', '家'], ['上市企业', '家'], ['专利授权量', '件'], ['发明专利授权量', '件'],
  ['茶园面积', '亩'], ['水库', '座'], ['图书馆', '个'], ['养老床位', '张'], ['公交线路', '条'],
  ['学校', '所'], ['医院', '家'], ['路灯', '盏'], ['垃圾中转站', '座'], ['农机', '台'],
];

/** A whole number from 12 to 911 made from the places of the three. */
const value = (town, indicator, year) => (town * 193 + indicator * 787 + year * 71) % 900 + 12;

/** Builds the site into a folder that is removed when the process ends. */
function large() {
  const site = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'));
  process.on('exit', () => fs.rmSync(site, { recursive: true, force: true }));
  fs.mkdirSync(path.join(site, 'corpus'));
  const subjects = TOWNS.map((name, n) => `[[subject]]\nid = "town-${n}"\nname = "${name}"\nkind = "park"\n`);
  fs.writeFileSync(path.join(site, 'facts.toml'), `[site]\nname = "云山县数据"\nsubject = "云山县"\n\n${subjects.join('\n')}`);
  TOWNS.forEach((town, t) => {
    for (const [half, years] of [YEARS.slice(0, 6), YEARS.slice(6)].entries()) {
      const lines = years.flatMap(year => INDICATORS
        .map(([name, unit], i) => `${year}年，${town}${name}为${value(t, i, YEARS.indexOf(year))}${unit}。`));
      const front = `+++\nid = "a-${String(t * 10 + half).padStart(12, '0')}"\ntitle = "${town}${half ? '近五年' : '前六年'}"\npublished = "${2020 + 5 * half}-06"\n+++\n\n`;
      fs.writeFileSync(path.join(site, 'corpus', `town-${t}-${half}.md`), front + lines.join('\n\n') + '\n');
    }
  });
  const output = path.join(site, 'public');
  execFileSync(program, ['build', '--root', site, '--output', output, '--quiet'], { stdio: 'pipe' });
  return output;
}

module.exports = { large, TOWNS, YEARS, INDICATORS, value };
