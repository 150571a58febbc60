"""Whether things are still as the page showed them on which somebody said yes.

The page carries prints of what it showed. A page without them, as one of long
ago, showed what nobody can tell.
"""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.errors import CHANGED_MEANWHILE, DomainError
from eventreg.events.models import Event
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import owed
from eventreg.registrations.money.asked import asked, own_cents
from eventreg.registrations.money.prices import prices
from eventreg.registrations.states import LIVE
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_span
from eventreg.web.meanwhile import print_of
from eventreg.web.money import euros

#: What nobody knows to be otherwise.
NOTHING_SEEN: Mapping[str, str] = {}
EVENT, FEE = "event", "fee"
ENDED, COST, REFUND = "ended", "cost", "refund"


class SeenOtherwise(DomainError):
    """Something is no longer as it was read; the page is to be read once more."""

    heading = CHANGED_MEANWHILE

    def __init__(self, changes: Iterable[str]) -> None:
        end = _("Please read this page once more before you press the button again.")
        super().__init__(" ".join([*changes, end]))


class FeeFollows(DomainError):
    """What was chosen costs something else; that is to be read before it counts."""

    heading = _l("This changes the fee")

    def __init__(self, before: int, after: int) -> None:
        #: Prints for the page that now says so.
        self.now = {FEE: print_of(str(after))}
        once_more = _("Save once more if it is to be so.")
        super().__init__(f"{_follows_words(before, after)} {once_more}")


def _follows_words(before: int, after: int) -> str:
    if not after:
        return _("With this choice the fee of %(fee)s falls away.", fee=euros(before))
    if not before:
        return _(
            "With this choice there is a fee of %(fee)s; so far there was none.",
            fee=euros(after),
        )
    return _(
        "With this choice the fee is %(after)s instead of %(before)s.",
        after=euros(after),
        before=euros(before),
    )


def fee_print(registration: Registration) -> dict[str, str]:
    """Alike as long as the person's own fee is."""
    return {FEE: print_of(str(own_cents(registration)))}


def check_fee(
    registration: Registration, seen: Mapping[str, str], *, before: int
) -> None:
    """
    :param before: what it was until now, in cents.
    :raises FeeFollows: it has become another, and the page did not say so.
    """
    after = own_cents(registration)
    if after != before and seen.get(FEE) not in {None, print_of(str(after))}:
        raise FeeFollows(before, after)


def event_print(event: Event) -> dict[str, str]:
    """Alike as long as the event is when and where a page of it says."""
    shown = {
        "starts": event.starts_at,
        "ends": event.ends_at,
        "zone": event.timezone,
        "place": event.place_name,
    }
    return {EVENT: print_of(shown)}


def offer_print(unit: Sequence[Registration]) -> dict[str, str]:
    """The same, and what each of the ``unit`` pays."""
    costs = asked(unit)
    shares = costs.shares if costs else ()
    fees = {
        each.reference: str(share.cents)
        for each, share in zip(unit, shares, strict=False)
    }
    return event_print(unit[0].event) | {FEE: print_of(fees)}


def form_print(event: Event, *, is_member: bool) -> dict[str, str]:
    """The same, and what whoever fills a form in pays, and those who come along."""
    known = prices(event)
    cents = known.fees if known else {}
    fees = {str(role): str(each) for role, each in cents.items()}
    return event_print(event) | {FEE: print_of([fees, known and is_member])}


def check_form(event: Event, seen: Mapping[str, str], *, is_member: bool) -> None:
    """
    :raises SeenOtherwise: the event was moved, or costs something else.
    """
    now = form_print(event, is_member=is_member) if seen else {}
    if changes := changes_since(seen, now, event):
        raise SeenOtherwise(changes)


def check_event(event: Event, seen: Mapping[str, str]) -> None:
    """
    :raises SeenOtherwise: the event was moved since the page showed it.
    """
    if changes := changes_since(seen, event_print(event), event):
        raise SeenOtherwise(changes)


def leaving_print(
    registration: Registration, *, by_organiser: bool = False
) -> dict[str, str]:
    """Alike as long as what somebody gives up, and what that costs, stays the same.

    A page carries those of what it names.

    :param by_organiser: who does it, for nothing, and sees each decision at once.
    """
    state = registration.state if by_organiser else registration.shown_state
    lost = owed.leaving(registration, by_organiser=by_organiser)
    return {
        ENDED: print_of(str(state)),
        COST: print_of(str(lost.cost_cents if lost else 0)),
        REFUND: print_of(str(lost.refund_cents if lost else 0)),
    }


def check_leaving(
    registration: Registration, seen: Mapping[str, str], *, by_organiser: bool
) -> None:
    """Who is out already gives nothing up; that is for the move to refuse.

    :raises SeenOtherwise: something else is given up, or it costs something else.
    """
    state = registration.state if by_organiser else registration.shown_state
    if not seen or state not in LIVE:
        return
    now = leaving_print(registration, by_organiser=by_organiser)
    sentences = {
        ENDED: _(
            "Where %(name)s stands has changed since you opened this page. Now it is: "
            "%(state)s.",
            name=full_name(registration),
            state=state_word(state),
        ),
        COST: _("What cancelling costs is not the same as when you opened this page."),
        REFUND: _("What comes back is not the same as when you opened this page."),
    }
    changed = [name for name in now if seen.get(name, now[name]) != now[name]]
    if changed:
        raise SeenOtherwise(sentences[name] for name in changed)


def changes_since(
    seen: Mapping[str, str], now: Mapping[str, str], event: Event
) -> list[str]:
    """What is otherwise ``now`` than a page showed it, a sentence each."""
    changed = {name for name in now if seen.get(name, now[name]) != now[name]}
    sentences = {
        EVENT: _(
            "The event was moved after you opened this page. Now it is: %(when)s, "
            "%(place)s.",
            when=format_span(event.starts_at, event.ends_at, event.timezone),
            place=event.place_name,
        ),
        FEE: _("The fee is not the same as when you opened this page."),
    }
    return [words for name, words in sentences.items() if name in changed]
