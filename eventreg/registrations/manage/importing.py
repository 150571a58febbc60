"""Staff pages: a list of people is entered at an event."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.events.states import PoolKind
from eventreg.people.imports import pages
from eventreg.people.imports import queries as lists
from eventreg.people.imports.forms import BringForm, columns_form
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.plans import Plan
from eventreg.people.imports.services import bring, choose_columns, read_again
from eventreg.people.imports.states import ImportState
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.forms.places import Offered
from eventreg.registrations.imports import arrivals, services
from eventreg.registrations.imports.forms import ArrivalColumnsForm
from eventreg.registrations.manage.common import OFFICE
from eventreg.registrations.states import RegistrationRole
from eventreg.tables import ReadList
from eventreg.web import access
from eventreg.web.pages import render_form
from eventreg.web.requests import takes_files

#: Each row is a seat decision and mostly a letter; so many take some seconds.
MOST_ROWS = 500

bp = Blueprint(
    "import_registrations",
    __name__,
    url_prefix="/manage/events/<slug>/registrations/import",
)


@bp.route("", methods=["GET", "POST"])
@access.staff(*OFFICE)
@takes_files
def index(slug: str) -> ResponseReturnValue:
    """Choose a list; nothing happens yet."""
    event = _event_or_404(slug)
    return pages.bring_page(
        _place(event), lambda form: _bring(form, event), event_id=event.id
    )


@bp.route("/<code>/columns", methods=["GET", "POST"])
@access.staff(*OFFICE)
def columns(slug: str, code: str) -> ResponseReturnValue:
    """Which column is what, as what these people come, and who is their contact."""
    event, list_import = _found(slug, code)
    place = _place(event)
    if list_import.state is not ImportState.OPEN:
        return place.to(list_import)
    found, offered = read_again(list_import), _contingents(event)
    kind = columns_form(ArrivalColumnsForm, found, list_import.columns, arrivals.FIELDS)
    form = kind(data=_chosen(list_import, offered), offered=offered)
    if form.validate_on_submit():
        with write_tx():
            choose_columns(list_import, form.chosen(), form.options())
        return place.to(list_import)
    page = "registrations/manage/import_columns.html"
    return render_form(page, form, place=place, list_import=list_import)


@bp.get("/<code>")
@access.staff(*OFFICE)
def show(slug: str, code: str) -> ResponseReturnValue:
    """What the import would do, row by row; afterwards, what it did."""
    event, list_import = _found(slug, code)
    return pages.shown(
        _place(event),
        list_import,
        lambda found: _plan(event, list_import, found),
        outlook=lambda plan: arrivals.outlook(event, plan, list_import.options),
    )


@bp.post("/<code>")
@access.staff(*OFFICE)
def run(slug: str, code: str) -> ResponseReturnValue:
    """Enter everybody as the preview showed it."""
    event, list_import = _found(slug, code)
    return pages.run(
        _place(event),
        list_import,
        lambda found: _plan(event, list_import, found),
        lambda seen: services.import_registrations(
            list_import, event, seen=seen, by=pages.importer()
        ),
        outlook=lambda plan: arrivals.outlook(event, plan, list_import.options),
    )


@bp.route("/<code>/undo", methods=["GET", "POST"])
@access.staff(*OFFICE)
def undo(slug: str, code: str) -> ResponseReturnValue:
    """Withdraw everybody whom this list entered."""
    event, list_import = _found(slug, code)
    effects = _(
        "Everybody whom this list entered is withdrawn; those with an address get the "
        "usual e-mail, and their seats go to whoever waits. Who has been changed since "
        "stays; the next page says who."
    )
    return pages.undo(
        _place(event),
        list_import,
        lambda: services.undo_registrations(list_import, by=pages.importer()),
        effects=effects,
    )


@bp.post("/<code>/discard")
@access.staff(*OFFICE)
def discard(slug: str, code: str) -> ResponseReturnValue:
    """Throw a list away that is not to be imported."""
    event, list_import = _found(slug, code)
    return pages.discard(_place(event), list_import)


def _names(references: Collection[str]) -> dict[str, str]:
    """What those are called who were entered, by reference."""
    found = queries.by_references(set(references))
    return {reference: full_name(each) for reference, each in found.items()}


def _place(event: Event) -> pages.Place:
    return pages.Place(
        names=_names,
        blueprint="import_registrations",
        arguments={"slug": event.slug},
        title=_("Enter people from a list"),
        lede=_(
            "A delegation, or any other list of people, as CSV or XLSX of at most "
            "10 MB. You see row by row what would happen. Nobody is entered and nobody "
            "gets an e-mail before you press “Import”."
        ),
        back=url_for("manage_registrations.index", slug=event.slug),
        back_words="{} – {}".format(_("Registrations"), texts(event)["title"]),
        most=MOST_ROWS,
    )


def _bring(form: BringForm, event: Event) -> ListImport:
    file = form.file
    return bring(
        file.checked,
        file.found,
        event_id=event.id,
        fields=arrivals.FIELDS,
        by=pages.importer(),
    )


def _plan(event: Event, list_import: ListImport, found: ReadList) -> Plan:
    return arrivals.plan(event, found, list_import.columns, list_import.options)


def _contingents(event: Event) -> Offered:
    named = addresses(event).items()
    return {key: pool for key, pool in named if pool.kind is PoolKind.CONTINGENT}


def _chosen(list_import: ListImport, offered: Offered) -> dict[str, object]:
    """What was chosen before, as the form takes it."""
    options = list_import.options
    if not options:
        return {"role": str(RegistrationRole.DELEGATION)}
    pools = set(options.get("pools", ()))
    keys = [key for key, pool in offered.items() if pool.id in pools]
    return {
        "language": options.get("language"),
        "role": options.get("role", str(RegistrationRole.DELEGATION)),
        "contingent": keys[0] if keys else "",
        "contact": str(options.get("contact") or ""),
        **{f"contact_{name}": said for name, said in _outside(options).items()},
    }


def _outside(options: Mapping[str, Any]) -> dict[str, str]:
    """Name, address and language of a contact who is not on the list."""
    return options.get("outside") or {}


def _found(slug: str, code: str) -> tuple[Event, ListImport]:
    event = _event_or_404(slug)
    list_import = lists.by_code(code.upper(), event_id=event.id)
    if list_import is None:
        abort(404)
    return event, list_import


def _event_or_404(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
