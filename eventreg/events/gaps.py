"""What stands in an event's first language only, besides its own texts."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import ngettext

from eventreg.events.models import Event
from eventreg.events.rules import Missing, Part
from eventreg.web.locale import language_word

ByLanguage = Mapping[str, str]


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
                "is shown",
                "%(missing)s text of %(num)s points of the agenda missing: %(shown)s "
                "is shown",
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
                "%(missing)s text about %(num)s speaker missing: %(shown)s is shown",
                "%(missing)s text about %(num)s speakers missing: %(shown)s is shown",
                speakers,
                **words,
            )
            yield Missing(sentence, Part.SPEAKERS)


def words_for(event: Event, language: str) -> dict[str, str]:
    """What is missing and what is shown instead, in the reader's words."""
    return {"missing": language_word(language), "shown": language_word(event.language)}
