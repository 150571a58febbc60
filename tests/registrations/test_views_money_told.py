"""Where fees are read before anybody signs up, and who keeps the texts in step."""

import pytest

from eventreg.registrations.states import RegistrationRole
from tests.factories import make_event, make_fees
from tests.house import count_queries, text_of
from tests.registrations.test_views_fees import FEES, GUEST, address

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def event(app):
    return make_event(capacity=40)


def test_the_event_page_says_who_pays_how_much(client, event):
    make_fees(event, {GUEST: 12_000, RegistrationRole.MEMBER: 8_950})

    facts = client.get(f"/events/{event.slug}").page.select_one("dl.facts")

    assert "Fee Guest: €120.00 Member: €89.50" in text_of(facts)


def test_fees_of_all_roles_cost_the_event_page_one_question(client, event):
    make_fees(event, dict.fromkeys(RegistrationRole, 4_500))

    with count_queries() as statements:
        client.get(f"/events/{event.slug}")

    assert sum("FROM fee" in statement for statement in statements) == 1


def test_an_event_without_fees_names_none(client, event):
    facts = client.get(f"/events/{event.slug}").page.select_one("dl.facts")

    assert "Fee" not in text_of(facts)


@pytest.mark.parametrize(
    ("price", "fees", "is_warned"),
    [("Free", FEES, True), ("", FEES, False), ("Free", {}, False)],
    ids=["text and fees", "no text", "no fees"],
)
def test_who_sets_fees_is_asked_to_read_the_price_text_again(
    client, sign_in, price, fees, is_warned
):
    sign_in("office")
    event = make_event(text={"price": price})

    client.post(address(event, "/fees"), data=fees)

    said = client.get(address(event)).flashes
    assert any("about the price: “Free”" in each for each in said) is is_warned
