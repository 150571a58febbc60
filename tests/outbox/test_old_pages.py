"""A press on a page that shows a letter as it was before somebody else acted."""

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.outbox.rows import seen, set_letter, states

LETTERS = "/manage/letters"
NOTHING = "Your click has changed nothing."


@pytest.fixture
def office(sign_in):
    return sign_in("office")


@pytest.fixture
def failed(office):
    letter = make_letter(to="ada@exmaple.org")
    set_letter(state=LetterState.FAILED, last_error="550 unknown", attempts=1)
    return letter


def old_page(client, letter):
    """What the buttons of the letter's page send, as it is shown now."""
    page = client.get(f"{LETTERS}/{letter.reference}").page
    return {
        form["action"].rsplit("/", 1)[-1]: {"seen": form.find(id=True)["value"]}
        for form in page.main.select("form:has([name=seen])")
    }


def sent():
    set_letter(state=LetterState.SENT, sent_at=clock.now(), last_error="", attempts=1)


def again():
    """The mail server refuses it once more, just as before."""
    set_letter(state=LetterState.FAILED, last_error="550 unknown", attempts=1)


def withdrawn():
    set_letter(state=LetterState.WITHDRAWN, last_error="")


def kept():
    set_letter(state=LetterState.KEPT)


@pytest.mark.parametrize("act", ["resend", "withdraw"])
@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (None, "The e-mail to ada@exmaple.org is on its way meanwhile."),
        (sent, "The e-mail was sent to ada@exmaple.org meanwhile."),
        (
            again,
            "The e-mail was tried once more meanwhile, to ada@exmaple.org, and failed.",
        ),
        (withdrawn, "The e-mail was withdrawn meanwhile."),
        (kept, "The e-mail was sent once more meanwhile; the demo keeps it here."),
    ],
)
def test_the_second_of_two_tabs_changes_nothing(client, failed, act, meanwhile, said):
    page, where = old_page(client, failed), f"{LETTERS}/{failed.reference}"
    client.post(f"{where}/resend", data=page["resend"])
    if meanwhile:
        meanwhile()
    before = states()

    answer = client.post(f"{where}/{act}", data=page[act])

    shown = client.get(answer.location)
    assert answer.location == where
    assert shown.flashes[-1] == f"{said} {NOTHING}"
    assert states() == before
    [noted] = db.session.scalars(sa.select(AuditEntry.act))
    assert noted == "letter.sent_again"


def question(client, letter):
    """What the page that asks sends, as it is shown now."""
    page = client.get(f"{LETTERS}/{letter.reference}/resend").page
    return {"seen": page.main.find(id="seen")["value"]}


def test_a_sent_letter_is_copied_once_from_one_page(client, office):
    letter = make_letter()
    sent()
    page = question(client, letter)
    where = f"{LETTERS}/{letter.reference}"

    first = client.post(f"{where}/resend", data=page)
    second = client.post(f"{where}/resend", data=page)

    assert first.location != where
    assert client.get(second.location).flashes[-1] == (
        f"The e-mail was sent once more meanwhile. {NOTHING}"
    )
    assert len(db.session.execute(sa.text("SELECT id FROM letter")).all()) == 2


def test_after_a_corrected_address_an_old_page_sends_nothing(client, failed):
    page, where = old_page(client, failed), f"{LETTERS}/{failed.reference}"
    typed = {"address": "ada@example.org", **seen(failed)}
    client.post(f"{where}/address", data=typed)
    sent()

    answer = client.post(f"{where}/resend", data=page["resend"])

    assert client.get(answer.location).flashes[-1] == (
        f"The e-mail was sent to ada@example.org meanwhile. {NOTHING}"
    )
    assert states() == {"ada@example.org": LetterState.SENT}


def test_an_old_form_of_the_address_says_so_and_keeps_what_was_typed(client, failed):
    where, old = f"{LETTERS}/{failed.reference}", seen(failed)
    client.post(f"{where}/resend", data=old)
    sent()

    answer = client.post(f"{where}/address", data={"address": "ada@example.org", **old})

    assert answer.status_code == 409
    assert f"The e-mail was sent to ada@exmaple.org meanwhile. {NOTHING}" in (
        answer.errors
    )
    assert answer.page.find(id="address")["value"] == "ada@example.org"
    assert states() == {"ada@exmaple.org": LetterState.SENT}
    fresh = {"seen": answer.page.find(id="seen")["value"]}
    client.post(f"{where}/address", data={"address": "ada@example.org", **fresh})
    assert states()["ada@example.org"] == LetterState.WAITING


def test_an_old_form_of_the_address_of_what_is_on_its_way_leads_back(client, failed):
    where, old = f"{LETTERS}/{failed.reference}", seen(failed)
    client.post(f"{where}/resend", data=old)

    answer = client.post(f"{where}/address", data={"address": "ada@example.org", **old})

    assert client.get(answer.location).flashes[-1].endswith(NOTHING)
    assert states() == {"ada@exmaple.org": LetterState.WAITING}


@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_a_press_that_does_not_say_what_was_shown_changes_nothing(client, failed, act):
    client.post(f"{LETTERS}/{failed.reference}/{act}")

    assert states() == {"ada@exmaple.org": LetterState.FAILED}
