// The look at the device. Everything stays in this browser: nothing recorded here is sent anywhere.
import { hear, missing, openCamera, reason, remember, see, sound } from "./camera.js";
import { own, part, say } from "./frame.js";
import { pictureTypes } from "./recorder.js";

const practiceSeconds = 30;
const show = (name, text) => {
  const element = part(name);
  if (text !== undefined) element.textContent = text;
  element.hidden = false;
};
const hide = (...names) => { for (const name of names) part(name).hidden = true; };

let stream = null;
let endHearing = () => {};
let endSeeing = () => {};

async function open() {
  hide("denied");
  stop();
  try {
    stream = await openCamera();
  } catch (error) {
    show("denied", say(await reason(error)));
    return;
  }
  const picture = part("picture");
  picture.srcObject = stream;
  picture.hidden = false;
  await picture.play().catch(() => {});
  hide("allow");
  await list();
  listen();
  look();
}

function stop() {
  endHearing();
  endSeeing();
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
}

// Names of devices are told only after the permission; the menus show where there is a choice.
async function list() {
  const all = await navigator.mediaDevices.enumerateDevices();
  let isChoice = false;
  for (const [name, kind] of [["camera", "videoinput"], ["microphone", "audioinput"]]) {
    const menu = part(name);
    const found = all.filter((device) => device.kind === kind && device.deviceId);
    isChoice ||= found.length > 1;
    const track = stream.getTracks().find((it) => it.kind === kind.slice(0, 5));
    menu.replaceChildren(...found.map((device, index) => {
      const option = document.createElement("option");
      option.value = device.deviceId;
      option.textContent = device.label || `${say(`${name}-number`)} ${index + 1}`;
      option.selected = device.deviceId === track?.getSettings().deviceId;
      return option;
    }));
  }
  part("chosen").hidden = !isChoice;
}

function listen() {
  const begun = performance.now();
  let isHeard = false;
  if (stream.getAudioTracks().length && sound()) show("hearing");
  endHearing = hear(stream, (level) => {
    part("level").value = level;
    if (!isHeard && level > 0.08) {
      isHeard = true;
      show("heard", say("heard"));
      document.body.dataset.heard = "yes";
    } else if (!isHeard && performance.now() - begun > 8000) {
      show("heard", say("quiet"));
    }
  });
}

// A covered camera gives a picture without light.
function look() {
  endSeeing = see(part("picture"), (isBlack) => {
    if (isBlack) show("denied", say("black")); else hide("denied");
    document.body.dataset.seen = isBlack ? "no" : "yes";
  });
}

function playSound() {
  const context = sound();
  if (!context) { show("sounded", say("no-sound-out")); return; }
  const gain = context.createGain();
  gain.connect(context.destination);
  const now = context.currentTime;
  gain.gain.setValueAtTime(0, now);
  gain.gain.linearRampToValueAtTime(0.25, now + 0.05);
  gain.gain.linearRampToValueAtTime(0, now + 1.4);
  [523.25, 659.25, 783.99].forEach((pitch, index) => {
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(gain);
    tone.start(now + index * 0.35);
    tone.stop(now + 1.4);
  });
  show("sounded", say("sounded"));
}

async function send(bytes) {
  const begun = performance.now();
  const answer = await fetch(own("/i/devices/probe"), {
    method: "POST", body: bytes, headers: { "Content-Type": "application/octet-stream" }, cache: "no-store",
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return performance.now() - begun;
}

// The way there and back by small requests, the middle of five; then bytes that cannot be packed, more of them on a fast line.
async function measure() {
  part("measure").disabled = true;
  try {
    await send(new Uint8Array(0));
    const delays = [];
    for (let count = 0; count < 5; count += 1) delays.push(await send(new Uint8Array(1)));
    const delay = delays.sort((one, other) => one - other)[2];
    let rate = 0;
    for (const size of [64, 384]) {
      const bytes = new Uint8Array(size * 1024);
      for (let from = 0; from < bytes.length; from += 65536) crypto.getRandomValues(bytes.subarray(from, from + 65536));
      const milliseconds = Math.max(1, await send(bytes) - delay);
      rate = (bytes.length * 8) / milliseconds / 1000;
      if (milliseconds > 1500) break;
    }
    show("uplink", say("mbit", { count: rate < 10 ? rate.toFixed(1) : Math.round(rate) }));
    show("delay", say("ms", { count: Math.round(delay) }));
    remember("uplink", rate);
    const advice = rate < 0.4 ? "line-poor" : rate < 1.2 ? "line-slow" : delay > 100 ? "line-far" : "line-good";
    show("line-advice", say(advice));
    document.body.dataset.line = advice;
  } catch {
    show("line-advice", say("line-broken"));
  } finally {
    part("measure").disabled = false;
  }
}

async function room() {
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({})) ?? {};
  if (quota === undefined) { show("storage", say("unknown")); return; }
  const free = (quota - usage) / 1048576;
  const text = say("free", { count: free > 1024 ? `${Math.round(free / 1024)} GB` : `${Math.round(free)} MB` });
  show("storage", free < 300 ? `${text} ${say("storage-low")}` : text);
}

async function power() {
  const battery = await navigator.getBattery?.().catch(() => null);
  if (!battery) return;
  const text = `${Math.round(battery.level * 100)} %`;
  show("battery-name");
  show("battery", battery.level < 0.2 && !battery.charging ? `${text} ${say("battery-low")}` : text);
}

let recorder = null;
let address = null;

async function practise() {
  if (!stream) await open();
  if (!stream) return;
  discard();
  const pieces = [];
  const mimeType = pictureTypes.find((type) => MediaRecorder.isTypeSupported?.(type));
  recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), videoBitsPerSecond: 800000 });
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    address = URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType || pieces[0]?.type }));
    part("practice-play").src = address;
    show("practice-play");
    show("practice-discard");
    show("practice-record");
    hide("practice-stop");
    show("practice-state", say("played"));
    clearTimeout(end);
  };
  recorder.start();
  const end = setTimeout(() => recorder.state === "recording" && recorder.stop(), practiceSeconds * 1000);
  hide("practice-record");
  show("practice-stop");
  part("practice-stop").focus();
  show("practice-state", say("recording", { count: practiceSeconds }));
}

function discard() {
  if (address) URL.revokeObjectURL(address);
  address = null;
  part("practice-play").removeAttribute("src");
  hide("practice-play", "practice-discard");
}

// A press before this runs would do nothing, so until here no button can be pressed.
for (const button of document.querySelectorAll("button")) button.disabled = false;
const lack = missing();
if (lack) {
  const text = document.createElement("p");
  text.textContent = say(lack);
  part("cannot").prepend(text);
  show("cannot");
  part("allow").disabled = true;
  part("practice-record").disabled = true;
}
part("allow").addEventListener("click", open);
for (const name of ["camera", "microphone"]) {
  part(name).addEventListener("change", () => { remember(name, part(name).value); open(); });
}
part("play-sound").addEventListener("click", playSound);
part("measure").addEventListener("click", measure);
part("practice-record").addEventListener("click", practise);
part("practice-stop").addEventListener("click", () => recorder?.state === "recording" && recorder.stop());
part("practice-discard").addEventListener("click", () => { discard(); show("practice-state", say("gone")); });
addEventListener("pagehide", () => { stop(); discard(); });
measure();
room();
power();
