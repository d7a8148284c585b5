// The site of this repository, built into a folder of its own, and ways to look at it.
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
/** The policy of a page: its own files alone; what is written into 404.html stands there by its hash. */
const policy = body => {
  const inline = [...body.toString().matchAll(/<style>(.*?)<\/style>/gs)]
    .map(([, style]) => `'sha256-${crypto.createHash('sha256').update(style).digest('base64')}'`);
  return `default-src 'none'; script-src 'self'; style-src ${["'self'", ...inline].join(' ')}; img-src 'self'; base-uri 'self'; form-action 'self'`;
};
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Builds the site; `dispose` removes it. */
function build() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shudu-site-'));
  execFileSync(program, ['build', '--root', root, '--output', path.join(folder, 'public'), '--quiet'], { stdio: 'pipe' });
  return { public: path.join(folder, 'public'), dispose: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** All HTML pages, as paths from the root of the site. */
function pages(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return pages(folder, name);
    return name.endsWith('.html') ? [name] : [];
  }).sort();
}

/** For each kind of page (folder, and index or not) the longest: what fits there fits. */
function kinds(folder) {
  const longest = new Map();
  for (const page of pages(folder)) {
    const kind = page.includes('/') && !page.endsWith('/index.html') ? path.posix.dirname(page) : page;
    const size = fs.statSync(path.join(folder, page)).size;
    if (size > (longest.get(kind)?.size ?? 0)) longest.set(kind, { page, size });
  }
  return [...longest.values()].map(({ page }) => page);
}

/** Serves the folder below a path, under a strict policy. */
function serve(folder, base = '/zone/data/') {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const name = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : '';
    const file = path.join(folder, name.endsWith('/') || name === '' ? `${name}index.html` : name);
    if (!file.startsWith(folder) || !fs.existsSync(file)) return void response.writeHead(404).end();
    const type = TYPES[path.extname(file)] || 'text/plain; charset=utf-8';
    const body = fs.readFileSync(file);
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy(file.endsWith('404.html') ? body : '') }).end(body);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => server.close(),
  })));
}

const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });

module.exports = { build, pages, kinds, serve, launch, root };
