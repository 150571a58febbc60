"""Answers on the own page: changed until the last day, and what is asked later."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.questions import services as questions
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.registrations import services
from eventreg.registrations.models import RegistrationChange
from eventreg.registrations.states import State
from tests.factories import (
    make_account,
    make_answer,
    make_event,
    make_question,
    make_registration,
)
from tests.factories.events import pool_named
from tests.house import text_of
from tests.registrations.sending import answers

LATER = Stage.AFTER_CONFIRMATION
DISHES = {"fish": 1, "beans": 1}


def post(client, registration, page, **given):
    values = {f"answers-{key}": value for key, value in given.items()}
    address = f"/my/{registration.token}/{page}"
    return client.post(address, data={"language": "en", **values})


def own_page(client, registration):
    return client.get(f"/my/{registration.token}").page


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def dish(event):
    return make_question(
        event, QuestionKind.ONE_OF, "Which dish?", key="dish", choices=DISHES
    )


def eats(event, dish, index, **columns):
    """Somebody with a seat, and a place at the dish with this index."""
    choice = dish.choices[index]
    person = make_registration(event, State.CONFIRMED, pools=[choice.pool], **columns)
    make_answer(person, dish, choice.key)
    return person


def taken(dish):
    return [choice.pool.taken for choice in dish.choices]


def test_an_answer_is_changed_with_its_place_and_the_log_says_so(client, event, dish):
    ada = eats(event, dish, 0)

    response = post(client, ada, "change", dish="beans")

    assert response.location == f"/my/{ada.token}"
    assert (answers(ada), taken(dish)) == ({"dish": "beans"}, [0, 1])
    row = own_page(client, ada).select(".history tbody tr")[0]
    assert text_of(row.select("td")[1]) == (
        "You have changed your details Which dish?: fish → beans"
    )


def test_a_number_without_code_is_one_of_where_the_person_lives(client, event):
    make_question(event, QuestionKind.PHONE, key="call")
    ada = make_registration(event, State.CONFIRMED, country="TR")

    post(client, ada, "change", call="0532 123 45 67")

    assert answers(ada) == {"call": "+905321234567"}


def test_a_full_choice_is_refused_and_the_old_place_stays(client, event, dish):
    ada, _ben = eats(event, dish, 0), eats(event, dish, 1)

    response = post(client, ada, "change", dish="beans")

    [problem] = response.page.select(".error-summary a")
    assert response.status_code == 422
    assert (problem["href"], problem.text) == (
        "#answers-dish-0",
        "Which dish? – “beans” is full. Choose something else",
    )
    assert (answers(ada), taken(dish)) == ({"dish": "fish"}, [1, 1])


def test_a_choice_that_fills_up_in_the_same_moment_leaves_all_as_it_was(event, dish):
    ada, _ben = eats(event, dish, 0), eats(event, dish, 1)

    with pytest.raises(services.PoolIsFull), write_tx():
        services.change_answers(
            ada, [dish], {"dish": "beans"}, by=Actor.person(ada), language="en"
        )

    assert (answers(ada), taken(dish)) == ({"dish": "fish"}, [1, 1])


def test_who_has_a_full_choice_keeps_it_when_changing_something_else(
    client, event, dish
):
    ada = eats(event, dish, 0)

    response = post(client, ada, "change", dish="fish")

    assert (response.status_code, taken(dish)) == (303, [1, 0])


@pytest.mark.parametrize("state", [State.UNVERIFIED, State.PENDING])
def test_who_only_wished_for_a_choice_reads_that_it_is_full(client, event, dish, state):
    eats(event, dish, 0)
    pools = [dish.choices[0].pool]
    ada = make_registration(event, state, email="ada@example.org", pools=pools)
    make_answer(ada, dish, "fish")
    page = client.get(f"/my/{ada.token}/change").page

    kept = post(client, ada, "change", dish="fish")
    other = post(client, ada, "change", dish="")

    box = page.select_one("#answers-dish-0")
    assert (box.has_attr("checked"), box.has_attr("disabled")) == (True, False)
    assert kept.status_code == 422
    assert kept.errors == ["Which dish? – “fish” is full. Choose something else"]
    assert (other.status_code, answers(ada)) == (303, {})


def test_the_page_to_confirm_leads_to_the_question_whose_choice_is_full(
    client, event, dish
):
    eats(event, dish, 0)
    pools = [dish.choices[0].pool]
    ada = make_registration(
        event, State.UNVERIFIED, email="ada@example.org", pools=pools
    )
    make_answer(ada, dish, "fish")

    page = client.post(f"/my/{ada.token}/confirm").page

    link = page.find("a", string="Choose again, then confirm")["href"]
    address, field = link.split("#")
    assert address == f"/my/{ada.token}/change"
    assert client.get(address).page.find(id=field).select_one("#answers-dish-0")


def test_other_sessions_do_not_cost_the_place_of_an_answer(app):
    event = make_event(sessions={"Morning": 5})
    dish = make_question(event, QuestionKind.ONE_OF, key="dish", choices=DISHES)
    ada = eats(event, dish, 0)

    with write_tx():
        morning = pool_named(event, "Morning")
        services.choose(ada, [morning], by=Actor.person(ada), language="en")

    assert (taken(dish), morning.taken) == ([1, 0], 1)
    assert [change.changes for change in ada.changes] == [{"places": ["", "Morning"]}]


def test_after_the_last_day_answers_stay(client, event, dish, clock_at):
    ada = eats(event, dish, 0)
    clock_at(event.changes_end_at + timedelta(minutes=1))

    response = post(client, ada, "change", dish="beans")

    assert (response.status_code, answers(ada)) == (303, {"dish": "fish"})


def test_what_is_asked_later_stands_on_the_page_of_those_with_a_seat(client, event):
    make_question(event, key="bus", stage=LATER, required=True)
    make_question(event, key="room", stage=LATER, required=True)
    make_question(event, key="song", stage=LATER)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.PENDING, email="ben@example.org")

    notice = text_of(own_page(client, ada).select_one(".flash--notice"))

    assert notice.startswith("2 questions are still open. Please answer them by ")
    assert own_page(client, ben).select(".flash--notice") == []
    assert client.get(f"/my/{ben.token}/answers").status_code == 303


def test_what_nobody_must_answer_is_no_task(client, event):
    make_question(event, key="song", stage=LATER)
    ada = make_registration(event, State.CONFIRMED)

    page = own_page(client, ada)

    link = page.select_one(f"main a[href$='/{ada.token}/answers']")
    words = text_of(link.parent)
    assert words.startswith("If you like, answer 1 more question by ")
    assert (text_of(link), link.get("class")) == ("Answer the question", None)
    assert page.select(".flash--notice") == []
    [main] = page.select("main .actions .button:not(.button--quiet)")
    assert text_of(main) == "Add to my calendar"


def test_later_answers_are_kept_and_the_page_says_that_all_is_answered(client, event):
    make_question(event, key="bus", label="Which bus?", stage=LATER, required=True)
    ada = make_registration(event, State.CONFIRMED)

    wrong = post(client, ada, "answers", bus="")
    right = post(client, ada, "answers", bus="The 7 o'clock one")

    assert (wrong.status_code, right.location) == (422, f"/my/{ada.token}")
    assert answers(ada) == {"bus": "The 7 o'clock one"}
    page = own_page(client, ada)
    assert "You have answered all our questions." in page.text
    assert page.find("dt", string="Which bus?").find_next("dd").text == (
        "The 7 o'clock one"
    )


def test_changing_answers_of_one_time_leaves_those_of_the_other(client, event):
    why = make_question(event, key="why")
    make_question(event, key="bus", stage=LATER)
    ada = make_registration(event, State.CONFIRMED)
    make_answer(ada, why, "To learn")

    post(client, ada, "answers", bus="late")

    assert answers(ada) == {"why": "To learn", "bus": "late"}


def test_where_nothing_is_asked_later_there_is_no_page(client, event):
    ada = make_registration(event, State.CONFIRMED)

    assert client.get(f"/my/{ada.token}/answers").status_code == 404


def test_the_lead_answers_for_somebody_without_an_address(client, event):
    make_question(event, key="bus", stage=LATER)
    make_question(event, key="for_all", stage=LATER, per_party=True)
    ada = make_registration(event, State.CONFIRMED)
    cyd = make_registration(event, State.CONFIRMED, email=None, lead=ada)
    address = f"/my/{ada.token}/companions/{cyd.reference}/answers"

    page = client.get(address).page
    client.post(address, data={"answers-bus": "early"})

    assert [i["name"] for i in page.select("[name*=answers-]")] == ["answers-bus"]
    assert answers(cyd) == {"bus": "early"}


def test_the_lead_does_not_answer_for_somebody_with_an_own_page(client, event):
    make_question(event, key="bus", stage=LATER)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.CONFIRMED, email="ben@example.org", lead=ada)

    response = client.post(
        f"/my/{ada.token}/companions/{ben.reference}/answers",
        data={"answers-bus": "early"},
    )

    assert (response.location, answers(ben)) == (f"/my/{ada.token}", {})


def test_a_deleted_question_takes_its_lines_in_the_log_with_it(client, event, dish):
    ada = eats(event, dish, 0)
    post(client, ada, "change", dish="beans")
    by = Actor.staff(make_account())
    with write_tx():
        questions.remove(event, "dish", by=by, with_answers=True)

    logged = db.session.scalars(sa.select(RegistrationChange.changes)).all()
    assert (logged, answers(ada)) == ([{}], {})
