"""What was pressed behind the link in the digest, and is taken back there."""

import pytest

from eventreg.registrations.states import State
from tests.house import text_of
from tests.messages.deciding.conftest import press
from tests.messages.links import make_pending


def test_a_press_can_be_undone(client, page, trip):
    ada = make_pending(trip)
    press(client, page, ada, "approve")

    answer = press(client, page, ada, "undo")

    assert ada.state == State.PENDING
    assert answer.flashes == ["The decision on Ada Berg is taken back."]


@pytest.mark.parametrize("act", ["undo", "send-now"])
def test_what_was_taken_back_is_neither_sent_nor_taken_back_again(
    client, page, trip, act
):
    ada = make_pending(trip)
    press(client, page, ada, "approve")
    press(client, page, ada, "undo")

    [said] = press(client, page, ada, act).flashes

    assert "has taken back the decision on Ada Berg already (" in said
    assert said.endswith("Your click has changed nothing.")
    assert ada.state == State.PENDING


def test_what_was_just_pressed_can_be_undone_right_below_its_message(
    client, page, trip
):
    ada, ben = make_pending(trip), make_pending(trip, "Ben")
    make_pending(trip, "Cyd")
    press(client, page, ada, "approve")

    main = press(client, page, ben, "approve").page.main

    fresh = main.h1.find_previous("section", class_="decided")
    assert text_of(fresh.h2) == "Decided just now"
    assert [text_of(each) for each in fresh.select("strong")] == ["Ben Berg"]
    assert fresh.select_one("form")["action"].endswith(f"{ben.reference}/undo")
    assert text_of(main.select_one("details:has(#decided-before)").summary) == (
        "1 decision of just now can be undone"
    )


def test_after_approving_all_each_undo_is_at_the_top(client, page, trip):
    people = [make_pending(trip, name) for name in ("Ada", "Ben", "Cyd", "Dua")]
    make_pending(trip, "Eve", company="Berg"), make_pending(trip, "Fay", company="Berg")
    seen = {"reference": [each.reference for each in people]}

    main = client.get(
        client.post(f"{page}/approve-plain", data=seen).location
    ).page.main

    top = main.h1.find_previous("details")
    assert text_of(top.summary) == "4 decisions of just now can be undone"
    assert len(top.select("form[action$=undo]")) == 4


def test_who_still_waits_comes_before_what_can_be_undone(client, page, trip):
    ada = make_pending(trip)
    make_pending(trip, "Ben", message="With joy")
    press(client, page, ada, "approve")

    main = client.get(page).page.main

    undo = main.select_one("details:has(#decided-before)")
    assert undo in main.select_one(".people").find_all_next("details")
    assert text_of(undo.summary) == "1 decision of just now can be undone"
    assert "With joy" in text_of(main.select_one(".people details"))


def test_a_decline_is_said_and_has_its_undo_at_the_top(client, page, trip):
    ada = make_pending(trip)
    make_pending(trip, "Ben")

    answer = client.post(f"{page}/{ada.reference}/decline", data={"text": "Next time."})
    shown = client.get(answer.location)

    top = shown.page.h1.find_previous("section", class_="decided")
    assert shown.flashes == ["Ada Berg: Declined"]
    assert [text_of(each) for each in top.select("strong")] == ["Ada Berg"]
    assert top.select_one("form")["action"].endswith(f"{ada.reference}/undo")


def test_who_is_put_off_can_be_brought_back_at_the_top(client, page, trip):
    ada = make_pending(trip)
    make_pending(trip, "Ben")

    shown = press(client, page, ada, "later").page

    top = shown.h1.find_previous("section", class_="decided")
    assert [text_of(each) for each in top.select("strong")] == ["Ada Berg"]
    assert top.select_one("form")["action"].endswith(f"{ada.reference}/back")
    assert client.get(page).page.h1.find_previous("section", class_="decided") is None
