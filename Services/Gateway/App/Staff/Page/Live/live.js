// Who is in the interview, told as it goes on; without script there is a link that loads the page again.
const list = document.querySelector("[data-part=live]");
const blank = document.querySelector("template").content.firstElementChild;
const nobody = document.querySelector("[data-part=nobody]");
const following = document.querySelector("[data-part=following]");
let source;

function line(row) {
  const item = blank.cloneNode(true);
  const part = (name) => item.querySelector(`[data-part=${name}]`);
  item.dataset.id = row.id;
  const link = item.querySelector("a");
  link.href = `/hr/applications/${encodeURIComponent(row.id)}`;
  link.textContent = row.id;
  for (const name of ["job", "since", "step"]) part(name).textContent = row[name];
  if (row.stuck) part("stuck").textContent = row.stuck;
  else part("stuck").remove();
  return item;
}

function show(rows) {
  // Whoever stands on a line with the keyboard stays there.
  const held = list.contains(document.activeElement) ? document.activeElement.closest("[data-id]")?.dataset.id : undefined;
  list.replaceChildren(...rows.map(line));
  if (held) list.querySelector(`[data-id="${CSS.escape(held)}"] a`)?.focus();
  list.hidden = rows.length === 0;
  nobody.hidden = rows.length > 0;
  following.hidden = false;
}

// A page that nobody looks at asks for nothing.
function begin() {
  if (source || document.hidden) return;
  source = new EventSource(list.dataset.events);
  source.addEventListener("live", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => { following.hidden = true; });
}

function end() {
  source?.close();
  source = undefined;
  following.hidden = true;
}

document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
addEventListener("pagehide", end);
addEventListener("pageshow", begin);
begin();
