"""Staff write down companies, and correct the spans of memberships."""

from datetime import date

import pytest

from eventreg.people import queries
from eventreg.people.models import CompanyKind
from tests.factories import make_company, make_member, make_sector
from tests.house import text_of

TYPED = {
    "name": "Stadt Aachen",
    "kind": "institution",
    "sector": "law",
    "country": "TR",
    "city": "Aachen",
    "website": "www.example.org",
    "mail_domain": "Example.org",
    "staff": "10-49",
    "seeks": "Partners",
}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def spans(company):
    found = queries.company_by_slug(company.slug)
    return [(row.from_on, row.until_on) for row in found.memberships]


def test_an_institution_is_added_with_all_that_is_known(client):
    make_sector("law", en="Law")

    response = client.post("/manage/members/add", data=TYPED)

    found = queries.company_by_slug("stadt-aachen")
    assert response.location == "/manage/members/stadt-aachen"
    assert client.get(response.location).flashes == ["Stadt Aachen is added."]
    assert (found.kind, found.sector.code) == (CompanyKind.INSTITUTION, "law")
    assert [row.country for row in found.countries] == ["TR"]
    assert (found.website, found.mail_domain, found.seeks) == (
        "https://www.example.org",
        "example.org",
        "Partners",
    )


def test_of_a_company_without_details_there_is_no_empty_card(client):
    make_company("Bare Ltd")
    make_company("Told Ltd", city="Aachen")

    def cards(slug):
        page = client.get(f"/manage/members/{slug}").page
        return [text_of(heading) for heading in page.select(".card h2")]

    assert (cards("bare-ltd"), cards("told-ltd")) == ([], ["Company"])


