"""While no e-mail can leave, staff are told whether that passes by itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.registrations.states import State
from tests.factories import make_event, make_letter, make_registration

LETTERS = "/manage/letters"


@pytest.mark.parametrize(
    ("noted", "needs_somebody"),
    [
        ("535 5.7.8 authentication failed", True),
        ("530 sign in first", True),
        ("550 not your address", True),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate", True),
        ("STARTTLS extension not supported by server.", True),
        ("454 try again later", False),
        ("Connection refused", False),
    ],
)
def test_where_no_try_helps_somebody_is_asked_to_act(
    client, sign_in, noted, needs_somebody
):
    sign_in("office")
    letter = make_letter()
    due = clock.now() - timedelta(minutes=6)
    values = {"state": LetterState.RETRYING, "due_at": due, "last_error": noted}
    with write_tx() as session:
        session.execute(sa.update(Letter).values(values))

    for address in (f"{LETTERS}/{letter.reference}", "/manage"):
        page = client.get(address).page
        said = page.main.get_text()
        links = page.main.select('a[href="/manage/letters/check"]')
        assert ("settings must be put right" in said) is needs_somebody
        assert ("nobody has to do anything" in said) is (
            not needs_somebody and address != "/manage"
        )
        assert bool(links) is needs_somebody


@pytest.mark.parametrize(
    ("name", "state", "leads_there"),
    [
        ("confirm_your_address", LetterState.FAILED, True),
        ("confirm_reminder", LetterState.FAILED, True),
        ("confirm_your_address", LetterState.WAITING, False),
    ],
)
def test_a_wrong_address_is_corrected_where_it_is_asked_anew(
    client, sign_in, name, state, leads_there
):
    sign_in("office")
    ada = make_registration(make_event(), State.UNVERIFIED).reference
    letter = make_letter(name, registration=ada)
    noted = {"last_error": "550 unknown"} if leads_there else {}
    with write_tx() as session:
        session.execute(sa.update(Letter).values(state=state, **noted))

    page = client.get(f"{LETTERS}/{letter.reference}").page

    links = [a["href"] for a in page.main.find_all("a", string="Correct the address")]
    assert links == [f"/manage/registrations/{ada}/details"] * leads_there
