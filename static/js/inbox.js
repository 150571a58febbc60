/* An extra: the inbox by keys. j and k walk, a w d l act on the row that has the focus. */

const rows = [...document.querySelectorAll("[data-inbox] > li")];

function go(step) {
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
  const row = rows.find((candidate) => candidate.contains(document.activeElement));
  row?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
