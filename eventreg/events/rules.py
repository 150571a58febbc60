"""When people can sign up, in words, and what an event needs before it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _

from eventreg.errors import DomainError
from eventreg.events import times
from eventreg.events.lookups import Outlook
from eventreg.events.models import Event
from eventreg.events.states import CHOSEN, EventState, Kind, PoolKind
from eventreg.web.dates import format_when
from eventreg.web.locale import language_word

#: More is a typing error; the largest hall of the network seats 3,000.
MOST_SEATS = 100_000
#: Longer is one too.
MOST_DAYS = {Kind.EVENING: 31, Kind.WORKSHOP: 31, Kind.TRIP: 92}


class Part(StrEnum):
    """The parts in which staff edit an event."""

    TEXTS = "texts"
    COVER = "cover"
    AGENDA = "agenda"
    SPEAKERS = "speakers"
    WHEN_AND_WHERE = "when_and_where"
    SEATS = "seats"
    SIGN_UP = "sign_up"
    QUESTIONS = "questions"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Missing:
    """Something an event lacks: the sentence, and the part that mends it."""

    sentence: str
    part: Part
    #: Without it the event cannot be published.
    blocks: bool = False
    #: In which language; empty: the part has but one page.
    language: str = ""
    #: Nothing is missing, but two things do not go together.
    is_odd: bool = False
    #: The endpoint where it is mended, where that is another room's page.
    elsewhere: str = ""

    @property
    def endpoint(self) -> str:
        """The page that mends it."""
        return self.elsewhere or f"edit_event.{self.part}"

    @property
    def where(self) -> dict[str, str]:
        """What the address of the part needs besides the event."""
        return {"language": self.language} if self.language else {}


def closed_reason(
    event: Event, now: datetime, *, preview: bool = False, is_invited: bool = False
) -> str | None:
    """Why nobody can sign up at ``now``, as a sentence; ``None``: one can.

    :param preview: say of a draft what will be said once it is published.
    :param is_invited: say it of somebody with a personal invitation.
    """
    if event.state is EventState.DRAFT and not preview:
        return _("This event is not published yet.")
    if event.state is EventState.CANCELLED:
        return _("This event is cancelled.")
    if event.ends_at <= now:
        return _("This event is over.")
    if event.state is EventState.CLOSED:
        return _("Sign-up is closed.")
    return _outside_the_dates(event, now, is_invited=is_invited)


def _outside_the_dates(event: Event, now: datetime, *, is_invited: bool) -> str | None:
    zone = event.timezone
    if event.last_forms_at <= now:
        if event.deadline_at is None or event.takes_late_forms:
            return _("This event has started.")
        when = format_when(event.deadline_at, zone)
        return _("The deadline was %(when)s.", when=when)
    opens_at = event.members_open_at or event.opens_at
    if opens_at is None or event.opens_at is None or opens_at <= now:
        return None
    if is_invited:
        at = opens_to_invited(event, now)
        if at is None:
            return None
        own = format_when(at, zone)
        return _("Sign-up opens for you on %(when)s.", when=own)
    when = format_when(event.opens_at, zone)
    if event.members_open_at is None:
        return _("Sign-up opens on %(when)s.", when=when)
    return _(
        "Sign-up opens on %(when)s, for members already on %(earlier)s.",
        when=when,
        earlier=format_when(event.members_open_at, zone),
    )


def opens_later(event: Event, now: datetime) -> bool:
    """Whether nobody can sign up yet, though one can later."""
    first = event.members_open_at or event.opens_at
    is_ahead = event.state in {EventState.DRAFT, EventState.PUBLISHED}
    return bool(is_ahead and first and now < first and now < event.last_forms_at)


#: So long before members can sign up it helps them to sign in.
_SOON = timedelta(days=7)


def helps_members(event: Event, now: datetime) -> bool:
    """Whether members can sign up soon, while nobody can yet."""
    first = event.members_open_at
    return bool(first and opens_later(event, now) and first - now <= _SOON)


def opening(event: Event, now: datetime, *, is_member: bool) -> datetime | None:
    """When sign-up opens for this visitor; ``None``: it has opened, or never will."""
    if event.state is not EventState.PUBLISHED or event.opens_at is None:
        return None
    opens_at = (event.members_open_at if is_member else None) or event.opens_at
    return opens_at if now < opens_at < event.last_forms_at else None


def opens_to_invited(event: Event, now: datetime) -> datetime | None:
    """When sign-up opens to who is invited: with the members, where they have a time
    of their own, else with the invitation; ``None``: it has."""
    opens_at = event.members_open_at if event.opens_at else None
    return opens_at if opens_at and now < opens_at else None


def is_for_members(event: Event, now: datetime) -> bool:
    """Whether only members can sign up at ``now``: everybody can later."""
    members, everybody = event.members_open_at, event.opens_at
    return bool(members and everybody and members <= now < everybody)


def members_words(event: Event, now: datetime) -> str:
    """From when everybody can sign up, while only members can; else empty."""
    if not is_for_members(event, now) or event.opens_at is None:
        return ""
    when = format_when(event.opens_at, event.timezone)
    return _(
        "For now members only. Sign-up opens for everybody on %(when)s.", when=when
    )


def late_words(event: Event, now: datetime) -> str:
    """What is said beside a deadline that has passed while forms still come in."""
    if event.state not in {EventState.DRAFT, EventState.PUBLISHED}:
        return ""
    if not event.takes_late_forms or not event.closes_at <= now < event.last_forms_at:
        return ""
    return _(
        "The deadline has passed. You can still apply: your application comes late "
        "and will be marked so."
    )


def shows_free_seats(event: Event, now: datetime) -> bool:
    """Whether visitors read how many seats are free: somebody can, or will, sign up."""
    if event.state in {EventState.DRAFT, EventState.PUBLISHED}:
        return event.last_forms_at > now
    return False


def sign_up_words(outlook: Outlook) -> str:
    """What the one button of an event says: it names what will happen."""
    if outlook.is_decided_on:
        return _("Apply")
    if outlook.joins_line:
        return _("Join the waitlist")
    return _("Sign up")


def missing(event: Event, now: datetime) -> list[Missing]:
    """What the event lacks, what stands in the way of publishing first."""
    lacks = [*_needed(event, now), *_wished(event)]
    return sorted(lacks, key=lambda lack: not lack.blocks)


def _needed(event: Event, now: datetime) -> Iterator[Missing]:
    if not any(text.language == event.language for text in event.texts):
        sentence = _("The event has no title.")
        yield Missing(sentence, Part.TEXTS, blocks=True)
    if not event.place_name:
        sentence = _("The place is missing.")
        yield Missing(sentence, Part.WHEN_AND_WHERE, blocks=True)
    if event.ends_at <= now:
        sentence = _("The event is in the past.")
        yield Missing(sentence, Part.WHEN_AND_WHERE, blocks=True)
    if event.pool(PoolKind.EVENT).capacity < 1:
        sentence = _("There are no seats.")
        yield Missing(sentence, Part.SEATS, blocks=True)


def _wished(event: Event) -> Iterator[Missing]:
    own = {text.language: text for text in event.texts}
    first = own.get(event.language)
    if first is not None and not first.summary:
        yield Missing(_("The summary is missing."), Part.TEXTS)
    if first is not None and not first.description:
        yield Missing(_("The description is missing."), Part.TEXTS)
    if first is not None and not first.access:
        yield Missing(_("How to get in is not described yet."), Part.TEXTS)
    for language in event.languages[1:]:
        yield from _untranslated(event, language)
    if event.cover_id and first is not None and not first.cover_alt:
        yield Missing(_("What the picture shows is not described yet."), Part.COVER)
    yield from _too_many_seats(event)
    if not event.contact_email:
        yield Missing(_("A contact address is missing."), Part.WHEN_AND_WHERE)


def _too_many_seats(event: Event) -> Iterator[Missing]:
    """Sessions and choices that can never fill: perhaps a mistake."""
    whole = event.pool(PoolKind.EVENT).capacity
    for pool in event.pools:
        if pool.kind in CHOSEN and pool.capacity > whole:
            sentence = _(
                "“%(name)s” has more places (%(places)s) than the event has seats "
                "(%(seats)s).",
                name=pool.name(event.language),
                places=pool.capacity,
                seats=whole,
            )
            yield Missing(sentence, Part.SEATS)


def _untranslated(event: Event, language: str) -> Iterator[Missing]:
    """What stands in the event's first language only."""
    by_language = {text.language: text for text in event.texts}
    first, own = by_language.get(event.language), by_language.get(language)
    words = {"missing": language_word(language), "shown": language_word(event.language)}
    if own is None:
        sentence = _("%(missing)s text missing: %(shown)s is shown.", **words)
        yield Missing(sentence, Part.TEXTS, language=language)
    elif gaps := [
        word
        for name, word in text_words(event).items()
        if getattr(first, name, "") and not getattr(own, name)
    ]:
        sentence = _(
            "In %(missing)s still missing: %(texts)s. %(shown)s is shown.",
            texts=", ".join(gaps),
            **words,
        )
        yield Missing(sentence, Part.TEXTS, language=language)
    if unnamed := [
        pool.name(event.language)
        for pool in event.pools
        if pool.names
        and pool.kind is not PoolKind.ANSWER  # its question says so
        and not pool.names.get(language)
    ]:
        sentence = _(
            "No name in %(missing)s yet: %(names)s.",
            names=", ".join(unnamed),
            **words,
        )
        yield Missing(sentence, Part.SEATS)


