// The page of a question that is answered before the camera. What it shows follows from what the server says and from what lies
// here; `body[data-state]` names it, and the sections of the page show by that name.
import { hear, missing, openCamera, reason, recall, see } from "./camera.js";
import { Countdown, clock, serverNow } from "./countdown.js";
import { own, part, say } from "./frame.js";
import { quality } from "./recorder.js";
import { alone, Takes } from "./take.js";

const { body } = document;
const page = part("question");
const id = page.dataset.question;
const picture = part("picture");

let takes;
let stream;
let endHearing = () => {};
let endSeeing = () => {};
let isAgain = false;
/** What is under way and would be begun twice by a second press. */
let isBusy = false;
/** What was pressed meanwhile: it waits, and is done if its button is still there then. */
let pressed;
let until;
let most = 0;
let restarts = 0;
let awake;
let opening;
let isArriving = false;
let isChecking = false;
let checks = 0;
let extraTime;

const tell = (text) => { part("said").textContent = text; };
const toggle = (name, isShown) => { part(name).hidden = !isShown; };

function trouble(name) {
  part("trouble-text").textContent = name ? say(name) : "";
  toggle("trouble", Boolean(name));
}

function state() {
  const hand = takes.hand(id);
  if (takes.isRunning(hand) || takes.recorder) return hand?.pausedAt ? "paused" : "recording";
  if (hand || takes.session.uploads.some((it) => it.questionID === id && it.status === "assembling")) return "sending";
  const last = takes.last(id);
  if (last && !isAgain) return last.fault ? "fault" : "answered";
  return takes.question(id).text === undefined ? "unopened" : "thinking";
}

const countdown = new Countdown({
  show(left) {
    part("time").textContent = clock(left);
    part("bar").value = left;
    part("clock").classList.toggle("near", left <= 10);
  },
  near(seconds) { tell(say(body.dataset.state === "recording" ? `left-${seconds}` : `think-${seconds}`)); },
  async over() {
    // More time may have been granted meanwhile; nobody is cut off for not having heard of it.
    const [end, before] = [until, body.dataset.state];
    await Promise.race([takes.glance(), new Promise((resolve) => { setTimeout(resolve, 1000); })]);
    if (body.dataset.state === before && until > end) return;
    whenFree(() => {
      // The server's clock may have begun the answer first.
      if (before === "thinking") { if (!takes.recorder && /thinking|recording/.test(body.dataset.state)) record(); }
      else if (body.dataset.state === "recording") stop();
    });
  },
});

/** What the clock does is not dropped because something else is under way. */
function whenFree(what) { if (isBusy) setTimeout(whenFree, 200, what); else what(); }

/** Runs the clock of what the page shows; none where nobody counts. */
function count(now) {
  const question = takes.question(id);
  const hand = takes.hand(id);
  const next = now === "recording" && hand ? takes.endsAt(hand)
    : now === "thinking" && !takes.last(id) && question.thinkUntil ? Date.parse(question.thinkUntil) : undefined;
  toggle("clock", next !== undefined);
  // While time runs there is no other way.
  toggle("ways", next === undefined);
  const granted = takes.session.accommodations?.extraTimePercent ?? 0;
  if (next !== undefined && granted > extraTime) tell(say("more-time"));
  extraTime = granted;
  if (next === until) return;
  until = next;
  countdown.stop();
  if (next === undefined) return;
  part("clock-name").textContent = say(now === "recording" ? "time-left" : "time-to-think");
  part("bar").max = now === "recording" ? question.answerSecondsMax : question.thinkSeconds;
  countdown.run(next);
}

function show() {
  if (!takes?.sender) return;
  const now = state();
  const question = takes.question(id);
  const hand = takes.hand(id);
  const live = takes.recorder?.isOn ? "yes" : "no";
  const isNew = body.dataset.state !== now;
  // Nobody is told that the answer is recorded before it is.
  const isHeard = now === "recording" ? live === "yes" && (isNew || body.dataset.live === "no") : isNew;
  Object.assign(body.dataset, { state: now, live });
  if (question.text) part("asked").textContent = question.text;
  count(now);
  toggle("pause", hand?.pausesLeft > 0);
  for (const again of document.querySelectorAll("[data-do=again]")) again.hidden = question.takesLeft === 0;
  const waiting = takes.sender.waiting;
  most = now === "sending" ? Math.max(most, waiting) : 0;
  Object.assign(part("sent"), { max: Math.max(1, most), value: most - waiting });
  const isCutOff = takes.isCutOff || takes.sender.isCutOff;
  toggle("offline", isCutOff);
  toggle("unkept", !takes.outbox.isKept && waiting > 0);
  body.dataset.line = isCutOff ? "cut" : "good";
  answer(takes.last(id));
  if (now === "sending" && hand && !takes.canGoOn(hand)) arrive(hand);
  if (now === "answered") check();
  if (isHeard) tell(say(`at-${now}`));
  if (!isNew) return;
  // A second press of the same finger is not meant for what has come under it meanwhile.
  const ways = part("ways");
  ways.inert = true;
  setTimeout(() => { ways.inert = false; }, 700);
  if (["sending", "answered", "fault"].includes(now)) release();
  // What had the focus may have gone with its section.
  const { activeElement } = document;
  if (activeElement === body || !activeElement?.checkVisibility?.()) {
    (part("asked").checkVisibility?.() ? part("asked") : part("heading")).focus({ preventScroll: true });
  }
}

