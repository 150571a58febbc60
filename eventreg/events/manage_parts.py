"""Staff pages that change an event, one for each of its parts."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from eventreg.database import write_tx
from eventreg.events import gaps, lookups, pools, services, shown, told
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.forms import (
    EditLanguagesForm,
    EditPlaceForm,
    EditSeatsForm,
    EditSignUpForm,
    EditTextForm,
    edit_when_form,
)
from eventreg.events.manage import EDITORS, Page, event_or_404, input_of, me
from eventreg.events.models import Event
from eventreg.events.rules import FewerThanTaken
from eventreg.events.states import EventState, PoolKind
from eventreg.web import access
from eventreg.web.dates import city_of
from eventreg.web.forms import Form
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("edit_event", __name__, url_prefix="/manage/events/<slug>/edit")


@bp.route("", defaults={"language": None}, methods=["GET", "POST"])
@bp.route("/texts/<language>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def texts(slug: str, language: str | None) -> Page:
    """What the event says, in one of its languages."""
    event = editable(slug)
    language = language or event.language
    if language not in event.languages:
        abort(404)
    form = _text_form(event, language)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(_text_form(services.locked(event), language))
            services.edit_text(event, language, input_of(form), by=me())
            return saved(event)
    page = {"language": language, "first": event.text(event.language)}
    odd = gaps.of_dates(event, language)
    return part_page(event, "texts", form, odd=odd, **page)


@bp.route("/when-and-where", methods=["GET", "POST"])
@access.staff(*EDITORS)
def when_and_where(slug: str) -> Page:
    """Start and end on the clock of the place, the place, whom to ask."""
    event = editable(slug)
    kind = edit_when_form(event.languages)
    form = kind(obj=event)
    form.timezone.choices = shown.zone_choices(event.timezone)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(kind(obj=services.locked(event)))
            return saved(event, said=_when_edited(event, form))
    must_tell = isinstance(form.refusal, services.PeopleMustBeTold)
    asks = isinstance(form.refusal, services.PlaceMustBeTold) or form.tell.data
    page = _told_of_place(event) if asks and not must_tell else {}
    return part_page(event, "when_and_where", form, must_tell=must_tell, **page)


def _when_edited(event: Event, form: EditPlaceForm) -> str:
    """Save what was typed, with its e-mails as wished; what is said of it."""
    values = form.changed()
    if form.tell.data == "everybody":
        contacts = lookups.delegations(event).contacts
        written_to = lookups.people_to_tell_of_move(event) + contacts
        changes = services.edit_and_tell(event, values, words=form.words, by=me())
        return _told_words(written_to) if changes.keys() & services.PLACE else ""
    if form.tell.data == "nobody":
        services.correct(event, values, by=me())
    else:
        services.edit(event, values, by=me())
    return ""


def _told_of_place(event: Event) -> dict[str, Any]:
    """Who would be written to of another place, for the page that asks."""
    return {
        "asks": True,
        "written_to": lookups.people_to_tell_of_move(event),
        "who": told.who_is_told(event, of_move=True),
        "beside": told.told_beside(event),
        "readers": shown.readers_words(lookups.languages_told(event, of_move=True)),
    }


def _told_words(written_to: int) -> str:
    """That the new place is on its way; empty: nobody knew the old one."""
    if not written_to:
        return ""
    if kept := or_kept(""):
        return f"{_('Saved.')} {kept}"
    return ngettext(
        "Saved, and an e-mail about the new place to %(num)s person is on its way.",
        "Saved, and e-mails about the new place to %(num)s people are on their way.",
        written_to,
    )


@bp.route("/seats", methods=["GET", "POST"])
@access.staff(*EDITORS)
def seats(slug: str) -> Page:
    """How many may come; more seats are passed down the line at once."""
    event = editable(slug)
    public, team = event.pool(PoolKind.EVENT), event.pool(PoolKind.TEAM)
    form = _seats_form(event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(_seats_form(services.locked(event)))
            typed = input_of(form)
            moved = services.set_capacity(event, public, typed["capacity"], by=me())
            services.set_capacity(event, team, typed["team"], by=me())
            return saved(event, moved_up=moved)
    return part_page(
        event,
        "seats",
        form,
        taken=[shown.Seats.of(pool) for pool in (public, team)],
        groups=pools.staff_groups(event),
        may_close=may_close_instead(event, form),
    )


@bp.route("/sign-up", methods=["GET", "POST"])
@access.staff(*EDITORS)
def sign_up(slug: str) -> Page:
    """From when until when, who decides, how long an offer is kept."""
    event = editable(slug)
    form = EditSignUpForm(obj=event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(EditSignUpForm(obj=services.locked(event)))
            services.edit(event, input_of(form), by=me())
            return saved(event)
    return part_page(event, "sign_up", form, city=city_of(event.timezone))


@bp.route("/languages", methods=["GET", "POST"])
@access.staff(*EDITORS)
def languages(slug: str) -> Page:
    """In which languages the event is shown."""
    event = editable(slug)
    form = _languages_form(event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(_languages_form(services.locked(event)))
            services.set_languages(event, form.in_order(), by=me())
            return saved(event)
    return part_page(event, "languages", form)


def editable(slug: str) -> Event:
    """The event, unless it is cancelled: that page has nothing to edit any more."""
    event = event_or_404(slug)
    leave_if_cancelled(event)
    return event


def _text_form(event: Event, language: str) -> EditTextForm:
    own = next((text for text in event.texts if text.language == language), None)
    return EditTextForm(obj=own)


def _seats_form(event: Event) -> EditSeatsForm:
    public, team = event.pool(PoolKind.EVENT), event.pool(PoolKind.TEAM)
    return EditSeatsForm(capacity=public.capacity, team=team.capacity)


def _languages_form(event: Event) -> EditLanguagesForm:
    return EditLanguagesForm(first=event.language, others=event.languages)


def may_close_instead(event: Event, form: Form) -> bool:
    """Whether closing sign-up does what fewer seats could not."""
    is_open = event.state is EventState.PUBLISHED and not event.is_past
    return is_open and isinstance(form.refusal, FewerThanTaken)


def part_page(event: Event, part: str, form: Form, **values: Any) -> Page:
    """The page of one part; ``template`` is another one within that part."""
    title = shown.texts(event)["title"]
    page = {
        "event": event,
        "title": title,
        "part": part,
        "parts": shown.part_names(event.kind),
    }
    template = values.pop("template", part)
    return render_form(f"edit_event/{template}.html", form, **page, **values)


def saved(event: Event, *, moved_up: int = 0, to: str = "", said: str = "") -> Response:
    """Back to the event, or ``to``; with who moved up onto new seats."""
    flash(said or _("Saved."), "success")
    if moved_up:
        flash(
            ngettext(
                "%(num)s person on the waitlist has moved up.",
                "%(num)s people on the waitlist have moved up.",
                moved_up,
            ),
            "success",
        )
    return redirect(to or url_for("manage_events.show", slug=event.slug), 303)
