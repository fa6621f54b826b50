// Takes of answers: begun, interrupted, paused and ended by the server's clock, recorded here in parts that lie in the outbox
// until they have arrived. Everything can be asked for again, and goes on after a reload at any moment.
import { learn, serverNow } from "./countdown.js";
import { call, own } from "./frame.js";
import { Outbox } from "./outbox.js";
import { Recorder } from "./recorder.js";
import { Sender } from "./sender.js";

/** Waits, but no longer than until the line is there again. */
const pause = (milliseconds) => new Promise((resolve) => {
  const end = () => {
    clearTimeout(timer);
    removeEventListener("online", end);
    resolve();
  };
  const timer = setTimeout(end, milliseconds);
  addEventListener("online", end);
});

/** What an interruption may take before the time of the answer is over all the same, and how late the server still listens. */
const creditMax = 120_000;
const grace = 2_000;

export class Takes {
  /** @param changed Called with the takes when the server has said something, or something has arrived. */
  static async open(changed = () => {}) {
    const takes = new Takes();
    takes.changed = () => changed(takes);
    takes.ending = new Map();
    await takes.ask("GET", "/v1/candidate/session");
    takes.outbox = await Outbox.open(takes.session.applicationID);
    for (const part of [...takes.outbox.parts]) {
      // A page that is gone records no more; what became an answer needs nothing from here.
      if (!takes.hand(part.question, part.take)) await takes.outbox.drop(part);
      else if (!part.isEnded) await takes.outbox.note(Object.assign(part, { isEnded: true }));
    }
    takes.sender = new Sender(takes.outbox, {
      claim: (part) => takes.claim(part), refused: () => takes.look(), changed: () => takes.changed(),
    });
    return takes;
  }

  /** Asks until there is an answer; one key makes a repeat harmless. A no is thrown. */
  async ask(method, path, value, { isOnce = false, key = crypto.randomUUID() } = {}) {
    const headers = method === "GET" ? {} : { "Idempotency-Key": key };
    for (let tries = 0; ; tries += 1) {
      const asked = Date.now();
      try {
        const session = await call(method, path, value, headers);
        learn(session.now, asked, Date.now());
        this.session = session;
        this.isCutOff = false;
        this.changed();
        return session;
      } catch (trouble) {
        const isNo = trouble.status >= 400 && trouble.status < 500 && trouble.status !== 429;
        if (isNo || isOnce) throw trouble;
        this.isCutOff = tries > 0;
        this.changed();
        await pause(Math.min(8_000, 400 * 2 ** tries) * (0.5 + Math.random() / 2));
      }
    }
  }

  post(question, step, value, options) {
    return this.ask("POST", `/v1/candidate/questions/${encodeURIComponent(question)}/${step}`, value, options);
  }

  refresh() { return this.ask("GET", "/v1/candidate/session"); }

  /** Looks once what the server says; without a line that is no trouble. */
  glance() { return this.ask("GET", "/v1/candidate/session", undefined, { isOnce: true }).catch(() => {}); }

  question(id) { return this.session.questions.find((it) => it.questionID === id); }

  /** A take that was begun and is no answer yet; without a number, the one that runs, else the last. */
  hand(id, take) {
    const hands = this.session.takesInHand.filter((it) => it.questionID === id && (take === undefined || it.take === take));
    return hands.find((it) => !it.endedAt) ?? hands.at(-1);
  }

  parts(hand) {
    return (this.outbox?.parts ?? []).filter((it) => it.question === hand.questionID && it.take === hand.take)
      .sort((one, other) => one.part - other.part);
  }

  /** When the time of a take is over; a part that the server has not heard of yet moves it on by what was lost before it. */
  endsAt(hand) {
    const unheard = this.parts(hand).filter((it) => !it.isClaimed && !it.isDone).reduce((sum, it) => sum + it.lost, 0);
    return Date.parse(hand.endsAt) + Math.min(unheard, creditMax);
  }

