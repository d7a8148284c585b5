/* 搜索：索引是一个个脚本，从磁盘打开也能载入。怎样折叠字符、分片、编码，与 src/site/search/ 一致。 */
(function () {
  "use strict";
  const d = document, form = d.getElementById("find");
  if (!form) return;
  const input = d.getElementById("q"), said = d.getElementById("said");
  const hits = d.getElementById("hits"), all = d.getElementById("all");
  const online = /^https?:$/.test(location.protocol);
  const FIGURES = 8, NAMES = 12, ARTICLES = 5, LINES = 3, BEFORE = 18, AFTER = 42;

  /* ---- 载入 ---- */
  const pieces = new Map(), arrived = new Map();
  window.shuduSearch = (name, data) => arrived.set(name, data);
  function load(name) {
    if (!pieces.has(name)) pieces.set(name, new Promise((resolve, reject) => {
      const s = d.createElement("script");
      s.src = form.dataset.index + name + ".js" + (online ? "?" + form.dataset.version : "");
      s.onload = () => { s.remove(); resolve(arrived.get(name)); };
      s.onerror = () => { s.remove(); pieces.delete(name); reject(new Error(name)); };
      d.head.append(s);
    }));
    return pieces.get(name);
  }
  const several = (prefix, from, to) => {
    const list = [];
    for (let n = from; n <= to; n++) list.push(load(prefix + n));
    return Promise.all(list);
  };

  /* ---- 文字 ---- */
  const fold = text => text
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[A-Z]/g, c => c.toLowerCase());
  function count(text, part) {
    let n = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) n++;
    return n;
  }
  /* “2024 产值”“2024年产值”：年份和别的词分开 */
  function parse(query) {
    const tokens = fold(query).trim().split(/\s+/).filter(Boolean);
    const years = [], terms = [];
    for (const token of tokens) {
      const m = /^((?:19|20)\d\d)(?:年|(?![\d.]))(.*)$/.exec(token) || /^(.*?\D)((?:19|20)\d\d)年?$/.exec(token);
      if (!m) { terms.push(token); continue; }
      const [year, rest] = /^\d{4}$/.test(m[1]) ? [m[1], m[2]] : [m[2], m[1]];
      years.push(+year);
      if (rest) terms.push(rest);
    }
    return { tokens, years, terms };
  }

  /* ---- 名称 ---- */
  let index;
  async function names() {
    if (!index) {
      index = await load("names");
      for (const n of index.names) n.key = [n.name].concat(n.aliases || []).map(fold);
      let at = 0;
      index.ends = index.lengths.map(n => at += n);
    }
    return index;
  }
  /* 0 就叫这个名字，越大越远；-1 不相干 */
  function nearness(name, term) {
    const [own, ...others] = name.key;
    if (own === term) return 0;
    if (others.includes(term)) return 1;
    if (own.startsWith(term)) return 2;
    if (others.some(k => k.startsWith(term))) return 3;
    if (own.includes(term)) return 4;
    if (others.some(k => k.includes(term))) return 5;
    return name.key.some(k => k.length > 1 && term.includes(k)) ? 6 : -1;
  }
  function named(query) {
    const found = [];
    for (const name of index.names) {
      if (name.kind === "年份") {
        if (query.years.includes(parseInt(name.name, 10))) found.push([query.terms.length ? 7 : 0, name]);
        continue;
      }
      if (!query.terms.length) continue;
      let far = 0;
      for (const term of query.terms) {
        const near = nearness(name, term);
        far = near < 0 ? Infinity : Math.max(far, near);
      }
      if (far < Infinity) found.push([far, name]);
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, name]) => name);
  }

  /* ---- 数字 ---- */
  async function figures(query, found) {
    if (!query.terms.length && !index.small) return [];
    const about = found.filter(n => n.figures);
    let rows = [];
    if (index.small) rows = (await several("figures-", 0, index.figures - 1)).flat();
    else {
      const wanted = new Set();
      for (const n of about.slice(0, 6)) for (let i = n.figures[0]; i <= n.figures[1]; i++) wanted.add(i);
      rows = (await Promise.all([...wanted].sort((a, b) => a - b).map(n => load("figures-" + n)))).flat();
    }
    const ranked = [];
    for (const row of rows) {
      if (query.years.length && !query.years.includes(row[7])) continue;
      const text = fold(row[0] + " " + row[2]);
      const of = about.findIndex(n => row[0].includes(n.name));
      if (query.terms.every(t => text.includes(t) || of >= 0)) ranked.push([of < 0 ? about.length : of, row]);
    }
    return ranked.sort((a, b) => a[0] - b[0]).map(([, row]) => row);
  }

  /* ---- 原文 ---- */
  const textOf = async article => {
    let piece = index.texts.length - 1;
    while (index.texts[piece] > article) piece--;
    const text = (await load("text-" + piece))[article - index.texts[piece]];
    if (!text.folded) text.folded = fold(text.text);
    return text;
  };
  function numbers(list) {
    const out = [];
    let n = 0, factor = 1;
    for (let i = 0; i < list.length; i++) {
      let digit = list.charCodeAt(i) - 35;
      if (digit > 57) digit--;
      n += digit % 45 * factor;
      factor *= 45;
      if (digit < 45) { out.push(n); n = 0; factor = 1; }
    }
    return out;
  }
  function shard(a, b) {
    const h = Math.imul(a, 0x9E3779B1) ^ Math.imul(b, 0x85EBCA6B);
    return ((h ^ h >>> 15) >>> 0) % index.grams;
  }
  const places = async gram => {
    const [a, b] = Array.from(gram, c => c.codePointAt(0));
    const list = (await load("grams-" + shard(a, b || 0)))[gram];
    return list === undefined ? [] : numbers(list);
  };
  /* 每篇有几处：篇号 → 处数 */
  async function counted(token) {
    const found = new Map();
    if (index.small) {
      const texts = (await several("text-", 0, index.texts.length - 1)).flat();
      texts.forEach((text, n) => {
        if (!text.folded) text.folded = fold(text.text);
        const times = count(text.folded, token);
        if (times) found.set(n, times);
      });
      return found;
    }
    const chars = Array.from(token);
    if (chars.length === 1) {
      const list = await places(token);
      for (let i = 0, article = 0; i < list.length; i += 2) {
        article += list[i];
        found.set(article, list[i + 1]);
      }
      return found;
    }
    const offsets = [];
    for (let i = 0; i < chars.length - 1; i += 2) offsets.push(i);
    if (chars.length % 2) offsets.push(chars.length - 2);
    const lists = await Promise.all(offsets.map(async at => {
      let place = -at;
      return (await places(chars[at] + chars[at + 1])).map(gap => place += gap);
    }));
    lists.sort((a, b) => a.length - b.length);
    let starts = lists[0];
    for (const list of lists.slice(1)) {
      let i = 0;
      starts = starts.filter(start => {
        while (i < list.length && list[i] < start) i++;
        return list[i] === start;
      });
    }
    let article = 0;
    for (const start of starts) {
      while (index.ends[article] <= start) article++;
      if (start + chars.length <= index.ends[article]) found.set(article, (found.get(article) || 0) + 1);
    }
    return found;
  }
  async function articles(query) {
    const lists = await Promise.all(query.tokens.map(counted));
    const found = [];
    for (const [article, times] of lists[0] || []) {
      const others = lists.slice(1).map(list => list.get(article));
      if (others.every(Boolean)) found.push({ article, times: Math.min(times, ...others) });
    }
    return found.sort((a, b) => b.times - a.times || a.article - b.article);
  }
  /* 一篇里要紧的几句：先有全部词的 */
  function lines(text, tokens) {
    const starts = [], best = new Map();
    let at = 0;
    for (const gap of text.sentences) starts.push(at += gap);
    for (const token of tokens) {
      let n = -1;
      for (let hit = text.folded.indexOf(token, text.title.length); hit >= 0; hit = text.folded.indexOf(token, hit + 1)) {
        while (n + 1 < starts.length && starts[n + 1] <= hit) n++;
        const line = best.get(n) || { number: n + 1, at: hit, tokens: new Set() };
        line.tokens.add(token);
        line.at = Math.min(line.at, hit);
        best.set(n, line);
      }
    }
    return [...best.values()].sort((a, b) => b.tokens.size - a.tokens.size || a.number - b.number);
  }
  function snippet(text, line) {
    const from = Math.max(text.text.lastIndexOf("\n", line.at - 1) + 1, line.at - BEFORE);
    const end = text.text.indexOf("\n", line.at);
    const to = Math.min(end < 0 ? text.text.length : end, line.at + AFTER);
    return text.text.slice(from, to);
  }

  /* ---- 显示 ---- */
  function el(name, properties, ...children) {
    const node = Object.assign(d.createElement(name), properties);
    node.append(...children.filter(c => c !== null && c !== ""));
    return node;
  }
  function marked(text, terms) {
    const folded = fold(text), out = [];
    let at = 0;
    while (at < text.length) {
      let hit = -1, length = 0;
      for (const term of terms) {
        const place = folded.indexOf(term, at);
        if (place >= 0 && (hit < 0 || place < hit || place === hit && term.length > length)) { hit = place; length = term.length; }
      }
      if (hit < 0) break;
      if (hit > at) out.push(text.slice(at, hit));
      out.push(el("mark", {}, text.slice(hit, hit + length)));
      at = hit + length;
    }
    if (at < text.length) out.push(text.slice(at));
    return out;
  }
  const link = (href, className, ...children) => el("a", { href, className }, ...children);
  const section = (title, list) => el("section", { className: "blk" }, el("h2", {}, title), list);
  const source = pair => pair && pair[1] ? link(pair[1], "src", pair[0]) : null;

  function showNames(found, terms) {
    const list = el("ul", { className: "ans" });
    for (const n of found.slice(0, NAMES)) list.append(el("li", {},
      el("span", { className: "q2 xs" }, n.kind),
      link(n.href, "hit", ...marked(n.name, terms)),
      n.source ? el("b", {}, n.line || "") : el("span", { className: "q2 sm" }, n.line || ""),
      source(n.source)));
    return section("名称", list);
  }
  function showFigures(rows, terms) {
    const list = el("ul", { className: "ans" });
    for (const r of rows.slice(0, FIGURES)) list.append(el("li", {},
      el("span", { className: "q2 sm" }, r[1]),
      link(r[4], "hit", ...marked(r[0], terms)),
      el("b", {}, r[2]),
      r[3] ? el("span", { className: "tag" }, r[3]) : null,
      source([r[5], r[6]])));
    return section("数字", list);
  }
  async function showArticle(found, tokens) {
    const text = await textOf(found.article), page = "articles/" + text.slug + ".html";
    const all = lines(text, tokens), list = el("ul", { className: "sn" });
    for (const line of all.slice(0, LINES)) {
      list.append(el("li", {}, link(page + (line.number ? "#s" + line.number : ""), "hit", ...marked(snippet(text, line), tokens))));
    }
    const more = all.length - LINES;
    return el("div", { className: "art-hit" },
      el("h3", {}, link(page, "hit", ...marked(text.title, tokens)), " ",
        el("span", { className: "sm q2 thin" }, (text.month ? text.month + "，" : "") + found.times + "处")),
      list, more > 0 ? el("p", { className: "xs q2" }, "另有" + more + "句") : null);
  }
  async function showArticles(found, tokens) {
    const box = el("section", { className: "blk" }, el("h2", {}, "原文"));
    let shown = 0;
    const more = el("button", { type: "button", className: "btn" });
    const next = async () => {
      const part = found.slice(shown, shown + ARTICLES);
      const nodes = await Promise.all(part.map(f => showArticle(f, tokens)));
      shown += part.length;
      more.before(...nodes);
      more.hidden = shown >= found.length;
      more.textContent = "再看" + Math.min(ARTICLES, found.length - shown) + "篇";
      return nodes[0];
    };
    more.addEventListener("click", async () => { const first = await next(); first.querySelector("a").focus(); });
    box.append(more);
    await next();
    return box;
  }

  let turn = 0;
  async function run() {
    const mine = ++turn, raw = input.value.trim(), query = parse(raw);
    try { history.replaceState(null, "", raw ? "#q=" + encodeURIComponent(raw) : "#"); } catch (e) { /* 地址栏不改也罢 */ }
    if (!query.tokens.length) {
      hits.hidden = true; hits.replaceChildren(); all.hidden = false; said.textContent = "";
      form.dataset.done = "";
      return;
    }
    try {
      await names();
      const found = named(query);
      const [rows, texts] = await Promise.all([figures(query, found), articles(query)]);
      const terms = query.terms.concat(query.years.map(String));
      const parts = [];
      if (rows.length) parts.push(showFigures(rows, terms));
      if (found.length) parts.push(showNames(found, terms));
      if (texts.length) parts.push(await showArticles(texts, query.tokens));
      if (mine !== turn) return;
      /* 问的就是一个名字：名称在前；带着年份或数目：数字在前 */
      if (rows.length && found.length && !query.years.length && !/\d/.test(raw)) parts.unshift(parts.splice(1, 1)[0]);
      const times = texts.reduce((sum, t) => sum + t.times, 0);
      const where = query.tokens.length > 1 ? "原文" + texts.length + "篇同时有这些词" : "原文" + times + "处，" + texts.length + "篇";
      said.textContent = parts.length
        ? "名称" + found.length + "项，数字" + rows.length + "条，" + where + "。"
        : "没有找到“" + raw + "”。";
      hits.replaceChildren(...parts);
      hits.hidden = false; all.hidden = parts.length > 0;
      hits.dataset.articles = texts.length; hits.dataset.times = times;
    } catch (e) {
      if (mine !== turn) return;
      said.textContent = "索引没有载入，请用下面的列表。";
      hits.hidden = true; all.hidden = false;
    }
    form.dataset.done = raw;
  }

  /* ---- 键盘 ---- */
  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(run, 120); };
  input.addEventListener("input", e => { if (!e.isComposing) soon(); });
  input.addEventListener("compositionend", soon);
  form.addEventListener("submit", async e => {
    e.preventDefault();
    clearTimeout(timer);
    if (form.dataset.done !== input.value.trim()) await run();
    const first = hits.querySelector(".hit");
    if (first) first.click();
  });
  d.addEventListener("keydown", e => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const here = d.activeElement, list = [...hits.querySelectorAll(".hit")], at = list.indexOf(here);
    if (e.key === "/" && here !== input) { input.focus(); input.select(); }
    else if (e.key === "Escape" && (here === input || at >= 0)) { input.value = ""; input.focus(); run(); }
    else if (e.key === "ArrowDown" && (here === input || at >= 0) && at + 1 < list.length) list[at + 1].focus();
    else if (e.key === "ArrowUp" && at >= 0) (list[at - 1] || input).focus();
    else return;
    e.preventDefault();
  });

  form.hidden = false;
  const asked = /^#q=(.*)/.exec(location.hash), parameter = new URLSearchParams(location.search).get("q");
  if (asked) input.value = decodeURIComponent(asked[1]);
  else if (parameter) input.value = parameter;
  if (input.value) run();
})();
