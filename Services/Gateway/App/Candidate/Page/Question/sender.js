// Sends what lies in the outbox, the oldest first, until the server has all of it.
import { recall, remember } from "./camera.js";
import { own } from "./frame.js";
import { create, offset, send } from "./tus.js";

const bytesMax = 512 * 1024;

/** What the server will not take the next time either. */
const forGood = new Set([
  "no-take", "time-over", "too-many-parts", "upload-quota", "not-a-recording", "already-submitted", "interview-expired",
  "application-closed", "consent-missing", "not-at-this-stage", "no-such-question",
]);
const malformed = new Set([400, 403, 412, 413, 415, 422]);

export class Sender {
  /**
   * @param claim Tells the server of a further part, before anything of it is sent.
   * @param refused Called when a part has been refused for good.
   * @param changed Called when something has arrived, has been given up, or the line was lost or found.
   */
  constructor(outbox, { claim, refused, changed }) {
    Object.assign(this, { outbox, claim, refused, changed, failures: 0 });
    addEventListener("online", () => {
      this.failures = 0;
      this.request?.abort();
      this.hurry?.();
    });
    this.run();
  }

  /** Bytes that are still here, and whether the server can be reached. */
  get waiting() {
    return this.outbox.parts.filter((part) => !part.isDone)
      .reduce((sum, part) => sum + part.size - (part.sent ?? part.offsets[0] ?? part.size), 0);
  }

  get isCutOff() { return this.failures > 1; }

  wake() { this.woken?.(); }

  /** Waits for something to send. */
  rest() { return new Promise((resolve) => { this.woken = resolve; }); }

  /** Waits before another attempt, but no longer than until the line is there again. */
  async back(milliseconds) {
    let timer;
    await new Promise((resolve) => {
      this.hurry = resolve;
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }

  async run() {
    for (;;) {
      const part = this.outbox.parts.find((it) => !it.isDone && (it.isEnded || it.offsets.length > 0));
      if (!part) { await this.rest(); continue; }
      try {
        this.request = new AbortController();
        await this.step(part, this.request.signal);
        this.failures = 0;
      } catch (trouble) {
        await this.settle(part, trouble);
      }
      this.changed();
    }
  }

  /** One step with one part: announce it, begin its upload, ask how far it is, send of it. */
  async step(part, signal) {
    if (!part.isClaimed) {
      await this.claim(part);
      part.isClaimed = true;
      return this.outbox.note(part);
    }
    if (part.isEnded && part.size === 0) return this.give(part, "empty");
    if (!part.path) {
      part.path = await create(part.upload, {
        questionID: part.question, filetype: part.type, take: part.take, part: part.part,
      }, signal);
      return this.outbox.note(part);
    }
    if (part.isUnsure !== false) {
      part.sent = await offset(part.path, signal);
      part.isUnsure = false;
      await this.outbox.forget(part, part.sent);
    }
    const bytes = await this.outbox.read(part, part.sent, bytesMax);
    const isLast = part.isEnded === true && part.sent + bytes.length === part.size;
    if (!bytes.length && !isLast) return undefined;
    const begun = performance.now();
    part.isUnsure = true;
    part.sent = await send(part.path, part.sent, bytes, isLast ? part.size : undefined, signal);
    part.isUnsure = false;
    this.measure(bytes.length, performance.now() - begun);
    await this.outbox.forget(part, part.sent);
    if (!isLast || part.sent !== part.size) return undefined;
    part.isDone = true;
    return this.outbox.note(part);
  }

  /** A line that is the bottleneck is known by it; the next part is recorded accordingly. */
  measure(bytes, milliseconds) {
    if (milliseconds < 700) return;
    const rate = bytes * 8 / milliseconds / 1000;
    remember("uplink", recall("uplink") ? (Number(recall("uplink")) + rate) / 2 : rate);
  }

  /** Nothing more of this part will come; what for goes into `lost`. */
  async give(part, lost) {
    Object.assign(part, { isDone: true, lost });
    await this.outbox.forget(part, Infinity);
    await this.outbox.note(part);
  }

  async settle(part, trouble) {
    part.isUnsure = true;
    if (trouble.code === "bytes-gone") return this.give(part, "gone");
    if (trouble.code === "other-device" || trouble.status === 401) {
      location.assign(own("/i/home"));
      return new Promise(() => {});
    }
    if (trouble.code === "part-arrived") return this.give(part, undefined);
    if (trouble.code === "no-part") Object.assign(part, { isClaimed: false, claims: (part.claims ?? 0) + 1 });
    // Where it stands is told with it; asking makes sure.
    if (trouble.status === 409 && trouble.offset !== undefined) return undefined;
    const isGone = trouble.status === 404 || trouble.status === 410;
    if (isGone && part.offsets[0] === 0 && !forGood.has(trouble.code) && (part.restarts ?? 0) < 3) {
      // All of it is still here: it is begun again, under another name.
      Object.assign(part, { path: undefined, upload: crypto.randomUUID(), restarts: (part.restarts ?? 0) + 1 });
      await this.outbox.note(part);
    } else if (isGone || malformed.has(trouble.status) || forGood.has(trouble.code)) {
      await this.give(part, trouble.code);
      return this.refused();
    }
    // No line, a busy server, damage on the way: again, later and later, and not all browsers at the same moment.
    this.failures += 1;
    this.changed();
    const wait = Math.min(15_000, 400 * 2 ** this.failures);
    return this.back(trouble.wait > 0 ? trouble.wait : wait * (0.5 + Math.random() / 2));
  }
}
