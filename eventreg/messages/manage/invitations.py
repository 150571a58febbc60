"""Staff invite many at once, see who answered, and ask the others once more."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.messages import queries
from eventreg.messages.forms import invitations_form
from eventreg.messages.manage.overview import event_or_404, head_of, me
from eventreg.messages.queries import Wanted, Who
from eventreg.people.lists import known_countries, named_sectors
from eventreg.registrations import services as registrations
from eventreg.registrations.manage.common import OFFICE
from eventreg.web import access
from eventreg.web.locale import LANGUAGES, current_language
from eventreg.web.pages import render_form

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
        **head_of(event),
    )


@bp.route("/choose", methods=["GET", "POST"])
@access.staff(*OFFICE)
def choose(slug: str) -> ResponseReturnValue:
    """The exact list, who of them, and a word in each language."""
    event = event_or_404(slug)
    if not registrations.can_be_invited_to(event):
        flash(_("Nobody can sign up for this event any more."), "notice")
        return redirect(url_for(".index", slug=slug), 303)
    wanted = _wanted(request.args)
    people = queries.can_be_invited(event, wanted)
    form = invitations_form(LANGUAGES)()
    marked, marks = set(request.form.getlist("person")), request.form.get("marks")
    if request.method != "POST" or marks is not None:
        marked = set() if marks == "none" else {each.reference for each in people}
    if marks is None and form.validate_on_submit():
        chosen = [each for each in people if each.reference in marked]
        if chosen:
            done = sum(
                _try(
                    partial(
                        registrations.invite,
                        event,
                        person,
                        by=me(),
                        note=form.notes.get(person.language, ""),
                        counts_as_approved=form.counts_as_approved.data,
                        once=True,
                    )
                )
                for person in chosen
            )
            flash(
                ngettext(
                    "%(num)s invitation is on its way.",
                    "%(num)s invitations are on their way.",
                    done,
                ),
                "success",
            )
            return redirect(url_for(".index", slug=slug), 303)
        form.form_errors.append(_("Mark whom you want to invite"))
    return render_form(
        "messages/invite.html",
        form,
        people=people,
        marked=marked,
        wanted=wanted,
        sectors=named_sectors(current_language()),
        countries=known_countries(current_language()),
        languages=LANGUAGES,
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


def _wanted(args: Mapping[str, str]) -> Wanted:
    """What the query string asks for; nonsense counts as nothing."""
    who, language = args.get("who", ""), args.get("language", "")
    return Wanted(
        who=Who(who) if who in set(Who) else Who.MEMBERS,
        sector=args.get("sector", "")[:40].replace("\0", ""),
        country=args.get("country", "")[:2].upper().replace("\0", ""),
        language=language if language in LANGUAGES else "",
    )
