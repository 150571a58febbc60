// Cards that are chosen show at once what they do to the names; without script the
// button "Show these cards" does.

const form = document.querySelector("[data-cards]");
const stock = form?.elements.namedItem("stock");

async function show() {
  const said = new FormData(form);
  said.append("check", "1");
  const answer = await fetch(form.action, { method: "POST", body: said });
  if (!answer.ok) return; // a wrong number elsewhere: printing tells
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (said.get("stock") !== stock.value) return; // chosen anew meanwhile
  for (const name of ["warnings", "previews"]) {
    const [old, now] = [document.getElementById(name), page.getElementById(name)];
    if (old && now) old.replaceWith(now);
  }
  const seen = page.querySelector("[data-cards] [name=seen]");
  if (seen) form.elements.namedItem("seen").value = seen.value;
}

stock?.addEventListener("change", () => show().catch(() => {}));
