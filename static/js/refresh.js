// Figures that change while one looks on; without script one loads the page anew.
// data-refresh says after how many seconds; what is typed elsewhere stays.

const place = document.querySelector("[data-refresh]");

async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(place.id);
  if (fresh) place.replaceChildren(...fresh.childNodes);
}

if (place) setInterval(() => look().catch(() => {}), Number(place.dataset.refresh) * 1000);
