"""Files that come with a form: put away at once, so that no mistake loses them."""

from collections.abc import Iterable

from eventreg.database import write_tx
from eventreg.registrations.forms import SignUpForm
from eventreg.registrations.forms.asking import Answering


def keep_files(forms: Iterable[Answering]) -> None:
    """Keep what has just come. What is never sent is taken away after a week."""
    fresh = [field for form in forms for field in form.new_files]
    if fresh:
        with write_tx():
            for field in fresh:
                field.keep()


def change_party(form: SignUpForm, wish: str) -> int | None:
    """As ``SignUpForm.change_party``; files that have just come stay chosen."""
    added = form.change_party(wish)
    people: list[Answering] = [form, *form.others]
    for person in people:
        person.check_files()
    keep_files(people)
    return added