  isRunning(hand) {
    if (!hand || hand.endedAt || this.parts(hand).some((it) => it.isLast)) return false;
    return Boolean(hand.pausedAt) || serverNow() < this.endsAt(hand) + grace;
  }

  /** Whether an interrupted take can go on although the clock has ended it meanwhile: what the interruption took is given back. */
  canGoOn(hand) {
    const last = hand && this.parts(hand).at(-1);
    if (!last || last.isLast || this.isRunning(hand)) return false;
    const ahead = serverNow() - Date.now();
    return Date.now() - last.lastAt < creditMax - 5_000 && Date.parse(hand.endsAt) - (last.lastAt + ahead) > 5_000;
  }

  /** The last answer to a question, or the last take of which nothing came. */
  last(id) {
    const answers = this.session.answers.filter((it) => it.questionID === id);
    const lost = this.session.lostTakes.filter((it) => it.questionID === id).map((it) => ({ ...it, fault: it.code }));
    return [...answers, ...lost].sort((one, other) => one.take - other.take).at(-1);
  }

  /** Begins a take, or finds the one that the clock has begun, and records. */
  async begin(id, stream, quality) {
    await this.post(id, "takes");
    return this.record(id, stream, quality);
  }

  /**
   * Records: in the part that was begun and that nobody has recorded, else in a further one. What the interruption took is told
   * to the server, which gives it back; a pause is none.
   */
  async record(id, stream, quality, { isAfterPause = false } = {}) {
    const hand = this.hand(id);
    if (!hand) throw Object.assign(new Error("no take"), { code: "no-take" });
    const mine = this.parts(hand);
    const known = Math.max(hand.partCount, ...mine.map((it) => it.part));
    const isUsed = mine.some((it) => it.part === known) || hand.arrivedParts.includes(known)
      || this.session.uploads.some((it) => it.questionID === id && it.take === hand.take && it.part === known);
    const isFurther = known === 0 || isUsed;
    const last = mine.at(-1);
    const recorder = new Recorder(stream, quality, {
      data: async (bytes, at) => {
        part.type ||= recorder.type;
        await this.outbox.add(part, bytes, at);
        this.sender.wake();
        this.changed();
      },
      broken: (why) => this.interrupt(why),
    });
    const started = recorder.start();
    const lost = () => (last && !isAfterPause ? Math.max(0, Date.now() - last.lastAt) : 0);
    const part = this.outbox.begin({
      question: id, take: hand.take, part: isFurther ? known + 1 : known, type: recorder.type, isClaimed: !isFurther,
      lost: lost(),
    });
    Object.assign(this, { recorder, part });
    await started;
    if (!part.isEnded) part.lost = lost();
    // What was announced is known by the server before anything of it is there.
    if (isFurther) await this.claim(part).catch((trouble) => this.unheard(part, trouble));
    this.sender.wake();
    this.changed();
  }

  /** Tells the server of a further part. The word about it may have arrived although its answer was lost. */
  async claim(part) {
    const hand = this.hand(part.question, part.take);
    if (hand && hand.partCount >= part.part) return;
    await this.post(
      part.question, `takes/${part.take}/parts`, { lostMilliseconds: Math.round(part.lost) },
      { isOnce: true, key: `${part.upload}/${part.claims ?? 0}` });
    part.isClaimed = true;
  }

  /** Without a line the word about a part goes out later. A no ends the take: its time is over. */
  async unheard(part, trouble) {
    if (!trouble.status || trouble.status >= 500 || trouble.status === 429) return;
    const { recorder } = this;
    Object.assign(this, { recorder: undefined, part: undefined });
    await recorder?.stop();
    await this.outbox.note(Object.assign(part, { isEnded: true, isLast: true }));
    throw trouble;
  }

  /** The recording broke off; whoever listens decides how it goes on. */
  async interrupt(why) {
    const { recorder, part } = this;
    if (!recorder) return;
    Object.assign(this, { recorder: undefined, part: undefined });
    this.interrupted?.(why, part);
    await recorder.stop();
    await this.outbox.note(Object.assign(part, { isEnded: true }));
    this.sender.wake();
  }

