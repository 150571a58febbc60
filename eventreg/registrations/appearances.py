"""What became of people's registrations over all events, in words for staff."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.events.shown import texts
from eventreg.people.lookups import Appearance
from eventreg.people.models import Company, Person
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.states import APPLICATIONS, State, Why
from eventreg.registrations.words import state_word

_TONES = {State.CONFIRMED: "good", State.DECLINED: "bad", State.CANCELLED: "bad"}


def of_person(person: Person) -> list[Appearance]:
    """Where somebody was or will be, the latest first."""
    return _appearances(queries.appearances_of_person(person))


def beside(registration: Registration) -> list[Appearance]:
    """Where whoever this is was or will be beside it, the latest first."""
    return _appearances(queries.appearances_beside(registration))


def of_company(company: Company) -> list[Appearance]:
    """Where its people were or will be, the latest first."""
    return _appearances(queries.appearances_of_company(company))


def _appearances(registrations: Sequence[Registration]) -> list[Appearance]:
    came = presence.check_ins(registrations).keys()
    counted = queries.events_with_check_ins({r.event_id for r in registrations})
    return [
        _appearance(each, each.id in came, is_counted=each.event_id in counted)
        for each in registrations
    ]


def _appearance(
    registration: Registration, came: bool, *, is_counted: bool
) -> Appearance:
    event = registration.event
    words, tone = _outcome(registration, came, is_counted)
    return Appearance(
        name=full_name(registration),
        reference=registration.reference,
        event=texts(event)["title"],
        slug=event.slug,
        starts_at=event.starts_at,
        timezone=event.timezone,
        words=words,
        tone=tone,
        is_application=registration.shown_state in APPLICATIONS,
    )


def _outcome(
    registration: Registration, came: bool, is_counted: bool
) -> tuple[str, str]:
    """The word and its colour; a decision that nobody knows of is not said."""
    state = registration.shown_state
    if came:
        return _("Came"), "good"
    if state is State.CONFIRMED and registration.event.is_past and is_counted:
        return _("Did not come"), "bad"
    if is_cancelled_late(registration):
        return _("Cancelled late"), "bad"
    return state_word(state), _TONES.get(state, "wait")


def is_cancelled_late(registration: Registration) -> bool:
    """Whether the person gave up a seat when it was too late to pass it on."""
    if registration.state is not State.CANCELLED or not registration.moves:
        return False
    event, last = registration.event, registration.moves[-1]
    deadline = event.change_until_at or event.cut_off_at
    own = last.why in {Why.CANCELLED, Why.REFUSED}
    return own and last.old is State.CONFIRMED and last.at > deadline
