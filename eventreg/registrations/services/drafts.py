"""What somebody typed into a sign-up form, kept for a day."""

from dataclasses import dataclass
from typing import Any

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.models import PhotoLevel, Registration, SignUpDraft


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
        values={
            **_plain(typed.applicant),
            "companions": [_plain(companion) for companion in typed.companions],
            "together": typed.together,
        },
        registration_id=registration.id if registration else None,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


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
