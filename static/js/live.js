// A search whose results follow what is typed; without script there is a button.
// data-live names the elements that are taken from the answer.

for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting;
  let running;

  const look = async () => {
    running?.abort();
    running = new AbortController();
    const said = [...new FormData(form)].filter(([, value]) => value !== "");
    const url = `${form.action}?${new URLSearchParams(said)}`;
    const answer = await fetch(url, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of form.dataset.live.split(" ")) {
      const fresh = page.getElementById(id);
      if (!fresh) return location.assign(url); // signed out meanwhile
      document.getElementById(id).replaceChildren(...fresh.childNodes);
    }
    history.replaceState(null, "", url);
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), 200); // the button still works
  });
}
