// vm/record/page/main.js -- the controls: slider, buttons, keys.
function describe() {
  const i = instructionAt(state.at), box = $("#meaning");
  const number = state.at + recording.dropped;
  $("#where").textContent = `step ${number} of ${steps.length + recording.dropped}`
    + (recording.dropped ? ` (the first ${recording.dropped} were not kept)` : "")
    + (i && i.span ? `, line ${i.span[0]}` : "");
  if (!i) { box.textContent = `the program has ended, status ${recording.status}`; return; }
  const source = element("b", "", cut(textOfSpan(i.span), 70));
  box.replaceChildren(source, `   ${i.op}   ${i.meaning}`);
  const raised = state.at > 0 && steps[state.at - 1][2].find(c => c[0] === "X");
  if (raised) box.append(`   raised ${raised[3]}`);
}

function goTo(step) {
  moveTo(step);
  $("#time").value = state.at;
  describe();
  showPlace();
  showFrames();
  showHeap();
  showObject();
  showCounts();
  showViews();
  showMatch();
  showOutput();
}

/* --- ways to go: each gives the step to go to --- */

const depthChange = step => {
  let change = 0;
  for (const [kind] of steps[step][2]) change += kind === "E" ? 1 : kind === "L" ? -1 : 0;
  return change;
};

function lineOn(direction) {
  const frame = state.at < steps.length ? steps[state.at][0] : 0, line = lineAt(state.at);
  let step = state.at + direction;
  while (step > 0 && step < steps.length
    && ((lineAt(step) === line && steps[step][0] === frame) || !lineAt(step))) step += direction;
  return step;
}

function overCall(direction) {
  let step = state.at, depth = 0;
  do {
    if (direction > 0) { if (step >= steps.length) break; depth += depthChange(step++); }
    else { if (step <= 0) break; depth -= depthChange(--step); }
  } while (depth > 0);
  return step;
}

function outOfCall() {
  let step = state.at, depth = 0;
  while (step < steps.length && depth >= 0) depth += depthChange(step++);
  return step;
}

function changeOfSelected(direction) {
  const found = changesOf(selected).map(([step]) => step + 1);
  if (direction > 0) return found.find(step => step > state.at) ?? state.at;
  return found.reverse().find(step => step < state.at) ?? state.at;
}

let timer = 0;
function play() {
  if (timer) { clearInterval(timer); timer = 0; }
  else timer = setInterval(() => { if (state.at >= steps.length) play(); else goTo(state.at + 1); }, 250);
  $("#play").textContent = timer ? "stop" : "play";
}

function changeTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
}

function letGo() {
  pinned = null;
  light(null);
}

function askStep() {
  const answer = prompt("step", state.at + recording.dropped);
  if (answer !== null && answer.trim() !== "" && !isNaN(answer)) goTo(+answer - recording.dropped);
}

const keys = {
  ArrowRight: () => goTo(state.at + 1), ArrowLeft: () => goTo(state.at - 1),
  ArrowDown: () => goTo(lineOn(1)), ArrowUp: () => goTo(lineOn(-1)),
  Home: () => goTo(0), End: () => goTo(steps.length), " ": play, g: askStep, t: changeTheme, Escape: letGo,
  n: () => goTo(overCall(1)), N: () => goTo(overCall(-1)), o: () => goTo(outOfCall()),
  c: () => goTo(changeOfSelected(1)), C: () => goTo(changeOfSelected(-1)),
  "?": () => $("#keys").showModal(),
};

function select(id) {
  selected = id;
  showHeap();
  showObject();
  showCounts();
}

function watchControls() {
  const buttons = { first: "Home", "line-back": "ArrowUp", back: "ArrowLeft", play: " ", next: "ArrowRight",
    "line-next": "ArrowDown", last: "End", theme: "t", help: "?" };
  for (const id in buttons) document.getElementById(id).onclick = keys[buttons[id]];
  $("#time").max = steps.length;
  $("#time").oninput = event => goTo(+event.target.value);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
    const picked = event.target.closest("[data-object]");
    if (picked && event.key === "Enter") return select(+picked.dataset.object);
    if (event.target.id === "time" && event.key !== " " && event.key.length > 1) return;
    if (!keys[event.key] || (event.target.tagName === "BUTTON" && event.key === " ")) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", event => {
    const picked = event.target.closest("[data-object]");
    if (picked) select(+picked.dataset.object);
  });
}

$("#name").textContent = recording.name;
document.title = `${recording.name}: a recorded run`;
buildSource();
buildTokens();
buildTree();
watchPointer();
watchControls();
startState();
goTo((parseInt(location.hash.slice(1), 10) || recording.dropped) - recording.dropped);    // page.html#120
document.documentElement.dataset.ready = "yes";
