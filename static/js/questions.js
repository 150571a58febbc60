// A question that waits for another answer is hidden until that is given.
// Without this all stand on the page, with words that say when they count;
// which answers are kept the server decides.

const waiting = [...document.querySelectorAll("[data-asked-if]")];

/** What is chosen now in the controls of one name; hidden ones have no say. */
function chosen(name, form) {
  const controls = [...form.elements].filter((control) => control.name === name);
  return controls
    .filter((control) => !control.closest("[hidden]") && (control.type === "select-one" || control.checked))
    .map((control) => control.value);
}

/** Words below a question about why it is not asked have no say once it is. */
function unasked(question) {
  const below = question.nextElementSibling;
  if (!below?.matches(".earlier")) return [];
  return below.matches("[data-unasked]") ? [below] : [...below.querySelectorAll("[data-unasked]")];
}

function look() {
  for (const question of waiting) {
    const wanted = question.dataset.askedAnswers.split(" ");
    const form = question.closest("form");
    question.hidden = !chosen(question.dataset.askedIf, form).some((value) => wanted.includes(value));
    for (const words of unasked(question)) words.hidden = !question.hidden;
  }
}

if (waiting.length) {
  document.documentElement.classList.add("hides-questions");
  document.addEventListener("change", look);
  addEventListener("pageshow", look); // the back button brings answers back
}
