"""A letter filled with a chosen registration says what is so of that one."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.questions.states import Stage
from eventreg.letter_texts import queries
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import State
from eventreg.web.dates import format_day, format_when
from tests.factories import make_fees, make_question, make_registration
from tests.house import text_of

DATES = {"until", "accept_until", "open_until", "not_before", "opens"}


def preview(client, letter, person, language="en", **typed):
    address = f"/manage/events/school/letters/{letter}/{language}/preview"
    said = {"person": person.reference, "who": "real"}
    if typed:
        return text_of(client.post(address, data=said | typed).page)
    return text_of(client.get(address, query_string=said).page)


def written(at, event, language="en"):
    with force_locale(language):
        return " ".join(str(format_when(at, event.timezone)).split())


def test_open_questions_end_when_they_really_do(client, event):
    make_question(event, label="Diet?", stage=Stage.AFTER_CONFIRMATION, required=True)
    ada = make_registration(event)

    for letter in ("confirmed", "answers_due"):
        said = preview(client, letter, ada)

        assert written(event.starts_at, event) in said.split("open questions")[1]
        assert "(example)" not in said


def test_who_owes_no_answer_reads_of_none_where_the_letter_may_be_silent(client, event):
    said = preview(client, "confirmed", make_registration(event))

    assert "open questions" not in said


def test_an_offer_ends_when_that_persons_does(client, event):
    ben = make_registration(event, State.OFFERED)
    with write_tx():
        ben.offer_expires_at = clock.now() + timedelta(days=9)

    said = preview(client, "offer", ben)

    assert written(ben.offer_expires_at, event) in said
    assert "(example)" not in said


@pytest.mark.parametrize(
    ("language", "word"), [("de", "(Beispiel)"), ("en", "(example)"), ("tr", "(örnek)")]
)
def test_what_the_registration_lacks_says_that_it_is_an_example(
    client, event, language, word
):
    ada = make_registration(event)
    soon = written(clock.now() + timedelta(days=3), event, language)

    said = preview(client, "offer", ada, language)

    assert f"{soon} {word}" in said


def test_the_place_in_line_is_that_persons(client, event):
    make_registration(event, State.WAITLISTED)
    ben = make_registration(event, State.WAITLISTED)
    text = {"text": "Wait\n\nPlace {place in line}.\n\n[My page]({own page})"}

    assert "Place 2." in preview(client, "waitlisted", ben, **text)
    ada = make_registration(event)
    assert "Place 3 (example)." in preview(client, "waitlisted", ada, **text)


def test_the_reason_is_the_one_that_was_written(client, event):
    ben = make_registration(event, State.DECLINED, reason="Only for the trade.")

    said = preview(client, "declined", ben)

    assert "Only for the trade." in said
    assert "(example)" not in said


def test_the_fee_is_due_when_it_really_is(client, event):
    ada = make_registration(event)
    make_fees(event, due_on=clock.today() + timedelta(days=20))

    said = preview(client, "confirmed", ada)

    assert "€120.00" in said
    with force_locale("en"):
        due = format_day(clock.today() + timedelta(days=20))
    assert f"To be paid by {due} " in said
    assert "(example)" not in said


def test_the_rest_of_a_fee_does_not_say_what_was_paid_of_it(client, event):
    ada = make_registration(event)
    make_fees(event)
    with write_tx():
        payment = db.session.get(Payment, ada.id)
        payment.money = Money(12_000, own=2_741)

    said = preview(client, "confirmed", ada)

    assert [amount in said for amount in ("€92.59", "€27.41")] == [False, False]


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", list(queries.editable_letters()))
def test_no_date_that_is_made_up_passes_for_one_of_the_registration(
    client, event, letter, language
):
    ada = make_registration(event)
    names = sorted(DATES & set(CATALOGUE[letter].placeholders))
    soon = written(clock.now() + timedelta(days=3), event, language)
    with force_locale(language):
        said = preview(client, letter, ada, language)

    word = {"de": "(Beispiel)", "en": "(example)", "tr": "(örnek)"}[language]
    assert said.count(soon) == said.count(f"{soon} {word}"), names
