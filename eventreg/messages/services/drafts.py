"""What goes to many is a draft until it is sent, and then stays as it is."""

from typing import TypeVar

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.messages.models import FreeLetter, InvitationRound

Draft = TypeVar("Draft", FreeLetter, InvitationRound)


class IsSent(DomainError):
    """A letter that is out stays as it is."""

    def __init__(self) -> None:
        super().__init__(_("This e-mail has been sent already."))


class ListHasChanged(DomainError):
    """Since the page was opened somebody came, left, or the text was changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Meanwhile the list or the text has changed; nothing was sent. Look at "
                "both once more."
            )
        )


def locked_draft(draft: Draft) -> Draft:
    """The draft read anew under a lock.

    :raises IsSent: it is out, or somebody has thrown it away.
    """
    model = type(draft)
    found = db.session.scalars(
        sa.select(model)
        .filter_by(id=draft.id)
        .with_for_update(of=model)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None or found.sent_at is not None:
        raise IsSent
    return found
