// The site on real servers, below a path, with the files that it brings for them: nginx, Apache, Caddy; and rsync and rclone
// (to an S3-compatible store), by the commands of the READMEs, which carry over what changed.
'use strict';

const { test, before, after } = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { root, program, files, pages, sample, launch, quiet } = require('./site.js');

const BELOW = '/a/b/';
const SLUG = '2025-10-ten-years';
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'hosts-'));
const site = path.join(work, 'site');
let browser;

/** The repository's site with an article renamed, so that there is an address that moved. */
before(async () => {
  for (const name of ['corpus', 'facts.toml']) fs.cpSync(path.join(root, name), path.join(site, name), { recursive: true });
  const article = path.join(site, 'corpus', `${SLUG}.md`);
  fs.writeFileSync(article, fs.readFileSync(article, 'utf8').replace('+++\n', '+++\naliases = ["ten-years"]\n'));
  browser = await launch();
});
after(async () => {
  await browser.close();
  fs.rmSync(work, { recursive: true, force: true });
});

function build(output, ...args) {
  execFileSync(program, ['build', '--root', site, '--output', output, '--quiet', ...args], { stdio: 'pipe' });
}

const freePort = () => new Promise(resolve => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

function get(url, headers = {}) {
  return new Promise((resolve, reject) => {
    http.get(url, { headers, agent: false }, response => {
      let length = 0;
      response.on('data', part => { length += part.length; }).on('end', () => resolve({ status: response.statusCode, headers: response.headers, length }));
    }).on('error', reject);
  });
}

/** What each server is started with; `folder` holds its own files, `public` the site. */
const SERVERS = {
  nginx: (folder, port, output) => {
    const snippet = name => fs.readFileSync(path.join(output, 'hosting', name), 'utf8').replaceAll('/var/www/site/', `${output}/`);
    fs.copyFileSync('/etc/nginx/mime.types', path.join(folder, 'mime.types'));
    fs.writeFileSync(path.join(folder, 'nginx.conf'), `user root; daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/t; proxy_temp_path ${folder}/t; fastcgi_temp_path ${folder}/t; uwsgi_temp_path ${folder}/t; scgi_temp_path ${folder}/t;
  ${snippet('nginx-http.conf')}
  server { listen 127.0.0.1:${port};
  ${snippet('nginx-server.conf')}
  }
}`);
    return ['/usr/sbin/nginx', '-p', folder, '-e', `${folder}/error.log`, '-c', `${folder}/nginx.conf`];
  },
  apache: (folder, port, output) => {
    const modules = '/usr/lib/apache2/modules';
    const load = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'headers', 'rewrite', 'env', 'setenvif'].map(name => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
    fs.writeFileSync(path.join(folder, 'apache.conf'), `${load.join('\n')}
Listen 127.0.0.1:${port}
ServerName localhost
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
TypesConfig /etc/mime.types
DirectoryIndex index.html
DocumentRoot ${folder}
Alias ${BELOW} ${output}/
<Directory ${output}>
  AllowOverride All
  Require all granted
</Directory>`);
    return ['/usr/sbin/apache2', '-f', `${folder}/apache.conf`, '-DFOREGROUND'];
  },
  caddy: (folder, port, output) => {
    const snippet = fs.readFileSync(path.join(output, 'hosting/Caddyfile'), 'utf8').replaceAll('/var/www/site', output);
    fs.writeFileSync(path.join(folder, 'Caddyfile'), `{\n  admin off\n  auto_https off\n}\nhttp://127.0.0.1:${port} {\n${snippet}\n}\n`);
    return ['/usr/bin/caddy', 'run', '--adapter', 'caddyfile', '--config', `${folder}/Caddyfile`];
  },
};

async function start(name) {
  const folder = path.join(work, name);
  fs.mkdirSync(folder);
  const port = await freePort();
  const output = path.join(folder, 'public');
  const address = `http://127.0.0.1:${port}${BELOW}`;
  build(output, '--precompress', '--base-url', address);
  const [command, ...args] = SERVERS[name](folder, port, output);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => { said += part; });
  for (let n = 0; ; n += 1) {
    if (await get(address).then(answer => answer.status === 200, () => false)) break;
    const log = path.join(folder, 'error.log');
    assert.ok(n < 100 && child.exitCode === null, `${name} did not start: ${said} ${fs.existsSync(log) ? fs.readFileSync(log) : ''}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return { address, output, end: () => new Promise(resolve => { child.once('exit', resolve); child.kill('SIGTERM'); }) };
}

for (const name of Object.keys(SERVERS)) {
  test(`${name} below a path: pages, headers, copies, addresses that moved`, async () => {
    const { address, output, end } = await start(name);
    try {
      const style = files(output).find(file => /^assets\/style-.*\.css$/.test(file));
      const home = await get(address + 'index.html');
      assert.match(home.headers['content-security-policy'], /^default-src 'none'/);
      assert.equal(home.headers['x-content-type-options'], 'nosniff');
      assert.equal(home.headers['cache-control'], 'no-cache');
      assert.match(home.headers['content-type'], /^text\/html; ?charset=utf-8$/i);
      assert.match((await get(address + style)).headers['cache-control'], /max-age=31536000, immutable/);
      assert.match((await get(address + 'data/facts.csv')).headers['content-type'], /^text\/csv; ?charset=utf-8$/i);
      assert.match((await get(address + 'icon.svg')).headers['content-type'], /^image\/svg\+xml/);

      const packed = await get(address + 'index.html', { 'accept-encoding': 'gzip' });
      assert.equal(packed.headers['content-encoding'], 'gzip');
      assert.match(packed.headers['content-type'], /^text\/html/);
      assert.equal(packed.length, fs.statSync(path.join(output, 'index.html.gz')).size);
      assert.match(packed.headers.vary ?? '', /accept-encoding/i);

      const moved = await get(address + 'articles/ten-years.html');
      assert.equal(moved.status, 301);
      assert.ok(moved.headers.location.endsWith(`${BELOW}articles/${SLUG}.html`), moved.headers.location);

      const page = await quiet(browser, { viewport: { width: 1280, height: 800 } });
      const names = name === 'nginx' ? pages(output) : sample(output, 1);
      for (const file of names.filter(file => file !== '404.html' && file !== 'articles/ten-years.html')) {
        const answer = await page.goto(address + file);
        assert.equal(answer.status(), 200, file);
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.top, main')).display), 'none', file);
      }
      for (const file of files(output).filter(file => /^charts\/.*\.svg$/.test(file)).slice(0, 3)) await page.goto(address + file);
      // A drawing on its own names no icon, and the one that browsers guess lies outside the site; a page is missing on purpose.
      // A browser may report either at any later time, so both are known by what they name and not by when they come.
      const faults = () => page.faults.filter(fault => !/favicon\.ico|charts\/.*404 \(Not Found\)|no\/such\/page\.html.*404/.test(fault));
      assert.deepEqual(faults(), []);

      const id = /id="(o-[0-9a-f]{12})"/.exec(fs.readFileSync(path.join(output, `articles/${SLUG}.html`), 'utf8'))[1];
      await page.goto(`${address}articles/ten-years.html#${id}`);
      assert.equal(page.url(), `${address}articles/${SLUG}.html#${id}`);
      assert.deepEqual(faults(), []);

      assert.equal((await page.goto(address + 'no/such/page.html')).status(), 404);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).maxWidth !== '' && getComputedStyle(document.querySelector('h1')).fontSize), '32px');
      await page.getByRole('link', { name: '指标' }).click();
      assert.equal(page.url(), address + 'indicators/index.html');
      assert.deepEqual(faults(), []);
    } finally {
      await end();
    }
  });
}

