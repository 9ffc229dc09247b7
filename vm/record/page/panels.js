// vm/record/page/panels.js -- frames, the selected object, views over bytes, match, output.
function link(value) {
  if (!isObject(value)) return element("span", "", value === null ? "" : value);
  const made = element("span", "object-link", cut(textOf(value), 60));
  made.append(" ", element("small", "", "#" + value));
  made.dataset.object = value;
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  return made;
}

/* --- frames and registers --- */

const MOST_FRAMES = 8;
let allFrames = false;

function frameTable(frame, running) {
  const code = codeOfFrame(frame), values = registersOf(frame), table = element("table");
  const i = running ? instructionAt(state.at) : null;
  const written = new Set();
  if (state.at > 0)
    for (const c of steps[state.at - 1][2]) if (c[0] === "R" && c[1] === frame) written.add(c[2]);
  values.forEach((value, number) => {
    if (value === null && number >= code.variables.length && !written.has(number)) return;
    const row = element("tr"), name = element("td", "", registerName(code, number)), cell = element("td");
    if (i && i.reads.includes(number)) row.classList.add("read");
    if (written.has(number)) row.classList.add("written");
    if (value === null) cell.append(element("span", "id", "empty"));
    else cell.append(link(value));
    row.append(name, cell);
    table.append(row);
  });
  return table;
}

function globalsTable(frame) {
  const globals = recording.frames[frame - 1].globals, table = element("table");
  if (!isObject(globals)) return table;
  for (const e of visibleEdges(globals)) {
    const row = element("tr"), cell = element("td");
    cell.append(link(e[2]));
    row.append(element("td", "", e[1].replace(/^\['(.*)'\]$/, "$1")), cell);
    table.append(row);
  }
  return table;
}

function showFrames() {
  const box = $("#frames .scroll"), made = [];
  const count = state.stack.length, first = allFrames ? 0 : Math.max(0, count - MOST_FRAMES);
  for (let n = count - 1; n >= first; n--) {
    const frame = state.stack[n], code = codeOfFrame(frame), part = element("details", "frame");
    const running = n === count - 1;
    part.open = n > count - 3 || n === 0;
    if (running) part.classList.add("running");
    part.append(element("summary", "", `${code.qualname}  (frame ${frame})`));
    part.append(frameTable(frame, running));
    if (code.name === "<module>") part.append(globalsTable(frame));
    made.push(part);
  }
  if (first > 0) {
    const more = element("button", "more", `... ${first} more frames`);
    more.onclick = () => { allFrames = true; showFrames(); };
    made.push(more);
  }
  box.replaceChildren(...made);
}

/* --- the selected object: header, contents, holders, count over time --- */

function holdersOf(id) {
  const found = [];
  for (const frame of state.stack)
    registersOf(frame).forEach((value, number) => {
      if (value === id) found.push(`${registerName(codeOfFrame(frame), number)} in ${codeOfFrame(frame).qualname}`);
    });
  for (const [other, object] of state.objects) {
    if (object.content === null) continue;
    for (const e of edgesOf(other)) {
      if (e[2] === id) found.push(`#${other} ${typeName(other)} ${e[1] === null ? "item" : e[1]}`);
      if (e[3] === id) found.push(`#${other} ${typeName(other)} key`);
    }
  }
  return found;
}

function showObject() {
  const box = $("#object > div"), object = state.objects.get(selected);
  $("#object h2 small").textContent = selected ? `#${selected} ${typeName(selected) || ""}` : "";
  if (!selected) return;
  if (!object || object.content === null) {
    box.replaceChildren(element("div", "note", "not there (or not in sight) at this step"));
    return;
  }
  const header = element("div");
  header.style.padding = "0 8px";
  for (const [value, name] of [[countText(object.count), "count, 4 octets"], ["flags", "flags, 4 octets"],
    [typeName(selected), "type, 8 octets"], ["...", "contents"]]) {
    const field = element("span", "field", value);
    field.append(element("small", "", name));
    header.append(field);
  }
  const content = contentOf(selected), holders = holdersOf(selected);
  const text = element("div", "note mono", textOf(selected, 3) || content.text);
  const length = content.length !== undefined ? `length ${content.length}; ` : "";
  const held = element("div", "note", `${length}held by: ${holders.slice(0, 12).join(", ") || "nothing in sight"}`
    + (holders.length > 12 ? `, ... ${holders.length - 12} more` : ""));
  box.replaceChildren(header, text, held);
}

