"""The director's page about the digest."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import write_tx
from eventreg.messages import queries, services
from eventreg.outbox.claims import claim
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from tests.factories import make_account, make_letter
from tests.house import text_of
from tests.messages.links import make_decision_link
from tests.outbox.rows import states

PAGE = "/manage/digest"


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def test_the_own_account_leads_there(client, director):
    page = client.get("/account").page

    assert page.select_one(f'a[href="{PAGE}"]') is not None


def test_hour_and_deputy_are_saved(client, director):
    dora = make_account("dora@example.org", name="Dora")
    typed = {
        "hour": "9",
        "away_from": "2027-06-01",
        "away_until": "2027-06-08",
        "deputy": dora.reference,
    }

    answer = client.post(PAGE, data=typed)

    choice = queries.digest_choice(director)
    assert answer.status_code == 303
    assert (choice.hour, choice.away_until) == (9, date(2027, 6, 8))
    assert choice.deputy == dora
    page = client.get(PAGE).page
    assert page.select_one("#deputy option[selected]").text == "Dora"


def test_no_digest_is_a_choice(client, director):
    client.post(PAGE, data={"hour": ""})

    assert queries.digest_choice(director).hour is None


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"away_from": "2027-06-01"}, "Enter the last day away"),
        ({"away_until": "2027-06-01"}, "Enter the first day away"),
        (
            {"away_from": "2027-06-02", "away_until": "2027-06-01"},
            "Enter a last day away that is not before the first one",
        ),
        (
            {"away_from": "2027-06-01", "away_until": "2027-06-02"},
            "Choose who decides while you are away",
        ),
        ({"away_from": "soon"}, "Enter a date like 2027-06-17"),
        ({"hour": "25"}, "Daily e-mail: choose one of the answers in the list"),
        ({"deputy": "A0"}, "Deputy: choose one of the answers in the list"),
    ],
)
def test_what_is_wrong_comes_back(client, director, typed, error):
    answer = client.post(PAGE, data={"hour": "7", **typed})

    assert answer.status_code == 422
    assert error in answer.errors


def test_a_desk_account_cannot_be_deputy(client, director):
    make_account("desk@example.org", role="desk", name="Desk")
    make_account("una@example.org", name="Una", password=None)

    page = client.get(PAGE).page

    assert [option.text for option in page.select("#deputy option")] == ["Nobody"]


def test_another_deputy_ends_the_links_of_the_first(client, director):
    dora = make_account("dora@example.org")
    _link, token = make_decision_link(dora, director)
    _own, own_token = make_decision_link(director)

    with write_tx():
        services.choose_digest(director, hour=7)

    assert client.get(f"/decide/{token}").status_code == 410
    assert client.get(f"/decide/{own_token}").status_code == 200


def _queued(account, director, name="urgent"):
    """An e-mail with a link to decide, that has not left."""
    link, token = make_decision_link(account, director)
    links = {"decide": ("decide.show", {"token": token})}
    if name == "digest":
        links["failed_letters"] = ("outbox.index", {})
    return make_letter(name, to=account.email, links=links, key=link.reference)


@pytest.mark.parametrize("name", ["digest", "urgent"])
@pytest.mark.parametrize("state", ["waiting", "held", "retrying"])
def test_no_email_goes_out_with_a_link_that_was_ended(client, director, name, state):
    letter = _queued(director, director, name)
    reset = make_letter("password_reset", to=director.email)
    with write_tx() as session:
        session.execute(sa.update(Letter).values(state=state))

    client.post(f"{PAGE}/revoke")

    assert (letter.state, reset.state) == (LetterState.WITHDRAWN, state)
    assert letter.key is not None


def test_nor_to_a_deputy_whom_another_follows(director):
    dora, una = make_account("dora@example.org"), make_account("una@example.org")
    to_dora, own = _queued(dora, director), _queued(director, director)

    with write_tx():
        services.choose_digest(director, hour=7, deputy=una)

    assert (to_dora.state, own.state) == (LetterState.WITHDRAWN, LetterState.WAITING)


def test_what_was_on_its_way_is_not_tried_again(client, director):
    letter = _queued(director, director)
    lease = clock.now() + timedelta(minutes=1)
    with write_tx():
        letter.state, letter.lease_until = LetterState.SENDING, lease
    client.post(f"{PAGE}/revoke")
    with write_tx():
        letter.state, letter.lease_until = LetterState.RETRYING, None

    with write_tx():
        claimed = claim(9, domain="example.org")

    assert claimed == []
    assert list(states().values()) == [LetterState.WITHDRAWN]


def test_the_page_says_that_failures_are_told_too(client, director):
    page = client.get("/manage/digest").page

    assert "It also says when e-mails could not be sent." in text_of(page.main)
    assert "Only if somebody waits or e-mails could not be sent" in text_of(page.form)
