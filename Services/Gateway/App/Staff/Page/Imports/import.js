// An import that goes on by itself is looked at again, until it stands; without script there is a link for it.
const link = document.querySelector("[data-do=look-again]");
const look = () => { if (link && !document.hidden) location.replace(link.href); };
setTimeout(look, 2000);
document.addEventListener("visibilitychange", look);

// A file that is too large is told of before it is sent.
const file = document.querySelector("input[type=file][data-bytes-max]");
file?.addEventListener("change", () => {
  const isLarge = file.files.length > 0 && file.files[0].size > Number(file.dataset.bytesMax);
  file.setCustomValidity(isLarge ? file.dataset.say : "");
  if (isLarge) file.reportValidity();
});
