"""A company that is known twice becomes one."""

from datetime import date

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.errors import Gone
from eventreg.people import queries, services
from eventreg.people.models import Company
from eventreg.people.services.merging_companies import united
from tests.factories import make_company, make_member, make_person, make_sector
from tests.house import text_of

NEW_YEAR, MAY, JUNE = date(2025, 1, 1), date(2025, 5, 31), date(2025, 6, 1)


@pytest.fixture
def twins(app):
    """One company twice, of which different things are known."""
    kept = make_company("Berg AG", city="Aachen", countries=["DE"])
    gone = make_member(
        "Berg Maschinen",
        from_on=JUNE,
        sector=make_sector("metal"),
        city="Bonn",
        countries=["DE", "TR"],
        mail_domain="berg.example",
    )
    return kept, gone


def merge(kept, gone):
    with write_tx():
        services.merge_companies(kept, gone, by=Actor.worker())


def test_people_countries_and_memberships_of_both_become_those_of_one(twins):
    kept, gone = twins
    ada, ben = make_person(kept), make_person(gone)

    merge(kept, gone)

    assert db.session.scalars(sa.select(Company)).all() == [kept]
    assert (ada.company, ben.company) == (kept, kept)
    assert [row.country for row in kept.countries] == ["DE", "TR"]
    assert [(m.from_on, m.until_on) for m in kept.memberships] == [(JUNE, None)]


def test_what_the_one_that_stays_has_stays_and_what_is_missing_is_taken_over(twins):
    kept, gone = twins

    merge(kept, gone)

    assert (kept.name, kept.slug, kept.city) == ("Berg AG", "berg-ag", "Aachen")
    assert (kept.sector.code, kept.mail_domain) == ("metal", "berg.example")


def test_the_log_says_what_became_one_and_of_what(twins):
    merge(*twins)

    rows = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    told = {(row.act, row.target): row.changes for row in rows}
    assert told["company.merged", "berg-ag"] == {"name": ["Berg Maschinen", "Berg AG"]}
    assert told["company.removed", "berg-maschinen"] == {
        "name": ["Berg Maschinen", None],
        "address": ["berg-maschinen", "berg-ag"],
    }
    assert told["company.changed", "berg-ag"]["countries"] == [["DE"], ["DE", "TR"]]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(JUNE, None), (NEW_YEAR, MAY)], [(NEW_YEAR, None)]),
        ([(NEW_YEAR, None), (JUNE, None)], [(NEW_YEAR, None)]),
        ([(NEW_YEAR, JUNE), (MAY, MAY)], [(NEW_YEAR, JUNE)]),
        (
            [(JUNE, JUNE), (NEW_YEAR, NEW_YEAR)],
            [(NEW_YEAR, NEW_YEAR), (JUNE, JUNE)],
        ),
    ],
    ids=["none", "touching", "both open", "inside", "apart"],
)
def test_spans_of_both_are_united_by_days(spans, expected):
    assert united(spans) == expected


def test_two_open_memberships_become_one(app):
    kept, gone = make_member(from_on=NEW_YEAR), make_member(from_on=JUNE)

    merge(kept, gone)

    assert [(m.from_on, m.until_on) for m in kept.memberships] == [(NEW_YEAR, None)]


def test_nothing_is_merged_with_itself_or_with_what_is_gone(twins):
    kept, gone = twins
    with pytest.raises(services.IsOneCompanyAlready):
        merge(kept, kept)
    with write_tx() as session:
        session.delete(gone)

    with pytest.raises(Gone):
        merge(kept, gone)


def test_staff_look_for_the_other_one_see_both_and_merge(client, sign_in, twins):
    make_person(twins[1])
    sign_in("office")

    way = client.get("/manage/members/berg-ag").page.select_one("a[href$='/merge']")
    offered = client.get(way["href"]).page.select("main li a")
    shown = client.get(offered[0]["href"]).page
    answer = client.post(offered[0]["href"])

    assert [text_of(link) for link in offered] == ["Berg Maschinen"]
    assert [text_of(strong) for strong in shown.select("main p > strong")] == [
        "Berg AG",
        "Berg Maschinen",
    ]
    assert answer.location == "/manage/members/berg-ag"
    assert client.get(answer.location).flashes == ["Berg AG is one company now."]
    assert queries.company_by_slug("berg-maschinen") is None


def test_looking_changes_nothing_and_a_wrong_search_says_so(client, sign_in, twins):
    sign_in("office")
    one = "/manage/members/berg-ag/merge"

    page = client.get(one, query_string={"search": "zebra"}).page
    client.get(f"{one}/berg-maschinen")
    itself = client.post(f"{one}/berg-ag")

    assert "No other company is found by this." in text_of(page.main)
    assert page.select_one("#search")["value"] == "zebra"
    assert queries.company_by_slug("berg-maschinen") is not None
    assert itself.status_code == 409
    assert itself.errors == ["Choose two different companies."]
    assert client.get(f"{one}/nothing").status_code == 404


def test_the_old_address_leads_to_the_company_it_is_one_with(client, sign_in, twins):
    kept, _gone = twins
    merge(*twins)
    last = make_company("Berg Gruppe")
    merge(last, kept)
    sign_in("office")

    for old in ("berg-maschinen", "berg-ag"):
        response = client.get(f"/manage/members/{old}")
        assert (response.status_code, response.location) == (
            302,
            "/manage/members/berg-gruppe",
        )


def test_an_old_address_that_is_given_anew_is_the_new_company(client, sign_in, twins):
    merge(*twins)
    new = make_company("Berg Maschinen")
    sign_in("office")

    page = client.get("/manage/members/berg-maschinen").page

    assert new.slug == "berg-maschinen"
    assert text_of(page.h1) == "Berg Maschinen"


def test_forms_of_a_merged_company_are_missing_and_change_no_other(
    client, sign_in, twins
):
    merge(*twins)
    sign_in("office")

    assert client.get("/manage/members/berg-maschinen/change").status_code == 404
    assert client.get("/manage/members/never-known").status_code == 404


def test_whoever_may_not_see_members_learns_nothing_of_a_merger(client, sign_in, twins):
    merge(*twins)
    sign_in("desk")

    for address in ("berg-maschinen", "never-known"):
        assert client.get(f"/manage/members/{address}").status_code == 403
