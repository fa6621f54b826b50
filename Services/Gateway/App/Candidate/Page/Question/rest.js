// On pages that record nothing: what was recorded before and is still here goes on its way. A page that shows what is still on
// its way (`data-part="arriving"`) is asked for again when it has arrived.
import { own, part, say } from "./frame.js";
import { alone, Takes } from "./take.js";

const place = part("arriving");

function show({ isCutOff, sender }) {
  if (!place || !sender?.waiting) return;
  const size = (sender.waiting / 1048576).toFixed(1);
  place.textContent = say(isCutOff || sender.isCutOff ? "offline" : "left", { size });
}

alone(async () => {
  const takes = await Takes.open(show);
  const isArriving = () => takes.session.takesInHand.some((hand) => !takes.isRunning(hand) && !takes.canGoOn(hand))
    || takes.session.uploads.some((it) => it.status === "assembling");
  while (isArriving()) {
    await takes.finishOthers();
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    await takes.refresh();
  }
  if (place) location.replace(own(location.pathname));
});
