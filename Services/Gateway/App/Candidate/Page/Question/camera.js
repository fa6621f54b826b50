// Camera and microphone of this device: asked for, listened to, looked at.

/** What was chosen or measured on the device check; only this browser knows it. */
export function recall(name) {
  try { return localStorage.getItem(`colloquy.${name}`) ?? undefined; } catch { return undefined; }
}

export function remember(name, value) {
  try { localStorage.setItem(`colloquy.${name}`, value); } catch { /* Then it is chosen anew the next time. */ }
}

/** What this browser can do, asked of it and not of its name: the browser inside a chat program may well do. */
export function missing() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia) return "no-camera-access";
  if (typeof MediaRecorder !== "function") return "no-recorder";
  return undefined;
}

/** Opens both, those that were chosen if they are still there. */
export async function openCamera({ width = 1280, height = 720 } = {}) {
  const wanted = (name) => (recall(name) ? { deviceId: { exact: recall(name) } } : {});
  const open = (camera, microphone) => navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: width }, height: { ideal: height }, facingMode: "user", ...camera },
    audio: { echoCancellation: true, noiseSuppression: true, ...microphone },
  });
  try {
    return await open(wanted("camera"), wanted("microphone"));
  } catch (error) {
    if (error.name !== "OverconstrainedError" && error.name !== "NotFoundError") throw error;
    return open({}, {});
  }
}

/** The name of the word that helps on. */
export async function reason(error) {
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError": {
      // Where the browser says that it was refused for good, asking again does not help: the settings do.
      const state = await navigator.permissions?.query({ name: "camera" }).then((it) => it.state, () => "") ?? "";
      return state === "denied" ? "no-permission-settings" : "no-permission";
    }
    case "NotFoundError":
    case "OverconstrainedError": return "no-device";
    case "NotReadableError":
    case "AbortError": return "busy";
    default: return "trouble";
  }
}

let context = null;

/** The one way in and out of sound, allowed by the reader's first press; undefined where there is none. */
export function sound() {
  const Context = window.AudioContext ?? window.webkitAudioContext;
  if (!Context) return undefined;
  context ??= new Context();
  context.resume?.();
  return context;
}

/**
 * Tells the loudness as often as the screen is drawn: the square mean of what the microphone hears, on a scale on which ordinary
 * speech fills the half. Returns what ends it.
 */
export function hear(stream, tell) {
  const place = stream.getAudioTracks().length ? sound() : undefined;
  if (!place) return () => {};
  const analyser = place.createAnalyser();
  analyser.fftSize = 1024;
  const source = place.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let timer;
  const draw = () => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    tell(Math.min(1, Math.sqrt(sum / samples.length) * 5));
    timer = requestAnimationFrame(draw);
  };
  draw();
  return () => {
    cancelAnimationFrame(timer);
    source.disconnect();
  };
}

/** Whether a camera that shows something shows no light; undefined when it shows nothing yet. */
function isDark(picture) {
  if (!picture.videoWidth) return undefined;
  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 18;
  const drawing = canvas.getContext("2d");
  drawing.drawImage(picture, 0, 0, 32, 18);
  const pixels = drawing.getImageData(0, 0, 32, 18).data;
  let light = 0;
  for (let index = 0; index < pixels.length; index += 4) light = Math.max(light, pixels[index] + pixels[index + 1] + pixels[index + 2]);
  return light < 60;
}

/**
 * Tells whether there is light, at the first look that shows something and whenever it changes; a camera that opens is dark for
 * a moment, so darkness counts at the third look. Returns what ends it.
 */
export function see(picture, tell) {
  let dark = 0;
  let told;
  const timer = setInterval(() => {
    const isBlack = isDark(picture);
    dark = isBlack ? dark + 1 : 0;
    if (isBlack === undefined || isBlack === told || (isBlack && dark < 3)) return;
    told = isBlack;
    tell(isBlack);
  }, 700);
  return () => clearInterval(timer);
}