def test_what_is_known_stands_in_the_form_and_is_changed(client):
    law = make_sector("law", en="Law")
    make_company("Ada AG", sector=law, countries=["DE", "TR"], city="Bursa")

    page = client.get("/manage/members/ada-ag/change").page
    data = {"name": "Ada SE", "kind": "company", "countries": ["TR"], "country": "GE"}
    data |= {"sector": "", "city": ""}
    client.post("/manage/members/ada-ag/change", data=data)

    found = queries.company_by_slug("ada-ag")
    ticked = [box["value"] for box in page.select("[name=countries][checked]")]
    assert (page.select_one("#name")["value"], ticked) == ("Ada AG", ["DE", "TR"])
    assert text_of(page.select_one("#sector [selected]")) == "Law"
    assert page.select_one("#city")["value"] == "Bursa"
    assert (found.name, found.sector, found.city) == ("Ada SE", None, "")
    assert [row.country for row in found.countries] == ["GE", "TR"]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, "Enter the name"),
        ({"kind": "x"}, "What it is: choose one of the answers in the list"),
        (
            {"website": "no website"},
            "Enter the website like www.example.org, or leave it empty",
        ),
        (
            {"website": "javascript://x.org"},
            "Enter the website like www.example.org, or leave it empty",
        ),
        (
            {"website": "http://[x"},
            "Enter the website like www.example.org, or leave it empty",
        ),
        (
            {"mail_domain": "ada@example.org"},
            "Enter only what stands behind the @, like example.org",
        ),
        (
            {"mail_domain": "gmail.com"},
            "Anybody can have an address there; leave this field empty",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_comes_back_with_what_was_typed(client, values, error):
    make_sector("law", en="Law")

    response = client.post("/manage/members/add", data=TYPED | values)

    assert (response.status_code, response.errors) == (422, [error])
    assert response.page.select_one("#staff")["value"] == "10-49"


def test_a_name_that_is_known_is_refused_beside_the_name(client):
    make_company("Ada AG")
    make_company("Ben AG")

    added = client.post(
        "/manage/members/add", data={"name": "Ada AG", "kind": "company"}
    )
    changed = client.post(
        "/manage/members/ben-ag/change", data={"name": "Ada AG", "kind": "company"}
    )
    kept = client.post(
        "/manage/members/ada-ag/change", data={"name": "Ada AG", "kind": "company"}
    )

    words = ["There is a company of this name already."]
    assert (added.errors, changed.errors, kept.status_code) == (words, words, 303)


def test_the_span_of_a_membership_is_corrected(client):
    ada = make_member("Ada AG", from_on=date(2024, 1, 1))
    address = "/manage/members/ada-ag/memberships/2024-01-01"

    page = client.get("/manage/members/ada-ag").page
    client.post(address, data={"from_on": "2023-05-01", "until_on": "2025-12-31"})

    assert len(page.select(f"a[href='{address}']")) == 1
    assert spans(ada) == [(date(2023, 5, 1), date(2025, 12, 31))]


@pytest.mark.parametrize(
    ("from_on", "until_on", "error"),
    [
        ("2024-06-01", "2024-01-01", "The membership cannot end before it began."),
        ("2021-01-01", "", "Another membership has some of these days."),
        ("2022-12-31", "2025-01-01", "Another membership has some of these days."),
    ],
    ids=["ends before", "open over both", "one day too many"],
)
def test_spans_never_overlap(client, from_on, until_on, error):
    ada = make_member("Ada AG", from_on=date(2020, 1, 1), until_on=date(2022, 12, 31))
    client.post(
        "/manage/members/ada-ag/start-membership", data={"from_on": "2024-01-01"}
    )

    response = client.post(
        "/manage/members/ada-ag/memberships/2024-01-01",
        data={"from_on": from_on, "until_on": until_on},
    )

    assert (response.status_code, response.errors) == (409, [error])
    assert spans(ada)[1] == (date(2024, 1, 1), None)


def test_days_that_are_none_come_back(client):
    make_member("Ada AG", from_on=date(2024, 1, 1))

    response = client.post(
        "/manage/members/ada-ag/memberships/2024-01-01",
        data={"from_on": "", "until_on": "tomorrow"},
    )

    assert response.status_code == 422
    assert response.errors == ["Enter the first day", "Enter a date like 2027-06-17"]


@pytest.mark.parametrize("day", ["2024-01-02", "x", "2024-13-01"])
def test_a_membership_that_is_not_there_is_missing(client, day):
    make_member("Ada AG", from_on=date(2024, 1, 1))

    assert client.get(f"/manage/members/ada-ag/memberships/{day}").status_code == 404


def test_the_travel_lead_reads_and_does_not_change(client, sign_in):
    make_member("Ada AG")
    sign_in("travel_lead")

    page = client.get("/manage/members/ada-ag").page

    assert page.select("a[href*='/change'], a[href*='/memberships/']") == []
    assert client.get("/manage/members/ada-ag/change").status_code == 403


@pytest.mark.parametrize(
    "typed",
    ["yilmaz mechanical gmbh", "YILMAZ-Mechanical  GmbH", "Yılmaz mechanical GmbH"],
)
def test_a_name_that_is_nearly_taken_asks_and_is_then_let_go(client, typed):
    make_company("Yılmaz Mechanical GmbH", city="Stolberg")
    said = {"name": typed, "kind": "company", "city": "Bursa"}

    asked = client.post("/manage/members/add", data=said)
    before = queries.company_by_slug("yilmaz-mechanical-gmbh-2")
    client.post("/manage/members/add", data=said | {"is_another": "y"})

    assert (asked.status_code, before) == (422, None)
    assert asked.errors == [
        "There is Yılmaz Mechanical GmbH already. "
        "If yours is another company, say so below."
    ]
    assert asked.page.select_one("#city")["value"] == "Bursa"
    assert asked.page.select_one("#is_another[type=checkbox]:not([checked])")
    assert queries.company_by_slug("yilmaz-mechanical-gmbh-2").city == "Bursa"


def test_only_a_name_that_is_nearly_taken_is_asked_about(client):
    make_company("Yılmaz Mechanical GmbH")

    page = client.get("/manage/members/add").page
    longer = client.post(
        "/manage/members/add", data={"name": "Yilmaz Mechanical", "kind": "company"}
    )

    assert page.select("#is_another") == []
    assert longer.location == "/manage/members/yilmaz-mechanical"


def test_a_company_is_changed_beside_its_namesake_without_being_asked(client):
    make_company("Berg AG")
    make_company("BERG AG")
    same = {"name": "BERG AG", "kind": "company", "city": "Bursa"}

    kept = client.post("/manage/members/berg-ag-2/change", data=same)
    renamed = client.post(
        "/manage/members/berg-ag-2/change", data=same | {"name": "berg ag"}
    )

    assert kept.location == "/manage/members/berg-ag-2"
    assert renamed.status_code == 422
    assert queries.company_by_slug("berg-ag-2").name == "BERG AG"
