/* An extra: the inbox by keys. j and k walk, a w d l act on the row that has the focus.
   After an act the answer has the focus, and j goes on where the row stood. */

const rows = [...document.querySelectorAll("[data-inbox] > li")];
const KEPT = "inbox-row";

/** Where the row stood that was acted on last; -1 where nothing was. */
const left = Number(sessionStorage.getItem(KEPT) ?? -1);
sessionStorage.removeItem(KEPT);

const answers = document.querySelectorAll(".flashes, [data-result]");
if (left >= 0 && answers.length) {
  answers[0].tabIndex = -1;
  answers[0].focus();
}

const here = () => rows.findIndex((row) => row.contains(document.activeElement));

function go(step) {
  const at = here();
  const from = at < 0 ? Math.max(left, 0) - (step > 0 ? 1 : 0) : at;
  const next = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
  const act = rows[here()]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!act) return;
  if (act.matches("a")) sessionStorage.setItem("by-key", "yes");
  event.preventDefault();
  act.click();
});

// Every form here changes who waits; declining asks on a page of its own first.
function keep(event) {
  const pressed = event.submitter ?? event.target;
  const at = rows.findIndex((row) => row.contains(pressed));
  sessionStorage.setItem(KEPT, String(Math.max(at, left, 0)));
}
for (const form of document.querySelectorAll("main form")) form.addEventListener("submit", keep);
for (const link of document.querySelectorAll("a[data-key]")) link.addEventListener("click", keep);

// The mix follows the marks at once; without this a button shows it.
const mix = document.querySelector("[data-mix]");

function draw() {
  const more = new Map();
  for (const row of rows) {
    if (!row.querySelector(".people__mark")?.checked) continue;
    for (const kind of row.dataset.kinds.split(" ")) {
      // A minus: somebody of the kind goes, whose seat this row takes over.
      const id = kind.replace(/^-/, "");
      more.set(id, (more.get(id) ?? 0) + (id === kind ? 1 : -1));
    }
  }
  for (const line of mix.querySelectorAll("tr[data-now]")) {
    const after = Number(line.dataset.now) + (more.get(line.id) ?? 0);
    line.querySelector("[data-after]").textContent = after.toLocaleString(document.documentElement.lang);
    line.querySelector(".meter__offered").setAttribute("width", Math.min(100, (100 * after) / Number(line.dataset.most)));
    if (line.dataset.capacity === undefined) line.hidden = after === 0 && line.dataset.now === "0";
  }
  say(more);
}

/** What the marked rows change of the seats, in one line beside the buttons. */
function say(more) {
  const said = document.querySelector("[data-mix-line]");
  const number = (count) => Number(count).toLocaleString(document.documentElement.lang);
  said?.replaceChildren(
    ...[...mix.querySelectorAll("tr[data-capacity]")].flatMap(({ id, dataset }) => {
      if (!more.has(id)) return [];
      const after = Number(dataset.now) + more.get(id);
      const words = document.createElement("span");
      words.textContent = `${dataset.short} ${number(dataset.now)} → ${number(after)} / ${number(dataset.capacity)}`;
      words.classList.toggle("many__over", after > Number(dataset.capacity));
      return [words, " "];
    }),
  );
}

if (mix) {
  mix.open ||= matchMedia("(min-width: 56rem)").matches;
  mix.querySelector("[data-without-script]")?.remove();
  document.querySelector("[data-mix-open]")?.addEventListener("click", (event) => {
    if (matchMedia("(min-width: 56rem)").matches) return;
    event.preventDefault();
    mix.classList.add("mix--sheet");
    mix.open = true;
    mix.querySelector("summary").focus();
  });
  mix.addEventListener("toggle", () => mix.open || mix.classList.remove("mix--sheet"));
  document.addEventListener("change", (event) => event.target.matches(".people__mark") && draw());
  draw();
}
