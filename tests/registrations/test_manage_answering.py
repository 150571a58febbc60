"""Staff change what somebody answered, each role only what it may read."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.states import Audience, QuestionKind, Stage
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.factories import make_answer, make_event, make_question, make_registration
from tests.factories.events import pool_named
from tests.house import text_of
from tests.registrations.sending import answers

A = Audience


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def ada(event):
    return make_registration(event, State.CONFIRMED, given_name="Ada")


def address(person):
    return f"/manage/registrations/{person.reference}/answers/change"


def post(client, person, **given):
    typed = {f"answers-{key}": value for key, value in given.items()}
    return client.post(address(person), data=typed)


def asked_on(page):
    return {
        control["name"].removeprefix("answers-")
        for control in page.select("main [name^=answers-]")
    }


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.DIRECTOR, {"both", "all"}),
        (Role.OFFICE, {"both", "all", "travels"}),
        (Role.TRAVEL_LEAD, {"all", "travels", "passport"}),
    ],
)
def test_each_role_changes_what_it_reads_and_the_rest_stays(
    client, sign_in, event, ada, role, keys
):
    audiences = {
        **{"both": A.DIRECTOR_OFFICE, "all": A.ALL_STAFF},
        **{"travels": A.OFFICE_TRAVEL, "passport": A.TRAVEL},
    }
    for key, audience in audiences.items():
        question = make_question(event, key=key, audience=audience)
        make_answer(ada, question, "before")
    sign_in(role)

    page = client.get(address(ada)).page
    post(client, ada, **dict.fromkeys(audiences, "after"))

    assert asked_on(page) == keys
    assert answers(ada) == {
        key: "after" if key in keys else "before" for key in audiences
    }


def test_the_history_tells_old_and_new_and_who_it_was(client, sign_in, event, ada):
    dish = make_question(event, label="Which dish?", key="dish")
    make_answer(ada, dish, "Fish")
    sign_in("office")

    answer = post(client, ada, dish="Beans")
    page = client.get(answer.location).page

    assert answer.location == f"/manage/registrations/{ada.reference}"
    logged = [text_of(th) for th in page.select("tbody th") if "dish" in th.text]
    assert ["Fish" in line and "now: Beans" in line for line in logged] == [True]
    assert page.select(f"a[href='{address(ada)}']") != []


def test_what_waits_for_an_answer_that_the_role_must_not_see_is_asked(
    client, sign_in, event, ada
):
    ill = make_question(event, QuestionKind.YES_NO, key="ill")
    make_question(
        event, key="how", shown_if=(ill, ["yes"]), audience=Audience.ALL_STAFF
    )
    make_answer(ada, ill, True)
    sign_in(Role.TRAVEL_LEAD)

    page = client.get(address(ada)).page
    answer = post(client, ada, how="asthma")

    assert asked_on(page) == {"how"}
    assert answers(ada) == {"ill": True, "how": "asthma"}
    assert answer.location == f"/manage/registrations/{ada.reference}/answers"


def test_the_same_is_checked_as_on_the_own_page(client, sign_in, event, ada):
    make_question(event, QuestionKind.NUMBER, "How many?", key="many", required=True)
    places = {"fish": 1, "beans": None}
    make_question(event, QuestionKind.ONE_OF, "Dish?", key="dish", choices=places)
    sign_in("office")
    with write_tx():
        pool_named(event, "fish").taken = 1

    empty = post(client, ada, many="")
    wrong = post(client, ada, many="x", dish="beans")
    full = post(client, ada, many="3", dish="fish")

    assert (empty.status_code, empty.errors) == (422, ["Answer “How many?”"])
    assert wrong.page.select_one("#answers-many")["value"] == "x"
    assert full.errors == ["Dish? – “fish” is full. Choose something else"]
    assert answers(ada) == {}


def test_a_change_of_a_choice_moves_the_place(client, sign_in, event, ada):
    places = {"fish": 2, "beans": 2}
    make_question(event, QuestionKind.ONE_OF, key="dish", choices=places)
    sign_in("office")

    post(client, ada, dish="fish")
    post(client, ada, dish="beans")

    assert [pool_named(event, name).taken for name in places] == [0, 1]


@pytest.mark.parametrize(
    ("state", "keys"),
    [(State.PENDING, {"now"}), (State.CONFIRMED, {"now", "later"})],
)
def test_what_comes_later_is_asked_of_who_has_a_seat(
    client, sign_in, event, state, keys
):
    make_question(event, key="now")
    make_question(event, key="later", stage=Stage.AFTER_CONFIRMATION)
    sign_in("office")

    page = client.get(address(make_registration(event, state))).page

    assert asked_on(page) == keys


def test_where_there_is_nothing_to_answer_there_is_no_page(client, sign_in, event, ada):
    gone = make_registration(event, State.CANCELLED)
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}").page

    assert page.select(f"a[href='{address(ada)}']") == []
    assert client.get(address(ada)).status_code == 404
    assert client.get(address(gone)).status_code == 303


def test_the_desk_answers_for_nobody(client, sign_in, event, ada):
    make_question(event, key="now")
    sign_in("desk")

    assert client.get(address(ada)).status_code == 403
    assert post(client, ada, now="x").status_code == 403
