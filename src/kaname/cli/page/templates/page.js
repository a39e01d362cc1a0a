"use strict";
(() => {
  const root = document.documentElement;
  const radios = [...document.querySelectorAll("input[name=lang]")];
  const wanted = /lang=(ja|en)/.exec(location.search + location.hash);
  if (wanted) document.getElementById(wanted[1]).checked = true;
  const speak = () => { root.lang = radios.find((r) => r.checked).id; };
  radios.forEach((r) => r.addEventListener("change", () => {
    speak();
    history.replaceState(null, "", "#lang=" + root.lang);
  }));
  speak();

  const ROW = 26;
  document.querySelectorAll(".gantt.full").forEach((gantt) => {
    const tools = document.querySelector(`[data-for="${gantt.id}"]`);
    const rows = [...gantt.querySelectorAll("tbody tr")];
    const level = rows.map((r) => Number(/\bv(\d)/.exec(r.className)[1]));
    const text = rows.map((r) => r.textContent.normalize("NFKC").toLowerCase());
    const folded = new Set();
    const state = { show: "all", find: "" };
    const marks = [...gantt.querySelectorAll(".links g")].map((g) => ({
      g, a: Number(g.dataset.a), b: Number(g.dataset.b),
      places: [...g.querySelectorAll("line,use")].flatMap((e) =>
        (e.tagName === "line" ? ["y1", "y2"] : ["y"]).map((k) => [e, k, Number(e.getAttribute(k))])),
    }));

    const above = [];
    const parents = rows.map((r, i) => {
      above.length = level[i];
      const over = above.filter((x) => x !== undefined);
      if (r.classList.contains("g")) above[level[i]] = i;
      return over;
    });
    const matches = (i) => {
      if (state.find && !text[i].includes(state.find)) return false;
      return state.show === "all" || rows[i].classList.contains(state.show);
    };
    const lay = () => {
      const filtering = state.find !== "" || state.show !== "all";
      const seen = rows.map((r, i) => (filtering ? !r.classList.contains("g") && matches(i) : !parents[i].some((p) => folded.has(p))));
      if (filtering) seen.forEach((s, i) => { if (s && !rows[i].classList.contains("g")) parents[i].forEach((p) => { seen[p] = true; }); });
      rows.forEach((r, i) => { r.hidden = !seen[i]; });
      const tops = []; let y = 0;
      seen.forEach((s) => { tops.push(y); if (s) y += ROW; });
      tops.push(y);
      marks.forEach((m) => {
        const on = seen[m.a] && seen[m.b];
        m.g.setAttribute("display", on ? "inline" : "none");
        if (on) m.places.forEach(([e, k, v]) => { const i = Math.min(Math.floor(v / ROW), rows.length); e.setAttribute(k, tops[i] + (v - i * ROW)); });
      });
      gantt.querySelector(".links").setAttribute("height", y);
    };
    const press = (button, group) => tools.querySelectorAll(`[data-${group}]`).forEach((b) => b.setAttribute("aria-pressed", b === button));
    const fold = (i, shut) => {
      if (shut) folded.add(i); else folded.delete(i);
      const b = rows[i].querySelector(".tg");
      b.textContent = shut ? "▶" : "▼";
      b.setAttribute("aria-expanded", !shut);
    };
    rows.forEach((r, i) => {
      if (!r.classList.contains("g")) return;
      const b = document.createElement("button");
      b.type = "button"; b.className = "tg"; b.textContent = "▼";
      b.setAttribute("aria-expanded", "true");
      b.setAttribute("aria-label", r.querySelector("th").textContent.trim());
      b.addEventListener("click", () => { fold(i, !folded.has(i)); lay(); });
      r.querySelector("th").prepend(b);
    });
    tools.querySelectorAll("[data-zoom]").forEach((b) => b.addEventListener("click", () => {
      press(b, "zoom");
      const wide = Number(b.dataset.zoom) * Number(gantt.dataset.days);
      gantt.style.setProperty("--cw", wide + "px");
      gantt.classList.toggle("fineon", Number(b.dataset.zoom) >= 12);
      const now = gantt.querySelector(".zig");
      if (wide && now) gantt.scrollLeft = parseFloat(now.getAttribute("x1")) / 100 * wide - gantt.clientWidth / 4;
    }));
    tools.querySelectorAll("[data-show]").forEach((b) => b.addEventListener("click", () => { press(b, "show"); state.show = b.dataset.show; lay(); }));
    tools.querySelector("[data-find]").addEventListener("input", (e) => { state.find = e.target.value.trim().normalize("NFKC").toLowerCase(); lay(); });
    const all = tools.querySelector("[data-fold]");
    all.addEventListener("click", () => {
      const shut = folded.size === 0;
      rows.forEach((r, i) => { if (r.classList.contains("g")) fold(i, shut); });
      all.setAttribute("aria-pressed", shut);
      lay();
    });
    if (!rows.some((r) => r.classList.contains("g"))) all.hidden = true;
    tools.hidden = false;
  });

  let opened = [];
  addEventListener("beforeprint", () => { opened = [...document.querySelectorAll("details.block:not([open])")]; opened.forEach((d) => { d.open = true; }); });
  addEventListener("afterprint", () => opened.forEach((d) => { d.open = false; }));
})();
