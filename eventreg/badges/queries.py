"""The badges of an event, in the words that stand on them."""

from flask_babel import force_locale

from eventreg.badges.values import BadgeValues
from eventreg.events.models import Event
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.registrations.words import role_word


def badges_of(event: Event) -> list[BadgeValues]:
    """The badges of everybody who comes, by name."""
    registrations = queries.confirmed(event, language=event.language)
    with force_locale(event.language):
        return [_badge(registration, event) for registration in registrations]


def badge_of(event: Event, badge_code: str) -> tuple[Registration, BadgeValues] | None:
    """One badge and whose it is; ``None`` unless the person comes to ``event``."""
    registration = queries.by_badge_code(badge_code)
    if registration is None or registration.event_id != event.id:
        return None
    if registration.state is not State.CONFIRMED:
        return None
    with force_locale(event.language):
        return registration, _badge(registration, event)


def _badge(registration: Registration, event: Event) -> BadgeValues:
    return BadgeValues(
        given_name=registration.given_name,
        family_name=registration.family_name,
        family_first=registration.family_first,
        badge_name=registration.badge_name,
        title=registration.title,
        suffix=registration.suffix,
        company=registration.company,
        country=registration.country,
        role=registration.role.value,
        role_word=role_word(registration.role),
        event=event.title(event.language),
        badge_code=registration.badge_code,
    )
