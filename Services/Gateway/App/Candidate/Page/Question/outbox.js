// What was recorded and has not been acknowledged yet. It lies in this browser's own store, so that it outlives the page; what
// the store does not take is kept in memory, and `isKept` says so.

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function openStore() {
  const request = indexedDB.open("colloquy", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("parts", { keyPath: "key" });
    request.result.createObjectStore("chunks", { keyPath: ["part", "offset"] });
  };
  return done(request);
}

/** For so long the server takes late bytes, and a little more: what lies here longer is of no use to anybody. */
const lateMax = 40 * 60_000;

/** All chunks of a part whose offset is below `end`. */
const chunksOf = (part, end = Infinity) => IDBKeyRange.bound([part.key, 0], [part.key, end], false, true);

/**
 * Parts of takes, each with the bytes of it that are still here. A part knows its `question`, `take` and number `part`, its
 * `size` so far, and what the server has of it: nothing of `chunks` is kept in its row, they are rows of their own.
 */
export class Outbox {
  /** Opens the store of this browser. What another application left in it waits for its candidate, but not for ever. */
  static async open(application) {
    const outbox = new Outbox();
    outbox.application = application;
    outbox.parts = [];
    outbox.memory = new Map();
    outbox.isKept = true;
    try {
      outbox.store = await openStore();
      const { parts, chunks } = outbox.use("readonly");
      const [rows, keys] = await Promise.all([done(parts.getAll()), done(chunks.getAllKeys())]);
      for (const row of rows) {
        row.isUnsure = true;
        row.offsets = keys.filter(([key]) => key === row.key).map(([, offset]) => offset);
        outbox.parts.push(row);
      }
      outbox.parts.sort((one, other) => one.begunAt - other.begunAt);
      const others = outbox.parts.filter((row) => row.application !== application);
      for (const part of others.filter((row) => Date.now() - row.lastAt > lateMax)) await outbox.drop(part);
      outbox.parts = outbox.parts.filter((row) => row.application === application);
    } catch {
      outbox.isKept = false;
    }
    return outbox;
  }

  use(mode) {
    const transaction = this.store.transaction(["parts", "chunks"], mode);
    return { parts: transaction.objectStore("parts"), chunks: transaction.objectStore("chunks"), transaction };
  }

  /** Does something with the store, if there is one; false when the store would not. */
  async write(body) {
    if (!this.store) return false;
    try {
      const { parts, chunks, transaction } = this.use("readwrite");
      const end = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      body(parts, chunks);
      await end;
      return true;
    } catch {
      // Full, or taken away by the browser: what is recorded goes on its way all the same.
      this.isKept = false;
      return false;
    }
  }

  begin(fields) {
    const now = Date.now();
    const key = `${this.application}/${fields.question}/${fields.take}/${fields.part}`;
    const part = {
      ...fields, key, application: this.application, upload: crypto.randomUUID(), begunAt: now, lastAt: now, size: 0,
      offsets: [],
    };
    this.parts.push(part);
    this.note(part);
    return part;
  }

  /** Keeps what is known about a part. */
  note(part) {
    const { offsets, ...row } = part;
    return this.write((parts) => parts.put(row));
  }

  /** Adds bytes that were recorded until `at`. */
  async add(part, bytes, at) {
    const offset = part.size;
    part.size += bytes.length;
    part.lastAt = at;
    part.offsets.push(offset);
    const { offsets, ...row } = part;
    const isStored = await this.write((parts, chunks) => {
      chunks.put({ part: part.key, offset, bytes });
      parts.put(row);
    });
    if (!isStored) this.memory.set(`${part.key}@${offset}`, bytes);
  }

  /** The bytes from an offset on, as many whole chunks as make at least one and at most `most` bytes. */
  async read(part, from, most) {
    const pieces = [];
    let length = 0;
    for (const [index, offset] of part.offsets.entries()) {
      const end = part.offsets[index + 1] ?? part.size;
      if (end <= from) continue;
      const bytes = this.memory.get(`${part.key}@${offset}`)
        ?? (await done(this.use("readonly").chunks.get([part.key, offset])))?.bytes;
      if (!bytes || offset > from + length) throw Object.assign(new Error("bytes are gone"), { code: "bytes-gone" });
      const piece = bytes.subarray(Math.max(0, from + length - offset));
      if (pieces.length && length + piece.length > most) break;
      pieces.push(piece);
      length += piece.length;
    }
    const all = new Uint8Array(length);
    let place = 0;
    for (const piece of pieces) {
      all.set(piece, place);
      place += piece.length;
    }
    return all;
  }

  /** The server has everything below an offset. */
  async forget(part, below) {
    const isOver = (index) => (part.offsets[index + 1] ?? part.size) <= below;
    const kept = part.offsets.filter((_, index) => !isOver(index));
    const gone = part.offsets.filter((_, index) => isOver(index));
    if (!gone.length) return;
    part.offsets = kept;
    for (const offset of gone) this.memory.delete(`${part.key}@${offset}`);
    await this.write((_, chunks) => chunks.delete(chunksOf(part, kept[0] ?? Infinity)));
  }

  async drop(part) {
    this.parts = this.parts.filter((other) => other !== part);
    for (const offset of part.offsets) this.memory.delete(`${part.key}@${offset}`);
    await this.write((parts, chunks) => {
      parts.delete(part.key);
      chunks.delete(chunksOf(part));
    });
  }
}
