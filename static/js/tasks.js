// The page of a job, or of e-mails that leave, follows it; without script one looks
// again. The page says after how many milliseconds, if it is not a job's.

const place = document.querySelector("[data-task]");
const pause = Number(place?.dataset.task) || 800;
const news = document.getElementById("task-news");

async function look() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("task");
  if (!fresh) return location.reload(); // signed out meanwhile
  const goesOn = "task" in fresh.dataset;
  const held = place.contains(document.activeElement);
  const button = held && goesOn ? document.activeElement.closest("form") : null;
  if (button) {
    // Whoever stands on the button keeps it; only what is above it changes.
    for (const name of ["progress", ".lede"]) {
      const [old, now] = [place.querySelector(name), fresh.querySelector(name)];
      if (old && now) old.replaceWith(now);
    }
  } else {
    place.replaceChildren(...fresh.childNodes);
  }
  if (goesOn) return void setTimeout(tick, pause);
  news.textContent = place.querySelector(".lede, .field--error")?.textContent ?? "";
  if (held) place.querySelector("a, button")?.focus();
}

const tick = () => look().catch(() => setTimeout(tick, 3000));
if (place) setTimeout(tick, pause);
