"""Letters that a newer one about the same registration has made untrue, and digests.

A letter that a server puts off for now would otherwise arrive after the newer one,
and its reader would believe the last that came.
"""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg import clock
from eventreg.database import db
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import IS_NOT_AT_REST, Letter
from eventreg.outbox.states import OPEN, LetterState

#: Stands in ``Letter.last_error``; the letter's page has it in the reader's words.
OVERTAKEN = "a newer e-mail says where it stands"

#: News of its own, so it goes before a newer letter if it can; not after it.
ONLY_BEFORE = frozenset({"already_registered", "party_changed"})

#: Who has been tried already does not go before a newer one.
_TRIED = (LetterState.RETRYING, LetterState.FAILED, LetterState.SENDING)


def take_back_older(letter: Letter) -> None:
    """Take back what has not left, or failed, and says how it stood before ``letter``.

    One that is on its way may still arrive; if it does not, it is not tried again. A
    letter that is held goes out later, and so is the newer one when it goes.
    """
    about = letter.registration
    if letter.letter == "digest":
        _take_back_digests(letter)
    if about is None or letter.state == LetterState.HELD:
        return
    if CATALOGUE[letter.letter].tells_state:
        _take_back(Letter.registration == about, Letter.id < letter.id)


def _take_back_digests(newest: Letter) -> None:
    """Of mornings before, to the same reader: after a night without mail server all
    would come at once. What failed stays, so that somebody looks at it.
    """
    _end(
        Letter.letter.in_(("digest", "urgent")),
        Letter.to == newest.to,
        Letter.id < newest.id,
        Letter.state.in_((*OPEN, LetterState.SENDING)),
    )


def take_back_before_held() -> None:
    """The same for letters that were held until now and go out with this round."""
    newer = aliased(Letter)
    has_newer = sa.exists().where(
        newer.registration == Letter.registration,
        newer.id > Letter.id,
        newer.letter.in_(_telling()),
        newer.state == LetterState.HELD,
        newer.due_at <= clock.now(),
    )
    found = db.session.scalars(
        sa.select(Letter.id)
        .where(IS_NOT_AT_REST, _is_untrue_after(), has_newer)
        .order_by(Letter.id)
        # Another worker may be taking it: then it is on its way.
        .with_for_update()
    ).all()
    if found:
        _take_back(Letter.id.in_(found))


def said_since(letter: Letter) -> Letter | None:
    """The last one that says how things stand since ``letter`` did so; its own copies
    say the same, and what is held or was taken back is not said.
    """
    if letter.registration is None or not CATALOGUE[letter.letter].tells_state:
        return None
    newer = db.session.scalars(
        sa.select(Letter)
        .where(
            Letter.registration == letter.registration,
            Letter.id > letter.id,
            Letter.letter.in_(_telling()),
            Letter.state.not_in((LetterState.HELD, LetterState.WITHDRAWN)),
        )
        .order_by(Letter.id.desc())
    )
    same = (letter.letter, letter.values)
    return next((each for each in newer if (each.letter, each.values) != same), None)


def _telling() -> list[str]:
    return [name for name, kind in CATALOGUE.items() if kind.tells_state]


def _is_untrue_after() -> sa.ColumnElement[bool]:
    """Whether a letter may not arrive after one that says how things stand since."""
    return sa.or_(
        sa.and_(
            Letter.letter.in_(_telling()),
            Letter.state.in_((LetterState.WAITING, *_TRIED)),
        ),
        sa.and_(Letter.letter.in_(ONLY_BEFORE), Letter.state.in_(_TRIED)),
    )


def _take_back(*which: sa.ColumnElement[bool]) -> None:
    _end(*which, _is_untrue_after())


def _end(*which: sa.ColumnElement[bool]) -> None:
    # One statement: a worker may take a letter between two.
    is_leaving = Letter.state == LetterState.SENDING
    db.session.execute(
        sa.update(Letter)
        .where(*which)
        .values(
            state=sa.case(
                (is_leaving, Letter.state), else_=LetterState.WITHDRAWN.value
            ),
            last_error=sa.case((is_leaving, Letter.last_error), else_=OVERTAKEN),
            not_after=sa.case((is_leaving, clock.now()), else_=Letter.not_after),
        )
        .execution_options(synchronize_session=False)
    )
