// Says before sending that a file is too large or of another kind; the server looks at its bytes.
import { say } from "./frame.js";

const bytesMax = 10 * 1024 * 1024;
for (const input of document.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    const file = input.files[0];
    const fits = !file || /^(application\/pdf|image\/(jpeg|png))$/.test(file.type);
    const word = !fits ? "material-wrong" : file && file.size > bytesMax ? "material-large" : "";
    input.setCustomValidity(word ? say(word) : "");
    input.reportValidity();
  });
}
