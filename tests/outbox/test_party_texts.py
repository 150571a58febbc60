"""Letters to people whom somebody else signed up, and about them."""

import re

import pytest
from bs4 import BeautifulSoup

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from tests.factories.letters import CALENDAR, make_letter, make_links

pytestmark = pytest.mark.one_database

NAMED = ["received", "confirmed", "approved", "waitlisted", "offer"]
NOBODY = {
    "named_by": "",
    "took_over": "",
    "answered_by": "",
    "about_another": False,
    "places": "",
}


def _text(letter, language="en", calendar=None, **values):
    known = CATALOGUE[letter].placeholders
    given = {k: v for k, v in {**NOBODY, **values}.items() if k in known}
    row = make_letter(letter, language=language, values=given, calendar=calendar)
    return render(row, current_sender()).text


@pytest.mark.parametrize("letter", NAMED)
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Ben Wait hat Sie zu dieser Veranstaltung angemeldet."),
        ("en", "Ben Wait has signed you up for this event."),
        ("tr", "Bu etkinliğe sizi Ben Wait kaydettirdi."),
    ],
)
def test_who_was_signed_up_by_somebody_reads_by_whom(app, letter, language, sentence):
    named = _text(letter, language, named_by="Ben Wait")
    alone = _text(letter, language)

    assert (sentence in named, sentence in alone) == (True, False)
    assert len(named.split("token=")) == len(alone.split("token=")) + 1


@pytest.mark.parametrize("letter", NAMED)
def test_a_letter_about_a_companion_is_not_written_as_if_to_them(app, letter):
    text = _text(letter, about_another=True)

    assert "This e-mail is about Ada Lovelace, whom you signed up" in text
    assert "has signed you up" not in text


@pytest.mark.parametrize("letter", NAMED)
def test_contingent_and_sessions_stand_among_the_facts(app, letter):
    assert "- Chosen: Science, Talks\n" in _text(letter, places="Science, Talks")
    assert "- Chosen" not in _text(letter)


@pytest.mark.parametrize("letter", ["confirmed", "received"])
def test_a_substitute_reads_whose_seat_it_is(app, letter):
    text = _text(letter, named_by="Ben Wait", took_over="Ben Wait")

    assert "the seat of Ben Wait." in text
    assert "has signed you up" not in text


@pytest.mark.parametrize("letter", ["approved", "offer"])
def test_in_a_party_one_is_asked_to_accept_and_reads_for_whom(app, letter):
    alone, asked = _text(letter, answers_for=""), _text(letter, answers_for="Ben Wait")

    sentence = "with your click you also accept for Ben Wait."
    assert (sentence in alone, sentence in asked) == (False, True)
    one, several = "Accept my seat", "Accept the seats"
    assert (one in alone, several in alone) == (True, False)
    assert (one in asked, several in asked) == (False, True)


def test_the_others_of_a_party_read_who_accepts(app):
    text = _text("party_offer", answered_by="Ben Wait")

    assert "Ben Wait accepts them for all of you by" in text
    assert "accept it by" not in text


def test_who_was_registered_twice_reads_which_one_stays(app):
    text = _text("merged")

    assert "registration R2H4K6MP stays as it is" in text
    assert "cancelled" not in text


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_who_is_declined_had_applied_where_somebody_decides(app, language, applied):
    row = make_letter("declined", language=language, values={"applied": applied})
    letter = render(row, current_sender())

    words = {
        "de": ("Ihre Bewerbung", "Ihre Anmeldung"),
        "en": ("your application", "your registration"),
        "tr": ("Başvurunuz", "Kaydınız"),
    }[language]
    said = f"{letter.subject} {letter.text}"
    assert (words[0] in said, words[1] in said) == (applied, False)


@pytest.mark.parametrize("by_organiser", [False, True])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_an_application_is_no_registration(app, language, by_organiser):
    row = make_letter(
        "application_withdrawn",
        language=language,
        values={"by_organiser": by_organiser},
    )
    letter = render(row, current_sender())

    word = {"de": "Bewerbung", "en": "application", "tr": "aşvuru"}[language]
    assert word in letter.subject
    first, second = letter.text.split("\n\n")[1], letter.text.split("\n\n")[2]
    assert word in first + second


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [
        ("substituted", "Your seat now belongs to Cem Demir."),
        ("substitute_declined", "You keep your seat."),
        ("companion_gone", "Nothing changes about your own registration."),
        ("event_moved", "There is a change to this event"),
    ],
)
def test_what_a_letter_is_about_stands_in_it(app, letter, sentence):
    assert sentence in _text(letter)


def test_the_entry_leaves_the_calendar_of_who_hands_a_seat_over(app):
    sentence = "This e-mail also takes the entry out of your calendar."

    assert sentence in _text("substituted", calendar=CALENDAR)
    assert sentence not in _text("substituted")


