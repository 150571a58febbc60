"""Staff pages on which an event words its letters."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask import request as http
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.manage import EDITORS, Page, event_or_404, me
from eventreg.events.models import Event
from eventreg.letter_texts import listing, queries, rules, services
from eventreg.letter_texts.filled import filled
from eventreg.letter_texts.forms import StandardForm, TextForm
from eventreg.letter_texts.looking import complaint_page, page, plain
from eventreg.letter_texts.samples import sample
from eventreg.outbox.catalogue import CATALOGUE, LetterKind
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholder_words import in_words, words_beside
from eventreg.web import access
from eventreg.web.headers import framed
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("letter_texts", __name__, url_prefix="/manage/events/<slug>/letters")

_ONE = "/<letter>/<any(de, en, tr):language>"


@bp.get("")
@access.staff(*EDITORS)
def index(slug: str) -> str:
    """All letters about the event, and in which languages it words them itself."""
    event = event_or_404(slug)
    return render_template(
        "letter_texts/index.html",
        **_about(event),
        letters=queries.editable_letters(),
        own=queries.of_event(event),
        languages=listing.languages(event),
    )


@bp.route(_ONE, methods=["GET", "POST"])
@access.staff(*EDITORS)
def edit(slug: str, letter: str, language: str) -> Page:
    """The text of one letter in one language, with everything it may say."""
    event, kind = event_or_404(slug), _kind(letter)
    form = _form(event, letter, language)
    if "find" not in http.form and form.validate_on_submit():
        if "test" in http.form:
            _send_test(event, form)
        elif _is_saved(event, form):
            flash(_("Saved. E-mails that go out from now on say this."), "success")
            return redirect(http.path, 303)
    own, who = queries.of_event(event), filled(event, http.values)
    is_typed = form.is_submitted()
    return render_form(
        "letter_texts/edit.html",
        form,
        **_about(event),
        kind=kind,
        language=language,
        own=own.get((letter, language)),
        standard=in_words(standard_source(letter, language), kind, language),
        words=words_beside(kind, language),
        others=listing.others(event, letter, language, own),
        who=who,
        typed=plain(event, letter, language, form.source(), who) if is_typed else "",
    )


@bp.route(f"{_ONE}/preview", methods=["GET", "POST"])
@framed
@access.staff(*EDITORS)
def preview(slug: str, letter: str, language: str) -> Response:
    """The letter with the text as it stands in the form, or as it is stored."""
    event, _found = event_or_404(slug), _kind(letter)
    form = _form(event, letter, language)
    if form.is_submitted() and not form.validate():
        said = [str(error) for errors in form.errors.values() for error in errors]
        return Response(complaint_page(said), status=422, mimetype="text/html")
    who = filled(event, http.values)
    html = page(event, letter, language, form.source(), who)
    return Response(html, mimetype="text/html")


@bp.route(f"{_ONE}/standard", methods=["GET", "POST"])
@access.staff(*EDITORS)
def standard(slug: str, letter: str, language: str) -> Page:
    """Whether the event's own text may go, which the page shows for the last time."""
    event, kind = event_or_404(slug), _kind(letter)
    own, form = queries.one(event, letter, language), StandardForm()
    back = url_for(".edit", slug=slug, letter=letter, language=language)
    if own is None:
        flash(_("This e-mail says the standard text already."), "notice")
        return redirect(back, 303)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            seen = form.seen.data or ""
            services.back_to_standard(event, letter, language, seen=seen, by=me())
        if not form.was_refused:
            flash(_("This e-mail says the standard text again."), "success")
            return redirect(back, 303)
        own = queries.one(event, letter, language) or own
    form.seen.data = rules.version_of(own.source)
    return render_form(
        "letter_texts/standard.html",
        form,
        **_about(event),
        kind=kind,
        language=language,
        own=in_words(own.source, kind, language),
        standard=in_words(standard_source(letter, language), kind, language),
    )


def _form(event: Event, letter: str, language: str) -> TextForm:
    own = queries.one(event, letter, language)
    source = own.source if own else standard_source(letter, language)
    form = TextForm(
        text=in_words(source, CATALOGUE[letter], language),
        seen=rules.version_of(own.source if own else None),
    )
    form.letter, form.language = letter, language
    return form


def _is_saved(event: Event, form: TextForm) -> bool:
    """Save it; where somebody else was faster, saving it again replaces theirs."""
    with form_errors(form), write_tx():
        services.change(
            event,
            form.letter,
            form.language,
            form.source(),
            seen=form.seen.data or "",
            by=me(),
        )
    if form.was_refused:
        own = queries.one(event, form.letter, form.language)
        form.seen.data = rules.version_of(own.source if own else None)
    return not form.was_refused


def _send_test(event: Event, form: TextForm) -> None:
    account = access.me()
    given = sample(event, form.letter, form.language, filled(event, http.form))
    with write_tx():
        services.send_test(
            form.letter,
            form.language,
            form.source(),
            to=account.email,
            event=event,
            values=given.values,
            links=given.links,
            code=given.code,
            calendar=given.calendar,
            by=me(),
        )
    own = queries.one(event, form.letter, form.language)
    stored = own.source if own else standard_source(form.letter, form.language)
    words = or_kept(
        _("A test e-mail to %(address)s is on its way.", address=account.email)
    )
    if form.source() != stored.strip():
        words += " " + _("The text is not saved yet.")
    flash(words)


def _kind(letter: str) -> LetterKind:
    kind = queries.editable_letters().get(letter)
    if kind is None:
        abort(404)
    return kind


def _about(event: Event) -> dict[str, object]:
    return {"event": event, "title": shown.texts(event)["title"]}
