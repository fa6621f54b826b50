// What every page of the candidate's door does.
// A page that answers a form shows under its own address, so that a reload asks for it and sends nothing again.
const { body } = document;
const address = new URL(location.href);
address.searchParams.delete("of");
const path = body.dataset.path && address.pathname !== body.dataset.path ? body.dataset.path : address.href;
if (path !== location.href) history.replaceState(null, "", path);

/**
 * An address of ours as this page asks for it. Who applied more than once may have a page of each application open: what is done
 * on a page is for the application that it is of, whichever was opened last.
 */
export function own(place) {
  const { of } = body.dataset;
  return !of || /[?&]of=/.test(place) ? place : `${place}${place.includes("?") ? "&" : "?"}of=${of}`;
}

// A form that is on its way is not sent twice. Coming back to a kept page makes it ready again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.setAttribute("action", own(form.getAttribute("action")));
});
for (const press of ["click", "auxclick"]) {
  document.addEventListener(press, (event) => {
    const link = event.target.closest?.('a[href^="/"]');
    if (link) link.setAttribute("href", own(link.getAttribute("href")));
  });
}
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

/** The words a page brings along for its scripts: the text of `data-say`, with its {places} filled in. */
export function say(name, places = {}) {
  const text = document.querySelector(`[data-say="${name}"]`)?.textContent ?? name;
  return text.replace(/\{(\w+)\}/g, (place, key) => places[key] ?? place);
}

/** The element that a test and a script both hold on to. */
export const part = (name) => document.querySelector(`[data-do="${name}"], [data-part="${name}"]`);

/** Calls the API with the cookie of this browser. Throws what the server says, with its `code`. */
export async function call(method, path, value, headers = {}) {
  const answer = await fetch(own(path), {
    method, headers: value === undefined ? headers : { "Content-Type": "application/json", ...headers },
    body: value === undefined ? undefined : JSON.stringify(value), credentials: "same-origin", cache: "no-store",
  });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (answer.ok) return json;
  // Another device goes on with this interview, or the session is over: the page that the server shows says so.
  if (json.code === "other-device" || json.code === "session-ended") location.assign(own("/i/home"));
  throw Object.assign(new Error(json.detail || json.title), { code: json.code, status: answer.status });
}
