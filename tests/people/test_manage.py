"""The staff pages about members."""

from datetime import date

import pytest

from eventreg import clock
from tests.factories import make_company, make_member, make_person, make_sector
from tests.house import count_queries, text_of


def names(response) -> list[str]:
    return [text_of(cell) for cell in response.page.select("tbody th")]


def test_office_finds_members_by_what_is_typed(client, sign_in):
    make_person(make_member("Müller & Söhne"), given_name="Şükrü", family_name="Kılıç")
    make_member("Kim Crafts")
    sign_in("office")

    assert names(client.get("/manage/members")) == ["Kim Crafts", "Müller & Söhne"]
    assert names(client.get("/manage/members?search=mueller")) == ["Müller & Söhne"]
    assert names(client.get("/manage/members?search=kilic")) == ["Müller & Söhne"]


def test_filters_are_kept_in_the_form(client, sign_in):
    law = make_sector("law", en="Law")
    make_member("Ada AG", sector=law, countries=["TR"])
    sign_in()

    page = client.get("/manage/members?sector=law&country=TR&standing=all").page

    chosen = [text_of(option) for option in page.select("option[selected]")]
    assert chosen == ["Law", "Türkiye", "All companies"]
    assert text_of(page.select_one("[role=status]")) == "1 company"


@pytest.mark.parametrize(
    "query",
    [
        "page=99",
        "page=-1",
        "page=x",
        "page=" + "9" * 5000,
        "page=2&_external=1&endpoint=x&_scheme=javascript",
        "standing=none",
        "sector=%00&country=%F0%9F%98%80&search=%F0%9F%98%80",
        "search=" + "a" * 5000,
    ],
    ids=lambda query: query[:20],
)
def test_nonsense_in_the_address_does_no_harm(client, sign_in, query):
    make_member("Ada AG")
    sign_in()

    assert client.get(f"/manage/members?{query}").status_code == 200


def test_a_search_that_finds_nobody_says_so(client, sign_in):
    make_member("Ada AG")
    sign_in()

    page = client.get("/manage/members?search=zzz").page

    assert "Nobody matches. Try typing less." in text_of(page.main)


def test_a_long_list_comes_in_pages_and_costs_no_more_queries(client, sign_in):
    make_member("Ada AG")
    sign_in()
    with count_queries() as with_one:
        client.get("/manage/members")
    for number in range(55):
        make_person(make_member(f"Company {number:02}", countries=["DE"]))

    with count_queries() as with_many:
        first = client.get("/manage/members?search=a")
    second = client.get(first.page.select_one("a[rel=next]")["href"])

    assert len(names(first)) == 50
    assert len(names(second)) == 6
    assert len(with_many) <= len(with_one) + 1


def test_a_member_page_shows_people_countries_and_since_when(client, sign_in):
    company = make_member(
        "Ada AG",
        from_on=date(2024, 2, 1),
        sector=make_sector("law", en="Law"),
        countries=["DE", "TR"],
        website="https://ada.example.org",
    )
    make_person(company, title="Dr.", phone="+492414000000")
    sign_in()

    response = client.get("/manage/members/ada-ag")

    words = text_of(response.page.main)
    assert response.heading == "Ada AG"
    assert "Dr. Ada King" in words
    assert "+49 241 4000000" in words
    assert "Germany, Türkiye" in words
    assert "since Thu 1 February 2024" in words


def test_office_ends_and_starts_a_membership(client, sign_in):
    company = make_member("Ada AG", from_on=date(2024, 1, 1))
    sign_in("office")
    today = clock.today()

    ended = client.post(
        "/manage/members/ada-ag/end-membership", data={"until_on": "2025-12-31"}
    )
    started = client.post(
        "/manage/members/ada-ag/start-membership", data={"from_on": today.isoformat()}
    )

    assert (ended.status_code, ended.location) == (303, "/manage/members/ada-ag")
    assert started.status_code == 303
    assert [(m.from_on, m.until_on) for m in company.memberships] == [
        (date(2024, 1, 1), date(2025, 12, 31)),
        (today, None),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the last day"),
        ("31.12.2025", "Enter a date like 2027-06-17"),
        ("\ud83d\ude00", "Enter a date like 2027-06-17"),
    ],
)
def test_a_wrong_day_comes_back_with_a_sentence(client, sign_in, typed, message):
    make_member("Ada AG")
    sign_in()

    response = client.post(
        "/manage/members/ada-ag/end-membership",
        data={
            "until_on": typed.encode("utf-8", "surrogatepass").decode(
                "utf-8", "replace"
            )
        },
    )

    assert response.status_code == 422
    assert response.errors == [message]


def test_what_the_rules_refuse_comes_back_on_the_form(client, sign_in):
    make_member("Ada AG", from_on=date(2024, 1, 1))
    sign_in()

    response = client.post(
        "/manage/members/ada-ag/end-membership", data={"until_on": "2023-12-31"}
    )

    assert response.status_code == 409
    assert response.errors == ["The membership cannot end before it began."]


def test_the_travel_lead_reads_but_does_not_change(client, sign_in):
    make_member("Ada AG")
    sign_in("travel_lead")

    shown = client.get("/manage/members/ada-ag")

    assert "End the membership" not in text_of(shown.page.main)
    assert client.get("/manage/members/ada-ag/end-membership").status_code == 403


@pytest.mark.parametrize(
    "path", ["", "/nobody", "/nobody/start-membership", "/nobody/end-membership"]
)
def test_strangers_are_sent_to_sign_in_and_unknown_companies_are_missing(
    client, sign_in, path
):
    make_company("Ada AG")

    assert client.get(f"/manage/members{path}").status_code == 303
    sign_in()
    assert client.get(f"/manage/members{path}").status_code == (404 if path else 200)


@pytest.mark.parametrize(
    ("language", "named"),
    [("de", "Ägypten, Belgien, Türkei"), ("tr", "Belçika, Mısır, Türkiye")],
)
def test_countries_stand_in_the_order_of_their_names(client, sign_in, language, named):
    company = make_member("Ada AG", countries=["BE", "TR", "EG"])
    sign_in()

    for path in ("/manage/members", f"/manage/members/{company.slug}"):
        page = client.get(path, headers={"Accept-Language": language}).page
        assert named in page.main.get_text()
