// An end that moves along with its start, and can be changed; left empty, the server does the same.

for (const end of document.querySelectorAll("[data-follows]")) {
  const start = document.getElementById(end.dataset.follows);
  let filled = ""; // what we wrote last; anything else somebody chose
  const two = (number) => String(number).padStart(2, "0");

  start.addEventListener("change", () => {
    if (end.value !== filled || !start.value) return;
    // As if there were no time zones: both are on the clock of the place.
    const at = new Date(`${start.value}Z`);
    at.setUTCMinutes(at.getUTCMinutes() + Number(end.dataset.minutes));
    const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    end.value = filled = `${day}T${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  });
}
