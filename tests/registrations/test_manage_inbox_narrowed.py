"""The inbox narrowed and sorted, and its people read one after the other."""

from datetime import timedelta

import pytest

from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE
from eventreg.registrations.states import State
from tests.factories import make_event, make_inquiry, make_registration
from tests.house import count_queries, text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in("director")


def wait(event, family_name, **columns):
    columns.setdefault("given_name", "Ada")
    return make_registration(event, State.PENDING, family_name=family_name, **columns)


def names(response):
    return [text_of(name) for name in response.page.select(".people__name")]


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("", ["Ada Berg", "Ada Clay", "Ada Dorn", "Ada Ende"]),
        ("none", ["Ada Berg"]),
        ("asked", ["Ada Clay"]),
        ("same_company", ["Ada Dorn", "Ada Ende"]),
        ("late", []),
        ("nonsense", ["Ada Berg", "Ada Clay", "Ada Dorn", "Ada Ende"]),
    ],
)
def test_a_flag_narrows_the_inbox(client, trip, flag, found):
    wait(trip, "Berg")
    make_inquiry(wait(trip, "Clay"))
    for name in ("Dorn", "Ende"):
        wait(trip, name, company="Dorn AG")

    assert names(client.get("/manage/inbox", query_string={"flag": flag})) == found


def test_a_narrowed_inbox_says_so_and_leads_back(client, trip):
    make_inquiry(wait(trip, "Clay"))
    wait(trip, "Berg")

    page = client.get("/manage/inbox?flag=asked&sort=name").page

    [back] = [a for a in page.main("a") if text_of(a) == "Show everybody"]
    said = "You see only those with this flag: Waiting for an answer. Show everybody"
    assert text_of(back.parent) == said
    assert back["href"] == "/manage/inbox?sort=name"


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("waiting", ["Ada Zorn", "Ada Äpfel", "Ada Mann"]),
        ("newest", ["Ada Mann", "Ada Äpfel", "Ada Zorn"]),
        ("name", ["Ada Äpfel", "Ada Mann", "Ada Zorn"]),
        ("company", ["Ada Mann", "Ada Zorn", "Ada Äpfel"]),
    ],
)
def test_those_of_an_event_are_sorted(client, trip, order, found):
    companies = {"Zorn": "B", "Äpfel": "C", "Mann": "A"}
    for name, company in companies.items():
        wait(trip, name, company=company)

    assert names(client.get("/manage/inbox", query_string={"sort": order})) == found


def test_an_act_leads_back_to_the_inbox_as_it_was_narrowed(client, trip):
    ada = wait(trip, "Berg")
    wait(trip, "Clay")
    page = client.get("/manage/inbox?flag=none&sort=name").page

    action = page.select_one(f"li#{ada.reference} button")["formaction"]
    form = {field["name"]: field["value"] for field in page.select("#one input")}
    answer = client.post(action, data=form)

    assert answer.location == "/manage/inbox?flag=none&sort=name"


def test_where_nobody_bears_the_flag_the_way_out_is_shown(client, trip):
    wait(trip, "Berg")

    page = client.get("/manage/inbox?flag=late").page

    assert text_of(page.select_one(".lede")) == (
        "Nobody who waits bears this flag. Show everybody"
    )
    assert page.select_one(".lede a")["href"] == "/manage/inbox"


def test_reading_one_leads_to_the_next_and_back(client, trip):
    berg, clay, dorn = (wait(trip, name) for name in ("Berg", "Clay", "Dorn"))

    def read(person):
        page = client.get(f"/manage/registrations/{person.reference}?reading=1").page
        nav = page.select_one("nav.reading")
        return text_of(nav.select_one("span.soft")), {
            link["rel"][0]: link["href"] for link in nav.select("a[rel]")
        }

    def at(person):
        return f"/manage/registrations/{person.reference}?reading=1"

    assert read(berg) == ("1 of 3", {"next": at(clay)})
    assert read(clay) == ("2 of 3", {"prev": at(berg), "next": at(dorn)})
    assert read(dorn) == ("3 of 3", {"prev": at(clay)})


