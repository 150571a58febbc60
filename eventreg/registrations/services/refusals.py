"""Why a change is refused; what was before stays."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventreg import clock
from eventreg.errors import DomainError
from eventreg.events.models import Event, SeatPool
from eventreg.registrations import rules
from eventreg.registrations.rules import Standstill


class TooLateToChange(DomainError):
    """The event's last instant for changes has passed."""

    def __init__(self) -> None:
        super().__init__(
            _("Answers can no longer be changed here. Please write to the organiser.")
        )


class EventIsOver(DomainError):
    """Nothing is decided any more that would promise or take a seat."""

    heading = _l("This event is over")

    def __init__(self) -> None:
        super().__init__(
            _(
                "After its end nobody is given a seat, declined or cancelled any more, "
                "and nobody is written to. Who was there is noted on the page "
                "“%(page)s”.",
                page=_("Who came"),
            )
        )


def check_not_over(event: Event) -> None:
    """:raises EventIsOver: its end has passed."""
    if event.is_past:
        raise EventIsOver


class PoolIsFull(DomainError):
    """The wanted places are taken; the old ones stay."""

    def __init__(self, pools: Iterable[SeatPool], language: str) -> None:
        names = ", ".join(filter(None, (pool.name(language) for pool in pools)))
        super().__init__(
            _(
                "No place is free in: %(pools)s. Everything stays as it was.",
                pools=names,
            )
            if names
            else _("No seat is free. Everything stays as it was.")
        )


class OthersGoFirst(DomainError):
    """A place is free in the wanted contingent, but for those in line."""

    def __init__(self, event: Event, pools: Iterable[SeatPool], language: str) -> None:
        names = ", ".join(pool.name(language) for pool in pools)
        is_paused = rules.standstill(event, clock.now()) is Standstill.PAUSED
        super().__init__(
            _(
                "The waitlist is stopped for now. Whoever is in line for %(pools)s "
                "goes first when it moves again. Everything stays as it was.",
                pools=names,
            )
            if is_paused
            else _(
                "Whoever is in line for %(pools)s goes first. Everything stays as it "
                "was.",
                pools=names,
            )
        )


class TooFewPlaces(DomainError):
    """A session or choice has places left, but not for all who get theirs at once."""

    def __init__(self, pool: SeatPool, people: int, language: str) -> None:
        super().__init__(
            ngettext(
                "Only %(num)s place is left at “%(choice)s”, and %(people)s of the "
                "party would need one. Everything stays as it was.",
                "Only %(num)s places are left at “%(choice)s”, and %(people)s of the "
                "party would need one. Everything stays as it was.",
                pool.free,
                choice=pool.name(language),
                people=people,
            )
        )
