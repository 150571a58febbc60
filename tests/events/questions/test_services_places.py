"""A choice may have places of its own: a pool that only its question shows."""

import pytest

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events.questions import services
from eventreg.events.questions.written import WrittenChoice, written_of
from eventreg.events.states import PoolKind
from tests.factories import make_answer, make_event, make_registration


def choices(question):
    return [choice.labels["en"] for choice in question.offered]


def places(event):
    pools = event.pools_of(PoolKind.ANSWER)
    return [(pool.names["en"], pool.capacity) for pool in pools]


def test_a_choice_has_places_of_its_own(ask, change):
    event = make_event()
    question = ask(event, kind="one_of", choices={"Mill": 5, "Port": None})
    mill, port = written_of(question).choices

    assert places(event) == [("Mill", 5)]

    change(question, choices=(WrittenChoice({"en": "Old mill"}, mill.key, 7), port))

    assert places(event) == [("Old mill", 7)]


def test_places_that_nobody_took_go_with_their_choice(ask, change):
    event = make_event()
    question = ask(event, kind="one_of", choices={"Mill": 5, "Port": 3, "Zoo": None})

    change(question, choices=written_of(question).choices[1:])

    assert (choices(question), places(event)) == (["Port", "Zoo"], [("Port", 3)])
    assert len(question.choices) == 2


def test_a_choice_that_somebody_took_is_kept_for_them(ask, change):
    event = make_event()
    question = ask(event, kind="one_of", choices={"Mill": 5, "Port": 3, "Zoo": None})
    make_registration(event, pools=[question.choices[0].pool])

    change(question, choices=written_of(question).choices[1:])

    assert choices(question) == ["Port", "Zoo"]
    assert places(event) == [("Mill", 5), ("Port", 3)]


def test_there_are_never_fewer_places_than_taken(ask, change):
    event = make_event()
    question = ask(event, kind="one_of", choices={"Mill": 5, "Port": None})
    make_registration(event, pools=[question.choices[0].pool])
    mill, port = written_of(question).choices

    for seats in (0, None):
        with pytest.raises(DomainError):
            change(
                question, choices=(WrittenChoice({"en": "Mill"}, mill.key, seats), port)
            )

    assert places(event) == [("Mill", 5)]


def test_places_go_with_a_question_that_is_deleted_with_its_answers(ask, ole):
    event = make_event()
    question = ask(event, kind="one_of", choices={"Mill": 5, "Port": None})
    registration = make_registration(event, pools=[question.choices[0].pool])
    make_answer(registration, question, question.choices[0].key)

    with write_tx():
        services.remove(event, question.key, by=ole, with_answers=True)

    assert places(event) == []
    assert PoolKind.ANSWER not in {claim.pool.kind for claim in registration.claims}


def test_the_seats_page_does_not_list_the_places_of_choices(ask, client, sign_in):
    event = make_event()
    ask(event, kind="one_of", choices={"Mill": 5, "Port": None})
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/edit/seats").text

    assert "Mill" not in page
