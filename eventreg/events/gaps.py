"""What of the programme stands in one language only, or outside of the event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg import clock
from eventreg.events import lookups
from eventreg.events.models import Event, EventText
from eventreg.events.named_dates import named_dates
from eventreg.events.programme import AgendaEntry
from eventreg.events.rules import Missing, Part, text_words
from eventreg.events.states import EventState
from eventreg.web.dates import format_date
from eventreg.web.locale import current_language, language_word

ByLanguage = Mapping[str, str]

#: So many points a sentence names.
_NAMED = 3


def lacks(texts: Sequence[ByLanguage], first: str, language: str) -> bool:
    """Whether any of ``texts`` is written in ``first`` and not in ``language``."""
    return any(text.get(first) and not text.get(language) for text in texts)


def of_programme(event: Event) -> Iterator[Missing]:
    """Points of the agenda, and what is said of speakers; places keep their name."""
    for language in event.languages[1:]:
        words = words_for(event, language)
        points = sum(
            lacks([entry.titles, entry.texts], event.language, language)
            for entry in event.agenda
        )
        if points:
            sentence = ngettext(
                "%(missing)s text of %(num)s point of the agenda missing: %(shown)s "
                "is shown.",
                "%(missing)s text of %(num)s points of the agenda missing: %(shown)s "
                "is shown.",
                points,
                **words,
            )
            yield Missing(sentence, Part.AGENDA)
        speakers = sum(
            lacks([speaker.roles, speaker.texts], event.language, language)
            for speaker in event.speakers
        )
        if speakers:
            sentence = ngettext(
                "%(missing)s text about %(num)s speaker missing: %(shown)s is shown.",
                "%(missing)s text about %(num)s speakers missing: %(shown)s is shown.",
                speakers,
                **words,
            )
            yield Missing(sentence, Part.SPEAKERS)


def outside(event: Event) -> list[Missing]:
    """Points of the agenda before the start or after the end: perhaps a mistake.

    Another clock than the event's may make an hour of it when summer time ends.
    """
    early = [one for one in event.agenda if one.starts_at < event.starts_at]
    late = [one for one in event.agenda if _last(one) > event.ends_at]
    found = []
    if early:
        sentence = ngettext(
            "%(num)s point of the agenda begins before the event: %(points)s",
            "%(num)s points of the agenda begin before the event: %(points)s",
            len(early),
            points=_named(event, early),
        )
        found.append(Missing(sentence, Part.AGENDA, is_odd=True))
    if late:
        sentence = ngettext(
            "%(num)s point of the agenda ends after the event: %(points)s",
            "%(num)s points of the agenda end after the event: %(points)s",
            len(late),
            points=_named(event, late),
        )
        found.append(Missing(sentence, Part.AGENDA, is_odd=True))
    return found


def of_dates(event: Event, language: str = "") -> list[Missing]:
    """Texts that name days, and were written when the event was on another one.

    Such dates do not move along with it: only who reads them can tell which are wrong.

    :param language: only of the text in it; empty: of all that are shown.
    """
    found = []
    for text in event.texts:
        if text.language not in ([language] if language else event.languages):
            continue
        for day, days in _days_in(text).items():
            sentence = _(
                "%(language)s: some dates fitted the event on %(day)s. Please read "
                "again: %(texts)s",
                language=language_word(text.language),
                day=format_date(day),
                texts="; ".join(days),
            )
            part = Missing(sentence, Part.TEXTS, language=text.language, is_odd=True)
            found.append(part)
    return found


def _days_in(text: EventText) -> dict[date, list[str]]:
    """What names days outside of the event, and which, in the reader's words.

    :returns: by the day of the event for which it was written, the earliest first.
    """
    event = text.event
    first, last = event.starts_local.date(), event.ends_local.date()
    found: dict[date, list[str]] = {}
    for name, word in {"title": _("title"), **text_words(event)}.items():
        written = text.written_days.get(name)
        written_for = date.fromisoformat(written) if written else first
        if written_for == first:
            continue
        days = named_dates(getattr(text, name), written_for)
        others = [format_date(day) for day in days if not first <= day <= last]
        if others:
            more = ["…"] if len(others) > _NAMED else []
            said = f"{word} ({', '.join([*others[:_NAMED], *more])})"
            found.setdefault(written_for, []).append(said)
    return dict(sorted(found.items()))


def of_agenda_days(event: Event) -> Iterator[Missing]:
    """Points whose own words name a day that is over, or that the event was on."""
    texts = [(entry.titles, [entry.titles, entry.texts]) for entry in event.agenda]
    if found := with_days(event, texts):
        sentence = ngettext(
            "Please read this point of the agenda again, it names a day: %(found)s",
            "Please read these points of the agenda again, they name days: %(found)s",
            len(found),
            found=in_words(found),
        )
        yield Missing(sentence, Part.AGENDA, is_odd=True)


def of_speaker_days(event: Event) -> Iterator[Missing]:
    """The same of speakers: of what they do there, and what is said about them."""
    language = current_language()
    texts = [({language: one.name}, [one.roles, one.texts]) for one in event.speakers]
    if found := with_days(event, texts):
        sentence = ngettext(
            "Please read what is said about this speaker again, it names a day: "
            "%(found)s",
            "Please read what is said about these speakers again, it names days: "
            "%(found)s",
            len(found),
            found=in_words(found),
        )
        yield Missing(sentence, Part.SPEAKERS, is_odd=True)


def of_letter_days(event: Event) -> Iterator[Missing]:
    """E-mails in the event's own words that name a day of before."""
    language = current_language()
    rows = [
        ({language: title}, [{event.language: text} for text in texts])
        for title, texts in lookups.own_letters(event)
    ]
    if found := with_days(event, rows):
        sentence = ngettext(
            "Please read the text of this e-mail again, it names a day: %(found)s",
            "Please read the texts of these e-mails again, they name days: %(found)s",
            len(found),
            found=in_words(found),
        )
        page = "letter_texts.index"
        yield Missing(sentence, Part.TEXTS, is_odd=True, elsewhere=page)


