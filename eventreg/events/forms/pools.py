"""What staff type about a contingent, a session or a choice."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from eventreg.events.forms.fields import WholeNumberField, line
from eventreg.events.models import SeatPool
from eventreg.events.rules import MOST_SEATS
from eventreg.events.states import ContingentRole, PoolKind
from eventreg.web.limits import OneOf
from eventreg.web.locale import language_name
from eventreg.web.meanwhile import Watched, print_of, prints_in

#: More does not fit beside a box on a phone.
LONGEST_NAME = 120

#: Never drawn or sent: only its print tells which pool a page is about.
_WHICH = "which"

#: As what people come, in one word.
ROLE_WORDS = {
    ContingentRole.PRESS: _l("Press"),
    ContingentRole.DELEGATION: _l("Delegation"),
    ContingentRole.VIP: _l("Guest of honour"),
}


class PoolForm(Watched):
    """A name in each language of the event, and how many seats; see ``pool_form``."""

    def values(self) -> dict[str, Any]:
        """What was typed, as ``services.add_pool`` and ``edit_pool`` take it."""
        typed = {name: data for name, data in self.data.items() if data}
        prefix = "name_"
        return {
            "names": {
                name.removeprefix(prefix): data
                for name, data in typed.items()
                if name.startswith(prefix)
            },
            "capacity": self.capacity.data,
            "cap_percent": typed.get("cap_percent"),
            "role": ContingentRole(typed["role"]) if typed.get("role") else None,
        }

    def name_fields(self) -> list[Any]:
        return [field for field in self if field.name.startswith("name_")]


def pool_form(
    languages: Sequence[str],
    kind: PoolKind,
    pool: SeatPool | None = None,
    *,
    typed: bool = True,
) -> PoolForm:
    """The form for a pool of ``kind``, filled in from ``pool``.

    :param languages: of the event, its first one first.
    :param typed: ``False``: what was sent is not what this form asks for.
    """
    fields: dict[str, Any] = {
        f"name_{code}": _name(code, is_first=code == languages[0]) for code in languages
    }
    fields["capacity"] = WholeNumberField(_l("Seats"), least=0, most=MOST_SEATS)
    if kind is PoolKind.CONTINGENT:
        label = _l("Warn above this share of all seats, in percent (optional)")
        fields["cap_percent"] = WholeNumberField(label, least=1, most=100, needed=False)
        fields["role"] = SelectField(
            _l("Whoever chooses it comes as"),
            choices=[
                SelectChoice("", _l("Guest or member")),
                *(SelectChoice(str(role), words) for role, words in ROLE_WORDS.items()),
            ],
            default="",
            validate_choice=False,
            validators=[OneOf(("", *map(str, ROLE_WORDS)))],
        )
    known: dict[str, Any] = {}
    if pool is not None:
        fields[_WHICH] = HiddenField()
        known = {f"name_{code}": pool.names.get(code, "") for code in languages}
        known |= {"capacity": pool.capacity, "cap_percent": pool.cap_percent}
        known |= {"role": pool.role or "", _WHICH: pool.id}
    if not typed:
        known["formdata"] = None
    form: PoolForm = type("PoolForm", (PoolForm,), fields)(**known)
    form.is_compared = not typed
    return form


def opened(pools: Iterable[SeatPool], prints: str | None) -> SeatPool | None:
    """The one of ``pools`` whose page carried ``prints``, whatever its name is now."""
    which = prints_in(prints).get(_WHICH)
    return next((pool for pool in pools if print_of(pool.id) == which), None)


def _name(code: str, *, is_first: bool) -> Any:
    words = {"language": language_name(code)}
    if is_first:
        label = _l("Name (%(language)s)", **words)
        return line(label, LONGEST_NAME, required=_l("Enter a name"))
    return line(_l("Name (%(language)s, optional)", **words), LONGEST_NAME)
