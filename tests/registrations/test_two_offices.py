"""Two people of the office who change one registration: nothing is lost."""

from datetime import date

import pytest

from eventreg.registrations.manage import answering, changing
from eventreg.registrations.money import pages as money
from eventreg.registrations.money import queries
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_answer,
    make_event,
    make_fees,
    make_question,
    make_registration,
)
from tests.house import text_of
from tests.registrations.sending import answers, chosen
from tests.windows import filled, overtake

AT_ONCE = (
    "Somebody else saved this at the same moment. Yours is still here; save it once "
    "more"
)


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


@pytest.fixture
def event(app):
    return make_event(sessions={"Harbour": 5, "Mill": 5})


@pytest.fixture
def dish(event):
    return make_question(event, label="Dish?", key="dish")


@pytest.fixture
def ada(event):
    return make_registration(
        event,
        State.CONFIRMED,
        given_name="Ada",
        company="Berg",
        phone="+49241123456",
        address_as={"de": "Hochverehrte Gräfin"},
    )


def opened(client, ada, page, count=2):
    return [filled(client.get(address(ada, page)).page) for _each in range(count)]


def address(ada, page):
    return f"/manage/registrations/{ada.reference}/{page}"


def save(client, ada, page, window, **typed):
    return client.post(address(ada, page), data=window | typed)


def now_says(answer):
    return [text_of(p) for p in answer.page.select(".now")]


def test_fees_saved_in_one_instant_are_asked_for_once_more(client, event, monkeypatch):
    make_fees(event)
    path = f"/manage/events/{event.slug}/money/fees"
    window = filled(client.get(path).page)
    day = date(2027, 5, 1)
    overtake(monkeypatch, money, queries.plan_of(event), due_on=day)

    answer = client.post(path, data=window | {"amount_guest": "150"})
    again = client.post(path, data=filled(answer.page))

    plan = queries.plan_of(event)
    assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
    assert again.status_code == 303
    assert (plan.due_on, plan.fees[0].amount_cents) == (day, 15_000)


class TestDetails:
    def test_each_saves_what_each_has_changed(self, client, ada):
        one, other = opened(client, ada, "details")

        save(client, ada, "details", one, line_de="Exzellenz", company="New")
        answer = save(client, ada, "details", other, line_en="Your Excellency")

        assert (answer.status_code, ada.company) == (303, "New")
        assert ada.address_as == {"de": "Exzellenz", "en": "Your Excellency"}

    def test_what_both_have_changed_is_shown_twice(self, client, ada):
        one, other = opened(client, ada, "details")
        save(client, ada, "details", one, company="Theirs", line_de="Exzellenz")

        answer = save(client, ada, "details", other, company="Ours", position="Baker")

        assert (answer.status_code, now_says(answer)) == (409, ["Now it says: Theirs"])
        save(client, ada, "details", filled(answer.page))
        assert (ada.company, ada.position) == ("Ours", "Baker")
        assert ada.address_as == {"de": "Exzellenz"}

    def test_in_one_instant_the_second_is_asked_once_more(
        self, client, ada, monkeypatch
    ):
        [window] = opened(client, ada, "details", 1)
        overtake(monkeypatch, changing, ada, company="Theirs")

        answer = save(client, ada, "details", window, company="Ours")

        assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
        assert ada.company == "Theirs"


class TestPlaces:
    def test_each_saves_what_each_has_changed(self, client, ada):
        one, other = opened(client, ada, "places")

        save(client, ada, "places", one, role="speaker")
        save(client, ada, "places", other, sessions=["mill"])

        assert ada.role is RegistrationRole.SPEAKER
        assert chosen(ada)[1:] == ["Mill"]

    def test_what_both_have_changed_is_shown_twice(self, client, ada):
        one, other = opened(client, ada, "places")
        save(client, ada, "places", one, sessions=["mill"])

        answer = save(client, ada, "places", other, sessions=["harbour"])

        assert (answer.status_code, now_says(answer)) == (409, ["Now it says: Mill"])
        assert chosen(ada)[1:] == ["Mill"]


class TestAnswers:
    PAGE = "answers/change"

    def test_each_saves_what_each_has_changed(self, client, event, dish, ada):
        make_question(event, label="Bus?", key="bus")
        one, other = opened(client, ada, self.PAGE)

        save(client, ada, self.PAGE, one, **{"answers-dish": "Beans"})
        save(client, ada, self.PAGE, other, **{"answers-bus": "Yes"})

        assert answers(ada) == {"dish": "Beans", "bus": "Yes"}

    def test_what_the_person_answered_meanwhile_is_shown(self, client, dish, ada):
        [window] = opened(client, ada, self.PAGE, 1)
        make_answer(ada, dish, "Fish")

        answer = save(client, ada, self.PAGE, window, **{"answers-dish": "Beans"})

        assert (answer.status_code, now_says(answer)) == (409, ["Now it says: Fish"])
        assert answers(ada) == {"dish": "Fish"}

    def test_in_one_instant_the_second_is_asked_once_more(
        self, client, dish, ada, monkeypatch
    ):
        given = make_answer(ada, dish, "Meat")
        [window] = opened(client, ada, self.PAGE, 1)
        overtake(monkeypatch, answering, given, value="Fish")

        answer = save(client, ada, self.PAGE, window, **{"answers-dish": "Beans"})

        assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
        assert answers(ada) == {"dish": "Fish"}
