// vm/record/page/heap.js -- objects as boxes with their headers, and arrows to what they hold.
const SVG = "http://www.w3.org/2000/svg";
let heapLimit = 40, selected = 0;

function svg(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  if (text !== undefined) made.textContent = text;
  return made;
}

const cut = (text, most) => text.length > most ? text.slice(0, most - 3) + "..." : text;
const countText = count => count < 0 ? "immortal" : String(count);
// What the program itself holds, without the interpreter's business; found once for each content.
function visibleEdges(id) {
  const content = contentOf(id);
  if (!content || !content.edges) return [];
  if (!content.visible) content.visible = content.edges.filter(e => !e[4] && !/^\['__\w+__'\]$/.test(e[1] || ""));
  return content.visible;
}
// Texts, numbers, None and the like are written where they are held.
const isPlain = id => {
  const content = contentOf(id);
  if (!content) return true;
  if (content.details && id !== 0) return false;
  return visibleEdges(id).length === 0 && !["list", "tuple", "dict", "set", "frozenset"].includes(typeName(id))
    || ["type", "module", "code", "builtin_function_or_method", "method_descriptor"].includes(typeName(id));
};

/* --- what to draw: everything held by frames and module variables, nearest first --- */

function rootsNow() {
  const roots = [], seen = new Set();
  const add = value => { if (isObject(value) && !seen.has(value)) { seen.add(value); roots.push(value); } };
  for (let i = state.stack.length - 1; i >= 0; i--) {
    const frame = state.stack[i];
    registersOf(frame).forEach(add);
    const globals = recording.frames[frame - 1].globals;
    if (i === 0 && isObject(globals)) visibleEdges(globals).forEach(e => add(e[2]));
  }
  return roots;
}

function boxesToDraw() {
  const depth = new Map(), queue = [];
  const visit = (id, level) => {
    if (depth.has(id) || isPlain(id)) return;
    depth.set(id, level);
    queue.push(id);
  };
  rootsNow().forEach(id => visit(id, 0));
  for (let i = 0; i < queue.length; i++) {
    const level = depth.get(queue[i]);
    for (const edge of visibleEdges(queue[i])) if (isObject(edge[2])) visit(edge[2], level + 1);
  }
  return { depth, order: queue };
}

/* --- a box: header (number, type, count), then a row for each thing held --- */

const ROW = 18, WIDTH = 168, GAP_X = 46, GAP_Y = 14, MOST_ROWS = 10;

function rowsOf(id) {
  const edges = visibleEdges(id), rows = [];
  edges.slice(0, MOST_ROWS).forEach((e, i) => {
    const name = e[1] === null ? String(i) : e[1].replace(/^\[(.*)\]$/s, "$1");
    rows.push({ name, value: e[2], key: e[3] });
  });
  const content = contentOf(id);
  const left = edges.length - rows.length + ((content && content.more) || 0);
  if (left > 0) rows.push({ name: `... ${left} more`, value: null });
  if (!rows.length && content) rows.push({ name: cut(content.text, 24), value: null });
  return rows;
}

function layOut(order, depth) {
  const columns = [], places = new Map();
  for (const id of order) {
    const rows = rowsOf(id), column = Math.min(depth.get(id), 5);
    const height = ROW * (rows.length + 1) + 6;
    const y = columns[column] || 8;
    columns[column] = y + height + GAP_Y;
    places.set(id, { x: 8 + column * (WIDTH + GAP_X), y, height, rows });
  }
  return { places, width: 8 + columns.length * (WIDTH + GAP_X), height: Math.max(60, ...columns.filter(Boolean)) };
}

function drawBox(id, place, changed) {
  const object = state.objects.get(id);
  const box = svg("g", { class: "box" + (changed.has(id) ? " changed" : "") + (changed.fresh.has(id) ? " fresh" : "")
    + (id === selected ? " selected" : ""), transform: `translate(${place.x},${place.y})`, "data-object": id,
    tabindex: 0, role: "button", "aria-label": `object ${id}, ${typeName(id)}, count ${countText(object.count)}` });
  box.append(svg("rect", { width: WIDTH, height: place.height, rx: 4 }));
  const head = svg("g", { class: "head" });
  head.append(svg("text", { x: 6, y: 13 }, `#${id} ${cut(typeName(id) || "", 14)}`));
  head.append(svg("text", { x: WIDTH - 6, y: 13, "text-anchor": "end" }, "count " + countText(object.count)));
  box.append(head);
  place.rows.forEach((row, i) => {
    const y = ROW * (i + 1) + 2;
    box.append(svg("rect", { class: "cell", x: 4, y, width: WIDTH - 8, height: ROW }));
    box.append(svg("text", { class: "dim", x: 8, y: y + 13 }, cut(row.name, 12)));
    if (row.value === null) return;
    const direct = !isObject(row.value) || isPlain(row.value);
    const text = direct ? textOf(row.value) : "#" + row.value;
    box.append(svg("text", { x: WIDTH - 8, y: y + 13, "text-anchor": "end" }, cut(text, 14)));
  });
  return box;
}

function drawArrows(places, from, place) {
  const arrows = [];
  place.rows.forEach((row, i) => {
    const to = isObject(row.value) && places.get(row.value);
    if (!to) return;
    const x1 = place.x + WIDTH, y1 = place.y + ROW * (i + 1) + 11, y2 = to.y + 9;
    const forward = to.x > place.x;
    const x2 = forward ? to.x : to.x + WIDTH, bend = forward ? Math.max(24, (x2 - x1) / 2) : 30;
    const d = `M${x1},${y1} C${x1 + bend},${y1} ${forward ? x2 - bend : x2 + bend},${y2} ${x2},${y2}`;
    arrows.push(svg("path", { class: "arrow" + (from === selected || row.value === selected ? " lit" : ""), d }));
  });
  return arrows;
}

function changedNow() {
  const changed = new Set();
  changed.fresh = new Set();
  if (state.at > 0)
    for (const [kind, id, was] of steps[state.at - 1][2]) {
      if (kind === "C" || kind === "O") changed.add(id);
      if (kind === "O" && was === null) changed.fresh.add(id);
    }
  return changed;
}

function showHeap() {
  const { depth, order } = boxesToDraw();
  const shown = order.slice(0, heapLimit);
  const { places, width, height } = layOut(shown, depth);
  const drawing = svg("svg", { width, height, role: "group" });
  const defs = svg("defs", {}), tip = svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4,
    markerWidth: 6, markerHeight: 6, orient: "auto" });
  tip.append(svg("path", { d: "M0,0 L8,4 L0,8 z", fill: "currentColor" }));
  defs.append(tip);
  drawing.append(defs);
  const changed = changedNow();
  for (const [id, place] of places) drawing.append(drawBox(id, place, changed));
  for (const [id, place] of places) drawing.append(...drawArrows(places, id, place));
  const box = $("#heap .scroll"), left = order.length - shown.length;
  box.replaceChildren(drawing);
  if (left > 0) {
    const more = element("button", "more", `... ${left} more`);
    more.onclick = () => { heapLimit *= 2; showHeap(); };
    box.append(more);
  }
  $("#heap h2 small").textContent = `${shown.length} of ${order.length} containers; others stand where they are held`;
}