def test_a_moved_event_brings_the_words_of_the_organiser_and_a_way_out(app):
    reason = "The hall is flooded."
    seat = {"has_seat": True, "accept_until": ""}
    text = _text("event_moved", calendar=CALENDAR, reason=reason, **seat)

    assert "Your registration stays as it is" in text
    assert "The hall is flooded." in text
    assert "- Place before: Old Hall, Aachen\n" in text
    assert "- Date before: Thu" in text
    assert "The changed entry for your calendar" in text
    assert "Please cancel <http" in text


#: Whatever is said about a companion, it is the reader's address and greeting only.
ABOUT_ANOTHER = [
    *(
        "answers_due",
        "application_withdrawn",
        "approved",
        "asked",
        "cancelled",
        "confirmed",
    ),
    *("declined", "event_cancelled", "event_moved", "merged", "offer"),
    *("offer_ending", "offer_expired", "offer_extended", "party_changed"),
    *("party_offer", "received", "reconsidered", "reminder", "substitute_declined"),
    *("substituted", "thanks", "waitlisted"),
]
#: As if the reader's own registration, seat or application were meant.
OWN = {
    "de": r"\bIhren? (Anmeldung|Teilnahme|Bewerbung|Platz)\b|Sie (waren|stehen)",
    "en": r"\b[Yy]our (registration|seat|application|offer)\b|[Yy]ou (were|keep)",
    "tr": r"\b([Kk]aydınız|[Yy]eriniz|[Bb]aşvurunuz|[Yy]erinizi|kaydınızı)\b",
}


def _about(letter, language, **values):
    known = CATALOGUE[letter].placeholders
    given = {**NOBODY, "about_another": True, "lead_stays": False, **values}
    given = {k: v for k, v in given.items() if k in known}
    links = make_links(letter)
    links.pop("accept" if letter == "event_moved" else "", None)
    row = make_letter(letter, language=language, values=given, links=links)
    return render(row, current_sender())


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", ABOUT_ANOTHER)
@pytest.mark.parametrize("by_organiser", [False, True])
def test_what_befalls_a_companion_does_not_befall_the_reader(
    app, letter, language, by_organiser
):
    written = _about(letter, language, by_organiser=by_organiser)

    assert "Ada Lovelace" in written.subject
    heading = BeautifulSoup(written.html, "html.parser").select("h1")
    if letter not in {"event_cancelled", "event_moved"}:
        assert ["Ada Lovelace" in h.get_text() for h in heading] == [True]
    # The last lines lead to the page and are the same in all letters.
    said = written.text.partition("R7K2M9QX")[0]
    assert not re.search(OWN[language], f"{written.subject}\n{said}")


@pytest.mark.parametrize(
    "letter",
    [
        *("cancelled", "declined", "substituted", "offer_expired", "merged"),
        "application_withdrawn",
    ],
)
def test_who_stays_reads_so_where_a_companion_is_out(app, letter):
    sentence = "Nothing changes about your own registration."

    assert sentence in _about(letter, "en", lead_stays=True).text
    assert sentence not in _about(letter, "en", lead_stays=False).text


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("de", ("Ihr Platz", "einen Platz"), ("Ihre Plätze", "Plätze für Sie alle")),
        ("en", ("Your seat", "a seat"), ("Your seats", "seats for all of you")),
        ("tr", ("Yeriniz", "Sizin için bir yer"), ("Yerleriniz", "Hepiniz için yer")),
    ],
)
def test_a_party_is_reminded_of_seats(app, language, one, several):
    for names, (subject, body) in (("", one), ("Ben Wait", several)):
        row = make_letter(
            "offer_ending",
            language=language,
            values={"answers_for": names},
        )
        written = render(row, current_sender())

        assert written.subject.startswith(f"{subject} ")
        assert body in written.text


@pytest.mark.parametrize("letter", ["approved", "offer", "offer_ending"])
@pytest.mark.parametrize(
    ("language", "about", "said", "not_said"),
    [
        ("de", "In dieser E-Mail geht es um", "kann doch nicht kommen", "Sie können"),
        ("en", "This e-mail is about", "cannot come after all", "You cannot"),
        ("tr", "Bu e-posta", "gelemeyecek mi?", "Gelemeyecek misiniz"),
    ],
)
def test_a_seat_of_a_companion_is_given_back_for_them(
    app, letter, language, about, said, not_said
):
    text = _text(letter, language, about_another=True, answers_for="")

    assert f"{about} Ada Lovelace" in text
    assert f"Ada Lovelace {said}" in text
    assert not_said not in text


@pytest.mark.parametrize(
    ("stands_still", "sentence"),
    [(True, ",\n\nihre Anmeldung war"), (False, ".\n\nIhre Anmeldung war")],
)
def test_after_the_greeting_german_goes_on_in_lower_case(app, stands_still, sentence):
    given = {"stands_still": stands_still, "party_size": "", "reinstated": True}

    assert sentence in _text("waitlisted", "de", **given)
