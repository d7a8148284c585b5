/* 事实表：排序、筛选、翻页。全部行是一个个脚本，从磁盘打开也能载入，第一次要用时才载入。各项次序与 src/site/sheets.rs 一致。 */
(function () {
  "use strict";
  const d = document, form = d.getElementById("picks");
  if (!form) return;
  const [HTML, NAME, CHOICES, DAY, UNIT, VALUE, ARTICLE] = [0, 1, 2, 3, 4, 5, 6];
  const body = d.querySelector("#table tbody"), caption = d.querySelector("#table caption"), said = d.getElementById("said");
  const size = +form.dataset.size, count = +form.dataset.pieces, several = +form.dataset.total > size;
  const order = form.elements.order, words = form.elements.words, heads = [...d.querySelectorAll("#table thead th")];
  let all, shown, at = +form.dataset.page - 1, pager = d.getElementById("pager");

  /* ---- 载入 ---- */
  const arrived = [];
  window.shuduFacts = (n, rows) => { arrived[n] = rows; };
  function piece(n) {
    return new Promise((resolve, reject) => {
      const s = d.createElement("script");
      s.src = "facts/rows-" + n + ".js" + (/^https?:$/.test(location.protocol) ? "?" + form.dataset.version : "");
      s.onload = () => { s.remove(); resolve(); };
      s.onerror = () => { s.remove(); reject(); };
      d.head.append(s);
    });
  }
  const load = () => all = all || Promise.all([...Array(count).keys()].map(piece))
    .then(() => arrived.flat().map((row, place) => Object.assign(row, { place })))
    .catch(() => { all = null; said.textContent = caption.textContent = "没有载入全部行，请再试一次"; throw new Error("rows"); });

  /* ---- 排序：数字只在同一单位里比大小，没有期间的排在最后 ---- */
  const pinyin = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const kind = row => ["k-rep", "k-two", "k-tgt", "k-for", "k-cap"].findIndex(k => row[CHOICES].includes(" " + k + " "));
  const by = [
    (a, b, way) => way * pinyin.compare(a[NAME], b[NAME]),
    (a, b, way) => !a[DAY] - !b[DAY] || way * (a[DAY] - b[DAY]),
    (a, b, way) => a[UNIT] - b[UNIT] || way * (a[VALUE] - b[VALUE]),
    (a, b, way) => way * (kind(a) - kind(b)),
    (a, b, way) => way * (a[ARTICLE] - b[ARTICLE]),
  ];
  /* 列与方向：order 的值是 ±列号，"0" 与 "-0" 是第一列 */
  const column = () => order.value === "" ? -1 : Math.abs(+order.value);
  const way = () => order.value[0] === "-" ? -1 : 1;

  /* ---- 显示 ---- */
  /* 行里的字，第一次查找时才取 */
  const said_in = row => row.words = row.words || row[HTML].replace(/<(?!\/?t)[^>]*>/g, "").replace(/<[^>]*>/g, " ").toLowerCase();
  const chosen = () => [...d.querySelectorAll(".filters input:checked[id]")].map(e => e.id)
    .concat([...form.elements].filter(e => e !== order && e !== words && e.value).map(e => e.value)).map(c => " " + c + " ");
  let turns = 0;
  async function show(page, then) {
    const turn_of = ++turns;
    form.setAttribute("aria-busy", "true");
    const rows = await load();
    if (turn_of !== turns) return;
    const wanted = chosen(), c = column(), w = way();
    shown = wanted.length ? rows.filter(row => wanted.every(c => row[CHOICES].includes(c))) : rows;
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (asked.length) shown = shown.filter(row => asked.every(word => said_in(row).includes(word)));
    if (c >= 0) shown = [...shown].sort((a, b) => by[c](a, b, w) || a.place - b.place);
    at = Math.max(0, Math.min(page, Math.ceil(shown.length / size) - 1));
    const part = shown.slice(at * size, (at + 1) * size);
    body.innerHTML = part.map(row => row[HTML]).join("");
    [...body.rows].forEach((r, i) => {
      const first = !i || part[i][NAME] !== part[i - 1][NAME];
      r.classList.toggle("g1", first);
      r.classList.toggle("rp", !first);
    });
    heads.forEach((h, i) => i === c ? h.setAttribute("aria-sort", w < 0 ? "descending" : "ascending") : h.removeAttribute("aria-sort"));
    turn();
    const pages = Math.ceil(shown.length / size);
    const text = shown.length === rows.length ? "全部" + rows.length + "件" : "选出" + shown.length + "件，共" + rows.length + "件";
    said.textContent = shown.length ? text + (pages > 1 ? "，第" + (at + 1) + "页，共" + pages + "页" : "") : "没有这样的事实，放宽一项再看";
    caption.textContent = said.textContent;
    form.removeAttribute("aria-busy");
    form.dataset.done = +(form.dataset.done || 0) + 1;
    if (then) then();
  }
  const again = page => show(page || 0).catch(() => form.removeAttribute("aria-busy"));

  /* ---- 翻页 ---- */
  function turn() {
    const pages = Math.ceil(shown.length / size);
    if (!several) return;
    const list = d.createElement("ul");
    let next = 0;
    for (let n = 0; n < pages; n++) {
      if (n && n + 1 < pages && Math.abs(n - at) > 2) continue;
      const item = d.createElement("li"), b = d.createElement(n === at ? "b" : "button");
      if (n > next) item.append("… ");
      next = n + 1;
      b.textContent = n + 1;
      if (n === at) b.setAttribute("aria-current", "page");
      else {
        b.type = "button";
        b.addEventListener("click", () => show(n, () => {
          d.getElementById("table").scrollIntoView();
          pager.querySelector("b").focus();
        }).catch(() => {}));
      }
      if (n === at) b.tabIndex = -1;
      item.append(b);
      list.append(item);
    }
    pager.replaceChildren(...(pages > 1 ? [list] : []));
  }

  /* ---- 控件 ---- */
  form.hidden = false;
  form.addEventListener("submit", e => { e.preventDefault(); again(); });
  form.addEventListener("change", e => e.target === words || again());
  words.addEventListener("input", () => again());
  d.querySelectorAll(".filters input").forEach(e => e.addEventListener("change", () => again()));
  /* 期间、数字先看新的、大的 */
  heads.forEach((h, i) => {
    const b = d.createElement("button");
    b.type = "button"; b.className = "sort"; b.textContent = h.textContent;
    b.addEventListener("click", () => {
      const down = i === 1 || i === 2, first = (down ? "-" : "") + i, second = (down ? "" : "-") + i;
      const next = order.value === first ? second : order.value === second ? "" : first;
      if (![...order.options].some(o => o.value === next)) order.add(new Option(heads[i].textContent + "，倒序", next));
      order.value = next;
      again();
    });
    h.replaceChildren(b);
  });
  /* 浏览器记得的选择，和行在别的页上的地址 */
  const wanted = () => location.hash.slice(1);
  function find() {
    const id = wanted();
    if (!/^f-[0-9a-f]{12}$/.test(id) || d.getElementById(id)) return;
    load().then(rows => {
      const place = rows.findIndex(row => row[HTML].includes('id="' + id + '"'));
      if (place < 0) return;
      form.reset();
      d.querySelectorAll(".filters input:not([id])").forEach(e => { e.checked = true; });
      return show(Math.floor(place / size), () => location.replace("#" + id));
    }).catch(() => {});
  }
  window.addEventListener("hashchange", find);
  if (wanted()) find();
  else if (chosen().length || order.value || words.value) again();
})();
