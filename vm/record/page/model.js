// vm/record/page/model.js -- the recording, and the state at one of its steps, forward and backward.
const recording = JSON.parse(document.getElementById("recording").textContent);
const steps = recording.steps, contents = recording.contents, codes = recording.codes;

/* State before step `at`: stack of frames with registers; objects in sight: count and content. */
const state = { at: 0, stack: [], registers: new Map(), objects: new Map(), output: [] };

function startState() {
  state.at = 0;
  state.stack = recording.start.frames.map(([frame]) => frame);
  state.registers = new Map(recording.start.frames.map(([frame, values]) => [frame, values.slice()]));
  state.objects = new Map(recording.start.objects.map(([id, count, content]) => [id, { count, content }]));
  state.output = [];
}

function registersOf(frame) {
  let values = state.registers.get(frame);
  if (!values) {
    values = new Array(codes[recording.frames[frame - 1].code].registers).fill(null);
    state.registers.set(frame, values);
  }
  return values;
}

function objectOf(id) {
  let object = state.objects.get(id);
  if (!object) state.objects.set(id, object = { count: 0, content: null });
  return object;
}

// Content null: out of sight, or gone.
function setContent(id, content) {
  objectOf(id).content = content;
}

function applyForward([kind, ...c]) {
  switch (kind) {
  case "E": state.stack.push(c[0]); break;
  case "L": state.stack.pop(); break;
  case "R": registersOf(c[0])[c[1]] = c[3]; break;
  case "C": objectOf(c[0]).count = c[2]; break;
  case "O": setContent(c[0], c[2]); break;
  case "W": state.output.push(c); break;
  }
}

function applyBackward([kind, ...c]) {
  switch (kind) {
  case "E": state.stack.pop(); break;
  case "L": state.stack.push(c[0]); break;
  case "R": registersOf(c[0])[c[1]] = c[2]; break;
  case "C": objectOf(c[0]).count = c[1]; break;
  case "O": setContent(c[0], c[1]); break;
  case "W": state.output.pop(); break;
  }
}

function moveTo(target) {
  target = Math.max(0, Math.min(steps.length, target));
  while (state.at < target) steps[state.at++][2].forEach(applyForward);
  while (state.at > target) {
    const changes = steps[--state.at][2];
    for (let i = changes.length - 1; i >= 0; i--) applyBackward(changes[i]);
  }
}

/* --- asking --- */

const isObject = value => typeof value === "number";
const typeName = id => recording.objects[id - 1];
const codeOfFrame = frame => codes[recording.frames[frame - 1].code];
for (const code of codes) code.byAt = new Map(code.instructions.map(i => [i.at, i]));

// The instruction of a step; null behind the last one.
function instructionAt(step) {
  if (step >= steps.length) return null;
  return codeOfFrame(steps[step][0]).byAt.get(steps[step][1]) || null;
}
const lineAt = step => { const i = instructionAt(step); return i && i.span ? i.span[0] : 0; };
const contentOf = id => {
  const object = state.objects.get(id);
  return object && object.content !== null ? contents[object.content] : null;
};
const edgesOf = id => { const content = contentOf(id); return content && content.edges ? content.edges : []; };
function detailsOf(id) {
  const content = contentOf(id);
  if (!content || !content.details) return null;
  if (!content.parsed) content.parsed = JSON.parse(content.details);
  return content.parsed;
}

function registerName(code, number) {
  return code.variables[number] || "t" + number;
}

// What a value says in one line: ints themselves, objects composed from their parts.
function textOf(value, depth = 2) {
  if (value === null) return "";
  if (!isObject(value)) return value;
  const content = contentOf(value), type = typeName(value);
  if (!content) return "#" + value;
  const brackets = { list: "[]", tuple: "()", set: "{}", dict: "{}", deque: "[]" }[type];
  if (!brackets) return content.text;
  if (depth === 0) return brackets[0] + "..." + brackets[1];
  const items = edgesOf(value).filter(e => !e[4] && (e[0] === "item" || e[0] === "value"));
  const shown = items.slice(0, 6).map(e => {
    const text = textOf(e[2], depth - 1);
    return type === "dict" ? `${e[1].replace(/^\[(.*)\]$/s, "$1")}: ${text}` : text;
  });
  const left = (content.length || items.length) - shown.length;
  if (left > 0) shown.push(`... ${left} more`);
  const comma = type === "tuple" && items.length === 1 ? "," : "";
  return brackets[0] + shown.join(", ") + comma + brackets[1];
}

// Steps at which the object's count or content changes, found once per object.
const changeCache = new Map();
function changesOf(id) {
  if (!changeCache.has(id)) {
    const found = [];
    steps.forEach(([, , changes], step) => {
      for (const c of changes)
        if ((c[0] === "C" || c[0] === "O") && c[1] === id) found.push([step, c[0], c[3]]);
    });
    changeCache.set(id, found);
  }
  return changeCache.get(id);
}
