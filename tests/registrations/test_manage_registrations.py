"""Staff find anyone at an event, enter people, and withdraw them."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.states import EventState
from eventreg.registrations.services.moving import move
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_party, make_registration, pool_named
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event()


def listed(response):
    cells = response.page.select("tbody th")
    return [text_of(cell) for cell in cells if not cell.find_parent(class_="pools")]


def make_people(event):
    for given, family, company in (
        ("Zoë", "Müller", "Berg GmbH"),
        ("Işık", "Öztürk", "Yılmaz Makine"),
        ("Ada", "Äpfel", ""),
    ):
        make_registration(event, given_name=given, family_name=family, company=company)


def test_the_list_is_sorted_by_family_name(client, sign_in, event):
    make_people(event)
    sign_in("office")

    response = client.get(f"/manage/events/{event.slug}/registrations")

    assert listed(response) == ["Ada Äpfel", "Zoë Müller", "Işık Öztürk"]


def test_the_list_is_narrowed_to_a_state_and_counts_all(client, sign_in, event):
    make_registration(event, State.CONFIRMED, family_name="Comes")
    make_registration(event, State.CANCELLED, family_name="Not")
    sign_in("office")

    response = client.get(f"/manage/events/{event.slug}/registrations?state=cancelled")

    assert listed(response) == ["Ada Not"]
    links = [text_of(a) for a in response.page.select("nav.filters a")]
    assert links == ["All 2", "Confirmed 1", "Cancelled 1"]


@pytest.mark.parametrize(
    "query",
    ["state=x&order=y&page=z", "page=-1", "page=99999999999999999999", "search=%00"],
)
def test_a_forged_query_is_read_as_nothing(client, sign_in, event, query):
    make_people(event)
    sign_in("office")

    response = client.get(f"/manage/events/{event.slug}/registrations?{query}")

    assert (response.status_code, len(listed(response))) == (200, 3)


def test_fifty_stand_on_a_page(client, sign_in, event):
    event = make_event(capacity=60)
    for number in range(51):
        make_registration(event, family_name=f"Berg {number:02}")
    sign_in("office")
    page = f"/manage/events/{event.slug}/registrations"

    assert len(listed(client.get(page))) == 50
    assert listed(client.get(f"{page}?page=2")) == ["Ada Berg 50"]


@pytest.mark.parametrize("role", ["desk", "travel_lead"])
def test_the_desk_sees_name_company_role_and_state_only(client, sign_in, event, role):
    ada = make_registration(
        event, company="Berg GmbH", email="secret@example.org", phone="+49241123456"
    )
    sign_in(role)

    response = client.get(f"/manage/events/{event.slug}/registrations")

    headings = [text_of(th) for th in response.page.select("table")[1].select("th")]
    assert headings[:4] == ["Full name", "Company", "Comes as", "State"]
    for hidden in ("secret@example.org", "+49241123456", ada.reference, ada.token):
        assert hidden not in response.text
    assert client.get(f"/manage/registrations/{ada.reference}").status_code == 403


@pytest.mark.parametrize(("role", "count"), [("office", 1), ("desk", 0)])
def test_who_sees_no_addresses_finds_nobody_by_them(
    client, sign_in, event, role, count
):
    make_registration(event, email="secret@example.org")
    sign_in(role)

    response = client.get(f"/manage/events/{event.slug}/registrations?search=secret")

    assert len(listed(response)) == count


def test_one_registration_shows_the_person_and_the_log(client, sign_in, event):
    ada = make_registration(event, given_name="Ada", phone="+49241123456")
    sign_in("office")

    response = client.get(f"/manage/registrations/{ada.reference.lower()}")

    steps = [text_of(th) for th in response.page.select("tbody th")]
    assert response.heading == f"Ada {ada.family_name}"
    assert steps == ["Confirmed: Address confirmed", "Signed up"]
    assert "+49 241 123456" in response.text
    assert ada.token not in response.text


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_sentence_and_its_acts(client, sign_in, event, state):
    ada = make_registration(event, state)
    sign_in("director")

    response = client.get(f"/manage/registrations/{ada.reference}")

    acts = [text_of(a) for a in response.page.select(".actions .button")]
    assert text_of(response.page.select_one(".standing p + p")) != ""
    assert acts.pop() == "Note …"  # one may always be written
    assert acts == {
        State.PENDING: [
            "Approve",
            "Decline …",
            "Later",
            "Ask …",
            "Cancel …",
        ],
        State.WAITLISTED: ["Give a seat …", "Pause", "Remove …", "Cancel …"],
        State.CONFIRMED: ["Substitute …", "Cancel …"],
        State.DECLINED: ["Reconsider"],
        State.CANCELLED: ["Take back in …"],
        State.EXPIRED: ["Take back in …"],
    }.get(state, ["Cancel …"])


def test_staff_withdraw_somebody_and_the_log_says_why(client, sign_in, event, letters):
    ada = make_registration(event, email="ada@example.org")
    sign_in("office")

    client.post(
        f"/manage/registrations/{ada.reference}/cancel", data={"note": "Called us"}
    )

    page = client.get(f"/manage/registrations/{ada.reference}")
    assert ada.state is State.CANCELLED
    assert letters() == [("cancelled", "ada@example.org")]
    row = page.page.select_one("tbody tr")
    assert text_of(row.th) == "Cancelled by the organiser Called us"
    assert text_of(row.td) == "Ole Office"


def test_a_declined_person_is_considered_again(client, sign_in, event):
    ada = make_registration(event, State.DECLINED)
    sign_in("director")

    client.post(f"/manage/registrations/{ada.reference}/reconsider")

    assert ada.state is State.PENDING


def test_somebody_on_the_phone_is_entered_in_one_form(client, sign_in, event, letters):
    sign_in("office")
    form = {
        "given_name": "Ada",
        "family_name": "Berg",
        "email": "ada@example.org",
        "language": "de",
    }

    entered = client.post(f"/manage/events/{event.slug}/registrations/new", data=form)
    page = client.get(entered.location)
    again = client.post(f"/manage/events/{event.slug}/registrations/new", data=form)

    assert page.flashes == ["Ada Berg is entered and gets an e-mail."]
    assert text_of(page.page.select_one(".standing .tag")) == "Confirmed"
    assert letters() == [("confirmed", "ada@example.org")]
    assert again.status_code == 409
    assert again.page.select_one("#email")["value"] == "ada@example.org"


def test_with_nobody_there_is_nothing_to_search(client, sign_in, event):
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    assert page.select("form.filters, nav.filters") == []
    assert text_of(page.select_one(".lede")) == "Nobody has signed up yet."


def test_a_family_name_that_stands_first_is_entered_so(client, sign_in, event):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations/new"
    names = {"given_name": "小雨", "family_name": "陈", "email": "chen@example.org"}

    form = client.get(address).page.select_one("main form")
    ticked = {form.select_one("[name=family_first]")["name"]: "y"}
    entered = client.post(address, data={**names, **ticked, "language": "de"})

    page = client.get(entered.location)
    assert page.heading == "陈小雨"


def test_a_wrong_entry_comes_back(client, sign_in, event):
    sign_in("office")

    response = client.post(
        f"/manage/events/{event.slug}/registrations/new",
        data={"company": "Berg GmbH", "email": "ada@", "language": "de"},
    )

    assert response.status_code == 422
    assert set(response.errors) == {
        "Enter at least one of this person’s names",
        "Enter an e-mail address like name@example.org",
    }
    assert response.page.select_one("#company")["value"] == "Berg GmbH"


@pytest.mark.parametrize(
    "address",
    [
        "/manage/events/nothing/registrations",
        "/manage/events/nothing/registrations/new",
        "/manage/registrations/RNOTHERE",
        "/manage/registrations/RNOTHERE/cancel",
    ],
)
def test_what_is_not_there_is_missing(client, sign_in, address):
    sign_in("director")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "columns",
    [{"state": EventState.CANCELLED}, {"starts_in": timedelta(days=-9)}],
    ids=["cancelled", "over"],
)
def test_nothing_can_be_done_once_the_event_will_not_take_place(
    client, sign_in, columns
):
    event = make_event(**columns)
    ada = make_registration(event, State.CONFIRMED)
    sign_in("director")

    everybody = client.get(f"/manage/events/{event.slug}/registrations").page
    one = client.get(f"/manage/registrations/{ada.reference}").page

    assert [a.text for a in everybody.select("main a.button")] == ["Export"]
    acts = one.select("main .actions a, main .actions form")
    assert [text_of(act) for act in acts] == ["Note …"]


def test_the_list_shows_how_the_seats_stand(client, sign_in):
    event = make_event(capacity=4, contingents={"Science": 2})
    science = [pool_named(event, "Science")]
    for state in (State.CONFIRMED, State.OFFERED, State.WAITLISTED, State.PENDING):
        make_registration(event, state, pools=science)
    sign_in("desk")

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    rows = page.select(".pools tbody tr")
    assert [[text_of(cell) for cell in row.select("th, td")] for row in rows] == [
        ["Guests", "2 / 4", "2", "1", "1", "1", "1"],
        ["Team and speakers", "0 / 20", "20", "0", "0", "0", "0"],
        ["Science", "2 / 2", "0", "1", "1", "1", "1"],
    ]
    assert len(page.select(".pools__bars svg[aria-label]")) == 2


def test_the_list_is_narrowed_to_a_contingent(client, sign_in):
    event = make_event(contingents={"Science": 2, "Press": 2})
    make_registration(event, family_name="One", pools=[pool_named(event, "Science")])
    make_registration(event, family_name="Two", pools=[pool_named(event, "Press")])
    sign_in("office")
    page = f"/manage/events/{event.slug}/registrations"

    response = client.get(f"{page}?pool=press")

    assert listed(response) == ["Ada Two"]
    assert response.page.select_one("#pool-press").has_attr("checked")
    link = response.page.select("nav.filters a")[1]
    assert "pool=press" in link["href"]
    assert len(listed(client.get(f"{page}?pool=nothing"))) == 2


def test_parties_are_marked_in_the_list(client, sign_in, event):
    make_party(event, size=2, family_name="A")
    make_party(event, State.WAITLISTED, 2, together=True, family_name="B")
    make_registration(event, family_name="C")
    sign_in("desk")

    assert listed(client.get(f"/manage/events/{event.slug}/registrations")) == [
        "Ada A in a party",
        "Ada A in a party",
        "Ada B comes only with a party",
        "Ada B comes only with a party",
        "Ada C",
    ]


def test_somebody_is_entered_into_a_contingent(client, sign_in):
    event = make_event(contingents={"Science": 2})
    sign_in("office")
    typed = {"given_name": "Ada", "email": "ada@example.org", "language": "en"}
    page = f"/manage/events/{event.slug}/registrations/new"

    without = client.post(page, data=typed)
    client.post(page, data={**typed, "contingent": "science"})

    assert without.status_code == 422
    assert pool_named(event, "Science").taken == 1


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why.EVENT_CANCELLED, "The event was cancelled."),
        (Why.WITHDRAWN, "Cancelled by the organiser."),
        (Why.REFUSED, "Seat given back."),
        (Why.SUBSTITUTED, "Seat passed on to somebody else."),
        (Why.CANCELLED, "Cancelled by the person."),
    ],
)
def test_who_does_not_come_says_why(client, sign_in, event, why, said):
    sign_in("office")
    ada = make_registration(event, State.CONFIRMED)
    with write_tx():
        move(ada, State.CANCELLED, by=Actor.person(ada), why=why)

    page = client.get(f"/manage/registrations/{ada.reference}").page

    assert text_of(page.select_one(".standing p + p")) == f"Is not coming. {said}"


@pytest.mark.parametrize(("role", "count"), [("office", 2), ("desk", 0)])
def test_who_may_be_registered_twice_is_marked(client, sign_in, event, role, count):
    for state, company in [
        (State.CONFIRMED, "Berg GmbH"),
        (State.WAITLISTED, "berg gmbh"),
        (State.CANCELLED, "Berg GmbH"),
        (State.CONFIRMED, "Klug AG"),
    ]:
        make_registration(event, state, family_name="Berg", company=company)
    sign_in(role)

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    marks = [text_of(tag) for tag in page.select("tbody th .tag--bad")]
    assert marks == ["Possibly registered twice"] * count


@pytest.mark.parametrize(
    ("state", "first"),
    [(State.PENDING, "Decline:"), (State.WAITLISTED, "Remove:")],
)
def test_two_ways_out_are_told_apart(client, sign_in, event, state, first):
    ada = make_registration(event, state)
    coming = make_registration(event)
    sign_in("director")

    def said(registration):
        page = client.get(f"/manage/registrations/{registration.reference}").page
        return [text_of(line).split(" ")[0] for line in page.select("ul.soft > li")]

    assert said(ada) == [first, "Cancel:"]
    assert said(coming) == []
