"""Free letters of an event: to whom they would go, and who got them."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.questions.models import Question
from eventreg.messages.groups import CAME, Group, Recipient, language_for
from eventreg.messages.models import FreeLetter, FreeLetterCopy, free_key
from eventreg.messages.queries.answers import open_answers
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.presence.queries import has_come
from eventreg.registrations.states import State


def free_letter(event: Event, reference: str) -> FreeLetter | None:
    return db.session.scalar(
        sa.select(FreeLetter)
        .filter_by(event_id=event.id, reference=reference)
        .options(joinedload(FreeLetter.upload))
    )


def free_letters(event: Event) -> list[tuple[FreeLetter, int]]:
    """All of ``event``, drafts too, the newest first; each with how many got it."""
    copies = (
        sa.select(sa.func.count())
        .where(FreeLetterCopy.free_letter_id == FreeLetter.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(FreeLetter, copies)
        .filter_by(event_id=event.id)
        .order_by(FreeLetter.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def recipients(letter: FreeLetter) -> list[Recipient]:
    """Each person of the group once, by name; nobody whose address is unproven."""
    event, group = letter.event, Group.read(letter.wanted)
    statement = (
        sa.select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.state != State.UNVERIFIED,
        )
        .order_by(Registration.sort_key_de, Registration.id)
        .options(
            joinedload(Registration.lead),
            joinedload(Registration.replaces),
            selectinload(Registration.claims).joinedload(Claim.pool),
        )
    )
    pool = addresses(event).get(group.pool)
    if pool is not None:
        needs_it = Claim.pool_id == pool.id
        statement = statement.where(Registration.claims.any(needs_it))
    if group.presence:
        came = has_come()
        statement = statement.where(came if group.presence == CAME else ~came)
    found = [
        each
        for each in db.session.scalars(statement)
        if each.shown_state in group.states
        and group.has_company(each)
        and each.written_to.email
    ]
    if group.question:
        answers = _answers(event, group.question)
        found = [e for e in found if group.is_answered_by(answers.get(e.id))]
    if group.no_reply:
        found = _owing_a_reply(event, found)
    return [Recipient(e, language_for(e, letter.texts, event)) for e in found]


def got(letter: FreeLetter) -> list[tuple[Registration, LetterState | None]]:
    """To whom it was written, by name, and how far each one's e-mail is.

    ``None``: the e-mail is not kept any more.
    """
    about = sa.literal(free_key(letter, "")) + Registration.reference
    rows = db.session.execute(
        sa.select(Registration, Letter.state)
        .join(FreeLetterCopy, FreeLetterCopy.registration_id == Registration.id)
        .outerjoin(Letter, Letter.key == about)
        .where(FreeLetterCopy.free_letter_id == letter.id)
        .order_by(Registration.sort_key_de, Registration.id)
        .options(joinedload(Registration.lead))
    )
    return [(row[0], row[1]) for row in rows]


def progress(letter: FreeLetter) -> Counter[LetterState]:
    """How many of its letters stand where."""
    rows = db.session.execute(
        sa.select(Letter.state, sa.func.count())
        .where(Letter.key.startswith(free_key(letter, ""), autoescape=True))
        .group_by(Letter.state)
    )
    return Counter({row[0]: row[1] for row in rows})


def _answers(event: Event, key: str) -> dict[int, object]:
    rows = db.session.execute(
        sa.select(Answer.registration_id, Answer.value)
        .join(Question, Question.id == Answer.question_id)
        .where(Question.event_id == event.id, Question.key == key)
    )
    return {row[0]: row[1] for row in rows}


def _owing_a_reply(event: Event, found: Sequence[Registration]) -> list[Registration]:
    """Those who have yet to accept a seat, or to answer what the own page asks."""
    unanswered = open_answers(event, found)
    return [each for each in found if _owes(each, unanswered[each])]


def _owes(registration: Registration, unanswered: Sequence[Question]) -> bool:
    if registration.shown_state is not State.CONFIRMED:
        return registration.shown_state is State.OFFERED
    return bool(unanswered)
