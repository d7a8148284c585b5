// The site under test: built once a process into a folder of its own, its pages sorted into kinds.
'use strict';

const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');

const root = path.resolve(__dirname, '../..');
const program = process.env.SHUDU || path.join(root, 'target/debug/shudu');
/** What strict hosting sends: nothing but the site's own files; the style inside 404.html, which is shown at any depth, by its hash. */
const policy = (name, body) => {
  const inline = name !== '404.html' ? [] : [...body.toString().matchAll(/<style>(.*?)<\/style>/gs)]
    .map(([, style]) => ` 'sha256-${crypto.createHash('sha256').update(style).digest('base64')}'`);
  return `default-src 'none'; script-src 'self'; style-src 'self'${inline.join('')}; img-src 'self'; base-uri 'none'; form-action 'self'`;
};
/** The sub-path that the site is served under. */
const PREFIX = '/reports/data/';

/** Builds a site, the repository's own if no other folder is given, and removes it when the process ends. */
function build(from = root) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'site-'));
  process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));
  const output = path.join(work, 'public');
  execFileSync(program, ['build', '--root', from, '--output', output, '--quiet'], { stdio: 'pipe' });
  return output;
}

/** Paths of all files below a folder, relative, with `/`, sorted. */
function files(folder, under = '') {
  return fs.readdirSync(path.join(folder, under), { withFileTypes: true })
    .flatMap(entry => {
      const name = under + entry.name;
      return entry.isDirectory() ? files(folder, `${name}/`) : [name];
    })
    .sort();
}

/** Paths of all pages. */
const pages = output => files(output).filter(name => name.endsWith('.html'));

/** The kind of a page: itself, or its folder where many pages are alike. */
function kind(name) {
  const [folder, file] = name.split('/');
  return !file ? folder : file === 'index.html' ? name : `${folder}/*.html`;
}

/** One or two pages of each kind, the longest; a new kind comes in by itself. */
function sample(output, most = 2) {
  const kinds = new Map();
  for (const name of pages(output)) {
    if (!kinds.has(kind(name))) kinds.set(kind(name), []);
    kinds.get(kind(name)).push(name);
  }
  const length = name => fs.statSync(path.join(output, name)).size;
  return [...kinds.values()].flatMap(list => list.sort((a, b) => length(b) - length(a)).slice(0, most));
}

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.csv': 'text/csv; charset=utf-8',
};

/** Serves the folder under `PREFIX` on a free port; everything else is not found. */
function serve(folder) {
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = path.join(folder, asked.slice(PREFIX.length));
    if (asked === '/favicon.ico') return void response.writeHead(204).end();
    const there = asked.startsWith(PREFIX) && file.startsWith(folder) && fs.existsSync(file) && fs.statSync(file).isFile();
    if (!there) return void response.writeHead(404).end();
    const body = fs.readFileSync(file);
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] || 'text/plain; charset=utf-8',
      'content-security-policy': policy(path.relative(folder, file), body),
    }).end(body);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({
    address: `http://127.0.0.1:${server.address().port}${PREFIX}`,
    close: () => { server.closeAllConnections(); server.close(); },
  })));
}

/** Debian's Chromium, without a sandbox since tests run as root in containers. */
function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** A page that notes in `faults` whatever is printed, thrown or not found. */
async function quiet(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(`${page.url()}: ${error.message}`));
  page.on('console', message => page.faults.push(`${page.url()}: ${message.type()}: ${message.text()}`));
  // A page that is left while its icon is still asked for says nothing of the icon.
  page.on('requestfailed', request => request.failure()?.errorText !== 'net::ERR_ABORTED' && page.faults.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', response => response.status() >= 400 && page.faults.push(`${response.url()}: ${response.status()}`));
  return page;
}

module.exports = { root, program, build, files, pages, kind, sample, serve, launch, quiet, PREFIX };
