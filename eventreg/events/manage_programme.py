"""Staff pages for what happens at an event and who speaks there."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.database import write_tx
from eventreg.errors import Gone
from eventreg.events import agendas, queries, services
from eventreg.events.forms.programme import (
    AgendaEntryForm,
    SpeakerForm,
    entry_form,
    speaker_form,
)
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import bp, editable, part_page, saved
from eventreg.events.models import Event
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.uploads.forms import keep_chosen
from eventreg.web import access
from eventreg.web.forms import EmptyForm, Form
from eventreg.web.pages import form_errors
from eventreg.web.requests import takes_files


@bp.get("/agenda")
@access.staff(*EDITORS)
def agenda(slug: str) -> Page:
    """All points of the agenda, in the order of time."""
    event = editable(slug)
    days = agendas.days(event, queries.agenda(event))
    return part_page(event, "agenda", EmptyForm(), days=days)


@bp.route("/agenda/new", methods=["GET", "POST"])
@access.staff(*EDITORS)
def add_entry(slug: str) -> Page:
    """One more point."""
    event = editable(slug)
    form = entry_form(event, after=next(reversed(queries.agenda(event)), None))
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.add_entry(event, form.values(), by=me())
            return saved(event, to=_list_of(event, "agenda"))
    return _entry_page(event, form)


@bp.route("/agenda/<entry>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def edit_entry(slug: str, entry: str) -> Page:
    """When it is, what it is and where."""
    event = editable(slug)
    known = queries.agenda_entry(event, entry) or abort(404)
    form = entry_form(event, known)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(_entry_form_anew(event, entry))
            services.edit_entry(event, entry, form.values(), by=me())
            return saved(event, to=_list_of(event, "agenda"))
    return _entry_page(event, form, known)


@bp.post("/agenda/<entry>/remove")
@access.staff(*EDITORS)
def remove_entry(slug: str, entry: str) -> Response:
    """Take one point off."""
    event = editable(slug)
    with write_tx():
        services.remove_entry(event, entry, by=me())
    flash(_("Removed."), "success")
    return redirect(_list_of(event, "agenda"), 303)


@bp.get("/speakers")
@access.staff(*EDITORS)
def speakers(slug: str) -> Page:
    """All speakers, with buttons that change their order."""
    event = editable(slug)
    faces = agendas.faces(event, queries.speakers(event))
    return part_page(event, "speakers", EmptyForm(), faces=faces)


@bp.route("/speakers/new", methods=["GET", "POST"])
@access.staff(*EDITORS)
@takes_files
def add_speaker(slug: str) -> Page:
    """One more speaker, after the others."""
    event = editable(slug)
    form = speaker_form(event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            picture = form.picture.keep()
            services.add_speaker(event, form.values(), picture=picture, by=me())
            return saved(event, to=_list_of(event, "speakers"))
    return _speaker_page(event, form)


@bp.route("/speakers/<speaker>", methods=["GET", "POST"])
@access.staff(*EDITORS)
@takes_files
def edit_speaker(slug: str, speaker: str) -> Page:
    """Who it is, and the words and the picture."""
    event = editable(slug)
    known = queries.speaker(event, speaker) or abort(404)
    form = speaker_form(event, known)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(_speaker_form_anew(event, speaker))
            services.edit_speaker(
                event,
                speaker,
                form.values(),
                picture=form.picture.keep(),
                without_picture=form.without_picture.data,
                by=me(),
            )
            return saved(event, to=_list_of(event, "speakers"))
    return _speaker_page(event, form, known)


@bp.post("/speakers/<speaker>/<any(up, down):way>")
@access.staff(*EDITORS)
def move_speaker(slug: str, speaker: str, way: str) -> Response:
    """One place up or down."""
    event = editable(slug)
    with write_tx():
        services.move_speaker(event, speaker, up=way == "up", by=me())
    return redirect(_list_of(event, "speakers"), 303)


@bp.post("/speakers/<speaker>/remove")
@access.staff(*EDITORS)
def remove_speaker(slug: str, speaker: str) -> Response:
    """Take a speaker off the page, the picture too."""
    event = editable(slug)
    with write_tx():
        services.remove_speaker(event, speaker, by=me())
    flash(_("Removed."), "success")
    return redirect(_list_of(event, "speakers"), 303)


def _entry_form_anew(event: Event, key: str) -> AgendaEntryForm:
    """The form over what stands there, once nobody else can change it."""
    entry = queries.agenda_entry(services.locked(event), key)
    if entry is None:
        raise Gone
    return entry_form(event, entry)


def _speaker_form_anew(event: Event, key: str) -> SpeakerForm:
    """The form over what stands there, once nobody else can change it."""
    speaker = queries.speaker(services.locked(event), key)
    if speaker is None:
        raise Gone
    return speaker_form(event, speaker)


def _entry_page(event: Event, form: Form, known: AgendaEntry | None = None) -> Page:
    return _page(event, "agenda", form, template="agenda_entry", known=known)


def _speaker_page(event: Event, form: Form, known: Speaker | None = None) -> Page:
    if form.errors:
        with write_tx():
            keep_chosen(form)
    page = {"template": "speaker", "takes_files": True, "known": known}
    return _page(event, "speakers", form, **page)


def _page(event: Event, part: str, form: Form, **values: Any) -> Page:
    return part_page(event, part, form, back=_list_of(event, part), **values)


def _list_of(event: Event, part: str) -> str:
    return url_for(f"edit_event.{part}", slug=event.slug)
