/* A file that would not be taken is told at its control, and nothing is sent. */

// data-most, data-most-together: bytes; data-too-large(-together): what is said then.
const controls = (form) => [...form.querySelectorAll("input[data-most]")];

function say(control, words) {
  const id = `${control.id}-too-large`;
  const place = document.getElementById(id) ?? Object.assign(document.createElement("p"), { id, className: "field__error" });
  if (words && !place.parentElement) control.before(place);
  place.setAttribute("role", "alert");
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
  control.closest(".field").classList.toggle("field--error", Boolean(words));
  for (const [name, value] of [["aria-invalid", "true"], ["aria-errormessage", id]]) {
    if (words) control.setAttribute(name, value);
    else control.removeAttribute(name);
  }
}

function wrongOnes(form) {
  let left = Math.max(...controls(form).map((control) => control.dataset.mostTogether ?? 0));
  return controls(form).filter((control) => {
    const { most, tooLarge, tooLargeTogether = "" } = control.dataset;
    const size = control.files[0]?.size ?? 0;
    if (size <= most) left -= size;
    const words = size > most ? tooLarge : size && left < 0 ? tooLargeTogether : "";
    if (words || document.getElementById(`${control.id}-too-large`)) say(control, words);
    return words;
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-most]")) wrongOnes(event.target.form);
});

// Before app.js hears of it, for which the form would be sent.
document.addEventListener("submit", (event) => {
  const [wrong] = wrongOnes(event.target);
  if (!wrong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong.focus();
}, true);
