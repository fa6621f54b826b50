// An answer in writing: it is counted while one writes, and kept by the server a moment after.
import { call, own, part, say } from "./frame.js";

const page = document.querySelector(".writing");
const answer = part("answer");
export const address = `/v1/candidate/questions/${encodeURIComponent(page.dataset.question)}`;
const saved = part("saved");
const language = document.getElementById("code-language");

/** What the server calls the draft. */
export const draft = () => ({ text: answer.value, ...(language && { codeLanguage: language.value }) });

/** Words, and ideographs one by one: the same rule by which the server counts. */
const words = /\p{Ideographic}|(?!\p{Ideographic})[\p{Alphabetic}\p{N}](?:(?!\p{Ideographic})[\p{Alphabetic}\p{N}\p{Mn}]|['’](?=\p{Alphabetic}))*/gu;

function count() {
  const most = Number(page.dataset.max);
  if (!most) return;
  const number = (answer.value.match(words) ?? []).length;
  const place = part("count");
  place.textContent = say("count", { count: number, most });
  place.classList.toggle("over", number > most);
  answer.setAttribute("aria-invalid", String(number > most));
}

let kept = answer && JSON.stringify(draft());
let timer;
let isSaving = false;

/** Keeps what is written, once at a time; what was typed meanwhile is kept next. */
export async function save() {
  clearTimeout(timer);
  const now = JSON.stringify(draft());
  if (isSaving || now === kept) return;
  isSaving = true;
  try {
    await call("PUT", `${address}/draft`, draft());
    kept = now;
    saved.textContent = say("saved");
  } catch (trouble) {
    // Without a network the words stay on the page, and are tried again.
    saved.textContent = say("unsaved");
    if (!trouble.status || trouble.status >= 500) timer = setTimeout(save, 5000);
  } finally {
    isSaving = false;
    if (JSON.stringify(draft()) !== now) timer = setTimeout(save, 1000);
  }
}

function changed() {
  count();
  clearTimeout(timer);
  timer = setTimeout(save, 1500);
}

if (answer) {
  count();
  answer.addEventListener("input", changed);
  language?.addEventListener("change", changed);
  // A page that goes away hands its last words over on the way.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || JSON.stringify(draft()) === kept) return;
    fetch(own(`${address}/draft`), {
      method: "PUT", body: JSON.stringify(draft()), headers: { "Content-Type": "application/json" },
      credentials: "same-origin", keepalive: true,
    }).catch(() => {});
  });
}
