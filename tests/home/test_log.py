"""The log over everything: found, narrowed, told in words, changed by nobody."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.config import ROOT
from eventreg.database import write_tx
from eventreg.home.log.words import _ACTS
from eventreg.registrations import services
from eventreg.registrations.answers.services import LOGGED
from eventreg.registrations.models import RegistrationChange, What
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import count_queries, text_of

LOG = "/manage/log"
#: How the source writes down that something was done.
ACT = r'(?:record|_record|_note|note_reading)\(\s*"([a-z_]+\.[a-z_.-]+)"'


@pytest.fixture
def done(sign_in):
    """Two accounts, one event and a person about whom something was decided."""
    director = sign_in()
    ben = make_account("ben@example.org", name="Ben Office")
    event = make_event(slug="evening", title="Evening", needs_approval=True)
    ada = make_registration(event, State.PENDING, given_name="Ayşe", family_name="Işık")
    with write_tx():
        record("badges.printed", "evening", by=Actor.staff(ben), changes={"count": 3})
    with write_tx():
        services.decline(ada, by=Actor.staff(director), reason="", text="")
    return director, ben, ada


def rows(client, query=""):
    page = client.get(f"{LOG}?{query}").page
    return [
        [text_of(cell) for cell in row.select("th, td")]
        for row in page.select("#results tbody tr")
    ]


def test_it_tells_who_did_what_to_whom(client, done):
    told = rows(client)

    first, *_rest = told
    assert first[0] == "Declined"
    assert first[1].startswith("Ayşe Işık")
    assert first[2] == "Ole Director"
    assert first[4] == "State: Being considered → Declined"
    assert ["Badges printed", "Evening", "Ben Office"] in [row[:3] for row in told]


#: What happened to it, and to who signed up for it.
OF_THE_EVENING = {"Badges printed", "Declined", "Signed up", "Address confirmed"}


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("search=isik", {"Declined", "Signed up", "Address confirmed"}),
        ("search=EVENING", OF_THE_EVENING),
        ("search=nobody", set()),
        ("search=ben office", {"Badges printed"}),
        ("search=OFFICE", {"Badges printed"}),
        ("search=ben director", set()),
        ("group=documents", {"Badges printed"}),
        ("group=letters", set()),
        ("group=nonsense&search=evening", OF_THE_EVENING),
        ("who={ben}", {"Badges printed"}),
        ("who=nobody&search=evening", OF_THE_EVENING),
        ("since={tomorrow}", set()),
        ("until={yesterday}", set()),
        ("since={yesterday}&until={tomorrow}&who={ben}", {"Badges printed"}),
        ("since=99999-99-99&who={ben}", {"Badges printed"}),
        ("search=%00", None),
    ],
)
def test_it_is_narrowed(client, done, query, acts):
    _director, ben, _ada = done
    day = clock.today()
    said = query.format(
        ben=ben.reference,
        tomorrow=day + timedelta(days=1),
        yesterday=day - timedelta(days=1),
    )

    told = {row[0] for row in rows(client, said)}

    assert acts is None or told == acts


def test_a_day_that_cannot_be_read_is_said_at_its_field(client, done):
    page = client.get("/manage/log?since=2027-13-40&until=2027-01-05").page

    [error] = page.select(".field__error")
    field = page.select_one("[aria-invalid]")
    assert (field["name"], field["aria-describedby"]) == ("since", error["id"])
    assert text_of(error) == (
        "Error: Enter a day that exists, with its year in four figures"
    )


def test_what_somebody_did_by_a_list_is_found_by_their_name(client, done):
    _director, ben, _ada = done
    with write_tx():
        record("list.imported", "evening", by=Actor.import_(ben))

    for query in ("search=ben", f"who={ben.reference}"):
        assert {row[0] for row in rows(client, query)} == {
            "Badges printed",
            "List imported",
        }


def test_a_moment_is_told_on_the_clock_of_its_event_in_list_and_log(
    client, sign_in, clock_at
):
    clock_at(datetime(2027, 1, 5, 12, 30, tzinfo=UTC))
    director = sign_in()
    event = make_event(slug="trip", timezone="Europe/Istanbul")
    ada = make_registration(event, State.PENDING)
    with write_tx():
        record("badges.printed", "trip", by=Actor.staff(director))

    logged = {row[0]: row[3] for row in rows(client)}
    own = client.get(f"/manage/registrations/{ada.reference}").page
    listed = client.get("/manage/events/trip/registrations?col=name&col=submitted_at")

    named = "Tue 5 January 2027, 15:30 (local time in Istanbul, UTC+3)"
    assert logged["Badges printed"] == named
    assert logged["Signed up"] == named
    history = own.select_one("table").get_text()
    assert "Tue 5 January 2027, 15:30" in history
    assert "Tue 5 January 2027, 15:30" in text_of(
        listed.page.select_one("#results tbody")
    )
    said = "All times: local time in Istanbul."
    assert said in text_of(own)
    assert said in text_of(listed.page)


@pytest.mark.parametrize("role", ["office", "travel_lead", "desk"])
def test_only_the_director_reads_it(client, sign_in, role):
    sign_in(role)

    assert client.get(LOG).status_code == 403


def test_nothing_can_be_changed_there(client, done):
    page = client.get(LOG).page

    assert page.select("main form[method=post]") == []
    assert client.post(LOG).status_code == 405


def test_it_needs_few_queries_however_long(client, done):
    client.get(LOG)
    counted = []
    for number in (1, 11):
        for _each in range(number):
            event = make_event()
            ada = make_registration(event, State.PENDING)
            with write_tx():
                services.decline(ada, by=Actor.worker(), reason="", text="")
        with count_queries() as queries:
            client.get(LOG)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 14


def staff_acts(event, ada):
    """What staff do about somebody, as requests: address and what is sent."""
    inbox = f"/manage/inbox/{ada.reference}"
    return [
        (f"{inbox}/approve", {}),
        (f"{inbox}/undo", {}),
        (f"{inbox}/decline", {"shown": "pending"}),
        (f"{inbox}/send-now", {}),
        (f"/manage/events/{event.slug}/registrations/new", ENTERED),
    ]


ENTERED = {"given_name": "Cyd", "family_name": "Tal", "role": "guest", "language": "en"}


def test_it_tells_from_where_staff_decided(client, sign_in):
    sign_in()
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING)
    for address, sent in staff_acts(event, ada):
        came_from = {"REMOTE_ADDR": "198.51.100.77"}
        client.post(address, data=sent, environ_base=came_from)

    told = [(row[0], "from 198.51.100.0" in row[3]) for row in rows(client)]

    assert [act for act, said in told if said] == [
        *("Signed up", "Signed up"),
        "E-mail about the decision sent at once",
        *("Declined", "Decision taken back", "Approved"),
    ]


def test_it_does_not_tell_from_where_the_person_came(client, done):
    *_, ada = done
    came_from = {"REMOTE_ADDR": "198.51.100.77"}
    client.post(f"/my/{ada.token}/cancel", environ_base=came_from)

    first, *_rest = rows(client)

    assert (first[2], "198.51.100" in first[3]) == ("the person", False)


def test_answers_are_not_told_here(client, done):
    """Who may read an answer, its question says; the log asks nobody."""
    *_, ada = done
    with write_tx() as session:
        session.add(
            RegistrationChange(
                registration_id=ada.id,
                what=What.DETAILS,
                changes={
                    "company": ["Berg", "Tal"],
                    LOGGED + "diet": [None, {"version": 1, "value": "no nuts"}],
                },
                actor_kind="staff",
                actor="",
            )
        )

    page = client.get(LOG).page

    assert "Company: Berg → Tal" in text_of(page.main)
    assert "no nuts" not in page.text


def test_every_act_of_the_house_has_words():
    source = "\n".join(path.read_text() for path in (ROOT / "eventreg").rglob("*.py"))
    acts = set(re.findall(ACT, source))

    assert acts
    assert acts <= set(_ACTS)
