"""The page behind the link in the digest."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import Base, db, write_tx
from eventreg.messages import services
from eventreg.people.names import full_name
from eventreg.registrations import services as registrations
from eventreg.registrations.states import State
from tests.factories import make_account, make_event
from tests.house import count_queries, text_of
from tests.messages.deciding.conftest import press
from tests.messages.links import make_decision_link, make_pending

COUNTED = {"audit_entry", "rate_hit"}


def test_without_signing_in_it_shows_all_who_wait(client, page, trip):
    make_pending(trip, company="Berg GmbH", message="Hi!")
    make_pending(make_event(title="Evening", needs_approval=True), "Ben")

    answer = client.get(page)

    assert answer.heading == "2 people are waiting"
    [ada, ben] = answer.page.select(".people > li")
    assert "Berg GmbH" in text_of(ada)
    assert "Hi!" in text_of(ada)
    assert "Evening" in text_of(ben)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Niemand wartet"),
        ("tr", "Bekleyen kimse yok"),
        ("en", "Nobody is waiting"),
    ],
)
def test_it_speaks_the_language_of_who_decides(client, language, heading):
    account = make_account("una@example.org", role="director", language=language)
    page = f"/decide/{make_decision_link(account)[1]}"
    browser = {"Accept-Language": "fr, en;q=0.5"}

    answer = client.get(page, headers=browser)
    refused = client.post(f"{page}/approve-plain", csrf=False, headers=browser)

    assert answer.page.html["lang"] == refused.page.html["lang"] == language
    assert answer.heading == heading


def test_nobody_else_keeps_or_finds_the_page(client, page):
    headers = client.get(page).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_it_twice_changes_nothing(client, page, trip, method):
    ada = make_pending(trip)
    before = sums()

    own = f"{page}/{ada.reference}"
    for address in (page, f"{own}/decline", f"{own}/ask", page):
        client.open(address, method=method)

    assert sums() == before


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("act", ["approve", "onto-waitlist", "later", "back", "undo"])
def test_the_addresses_of_buttons_only_take_presses(client, page, trip, act, method):
    ada = make_pending(trip)

    answer = client.open(f"{page}/{ada.reference}/{act}", method=method)

    assert (answer.status_code, ada.state) == (405, State.PENDING)


def test_who_was_put_off_can_be_taken_back_at_once(client, page, trip):
    ada = make_pending(trip)
    off = press(client, page, ada, "later")
    forms = [f["action"] for f in off.page.select("main details form")]

    back = press(client, page, ada, "back")

    assert off.heading == "Nobody is waiting"
    assert "1 request is put off until later" in text_of(off.page.main)
    assert forms == [f"{page}/{ada.reference}/back"]
    assert (back.heading, back.flashes) == (
        "1 person is waiting",
        ["Ada Berg is waiting again."],
    )
    assert ada.later_until is None


def test_the_next_deadlines_stand_above_those_who_wait(client, page, trip):
    with write_tx():
        trip.deadline_local = clock.to_local(clock.now() + timedelta(days=2), "UTC")
        trip.deadline_at = clock.now() + timedelta(days=2)
    make_pending(trip)

    said = text_of(client.get(page).page.main)

    assert "The next deadlines: Trip: sign-up closes on" in said


def test_the_waitlist_is_offered_only_where_somebody_would_wait(client, page):
    roomy = make_event(title="Roomy", needs_approval=True, capacity=9)
    full = make_event(title="Full", needs_approval=True, capacity=0)
    make_pending(roomy)
    make_pending(full, "Ben")

    shown = client.get(page).page

    offers = [
        ["Onto the waitlist" in text_of(button) for button in row.select("button")]
        for row in shown.select(".people > li")
    ]
    assert sorted(map(any, offers)) == [False, True]
    assert "moves up by itself" in text_of(shown.main)


@pytest.mark.parametrize(
    ("act", "state"),
    [("approve", State.CONFIRMED), ("later", State.PENDING)],
)
def test_one_press_decides(client, page, trip, act, state):
    ada = make_pending(trip)

    press(client, page, ada, act)

    assert ada.state == state
    assert (ada.later_until is not None) is (act == "later")


def test_where_no_seat_is_free_the_waitlist_is_offered(client, page):
    ada = make_pending(make_event(capacity=0, needs_approval=True))

    press(client, page, ada, "onto-waitlist")

    assert ada.state == State.WAITLISTED


def test_where_seats_are_free_a_forged_press_says_why_not(client, page, trip):
    ada = make_pending(trip)

    answer = press(client, page, ada, "onto-waitlist")

    assert ada.state == State.PENDING
    assert "There are free seats" in answer.flashes[0]


def test_declining_asks_for_words(client, page, trip):
    ada = make_pending(trip)
    data = {"text": "Next time.", "reason": "full"}

    client.post(f"{page}/{ada.reference}/decline", data=data)

    assert (ada.state, ada.reason) == (State.DECLINED, "Next time.")


def test_who_declines_reads_in_which_language_the_words_are_read(client, page, trip):
    ada = make_pending(trip, language="tr")

    hint = client.get(f"{page}/{ada.reference}/decline").page.select_one("#text-hint")

    assert text_of(hint).endswith(f"{full_name(ada)} reads Turkish.")


def test_too_many_words_come_back(client, page, trip):
    ada = make_pending(trip)

    answer = client.post(
        f"{page}/{ada.reference}/decline", data={"text": "x" * 601, "reason": "full"}
    )

    assert (answer.status_code, ada.state) == (422, State.PENDING)
    assert "full" in answer.text


def test_the_log_says_who_decided_and_by_which_link(client, ole, trip):
    link, token = make_decision_link(ole)
    ada = make_pending(trip)

    press(client, f"/decide/{token}", ada, "approve")

    entry = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.act, entry.actor, entry.target) == (
        "registration.decided_by_link",
        ole.reference,
        ada.reference,
    )
    assert entry.changes["link"] == [None, link.reference]
    assert ada.moves[-1].actor == ole.reference


def test_a_second_press_says_what_was_decided_and_by_whom(client, page, trip):
    ada = make_pending(trip)
    press(client, page, ada, "approve")

    answer = press(client, page, ada, "approve")

    assert ada.state == State.CONFIRMED
    assert answer.flashes[0].startswith("Ole Director has decided on Ada Berg already")


def test_an_old_page_for_declining_says_so_too(client, page, trip):
    ada = make_pending(trip)
    una = make_account("una@example.org", role="director", name="Una")
    with write_tx():
        registrations.approve(ada, by=Actor.staff(una))

    answer = client.get(f"{page}/{ada.reference}/decline")

    assert client.get(answer.location).flashes[0].startswith("Una has decided on")


def test_all_without_flags_are_approved_and_only_these(client, page, trip):
    ada, ben = make_pending(trip), make_pending(trip, "Ben", company="Berg")
    cyd = make_pending(trip, "Cyd", company="Berg")
    seen = {"reference": [each.reference for each in (ada, ben, cyd)]}

    answer = client.post(f"{page}/approve-plain", data=seen)

    states = [each.state for each in (ada, ben, cyd)]
    assert states == [State.CONFIRMED, State.PENDING, State.PENDING]
    assert client.get(answer.location).flashes == ["1 person approved."]


def test_a_second_press_from_an_old_page_says_what_was_decided_and_by_whom(
    client, page, trip
):
    ada, ben = make_pending(trip), make_pending(trip, "Ben")
    seen = {"reference": [ada.reference, ben.reference]}
    client.post(f"{page}/approve-plain", data={"reference": [ada.reference]})
    client.get(page)

    answer = client.post(f"{page}/approve-plain", data=seen)

    said = client.get(answer.location).flashes
    assert said[0] == "1 person approved."
    assert said[1].startswith("Ole Director has decided on Ada Berg already (")
    assert len(said) == 2


def test_who_came_after_the_page_was_opened_is_not_approved_with_them(
    client, page, trip
):
    ada = make_pending(trip)

    client.post(f"{page}/approve-plain", data={"reference": []})

    assert ada.state == State.PENDING


def test_what_was_decided_since_stands_below(client, page, trip, clock_at):
    ada = make_pending(trip)
    press(client, page, ada, "approve")
    clock_at(timedelta(minutes=11))

    answer = client.get(page)

    assert answer.heading == "Nobody is waiting"
    [line] = answer.page.select("main h2 + ul > li")
    assert text_of(line).startswith("Ada Berg: Confirmed (Ole Director,")


def test_a_link_ends_after_seven_days(client, page, trip, clock_at):
    ada = make_pending(trip)
    clock_at(timedelta(days=7))

    answers = [
        client.get(page),
        client.get(f"{page}/{ada.reference}/decline"),
        client.post(f"{page}/{ada.reference}/approve"),
        client.post(f"{page}/approve-plain"),
    ]

    assert [answer.status_code for answer in answers] == [410] * 4
    assert ada.state == State.PENDING


def test_a_revoked_link_ends_at_once(client, page, ole, sign_in):
    sign_in(account=ole)
    answer = client.post("/manage/digest/revoke")

    assert client.get(answer.location).flashes == ["1 link no longer works."]
    assert client.get(page).status_code == 410


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "desk"}])
def test_with_the_account_its_links_end(client, page, ole, change):
    with write_tx():
        for name, value in change.items():
            setattr(ole, name, value)

    assert client.get(page).status_code == 410


def test_a_link_revoked_between_page_and_press_decides_nothing(ole, trip):
    link, _token = make_decision_link(ole)
    ada = make_pending(trip)
    with write_tx():
        services.revoke_links(ole, [link])

    with pytest.raises(services.LinkIsOver), write_tx():
        services.decide(link, services.Act.APPROVE, ada, by=Actor.staff(ole))

    assert ada.state == State.PENDING


def test_a_deputy_decides_in_the_directors_place_and_the_log_says_who(
    client, ole, trip
):
    dora = make_account("dora@example.org", name="Dora Deputy")
    _link, token = make_decision_link(dora, ole)
    ada = make_pending(trip)

    answer = press(client, f"/decide/{token}", ada, "approve")

    assert "in the place of Ole Director" in text_of(answer.page.select_one(".lede"))
    assert ada.moves[-1].actor == dora.reference


def test_with_many_rows_the_page_asks_no_more(client, page, trip):
    make_pending(trip)
    client.get(page)
    with count_queries() as one:
        client.get(page)
    for number in range(29):
        make_pending(trip, f"Ben{number}")

    with count_queries() as thirty:
        client.get(page)

    assert len(thirty) <= len(one)


def sums():
    return {
        table.name: sorted(map(repr, db.session.execute(sa.select(table))))
        for table in Base.metadata.sorted_tables
        if table.name not in COUNTED
    }
