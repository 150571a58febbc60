"""Staff who type words to people read in which language those are read."""

import pytest

from eventreg.database import write_tx
from eventreg.people.names import full_name
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of


@pytest.fixture
def trip(app, sign_in):
    sign_in("director")
    return make_event(needs_approval=True)


def hint(client, path, field):
    return text_of(client.get(path).page.select_one(f"#{field}-hint"))


def test_of_several_each_is_named_with_the_language(client, trip):
    party = make_party(trip, State.PENDING, 3, together=True, language="de")
    with write_tx():
        party[2].language = "tr"

    said = hint(client, f"/manage/inbox/{party[0].reference}/decline", "text")

    german = " and ".join(map(full_name, party[:2]))
    names = f"{german} read German. {full_name(party[2])} reads Turkish."
    assert said.endswith(names)


def test_of_who_has_no_address_the_lead_reads(client, trip):
    ada, ben = make_party(trip, State.PENDING, 2, language="tr")
    with write_tx():
        ben.email, ben.language = None, "de"

    said = hint(client, f"/manage/inbox/{ben.reference}/decline", "text")

    assert said.endswith(f"{full_name(ada)} reads Turkish.")


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("cancel", State.CONFIRMED),
        ("promote", State.WAITLISTED),
        ("reinstate", State.CANCELLED),
    ],
)
def test_a_reason_may_be_read_in_a_language_of_its_own(client, trip, act, state):
    ada = make_registration(trip, state, language="tr")

    said = hint(client, f"/manage/registrations/{ada.reference}/{act}", "note")

    assert said.endswith(f"{full_name(ada)} reads Turkish.")
