// Says while one types whether a resident identity number can be right; the server looks again.
import { part, say } from "./frame.js";

const form = part("identity");
const number = form?.elements.number;
const type = form?.elements.type;
const check = part("id-check");
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** As the document has it: without blanks and dashes, full-width characters as plain ones. */
export function plain(text) {
  return text.normalize("NFKC").replace(/[\s\u200B\uFEFF\p{Pd}\u2212]/gu, "").toUpperCase();
}

/** The word for what is wrong; "" while there is too little to say. */
export function flaw(text) {
  if (/[^0-9X]/.test(text) || text.length > 18 || /X./.test(text)) return "id-form";
  if (text.length < 18) return "id-short";
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date > new Date()) return "id-date";
  const sum = weights.reduce((all, weight, index) => all + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17] ? "id-right" : "id-wrong";
}

function show() {
  const text = plain(number.value);
  const word = type.value === "resident" && text ? flaw(text) : "";
  const isWrong = word !== "" && word !== "id-right" && word !== "id-short";
  check.textContent = word ? say(word, { count: 18 - text.length }) : "";
  check.dataset.kind = word === "id-right" ? "right" : isWrong ? "wrong" : "";
  number.toggleAttribute("aria-invalid", false);
  if (isWrong) number.setAttribute("aria-invalid", "true");
}

if (form) {
  number.addEventListener("input", show);
  type.addEventListener("change", show);
  if (number.value) show();
}
