"""Letters that went to a wrong address, and those that must not go elsewhere."""

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.outbox import services
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.outbox.rows import seen, set_letter, states

LETTERS = "/manage/letters"


def test_a_failed_letter_goes_to_the_corrected_address(client, sign_in):
    sign_in("office")
    letter = make_letter(to="ada@exmaple.org")
    set_letter(state=LetterState.FAILED, last_error="550 unknown")

    answer = client.post(
        f"{LETTERS}/{letter.reference}/address",
        data={"address": "Ada@Example.org ", **seen(letter)},
    )

    assert (answer.status_code, answer.location) == (
        303,
        f"{LETTERS}/{letter.reference}",
    )
    assert states() == {"ada@example.org": LetterState.WAITING}


def test_what_was_sent_stays_and_a_copy_goes_to_the_other_address(client, sign_in):
    sign_in("office")
    letter = make_letter(to="ada@exmaple.org")
    set_letter(state=LetterState.SENT, sent_at=clock.now())

    client.post(
        f"{LETTERS}/{letter.reference}/address",
        data={"address": "ada@example.org", **seen(letter)},
    )

    assert states() == {
        "ada@exmaple.org": LetterState.SENT,
        "ada@example.org": LetterState.WAITING,
    }


def test_a_wrong_address_comes_back_with_what_was_typed(client, sign_in):
    sign_in("office")
    letter = make_letter()
    set_letter(state=LetterState.FAILED, last_error="550 unknown")

    answer = client.post(
        f"{LETTERS}/{letter.reference}/address",
        data={"address": "ada@", **seen(letter)},
    )

    assert answer.status_code == 422
    assert answer.page.find(id="address")["value"] == "ada@"
    assert states() == {"ada@example.org": LetterState.FAILED}


@pytest.mark.parametrize("letter", [k for k, v in CATALOGUE.items() if v.is_personal])
def test_a_letter_that_opens_something_goes_nowhere_else(client, sign_in, letter):
    sign_in("director")
    letter = make_letter(letter)
    set_letter(state=LetterState.FAILED, last_error="550 unknown")

    answer = client.post(
        f"{LETTERS}/{letter.reference}/address",
        data={"address": "eve@example.org", **seen(letter)},
    )

    assert answer.status_code == 303
    assert states() == {"ada@example.org": LetterState.FAILED}


@pytest.mark.parametrize(
    ("letter", "says_why"), [("confirm_your_address", True), ("confirmed", False)]
)
def test_the_page_says_why_a_letter_goes_to_no_other_address(
    client, sign_in, letter, says_why
):
    sign_in("director")
    letter = make_letter(letter)
    set_letter(state=LetterState.FAILED, last_error="550 unknown")

    page = client.get(f"{LETTERS}/{letter.reference}").page

    offered = "Correct the address" in page.text
    assert ("only for the person at this address" in page.text) is says_why
    assert offered is not says_why


def test_nor_by_whoever_calls_the_service(app):
    letter = make_letter("password_reset")
    set_letter(state=LetterState.FAILED, last_error="550 unknown")

    with pytest.raises(DomainError), write_tx():
        services.resend_to(letter, "eve@example.org", by=Actor.worker())

    assert states() == {"ada@example.org": LetterState.FAILED}


def test_all_letters_that_prove_an_address_are_personal():
    assert {name for name, kind in CATALOGUE.items() if kind.is_personal} == {
        "confirm_your_address",
        "find_my_registration",
        "resume",
        "password_reset",
        "staff_invitation",
        "member_sign_in",
        "second_factor_reset",
        "new_device",
        "confirm_reminder",
        "digest",
        "urgent",
    }
