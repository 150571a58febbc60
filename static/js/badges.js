// The badges beside the form follow what is chosen; without script, saving shows them.

const form = document.querySelector("[data-design]");
const frames = document.querySelectorAll("[data-try]");
let waiting = 0;

function show() {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !["csrf_token", "as_it_was"].includes(name)) values.append(name, value);
  for (const frame of frames) {
    const stock = new URL(frame.src).searchParams.get("stock");
    if (stock) values.set("stock", stock);
    // Replaced, not opened: the way back leads to the page before, not to an old look.
    const address = `${frame.dataset.try}?${values}`;
    // A longer one no server takes; saving shows it too.
    if (address.length < 7500) frame.contentWindow.location.replace(address);
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 300);
});
