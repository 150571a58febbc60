"""What somebody typed into a sign-up form, kept for a day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations import queries
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.models import PhotoLevel, Registration, SignUpDraft
from eventreg.web.meanwhile import print_of

#: Whoever sends the same form again within it has pressed the button twice.
A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Typed:
    """A whole form: the lead, companions, and whether they come only together."""

    applicant: Applicant
    companions: tuple[Applicant, ...] = ()
    together: bool = False


def keep_draft(
    event: Event, typed: Typed, registration: Registration | None
) -> SignUpDraft:
    """The form as it was typed, so that a wrong address can be corrected.

    :param registration: what it made; ``None``: it met an older one.
    """
    draft = SignUpDraft(
        event_id=event.id,
        values=_values(typed),
        registration_id=registration.id if registration else None,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def sent_just_now(event: Event, typed: Typed) -> SignUpDraft | None:
    """The same form, sent a moment ago: by a double click, or from another tab.

    ``None`` where this person has sent another one since, or where nothing of it
    counts any more, so that it is taken in anew.
    """
    who = _who(typed.applicant)
    if queries.live_of_person(event, *who) is None:
        return None
    recent = queries.drafts_since(event, clock.now() - A_MOMENT)
    last = next((each for each in recent if _who(applicant_of(each)) == who), None)
    is_same = last is not None and print_of(last.values) == print_of(_values(typed))
    return last if is_same else None


def _who(applicant: Applicant) -> tuple[str, str]:
    return applicant.email, applicant.search_key


def _values(typed: Typed) -> dict[str, Any]:
    return {
        **_plain(typed.applicant),
        "companions": [_plain(companion) for companion in typed.companions],
        "together": typed.together,
    }


def _plain(applicant: Applicant) -> dict[str, Any]:
    return vars(applicant) | {
        "photo_level": str(applicant.photo_level),
        "pool_ids": list(applicant.pool_ids),
        "answers": dict(applicant.answers),
    }


def applicant_of(draft: SignUpDraft) -> Applicant:
    """What the person typed about themselves, as it was typed."""
    return typed_in(draft).applicant


def typed_in(draft: SignUpDraft) -> Typed:
    """The whole form, as it was typed."""
    values = dict(draft.values)
    companions = values.pop("companions", [])
    together = values.pop("together", False)
    return Typed(_applicant(values), tuple(map(_applicant, companions)), together)


def _applicant(values: dict[str, Any]) -> Applicant:
    return Applicant(
        **values
        | {
            "photo_level": PhotoLevel(values["photo_level"]),
            "pool_ids": tuple(values.get("pool_ids", ())),
        }
    )
