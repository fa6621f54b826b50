"use strict";
const element = (id) => document.getElementById(id);
let key = "";
let cursor = null;
async function load() {
  const path = "/v1/applications?order=newest&limit=50" + (cursor ? "&cursor=" + encodeURIComponent(cursor) : "");
  const answer = await fetch(path, { headers: { Authorization: "Bearer " + key } });
  const page = await answer.json();
  if (!answer.ok) throw new Error(page.detail || page.title);
  for (const item of page.items) {
    const row = document.createElement("tr");
    const review = item.review ? [item.review.reason, item.review.proposal].filter(Boolean).join(" → ") : "";
    const cells = [item.name, item.applicationID, item.jobID, item.outcome || item.stage,
                   item.composite, review];
    for (const value of cells) {
      const cell = document.createElement("td");
      cell.textContent = value === undefined || value === null ? "" : String(value);
      row.append(cell);
    }
    element("rows").append(row);
  }
  cursor = page.next || null;
  element("list").hidden = false;
  element("more").hidden = !cursor;
}
function start() {
  element("problem").textContent = "";
  load().catch((error) => { element("problem").textContent = error.message; });
}
element("door").addEventListener("submit", (event) => {
  event.preventDefault();
  key = element("key").value;
  cursor = null;
  element("rows").replaceChildren();
  start();
});
element("more").addEventListener("click", start);
