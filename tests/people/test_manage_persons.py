"""Staff write down who somebody is, and end their ways in."""

import pytest

from eventreg.people import queries
from tests.factories import make_member, make_person, make_personal_link
from tests.house import text_of
from tests.windows import filled

TYPED = {
    "salutation": "ms",
    "given_name": "Una",
    "family_name": "Ott",
    "email": "una@example.org",
    "language": "de",
    "line_de": "Sehr geehrte Frau Oberbürgermeisterin",
    "native_name": "Уна Отт",
    "suffix": "MBA",
}


def page_of(person, act=""):
    return f"/manage/people/{person.reference}{act}"


def test_office_adds_a_person_to_a_member(client, sign_in):
    member = make_member("Ada AG")
    sign_in("office")

    response = client.post("/manage/members/ada-ag/add-person", data=TYPED)
    page = client.get(response.location)

    [una] = member.people
    assert response.location == page_of(una)
    assert page.heading == "Una Ott, MBA"
    assert "Уна Отт" in text_of(page.page.main)
    assert una.address_as == {"de": "Sehr geehrte Frau Oberbürgermeisterin"}


def test_one_tap_writes_to_a_person_or_calls(client, sign_in):
    una = make_person(email="una@example.org", phone="+49241123456")
    sign_in("office")

    page = client.get(page_of(una)).page

    ways = [link["href"] for link in page.select(".facts a")]
    assert ways == ["mailto:una@example.org", "tel:+49241123456"]


def test_office_changes_a_person_and_finds_the_form_filled_in(client, sign_in):
    una = make_person(make_member(), **{"address_as": {"de": "Exzellenz"}})
    sign_in("office")

    form = client.get(page_of(una, "/change")).page
    client.post(page_of(una, "/change"), data=TYPED | {"phone": "+90 212 555 01 00"})

    assert form.select_one("#line_de")["value"] == "Exzellenz"
    assert (una.family_name, una.phone) == ("Ott", "+902125550100")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"given_name": "", "family_name": ""}, "Enter at least one of your names"),
        ({"email": "una"}, "Enter an e-mail address like name@example.org"),
        (
            {"line_tr": "x" * 201},
            "Whole greeting line in Turkish: use 200 characters or fewer",
        ),
    ],
)
def test_a_mistake_comes_back(client, sign_in, values, error):
    make_member("Ada AG")
    sign_in("office")

    response = client.post("/manage/members/ada-ag/add-person", data=TYPED | values)

    assert response.status_code == 422
    assert response.errors == [error]
    assert response.page.select_one("#suffix")["value"] == "MBA"


def test_the_same_person_twice_is_refused(client, sign_in):
    make_person(given_name="Una", family_name="Ott", email="una@example.org")
    make_member("Ada AG")
    sign_in("office")

    response = client.post("/manage/members/ada-ag/add-person", data=TYPED)

    assert response.status_code == 409
    assert response.errors == ["Somebody with this name and e-mail address is known."]


def test_office_revokes_the_link_and_never_reads_it(client, sign_in):
    una = make_person(make_member())
    token = make_personal_link(una).token
    sign_in("office")

    shown = client.get(page_of(una))
    revoked = client.post(page_of(una, "/revoke-link"))
    again = client.post(page_of(una, "/revoke-link"))

    assert token not in shown.text
    assert (revoked.location, again.location) == (page_of(una), page_of(una))
    assert queries.running_link(una) is None


def test_office_signs_a_member_out(client, app, sign_in, sign_in_member):
    phone = app.test_client()
    una = sign_in_member(on=phone)
    sign_in("office")

    shown = client.get(page_of(una))
    client.post(page_of(una, "/sign-out"))

    assert "On 1 device." in text_of(shown.page.main)
    assert phone.get("/members").status_code == 303


def test_the_travel_lead_reads_and_does_not_change(client, sign_in):
    una = make_person(make_member())
    sign_in("travel_lead")

    shown = client.get(page_of(una))

    assert shown.status_code == 200
    assert "Invite to an event" not in text_of(shown.page.main)
    assert client.get(page_of(una, "/change")).status_code == 403
    assert client.post(page_of(una, "/revoke-link")).status_code == 403


def test_nobody_of_this_reference_is_missing(client, sign_in):
    sign_in("office")

    assert client.get("/manage/people/P0000000").status_code == 404


def test_two_who_change_a_person_keep_what_each_has_written(client, sign_in):
    una = make_person(make_member(), **{"address_as": {"de": "Exzellenz"}})
    sign_in("office")
    path = page_of(una, "/change")
    one, other = (filled(client.get(path).page) for _window in range(2))

    client.post(path, data=one | {"position": "Mayor", "line_en": "Your Excellency"})
    kept = client.post(path, data=other | {"suffix": "MBA"})
    refused = client.post(path, data=other | {"position": "Baker"})

    assert (kept.status_code, refused.status_code) == (303, 409)
    assert (una.position, una.suffix) == ("Mayor", "MBA")
    assert una.address_as == {"de": "Exzellenz", "en": "Your Excellency"}
    assert text_of(refused.page.select_one(".now")) == "Now it says: Mayor"
