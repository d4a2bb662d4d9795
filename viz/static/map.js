// Draws the relationship map: vis-network moves the view and finds what is under the pointer, everything visible is
// painted here from positions and texts made on the server. Nothing is measured, nothing is laid out, nothing is fetched.
"use strict";
(() => {
  const json = id => JSON.parse(document.getElementById(id).textContent);
  const root = document.documentElement, holder = document.getElementById("mynetwork");
  const options = JSON.parse(json("map-options"));
  const FAR = 0.35, NEAR = 0.68, LEAST = 0.42, BIG = 30, FEW = 12, NAME = 13, TITLE = 10.5, FADED = 0.34;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let data, byId, cards, heads, boxes, people, seats, reports, dotted, ties;
  let network, nodes, scale = 1, picked = null, over = null, touched = false, filter = null, ringed = new Set();
  let named = [], under = new Map(), namedAt = 0, anchor = null, home = null;
  let ink = {}, font = "sans-serif", hatch = null, stamps = {}, stampSize = 0;

  // ---- data ----------------------------------------------------------------------------------------------------
  function take(next) {
    data = next;
    byId = new Map(data.nodes.map(n => [n.id, n]));
    cards = data.nodes.filter(n => n.kind !== "dept");
    heads = data.nodes.filter(n => n.kind === "dept");
    boxes = new Map(data.boxes.map(b => [b.id, b]));
    people = new Map(); seats = new Map();
    const put = (map, key, id) => { if (key) { if (!map.has(key)) map.set(key, []); map.get(key).push(id); } };
    for (const n of cards) { put(people, n.pid, n.id); put(people, n.mid, n.id); put(seats, n.sid, n.id); }
    reports = data.edges.filter(e => e.kind === "report");
    dotted = data.edges.filter(e => e.kind === "dotted");
    ties = data.edges.filter(e => !e.points);
    for (const e of data.edges) if (e.points) e.box = around(e.points);
    for (const n of data.nodes) n.dim = {nodeDimensions: {width: n.w, height: n.h}};
    namedAt = 0;
    judge();
  }
  // the cards meant by an id of a card, box, person, seat, department or member; a hidden one is meant by its fold
  function meant(id) {
    if (byId.has(id)) return [id];
    const found = people.get(id) || seats.get(id);
    if (found) return found;
    if (byId.has("d:" + id)) return ["d:" + id];
    const fold = Object.hasOwn(data.hidden, id) ? data.hidden[id] : null;
    return fold ? [fold] : [];
  }
  const same = id => { const n = byId.get(id); return new Set(n && n.pid ? people.get(n.pid) : [id]); };

  // ---- colours -------------------------------------------------------------------------------------------------
  function readColours() {
    const style = getComputedStyle(root), get = name => style.getPropertyValue("--" + name).trim();
    for (const name of ["paper", "surface", "sunken", "line", "line-2", "line-field", "line-map", "ink", "ink-2", "ink-3", "pine", "pine-soft", "on-pine", "risk", "warn", "warn-soft", "warn-line", "time", "time-soft", "time-line", "u-hatch"]) ink[name] = get(name);
    for (const s of ["p2", "p1", "n0", "m1", "m2", "u"]) for (const part of ["bg", "fg", "bd"]) ink[s + part] = get(s + "-" + part);
    font = getComputedStyle(document.body).fontFamily;
    const tile = document.createElement("canvas"), t = tile.getContext("2d");
    tile.width = tile.height = 14;
    t.fillStyle = ink.ubg; t.fillRect(0, 0, 14, 14);
    t.strokeStyle = ink["u-hatch"]; t.lineWidth = 4.4; t.beginPath();
    for (let i = -14; i <= 28; i += 14) { t.moveTo(i - 3, 17); t.lineTo(i + 17, -3); }
    t.stroke();
    hatch = t.createPattern(tile, "repeat");
    hatch.setTransform(new DOMMatrix().scale(0.36));
    stampSize = 0;
  }

  // ---- which cards stay bright ---------------------------------------------------------------------------------
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s/g, "").replace(/[ぁ-ゖ]/g, c => String.fromCharCode(c.charCodeAt(0) + 0x60));
  // name, title and place stand in the first three lines of the tooltip, readings beside it
  const found = n => n.find ??= fold([...n.title.split("\n", 3), n.also || ""].join("\n"));
  function judge() {
    const f = filter, text = f && f.text ? fold(String(f.text)) : "";
    for (const n of cards) n.off = Boolean(f) && n.kind !== "us" && !(
      (!f.stance || !f.stance.length || f.stance.includes(n.stance)) && (!f.key || n.key) && (!f.uncovered || n.bare)
      && (f.min_rank == null || n.rank >= f.min_rank) && (!f.departments || f.departments.includes(n.did))
      && (!f.ids || f.ids.includes(n.id) || f.ids.includes(n.pid) || f.ids.includes(n.sid)) && (!text || found(n).includes(text)));
    for (const b of data.boxes) b.hits = 0;
    if (!f || !f.ids) return;
    for (const id of f.ids) if (Object.hasOwn(data.hidden, id)) boxes.get(data.hidden[id]).hits++;
    for (const n of cards) { const b = n.off || !n.did ? null : boxes.get("d:" + n.did); if (b && b.fold === "closed") b.hits++; }
  }

  // ---- small strokes -------------------------------------------------------------------------------------------
  const round = (c, x, y, w, h, r) => { c.beginPath(); c.roundRect(x, y, w, h, r); };
  const dash = (c, pattern) => c.setLineDash(scale < 0.3 ? [] : pattern);
  function label(c, text, x, y, size, colour, weight, align) {
    c.font = weight + " " + size + "px " + font; c.fillStyle = colour; c.textAlign = align || "left"; c.fillText(text, x, y);
  }
  function pill(c, text, x, y, w, h, filled, size) {
    round(c, x, y, w, h, h / 2);
    c.fillStyle = filled ? ink.pine : ink.surface; c.fill();
    if (!filled) { c.strokeStyle = ink.pine; c.lineWidth = 1; c.stroke(); }
    label(c, text, x + w / 2, y + h / 2 + size * 0.36, size, filled ? ink["on-pine"] : ink.pine, 600, "center");
  }
  const BADGE = {gap: "warn", changed: "warn", moved: "time", new: "pine", ended: "line", also: "line"};
  function badge(c, text, style, x, y, w) {
    const hue = BADGE[style];
    round(c, x, y, w, 14, 2);
    c.fillStyle = hue === "line" ? ink.surface : ink[hue + "-soft"]; c.fill();
    c.strokeStyle = hue === "pine" ? ink.pine : hue === "line" ? ink["line-field"] : ink[hue + "-line"]; c.lineWidth = 1;
    if (style === "ended") dash(c, [2, 2]);
    c.stroke(); c.setLineDash([]);
    label(c, text, x + w / 2, y + 10.4, 9.5, hue === "line" ? ink["ink-2"] : ink[hue], 600, "center");
  }

  // ---- one card ------------------------------------------------------------------------------------------------
  function frameOf(c, n, chosen) {
    const vacant = n.state === "vacant", faint = n.state === "unknown" || n.inferred;
    c.lineWidth = chosen ? 3 : n.key ? 1.8 : 1;
    c.strokeStyle = chosen ? ink.pine : n.key ? ink.ink : vacant || faint ? ink["line-field"] : ink["line-2"];
    if (scale < NEAR) c.lineWidth = Math.max(c.lineWidth, (chosen ? 2.5 : n.key ? 1.5 : 0.7) / scale);
    if (!chosen && vacant) dash(c, [4, 3]);
    else if (!chosen && faint) dash(c, [1.5, 2.5]);
    c.stroke(); c.setLineDash([]);
  }
  // seen from further away the stance field is a ready picture with a larger sign: one stroke instead of five
  function stamp(stance, size) {
    const tile = document.createElement("canvas"), t = tile.getContext("2d");
    tile.width = Math.ceil(21 * size); tile.height = Math.ceil(33 * size);
    t.scale(tile.width / 21, tile.height / 33);
    round(t, 1, 1, 19, 31, 2); t.fillStyle = stance === "u" ? hatch : ink[stance + "bg"]; t.fill();
    t.strokeStyle = ink[stance + "bd"]; t.lineWidth = Math.max(1.2, 0.9 / size); if (stance === "u") t.setLineDash([2, 2]);
    t.stroke();
    label(t, data.texts.glyphs[stance], 10.5, 22, 15.5, ink[stance + "fg"], 700, "center");
    return tile;
  }
  function stanceField(c, n, l, t) {
    if (!n.stance) return;
    if (scale < NEAR) {
      if (n.stale) c.globalAlpha *= 0.55;
      c.drawImage(stamps[n.stance], l + 2.5, t + 2.5, 21, 33);
      if (n.stale) c.globalAlpha /= 0.55;
      return;
    }
    round(c, l + 3.5, t + 3.5, 19, n.h - 7, 2);
    if (n.stale) c.globalAlpha *= 0.55;
    c.fillStyle = n.stance === "u" ? hatch : ink[n.stance + "bg"]; c.fill();
    c.strokeStyle = ink[n.stance + "bd"]; c.lineWidth = 1;
    if (n.stance === "u" || n.stale) dash(c, [2, 2]);
    c.stroke(); c.setLineDash([]);
    if (n.stale) c.globalAlpha /= 0.55;
    label(c, data.texts.glyphs[n.stance], l + 13, t + n.h / 2 + 4.4, 12, ink[n.stance + "fg"], 700, "center");
    if (n.split) {
      c.strokeStyle = ink[n.stance + "fg"]; c.lineWidth = 1.4; dash(c, [1.4, 2]);
      c.beginPath(); c.moveTo(l + 7, t + n.h - 8); c.lineTo(l + 19, t + n.h - 8); c.stroke(); c.setLineDash([]);
    }
  }
  // from afar a card is its colour and no more
  function block(c, n, l, t, w, h, chosen) {
    round(c, l, t, w, h, 3);
    c.fillStyle = n.kind === "us" ? ink["pine-soft"] : n.stance ? (n.stance === "u" ? ink["u-hatch"] : ink[n.stance + "bg"]) : ink["line-2"]; c.fill();
    if (n.stance === "p1" || n.stance === "n0" || n.stance === "m1") { c.strokeStyle = ink[n.stance + "bd"]; c.lineWidth = 0.6 / scale; c.stroke(); }
    if (n.key || chosen) { c.strokeStyle = chosen ? ink.pine : ink.ink; c.lineWidth = (chosen ? 2.4 : 1.4) / scale; c.stroke(); }
  }
  function card({ctx: c, id, x, y, state}) {
    const n = byId.get(id);
    if (!n) return {nodeDimensions: {width: 0, height: 0}};
    if (scale < FAR && under.has(id)) return n.dim;
    const l = x - n.w / 2, t = y - n.h / 2, us = n.kind === "us", chosen = state.selected || (picked !== null && picked.has(id));
    c.globalAlpha = n.off && !chosen ? FADED : 1;
    if (ringed.size && ringed.has(id)) {
      const wide = Math.max(3, 2.4 / scale);
      round(c, l - wide / 2 - 2, t - wide / 2 - 2, n.w + wide + 4, n.h + wide + 4, 5);
      c.strokeStyle = ink["warn-line"]; c.lineWidth = wide; c.stroke();
    }
    if (scale < FAR) {
      block(c, n, l, t, n.w, n.h, chosen);
      c.globalAlpha = 1;
      return n.dim;
    }
    round(c, l, t, n.w, n.h, 3);
    c.fillStyle = us ? ink["pine-soft"] : n.state === "vacant" ? ink.paper : ink.surface; c.fill();
    if (!us || chosen) frameOf(c, n, chosen);
    else if (state.hover) { c.strokeStyle = ink.pine; c.lineWidth = 1; c.stroke(); }
    if (state.hover && !chosen && !us) { c.strokeStyle = ink.pine; c.lineWidth = 1.5; c.stroke(); }
    c.textBaseline = "alphabetic";
    if (us && scale >= NEAR) pill(c, n.pill[0], l + 8, t + 11, n.pill[1], 16, true, 10.5); else if (!us) stanceField(c, n, l, t);
    const quiet = n.state || n.inferred, tone = quiet ? ink["ink-2"] : ink.ink, weight = n.state ? 400 : 600;
    if (scale < NEAR) {
      const size = Math.min(BIG, Math.max(NAME, 10.5 / scale)), left = us ? 10 : n.left, room = n.w - left - (n.chips && !us ? 7 : 4), full = n.full || n.name, em = n.full ? wide(full) : n.em, whole = em * size <= room;
      const text = whole ? full : squeeze(us ? n.name : n.short, room, size);
      label(c, text, l + left, y + size * 0.36, size, tone, weight);
      if (n.key && whole && (em + 1.1) * size <= room) label(c, "★", l + left + em * size + 2, y + size * 0.3, size * 0.8, ink.ink, 400);
      if (n.chips) for (let i = 0; i < n.chips.length; i++) {
        c.beginPath(); c.arc(l + n.w - 8 - i * 11, t + n.h - 5, 4, 0, 7); c.fillStyle = n.chips[i][1] ? ink.pine : ink.surface; c.fill();
        if (!n.chips[i][1]) { c.strokeStyle = ink.pine; c.lineWidth = 1.2; c.stroke(); }
      }
      if (n.gap) { c.beginPath(); c.arc(l + n.w - 7, t + 7, 4.5, 0, 7); c.fillStyle = ink["warn-line"]; c.fill(); }
    } else {
      label(c, n.name, l + n.left, t + 17, NAME, tone, weight);
      if (n.key) label(c, "★", l + n.left + n.em * NAME + 4, t + 16, 10, ink.ink, 400);
      if (n.role) label(c, n.role, l + n.left, t + 30.5, TITLE, ink["ink-3"], 400);
      let right = l + n.w - 3;
      if (n.chips) for (const [text, filled, w] of n.chips) { pill(c, text, right - w, t + 21, w, 13, filled, 9.5); right -= w + 2; }
      right = l + n.w - 4;
      if (n.badges) for (const [text, style, w] of n.badges) { badge(c, text, style, right - w, t + 4, w); right -= w + 2; }
    }
    c.globalAlpha = 1;
    return n.dim;
  }

  // ---- boxes and their headers ---------------------------------------------------------------------------------
  function header({id}) { const n = byId.get(id); return n ? n.dim : {nodeDimensions: {width: 0, height: 0}}; }
  function title(c, b) {
    const size = Math.min(24, Math.max(11.5, 10.5 / scale)), y = b.y + 13;
    let x = b.x + 10;
    c.textBaseline = "middle";
    if (b.fold) {
      const s = 3.6, cx = x + 3.5;
      c.beginPath();
      if (b.fold === "closed") { c.moveTo(cx - s + 1.5, y - s); c.lineTo(cx + s - 0.5, y); c.lineTo(cx - s + 1.5, y + s); }
      else { c.moveTo(cx - s, y - s + 1.5); c.lineTo(cx + s, y - s + 1.5); c.lineTo(cx, y + s - 0.5); }
      c.fillStyle = ink["ink-2"]; c.fill(); x += 14;
    }
    const chosen = picked !== null && picked.has(b.id), hue = b.mark === "moved" ? ink.time : b.mark === "new" ? ink.pine : chosen ? ink.pine : ink["ink-2"];
    c.font = "600 " + size + "px " + font; c.textAlign = "left"; c.fillStyle = hue;
    // larger letters than the room was cut for: squeeze, never run over; a closed box always says how many are in it
    const room = b.w - 20 - (b.fold ? 14 : 0), small = Math.min(20, Math.max(10, 10 / scale)), spare = room - wide(b.full) * size;
    const fits = text => size <= 15 || spare >= wide(text) * small + 8;
    const count = !b.count || fits(b.count) ? b.count : b.fold === "closed" ? b.count.replace(/\D/g, "") : "";
    const name = size > 11.5 ? squeeze(b.full, count ? room - wide(count) * small - 8 : room, size) : b.name;
    c.strokeStyle = b.level % 2 ? ink.paper : ink.surface; c.lineWidth = 4; c.lineJoin = "round";
    c.strokeText(name, x, y + 0.5); c.fillText(name, x, y + 0.5);
    if (count) {
      c.font = "400 " + small + "px " + font; c.textAlign = "right"; c.fillStyle = ink["ink-3"];
      c.strokeText(count, b.x + b.w - 9, y + 0.5); c.fillText(count, b.x + b.w - 9, y + 0.5);
    }
    c.textBaseline = "alphabetic";
  }
  const wide = text => { let n = 0; for (let i = 0; i < text.length; i++) n += text.charCodeAt(i) > 255 ? 1 : 0.62; return n; };
  function squeeze(text, room, size) {
    let left = room / size;
    for (let i = 0; i < text.length; i++) { left -= text.charCodeAt(i) > 255 ? 1 : 0.62; if (left < 0) return text.slice(0, Math.max(1, i - 1)) + "…"; }
    return text;
  }
  // the foot of a closed box: stances as a bar, key people, gaps; under a filter how many inside pass it
  function strip(c, b) {
    const size = Math.min(22, Math.max(TITLE, 10 / scale)), y = b.y + b.h - 14, filtered = Boolean(filter && filter.ids), notes = [];
    if (filtered) { if (b.hits) notes.push([data.texts.hits.replace("{n}", b.hits), "ink"]); }
    else {
      if (b.gaps) notes.push([data.texts.gaps.replace("{n}", b.gaps), "warn"]);
      if (b.keys) notes.push(["★" + b.keys, "ink"]);
    }
    let right = b.x + b.w - 10;
    if (scale >= FAR) for (const [text, hue] of notes) {
      const w = wide(text) * size;
      if (right - w < b.x + 10) break;
      label(c, text, right, y + size * 0.36, size, ink[hue], 600, "right");
      right -= w + size * 0.7;
    }
    const all = b.bar ? b.bar.reduce((a, n) => a + n, 0) : 0, room = Math.max(0, right - b.x - 10);
    let x = b.x + 10;
    if (filtered && !b.hits) c.globalAlpha = FADED;
    if (all && room > 16) ["p2", "p1", "n0", "m1", "m2", "u"].forEach((s, i) => {
      const w = room * b.bar[i] / all;
      if (!w) return;
      c.fillStyle = s === "u" ? hatch : ink[s + "bg"]; c.fillRect(x, y - 4, w, 8);
      c.strokeStyle = ink[s + "bd"]; c.lineWidth = 0.8; c.strokeRect(x, y - 4, w, 8);
      x += w;
    });
    c.globalAlpha = 1;
  }
  function box(c, b) {
    const chosen = picked !== null && picked.has(b.id), ringing = ringed.size && ringed.has(b.id);
    round(c, b.x, b.y, b.w, b.h, 4);
    c.fillStyle = b.mark === "ended" ? ink.sunken : b.level % 2 ? ink.paper : ink.surface; c.fill();
    c.strokeStyle = ringing ? ink["warn-line"] : chosen || b.mark === "new" ? ink.pine : b.mark === "moved" ? ink.time : b.mark ? ink["ink-3"] : over === b.id ? ink["line-field"] : ink["line-2"];
    c.lineWidth = ringing || chosen ? Math.max(3, 2 / scale) : b.mark ? 1.6 : Math.max(1, 0.6 / scale);
    if (b.mark === "ended") dash(c, [5, 4]);
    c.stroke(); c.setLineDash([]);
    if (b.fold === "closed") { c.strokeStyle = ink["line-2"]; c.lineWidth = 1; c.beginPath(); c.moveTo(b.x + 4, b.y + b.h + 2.5); c.lineTo(b.x + b.w - 4, b.y + b.h + 2.5); c.stroke(); }
    if (b.fold === "closed") strip(c, b);
  }

  // ---- what of the map is in view --------------------------------------------------------------------------------
  let view = [0, 0, 0, 0];
  function look() {
    const p = network.getViewPosition(), w = holder.clientWidth / 2 / scale + 8, h = holder.clientHeight / 2 / scale + 8;
    view = [p.x - w, p.y - h, p.x + w, p.y + h];
  }
  const seen = b => b[2] >= view[0] && b[0] <= view[2] && b[3] >= view[1] && b[1] <= view[3];
  function around(p) {
    const found = [p[0], p[1], p[0], p[1]];
    for (let i = 2; i < p.length; i += 2) {
      found[0] = Math.min(found[0], p[i]); found[2] = Math.max(found[2], p[i]);
      found[1] = Math.min(found[1], p[i + 1]); found[3] = Math.max(found[3], p[i + 1]);
    }
    return found;
  }

  // ---- lines ---------------------------------------------------------------------------------------------------
  function trace(c, p) { c.moveTo(p[0], p[1]); for (let i = 2; i < p.length; i += 2) c.lineTo(p[i], p[i + 1]); }
  function stroke(c, edges, colour, width) {
    c.strokeStyle = colour; c.lineWidth = width; c.lineJoin = "round"; c.beginPath();
    for (const e of edges) if (seen(e.box)) trace(c, e.points);
    c.stroke();
  }
  function before(c) {
    scale = network.getScale();
    look();
    nameBoxes();
    const sharp = scale * window.devicePixelRatio;
    if (scale < NEAR && Math.abs(sharp / (stampSize || 1e-9) - 1) > 0.02) {
      stampSize = sharp; stamps = Object.fromEntries(Object.keys(data.texts.glyphs).map(s => [s, stamp(s, sharp)]));
    }
    for (const b of data.boxes) if (seen([b.x, b.y, b.x + b.w, b.y + b.h])) box(c, b);
    const width = Math.max(1.2, 0.8 / scale);
    stroke(c, reports, ink["line-map"], width);
    if (dotted.length && scale >= (dotted.length > FEW ? NEAR : FAR)) { c.setLineDash([2, 4]); stroke(c, dotted, ink["line-map"], 1.2); c.setLineDash([]); }
    if (picked !== null) own(c);
    // names over lines: none is struck through
    if (scale >= FAR) for (const b of data.boxes) if (seen([b.x, b.y, b.x + b.w, b.y + 26])) title(c, b);
  }
  function own(c) {
    const mine = e => picked.has(e.from) || picked.has(e.to);
    stroke(c, reports.filter(mine), ink["ink-2"], Math.max(2, 1.4 / scale));
    const loose = dotted.filter(mine);
    if (loose.length) { dash(c, [4, 3]); stroke(c, loose, ink["ink-2"], Math.max(2, 1.4 / scale)); c.setLineDash([]); }
  }
  const TIES = {contact: ["pine", [], 1.8], covers: ["pine", [2, 3], 1.4], influence: ["ink-2", [5, 4], 1.8], knows: ["ink-3", [1.5, 3], 1.6]};
  function spot(id) { const n = byId.get(id), b = boxes.get(id); return b && (b.fold === "closed") ? {x: b.x + b.w / 2, y: b.y + b.h / 2, w: b.w, h: b.h} : n; }
  function edgeOf(a, x, y) {                            // where the straight line from the middle of a to x, y leaves a
    const dx = x - a.x, dy = y - a.y, k = Math.min(a.w / 2 / Math.max(1e-6, Math.abs(dx)), a.h / 2 / Math.max(1e-6, Math.abs(dy)));
    return [a.x + dx * k, a.y + dy * k];
  }
  function tie(c, e) {
    const a = spot(e.from), b = spot(e.to);
    if (!a || !b) return;
    const [hue, pattern, width] = TIES[e.kind], mx = (a.x + b.x) / 2, my = (a.y + b.y) / 2, bend = Math.min(90, 24 + Math.hypot(a.x - b.x, a.y - b.y) * 0.1);
    const flat = Math.abs(a.y - b.y) < Math.abs(a.x - b.x), qx = flat ? mx : mx + bend, qy = flat ? my - bend : my;
    const [sx, sy] = edgeOf(a, qx, qy), [ex, ey] = edgeOf(b, qx, qy);
    c.lineCap = "round";
    for (const halo of [true, false]) {
      c.strokeStyle = halo ? ink.surface : ink[hue]; c.lineWidth = Math.max(width, width * 0.8 / scale) + (halo ? Math.max(2.4, 2 / scale) : 0);
      dash(c, halo ? [] : pattern); c.globalAlpha = halo ? 0.75 : 1;
      c.beginPath(); c.moveTo(sx, sy); c.quadraticCurveTo(qx, qy, ex, ey); c.stroke();
    }
    c.setLineDash([]); c.lineCap = "butt";
    if (e.kind !== "influence") return;
    const r = Math.max(7, 6 / scale), turn = Math.atan2(ey - qy, ex - qx);
    c.beginPath(); c.moveTo(ex, ey); c.lineTo(ex - r * Math.cos(turn - 0.4), ey - r * Math.sin(turn - 0.4)); c.lineTo(ex - r * Math.cos(turn + 0.4), ey - r * Math.sin(turn + 0.4));
    c.closePath(); c.fillStyle = ink[hue]; c.fill();
  }
  // From afar a name keeps its size on the screen. A card it would lie on is drawn as a small block behind the name instead.
  function nameBoxes() {
    if (namedAt === scale) return;
    namedAt = scale; named = []; under = new Map();
    if (scale >= FAR) return;
    for (const b of data.boxes) {
      const size = (b.level ? 10.5 : 12) / scale, rect = [b.x, b.y, b.x + b.w, b.y + size * 1.3];
      if (!b.full || b.level > 1 || b.w * scale < (b.level ? 64 : 40) || b.h < size * 1.3) continue;
      if (b.level && named.some(n => hit(n.rect, rect))) continue;
      const below = cards.filter(n => !under.has(n.id) && hit(rect, [n.x - n.w / 2, n.y - n.h / 2, n.x + n.w / 2, n.y + n.h / 2]));
      for (const n of below) under.set(n.id, b.id);
      named.push({b, size, rect, below});
    }
  }
  const hit = (a, b) => a[2] > b[0] && a[0] < b[2] && a[3] > b[1] && a[1] < b[3];
  function nameFromAfar(c, {b, size, below}) {
    const step = 12 / scale, room = b.w - 8 / scale, kept = Math.min(below.length, Math.max(0, Math.floor((room * 0.4) / step)));
    const name = squeeze(b.full, room - kept * step, size), y = b.y + size * 0.66;
    c.font = "600 " + size + "px " + font; c.lineWidth = 3.5 / scale; c.textAlign = "left"; c.textBaseline = "middle"; c.lineJoin = "round";
    c.strokeStyle = b.level % 2 ? ink.paper : ink.surface; c.fillStyle = ink.ink;
    c.strokeText(name, b.x + 4 / scale, y); c.fillText(name, b.x + 4 / scale, y);
    let x = b.x + 4 / scale + wide(name) * size + 4 / scale;
    for (const n of below) {
      if (x + 10 / scale > b.x + b.w) break;
      const chosen = picked !== null && picked.has(n.id);
      c.globalAlpha = n.off && !chosen ? FADED : 1;
      if (ringed.has(n.id)) { c.fillStyle = ink["warn-line"]; c.fillRect(x - 2 / scale, y - 6 / scale, 13 / scale, 12 / scale); }
      block(c, n, x, y - 4 / scale, 9 / scale, 8 / scale, chosen);
      c.globalAlpha = 1;
      x += step;
    }
    c.textBaseline = "alphabetic";
  }
  function after(c) {
    c.globalAlpha = 1;
    if (picked !== null) for (const e of ties) if (picked.has(e.from) || picked.has(e.to)) tie(c, e);
    if (scale < FAR) for (const n of named) if (seen(n.rect)) nameFromAfar(c, n);
    if (!window.mapReady) { window.mapReady = true; window.mapReadyAt = performance.now(); say("ready"); }
  }

  // ---- the bridge to the page around ---------------------------------------------------------------------------
  const say = (type, more) => window.parent.postMessage({source: "org-map", type, ...more}, "*");
  function about(id) {
    const n = byId.get(id), kind = n.kind === "dept" ? "department" : n.kind === "us" ? "member" : n.kind;
    return {id, kind, person_id: n.pid ?? null, seat_id: n.sid ?? null, department_id: n.did ?? null, member_id: n.mid ?? null};
  }
  function pick(id, tell) {
    picked = same(id); network.selectNodes([id], false); network.redraw();
    if (tell) say("select", about(id));
  }
  function clear(tell) {
    if (picked === null) return;
    picked = null; network.unselectAll(); network.redraw();
    if (tell) say("clear");
  }
  function scaleOfAll() { return Math.max(0.05, Math.min(1.1, (holder.clientWidth - 24) / data.width, (holder.clientHeight - 24) / data.height)); }
  function showAll() { network.moveTo({position: {x: data.width / 2, y: data.height / 2}, scale: scaleOfAll()}); }
  function fit() { touched = false; home = fit; showAll(); }
  // The first view: all of it where that can be read, else the top of it as small as can be read.
  function begin() {
    touched = false; home = begin;
    if (scaleOfAll() >= LEAST || !data.boxes.length) { showAll(); return; }
    const w = holder.clientWidth / 2 / LEAST, h = holder.clientHeight / 2 / LEAST, edge = 12 / LEAST, top = data.boxes[0];
    network.moveTo({scale: LEAST, position: {
      x: data.width + 2 * edge <= 2 * w ? data.width / 2 : Math.min(data.width - w + edge, Math.max(w - edge, top.x + top.w / 2)),
      y: data.height + 2 * edge <= 2 * h ? data.height / 2 : h - edge}});
  }
  const glide = () => calm.matches ? false : {duration: 200, easingFunction: "easeInOutQuad"};
  function focus(id) {
    const [found] = meant(id);
    if (!found) return;
    if (Object.hasOwn(data.hidden, id)) say("covered", {id});
    pick(found, false);
    touched = true;
    const b = boxes.get(found), n = byId.get(found);
    network.moveTo({position: b ? {x: b.x + b.w / 2, y: b.y + b.h / 2} : {x: n.x, y: n.y}, scale: Math.max(b ? 0.6 : 1, network.getScale()), animation: glide()});
  }
  function zoom(by) { touched = true; network.moveTo({scale: Math.min(4, Math.max(0.04, network.getScale() * by))}); }
  function pan(dx, dy) { const p = network.getViewPosition(), s = network.getScale(); touched = true; network.moveTo({position: {x: p.x + dx / s, y: p.y + dy / s}}); }
  function renew(next) {
    const kept = picked === null ? null : [...picked][0], broad = data.width, high = data.height, gone = new Set(byId.keys());
    take(next);
    for (const id of byId.keys()) gone.delete(id);
    nodes.remove([...gone]); nodes.update(data.nodes.map(given));
    picked = null; network.unselectAll();
    if (kept !== null && byId.has(kept)) pick(kept, false);
    const was = anchor, now = was && boxes.get(was.id);
    anchor = null;
    if (now) {                                          // what was folded or unfolded stays under the pointer
      const p = network.getViewPosition();
      touched = true; network.moveTo({position: {x: p.x + now.x - was.x, y: p.y + now.y - was.y}});
    } else if (!touched && (broad !== data.width || high !== data.height)) home();
    network.redraw();
  }
  const HEAR = {
    hello: () => { if (window.mapReady) say("ready"); },  // from a host that began to listen too late
    focus: m => focus(m.id), fit, zoom: m => zoom(Number(m.by) || 1), clear: () => clear(false),
    theme: m => { if (["light", "dark", "auto"].includes(m.theme)) { root.dataset.theme = m.theme; readColours(); network.redraw(); } },
    filter: m => { filter = m; judge(); network.redraw(); },
    highlight: m => { ringed = new Set((m.ids || []).flatMap(meant)); network.redraw(); },
    data: m => renew(m.data),
  };
  window.addEventListener("message", ev => {
    if (ev.source !== window.parent || !ev.data || ev.data.source !== "org-map-host" || !Object.hasOwn(HEAR, ev.data.type)) return;
    HEAR[ev.data.type](ev.data);
  });

  // ---- start ---------------------------------------------------------------------------------------------------
  const given = n => ({id: n.id, x: n.x, y: n.y, shape: "custom", ctxRenderer: n.kind === "dept" ? header : card, title: n.title, label: undefined});
  take({...json("map-data"), nodes: json("map-nodes"), edges: json("map-edges")});
  readColours();
  nodes = new vis.DataSet(data.nodes.map(given));
  network = window.network = new vis.Network(holder, {nodes, edges: new vis.DataSet([])}, options);
  network.on("beforeDrawing", before);
  network.on("afterDrawing", after);
  begin();
  const boxUnder = p => { for (let i = data.boxes.length - 1; i >= 0; i--) { const b = data.boxes[i]; if (p.x >= b.x && p.x <= b.x + b.w && p.y >= b.y && p.y <= b.y + b.h) return b; } return null; };
  network.on("click", ev => {
    const at = ev.pointer.canvas, id = ev.nodes[0], b = boxUnder(at);
    if (b && b.fold && ((!id && b.fold === "closed") || (id === b.id && (b.fold === "closed" || at.x < b.x + 26)))) { network.unselectAll(); anchor = {id: b.id, x: b.x, y: b.y}; say("fold", {department_id: b.did}); return; }
    if (id !== undefined) pick(id, true); else clear(true);
  });
  network.on("doubleClick", ev => { if (ev.nodes.length) say("open", about(ev.nodes[0])); });
  network.on("hoverNode", ev => { over = ev.node; holder.classList.add("over"); network.redraw(); });
  network.on("blurNode", () => { over = null; holder.classList.remove("over"); network.redraw(); });
  network.on("dragStart", () => { touched = true; });
  network.on("zoom", () => { touched = true; });
  // vis puts its old view back after it has told of the new size; a hidden frame has none
  network.on("resize", () => queueMicrotask(() => { if (!touched && holder.clientWidth) home(); }));
  holder.addEventListener("keydown", ev => {
    if (ev.ctrlKey || ev.metaKey || ev.altKey) return;
    const step = 80, act = {
      ArrowLeft: () => pan(-step, 0), ArrowRight: () => pan(step, 0), ArrowUp: () => pan(0, -step), ArrowDown: () => pan(0, step),
      "+": () => zoom(1.2), ";": () => zoom(1.2), "=": () => zoom(1.2), "-": () => zoom(1 / 1.2), "0": fit, Home: fit, Escape: () => clear(true),
      Enter: () => { if (picked !== null) say("open", about([...picked][0])); },
    }[ev.key];
    if (act) { ev.preventDefault(); act(); }
  });
  calm.addEventListener("change", () => network.redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); network.redraw(); });
})();
