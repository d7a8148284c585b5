async (shown, news) => {
  "use strict";
  const key = "shudu-scroll " + location.pathname;
  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    const [x, y] = JSON.parse(kept);
    const scroll = () => scrollTo({ left: x, top: y, behavior: "instant" });
    scroll();
    addEventListener("load", scroll, { once: true });
  }
  let host = null;
  const show = ({ heading, problems }) => {
    host?.remove();
    host = null;
    if (problems === "") return;
    host = document.createElement("div");
    host.id = "shudu-problems";
    host.setAttribute("role", "alert");
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      section { position: fixed; inset: auto 0 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647; box-sizing: border-box;
        padding: 1rem 1.25rem; background: #2b1113; color: #ffe9e6; border-top: 4px solid #e5484d; font: 15px/1.5 system-ui, sans-serif; }
      h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
      pre { margin: 0; white-space: pre; overflow-x: auto; font: 14px/1.45 "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC", monospace; }
      button { position: absolute; top: .6rem; right: .8rem; font: inherit; }
    </style><section><button type="button">×</button><h2></h2><pre></pre></section>`;
    root.querySelector("h2").textContent = heading;
    root.querySelector("pre").textContent = problems;
    root.querySelector("button").onclick = () => host.remove();
    document.body.append(host);
  };
  show(shown);
  for (;;) {
    try {
      const answer = await fetch(`${news}?${shown.id}`, { cache: "no-store" });
      if (answer.status === 200) {
        const next = await answer.json();
        if (next.mark !== shown.mark) {
          sessionStorage.setItem(key, JSON.stringify([scrollX, scrollY]));
          location.reload();
          return;
        }
        shown = next;
        show(shown);
      } else if (answer.status !== 204) {
        await new Promise((wake) => setTimeout(wake, 1000));
      }
    } catch {
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}
