// Records what camera and microphone give, in pieces of a second, and notices when nothing more comes.

// Chromium's MP4 hands nothing over until a key frame, so WebM comes first. What the bytes are, the server sees for itself:
// a browser may name H.264 in WebM `video/x-matroska`, or a microphone alone nothing at all.
export const pictureTypes = ["video/webm;codecs=vp8,opus", "video/webm;codecs=vp9,opus", "video/webm", "video/mp4"];
const soundTypes = ["audio/webm;codecs=opus", "audio/webm", "audio/ogg;codecs=opus", "audio/mp4"];

/**
 * How well to record on a line of so many Mbit/s: the best that it carries with something to spare, else sound alone. A device
 * with few processors has other things to do than to code a large picture.
 */
export function quality(uplink) {
  const isSmall = navigator.hardwareConcurrency <= 2;
  return [
    { from: 1.5, width: 1280, height: 720, videoBitsPerSecond: 900_000, audioBitsPerSecond: 64_000 },
    { from: 0.6, width: 640, height: 360, videoBitsPerSecond: 350_000, audioBitsPerSecond: 48_000 },
    { from: 0.25, width: 480, height: 270, videoBitsPerSecond: 130_000, audioBitsPerSecond: 32_000 },
    { from: 0, isSoundOnly: true, audioBitsPerSecond: 32_000 },
  ].slice(isSmall ? 1 : 0).find((it) => (uplink ?? 2) >= it.from);
}

export class Recorder {
  /**
   * @param data Gets each piece, in order, with the moment until which it reaches.
   * @param broken Called once when a track ends, stays mute, or nothing comes any more: a recorder does not go on from there.
   */
  constructor(stream, { isSoundOnly, videoBitsPerSecond, audioBitsPerSecond }, { data, broken }) {
    this.stream = stream;
    this.isSoundOnly = isSoundOnly || !stream.getVideoTracks().length;
    this.data = data;
    this.broken = broken;
    this.pieces = Promise.resolve();
    const tracks = isSoundOnly ? stream.getAudioTracks() : stream.getTracks();
    const mimeType = (this.isSoundOnly ? soundTypes : pictureTypes).find((type) => MediaRecorder.isTypeSupported?.(type));
    this.recorder = new MediaRecorder(new MediaStream(tracks), {
      ...(mimeType && { mimeType }), audioBitsPerSecond, ...(!this.isSoundOnly && { videoBitsPerSecond }),
    });
    this.patience = /mp4/.test(mimeType ?? "") ? 20_000 : 10_000;
    this.stopped = new Promise((resolve) => { this.recorder.onstop = resolve; });
    this.started = new Promise((resolve) => { this.begun = resolve; });
    this.watch(tracks);
  }

  /** As far as the browser says; it may be empty. */
  get type() { return this.recorder.mimeType; }

  /** Comes back when it records: Firefox takes a second or two until it does, and nothing of them is in the recording. */
  start() {
    this.cameAt = Date.now();
    this.recorder.onstart = this.begun;
    this.recorder.ondataavailable = (event) => {
      this.cameAt = Date.now();
      if (!event.data.size) return;
      this.begun();
      const at = this.stoppedAt ?? this.cameAt;
      this.pieces = this.pieces.then(async () => this.data(new Uint8Array(await event.data.arrayBuffer()), at));
    };
    this.recorder.onerror = () => this.end("error");
    this.recorder.start(1000);
    return Promise.race([this.started, this.stopped]).then(() => { this.isOn = true; });
  }

  watch(tracks) {
    const mutes = new Map();
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    for (const track of tracks) {
      track.addEventListener("ended", () => this.end("ended"), { signal });
      // A telephone call mutes both; a camera may blink.
      track.addEventListener("mute", () => mutes.set(track, setTimeout(() => this.end("muted"), 1500)), { signal });
      track.addEventListener("unmute", () => clearTimeout(mutes.get(track)), { signal });
    }
    this.timer = setInterval(() => {
      if (this.recorder.state === "recording" && Date.now() - this.cameAt > this.patience) this.end("still");
    }, 1000);
  }

  end(why) {
    if (this.stoppedAt) return;
    this.stop();
    this.broken(why);
  }

  get isPaused() { return this.recorder.state === "paused"; }

  pause() { if (this.recorder.state === "recording") this.recorder.pause(); }

  resume() {
    this.cameAt = Date.now();
    if (this.isPaused) this.recorder.resume();
  }

  /** Ends, and waits until the last piece has been handed over; a recorder whose tracks have ended stops by itself. */
  async stop() {
    this.stoppedAt ??= Date.now();
    clearInterval(this.timer);
    this.listeners.abort();
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await Promise.race([this.stopped, new Promise((resolve) => { setTimeout(resolve, 3000); })]);
    await this.pieces;
  }
}
