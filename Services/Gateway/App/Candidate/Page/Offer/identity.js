// Says while one types whether a resident identity number can be right; the server looks again.
import { part, say } from "./frame.js";

const form = part("identity");
const number = form?.elements.number;
const type = form?.elements.type;
const check = part("id-check");
const provinces = new Set(
  [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83]);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** As the document has it: without blanks, dashes and what nobody sees, full-width characters as plain ones. */
export function plain(text) {
  return text.replace(/[\p{White_Space}\p{Cf}\p{Pd}\u2212]/gu, "")
    .replace(/[\uFF01-\uFF5E]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xFEE0)).toUpperCase();
}

/** So many years after a day that is written 2026-11-29, written alike; 29 February becomes the 28th. */
function later(day, years) {
  const [year, month, date] = day.split("-");
  const end = new Date(Date.UTC(+year + years, +month, 0)).getUTCDate();
  return `${String(+year + years).padStart(4, "0")}-${month}-${String(Math.min(+date, end)).padStart(2, "0")}`;
}

/** The word for what is wrong; it may be that the number is too short to say more. */
export function flaw(text, firstDay, today = new Date().toISOString().slice(0, 10)) {
  if (/[^0-9X]/.test(text) || text.length > 18 || /X./.test(text)) return "id-form";
  if (text.length < 18) return "id-short";
  if (!provinces.has(+text.slice(0, 2))) return "id-place";
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const isDay = !Number.isNaN(Date.parse(born)) && new Date(born).toISOString().slice(0, 10) === born;
  if (!isDay || born > today || later(born, 120) < today) return "id-date";
  const sum = weights.reduce((all, weight, index) => all + weight * Number(text[index]), 0);
  if ("10X98765432"[sum % 11] !== text[17]) return "id-wrong";
  return later(born, 16) > (firstDay || today) ? "id-young" : "id-right";
}

function show() {
  const text = plain(number.value);
  const word = type.value === "resident" && text ? flaw(text, form.dataset.firstDay) : "";
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
