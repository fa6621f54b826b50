// Time as the server counts it.

// How far the server's clock is ahead of this device's, by the answer that was on its way the least.
let ahead = 0;
let best = Infinity;
let learnedAt = -Infinity;

/** Learns from an answer that was asked for at `asked` and was there at `answered`, both by this device's clock. */
export function learn(now, asked, answered) {
  const way = answered - asked;
  if (way > best * 2 + 20 && answered - learnedAt < 30_000) return;
  best = way;
  learnedAt = answered;
  ahead = Date.parse(now) - (asked + answered) / 2;
}

export const serverNow = () => Date.now() + ahead;

/** Seconds as people read them. */
export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Counts down to a moment of the server's. It tells each second, and once each at 30 and at 10 seconds and at the end. */
export class Countdown {
  constructor({ show, near, over }) {
    this.tell = { show, near, over };
  }

  run(until) {
    this.stop();
    let last = Infinity;
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - serverNow()) / 1000));
      if (left === last) return;
      this.tell.show(left);
      for (const mark of [30, 10]) if (left <= mark && last > mark && last !== Infinity) this.tell.near(mark);
      last = left;
      if (left > 0) return;
      this.stop();
      this.tell.over();
    };
    this.timer = setInterval(tick, 200);
    tick();
  }

  stop() {
    clearInterval(this.timer);
  }
}
