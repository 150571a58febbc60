"""Printing: note what is printed, then hand out the file or the page."""

from collections.abc import Callable, Sequence

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from eventreg.audit.services import record
from eventreg.badges import queries, services, sheet, work
from eventreg.badges.drawing import drawn
from eventreg.badges.forms import PrintForm, print_form
from eventreg.badges.manage.common import (
    PRINTERS,
    bp,
    event_of,
    me,
    pdf_answer,
    site_address,
    stock_for,
)
from eventreg.badges.manage.pages import (
    asked_one,
    cards,
    choose_page,
    font_url,
    framed,
    fresh_form,
    index_page,
    per_sheet,
)
from eventreg.badges.models import BadgePrint, Reason, Which
from eventreg.badges.orders import ordered
from eventreg.badges.overview import overview
from eventreg.badges.queries import Owned
from eventreg.badges.words import card_name
from eventreg.database import write_tx
from eventreg.documents import kept
from eventreg.documents.labels import Stock
from eventreg.documents.sheets import Run
from eventreg.events.models import Event
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.registrations.queries import counts
from eventreg.registrations.states import State
from eventreg.web import access, headers
from eventreg.web.locale import current_language

#: So many badges of one side take a second, and some more where others work beside;
#: nobody waits for more of them.
MOST_AT_ONCE = 60

#: An answer, or a page with its status.
Answer = Response | tuple[str, int]


@bp.post("/badges/print")
@access.staff(*PRINTERS)
def print_many(slug: str) -> Answer:
    """Note a print of many, and lead to its file."""
    event = event_of(slug)
    form = print_form(cards(), per_sheet())
    if not form.validate():
        return index_page(event, form, stock_for(event))
    stock = queries.all_stocks()[form.stock.data]
    badges = ordered(
        services.narrowed(_all(event), Which(form.which.data), event),
        form.order.data,
        event.language,
    )
    if _is_to_be_seen(event, badges, stock) or _asks_why(event, badges, form, stock):
        return index_page(event, form, stock)
    if not badges:
        form.form_errors.append(_("There is no such badge, so nothing was printed."))
        return index_page(event, form, stock)
    return _made(event, badges, form, Which(form.which.data))


@bp.post("/badges/print-chosen")
@access.staff(*PRINTERS)
def print_chosen(slug: str) -> Answer:
    """Note a print of those who were ticked."""
    event = event_of(slug)
    ticked = request.form.getlist("badge")
    badges = [own for own in _all(event) if own.badge.badge_code in set(ticked)]
    form = print_form(cards(), per_sheet())
    if not form.validate():
        return choose_page(event, form, stock_for(event), ticked)
    if not badges:
        form.form_errors.append(_("Tick whose badges are to be printed."))
        return choose_page(event, form, stock_for(event), ticked)
    stock = queries.all_stocks()[form.stock.data]
    if _is_to_be_seen(event, badges, stock) or _asks_why(event, badges, form, stock):
        return choose_page(event, form, stock, ticked)
    return _made(
        event, ordered(badges, form.order.data, event.language), form, Which.CHOSEN
    )


@bp.post("/badges/<badge_code>/print")
@access.staff()
def print_one(slug: str, badge_code: str) -> Answer:
    """Note that one badge is printed, for the first time or for a reason."""
    event = event_of(slug)
    form, stock = asked_one(event)
    if form.errors:
        return index_page(event, fresh_form(stock), stock)
    design = queries.design_of(event)
    own = queries.badge_of(event, badge_code, design)
    if own is None:
        abort(404)
    reason = request.form.get("reason", "")
    if reason not in _possible_reasons(event, own, stock):
        flash(_("This badge was printed before. Say why it is printed again."), "error")
        name = own.registration.family_name or own.registration.given_name
        return redirect(url_for(".index", slug=slug, search=name, _anchor="one"), 303)
    account = access.me().reference
    printer = queries.printer_offset(account)
    with write_tx():
        services.keep_cards(account, stock.name)
        made = services.note_print(
            event,
            [own],
            which=Which.ONE,
            stock=stock,
            run=Run(start=form.start.data or 1, offset_x=printer.x, offset_y=printer.y),
            design=design,
            by=me(),
            reason=Reason(reason) if reason else None,
            is_made=False,
        )
    return _at_once(slug, made.code, is_page=form.as_page.data)


