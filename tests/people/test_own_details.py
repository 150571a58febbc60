"""What members change about themselves, and who may no longer write to them."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.people import services
from eventreg.people.models import PersonalLink
from eventreg.people.names import full_name
from tests.factories import (
    make_event,
    make_member,
    make_member_link,
    make_person,
    make_personal_link,
)
from tests.house import text_of
from tests.windows import filled

TYPED = {
    "salutation": "ms",
    "title": "Dr.",
    "given_name": "Ada",
    "family_name": "Lovelace",
    "badge_name": "Ada",
    "native_name": "Ада",
    "phone": "0241 123456",
    "position": "Engineer",
    "country": "GB",
    "language": "tr",
}


@pytest.fixture
def ada(app):
    return make_person(
        make_member("Ada AG"),
        email="ada@example.org",
        language="en",
        address_as={"de": "Hochverehrte Gräfin"},
    )


@pytest.fixture(params=["signed in", "personal link"])
def details(request, client, ada, sign_in_member):
    """Where Ada changes her details, by each of the two ways in."""
    if request.param == "signed in":
        sign_in_member(ada)
        return "/members/details"
    return f"/members/{make_personal_link(ada).token}/details"


def test_details_go_to_the_person_and_what_was_not_asked_stays(client, ada, details):
    response = client.post(details, data=TYPED)

    assert response.status_code == 303
    assert (ada.title, ada.given_name, ada.family_name) == ("Dr.", "Ada", "Lovelace")
    assert (ada.badge_name, ada.native_name) == ("Ada", "Ада")
    assert (ada.phone, ada.position, ada.country) == ("+49241123456", "Engineer", "GB")
    assert (ada.email, ada.company.name) == ("ada@example.org", "Ada AG")
    assert ada.address_as == {"de": "Hochverehrte Gräfin"}
    assert ada.search_key == "ada lovelace"


def test_the_form_shows_what_is_known_and_leads_back(client, ada, details):
    event = make_event()

    page = client.get(details, query_string={"next": f"/events/{event.slug}"}).page
    saved = client.post(
        details, data=TYPED, query_string={"next": f"/events/{event.slug}"}
    )

    assert page.select_one("#family_name")["value"] == "King"
    assert saved.location == f"/events/{event.slug}"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        (
            {"given_name": "", "family_name": "\u202e "},
            "Enter at least one of your names",
        ),
        (
            {"given_name": "---"},
            "Enter a name with letters, or leave this field empty",
        ),
        ({"given_name": "x" * 101}, "Given name: use 100 letters or fewer"),
        ({"family_name": "www.evil.example"}, "Enter a name, without a web address"),
        (
            {"phone": "call me"},
            "Enter a phone number with country code, like +49 241 123456",
        ),
        ({"country": "XX"}, "Country: choose one of the answers in the list"),
        (
            {"language": "xx"},
            "Language of our e-mails to you: choose one of the answers in the list",
        ),
    ],
)
def test_a_mistake_comes_back_with_its_sentence(client, ada, details, values, error):
    response = client.post(details, data=TYPED | values)

    assert response.status_code == 422
    assert response.errors == [error]
    assert response.page.select_one("#position")["value"] == "Engineer"
    assert ada.family_name == "King"


def test_nobody_becomes_somebody_who_is_known(client, ada, details):
    make_person(given_name="Ben", family_name="Lovelace", email="ada@example.org")

    response = client.post(details, data=TYPED | {"given_name": "BEN"})

    assert response.status_code == 409
    assert response.errors == ["Somebody with this name and e-mail address is known."]
    assert ada.family_name == "King"


def test_invitations_are_refused_and_allowed_again_by_buttons(client, ada):
    path = f"/members/{make_personal_link(ada).token}/invitations"
    client.get(path)
    untouched = ada.no_invitations_since

    client.post(path, data={"wish": "refuse"})
    since = ada.no_invitations_since
    client.post(path, data={"wish": "refuse"})
    refused = client.get(path)
    client.post(path, data={"wish": "allow"})

    assert untouched is None
    assert since is not None
    assert refused.heading == "You get no more invitations"
    assert ada.no_invitations_since is None


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_who_opens_a_link_that_was_passed_on_reads_no_address(client, ada, language):
    path = f"/members/{make_personal_link(ada).token}/invitations"
    read = {"Accept-Language": language}

    before = client.get(path, headers=read)
    client.post(path, data={"wish": "refuse"})
    after = client.get(path, headers=read)

    for page in (before, after):
        assert "ada@" not in text_of(page.page)
        assert full_name(ada) in text_of(page.page.select_one(".eyebrow"))


@pytest.mark.parametrize("page", ["details", "invitations"])
def test_a_revoked_or_wrong_link_is_a_friendly_page(client, ada, page):
    token = make_personal_link(ada).token
    with write_tx():
        services.revoke_personal_link(ada, by=Actor.worker())

    answers = [client.get(f"/members/{t}/{page}") for t in (token, "nothing")]

    assert [a.status_code for a in answers] == [404, 404]
    assert {a.heading for a in answers} == {"This link no longer works"}
    assert "For members" in text_of(answers[0].page.main)


def test_another_address_ends_link_and_sessions(client, ada, sign_in_member):
    sign_in_member(ada)
    token, (link, _secret) = make_personal_link(ada).token, make_member_link(ada)
    values = services.person_values(ada)

    with write_tx():
        services.change_person(
            ada,
            type(values)(**{**vars(values), "email": "new@example.org"}),
            company=ada.company,
            by=Actor.worker(),
        )

    assert client.get("/members").status_code == 303
    assert client.get(f"/members/{token}/details").status_code == 404
    assert link.is_over


def test_a_person_has_one_running_link(ada):
    first = make_personal_link(ada)
    again = make_personal_link(ada)
    with write_tx():
        services.revoke_personal_link(ada, by=Actor.worker())
    fresh = make_personal_link(ada)

    assert first.token == again.token
    assert fresh.token != first.token
    with pytest.raises(sa.exc.IntegrityError), write_tx() as session:
        session.add(PersonalLink(person_id=ada.id))


def test_the_page_is_kept_nowhere(client, ada):
    answer = client.get(f"/members/{make_personal_link(ada).token}/details")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert db.session.scalar(sa.select(sa.func.count(PersonalLink.id))) == 1


def test_what_the_office_changed_meanwhile_is_shown_beside_the_own(
    client, ada, details
):
    window = filled(client.get(details).page)
    with write_tx():
        ada.position, ada.suffix = "By the office", "MBA"

    answer = client.post(details, data=window | {"position": "By me"})

    assert answer.status_code == 409
    assert text_of(answer.page.select_one(".now")) == "Now it says: By the office"
    client.post(details, data=filled(answer.page))
    assert (ada.position, ada.suffix) == ("By me", "MBA")
