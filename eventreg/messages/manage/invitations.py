"""Staff invite many at once, see who answered, and ask the others once more."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.messages import queries
from eventreg.messages.manage.overview import event_or_404, head_of, me
from eventreg.registrations import services as registrations
from eventreg.registrations.manage.common import OFFICE
from eventreg.web import access

bp = Blueprint(
    "invitations", __name__, url_prefix="/manage/events/<slug>/messages/invitations"
)


@bp.get("")
@access.staff(*OFFICE)
def index(slug: str) -> str:
    """Who was invited, and what they said."""
    event = event_or_404(slug)
    invited = queries.invited_to(event)
    return render_template(
        "messages/invitations.html",
        invited=invited,
        answers=Counter(each.answer for each in invited),
        due=sum(each.may_be_reminded for each in invited),
        can_invite=registrations.can_be_invited_to(event),
        rounds=queries.rounds(event),
        **head_of(event),
    )


@bp.post("/remind")
@access.staff(*OFFICE)
def remind(slug: str) -> ResponseReturnValue:
    """Ask those once more who have not answered for three days; each once."""
    event = event_or_404(slug)
    due = [each for each in queries.invited_to(event) if each.may_be_reminded]
    done = sum(
        _try(partial(registrations.remind, each.invitation, by=me())) for each in due
    )
    flash(
        ngettext(
            "%(num)s person is asked once more.",
            "%(num)s people are asked once more.",
            done,
        ),
        "success" if done else "notice",
    )
    return redirect(url_for(".index", slug=slug), 303)


def _try(write: Callable[[], object]) -> bool:
    """One letter in its own transaction; who is in the way of it keeps nobody back."""
    try:
        with write_tx():
            return bool(write())
    except DomainError:
        return False