def test_the_next_is_read_when_one_is_decided(client, trip):
    berg, clay = (wait(trip, name) for name in ("Berg", "Clay"))
    page = client.get(f"/manage/registrations/{berg.reference}?reading=1&sort=name")

    action = page.page.select_one("form[action*='/approve']")["action"]
    answer = client.post(action)

    path, _mark, query = answer.location.partition("?")
    assert path == f"/manage/registrations/{clay.reference}"
    assert sorted(query.split("&")) == ["reading=1", "sort=name"]
    assert client.get(answer.location).flashes == ["Ada Berg: Confirmed"]


def test_after_the_last_the_inbox_comes(client, trip):
    berg = wait(trip, "Berg")
    page = client.get(f"/manage/registrations/{berg.reference}?reading=1")

    answer = client.post(page.page.select_one("form[action*='/later']")["action"])

    assert answer.location == "/manage/inbox"


def test_a_page_that_was_opened_elsewhere_has_no_way_through_the_inbox(client, trip):
    berg = wait(trip, "Berg")

    page = client.get(f"/manage/registrations/{berg.reference}").page

    assert page.select("nav.reading") == []


def test_narrowing_asks_as_often_for_thirty_as_for_one(client, trip):
    make_inquiry(wait(trip, "Berg"))
    with count_queries() as one:
        client.get("/manage/inbox?flag=asked")
    for number in range(29):
        make_inquiry(wait(trip, f"Clay {number}", company=f"Firma {number}"), "?", "!")

    with count_queries() as thirty:
        client.get("/manage/inbox?flag=asked")

    assert len(thirty) == len(one)


@pytest.mark.parametrize(("query", "flagged"), [({}, False), ({"flag": "late"}, True)])
def test_more_than_a_page_come_in_pages(client, trip, query, flagged):
    for number in range(INBOX_SIZE + 2):
        late = {"submitted_at": trip.closes_at + timedelta(days=1)} if flagged else {}
        wait(trip, f"Berg{number:02}", **late)

    first = client.get("/manage/inbox", query_string=query)
    ways = [link["href"] for link in first.page.select(".pages [rel=next]")]
    second = client.get(ways[0])

    if not flagged:
        said = f"{INBOX_SIZE} of those on this page have no flags."
        assert text_of(first.page.select_one(".lede")) == said
    assert names(first) == [f"Ada Berg{n:02}" for n in range(INBOX_SIZE)]
    assert len(ways) == 2
    assert names(second) == [f"Ada Berg{n}" for n in (INBOX_SIZE, INBOX_SIZE + 1)]


def test_a_decision_on_a_later_page_leads_back_to_it(client, trip):
    for number in range(INBOX_SIZE + 2):
        wait(trip, f"Berg{number:02}")
    page = client.get("/manage/inbox?page=2").page
    form = {field["name"]: field["value"] for field in page.select("#one input")}
    actions = [button["formaction"] for button in page.select("[data-key=a]")]

    back = [client.post(action, data=form).location for action in actions]

    assert back == ["/manage/inbox?page=2"] * 2
    # Nobody is left there.
    assert client.get(back[1]).location == "/manage/inbox?page=1"


@pytest.mark.parametrize("page", ["0", "-1", "nonsense", "9" * 30, "٣"])
def test_a_page_that_nobody_can_mean_is_the_first(client, trip, page):
    wait(trip, "Berg")

    assert names(client.get("/manage/inbox", query_string={"page": page})) == [
        "Ada Berg"
    ]


@pytest.mark.parametrize(
    "query", ["reading=1", "reading=1&page=2", "reading=1&flag=none"]
)
def test_reading_goes_on_beyond_a_page(client, trip, query):
    people = [wait(trip, f"Berg{number:02}") for number in range(INBOX_SIZE + 2)]
    last = people[INBOX_SIZE - 1]

    page = client.get(f"/manage/registrations/{last.reference}?{query}").page

    nav = page.select_one("nav.reading")
    assert f"{INBOX_SIZE} of {INBOX_SIZE + 2}" in text_of(nav)
    follows = people[INBOX_SIZE].reference
    assert follows in nav.select_one("[rel=next]")["href"]


@pytest.mark.parametrize("query", ["reading=1", "reading=1&flag=late"])
def test_reading_where_nobody_waits_any_more_leads_back(client, trip, query):
    ada = make_registration(trip, State.CONFIRMED)

    page = client.get(f"/manage/registrations/{ada.reference}?{query}").page

    assert [text_of(a) for a in page.select("nav.reading a")] == ["Inbox"]