/** What is known of the last take. */
function answer(last) {
  const isChecked = last && (last.fault || last.isPlayable || last.durationMilliseconds !== undefined);
  part("checked").textContent = isChecked && last.durationMilliseconds !== undefined
    ? say("checked", { time: clock(Math.round(last.durationMilliseconds / 1000)) }) : "";
  toggle("play", last?.isPlayable && part("playback").hidden);
  if (last?.fault) {
    const name = `fault-${takes.question(id).takesLeft === 0 ? "none-left" : last.fault}`;
    part("fault").textContent = say(document.querySelector(`[data-say="${name}"]`) ? name : "fault-other");
  }
  return isChecked;
}

/** Sees a take through that has ended. */
async function arrive(hand) {
  if (isArriving) return;
  isArriving = true;
  await takes.finish(hand).catch(() => trouble("trouble"));
  isArriving = false;
  show();
}

/** Asks until somebody has looked at the answer, for as long as that is worth waiting for. */
async function check() {
  if (isChecking) return;
  isChecking = true;
  for (; checks < 40 && body.dataset.state === "answered" && !answer(takes.last(id)); checks += 1) {
    await new Promise((resolve) => { setTimeout(resolve, checks < 10 ? 700 : 3000); });
    await takes.refresh();
  }
  isChecking = false;
}

/** Camera and microphone, opened if they are not; undefined with a word of help when they cannot be. */
function camera() {
  opening ??= turnOn().finally(() => { opening = undefined; });
  return opening;
}

async function turnOn() {
  if (stream?.getTracks().every((track) => track.readyState === "live")) return stream;
  release();
  trouble();
  // The place of the picture is taken before there is one: no button moves away from under a finger.
  showCamera("opening");
  try {
    stream = await openCamera(quality(recall("uplink")));
  } catch (error) {
    showCamera("off");
    trouble(await reason(error));
    return undefined;
  }
  picture.srcObject = stream;
  const isMoving = picture.play().catch(() => {});
  let quietSince = Date.now();
  endHearing = hear(stream, (level) => {
    part("level").value = level;
    if (level > 0.02 || !takes.recorder || takes.recorder.isPaused) quietSince = Date.now();
    else if (Date.now() - quietSince > 8000) {
      quietSince = Infinity;
      tell(say("quiet"));
    }
  });
  endSeeing = see(picture, (isBlack) => { if (isBlack) tell(say("black")); });
  // Firefox hands the devices over a second or two before anything comes from them, the sound no sooner than the picture.
  await Promise.race([isMoving, new Promise((resolve) => { setTimeout(resolve, 4000); })]);
  if (stream) showCamera("on");
  return stream;
}

function showCamera(now) {
  body.dataset.camera = now;
  picture.hidden = now === "off";
  toggle("hearing", now !== "off");
  toggle("opening", now === "opening");
}

function release() {
  endHearing();
  endSeeing();
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  picture.srcObject = null;
  showCamera("off");
  awake?.release?.().catch(() => {});
  awake = undefined;
}

function press(button, does) {
  if (isBusy) pressed = { button, does };
  else does();
}

/** One thing at a time; what the server will not have is told, and what it says instead is shown. */
async function act(what) {
  if (isBusy) return;
  isBusy = true;
  try {
    await what();
  } catch (error) {
    if (error.status) await takes.refresh();
    trouble(error.status ? "refused" : error.name === "TypeError" ? "offline" : "trouble");
  } finally {
    isBusy = false;
    show();
    const next = pressed;
    pressed = undefined;
    // A second press of the same button has gone with its section.
    if (next && next.button.offsetParent) next.does();
  }
}

const open = () => act(async () => {
  // First the camera: no time to think runs while a browser asks for permission.
  if (await camera()) await takes.post(id, "opening");
});

const record = () => act(async () => {
  const button = part("record");
  if (body.dataset.camera !== "on") tell(say("starts-soon"));
  button.setAttribute("aria-disabled", "true");
  const input = await camera().finally(() => button.removeAttribute("aria-disabled"));
  if (!input && body.dataset.state !== "thinking") return;
  // Without a camera the clock of a question that was opened runs all the same, as the server says.
  if (!input) return takes.refresh();
  await takes.begin(id, input, quality(recall("uplink")));
  isAgain = false;
  checks = 0;
  keepAwake();
});

