/* An extra: one press ticks every box of the list, another one none. Without this a
   button marks all that is shown. */

for (const line of document.querySelectorAll("[data-choose-all]")) {
  const form = line.closest("form");
  const boxes = form.querySelectorAll("tbody input[type=checkbox]");
  form.querySelector("[data-without-script]")?.remove();
  line.hidden = false;
  line.querySelector("button").addEventListener("click", () => {
    const wanted = [...boxes].some((box) => !box.checked);
    for (const box of boxes) box.checked = wanted;
  });
}
