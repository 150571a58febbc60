"""Changing answers and places, and naming who comes instead."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import Kind, PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State, Why
from tests.factories import make_account, make_event, make_registration
from tests.factories.events import pool_named
from tests.house import text_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
BEN = {"given_name": "Ben", "family_name": "Wait", "email": "ben@example.org"}
LATER = timedelta(days=2)


def make_ada(event, state=State.CONFIRMED, *names, **columns):
    pools = [pool_named(event, name) for name in names]
    return make_registration(event, state, pools=pools, **{**ADA, **columns})


def change(client, registration, **values):
    form = {"language": "en", **values}
    return client.post(f"/my/{registration.token}/change", data=form)


def chosen(registration):
    db.session.refresh(registration)
    pools = (claim.pool for claim in registration.claims)
    return [pool.name("en") for pool in pools if pool.names]


def history(client, registration):
    rows = client.get(f"/my/{registration.token}").page.select(".history tbody tr")
    return [text_of(row.select("td")[1]) for row in rows]


def local(delta):
    return clock.to_local(clock.now() + delta, "Europe/Berlin")


class TestDetails:
    def test_a_person_changes_own_answers_and_sees_what_became_what(self, client):
        ada = make_ada(make_event(), phone="", company="Berg GmbH")

        response = change(
            client, ada, phone="0241 123456", company="Berg AG", country="TR"
        )

        assert response.location == f"/my/{ada.token}"
        assert (ada.phone, ada.company, ada.country) == (
            "+49241123456",
            "Berg AG",
            "TR",
        )
        assert history(client, ada)[0] == (
            "You have changed your details Phone: – → +49 241 123456 "
            "Company: Berg GmbH → Berg AG Country: – → Türkiye"
        )

    def test_the_form_shows_what_is_known(self, client):
        ada = make_ada(make_event(), company="Berg GmbH", message="Vegan?")

        page = client.get(f"/my/{ada.token}/change").page

        assert page.select_one("#company")["value"] == "Berg GmbH"
        assert page.textarea.text.strip() == "Vegan?"
        assert page.select("#given_name, #email") == []

    def test_names_and_address_are_not_changed_by_a_forged_form(self, client):
        ada = make_ada(make_event())

        change(client, ada, given_name="Eve", email="eve@example.org")

        assert (ada.given_name, ada.email) == ("Ada", "ada@example.org")

    def test_a_mistake_keeps_the_input(self, client):
        ada = make_ada(make_event())

        response = change(client, ada, phone="call me", company="New")

        assert response.status_code == 422
        assert response.page.select_one("#company")["value"] == "New"

    def test_saving_the_same_leaves_no_trace(self, client):
        ada = make_ada(make_event())
        before = history(client, ada)

        change(client, ada)

        assert history(client, ada) == before

    def test_what_staff_change_is_told_too(self, client):
        ada = make_ada(make_event())
        by = Actor.staff(make_account())
        with write_tx():
            services.change_details(ada, {"title": "Dr."}, by=by)

        assert history(client, ada)[0] == (
            "Your details have been changed for you Academic title: – → Dr."
        )

    def test_after_the_last_day_the_page_says_why_not(self, client, clock_at):
        event = make_event(change_until_local=local(timedelta(days=1)))
        ada = make_ada(event, company="Old")
        clock_at(LATER)

        page = client.get(f"/my/{ada.token}/change")
        posted = change(client, ada, company="New")

        assert page.heading == "Nothing can be changed here any more"
        assert (page.status_code, posted.status_code) == (409, 409)
        assert ada.company == "Old"

    @pytest.mark.parametrize(
        "state", [State.DECLINED, State.CANCELLED, State.EXPIRED], ids=str
    )
    def test_who_is_out_changes_nothing(self, client, state):
        ada = make_ada(make_event(), state)

        assert change(client, ada, company="New").status_code == 409
        assert ada.company == ""


class TestPlaces:
    def test_sessions_are_changed_and_the_seats_follow(self, client):
        event = make_event(sessions={"Morning": 1, "Noon": 1})
        ada = make_ada(event, State.CONFIRMED, "Morning")

        response = change(client, ada, sessions="noon")

        taken = {p.name("en"): p.taken for p in event.pools_of(PoolKind.SESSION)}
        assert response.status_code == 303
        assert chosen(ada) == ["Noon"]
        assert taken == {"Morning": 0, "Noon": 1}
        assert history(client, ada)[0] == "You have chosen anew Places: Morning → Noon"

    def test_a_full_session_that_one_has_can_be_kept(self, client):
        event = make_event(sessions={"Morning": 1})
        ada = make_ada(event, State.CONFIRMED, "Morning")
        page = client.get(f"/my/{ada.token}/change").page

        response = change(client, ada, sessions="morning", company="New")

        assert page.select_one("#sessions-0").has_attr("checked")
        assert page.select_one("#sessions-0").get("disabled") is None
        label = text_of(page.select_one("label[for=sessions-0]"))
        assert label == "Morning – your place"
        assert (response.status_code, chosen(ada)) == (303, ["Morning"])

    def test_all_that_is_full_is_named_at_once(self, client):
        ada = make_ada(make_event(sessions={"Morning": 0, "Noon": 0}), State.CONFIRMED)

        response = change(client, ada, sessions=["morning", "noon"])

        assert (response.status_code, response.errors) == (
            422,
            ["These are full: Morning and Noon. Choose something else"],
        )

    def test_a_full_contingent_is_refused_and_everything_stays(self, client):
        event = make_event(contingents={"Business": 5, "Science": 0})
        ada = make_ada(event, State.CONFIRMED, "Business", company="Old")

        response = change(client, ada, contingent="science", company="New")

        assert response.status_code == 422
        assert response.errors == ["“Science” is full. Choose something else"]
        assert (chosen(ada), ada.company) == (["Business"], "Old")
        assert response.page.select_one("#company")["value"] == "New"

    @pytest.mark.parametrize(
        ("state", "asked"), [(State.PENDING, True), (State.CONFIRMED, False)]
    )
    def test_after_a_decision_the_contingent_is_fixed(self, client, state, asked):
        event = make_event(
            needs_approval=True, contingents={"Business": 5, "Science": 5}
        )
        ada = make_ada(event, state, "Business")

        page = client.get(f"/my/{ada.token}/change").page
        change(client, ada, contingent="science")

        assert bool(page.select("[name=contingent]")) is asked
        assert chosen(ada) == (["Science"] if asked else ["Business"])

    def test_the_own_page_says_what_was_chosen(self, client):
        event = make_event(contingents={"Science": 5}, sessions={"Morning": 5})
        ada = make_ada(event, State.CONFIRMED, "Science", "Morning")

        text = text_of(client.get(f"/my/{ada.token}").page.main)

        assert "Chosen Science, Morning" in text


def name_somebody(client, registration, **values):
    form = {**BEN, "language": "en", **values}
    return client.post(f"/my/{registration.token}/substitute", data=form)


def named(name):
    return db.session.query(Registration).filter_by(given_name=name).one()


class TestSubstitute:
    def test_the_seat_changes_hands_at_once(self, client, letters):
        event = make_event(capacity=1)
        ada = make_ada(event, show_name=True)
        make_registration(event, State.WAITLISTED)

        response = name_somebody(client, ada)

        ben = named("Ben")
        assert response.location == f"/my/{ada.token}"
        assert (ada.state, ben.state) == (State.CANCELLED, State.CONFIRMED)
        assert ben.show_name is False
        assert letters() == [
            ("substituted", "ada@example.org"),
            ("confirmed", "ben@example.org"),
        ]
        page = client.get(f"/my/{ada.token}")
        assert page.heading == "Your seat is handed over, Ada Berg"

    def test_the_new_person_reads_whose_seat_it_is(self, client):
        ada = make_ada(make_event())
        name_somebody(client, ada)

        text = text_of(client.get(f"/my/{named('Ben').token}").page.main)

        assert "You take over the seat of Ada Berg." in text
        assert "Confirmed: you have taken over the seat of Ada Berg" in text
        old = text_of(client.get(f"/my/{ada.token}").page.main)
        assert "Cancelled: seat handed over to Ben Wait" in old

    def test_on_approval_events_it_is_a_request(self, client):
        ada = make_ada(make_event(needs_approval=True))

        name_somebody(client, ada)

        own = text_of(client.get(f"/my/{ada.token}").page.main)
        again = client.get(f"/my/{ada.token}/substitute")
        new = text_of(client.get(f"/my/{named('Ben').token}").page.main)
        assert ada.state is State.CONFIRMED
        assert "Ada Berg has named you to come instead." in new
        assert "until then the seat stays with Ada Berg." in new
        assert "You take over the seat" not in new
        assert "Being considered: you are to take over the seat of Ada Berg" in new
        assert "You have named Ben Wait to come instead of you." in own
        assert "You have named somebody who should come instead" in own
        assert again.heading == "You have named Ben Wait"
        assert again.page.select("#given_name") == []

    def test_a_second_request_is_refused_in_words(self, client):
        ada = make_ada(make_event(needs_approval=True))
        name_somebody(client, ada)

        response = name_somebody(client, ada, given_name="Cyd")

        assert response.status_code == 409
        assert response.errors == [
            "You have named somebody already. The organiser decides about it soon."
        ]

    def test_a_decline_of_the_request_shows_with_its_letter(self, client, clock_at):
        clock_at(clock.now())
        ada = make_ada(make_event(needs_approval=True))
        name_somebody(client, ada)
        by = Actor.staff(make_account())
        with write_tx():
            services.decline(named("Ben"), by=by)

        early = client.get(f"/my/{ada.token}/substitute").heading
        clock_at(timedelta(minutes=11))
        late = client.get(f"/my/{ada.token}/substitute").heading

        assert (early, late) == ("You have named Ben Wait", "Who comes instead of you?")

    @pytest.mark.parametrize(
        ("values", "error"),
        [
            ({"email": ""}, "Enter the e-mail address of this person"),
            (
                {"given_name": "", "family_name": ""},
                "Enter at least one of this person’s names",
            ),
        ],
    )
    def test_name_and_address_are_needed(self, client, values, error):
        ada = make_ada(make_event())

        response = name_somebody(client, ada, **values)

        assert (response.status_code, response.errors) == (422, [error])
        assert ada.state is State.CONFIRMED

    def test_who_is_registered_cannot_take_over_and_the_page_does_not_say_so(
        self, client
    ):
        event = make_event()
        ada = make_ada(event)
        make_registration(event, State.CONFIRMED, **BEN)

        response = name_somebody(client, ada)

        assert response.errors == [
            "The seat cannot be handed over to this person here. Please write to the "
            "organiser."
        ]

    @pytest.mark.parametrize(
        "state", [s for s in State if s is not State.CONFIRMED], ids=str
    )
    def test_only_a_confirmed_seat_is_handed_over(self, client, state):
        ada = make_ada(make_event(), state)

        assert name_somebody(client, ada).status_code == 409
        assert db.session.query(Registration).count() == 1

    def test_two_tabs_hand_it_over_once(self, client):
        ada = make_ada(make_event())
        name_somebody(client, ada)

        second = name_somebody(client, ada, given_name="Cyd")

        assert "Cyd" in text_of(second.page.select_one("main dl"))
        assert db.session.query(Registration).count() == 2


class TestTerms:
    @pytest.fixture
    def ada(self, app):
        text = {"price": "450 euros", "terms": "Free until 1 May, then 50 %."}
        event = make_event(kind=Kind.TRIP, text=text, offer_hours=72)
        return make_ada(event, State.OFFERED)

    def test_price_and_terms_are_read_before_accepting(self, client, ada):
        text = text_of(client.get(f"/my/{ada.token}/accept").page.main)

        assert "What it costs: 450 euros" in text
        assert "If you cancel: Free until 1 May, then 50 %." in text

    def test_the_log_says_which_terms_were_accepted(self, client, ada):
        client.post(f"/my/{ada.token}/accept", data={"terms_version": "1"})

        assert (ada.moves[-1].why, ada.moves[-1].note) == (Why.ACCEPTED, "terms 1")

    def test_terms_that_changed_meanwhile_are_shown_once_more(self, client, ada):
        with write_tx():
            ada.event.terms_version = 2

        first = client.post(f"/my/{ada.token}/accept", data={"terms_version": "1"})
        shown = first.page.select_one("[name=terms_version]")["value"]
        second = client.post(f"/my/{ada.token}/accept", data={"terms_version": shown})

        assert first.status_code == 409
        assert "have changed since you opened this page" in first.errors[0]
        assert (second.status_code, ada.state) == (303, State.CONFIRMED)
        assert ada.moves[-1].note == "terms 2"

    @pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 5000])
    def test_a_forged_version_does_no_harm(self, client, ada, version):
        response = client.post(
            f"/my/{ada.token}/accept", data={"terms_version": version}
        )

        assert response.status_code in {303, 409}


def test_nobody_asks_for_a_substitute_of_somebody_else(client):
    event = make_event()
    ada, ben = make_ada(event), make_registration(event, State.CONFIRMED, **BEN)

    path = f"/my/{ada.token}/companions/{ben.reference}"

    assert {
        client.get(f"{path}/{act}").status_code
        for act in ("cancel", "substitute", "change")
    } == {404}
    assert queries.asked_substitute(ben) is None
