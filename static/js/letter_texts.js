/* An extra: the preview follows what is typed. Without script there is a button. */

for (const form of document.querySelectorAll("form[data-preview]")) {
  const button = form.querySelector("[formtarget]");
  let waiting;

  const look = () => {
    const frame = document.getElementsByName(button.formTarget)[0];
    const fresh = frame.cloneNode(); // a new frame leaves no step for the back button
    fresh.removeAttribute("src");
    frame.replaceWith(fresh);
    form.requestSubmit(button);
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 500);
  });
  // What was typed came back unsaved, and the frame shows what is stored.
  if (form.dataset.preview === "now") look();
}
