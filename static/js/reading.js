/* An extra: who is read from the inbox, by keys. j and k walk on, the others do what the
   button or link does that names them. */

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) return;
  const act = document.querySelector(`main [data-key="${CSS.escape(event.key)}"]`);
  if (!act) return;
  // Where a link leads to a field, that takes the focus.
  if (act.matches("a") && !act.rel) sessionStorage.setItem("by-key", "yes");
  event.preventDefault();
  act.click();
});