def text_words(event: Event) -> dict[str, str]:
    """What the texts of an event are called within a sentence."""
    of_picture = {"cover_alt": _("what the picture shows")} if event.cover_id else {}
    return {
        "summary": _("summary"),
        "description": _("description"),
        "price": _("price"),
        "terms": _("what cancelling costs"),
        "access": _("how to get in"),
        **of_picture,
    }


class LastsTooLong(DomainError):
    """Most likely a year was mistyped."""

    field = "ends_local"

    def __init__(self, days: int, most: int) -> None:
        super().__init__(
            _(
                "It would last %(days)s days, and at most %(most)s are possible: look "
                "at the years",
                days=days,
                most=most,
            )
        )


def check_length(event: Event) -> None:
    """:raises LastsTooLong: the event is longer than any of its kind."""
    days, most = (event.ends_local - event.starts_local).days, MOST_DAYS[event.kind]
    if days >= most:
        raise LastsTooLong(days, most)


def check_times(event: Event) -> None:
    """Hold the local times of ``event`` against each other and against the clock.

    :raises DomainError: a time that never comes, or times in the wrong order.
    """
    given = [event.starts_local, event.ends_local]
    given += times.deadlines(event)
    if not all(times.is_near(at) for at in given):
        raise DomainError(_("Choose a year from 2000 to 2100."))
    if not all(times.exists(at, event.timezone) for at in given):
        raise DomainError(
            _("The clocks change that night: choose a time that exists there.")
        )
    times.derive(event)
    if event.ends_at <= event.starts_at:
        raise DomainError(_("The event must end after it starts."))
    check_length(event)
    if event.closes_at > event.ends_at:
        raise DomainError(_("The deadline must not be after the end of the event."))
    if event.opens_at is not None and event.opens_at >= event.closes_at:
        raise DomainError(_("Sign-up must open before it ends."))
    if event.members_open_at is not None and (
        event.opens_at is None or event.members_open_at >= event.opens_at
    ):
        raise DomainError(
            _("Say when sign-up opens for everybody; members must come earlier.")
        )
    if event.changes_end_at > event.ends_at:
        raise DomainError(_("Changing answers must end before the end of the event."))


class FewerThanTaken(DomainError):
    """A pool was to have fewer seats than people sit in it."""

    def __init__(self, taken: int) -> None:
        super().__init__(
            _(
                "%(count)s seats are taken already, so there cannot be fewer. "
                "To let nobody else in, close sign-up.",
                count=taken,
            )
        )


def check_capacity(capacity: int, *, taken: int = 0) -> None:
    """Hold a number of seats against what is taken and what makes sense.

    :raises FewerThanTaken: see there.
    :raises DomainError: more than make sense.
    """
    if capacity < taken:
        raise FewerThanTaken(taken)
    if not 0 <= capacity <= MOST_SEATS:
        raise DomainError(
            _("Enter a number of seats from 0 to %(most)s.", most=MOST_SEATS)
        )
