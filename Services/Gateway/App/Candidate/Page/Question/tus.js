// Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload): creation, checksum, a length told at the end.
import { own } from "./frame.js";

const address = "/v1/candidate/uploads";

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** A request with an end: a line that went dead would otherwise hold on for minutes. Throws what the server says. */
async function ask(method, path, headers, body, signal) {
  const end = new AbortController();
  const abort = () => end.abort();
  signal?.addEventListener("abort", abort);
  const timer = setTimeout(abort, 15_000 + (body?.length ?? 0) / 4);
  try {
    const answer = await fetch(own(path), {
      method, body, headers: { "Tus-Resumable": "1.0.0", ...headers }, credentials: "same-origin", cache: "no-store",
      signal: end.signal,
    });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    const offset = answer.headers.get("Upload-Offset");
    throw Object.assign(new Error(problem.detail ?? String(answer.status)), {
      status: answer.status, code: problem.code, offset: offset === null ? undefined : Number(offset),
      wait: Number(answer.headers.get("Retry-After")) * 1000,
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Begins an upload and returns its address. The same key finds the same upload again. */
export async function create(key, metadata, signal) {
  const fields = Object.entries(metadata).map(
    ([name, value]) => `${name} ${base64(new TextEncoder().encode(String(value)))}`.trim());
  const answer = await ask("POST", address, {
    "Upload-Defer-Length": "1", "Upload-Metadata": fields.join(","), "Idempotency-Key": key,
  }, undefined, signal);
  return new URL(answer.headers.get("Location"), location.href).pathname;
}

const offsetOf = (answer) => Number(answer.headers.get("Upload-Offset"));

/** How much has arrived. */
export const offset = async (path, signal) => offsetOf(await ask("HEAD", path, {}, undefined, signal));

/** Sends bytes to their place and returns the new offset; with `length`, these are the last. */
export async function send(path, at, bytes, length, signal) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return offsetOf(await ask("PATCH", path, {
    "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(at),
    "Upload-Checksum": `sha256 ${base64(digest)}`, ...(length !== undefined && { "Upload-Length": String(length) }),
  }, bytes, signal));
}