function showCounts() {
  const box = $("#counts > div");
  if (!selected) { box.replaceChildren(element("div", "note", "click an object")); return; }
  const start = recording.start.objects.find(([id]) => id === selected);
  const points = [[0, start ? Math.max(0, start[1]) : 0]];
  for (const [step, kind, after] of changesOf(selected)) if (kind === "C") points.push([step + 1, Math.max(0, after)]);
  const most = Math.max(1, ...points.map(p => p[1])), total = Math.max(1, steps.length);
  const x = step => 1000 * step / total, y = count => 76 - 70 * count / most;
  let path = "", level = points[0][1];
  for (const [step, count] of points) {
    path += `${x(step)},${y(level)} ${x(step)},${y(count)} `;
    level = count;
  }
  path += `1000,${y(level)}`;
  const drawing = svg("svg", { viewBox: "0 0 1000 84", preserveAspectRatio: "none", role: "img",
    "aria-label": `count of object ${selected}, at most ${most}` });
  drawing.append(svg("polyline", { points: path }));
  drawing.append(svg("line", { x1: x(state.at), x2: x(state.at), y1: 0, y2: 84 }));
  drawing.onclick = event => goTo(Math.round(event.offsetX / drawing.clientWidth * total));
  const object = state.objects.get(selected);
  box.replaceChildren(drawing, element("div", "note", `now ${countText(object ? object.count : 0)}, at most ${most}`));
}

/* --- bytes: a strip for each buffer, a window for each view over it --- */

function octetsOf(id) {
  const details = detailsOf(id);
  if (!details || details.octets === undefined) return null;
  return details.octets.match(/../g) || [];
}

function previousOctets(id) {
  if (state.at === 0) return null;
  for (const [kind, other, was] of steps[state.at - 1][2]) {
    if (kind !== "O" || other !== id || was === null || !contents[was].details) continue;
    const details = JSON.parse(contents[was].details);
    if (details.octets !== undefined) return details.octets.match(/../g) || [];
  }
  return null;
}

// Octets of the exporter that a view reaches, with steps and shape taken into account.
function reachOf(view) {
  const reach = new Set(), shape = view.shape || [view.length / view.itemsize];
  const strides = view.strides || [view.itemsize];
  const visit = (axis, offset) => {
    if (reach.size > 4096) return;
    if (axis === shape.length) {
      for (let i = 0; i < view.itemsize; i++) reach.add(offset + i);
      return;
    }
    for (let i = 0; i < shape[axis]; i++) visit(axis + 1, offset + i * strides[axis]);
  };
  visit(0, view.offset);
  return reach;
}

function windowRow(id, view, count, flash) {
  const row = element("div", "window"), reach = reachOf(view);
  row.dataset.object = id;
  let inWindow = false;
  for (let i = 0; i < count; i++) {
    const hit = reach.has(i), cell = element("span", hit ? "in" : "");
    if (hit && !inWindow) cell.classList.add("first");
    if (hit && flash.has(i)) cell.classList.add("flash");
    inWindow = hit;
    row.append(cell);
  }
  const shape = view.shape ? view.shape.join("x") : "";
  row.append(element("em", "", `#${id} format ${view.format || "B"}, shape ${shape}, strides `
    + `${(view.strides || []).join(",")}${view.readonly ? ", read only" : ""}`));
  return row;
}