@bp.get("/badges/prints/<code>.pdf")
@access.staff()
def printed(slug: str, code: str) -> Response:
    """The file of a print that was noted; not once somebody's badge has changed."""
    event, made = _print(slug, code)
    if made.made_at is None:
        return _not_made(slug, made)
    badges = work.unchanged(made)
    if badges is None:
        return _has_changed(slug)
    pdf = kept.take(made.code) or _file_of(event, made, badges)
    disposition = "inline" if made.which is Which.ONE else "attachment"
    return pdf_answer(pdf, work.file_name(made, badges), disposition=disposition)


@bp.get("/badges/prints/<code>")
@access.staff()
@headers.framed
def print_page(slug: str, code: str) -> Response:
    """The same for a label printer: a page that the browser prints at its size."""
    event, made = _print(slug, code)
    if made.made_at is None:
        return _not_made(slug, made)
    badges = work.unchanged(made)
    if badges is None:
        return _has_changed(slug)
    return framed(_page_of(event, made, badges))


@bp.post("/place-cards")
@access.staff(*PRINTERS)
def place_cards(slug: str) -> Response:
    """Cards for the tables, for everybody who comes."""
    event = event_of(slug)
    arguments = {"event": slug, "title": _cards_title(event)}
    count = counts(event)[State.CONFIRMED]
    with write_tx():
        record("place_cards.printed", slug, by=me(), changes={"count": count})
        if count > MOST_AT_ONCE:
            task = _ask(event, work.PLACE_CARDS, arguments, lambda: _cards_title(event))
            return redirect(tasks.address_of(task), 303)
    made = work.place_cards(arguments, lambda _done, _total: None)
    return pdf_answer(made.body, made.name, disposition="attachment")


def _made(
    event: Event, badges: Sequence[Owned], form: PrintForm, which: Which
) -> Response:
    """Note the print; lead to its file, or to the job that makes it."""
    stock = queries.all_stocks()[form.stock.data]
    run = Run(
        start=form.start.data or 1,
        skip=form.skipped,
        copies=form.copies.data or 1,
        in_stacks=form.order.data == "stacks",
        cut_marks=form.cut_marks.data,
        offset_x=float(form.offset_x.data or 0),
        offset_y=float(form.offset_y.data or 0),
    )
    design = queries.design_of(event)
    cost = work.cost_of(len(badges), stock, run, drawn(design, event))
    is_long = cost > MOST_AT_ONCE
    with write_tx():
        services.keep_offset(access.me().reference, run.offset_x, run.offset_y)
        made = services.note_print(
            event,
            badges,
            which=which,
            stock=stock,
            run=run,
            design=queries.design_of(event),
            by=me(),
            reason=Reason(form.reason.data) if form.reason.data else None,
            is_made=False,
        )
        if is_long:
            task = _task(event, made)
            made.task = task.code
            return redirect(tasks.address_of(task), 303)
    return _at_once(event.slug, made.code)


def _at_once(slug: str, code: str, *, is_page: bool = False) -> Response:
    """Make what was noted, and only then count its badges as printed.

    Outside of any transaction: others need not wait for the press. The file itself is
    handed out by its address, which can be opened again; the first time it is not
    drawn once more.
    """
    event, made = _print(slug, code)
    badges = work.unchanged(made)
    if badges is None:
        return _has_changed(slug)
    if is_page:
        _page_of(event, made, badges)
    else:
        kept.keep(made.code, _file_of(event, made, badges))
    with write_tx():
        services.note_made(_print(slug, code)[1])
    shown = ".print_page" if is_page else ".printed"
    return redirect(url_for(shown, slug=slug, code=code), 303)


