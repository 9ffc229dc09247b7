// vm/record/page/link.js -- source, tokens, tree and code, linked by the spans they share.
const $ = selector => document.querySelector(selector);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const lines = (recording.source || "").split("\n").map(line => Array.from(line));
const before = (l1, c1, l2, c2) => l1 < l2 || (l1 === l2 && c1 <= c2);
const inside = (inner, outer) => before(outer[0], outer[1], inner[0], inner[1])
  && before(inner[2], inner[3], outer[2], outer[3]);

const tokenPieces = [], tokenRows = [], nodeRows = [], sourceRows = [];
const tokenSpan = t => recording.tokens[t].slice(2, 6);
const nodeSpan = n => recording.tree[n].slice(2, 6);

// Text of a span, in one line.
function textOfSpan(span) {
  if (!span) return "";
  let text = "";
  for (let l = span[0]; l <= span[2] && l <= lines.length; l++) {
    const from = l === span[0] ? span[1] : 0, to = l === span[2] ? span[3] : undefined;
    text += lines[l - 1].slice(from, to).join("").trim() + (l < span[2] ? " " : "");
  }
  return text;
}

/* --- source: a row for each line, cut into tokens --- */

function buildSource() {
  const pre = $("#source pre");
  const cuts = lines.map(() => []);
  (recording.tokens || []).forEach((token, t) => {
    for (let l = token[2]; l <= token[4] && l <= lines.length; l++) {
      const from = l === token[2] ? token[3] : 0, to = l === token[4] ? token[5] : lines[l - 1].length;
      if (to > from) cuts[l - 1].push([from, to, t]);
    }
  });
  lines.forEach((line, l) => {
    const row = element("div", "row"), code = element("code");
    row.append(element("span", "number", l + 1), code);
    let at = 0;
    for (const [from, to, t] of cuts[l]) {
      if (from < at) continue;
      code.append(line.slice(at, from).join(""));
      const piece = element("span", "piece", line.slice(from, to).join(""));
      piece.dataset.token = t;
      (tokenPieces[t] = tokenPieces[t] || []).push(piece);
      code.append(piece);
      at = to;
    }
    code.append(line.slice(at).join("") || " ");
    sourceRows.push(row);
    pre.append(row);
  });
}

function buildTokens() {
  const box = $("#tokens .scroll");
  (recording.tokens || []).forEach(([kind, text], t) => {
    const token = element("span", "token", text.trim() ? text : "\u00a0");
    token.append(element("i", "", kind));
    token.dataset.token = t;
    tokenRows.push(token);
    box.append(token);
  });
}

function buildTree() {
  const box = $("#tree .scroll"), depth = [];
  (recording.tree || []).forEach(([kind, parent], n) => {
    depth[n] = parent < 0 ? 0 : depth[parent] + 1;
    const row = element("div", "node", "  ".repeat(depth[n]) + kind);
    const text = textOfSpan(nodeSpan(n));
    row.append(element("i", "", "  " + (text.length > 40 ? text.slice(0, 40) + "..." : text)));
    row.dataset.node = n;
    nodeRows.push(row);
    box.append(row);
  });
}

/* --- code: built once for each code object, when first shown --- */

let shownCode = -1;
const codeRows = new Map();

function buildCode(index) {
  const code = codes[index], rows = new Map(), box = element("div");
  for (const i of code.instructions) {
    const row = element("div", "instruction");
    row.append(element("span", "id", i.at), element("span", "", i.op), element("span", "", i.operands),
      element("span", "meaning", i.meaning));
    row.dataset.at = i.at;
    rows.set(i.at, row);
    box.append(row);
  }
  codeRows.set(index, { box, rows });
}

function showCode(index) {
  if (shownCode === index) return;
  if (!codeRows.has(index)) buildCode(index);
  $("#code .scroll").replaceChildren(codeRows.get(index).box);
  $("#code h2 small").textContent = `${codes[index].qualname}, line ${codes[index].first_line}`;
  shownCode = index;
}

/* --- lighting up --- */

let lit = [], pinned = null;

function light(span) {
  lit.forEach(e => e.classList.remove("lit"));
  lit = [];
  if (!span) return;
  const add = e => { e.classList.add("lit"); lit.push(e); };
  (recording.tokens || []).forEach((token, t) => {
    if (!inside(tokenSpan(t), span)) return;
    (tokenPieces[t] || []).forEach(add);
    add(tokenRows[t]);
  });
  (recording.tree || []).forEach((node, n) => { if (n > 0 && inside(nodeSpan(n), span)) add(nodeRows[n]); });
  if (shownCode >= 0)
    for (const i of codes[shownCode].instructions)
      if (i.span && inside(i.span, span)) add(codeRows.get(shownCode).rows.get(i.at));
}

function spanOf(target) {
  const row = target.closest && target.closest("[data-token], [data-node], [data-at]");
  if (!row) return null;
  if (row.dataset.token) return tokenSpan(+row.dataset.token);
  if (row.dataset.node) return nodeSpan(+row.dataset.node);
  const instruction = codes[shownCode].byAt.get(+row.dataset.at);
  return instruction && instruction.span;
}

function watchPointer() {
  for (const id of ["source", "tokens", "tree", "code"]) {
    const part = document.getElementById(id);
    part.addEventListener("mouseover", event => { if (!pinned) light(spanOf(event.target)); });
    part.addEventListener("mouseleave", () => { if (!pinned) light(null); });
    part.addEventListener("click", event => {
      const span = spanOf(event.target);
      pinned = span && String(span) !== String(pinned) ? span : null;
      light(span && pinned);
    });
  }
}

/* --- where the run is --- */

let marked = [];

function scrollIntoBox(row) {
  const box = row.closest(".scroll");
  const top = row.offsetTop;                     // the box is what it is positioned in
  if (top < box.scrollTop || top + row.offsetHeight > box.scrollTop + box.clientHeight)
    box.scrollTop = top - box.clientHeight / 3;
}

function showPlace() {
  marked.forEach(([e, name]) => e.classList.remove(name));
  marked = [];
  const mark = (e, name) => { if (e) { e.classList.add(name); marked.push([e, name]); } };
  const i = instructionAt(state.at);
  if (!i) return;
  showCode(recording.frames[steps[state.at][0] - 1].code);
  const row = codeRows.get(shownCode).rows.get(i.at);
  mark(row, "now");
  scrollIntoBox(row);
  if (i.span && sourceRows[i.span[0] - 1]) {
    mark(sourceRows[i.span[0] - 1], "current");
    scrollIntoBox(sourceRows[i.span[0] - 1]);
  }
  for (let t = i.tokens[0]; t < i.tokens[1]; t++) {
    (tokenPieces[t] || []).forEach(piece => mark(piece, "now"));
    mark(tokenRows[t], "now");
  }
  if (i.tokens[1] > i.tokens[0] && tokenRows[i.tokens[0]]) scrollIntoBox(tokenRows[i.tokens[0]]);
  if (i.node >= 0 && nodeRows[i.node]) { mark(nodeRows[i.node], "now"); scrollIntoBox(nodeRows[i.node]); }
  if (pinned) light(pinned);
}
