"""Long forms that somebody has begun: kept, gone on with, handed in once."""

from collections.abc import Sequence
from datetime import datetime

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations import queries, seats
from eventreg.registrations.answers import letters
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.services.drafts import Typed
from eventreg.registrations.services.signing_up import sign_up


def keep_form(
    event: Event,
    begun: SignUpDraft | None,
    fields: Sequence[tuple[str, str]],
    *,
    page: str,
) -> SignUpDraft:
    """What was typed so far; kept for a week from now on.

    :param begun: the form that somebody goes on with; ``None``: a new one.
    :param fields: names and values as the browser sent them.
    :param page: where the person stands now.
    """
    if begun is None:
        begun = SignUpDraft(event_id=event.id, is_begun=True, values={})
        db.session.add(begun)
    begun.values = {**begun.values, "fields": [list(f) for f in fields], "page": page}
    begun.created_at = clock.now()
    db.session.flush()
    return begun


def forget_form(begun: SignUpDraft) -> None:
    """Somebody starts afresh."""
    db.session.delete(begun)


def hand_in(event: Event, begun: SignUpDraft, typed: Typed) -> SignUpDraft:
    """Sign up with a form that was filled in page by page; twice is as good as once.

    :returns: what was sent, then and now.
    :raises DomainError: as for ``sign_up``; the form stays as it is.
    """
    seats.locked_event(event.id)
    db.session.refresh(begun)
    sent = sent_of(begun)
    if sent is None:
        sent = sign_up(
            event, typed.applicant, typed.companions, together=typed.together
        )
        begun.values = {"sent": sent.key}
    return sent


def sent_of(begun: SignUpDraft) -> SignUpDraft | None:
    """What became of a form that was handed in already."""
    key = begun.values.get("sent")
    return queries.draft(key) if key else None


def send_resume(
    begun: SignUpDraft, event: Event, *, email: str, language: str
) -> datetime:
    """Write where the form can be gone on with. :returns: until when."""
    until = begun.created_at + queries.BEGUN_FOR
    letters.resume(event, begun.key, to=email, language=language, until=until)
    return until
