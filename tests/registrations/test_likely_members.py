"""Unknown persons who write from a member's mail domain, and settling it."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.people.models import Person
from eventreg.registrations import queries, services
from eventreg.registrations.states import State
from eventreg.registrations.words import Flag
from tests.factories import (
    make_company,
    make_event,
    make_member,
    make_person,
    make_registration,
)
from tests.house import count_queries, text_of

OLE = Actor.worker()


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


def make_unknown(event, email="ada@king.example", state=State.PENDING, **columns):
    return make_registration(event, state, email=email, **columns)


def settle(registration):
    with write_tx():
        return services.settle_member(registration, by=OLE)


def test_the_inbox_says_who_is_probably_a_member(client, sign_in, trip):
    make_member("King Ltd", mail_domain="king.example")
    make_unknown(trip)
    make_unknown(trip, email="ben@elsewhere.example")
    sign_in("director")

    rows = client.get("/manage/inbox").page.select(".people > li")

    tags = [[text_of(tag) for tag in row.select(".tag")] for row in rows]
    assert tags == [["Probably a member: King Ltd"], []]


def test_who_is_probably_a_member_is_not_approved_with_the_plain_ones(
    client, sign_in, trip
):
    make_member("King Ltd", mail_domain="king.example")
    ada = make_unknown(trip)
    ben = make_unknown(trip, email="ben@elsewhere.example")
    sign_in("director")

    client.post(
        "/manage/inbox/approve-plain",
        data={"reference": [ada.reference, ben.reference]},
    )

    db.session.expire_all()
    assert (ada.state, ben.state) == (State.PENDING, State.CONFIRMED)


def test_one_button_settles_it(client, sign_in, trip):
    company = make_member("King Ltd", mail_domain="king.example")
    ada = make_unknown(trip, position="Owner")
    sign_in("office")

    path = f"/manage/registrations/{ada.reference}"
    assert "Probably a member: King Ltd" in client.get(path).text
    answer = client.post(f"{path}/settle-member?inbox=1")

    person = db.session.scalars(sa.select(Person)).one()
    db.session.refresh(ada)
    assert (answer.status_code, answer.location) == (303, "/manage/inbox")
    assert (person.company_id, person.position) == (company.id, "Owner")
    assert (ada.person_id, ada.is_member, ada.role) == (person.id, True, "member")
    assert "Probably a member" not in client.get(path).text


def test_settling_twice_is_refused_and_adds_nobody(trip):
    make_member("King Ltd", mail_domain="king.example")
    ada = make_unknown(trip)
    settle(ada)

    with pytest.raises(services.IsSettled):
        settle(ada)

    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == 1


def test_settling_in_a_narrowed_inbox_leads_back_to_it_as_it_was(client, sign_in, trip):
    make_member("King Ltd", mail_domain="king.example")
    make_unknown(trip)
    sign_in("office")
    narrowed = f"/manage/inbox?event={trip.slug}&sort=name"

    page = client.get(narrowed).page
    form = page.select_one(".people form[action*=settle-member]")

    assert client.post(form["action"]).location == narrowed


def test_a_person_without_company_is_known_already_and_only_joins(trip):
    company = make_member("King Ltd", mail_domain="king.example")
    ada = make_unknown(trip, given_name="Ada", family_name="King")
    person = make_person(given_name="Ada", family_name="King", email=ada.email)

    settle(ada)

    db.session.refresh(person)
    assert (person.company_id, ada.person_id) == (company.id, person.id)


@pytest.mark.parametrize(
    ("domain", "columns"),
    [
        ("elsewhere.example", {}),
        ("king.example", {"verified_at": None, "state": State.UNVERIFIED}),
        ("king.example", {"email": None}),
    ],
    ids=["other domain", "address not proven", "no address"],
)
def test_nobody_else_is_taken_for_a_member(trip, domain, columns):
    make_member("King Ltd", mail_domain=domain)

    assert queries.likely_member(make_unknown(trip, **columns)) is None


@pytest.mark.parametrize(
    "website",
    ["https://www.king.example/de", "http://king.example", "www.King.example"],
)
def test_the_domain_of_the_website_counts_too(trip, website):
    company = make_member("King Ltd", website=website)

    assert queries.likely_member(make_unknown(trip)) == company


def test_the_domain_from_which_its_people_write_counts_too(trip):
    company = make_member("King Ltd")
    make_person(company, email="ben@king.example")

    assert queries.likely_member(make_unknown(trip)) == company


@pytest.mark.parametrize("domain", ["gmail.com", "t-online.de", "mynet.com"])
def test_where_anybody_can_have_an_address_nobody_is_taken_for_a_member(trip, domain):
    company = make_member("King Ltd", mail_domain=domain, website=f"www.{domain}")
    make_person(company, email=f"ben@{domain}")

    assert queries.likely_member(make_unknown(trip, f"ada@{domain}")) is None


def test_a_domain_of_two_members_settles_nothing(trip):
    make_member("King Ltd", website="www.king.example")
    make_person(make_member("Queen Ltd"), email="ben@king.example")

    assert queries.likely_member(make_unknown(trip)) is None


def test_what_a_company_says_of_itself_comes_first(trip):
    company = make_member("King Ltd", mail_domain="king.example")
    make_person(make_member("Queen Ltd"), email="ben@king.example")

    assert queries.likely_member(make_unknown(trip)) == company


def test_a_site_on_a_platform_is_no_domain_of_a_company(trip):
    make_member("King Ltd", website="https://king.wordpress.com")

    assert queries.likely_member(make_unknown(trip, "ada@king.wordpress.com")) is None


@pytest.mark.parametrize(
    ("typed", "shown"), [("", "King Ltd"), ("King’s", "King’s")], ids=["none", "own"]
)
def test_who_is_settled_comes_for_the_company(trip, typed, shown):
    make_member("King Ltd", mail_domain="king.example")
    ada = make_unknown(trip, company=typed)

    settle(ada)

    db.session.refresh(ada)
    assert ada.company == shown


def test_a_company_that_is_no_member_does_not_count(trip):
    make_company("King Ltd", mail_domain="king.example")

    assert queries.likely_member(make_unknown(trip)) is None


def test_many_rows_ask_no_more_than_one(client, sign_in, trip):
    make_member("King Ltd", mail_domain="king.example")
    sign_in("director")
    make_unknown(trip, email="p@king.example")
    with count_queries() as one:
        client.get("/manage/inbox")
    for number in range(5):
        make_unknown(trip, email=f"p{number}@king.example")
    with count_queries() as many:
        client.get("/manage/inbox")

    assert len(many) == len(one)


def test_an_invited_guest_of_no_company_is_flagged_and_settled_too(trip):
    company = make_member("King Ltd", mail_domain="king.example")
    ada = make_person(given_name="Ada", family_name="King", email="ada@king.example")
    with write_tx():
        registration = services.sign_up_known(trip, ada, services.applicant_for(ada))
    was_flagged = queries.likely_member(registration)

    settle(registration)

    db.session.refresh(ada)
    assert was_flagged == company
    assert (ada.company_id, registration.is_member) == (company.id, True)
    assert queries.likely_member(registration) is None


def test_somebody_of_another_company_is_not_flagged(trip):
    make_member("King Ltd", mail_domain="king.example")
    ada = make_person(make_company("Else"), email="ada@king.example")
    with write_tx():
        registration = services.sign_up_known(trip, ada, services.applicant_for(ada))

    assert queries.likely_member(registration) is None


def test_prefilled_forms_are_flagged_as_others_are(trip):
    member = make_member("King Ltd")
    for name in ("Ada", "Ben"):
        person = make_person(member, given_name=name)
        with write_tx():
            services.sign_up_known(trip, person, services.applicant_for(person))
    make_registration(
        trip, State.PENDING, given_name="Ada", family_name="King", company="King Ltd"
    )

    rows = queries.inbox()

    assert [set(row.flags) for row in rows] == [
        {Flag.SAME_COMPANY, Flag.POSSIBLE_DOUBLE},
        {Flag.SAME_COMPANY},
        {Flag.SAME_COMPANY, Flag.POSSIBLE_DOUBLE},
    ]
