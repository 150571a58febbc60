"""Going on later with a form that was begun, or throwing it away."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field

from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.registrations import guard, queries, services
from eventreg.registrations.forms import SendAgainForm, SignUpForm
from eventreg.registrations.forms.pages import PEOPLE
from eventreg.registrations.guard import render_guarded
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.views.signup_begun import begun_form, fields_of, to
from eventreg.registrations.views.signup_common import (
    BEGUN,
    bp,
    ended,
    event_words,
    forgotten,
    over,
    remember,
    show_sent,
    visible_event,
)
from eventreg.web import access, locale
from eventreg.web.dates import format_when
from eventreg.web.locale import LANGUAGES, prefer
from eventreg.web.network import is_mail_set_up, or_kept
from eventreg.web.pages import form_errors


@bp.post("/afresh")
@access.public
def afresh(slug: str) -> ResponseReturnValue:
    """Throw away what was begun."""
    event = visible_event(slug)
    begun = begun_form(event)
    if begun is not None:
        with write_tx():
            services.forget_form(begun)
    return to(event, PEOPLE)


@bp.route("/resume/<token>", methods=["GET", "POST"])
@access.public
def resume(slug: str, token: str) -> ResponseReturnValue:
    """Where the link in our letter leads; a button takes the form up again."""
    event = visible_event(slug)
    begun = queries.begun(token, event.id)
    if begun is None:
        return forgotten(event)
    language = str(dict(fields_of(begun)).get("language"))
    if language in LANGUAGES:  # that of the letter with the link
        prefer(language)
    is_sent = services.sent_of(begun) is not None
    if reason := over(event):
        return ended(event, reason, is_begun=not is_sent, is_sent=is_sent)
    form = SendAgainForm()
    if form.validate_on_submit():
        remember(BEGUN, event, begun)
        if language in LANGUAGES:
            locale.remember(language)
        if sent := services.sent_of(begun):
            return show_sent(event, sent)
        return to(event, begun.values.get("page", PEOPLE))
    page = "registrations/signup/resume.html"
    return render_guarded(page, form, is_sent=is_sent, **event_words(event))


def send_link(
    event: Event, begun: SignUpDraft, form: SignUpForm, page: str
) -> ResponseReturnValue:
    """Write to the typed address, and show the same page again."""
    email: Field = form.email
    sending = SendAgainForm()
    sending.validate()
    form.email.validate(form)
    if email.errors:
        return to(event, PEOPLE)
    with form_errors(sending):
        guard.count(sending, email.data)
        with write_tx():
            until = services.send_resume(
                begun, event, email=email.data, language=form.language.data
            )
        until_when = format_when(until, event.timezone)
        flash(_link_sent(email.data or "", until_when), "success")
    if sending.refusal:
        flash(str(sending.refusal), "error")
    return to(event, page)


def _link_sent(email: str, until: str) -> str:
    """To whom the link goes; where no e-mail leaves, that it may come too late."""
    words = {"email": email, "until": until}
    if is_mail_set_up():
        said = _(
            "We have written to %(email)s. The link works until %(until)s.", **words
        )
        return f"{said} {or_kept('')}".rstrip()
    said = _(
        "The link to %(email)s will work until %(until)s; if e-mail is set up only "
        "later, it does not come. Until then you can go on with this browser.",
        **words,
    )
    return f"{or_kept('')} {said}"
