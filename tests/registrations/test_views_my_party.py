"""The own page of a lead, of companions, and of parties that come only together."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.models import SeatPool
from eventreg.events.states import Kind, PoolKind
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.factories.events import pool_named
from tests.house import text_of
from tests.registrations.parties import links, main_text, party_of, post, show


class TestConfirming:
    def test_the_page_shows_the_whole_party(self, client):
        ada, ben, _cyd = party_of(make_event(), State.UNVERIFIED, 3)
        with write_tx():
            ben.email = None

        page = client.get(f"/my/{ada.token}/confirm").page

        assert [text_of(li) for li in page.select("main ul.plain li")] == [
            "Ada Berg",
            "Ben Wait no own address: we write to you",
            "Cyd Yu gets an e-mail with an own page",
        ]

    def test_one_press_confirms_for_all(self, client):
        people = party_of(make_event(), State.UNVERIFIED, 3)

        client.post(f"/my/{people[0].token}/confirm")

        assert [each.state for each in people] == [State.CONFIRMED] * 3

    def test_a_session_that_filled_up_leads_to_choosing_again(self, client):
        event = make_event(sessions={"Morning": 1})
        pools = [pool_named(event, "Morning")]
        ada = make_registration(event, State.UNVERIFIED, pools=pools)
        fill_sessions()

        response = client.post(f"/my/{ada.token}/confirm")

        assert response.status_code == 409
        assert response.errors == [
            "“Morning” is full meanwhile. Please choose something else."
        ]
        assert response.heading == "Something you have chosen is full now"
        [link, _not_me] = response.page.select("main .actions .button")
        assert text_of(link) == "Choose again, then confirm"
        assert link["href"] == f"/my/{ada.token}/change#sessions-0"
        kept = {"language": "en", "sessions": "morning"}
        refused = client.post(link["href"], data=kept)
        assert refused.errors == ["“Morning” is full. Choose something else"]
        client.post(link["href"], data={"language": "en"})
        client.post(f"/my/{ada.token}/confirm")
        assert ada.state is State.CONFIRMED

    def test_a_companions_full_session_can_be_changed_by_the_lead(self, client):
        event = make_event(sessions={"Morning": 1})
        ada, ben = party_of(event, State.UNVERIFIED)
        with write_tx():
            pool = pool_named(event, "Morning")
            services_claim(ben, event, pool)
        fill_sessions()

        response = client.post(f"/my/{ada.token}/confirm")

        assert response.errors == [
            "“Morning” is full meanwhile. Ben Wait needs another choice."
        ]
        link = response.page.find("a", string="Choose again, then confirm")["href"]
        change = f"/my/{ada.token}/companions/{ben.reference}/change"
        assert link == f"{change}#sessions-0"
        assert client.post(link, data={"language": "en", "sessions": "morning"}).errors
        client.post(link, data={"language": "en"})
        client.post(f"/my/{ada.token}/confirm")
        assert (ada.state, ben.state) == (State.CONFIRMED, State.CONFIRMED)

    def test_before_it_opens_for_everybody_a_guest_reads_from_when(self, client):
        event = make_event()
        ada = make_registration(event, State.UNVERIFIED)
        with write_tx():
            event.members_open_at = clock.now() - timedelta(days=1)
            event.opens_at = clock.now() + timedelta(days=1)

        response = client.post(f"/my/{ada.token}/confirm")

        assert response.status_code == 409
        assert response.errors[0].endswith(
            "Your form is kept: open the link in your e-mail again from then on."
        )
        assert ada.state is State.UNVERIFIED


def services_claim(registration, event, pool):
    from eventreg.registrations import seats

    seats.claim(registration, event, [pool])


def fill_sessions():
    with write_tx():
        sessions = db.session.query(SeatPool).filter_by(kind=PoolKind.SESSION)
        for pool in sessions:
            pool.taken = pool.capacity


class TestLead:
    def test_the_lead_sees_everybody_with_state_and_links(self, client):
        ada, ben = party_of(make_event())

        page = show(client, ada).page

        [one] = page.select(".companions > li")
        assert text_of(one.p) == "Ben Wait Confirmed"
        path = f"/my/{ada.token}/companions/{ben.reference}"
        assert [a["href"] for a in one.select("a")] == [
            f"{path}/substitute",
            f"{path}/cancel",
        ]

    @pytest.mark.parametrize("state", [State.CANCELLED, State.DECLINED], ids=str)
    def test_for_who_is_out_there_is_nothing_to_do(self, client, state):
        event = make_event()
        ada, ben = party_of(event)
        with write_tx():
            ben.state = state

        assert show(client, ada).page.select(".companions a") == []
        for act in ("cancel", "substitute", "change"):
            response = post(client, ada, ben, act, note="", **ADA_FORM)
            assert response.location in {None, f"/my/{ada.token}"}
        assert ben.state is state

    def test_a_decision_about_a_companion_is_not_shown_early(self, client, clock_at):
        clock_at(clock.now())
        ada, ben = party_of(make_event(needs_approval=True), State.PENDING)
        with write_tx():
            ben.state = State.DECLINED
            ben.decision_shown_at = clock.now() + timedelta(minutes=10)

        assert "Being considered" in text_of(
            show(client, ada).page.select_one(".companions")
        )

    def test_the_lead_cancels_one_and_the_rest_stay(self, client, letters):
        ada, ben, cyd = party_of(make_event(), size=3)

        response = post(client, ada, ben, "cancel", note="Ill")

        assert response.location == f"/my/{ada.token}"
        states = [each.state for each in (ada, ben, cyd)]
        assert states == [State.CONFIRMED, State.CANCELLED, State.CONFIRMED]
        assert letters() == [("cancelled", ben.email)]
        assert show(client, ben).heading.startswith("Your registration has been")
        assert "It was cancelled by Ada Berg." in main_text(client, ben)
        assert "Cancelled by whoever signed you up" in main_text(client, ben)

    def test_the_lead_swaps_one(self, client):
        ada, ben = party_of(make_event())

        post(client, ada, ben, "substitute", **ADA_FORM, email="eve@example.org")

        eve = db.session.query(Registration).filter_by(given_name="Eve").one()
        assert (ben.state, eve.state) == (State.CANCELLED, State.CONFIRMED)
        assert eve.lead_id == ada.id

    @pytest.mark.parametrize(("kind", "status"), [("evening", 303), ("trip", 422)])
    def test_on_a_trip_the_new_person_needs_an_address(self, client, kind, status):
        ada, ben = party_of(make_event(kind=Kind(kind)))

        response = post(client, ada, ben, "substitute", **ADA_FORM)

        assert response.status_code == status

    def test_who_has_no_address_is_changed_by_the_lead(self, client):
        ada, ben = party_of(make_event())
        with write_tx():
            ben.email = None

        page = show(client, ada).page
        response = post(client, ada, ben, "change", language="en", company="New")

        assert "e-mails about this person go to you" in text_of(page.main)
        assert response.location == f"/my/{ada.token}"
        assert ben.company == "New"

    def test_who_has_an_address_changes_things_alone(self, client):
        ada, ben = party_of(make_event())

        post(client, ada, ben, "change", language="en", company="New")

        assert ben.company == ""

    def test_somebody_elses_companion_is_not_there(self, client):
        event = make_event()
        ada, una = party_of(event)[0], party_of(event)[1]

        response = post(client, ada, una, "cancel")

        assert response.status_code == 404
        assert response.heading == "There is no such page for you"
        assert response.page.find("a", string="My page")["href"] == f"/my/{ada.token}"
        assert una.state is State.CONFIRMED


ADA_FORM = {"given_name": "Eve", "family_name": "New", "language": "en"}


class TestCompanion:
    @pytest.mark.parametrize(
        "state",
        [State.PENDING, State.WAITLISTED, State.OFFERED, State.CONFIRMED],
        ids=str,
    )
    def test_who_was_named_can_say_this_is_not_me(self, client, letters, state):
        capacity = 0 if state is State.WAITLISTED else 2
        ada, ben = party_of(make_event(capacity=capacity), state)
        assert "Ada Berg has signed you up." in main_text(client, ben)

        page = client.get(f"/my/{ben.token}/not-me")
        client.post(f"/my/{ben.token}/not-me")

        assert page.heading == "Were you signed up by mistake?"
        assert (ada.state, ben.state) == (state, State.CANCELLED)
        assert letters() == [("companion_gone", ada.email)]
        assert show(client, ben).heading == "Thank you for telling us"

    def test_who_signed_up_alone_cannot(self, client):
        ada = make_registration(make_event())

        client.post(f"/my/{ada.token}/not-me")

        assert ada.state is State.CONFIRMED
        assert f"/my/{ada.token}/not-me" not in links(client, ada)

    def test_who_has_no_address_reads_who_gets_the_e_mails(self, client):
        _ada, ben = party_of(make_event())
        with write_tx():
            ben.email = None

        text = main_text(client, ben)

        assert "none: we write to Ada Berg" in text
        assert f"/my/{ben.token}/not-me" not in links(client, ben)
        assert client.get(f"/my/{ben.token}/event.ics").status_code == 200


class TestTogether:
    def test_the_head_answers_for_all(self, client):
        people = party_of(make_event(), State.OFFERED, 3, together=True)

        page = client.get(f"/my/{people[0].token}/accept").page
        client.post(f"/my/{people[0].token}/accept")

        assert "because you come only together: Ben Wait and Cyd Yu" in text_of(
            page.main
        )
        assert [each.state for each in people] == [State.CONFIRMED] * 3

    def test_a_companion_does_not_accept_and_reads_who_does(self, client):
        people = party_of(make_event(), State.OFFERED, together=True)
        ben = people[1]

        response = client.post(f"/my/{ben.token}/accept")

        assert response.location == f"/my/{ben.token}"
        assert [each.state for each in people] == [State.OFFERED] * 2
        assert "Ada Berg answers for your party" in main_text(client, ben)
        assert f"/my/{ben.token}/accept" not in links(client, ben)

    def test_a_companion_can_leave_an_offered_party(self, client):
        ada, ben, cyd = party_of(make_event(), State.OFFERED, 3, together=True)

        page = client.get(f"/my/{ben.token}/refuse").page
        client.post(f"/my/{ben.token}/refuse")

        assert "The others keep their seats." in text_of(page.main)
        states = [each.state for each in (ada, ben, cyd)]
        assert states == [State.OFFERED, State.CANCELLED, State.OFFERED]

    def test_the_head_gives_all_seats_back(self, client):
        people = party_of(make_event(), State.OFFERED, 3, together=True)

        page = client.get(f"/my/{people[0].token}/refuse").page
        client.post(f"/my/{people[0].token}/refuse")

        assert "All seats of your party" in text_of(page.main)
        assert {each.state for each in people} == {State.CANCELLED}

    def test_a_party_has_one_place_in_line(self, client):
        event = make_event(capacity=0)
        make_registration(event, State.WAITLISTED)
        people = party_of(event, State.WAITLISTED, 3, together=True)
        late = make_registration(event, State.WAITLISTED)

        headings = [show(client, each).heading for each in (*people, late)]

        assert [heading.split(",")[0] for heading in headings] == [
            *["You are number 2 in line"] * 3,
            "You are number 3 in line",
        ]

    @pytest.mark.parametrize(("hours", "is_said"), [(47, True), (49, False)])
    def test_close_to_the_start_the_page_says_that_parties_are_passed_over(
        self, client, hours, is_said
    ):
        event = make_event(capacity=0, starts_in=timedelta(hours=hours))
        ada, _ben = party_of(event, State.WAITLISTED, together=True)

        text = main_text(client, ada)

        assert ("we no longer move up parties" in text) is is_said


class TestWaiting:
    def test_who_is_paused_reads_that_the_place_is_kept(self, client):
        event = make_event(capacity=0)
        ada = make_registration(event, State.WAITLISTED, is_paused=True)

        assert "The organiser has put your place on hold" in main_text(client, ada)

    def test_a_line_that_is_stopped_says_so(self, client):
        ada = make_registration(make_event(line_paused=True), State.WAITLISTED)

        assert "The organiser has stopped the waitlist" in main_text(client, ada)

    def test_after_the_cut_off_the_page_leads_to_the_door(self, client):
        event = make_event(capacity=0, starts_in=timedelta(hours=2))
        ada = make_registration(event, State.WAITLISTED)

        assert "given at the entrance" in main_text(client, ada)


def test_who_was_registered_twice_reads_that_the_other_one_stays(client):
    event = make_event()
    one, other = make_registration(event), make_registration(event)
    with write_tx():
        services.merge(one, other, by=Actor.worker())

    response = show(client, other)

    assert response.heading.startswith("You were registered twice")
    text = text_of(response.page.main)
    assert response.page.select(".standing .tag") == []
    assert f"Your other one has the number {one.reference}." in text
    assert f"About registration {one.reference}: It has a seat." in text
    [link] = response.page.select(".actions a")
    assert link["href"] == "/find-my-registration"


@pytest.mark.parametrize("size", [1, 8])
def test_a_large_party_needs_few_queries(client, size):
    from tests.house import count_queries

    ada = party_of(make_event(), size=size)[0]
    path = f"/my/{ada.token}"
    client.get(path)

    with count_queries() as statements:
        client.get(path)

    assert len(statements) <= 16


def test_the_letter_about_a_companion_without_address_lets_the_head_accept(client):
    event = make_event(capacity=2, offer_hours=48)
    ada, ben = party_of(event, State.WAITLISTED, together=True)
    with write_tx():
        ben.email = None
    with write_tx():
        services.move_up(event, by=Actor.worker())

    letters = db.session.query(Letter).order_by(Letter.id).all()
    tokens = [letter.links["accept"][1]["token"] for letter in letters]

    assert [letter.to for letter in letters] == [ada.email] * 2
    assert tokens == [ada.token] * 2
