"""What signing up will cost is read on the form, before anything is sent."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import ContingentRole
from eventreg.registrations.states import RegistrationRole
from tests.factories import (
    make_event,
    make_fees,
    make_member,
    make_person,
    make_personal_link,
    make_question,
    make_section,
    pool_named,
)
from tests.house import text_of
from tests.registrations.sending import ADA, everybody, person
from tests.registrations.test_views_pages_checked import sent_fields

GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER
FEES = {GUEST: 12_000, MEMBER: 9_000}
DUE = "The fee is due only once you have a seat."
RECOGNISED = "We recognise members by name and e-mail address."


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def chosen(app):
    """An event with contingents, of which one has a role of its own."""
    event = make_event(contingents={"Press": 5, "Business": 0})
    with write_tx():
        pool_named(event, "Press").role = ContingentRole.PRESS
    return event


def fee_section(page):
    """What stands under the heading “Fee”; empty: there is none."""
    headings = [h2 for h2 in page.select("main h2") if text_of(h2).startswith("Fee")]
    return text_of(headings[0].parent) if headings else ""


def places(page, field="contingent"):
    return [text_of(label) for label in page.select(f"label[for^={field}-]")]


def form_of(client, event):
    return client.get(f"/events/{event.slug}/register").page


def link_of(event, *, is_member):
    company = make_member("Ada AG") if is_member else None
    ada = make_person(company, language="en", email="ada@example.org")
    return f"/members/{make_personal_link(ada).token}/events/{event.slug}/register"


def known_form(client, event, *, is_member):
    return client.get(link_of(event, is_member=is_member)).page


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        (FEES, f"Each person pays: €120.00, for members €90.00 {RECOGNISED} {DUE}"),
        ({GUEST: 12_000, MEMBER: 12_000}, f"Each person pays: €120.00 {DUE}"),
        (
            {GUEST: 12_000},
            f"Each person pays: €120.00, for members no fee {RECOGNISED} {DUE}",
        ),
    ],
    ids=["members pay less", "all the same", "members pay nothing"],
)
def test_a_guest_reads_what_each_person_pays(client, event, fees, said):
    make_fees(event, fees)

    assert fee_section(form_of(client, event)) == f"Fee {said}"


@pytest.mark.parametrize("fees", [None, {RegistrationRole.PRESS: 900}])
def test_where_nobody_who_signs_up_pays_nothing_is_said(client, event, fees):
    if fees:
        make_fees(event, fees)

    assert "€" not in text_of(form_of(client, event).main)
    assert fee_section(form_of(client, event)) == ""


def test_each_contingent_says_what_it_costs(client, chosen):
    make_fees(chosen, {**FEES, RegistrationRole.PRESS: 900})

    page = form_of(client, chosen)

    assert places(page) == [
        "Press – €9.00",
        "Business – €120.00, for members €90.00 · full: you would join the waitlist",
    ]
    assert "What each person pays stands beside" in fee_section(page)


def test_a_contingent_without_a_fee_says_so_beside_those_with_one(client, chosen):
    make_fees(chosen, {GUEST: 500, MEMBER: 500})

    [press, business] = places(form_of(client, chosen))

    assert (press, business[:18]) == ("Press – no fee", "Business – €5.00 ·")


@pytest.mark.parametrize(
    ("is_member", "own"),
    [(True, "€90.00"), (False, "€120.00")],
    ids=["member", "invited guest"],
)
def test_who_is_known_reads_the_own_fee_and_that_of_the_others(
    client, event, is_member, own
):
    make_fees(event, FEES)

    said = fee_section(known_form(client, event, is_member=is_member))

    others = "Everybody whom you sign up pays: €120.00, for members €90.00"
    assert said == f"Fee You pay: {own} {others} {RECOGNISED} {DUE}"


def test_a_member_reads_the_own_fee_beside_each_contingent(client, chosen):
    make_fees(chosen, FEES)

    page = known_form(client, chosen, is_member=True)

    assert [each.split(" ·")[0] for each in places(page)] == [
        "Press – no fee",
        "Business – €90.00",
    ]


@pytest.fixture
def base(chosen):
    """The address of a form that ends with a page to check."""
    make_fees(chosen, {**FEES, RegistrationRole.PRESS: 900})
    for key, asks in (("food", "dish"), ("trip", "visa")):
        section = make_section(chosen, key=key)
        make_question(chosen, key=asks, section_id=section.id)
    return f"/events/{chosen.slug}/register"


def value_of(page, name):
    [label] = [tag for tag in page.select("label") if text_of(tag).startswith(name)]
    return page.select_one(f"#{label['for']}")["value"]


@pytest.fixture
def send(client, base):
    """Fills in the first page, each person as what they come."""

    def _send(lead, *others):
        page = client.get(base).page
        data = {**ADA, "language": "en", "contingent": value_of(page, lead)}
        for index, (name, contingent) in enumerate(others):
            own = {"contingent": value_of(page, contingent)}
            data |= person(index, name, **own)
        assert client.post(base, data=data).status_code == 303
        return client.get(f"{base}/check").page

    return _send


def test_the_check_says_what_all_of_them_pay_together(send):
    said = fee_section(send("Press", ("Ben", "Business")))

    assert said.startswith("Fee: €129.00 ")
    assert "€9.00" in said
    assert "All together €129.00 Members pay: €90.00. " in said
    assert said.endswith(f"{RECOGNISED} {DUE}")


def test_the_check_of_one_person_says_nothing_of_others(send):
    assert fee_section(send("Press")) == f"Fee: €9.00 {DUE}"


def test_nothing_is_sent_before_a_new_fee_was_read(client, base, chosen, send):
    shown = sent_fields(send("Business"))
    make_fees(chosen, {GUEST: 20_000})

    response = client.post(f"{base}/check", data=shown)

    assert (response.status_code, everybody()) == (409, [])
    assert "The fee is not the same as when you" in text_of(response.page.main)
    assert "Fee: €200.00" in fee_section(response.page)

    again = client.post(f"{base}/check", data=sent_fields(response.page))

    assert (again.status_code, len(everybody())) == (303, 1)


def test_nothing_is_sent_before_a_new_place_was_read(client, base, chosen, send):
    shown = sent_fields(send("Business"))
    with write_tx():
        chosen.place_name = "Altes Kurhaus"

    response = client.post(f"{base}/check", data=shown)

    assert (response.status_code, everybody()) == (409, [])
    assert "Altes Kurhaus. Please read this page once more" in text_of(response.page)


def new_fee(event):
    make_fees(event, {MEMBER: 10_000})


def new_place(event):
    with write_tx():
        event.place_name = "Altes Kurhaus"


@pytest.mark.parametrize(
    ("change", "said"),
    [(new_fee, "The fee is not the same"), (new_place, "Altes Kurhaus. Please read")],
    ids=["fee", "place"],
)
def test_who_is_known_gets_no_seat_before_reading_what_changed(
    client, event, change, said
):
    make_fees(event, FEES)
    link = link_of(event, is_member=True)
    shown = hidden(client.get(link).page)
    change(event)

    response = client.post(link, data={**shown, "message": "See you"})

    assert (response.status_code, everybody()) == (409, [])
    assert said in response.errors[0]
    assert text_of(response.page.select_one("#message")) == "See you"

    client.post(link, data=hidden(response.page))

    assert len(everybody()) == 1


def hidden(page):
    fields = page.select("main form input[type=hidden]")
    return {"photo_level": "none", **{tag["name"]: tag["value"] for tag in fields}}
