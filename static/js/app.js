/* Extras only: every page works without. */

// A form that came back: read the summary first.
document.querySelector("[data-focus]")?.focus();

// Who came by a key, with no mouse at hand, writes at once.
if (sessionStorage.getItem("by-key")) {
  sessionStorage.removeItem("by-key");
  document.querySelector("main form :is(textarea, input:not([type=hidden]))")?.focus();
}

// A button pressed twice sends once; the page that answers brings it back. Where a
// file answers, the page stays, and who presses again wants another one.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.submitter?.formTarget) return; // a look into a frame changes nothing
  if ("downloads" in form.dataset) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

// On a phone the staff's menu is one line that scrolls; show where we are in it.
document.querySelector(".bar__staff [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
