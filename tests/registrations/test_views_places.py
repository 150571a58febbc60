"""Choosing a contingent, sessions and a choice on the sign-up form."""

from typing import Any

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.models import SeatPool
from eventreg.events.states import PoolKind
from eventreg.registrations import guard
from tests.factories import make_event
from tests.house import text_of
from tests.registrations.sending import chosen, everybody, person, send


class TestPlaces:
    def test_contingent_sessions_and_choice_are_claimed(self, client):
        event = make_event(
            contingents={"Business": 5, "Science": 5},
            sessions={"Morning": 5, "Noon": 5},
            choices={"Factory": 5},
        )

        send(
            client,
            event,
            person(0, "Ben", contingent="business", choice=""),
            contingent="science",
            sessions=["morning", "noon"],
            choice="factory",
        )

        ada, ben = everybody()
        assert chosen(ada)[1:] == ["Science", "Morning", "Noon", "Factory"]
        assert chosen(ben)[1:] == ["Business"]

    @pytest.mark.parametrize("value", ["", "politics", "1"])
    def test_the_contingent_is_required(self, client, value):
        event = make_event(contingents={"Science": 5})

        response = send(client, event, contingent=value)

        assert response.errors == ["Choose what you come as"]
        assert response.page.select_one(".error-summary a")["href"] == "#contingent-0"

    def test_an_event_without_pools_asks_for_none(self, client):
        page = client.get(f"/events/{make_event().slug}/register").page

        assert page.select("[name=contingent], [name=sessions], [name=choice]") == []

    def test_a_full_contingent_says_so_and_can_be_chosen(self, client):
        event = make_event(contingents={"Science": 0})
        page = client.get(f"/events/{event.slug}/register").page

        response = send(client, event, contingent="science")

        label = text_of(page.select_one("label[for=contingent-0]"))
        assert label == "Science – full: you would join the waitlist"
        assert page.select_one("#contingent-0").get("disabled") is None
        assert response.status_code == 303

    @pytest.mark.parametrize(
        ("kind", "field"), [("sessions", "sessions"), ("choices", "choice")]
    )
    def test_what_is_full_cannot_be_chosen(self, client, kind, field):
        event = make_event(**dict[str, Any]({kind: {"Morning": 0}}))
        page = client.get(f"/events/{event.slug}/register").page

        response = send(client, event, **{field: "morning"})

        assert text_of(page.select_one(f"label[for={field}-0]")) == "Morning – full"
        assert page.select_one(f"#{field}-0").has_attr("disabled")
        assert response.status_code == 422
        assert response.errors == ["“Morning” is full. Choose something else"]
        assert response.page.select_one(".error-summary a")["href"] == f"#{field}-0"
        again = response.page.select_one(f"#{field}-0")
        assert again.has_attr("checked") is (field == "choice")
        assert again.has_attr("disabled") is (field != "choice")

    def test_all_that_is_full_is_named_at_once(self, client):
        event = make_event(
            sessions={"Morning": 0, "Noon": 0, "Night": 5}, choices={"Boat": 0}
        )

        response = send(
            client, event, sessions=["morning", "noon", "night"], choice="boat"
        )

        ticked = response.page.select("[name=sessions][checked]")
        assert sorted(response.errors) == [
            "These are full: Morning and Noon. Choose something else",
            "“Boat” is full. Choose something else",
        ]
        assert [each["value"] for each in ticked] == ["night"]
        assert everybody() == []

    def test_a_full_choice_of_a_companion_is_not_turned_into_none(self, client):
        event = make_event(choices={"Boat": 0, "Bus": 5})
        ben = person(0, "Ben", choice="boat")

        response = send(client, event, ben, choice="bus")

        page = response.page
        assert response.errors == ["Ben Berg: “Boat” is full. Choose something else"]
        [chosen] = page.select("[name=companions-0-choice][checked]")
        assert (chosen["value"], chosen.has_attr("disabled")) == ("boat", False)
        label = page.select_one(f"label[for={chosen['id']}]")
        assert text_of(label) == "Boat – full"
        assert send(client, event, ben, choice="bus").status_code == 422
        assert everybody() == []

    def test_a_choice_with_too_few_places_stays_too(self, client):
        event = make_event(choices={"Boat": 1, "Bus": 5})

        response = send(client, event, person(0, "Ben", choice="boat"), choice="boat")

        [chosen] = response.page.select("[name=companions-0-choice][checked]")
        assert chosen["value"] == "boat"
        assert response.errors == [
            "Ben Berg: Only 1 place is left at “Boat”, and you chose it for 2 "
            "people. Choose something else for the others"
        ]

    def test_a_party_cannot_choose_more_places_than_there_are(self, client):
        event = make_event(sessions={"Morning": 1})

        response = send(
            client, event, person(0, "Ben", sessions="morning"), sessions="morning"
        )

        assert response.errors == [
            "Ben Berg: Only 1 place is left at “Morning”, and you chose it for 2 "
            "people. Choose something else for the others"
        ]
        assert response.page.select_one("#sessions-0").has_attr("checked")
        assert everybody() == []

    def test_a_place_lost_while_sending_comes_back_at_its_field(
        self, client, monkeypatch
    ):
        event = make_event(sessions={"Morning": 1})
        lose_the_race(monkeypatch)

        response = send(client, event, sessions="morning")

        assert response.status_code == 409
        assert response.errors == ["“Morning” is full. Choose something else"]
        assert everybody() == []

    def test_a_name_in_another_language_says_so(self, client):
        event = make_event(languages=["de", "en"])
        with write_tx():
            events.add_pool(
                event,
                PoolKind.SESSION,
                names={"de": "Frühstück"},
                capacity=3,
                by=Actor.worker(),
            )

        page = client.get(f"/events/{event.slug}/register").page

        assert page.select_one("label[for=sessions-0] span")["lang"] == "de"


def lose_the_race(monkeypatch):
    """Somebody else takes the last place after the form was looked at."""
    count = guard.count

    def and_meanwhile(*args):
        count(*args)
        with write_tx() as session:
            of_sessions = SeatPool.kind == PoolKind.SESSION
            session.execute(sa.update(SeatPool).where(of_sessions).values(capacity=0))

    monkeypatch.setattr(guard, "count", and_meanwhile)
