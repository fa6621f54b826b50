// A plain editor for programs, and runs on the open examples.
import { call, part, say } from "./frame.js";
import { address, draft, save } from "./written.js";

const answer = part("answer");
const lines = part("lines");
const indent = "    ";

/** Types as a hand would, so that undoing goes back over it. */
function type(text) {
  if (!document.execCommand("insertText", false, text)) {
    answer.setRangeText(text, answer.selectionStart, answer.selectionEnd, "end");
    answer.dispatchEvent(new Event("input"));
  }
}

function number() {
  const last = answer.value.split("\n").length;
  if (lines.childElementCount === last) return;
  lines.replaceChildren(...Array.from({ length: last }, (_, index) => {
    const line = document.createElement("span");
    line.textContent = index + 1;
    return line;
  }));
}

if (answer) {
  number();
  answer.addEventListener("input", number);
  answer.addEventListener("scroll", () => { lines.scrollTop = answer.scrollTop; });
  // After Escape the next Tab leaves the editor, as the text above it says; Shift+Tab always does.
  let isLeaving = false;
  answer.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { isLeaving = true; return; }
    if (event.key === "Tab" && !event.shiftKey && !isLeaving) {
      event.preventDefault();
      type(indent);
    } else if (event.key === "Enter") {
      const line = answer.value.slice(0, answer.selectionStart).split("\n").pop();
      const more = /[:{]\s*$/.test(line) ? indent : "";
      event.preventDefault();
      type(`\n${line.match(/^[ \t]*/)[0]}${more}`);
    }
    if (event.key !== "Shift") isLeaving = false;
  });
  answer.addEventListener("blur", () => { isLeaving = false; });
}

function cell(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function show(run) {
  part("results").replaceChildren(...run.examples.map((example, index) => {
    const row = document.createElement("tr");
    const head = cell("th", example.number);
    head.scope = "row";
    const said = document.createElement("td");
    said.append(cell("pre", run.said[index] ?? ""));
    row.append(head, cell("td", say(example.verdict)),
      cell("td", example.milliseconds === undefined ? "" : `${example.milliseconds} ms`), said);
    return row;
  }));
  const complaint = part("complaint");
  complaint.textContent = run.complaint ?? "";
  complaint.hidden = !run.complaint;
  const passed = run.examples.filter((example) => example.verdict === "passed").length;
  part("verdict").textContent = run.reason
    ? say("not-run") : say("passed-count", { passed, count: run.examples.length });
}

const button = part("run") && document.querySelector("button[data-do=run]");
button?.addEventListener("click", async (event) => {
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  document.querySelector("section[data-part=run]").hidden = false;
  part("verdict").textContent = say("running");
  try {
    await save();
    let run = await call("POST", `${address}/runs`, draft());
    const until = Date.now() + 120_000;
    while (!run.isDone && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 300));
      run = await call("GET", `${address}/runs/${run.number}`);
    }
    show(run.isDone ? run : { ...run, reason: "late" });
  } catch (trouble) {
    part("verdict").textContent = say(trouble.code === "too-many-runs" ? "too-many-runs" : "not-run");
  } finally {
    button.setAttribute("aria-disabled", "false");
  }
});
