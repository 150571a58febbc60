"""The log is found by what people call things, not only by their addresses."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.people.services import merge_companies
from eventreg.registrations import services as registrations
from eventreg.registrations.services import merge_people
from tests.factories import make_company, make_event, make_person, make_registration
from tests.house import count_queries, text_of

LOG = "/manage/log"
WORKER = Actor.worker()


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in()


def done(act, target, **changes):
    with write_tx():
        record(act, target, by=WORKER, changes=changes)


def found(client, search):
    page = client.get(LOG, query_string={"search": search}).page
    acts = [text_of(row.select_one("th")) for row in page.select("#results tbody tr")]
    return [act for act in acts if not act.endswith(" added")]


@pytest.mark.parametrize(
    "search", ["Istanbul und Bursa", "ıstanbul bursa", "İstanbul ve", "TRIP TO"]
)
def test_an_event_is_found_by_its_title_in_any_language(client, search):
    titles = {"de": "Istanbul und Bursa", "tr": "İstanbul ve Bursa", "en": "Trip to"}
    event = make_event(slug="delegation", title="x", languages=("de", "tr", "en"))
    with write_tx():
        for text in event.texts:
            text.title = titles[text.language]
    make_event(slug="other", title="Another one")
    done("event.published", "delegation")
    done("event.closed", "other")

    assert found(client, search) == ["Event published"]


def test_with_an_event_all_its_registrations_are_found(client):
    event = make_event(slug="trip", title="Trip to Bursa")
    other = make_event(slug="other", title="Another one")
    ada, ben = make_registration(event), make_registration(other)
    for who, note in ((ada, "of Ada"), (ben, "of Ben")):
        done("registration.consents", who.reference)
        with write_tx():
            registrations.cancel(who, by=WORKER, note=note)

    query = {"search": "trip bursa", "group": "registrations"}
    rows = client.get(LOG, query_string=query).page.select("#results tbody tr")

    assert [text_of(row.select_one("th")) for row in rows] == [
        "Cancelled",
        "Consents changed",
        "Address confirmed",
        "Signed up",
    ]


@pytest.mark.parametrize("search", ["Şahin Lojistik", "sahin lojistik", "LOJİSTİK"])
def test_a_company_is_found_by_its_name(client, search):
    company = make_company("Şahin Lojistik")
    make_company("Yılmaz Makine")
    done("company.changed", company.slug, kind=["partner", "company"])

    assert found(client, search) == ["Company changed"]


@pytest.mark.parametrize(
    ("search", "also"), [("Sahin Nakliyat", ["Company removed"]), ("Kaya Holding", [])]
)
def test_a_merged_one_is_found_by_its_old_name_and_its_new_one(client, search, also):
    kept, gone = make_company("Kaya Holding"), make_company("Şahin Nakliyat")
    with write_tx():
        merge_companies(kept, gone, by=WORKER)

    acts = ["Company changed", "Two companies merged", *also]
    assert found(client, search) == acts


def test_a_renamed_one_is_found_by_its_old_name(client):
    company = make_company("Kaya Holding")
    done("company.changed", company.slug, name=["Yılmaz Mechanical", "Kaya Holding"])
    done("membership.ended", company.slug)

    assert len(found(client, "yilmaz mechanical")) == 2


@pytest.mark.parametrize("search", ["Ayşe Demir", "ayse", "DEMİR"])
def test_a_person_is_found_who_is_registered_nowhere(client, search):
    kept = make_person(given_name="Ayşe", family_name="Demir")
    gone = make_person(given_name="Ayşe", family_name="Demir")
    make_person(given_name="Ben", family_name="Wait")
    reference = gone.reference
    with write_tx():
        merge_people(kept, gone, by=WORKER)
    done("person.changed", reference)

    assert found(client, search) == ["Person changed", "Two people merged"]


def test_nothing_is_found_by_signs_alone(client):
    event = make_event(slug="evening", title="Evening")
    done("event.published", event.slug)

    assert found(client, "…") == []


def test_it_needs_as_many_queries_however_much_there_is(client):
    def queries():
        with count_queries() as counted:
            client.get(LOG, query_string={"search": "Trip"})
        return len(counted)

    client.get(LOG)
    event = make_event(slug="trip-0", title="Trip 0")
    done("event.published", event.slug)
    make_company("Trip Company")
    one = queries()
    for number in range(1, 8):
        make_event(slug=f"trip-{number}", title=f"Trip {number}")
        done("event.published", f"trip-{number}")
        make_company(f"Trip Company {number}")

    assert queries() == one
