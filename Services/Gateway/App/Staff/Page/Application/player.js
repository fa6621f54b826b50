// Answers: a sentence that is pressed is played, the one that is heard is marked; evidence jumps to its place.
const answers = [...document.querySelectorAll(".answer")];

function play(answer, milliseconds) {
  const video = answer?.querySelector("video");
  if (!video) return;
  answer.scrollIntoView({ block: "nearest" });
  const go = () => {
    video.currentTime = milliseconds / 1000;
    video.play().catch(() => {});
  };
  if (video.readyState >= 1) { go(); return; }
  video.addEventListener("loadedmetadata", go, { once: true });
  video.load();
}

for (const answer of answers) {
  const video = answer.querySelector("video");
  const sentences = [...answer.querySelectorAll("[data-do=sentence]")];
  for (const sentence of sentences) {
    sentence.addEventListener("click", () => play(answer, Number(sentence.dataset.at)));
  }
  if (!video) continue;
  // Until there is something to play, the frame says so by itself; captions are there for whoever wants them.
  video.addEventListener("timeupdate", () => {
    const now = video.currentTime * 1000;
    const heard = sentences.filter((one) => Number(one.dataset.at) <= now + 50).pop();
    for (const one of sentences) {
      if (one === heard) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
    }
  });
  answer.querySelector("[data-do=speed]")?.addEventListener("change", (event) => {
    video.playbackRate = Number(event.target.value);
  });
}

for (const proof of document.querySelectorAll("[data-do=evidence]")) {
  const answer = answers.find((one) => one.dataset.question === proof.dataset.question);
  if (!answer?.querySelector("video")) { proof.disabled = true; continue; }
  proof.addEventListener("click", () => play(answer, Number(proof.dataset.at)));
}
