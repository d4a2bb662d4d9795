// The page around the map: list, filters, panel and the sandboxed frame that draws, kept in step.

const grid = document.getElementById("mapgrid");
const frame = document.getElementById("map");
if (grid && frame) start();

function start() {
  const panel = document.getElementById("who");
  const nobody = document.getElementById("nobody").innerHTML;
  const tree = grid.querySelector("[role=tree]");
  const filters = document.getElementById("filters");
  const find = document.getElementById("find");
  const rank = document.getElementById("rank");
  const unfilter = document.getElementById("unfilter");
  const foundText = document.getElementById("found");
  const zoom = document.getElementById("zoom");
  const { base } = grid.dataset;
  const query = new URLSearchParams(grid.dataset.query.replace(/^[^?]*\??/, ""));
  const open = new Set(grid.dataset.open.split(",").filter(Boolean));
  const entries = [...tree.querySelectorAll("li[data-person], li[data-seat]")];
  const KINDS = new Set(["ready", "select", "clear", "open", "fold", "covered"]);
  // an id is believed only if this page rendered it
  const known = {
    person_id: new Set(entries.map((e) => e.dataset.person).filter(Boolean)),
    department_id: new Set([...tree.querySelectorAll("li[data-department]")].map((e) => e.dataset.department)),
  };
  const narrow = matchMedia("(max-width: 960px)"); // there the panel is a sheet over the list
  let ready = false;
  let asked = 0;

  const tell = (type, more = {}) => frame.contentWindow.postMessage({ source: "org-map-host", type, ...more }, "*");

  function address(path, more) {
    const all = new URLSearchParams(query);
    for (const [name, value] of Object.entries(more)) if (value) all.set(name, value);
    const text = all.toString();
    return text ? `${path}?${text}` : path;
  }

  async function show(more, focusPanel) {
    const turn = ++asked;
    try {
      const answer = await fetch(address(`${base}/map/panel`, more), { headers: { accept: "text/html" } });
      if (turn !== asked) return;
      panel.innerHTML = answer.ok ? await answer.text() : "";
      if (!answer.ok) panel.textContent = grid.dataset.failedText;
    } catch {
      panel.textContent = grid.dataset.failedText;
    }
    const chosen = tree.querySelector("[aria-selected=true]");
    if (chosen && !narrow.matches) reveal(chosen); // the panel has taken some of the list's room
    history.replaceState(null, "", address(location.pathname, more));
    if (focusPanel) panel.querySelector(".name")?.focus();
  }

  function mark(entry) {
    for (const old of tree.querySelectorAll("[aria-selected=true]")) old.removeAttribute("aria-selected");
    if (entry) {
      entry.setAttribute("aria-selected", "true");
      reveal(entry);
    }
  }

  function reveal(entry) {
    const branch = entry.closest(".branch");
    if (branch && branch.getAttribute("aria-expanded") === "false") branch.setAttribute("aria-expanded", "true");
    entry.scrollIntoView({ block: "nearest" });
  }

  const entryOf = (person, seat) =>
    entries.find((e) => (person && e.dataset.person === person) || (!person && seat && e.dataset.seat === seat));

  function choose(entry, { fromMap = false, focusPanel = false } = {}) {
    const { person, seat, department, card } = entry.dataset;
    mark(entry);
    if (!fromMap) focusOn(card || person || seat || department);
    show({ person, seat, department: person || seat ? "" : department }, focusPanel);
  }

  let wanted = "";
  function focusOn(id) {
    wanted = id;
    tell("focus", { id });
  }

  function clear(fromMap) {
    asked++;
    wanted = "";
    mark(null);
    panel.innerHTML = nobody;
    history.replaceState(null, "", address(location.pathname, {}));
    if (!fromMap) tell("clear");
  }

  // ---- what the frame says
  addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== frame.contentWindow || said?.source !== "org-map" || !KINDS.has(said.type)) return;
    if (said.type === "ready") begin();
    else if (said.type === "clear") clear(true);
    // who was looked for is inside a closed department: open it
    else if (said.type === "covered" && wanted && said.id === wanted) redraw({ show: wanted });
    else if (said.type === "fold" && known.department_id.has(said.department_id)) fold(said.department_id);
    else if (said.type === "select" || said.type === "open") {
      const person = known.person_id.has(said.person_id) ? said.person_id : "";
      const entry = entryOf(person, said.seat_id);
      if (said.type === "open" && person) location.assign(address(`${base}/people/${encodeURIComponent(person)}`, {}));
      else if (entry) choose(entry, { fromMap: true });
      else if (known.department_id.has(said.department_id)) {
        mark(tree.querySelector(`li[data-department="${CSS.escape(said.department_id)}"]`));
        show({ department: said.department_id }, false);
      } else if (said.type === "select") clear(true);
    }
  });

  function begin() {
    if (ready) return;
    ready = true;
    zoom.hidden = false;
    const picked = grid.dataset.picked || grid.dataset.department;
    if (grid.dataset.highlight) tell("highlight", { ids: grid.dataset.highlight.split(",") });
    if (picked) {
      focusOn(picked);
      const entry = entryOf(picked, picked);
      if (entry) reveal(entry);
    }
    if (isFiltered()) filter();
    // the drawing for print is fetched when the map stands
    if (window.requestIdleCallback) requestIdleCallback(preparePrint, { timeout: 4000 });
    else setTimeout(preparePrint, 1500);
  }

  let printing = 0;
  const print = document.getElementById("mapprint");
  function drawingNow() {
    const [path, text] = print.dataset.src.split("?");
    const all = new URLSearchParams(text);
    all.set("open", [...open].join(","));
    return `${path}?${all}`;
  }

  function preparePrint() {
    print.src = drawingNow();
    print.hidden = false;
  }

  // ---- a picture for slides: the drawing as it is folded now, twice as large where a canvas can be
  const MOST_PIXELS = 8192; // a side; more some browsers refuse
  const savePng = document.getElementById("save-png");
  savePng.hidden = false;
  savePng.addEventListener("click", async () => {
    const drawing = new Image();
    drawing.src = drawingNow();
    await drawing.decode();
    const { naturalWidth: wide, naturalHeight: tall } = drawing;
    const scale = Math.min(2, MOST_PIXELS / Math.max(wide, tall));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(tall * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawing, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await new Promise((done) => canvas.toBlob(done, "image/png")));
    link.download = savePng.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  function fold(department) {
    if (open.has(department)) open.delete(department);
    else open.add(department);
    return redraw({});
  }

  async function redraw({ show }) {
    const all = new URLSearchParams(query);
    all.set("open", [...open].join(","));
    if (show) all.set("show", show);
    const answer = await fetch(`${base}/map/data?${all}`);
    if (!answer.ok) return;
    const { data, open: now } = await answer.json();
    open.clear();
    for (const id of now) open.add(id);
    tell("data", { data });
    if (isFiltered()) filter();
    if (show && show === wanted) {
      wanted = ""; // once: what even now has no card of its own stays with its department
      tell("focus", { id: show });
    }
    clearTimeout(printing);
    printing = setTimeout(preparePrint, 1500); // after what the reader waits for
  }

  // ---- filters dim, they do not remove
  const pressed = (selector) => [...filters.querySelectorAll(`${selector}[aria-pressed=true]`)];
  const isFiltered = () => Boolean(pressed("button").length || rank.value || find.value.trim());
  const fold_ = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function filter() {
    const stance = pressed("[data-stance]").map((b) => b.dataset.stance);
    const key = pressed("[data-key]").length > 0;
    const bare = pressed("[data-bare]").length > 0;
    const least = Number(rank.value) || 0;
    const text = fold_(find.value);
    const on = isFiltered();
    let shown = 0;
    const ids = [];
    for (const entry of entries) {
      const d = entry.dataset;
      const fits =
        (!stance.length || stance.includes(d.stance)) &&
        (!key || d.key) &&
        (!bare || d.bare) &&
        (!least || Number(d.rank || 0) >= least) &&
        (!text || fold_(d.text).includes(text));
      entry.classList.toggle("off", !fits);
      if (fits) {
        shown++;
        ids.push(d.person || d.seat);
      }
    }
    tell("filter", on ? { ids } : { ids: null, stance: [] });
    unfilter.hidden = !on;
    foundText.textContent = on
      ? grid.dataset.foundText.replace("{num}", shown).replace("{of}", entries.length)
      : "";
  }

  filters.hidden = false;
  filters.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button === unfilter) {
      for (const b of pressed("button")) b.setAttribute("aria-pressed", "false");
      rank.value = "";
      find.value = "";
      find.focus();
    } else button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    filter();
  });
  rank.addEventListener("change", filter);
  let typing = 0;
  find.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 120);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(typing);
      filter();
      const first = find.value.trim() && entries.find((e) => !e.classList.contains("off"));
      if (first) choose(first);
    } else if (event.key === "Escape" && find.value) {
      find.value = "";
      filter();
    }
  });

  zoom.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.zoom) tell("zoom", { by: Number(button.dataset.zoom) });
    else if (button) tell("fit");
  });

  // ---- the list is an ARIA tree: one stop for Tab, arrows inside
  const items = () =>
    [...tree.querySelectorAll("[role=treeitem]")].filter(
      (i) => !i.parentElement.closest('[aria-expanded="false"]') && i.offsetParent !== null,
    );
  function moveTo(item) {
    if (!item) return;
    for (const old of tree.querySelectorAll('[tabindex="0"]')) old.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
  }
  tree.addEventListener("keydown", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items();
    const at = all.indexOf(item);
    const expanded = item.getAttribute("aria-expanded");
    const go = {
      ArrowDown: () => moveTo(all[at + 1]),
      ArrowUp: () => moveTo(all[at - 1]),
      Home: () => moveTo(all[0]),
      End: () => moveTo(all.at(-1)),
      ArrowRight: () => (expanded === "false" ? item.setAttribute("aria-expanded", "true") : expanded && moveTo(all[at + 1])),
      ArrowLeft: () =>
        expanded === "true" ? item.setAttribute("aria-expanded", "false") : moveTo(item.parentElement.closest("[role=treeitem]")),
      Enter: () => choose(item, { focusPanel: true }),
      " ": () => choose(item),
      Escape: () => clear(false),
    }[event.key];
    if (go) {
      event.preventDefault();
      event.stopPropagation();
      go();
    } else if (event.key.length === 1 && /\S/.test(event.key) && !"/?[]g".includes(event.key)) {
      const letter = event.key.toLowerCase();
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((i) => i.textContent.trim().toLowerCase().startsWith(letter));
      if (next) moveTo(next);
    }
  });
  tree.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    event.preventDefault();
    for (const old of tree.querySelectorAll('[tabindex="0"]')) old.tabIndex = -1;
    item.tabIndex = 0;
    choose(item);
  });

  // people named in the panel are chosen on the map, not opened as pages
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-person], a[data-seat], a[data-close]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if ("close" in link.dataset) {
      event.preventDefault();
      clear(false);
      tree.querySelector('[tabindex="0"]')?.focus();
      return;
    }
    const entry = entryOf(link.dataset.person, link.dataset.seat);
    if (!entry) return;
    event.preventDefault();
    choose(entry);
  });

  // the frame may have drawn before this script listened
  tell("hello");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest?.("dialog, input, select, .drop")) clear(false);
  });
}
