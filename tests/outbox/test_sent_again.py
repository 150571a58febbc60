"""A letter that somebody has already goes once more only when that is meant."""

from datetime import timedelta
from typing import Any

import pytest

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.house import text_of
from tests.outbox.rows import set_letter, states

LETTERS = "/manage/letters"


@pytest.fixture
def gone(app, sign_in):
    """A letter that went out an hour ago."""
    sign_in("office")
    letter = make_letter(to="ada@example.org")
    set_letter(state=LetterState.SENT, sent_at=clock.now() - timedelta(hours=1))
    return letter


def asked(client, reference):
    """The page to which “Send again” leads: what it says, and what it sends."""
    shown = client.get(f"{LETTERS}/{reference}").page.main
    [link] = [a for a in shown.select("a") if text_of(a) == "Send again"]
    assert shown.select("form[action$=resend]") == []
    page = client.get(link["href"]).page.main
    return text_of(page.select_one(".lede")), {"seen": page.find(id="seen")["value"]}


def press(client, reference, typed):
    return client.post(f"{LETTERS}/{reference}/resend", data=typed)


def test_before_it_goes_once_more_one_reads_when_it_went(client, gone):
    said, typed = asked(client, gone.reference)

    assert said.startswith("This e-mail went out on ")
    assert said.endswith(" to ada@example.org.")
    assert states() == {"ada@example.org": LetterState.SENT}
    answer = press(client, gone.reference, typed)
    assert client.get(answer.location).flashes == [
        "The e-mail goes out with the next round."
    ]
    assert db.session.query(Letter).count() == 2


def test_who_comes_later_reads_that_it_went_again(client, gone):
    press(client, gone.reference, asked(client, gone.reference)[1])

    said, _typed = asked(client, gone.reference)

    assert "Staff have sent it once more since, on " in said


def test_the_copy_is_asked_about_too(client, gone):
    answer = press(client, gone.reference, asked(client, gone.reference)[1])
    copy = answer.location.rsplit("/", 1)[-1]
    set_letter(state=LetterState.SENT, sent_at=clock.now())

    said, typed = asked(client, copy)

    assert said.startswith("This e-mail went out on ")
    press(client, copy, typed)
    assert db.session.query(Letter).count() == 3


def test_two_tabs_with_the_question_send_it_once(client, gone):
    first, second = (asked(client, gone.reference)[1] for _tab in range(2))

    press(client, gone.reference, first)
    answer = press(client, gone.reference, second)

    assert client.get(answer.location).flashes[-1] == (
        "The e-mail was sent once more meanwhile. Your click has changed nothing."
    )
    assert db.session.query(Letter).count() == 2


def test_a_press_without_the_question_sends_nothing(client, gone):
    press(client, gone.reference, {})

    assert db.session.query(Letter).count() == 1


SAID = "A newer e-mail has been written about this registration."


@pytest.mark.parametrize("page", ["resend", "address"])
def test_what_may_be_untrue_by_now_is_said(client, sign_in, page):
    sign_in("office")
    old, new = (
        make_letter(name, registration="R7K2M9QX")
        for name in ("confirmed", "cancelled")
    )
    set_letter(state=LetterState.SENT, sent_at=clock.now())

    pages = [
        client.get(f"{LETTERS}/{each.reference}/{page}").page.main
        for each in (old, new)
    ]

    [warning] = pages[0].select(".standing")
    assert text_of(warning).startswith(SAID)
    assert warning.a["href"] == f"{LETTERS}/{new.reference}"
    assert text_of(warning.a) == "Cancelled"
    assert pages[1].select(".standing") == []


@pytest.mark.parametrize(
    ("letter", "options"),
    [
        ("reminder", {}),
        ("cancelled", {"due_at": clock.now() + timedelta(days=1)}),
        ("cancelled", {"registration": "ROTHER"}),
    ],
    ids=["says no state", "held", "about another"],
)
def test_what_makes_nothing_untrue_is_not_said(client, sign_in, letter, options):
    sign_in("office")
    about: dict[str, Any] = {"registration": "R7K2M9QX"}
    old = make_letter("confirmed", **about)
    with write_tx():
        old.state, old.sent_at = LetterState.SENT, clock.now()
    make_letter(letter, **(about | options))

    page = client.get(f"{LETTERS}/{old.reference}/resend").page.main

    assert page.select(".standing") == []


def test_its_own_copy_makes_nothing_untrue(client, gone):
    set_letter(registration="R7K2M9QX")
    press(client, gone.reference, asked(client, gone.reference)[1])

    page = client.get(f"{LETTERS}/{gone.reference}/resend").page.main

    assert page.select(".standing") == []


def test_what_has_not_left_needs_no_question(client, gone):
    set_letter(state=LetterState.FAILED, sent_at=None, last_error="550 unknown")

    answer = client.get(f"{LETTERS}/{gone.reference}/resend")

    assert answer.location == f"{LETTERS}/{gone.reference}"
    page = client.get(answer.location).page.main
    assert page.select("form[action$=resend]")


def test_who_types_another_address_reads_that_it_went_out(client, gone):
    page = client.get(f"{LETTERS}/{gone.reference}/address").page

    assert "This e-mail went out on " in text_of(page.main)