test('an address that moved keeps the fragment from disk too', async () => {
  const output = path.join(work, 'disk');
  build(output);
  const page = await quiet(browser);
  await page.goto(`file://${output}/articles/ten-years.html#s3`);
  await page.waitForURL(/2025-10-ten-years\.html#s3$/);
  assert.deepEqual(page.faults, []);
});

/** The commands of a row of the READMEs' table of hosts that use a program, joined by a shell as they stand there. */
function recipe(tool) {
  const [en, zh] = ['README.md', 'README.zh-CN.md'].map(name => {
    const rows = fs.readFileSync(path.join(root, name), 'utf8').split('\n').filter(line => line.startsWith('| '));
    return rows.map(row => /`([^`]+)`/.exec(row)?.[1]).find(command => command?.split(/ && | /).includes(tool) && command.includes('public'));
  });
  assert.equal(en, zh);
  return en;
}

/** Builds, runs `carry`, which returns the names of what it carried over; then again without a change, and with an article more. */
function carries(folder, carry) {
  const output = path.join(folder, 'public');
  const content = () => new Map(files(output).map(name => [name, fs.readFileSync(path.join(output, name))]));
  const bytes = (content, names) => names.reduce((sum, name) => sum + content.get(name).length, 0);
  build(output);
  const before = content();
  assert.deepEqual(carry().sort(), [...before.keys()].sort());
  build(output);
  assert.deepEqual(carry(), [], 'a build that changes nothing');
  const article = path.join(site, 'corpus/2019-05-brief.md');
  fs.writeFileSync(article, '+++\nid = "a-brief"\ntitle = "简报"\npublished = "2019-05"\n+++\n\n2018年，清远高新区新增省级众创空间1个。\n');
  build(output);
  fs.rmSync(article);
  const now = content();
  const changed = [...now].filter(([name, bytes]) => !before.get(name)?.equals(bytes)).map(([name]) => name);
  const carried = carry();
  assert.deepEqual(carried.sort(), changed.sort());
  const [all, some] = [bytes(now, [...now.keys()]), bytes(now, carried)];
  assert.ok(some < all * 0.7, `${some} bytes of ${all}`);
  return now;
}

test('rsync carries over what changed and nothing else', () => {
  const folder = path.join(work, 'rsync');
  fs.mkdirSync(folder);
  const host = path.join(folder, 'host');
  fs.mkdirSync(host);
  const command = recipe('rsync').split(' && ').find(part => part.startsWith('rsync '))
    .replace('HOST:/var/www/site/', `${host}/`).replace('rsync ', 'rsync --out-format=%n ');
  const now = carries(folder, () => execFileSync('sh', ['-c', command], { cwd: folder }).toString()
    .split('\n').filter(name => name && !name.endsWith('/') && !name.startsWith('deleting ')));
  assert.deepEqual(files(host), [...now.keys()].sort(), 'what is gone is gone there too');
});

const store = path.join(root, 'target/validators/bin/moto_server');
test('rclone carries over to an S3-compatible store what changed and nothing else', { skip: !fs.existsSync(store) && 'tests/run installs the store' }, async () => {
  const folder = path.join(work, 's3');
  fs.mkdirSync(folder);
  const port = await freePort();
  const child = spawn(store, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  try {
    const at = `http://127.0.0.1:${port}`;
    for (let n = 0; ; n += 1) {
      if (await get(`${at}/moto-api/`).then(answer => answer.status === 200, () => false)) break;
      assert.ok(n < 150 && child.exitCode === null, 'the store did not start');
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    // Any signature is good enough for this store, but there must be one.
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0' };
    await new Promise((resolve, reject) => { http.request(`${at}/figures`, { method: 'PUT', headers: signed }, answer => answer.resume().on('end', resolve)).on('error', reject).end(); });
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS|RCLONE)_/.test(name));
    const remote = { TYPE: 's3', PROVIDER: 'Other', ENDPOINT: at, ACCESS_KEY_ID: 'x', SECRET_ACCESS_KEY: 'y', REGION: 'us-east-1' };
    const env = { ...Object.fromEntries(own), RCLONE_CONFIG: path.join(folder, 'none') };
    for (const [name, value] of Object.entries(remote)) env[`RCLONE_CONFIG_REMOTE_${name}`] = value;
    const command = recipe('rclone').replaceAll('REMOTE:BUCKET', 'REMOTE:figures').replaceAll('rclone ', 'rclone --use-json-log -v ');
    const order = [];
    const now = carries(folder, () => {
      const said = execFileSync('sh', ['-c', `{ ${command}; } 2>&1`], { cwd: folder, env }).toString().split('\n').filter(line => line.startsWith('{'));
      // The first command speaks of names below `assets/`.
      const names = said.map(line => JSON.parse(line)).filter(line => /^Copied /.test(line.msg))
        .map(({ object }) => fs.existsSync(path.join(folder, 'public/assets', object)) ? `assets/${object}` : object);
      order.push(...names);
      return names;
    });
    assert.ok(order.findLastIndex(name => name.startsWith('assets/style-')) < order.indexOf('index.html'), 'pages come after what they need');
    for (const [name, type, cache] of [
      ['index.html', /^text\/html; charset=utf-8$/, 'no-cache'],
      ['data/facts.csv', /^text\/csv; charset=utf-8$/, 'no-cache'],
      ['icon.svg', /^image\/svg\+xml/, 'no-cache'],
      [[...now.keys()].find(name => name.startsWith('assets/style-')), /^text\/css; charset=utf-8$/, 'public, max-age=31536000, immutable'],
    ]) {
      const answer = await get(`${at}/figures/${name}`, signed);
      assert.deepEqual([answer.status, answer.length], [200, now.get(name).length], name);
      assert.match(answer.headers['content-type'], type);
      assert.equal(answer.headers['cache-control'], cache);
    }
  } finally {
    child.kill('SIGTERM');
  }
});