def with_days(
    event: Event, rows: Iterable[tuple[ByLanguage, Sequence[ByLanguage]]]
) -> list[str]:
    """Which of ``rows`` name a day that was right before the event was copied or
    moved: of a draft one that is over, else the one on which it was to begin.

    :param rows: of each what it is called, and its texts.
    :returns: called as the reader reads them, with the first of these days.
    """
    first = event.starts_local.date()
    found = []
    for called, texts in rows:
        named = "\n".join(
            text.get(code, "") for text in texts for code in event.languages
        )
        days = [day for day in named_dates(named, first) if _is_of_before(event, day)]
        if days:
            title = called.get(current_language()) or called.get(event.language, "")
            quoted = _("“%(title)s”", title=title)
            found.append(f"{quoted} ({format_date(days[0])})")
    return found


def _is_of_before(event: Event, day: date) -> bool:
    if event.state is EventState.DRAFT:
        return day < clock.today()
    before = event.previous_starts_at
    return before is not None and day == clock.to_local(before, event.timezone).date()


def in_words(found: Sequence[str]) -> str:
    """The first of ``found``, in one line."""
    more = ["…"] if len(found) > _NAMED else []
    return ", ".join([*found[:_NAMED], *more])


def _last(entry: AgendaEntry) -> datetime:
    return entry.ends_at or entry.starts_at


def _named(event: Event, entries: Sequence[AgendaEntry]) -> str:
    """Their titles as the reader reads them, in order of time; of many the first."""
    titles = [
        entry.titles.get(current_language()) or entry.titles.get(event.language, "")
        for entry in sorted(entries, key=lambda one: one.starts_at)[:_NAMED]
    ]
    more = ["…"] if len(entries) > _NAMED else []
    return ", ".join([*(_("“%(title)s”", title=title) for title in titles), *more])


def words_for(event: Event, language: str) -> dict[str, str]:
    """What is missing and what is shown instead, in the reader's words."""
    return {"missing": language_word(language), "shown": language_word(event.language)}
