// The page that stands alone: list, search, legend and buttons speak to the map by the same messages as the product does.
"use strict";
(() => {
  const send = (type, more) => window.postMessage({source: "org-map-host", type, ...more}, "*");
  const entries = [...document.querySelectorAll("[data-id]")], find = document.getElementById("find"), found = document.getElementById("found");
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s/g, "").replace(/[ぁ-ゖ]/g, c => String.fromCharCode(c.charCodeAt(0) + 0x60));
  const wanted = {stance: [], key: false, uncovered: false, text: ""};
  // the entry of the card itself; a person without a post and a seat without a person are listed under their own id
  const listed = new Set(entries.map(e => e.dataset.id));
  const entryOf = said => [said.id, said.person_id, said.seat_id].find(id => listed.has(id)) ?? null;
  function mark(id) {
    for (const e of entries) if (e.dataset.id === id) { e.setAttribute("aria-current", "true"); e.scrollIntoView({block: "nearest"}); } else e.removeAttribute("aria-current");
  }
  function apply() {
    const text = fold(wanted.text);
    let n = 0;
    for (const e of entries) { const hit = fold(e.dataset.find).includes(text); e.closest("li").hidden = !hit; n += hit ? 1 : 0; }
    for (const d of document.querySelectorAll(".list details")) d.hidden = !d.querySelector("li:not([hidden])");
    found.textContent = text ? found.dataset.text.replace("{n}", n) : "";
    send("filter", wanted);
  }
  const themes = ["auto", "light", "dark"], ACT = {
    in: () => send("zoom", {by: 1.25}), out: () => send("zoom", {by: 0.8}), fit: () => send("fit"),
    theme: () => send("theme", {theme: themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3]}),
  };
  for (const b of document.querySelectorAll("[data-do]")) b.addEventListener("click", ACT[b.dataset.do]);
  for (const b of document.querySelectorAll("[data-stance],[data-filter]")) b.addEventListener("click", () => {
    const on = b.getAttribute("aria-pressed") !== "true";
    b.setAttribute("aria-pressed", String(on));
    if (b.dataset.stance) wanted.stance = on ? [...wanted.stance, b.dataset.stance] : wanted.stance.filter(s => s !== b.dataset.stance);
    else wanted[b.dataset.filter] = on;
    apply();
  });
  for (const e of entries) e.addEventListener("click", () => { mark(e.dataset.id); send("focus", {id: e.dataset.id}); });
  find.addEventListener("input", () => { wanted.text = find.value; apply(); });
  window.addEventListener("message", ev => {
    if (ev.source !== window || !ev.data || ev.data.source !== "org-map") return;
    if (ev.data.type === "select") mark(entryOf(ev.data));
    if (ev.data.type === "clear") mark(null);
  });
})();
