// The sum of the weights, as one types.
const shown = document.querySelector("[data-part=sum]");
if (shown) {
  const weights = [...document.querySelectorAll("input[name^='/interview/dimensions/'][name$='/weight']")];
  const add = () => {
    const sum = weights.reduce((all, weight) => all + (Number.parseInt(weight.value, 10) || 0), 0);
    shown.textContent = (sum === 100 ? shown.dataset.right : shown.dataset.say).replace("{sum}", String(sum));
    shown.className = sum === 100 ? "note" : "warning";
  };
  for (const weight of weights) weight.addEventListener("input", add);
  add();
}
