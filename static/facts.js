/* 事实表：排序、查找、分页。没有它，整张表照样能读，能按专题、年份、类型筛。 */
(function () {
  "use strict";
  const d = document, table = d.querySelector(".ft table");
  if (!table) return;
  const PAGE = 300, body = table.tBodies[0], collator = new Intl.Collator("zh-Hans-CN");
  const make = (name, properties, parent) => parent.appendChild(Object.assign(d.createElement(name), properties));
  const UNITS = { "万亿": 1e12, "亿": 1e8, "万": 1e4 };
  const text = cell => cell.textContent.replace(/\s+/g, " ").trim();
  /* “超520亿元”：数、单位；“三个”一类没有数，排在后面 */
  const amount = said => {
    const found = /(\d[\d,.]*)\s*(万亿|亿|万)?(.*)$/.exec(said);
    if (!found) return { value: NaN, unit: "" };
    return { value: parseFloat(found[1].replace(/,/g, "")) * (UNITS[found[2]] || 1), unit: found[3].replace(/[多余]/g, "").trim() };
  };
  const rows = [...body.rows].map((row, place) => {
    const [name, period, value, kind, sources] = [...row.cells].map(text);
    const link = row.cells[0].querySelector("a");
    const articles = [...row.cells[4].querySelectorAll("a")].map(a => [a.pathname.split("/").pop(), a.textContent]);
    return {
      row, place, id: row.id, name, period, kind,
      dates: (period.match(/\d+/g) || []).map(Number),
      amount: amount(value),
      words: [name, period, value, kind, sources, row.dataset.s || ""].join(" ").toLowerCase(),
      subject: row.dataset.s || "",
      indicator: ((link && /indicators\/([^#]+)/.exec(link.href)) || [])[1] || "",
      articles,
      classes: row.className.split(" "),
    };
  });

  /* 查找和选择 */
  const tools = d.createElement("div");
  tools.className = "tools";
  const label = (name) => make("label", { textContent: name }, tools);
  const words = make("input", { type: "search", autocomplete: "off", placeholder: "指标、主体、数字" }, label("查找"));
  const choose = (name, choices) => {
    const select = make("select", {}, label(name));
    make("option", { value: "", textContent: "全部" }, select);
    for (const [value, said] of choices) make("option", { value, textContent: said }, select);
    if (choices.length < 2) select.parentElement.hidden = true;
    return select;
  };
  const pairs = (list, shorter) => {
    const found = new Map();
    for (const [key, said] of list) {
      const before = found.get(key);
      if (key && (before === undefined || (shorter && said.length < before.length))) found.set(key, said);
    }
    return [...found];
  };
  const indicator = choose("指标", pairs(rows.map(r => [r.indicator, r.name]), true));
  const subject = choose("主体", [["-", table.dataset.subject || "本站主体"]].concat(pairs(rows.map(r => [r.subject, r.subject]))).filter((c, i) => i || rows.some(r => !r.subject)));
  const article = choose("文章", pairs(rows.flatMap(r => r.articles.filter(a => !/^又/.test(a[1])))));
  const status = make("p", { role: "status", className: "sm q2" }, tools);
  const wrap = table.closest(".ft");
  wrap.parentElement.insertBefore(tools, wrap);
  const more = make("button", { type: "button", className: "btn", hidden: true }, wrap);

  /* 表头排序：升、降、原来的次序 */
  const by = (of) => (a, b) => {
    const x = of(a), y = of(b);
    for (let i = 0; i < Math.max(x.length, y.length); i += 1) if (x[i] !== y[i]) return x[i] === undefined ? -1 : y[i] === undefined ? 1 : x[i] - y[i];
    return 0;
  };
  const orders = [
    (a, b) => collator.compare(a.name, b.name),
    by(r => r.dates),
    (a, b) => collator.compare(a.amount.unit, b.amount.unit) || a.amount.value - b.amount.value,
    (a, b) => collator.compare(a.kind, b.kind),
    (a, b) => collator.compare(a.articles[0] ? a.articles[0][0] : "", b.articles[0] ? b.articles[0][0] : ""),
  ];
  const empty = [() => false, r => !r.dates.length, r => Number.isNaN(r.amount.value), () => false, r => !r.articles.length];
  let sorted = -1, down = false, shown = PAGE;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", className: "sort", textContent: head.textContent }, d.createDocumentFragment());
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      if (sorted !== column) { sorted = column; down = false; }
      else if (!down) down = true;
      else sorted = -1;
      heads.forEach((h, c) => c === sorted ? h.setAttribute("aria-sort", down ? "descending" : "ascending") : h.removeAttribute("aria-sort"));
      shown = PAGE; show();
    });
  });

  function kept() {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const checked = [...d.querySelectorAll(".filters input:checked")].map(input => input.id).filter(Boolean);
    return rows.filter(r =>
      asked.every(word => r.words.includes(word)) &&
      (!indicator.value || r.indicator === indicator.value) &&
      (!subject.value || r.subject === (subject.value === "-" ? "" : subject.value)) &&
      (!article.value || r.articles.some(a => a[0] === article.value)) &&
      checked.every(name => r.classes.includes(name)));
  }
  function show() {
    const list = kept();
    if (sorted >= 0) {
      const order = orders[sorted], none = empty[sorted];
      list.sort((a, b) => none(a) - none(b) || (down ? -1 : 1) * order(a, b) || a.place - b.place);
    }
    /* 指到的那一行一定在 */
    const target = list.findIndex(r => r.id && "#" + r.id === location.hash);
    if (target >= shown) shown = Math.ceil((target + 1) / PAGE) * PAGE;
    const part = list.slice(0, shown);
    part.forEach((r, i) => {
      const first = i === 0 || part[i - 1].name !== r.name;
      r.row.classList.toggle("g1", first);
      r.row.classList.toggle("rp", !first);
    });
    body.replaceChildren(...part.map(r => r.row));
    more.hidden = part.length === list.length;
    more.textContent = "再看" + Math.min(PAGE, list.length - part.length) + "件";
    status.textContent = list.length === rows.length ? "共" + rows.length + "件" : list.length + "件，共" + rows.length + "件";
  }
  more.addEventListener("click", () => {
    const next = shown; shown += PAGE; show();
    const row = body.rows[next]; if (row) { const link = row.querySelector("a"); if (link) link.focus(); }
  });
  for (const element of [indicator, subject, article]) element.addEventListener("change", () => { shown = PAGE; show(); });
  words.addEventListener("input", () => { shown = PAGE; show(); });
  const radios = d.querySelector(".filters");
  if (radios) radios.addEventListener("change", () => { shown = PAGE; show(); });
  function reveal() {
    const found = rows.find(r => "#" + r.id === location.hash);
    if (!found) return;
    if (!found.row.isConnected) {
      words.value = indicator.value = subject.value = article.value = "";
      d.querySelectorAll(".filters input:not([id])").forEach(input => { input.checked = true; });
      show();
    }
    found.row.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", reveal);
  table.classList.add("live");
  show();
  if (location.hash && !d.querySelector(":target")) { const at = location.hash; location.replace(at); }
  reveal();
})();
