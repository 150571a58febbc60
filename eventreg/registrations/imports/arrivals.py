"""What a list of people would do at an event, row by row."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg import clock
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.people.imports.cells import Cells
from eventreg.people.imports.headings import PERSONAL
from eventreg.people.imports.plans import Plan, PlannedRow
from eventreg.people.imports.states import Outcome
from eventreg.people.keys import full_key
from eventreg.people.names import search_key
from eventreg.registrations import newcomers
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.imports import queries
from eventreg.registrations.prospects import HELD_UP, Prospect, forecasts
from eventreg.registrations.states import TEAM_ROLES, RegistrationRole, State
from eventreg.tables import ReadList, ReadRow
from eventreg.web.fields import readable_mail

FIELDS = (*PERSONAL, "company")
#: Taken over as they stand in the list.
_TEXTS = (
    *("title", "given_name", "family_name", "suffix", "native_name", "badge_name"),
    *("position", "company"),
)


def plan(
    event: Event,
    found: ReadList,
    columns: Mapping[str, int],
    options: Mapping[str, Any],
) -> Plan:
    """What an import of this list into ``event`` would do now.

    :param options: ``role`` and ``pools`` of all rows, ``language`` of those of
        whom the list says none.
    """
    planner = _Planner(event, found, columns, options)
    return Plan.of([planner.planned(row) for row in found.rows], found.totals)


def outlook(event: Event, planned: Plan, options: Mapping[str, Any]) -> str:
    """What will come of those who are entered, before they are."""
    count = planned.counts.get(Outcome.ENTERED, 0)
    entered = ngettext(
        "%(num)s person would be entered.", "%(num)s people would be entered.", count
    )
    is_team = role_of(options) in TEAM_ROLES
    forecast = forecasts([event], clock.now())[event.id]
    prospect = forecast.at(_wanted(event, options))
    if prospect is Prospect.DECISION:
        return f"{entered} " + _("They go to the inbox, where each one is decided on.")
    if not is_team and prospect in HELD_UP:
        waits = newcomers.why_words(prospect)
        return f"{entered} {waits} " + _("They join the waitlist.")
    free = _free(event, options)
    if free >= count:
        return f"{entered} " + ngettext(
            "%(num)s seat is free.", "%(num)s seats are free.", free
        )
    return f"{entered} " + ngettext(
        "Only %(num)s seat is free: the others join the waitlist.",
        "Only %(num)s seats are free: the others join the waitlist.",
        free,
    )


def role_of(options: Mapping[str, Any]) -> RegistrationRole:
    """As what everybody in the list comes."""
    return RegistrationRole(options.get("role", RegistrationRole.GUEST))


def _free(event: Event, options: Mapping[str, Any]) -> int:
    """Seats left for this list: of the event, the contingent, or the team."""
    if role_of(options) in TEAM_ROLES:
        return event.pool(PoolKind.TEAM).free
    wanted = _wanted(event, options)
    return min(pool.free for pool in (event.pool(PoolKind.EVENT), *wanted))


def _wanted(event: Event, options: Mapping[str, Any]) -> list[SeatPool]:
    """What everybody in the list comes for."""
    chosen = set(options.get("pools", ()))
    return [pool for pool in event.pools if pool.id in chosen]


class _Planner:
    """Goes through the rows in their order and remembers whom it met."""

    def __init__(
        self,
        event: Event,
        found: ReadList,
        columns: Mapping[str, int],
        options: Mapping[str, Any],
    ) -> None:
        self._columns, self._options = columns, options
        self._language = str(options.get("language", "de"))
        emails = {row.cell(columns.get("email")).lower() for row in found.rows}
        keys = {
            full_key(
                row.cell(columns.get("given_name")),
                row.cell(columns.get("family_name")),
            )
            for row in found.rows
        }
        # One that nobody has confirmed yet is entered instead.
        self._live = {
            _who(each.search_key, readable_mail(each.email or ""), each.company): each
            for each in queries.live_like(event, emails - {""}, keys - {""})
            if each.state is not State.UNVERIFIED
        }
        self._seen: dict[tuple[str, str], int] = {}
        is_team = role_of(options) in TEAM_ROLES
        #: Seats that have no waitlist; ``None``: whoever has none waits.
        self._left = event.pool(PoolKind.TEAM).free if is_team else None

    def planned(self, row: ReadRow) -> PlannedRow:
        cells = Cells(row, self._columns)
        applicant = self._applicant(cells)
        shown: dict[str, Any] = {
            "number": row.number,
            "name": " ".join(
                filter(None, (applicant.given_name, applicant.family_name))
            ),
            "company": applicant.company,
            "email": applicant.email,
        }
        if not shown["name"]:
            cells.errors.append(_("The person has no name."))
        if cells.errors:
            return _left_out(shown, Outcome.ERROR, *dict.fromkeys(cells.errors))
        who = _who(applicant.search_key, applicant.email, applicant.company)
        if first := self._seen.get(who):
            note = _("The same as row %(number)s.", number=first)
            return _left_out(shown, Outcome.DOUBLE, note)
        self._seen[who] = row.number
        if existing := self._live.get(who):
            note = _(
                "Is registered already: %(reference)s.", reference=existing.reference
            )
            return _left_out(shown, Outcome.DOUBLE, note)
        if self._left == 0:
            return _left_out(
                shown, Outcome.ERROR, _("All seats for the team are taken.")
            )
        if self._left is not None:
            self._left -= 1
        if not applicant.email:
            cells.notes.append(_("Without an address there are no e-mails."))
        return PlannedRow(
            **shown,
            outcome=Outcome.ENTERED,
            notes=tuple(dict.fromkeys(cells.notes)),
            act=applicant,
            key=repr(applicant),
        )

    def _applicant(self, cells: Cells) -> Applicant:
        texts: dict[str, Any] = {field: cells.text(field) for field in _TEXTS}
        return Applicant(
            **texts,
            salutation=cells.salutation(),
            email=cells.email(),
            phone=cells.phone(),
            country=cells.country(),
            language=cells.language(self._language),
            pool_ids=tuple(self._options.get("pools", ())),
        )


def _who(key: str, email: str, company: str) -> tuple[str, str]:
    """Tells one person from another: by address and name, else by company."""
    return key, email or f"@{search_key(company)}"


def _left_out(shown: dict[str, Any], outcome: Outcome, *notes: str) -> PlannedRow:
    return PlannedRow(**shown, outcome=outcome, notes=notes)
