"""As what somebody comes, and which sessions and choices: all that can run out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString
from wtforms import Field, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.events.models import SeatPool
from eventreg.events.states import PoolKind
from eventreg.registrations.money.prices import Prices
from eventreg.registrations.states import SEATED, State
from eventreg.registrations.words import listed
from eventreg.web.fields import ChecksField
from eventreg.web.locale import current_language

#: What a pool of each kind is called in addresses and forms, with the pool.
Offered = Mapping[str, SeatPool]

FIELDS = {
    "contingent": PoolKind.CONTINGENT,
    "sessions": PoolKind.SESSION,
    "choice": PoolKind.CHOICE,
}


class Places:
    """What a form does with ``contingent``, ``sessions`` and ``choice``.

    A full contingent makes a waitlist, but not for those who have a seat. A full
    session or choice cannot be chosen, except by those who have it already.
    """

    #: Pools by the value that stands for them in the form.
    offered: Offered = {}  # noqa: RUF012 (replaced as a whole, never changed)
    #: Said where no contingent is chosen.
    no_contingent = _l("Choose what you come as")
    #: Full, but these people sit in them.
    held: frozenset[int] = frozenset()
    #: Chosen before: those who do not sit there send it all the same, to be told.
    before: frozenset[int] = frozenset()
    #: Chosen on this form in vain: still chosen, so that "none" is nobody's doing.
    refused: frozenset[int] = frozenset()
    #: Free, but others wait for them already.
    awaited: frozenset[int] = frozenset()
    #: What each contingent costs; ``None``: nothing is said.
    prices: Prices | None = None
    #: What a full contingent means; empty: it cannot be chosen.
    waits: str | LazyString = _l("full: you would join the waitlist")
    #: Said of what is full where the person sits; empty: nothing.
    sits: str | LazyString = ""

    def offer(
        self,
        offered: Offered,
        held: frozenset[int] = frozenset(),
        *,
        chosen: frozenset[int] = frozenset(),
        waits: str | LazyString | None = None,
    ) -> None:
        """Show the event's pools; a field without any of its kind goes.

        :param held: ids of the pools in which the person has a place.
        :param chosen: ids of the pools that the person chose before.
        :param waits: what a full contingent means for this person, as the class has
            it; ``None``: what it means for a newcomer.
        """
        self.offered, self.held, self.before = offered, held, chosen
        self.waits = self.waits if waits is None else waits
        for name, kind in FIELDS.items():
            if self._field(name) is None:
                continue
            found = {key: pool for key, pool in offered.items() if pool.kind is kind}
            if found:
                self._field(name).choices = self._choices(name, found)
            else:
                del self[name]  # type: ignore[attr-defined]

    def say_awaited(self, pool_ids: frozenset[int]) -> None:
        """Say beside these places that others wait for their free seats."""
        self.awaited = pool_ids
        self.offer(self.offered, self.held, chosen=self.before)

    def say_prices(self, prices: Prices | None) -> None:
        """Say beside each contingent what it costs."""
        self.prices = prices
        self.offer(self.offered, self.held, chosen=self.before)

    def _choices(self, name: str, found: Offered) -> list[SelectChoice]:
        choices = [self._choice(key, pool) for key, pool in found.items()]
        nothing = SelectChoice("", _("None of these"))
        return [*choices, nothing] if name == "choice" else choices

    def _choice(self, key: str, pool: SeatPool) -> SelectChoice:
        language = current_language()
        shown: dict[str, Any] = {}
        if not pool.names.get(language) and pool.event.language != language:
            shown["lang"] = pool.event.language
        if is_full(pool, self.held):
            words = self.waits if pool.kind is PoolKind.CONTINGENT else ""
            shown["note"] = str(words) or _("full")
            kept = self.before | self.refused
            shown["disabled"] = not words and pool.id not in kept
        elif is_full(pool) and self.sits:
            shown["note"] = str(self.sits)
        elif pool.id in self.awaited:
            shown["note"] = _("others have waited longer: you would join the waitlist")
        if self.prices is not None and pool.kind is PoolKind.CONTINGENT:
            notes = self.prices.words([pool]), shown.get("note", "")
            shown["note"] = " · ".join(filter(None, notes))
        return SelectChoice(key, _name(pool), render_kw=shown)

    def choose(self, pool_ids: set[int]) -> None:
        """Tick what is chosen already."""
        for field, value in self._held_in(pool_ids):
            field.data = value

    def know(self, pool_ids: set[int]) -> None:
        """Note what is chosen already, whatever was typed."""
        for field, value in self._held_in(pool_ids):
            field.object_data = value

    def _held_in(self, pool_ids: set[int]) -> Iterator[tuple[Any, list[str] | str]]:
        """Each field with what it holds for these pools."""
        for name in FIELDS:
            keys = [key for key in self._keys(name) if self.offered[key].id in pool_ids]
            if self._field(name) is not None:
                first = keys[0] if keys else ""
                yield self._field(name), keys if name == "sessions" else first

    @property
    def chosen(self) -> list[SeatPool]:
        """The pools that were chosen, once the form is valid."""
        keys = [key for name in FIELDS for key in _as_list(self._field(name))]
        return [self.offered[key] for key in keys if key in self.offered]

    @property
    def pool_ids(self) -> tuple[int, ...]:
        return tuple(pool.id for pool in self.chosen)

    def validate_contingent(self, field: RadioField) -> None:
        if field.data not in self._keys("contingent"):
            raise ValidationError(self.no_contingent)
        if not self.waits:
            self._check_free(field)

    def validate_sessions(self, field: ChecksField) -> None:
        self._check_offered(field)

    def validate_choice(self, field: RadioField) -> None:
        self._check_offered(field)

    def _check_offered(self, field: Field) -> None:
        """Only what is there, and has a place left."""
        known = self._keys(field.short_name)
        wanted = _as_list(field)
        if any(key not in known for key in wanted):
            raise ValidationError(_l("Choose only from the options"))
        self._check_free(field)

    def _check_free(self, field: Field) -> None:
        wanted = _as_list(field)
        full = [p for key in wanted if is_full(p := self.offered[key], self.held)]
        for pool in full:
            self.refuse(pool)
        if full:
            raise ValidationError(full_words(full))

    def refuse(self, pool: SeatPool) -> Field:
        """Take the tick from ``pool``, which is full. :returns: its field.

        Where one of several is chosen, and none is one of them, it stays chosen
        until the person chooses anew.
        """
        name = next(name for name, kind in FIELDS.items() if kind is pool.kind)
        field: Field = self._field(name)
        if name == "choice":
            self.refused |= {pool.id}
            self.offer(self.offered, self.held, chosen=self.before)
            return field
        left = [key for key in _as_list(field) if self.offered.get(key) is not pool]
        field.data = left if name == "sessions" else ""
        return field

    def _keys(self, name: str) -> list[str]:
        kind = FIELDS[name]
        return [key for key, pool in self.offered.items() if pool.kind is kind]

    def _field(self, name: str) -> Any:
        return self._fields.get(name)  # type: ignore[attr-defined]


def waiting_words(state: State, *, to_staff: bool = False) -> str:
    """What a full contingent means for somebody in this state; empty: it cannot be
    chosen, because a seat is not given up for a place in line.

    :param to_staff: said of the person, not to the person.
    """
    if state in SEATED:
        return ""
    if state is State.WAITLISTED:
        stays = _("full: you would stay on the waitlist")
        return _("full: the person stays on the waitlist") if to_staff else stays
    joins = _("full: you would join the waitlist")
    return _("full: the person joins the waitlist") if to_staff else joins


def full_words(pools: Sequence[SeatPool]) -> str:
    """What to do when sessions or choices filled up: one sentence for all of them."""
    if len(pools) == 1:
        return _("“%(choice)s” is full. Choose something else", choice=_name(pools[0]))
    names = listed(map(_name, pools))
    return _("These are full: %(choices)s. Choose something else", choices=names)


def too_few_words(name: str, pool: SeatPool, people: int) -> str:
    """What to do when a party wants more places than are left.

    :param name: what the reader calls what ``pool`` is for.
    """
    if pool.free < 1:
        return _("“%(choice)s” is full. Choose something else", choice=name)
    return ngettext(
        "Only %(num)s place is left at “%(choice)s”, and you chose it for %(people)s "
        "people. Choose something else for the others",
        "Only %(num)s places are left at “%(choice)s”, and you chose it for "
        "%(people)s people. Choose something else for the others",
        pool.free,
        choice=name,
        people=people,
    )


def is_full(pool: SeatPool, held: frozenset[int] = frozenset()) -> bool:
    """Whether nobody but those who sit in it can choose it."""
    return pool.free < 1 and pool.id not in held


def _name(pool: SeatPool) -> str:
    return pool.name(current_language())


def _as_list(field: Any) -> list[str]:
    if field is None or not field.data:
        return []
    return [field.data] if isinstance(field.data, str) else list(field.data)