function showViews() {
  const exporters = new Map();
  for (const [id, object] of state.objects) {
    if (object.content === null) continue;
    const details = detailsOf(id);
    if (!details) continue;
    if (details.exporter) {
      if (!exporters.has(details.exporter)) exporters.set(details.exporter, []);
      exporters.get(details.exporter).push([id, details]);
    } else if (["bytearray", "array.array", "array"].includes(typeName(id)) && !exporters.has(id)) {
      exporters.set(id, []);
    }
  }
  const box = $("#views > div"), made = [];
  for (const [id, views] of exporters) {
    const octets = octetsOf(id);
    if (!octets) continue;
    const was = previousOctets(id), flash = new Set();
    if (was) octets.forEach((octet, i) => { if (octet !== was[i]) flash.add(i); });
    const strip = element("div", "strip"), row = element("div", "octets");
    strip.append(link(id), element("span", "note", `${octets.length} octets shown of ${contentOf(id).length}`));
    octets.forEach((octet, i) => {
      const cell = element("span", flash.has(i) ? "flash" : "", octet);
      cell.append(element("small", "", i));
      row.append(cell);
    });
    strip.append(row);
    for (const [view, details] of views) strip.append(windowRow(view, details, octets.length, flash));
    made.push(strip);
  }
  $("#views").hidden = made.length === 0;
  box.replaceChildren(...made);
}

/* --- match: what has been tried so far, case by case --- */

function ancestor(node, kind) {
  while (node >= 0 && recording.tree[node][0] !== kind) node = recording.tree[node][1];
  return node;
}

// Is the node in the body of the case, behind pattern and guard?
const STATEMENT = new RegExp("^(Assign|AugAssign|AnnAssign|Expr|Return|If|For|While|With|Try|TryStar|Raise|Pass|Break"
  + "|Continue|Delete|Global|Nonlocal|Import|ImportFrom|Assert|FunctionDef|ClassDef|Match|TypeAlias|Async.*)$");
function isInBody(node, part) {
  while (node >= 0 && recording.tree[node][1] !== part) node = recording.tree[node][1];
  return node >= 0 && STATEMENT.test(recording.tree[node][0]);
}

// The next step of the same frame; -1 if there is none.
function nextInFrame(step) {
  for (let i = step + 1; i < steps.length && i < step + 5000; i++) if (steps[i][0] === steps[step][0]) return i;
  return -1;
}

function attemptsAt(step) {
  const here = instructionAt(step);
  if (!here || here.node < 0) return null;
  const match = ancestor(here.node, "Match");
  if (match < 0) return null;
  const frame = steps[step][0], cases = new Map();
  let first = step;
  for (let i = step; i >= 0 && i > step - 3000; i--) {
    if (steps[i][0] !== frame) continue;
    const instruction = instructionAt(i);
    if (!instruction || ancestor(instruction.node, "Match") !== match) break;
    first = i;
  }
  for (let i = first; i <= step; i++) {
    if (steps[i][0] !== frame) continue;
    const instruction = instructionAt(i), part = ancestor(instruction.node, "match_case");
    if (part < 0) continue;
    const next = nextInFrame(i);
    const jumped = instruction.target !== undefined && next >= 0 && next <= step
      && steps[next][1] !== instruction.at + instruction.words && steps[next][1] === instruction.target;
    const test = instruction.op.startsWith("MATCH_") || instruction.op.startsWith("JUMP_");
    if (!cases.has(part)) cases.set(part, { failed: null });
    if (test && jumped) cases.get(part).failed = instruction;
  }
  return { match, cases };
}

function showMatch() {
  const attempts = recording.tree ? attemptsAt(state.at) : null;
  $("#match").hidden = !attempts;
  if (!attempts) return;
  const made = [], last = [...attempts.cases.keys()].pop(), here = instructionAt(state.at);
  for (const [part, { failed }] of attempts.cases) {
    const pattern = cut(textOfSpan(nodeSpan(part)).replace(/:.*$/s, ""), 60);
    const trying = part === last && !failed && !isInBody(here.node, part);
    const row = element("div", "case " + (failed ? "no" : "yes"),
      `${failed ? "no " : trying ? "..." : "yes"} ${pattern}` + (failed ? `   not ${textOfSpan(failed.span)}` : ""));
    made.push(row);
  }
  $("#match > div").replaceChildren(...made);
}

/* --- output --- */

function showOutput() {
  const pre = $("#output pre");
  pre.replaceChildren(...state.output.map(([stream, text]) => element("span", stream === 2 ? "error" : "", text)));
  pre.parentElement.scrollTop = pre.parentElement.scrollHeight;
}
