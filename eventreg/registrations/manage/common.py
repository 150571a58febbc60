"""What the staff pages of registrations share."""

from collections.abc import Callable, Sequence

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from eventreg.asking import Question, Row
from eventreg.audit.actors import Actor
from eventreg.audit.services import note_reading
from eventreg.database import write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.questions.rules import is_protected
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.exports.narrowing import hidden_from
from eventreg.registrations.forms import NoteForm, PromoteForm
from eventreg.registrations.models import Registration
from eventreg.registrations.overtaken import overtaken_words
from eventreg.registrations.services import EventIsOver
from eventreg.registrations.words import listed
from eventreg.web import access
from eventreg.web.roles import Role

#: Office answers people; what the desk and the travel lead see is less.
OFFICE = (Role.DIRECTOR, Role.OFFICE)


def waiting_counts() -> tuple[int, int]:
    """Who waits for a decision now, and who is put off; a page asks only once."""
    if "waiting_counts" not in g:
        waiting_counts_asked().answer()
    counts: tuple[int, int] = g.waiting_counts
    return counts


def waiting_counts_asked() -> Question[tuple[int, int]]:
    """The question of ``waiting_counts``; its answer stays for this page."""
    asked = queries.counts_asked()

    def keep(rows: Sequence[Row]) -> tuple[int, int]:
        g.waiting_counts = asked.read(rows)
        return asked.read(rows)

    return Question(asked.query, keep)


def registration_or_404(reference: str) -> Registration:
    """The registration; an application looks missing to whom it is hidden from."""
    registration = queries.by_reference(reference)
    if registration is None or registration.state in hidden_from(access.me().role):
        abort(404)
    return registration


def given_to_me(registration: Registration) -> list[answers.Given]:
    """The answers that I may read; that I read protected ones is noted."""
    given = answers.of_one(registration, by=access.me().role)
    if any(is_protected(each.question) for each in given):
        note_reading("answers.read", registration.reference, by=me())
    return given


def names(people: Sequence[Registration]) -> str:
    """Whom something is about: "Ada Berg and Ben Berg"."""
    return listed(map(full_name, people))


def me() -> Actor:
    """Who acts on these pages."""
    return Actor.staff(access.me())


def to(reference: str) -> ResponseReturnValue:
    """Back to the page of one registration."""
    return redirect(url_for("manage_registrations.show", reference=reference), 303)


def overtaken(reference: str) -> ResponseReturnValue:
    """Back to the page of somebody whom an old page was about: what happened since."""
    registration = registration_or_404(reference)
    flash(overtaken_words(registration, full_name(registration)), "notice")
    return to(reference)


def gone(
    registration: Registration, form: NoteForm | PromoteForm, *, is_possible: bool
) -> ResponseReturnValue | None:
    """The way back where an act with a reason came too late; ``None``: its page.

    The page is shown with what was written, and why nothing came of it.
    """
    if is_possible and not registration.event.is_past:
        return None
    if form.note.data:
        if not is_possible:
            form.keep(overtaken_words(registration, full_name(registration)))
        return None
    if not is_possible:
        return overtaken(registration.reference)
    flash_over()
    return to(registration.reference)


def flash_over() -> None:
    """Say that the event is over, so that nothing is decided any more."""
    refusal = EventIsOver()
    flash(f"{refusal.heading}. {refusal}", "notice")


def in_time(registration: Registration, service: Callable[..., object]) -> bool:
    """Do it, with no input; false: an old page was pressed, and nothing changed."""
    try:
        with write_tx():
            service(registration, by=me())
    except MoveNotAllowed:
        return False
    return True
