/* Extras only: every page works without. */

// A form that came back: read the summary first.
document.querySelector("[data-focus]")?.focus();

// A button pressed twice sends once; the page that answers brings it back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

// Filters that act as soon as they are changed; without script there is a button.
for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