/** A take that is interrupted goes on as a further part. */
const goOn = () => act(async () => {
  if (takes.recorder || !["recording", "sending"].includes(state())) return;
  const input = await camera();
  if (!input) return;
  if (input.getTracks().some((track) => track.muted)) { trouble("interrupted"); return; }
  await takes.record(id, input, quality(recall("uplink")));
  trouble();
  tell(say("goes-on"));
  keepAwake();
});

const stop = () => act(async () => {
  // Not waited for: the page shows how the answer goes on its way.
  takes.end(id).then(show, () => trouble("trouble"));
});

const halt = () => act(() => takes.halt(id));

const resume = () => act(async () => {
  const isHere = Boolean(takes.recorder);
  if (!isHere && !await camera()) return;
  await takes.resume(id);
  if (!isHere) await takes.record(id, stream, quality(recall("uplink")), { isAfterPause: true });
});

async function again() {
  isAgain = true;
  until = undefined;
  part("playback").removeAttribute("src");
  part("playback").hidden = true;
  trouble();
  show();
  await camera();
}

function play() {
  const playback = part("playback");
  const answer = `/v1/candidate/answers/${encodeURIComponent(takes.last(id).answerID)}`;
  if (takes.session.accommodations?.hasCaptions) {
    playback.replaceChildren(Object.assign(document.createElement("track"), {
      kind: "captions", label: say("captions"), srclang: page.dataset.language, src: own(`${answer}/captions`), default: true,
    }));
  }
  playback.src = own(`${answer}/recording`);
  playback.hidden = false;
  toggle("play", false);
  playback.focus();
  playback.play().catch(() => {});
}

async function keepAwake() {
  awake ??= await navigator.wakeLock?.request("screen").catch(() => undefined);
}

/** The recorder broke off. What can be opened again is, at once; a telephone call is waited for. */
function interrupted(why, { size }) {
  if (why === "frozen") return;
  restarts = size > 0 ? 0 : restarts + 1;
  if (why === "muted") {
    trouble("interrupted");
    for (const track of stream?.getTracks() ?? []) track.addEventListener("unmute", () => goOn(), { once: true });
  } else if (restarts < 4) {
    tell(say("interrupted"));
    setTimeout(() => whenFree(goOn), 200);
  } else {
    trouble("trouble");
  }
}

/** Reads the question aloud where this browser has a voice for its language. */
function voice() {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const { language } = page.dataset;
  const find = () => speech.getVoices().find((it) => it.lang.toLowerCase().startsWith(language.slice(0, 2)));
  const offer = () => toggle("read", Boolean(find()));
  speech.addEventListener?.("voiceschanged", offer);
  offer();
  part("read").addEventListener("click", () => {
    if (speech.speaking) { speech.cancel(); return; }
    const words = new SpeechSynthesisUtterance(part("asked").textContent);
    words.lang = language;
    words.voice = find();
    speech.speak(words);
  });
}

async function begin() {
  toggle("elsewhere", false);
  takes = await Takes.open((it) => { takes = it; show(); });
  takes.interrupted = interrupted;
  show();
  // What time does to the state is seen by looking.
  setInterval(show, 3000);
  // And what was granted by asking.
  setInterval(() => { if (until !== undefined) takes.glance(); }, 15_000);
  for (const button of page.querySelectorAll("button")) button.disabled = false;
  takes.finishOthers(id).catch(() => {});
  if (state() === "recording" || takes.canGoOn(takes.hand(id))) await goOn();
  else if (state() === "thinking") await camera();
}

const lack = missing();
if (lack) {
  const text = document.createElement("p");
  text.textContent = say(lack);
  part("cannot").prepend(text);
  toggle("cannot", true);
} else {
  for (const [name, does] of Object.entries({ open, record, stop, pause: halt, resume, play })) {
    part(name).addEventListener("click", () => press(part(name), does));
  }
  for (const button of document.querySelectorAll("[data-do=again]")) button.addEventListener("click", again);
  part("retry").addEventListener("click", async () => {
    trouble();
    await takes.refresh();
    const question = takes.question(id);
    const isLate = question.thinkUntil && !takes.last(id) && Date.parse(question.thinkUntil) < serverNow();
    if (state() === "recording") await goOn();
    else if (state() === "thinking" && isLate) await record();
    else await camera();
  });
  // Without a line there is no next page; what is here is kept.
  part("next").addEventListener("click", (event) => {
    if (body.dataset.line !== "cut") return;
    event.preventDefault();
    tell(say("offline"));
  });
  // A page that is put to sleep ends its part; woken, it goes on in a further one.
  document.addEventListener("freeze", () => takes?.interrupt("frozen"));
  document.addEventListener("resume", () => goOn());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && takes && state() === "recording" && !takes.recorder) goOn();
  });
  navigator.mediaDevices.addEventListener?.("devicechange", () => { if (!part("trouble").hidden) camera(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  voice();
  alone(begin, () => toggle("elsewhere", true));
}