  /** Whether anything of this interview is still taken, after a part was not: it may have ended, or consent may be gone. */
  async look() {
    await this.refresh();
    const { submittedAt, closedBecause, consents } = this.session;
    const isAgreed = consents.some(({ purpose, isGiven }) => purpose === "recording" && isGiven);
    if (submittedAt || closedBecause || !isAgreed) await this.close();
  }

  /** Nothing more is recorded or kept here; the page that the server shows says why. */
  async close() {
    const { recorder } = this;
    Object.assign(this, { recorder: undefined, part: undefined });
    await recorder?.stop();
    for (const part of [...this.outbox.parts]) await this.outbox.drop(part);
    location.assign(own("/i/home"));
  }

  async halt(id) {
    await this.post(id, `takes/${this.hand(id).take}/pause`, undefined, { isOnce: true });
    this.recorder?.pause();
  }

  async resume(id) {
    await this.post(id, `takes/${this.hand(id).take}/resumption`);
    this.recorder?.resume();
  }

  /** The candidate is done, or the time is over. */
  async end(id) {
    const { recorder, part } = this;
    const hand = this.hand(id);
    Object.assign(this, { recorder: undefined, part: undefined });
    if (part) part.isLast = true;
    await recorder?.stop();
    const last = part ?? (hand && this.parts(hand).at(-1));
    if (last) await this.outbox.note(Object.assign(last, { isEnded: true, isLast: true }));
    this.changed();
    this.sender.wake();
    if (hand) await this.finish(hand);
  }

  /** Waits until a take that has ended is an answer, or until it is known that it will be none. Once at a time for each. */
  finish(hand) {
    const key = `${hand.questionID}/${hand.take}`;
    if (!this.ending.has(key)) {
      this.ending.set(key, this.arrive(hand).finally(() => this.ending.delete(key)));
    }
    return this.ending.get(key);
  }

  async arrive({ questionID, take, endedAt }) {
    const isThere = () => this.hand(questionID, take);
    if (!endedAt) await this.post(questionID, `takes/${take}/end`).catch((trouble) => this.refused(trouble));
    let isSettled = false;
    for (let turn = 1; isThere(); turn += 1) {
      const parts = this.parts(isThere());
      if (parts.every((it) => it.isDone)) {
        const isHere = (number) => parts.some((it) => it.part === number && !it.lost);
        const numbers = Array.from({ length: isThere().partCount }, (_, index) => index + 1);
        const isLost = numbers.some((it) => !isThere().arrivedParts.includes(it) && !isHere(it));
        if ((isLost || numbers.length === 0) && !isSettled) {
          isSettled = true;
          await this.post(questionID, `takes/${take}/settlement`).catch((trouble) => this.refused(trouble));
        } else {
          await pause(500);
          await this.refresh();
        }
      } else {
        await pause(300);
        // The server knows first when the take was settled without what still lies here.
        if (turn % 10 === 0) await this.refresh();
      }
    }
    for (const part of this.outbox.parts.filter((it) => it.question === questionID && it.take === take)) {
      await this.outbox.drop(part);
    }
    this.changed();
  }

  /** A no that is told because the take has become an answer meanwhile; whatever else it is, the state says it. */
  async refused(trouble) {
    if (!trouble.status) throw trouble;
    await this.refresh();
  }

  /** Has every take that has ended arrive, one after the other. */
  async finishOthers(except) {
    for (const hand of this.session.takesInHand) {
      if (hand.questionID !== except && !this.isRunning(hand) && !this.canGoOn(hand)) await this.finish(hand);
    }
  }
}

/** One page at a time records and sends; another that is open waits, and is told so after a moment. */
export function alone(body, waiting = () => {}) {
  if (!navigator.locks) return body();
  const timer = setTimeout(waiting, 1500);
  return navigator.locks.request("colloquy", async () => {
    clearTimeout(timer);
    await body();
    // Held for as long as the page lives.
    await new Promise(() => {});
  });
}
