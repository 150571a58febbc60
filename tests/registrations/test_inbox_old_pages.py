"""What an old page of the inbox marked is told one by one, and nothing is lost."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in("director")


@pytest.fixture
def eve():
    """Another director, who is quicker."""
    return Actor.staff(make_account("eve@example.org", name="Eve Quick"))


def make_pending(event, given_name="Ada", **columns):
    return make_registration(
        event, State.PENDING, given_name=given_name, family_name="Berg", **columns
    )


def do(service, *args, **options):
    with write_tx():
        service(*args, **options)


def approve_plain(client, *people):
    sent = {"reference": [each.reference for each in people]}
    client.post("/manage/inbox/approve-plain", data=sent)
    return client.get("/manage/inbox").flashes


def test_who_was_decided_meanwhile_is_told_with_who_did(client, trip, eve):
    ada = make_pending(trip)
    do(services.decline, ada, by=eve)

    [said] = approve_plain(client, ada)

    assert said.startswith("Eve Quick has decided on Ada Berg already (")
    assert said.endswith("): Declined. Your click has changed nothing.")


def test_who_bears_a_flag_meanwhile_gets_a_row_too(client, trip):
    ada, ben = make_pending(trip), make_pending(trip, "Ben", company="Berg GmbH")
    make_pending(trip, "Cyd", company="Berg GmbH")

    said = approve_plain(client, ada, ben)

    assert said == [
        "Ada Berg: Confirmed",
        "Ben Berg is not approved, because this came up meanwhile: Second person "
        "from this company.",
    ]
    assert ben.state is State.PENDING


def test_who_was_put_off_meanwhile_is_not_approved(client, trip):
    ada = make_pending(trip, later_until=clock.now() + timedelta(days=7))

    assert approve_plain(client, ada) == [
        "Ada Berg is not approved; please look once more."
    ]
    assert ada.state is State.PENDING


def test_whoever_is_gone_is_left_out(client, trip):
    client.post("/manage/inbox/approve-plain", data={"reference": "RNOTHERE"})

    assert client.get("/manage/inbox").flashes == ["Mark somebody first."]


def declining(*people):
    marks = "&".join(f"mark={each.reference}" for each in people)
    return f"/manage/inbox/decline?{marks}"


def test_before_declining_many_those_decided_meanwhile_are_named(client, trip, eve):
    ada, ben, cyd = (make_pending(trip, name) for name in ("Ada", "Ben", "Cyd"))
    do(services.approve, ben, by=eve)
    do(services.cancel, cyd, by=Actor.person(cyd))

    page = client.get(declining(ada, ben, cyd)).page

    [waiting, decided] = page.select("main .stack > ul")
    assert [text_of(each) for each in waiting.select("li")] == ["Ada Berg"]
    assert [text_of(each).rpartition(", ")[0] for each in decided.select("li")] == [
        "Ben Berg: Confirmed (Eve Quick",
        "Cyd Berg: Cancelled (Cyd Berg",
    ]


def test_when_all_were_decided_the_inbox_names_them(client, trip, eve):
    ada = make_pending(trip)
    do(services.approve, ada, by=eve)

    said = client.get(client.get(declining(ada)).location).flashes

    assert said[0] == "None of these people is waiting any more."
    assert said[1].startswith("Ada Berg: Confirmed (Eve Quick, ")