def _possible_reasons(event: Event, own: Owned, stock: Stock) -> list[str]:
    """None is needed for a first print, nor for the first one on these cards."""
    who = own.registration.id
    none = [] if who in queries.last_prints(event, stock=stock.name) else [""]
    return [*none, *(Reason if who in queries.last_prints(event) else ())]


def _is_to_be_seen(event: Event, badges: Sequence[Owned], stock: Stock) -> bool:
    """Whether the page shows these cards first: asked for, or there is a warning.

    A form says for which cards it has shown the warnings.
    """
    if "check" in request.form:
        return True
    if request.form.get("seen", "") == stock.name:
        return False
    design = queries.design_of(event)
    accepted = queries.accepted(event, stock.name, design)
    shown = overview(badges, {}, drawn(design, event), stock, accepted)
    if not (shown.needs_a_look or shown.lacks_event):
        return False
    flash(
        _("On these cards not every badge comes out well. Look, then print."),
        "notice",
    )
    return True


def _asks_why(
    event: Event, badges: Sequence[Owned], form: PrintForm, stock: Stock
) -> bool:
    """Whether some were printed just so before, and nobody has said why once more."""
    alike = [] if form.reason.data else services.printed_alike(badges, event, stock)
    count = len(alike)
    if count:
        words = ngettext(
            "%(num)s of these badges was printed just so on these cards before. Tap "
            "why it is printed once more",
            "%(num)s of these badges were printed just so on these cards before. Tap "
            "why they are printed once more",
            count,
        )
        form.reason.errors = [words]
    return bool(count)


def _file_of(event: Event, made: BadgePrint, badges: Sequence[Owned]) -> bytes:
    return work.pdf_of(made, badges, title=_title(event), public_url=site_address())


def _page_of(event: Event, made: BadgePrint, badges: Sequence[Owned]) -> str:
    stock, design = work.as_printed(made)
    return sheet.sheet_html(
        [own.badge for own in badges],
        stock,
        title=_title(event),
        language=event.language,
        public_url=site_address(),
        font_url=font_url,
        design=drawn(design, event),
        run=services.run_of(made),
    )


def _task(event: Event, made: BadgePrint) -> tasks.models.Task:
    arguments = {
        "event": event.slug,
        "print": made.code,
        "title": _title(event),
        "public_url": site_address(),
    }

    def words() -> str:
        return ngettext(
            "%(num)s badge, %(cards)s: %(event)s",
            "%(num)s badges, %(cards)s: %(event)s",
            made.badge_count,
            cards=card_name(made.stock),
            event=texts(event)["title"],
        )

    return _ask(event, work.SHEETS, arguments, words)


def _ask(
    event: Event, kind: str, arguments: dict[str, str], title: Callable[[], str]
) -> tasks.models.Task:
    return tasks.ask(
        kind,
        arguments,
        title=title,
        language=current_language(),
        back=url_for(".index", slug=event.slug),
        by=me(),
    )


def _print(slug: str, code: str) -> tuple[Event, BadgePrint]:
    event = event_of(slug)
    made = queries.print_by_code(event, code)
    if made is None or (
        made.which is not Which.ONE and access.me().role not in PRINTERS
    ):
        abort(404)
    return event, made


def _all(event: Event) -> list[Owned]:
    return queries.badges_of(event, queries.design_of(event))


def _title(event: Event) -> str:
    return str(_("Badges: %(event)s", event=texts(event)["title"]))


def _cards_title(event: Event) -> str:
    return str(_("Place cards: %(event)s", event=texts(event)["title"]))


def _not_made(slug: str, made: BadgePrint) -> Response:
    """The job that makes it, if there is one; else it came to nothing."""
    if tasks.states_of([made.task]):
        return redirect(url_for("tasks.show", code=made.task), 303)
    flash(_("This print was never made. Its badges count as not printed."), "notice")
    return redirect(url_for(".index", slug=slug), 303)


def _has_changed(slug: str) -> Response:
    flash(
        _("Badges of this print have changed since. Print them anew."),
        "notice",
    )
    return redirect(url_for(".index", slug=slug), 303)
