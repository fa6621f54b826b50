// The proof in the link stands behind the #, which no browser sends: it is handed over by the form, and leaves the address bar.
const proof = location.hash.slice(1);
history.replaceState(null, "", location.pathname + location.search);
const field = document.querySelector("input[name=token]");
if (proof && field) {
  field.value = proof;
  field.form.requestSubmit();
}
