"""Whatever somebody types: no crash, nothing lost, nothing run, nothing injected."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.turns import some_pairs

HOSTILE = {
    "control": "A\x00d\x07a\x1b[31m",
    "surrogate": b"A\xed\xa0\x80da",
    "latin-1": b"M\xfcller",
    "emoji": "👩‍👩‍👧 Ada 🏳️‍🌈",
    "right-to-left": "\u202eadA\u202c علی",
    "zero-width": "A\u200bd\ufeffa",
    "html": "<script>alert(1)</script><b>Ada",
    "attribute": "\" onfocus=alert(1) x='",
    "template": "{{7*7}}{% raw %}${7*7}",
    "formula": '=HYPERLINK("evil.example","x")',
    "header": "Ada\r\nBcc: eve@example.org\r\n\r\nHello",
    "format": "%(name)s %s {0} {greeting}",
    "combining": "A" + "\u0301" * 300,
    "sql": "'; DROP TABLE registration; --",
    "path": "../../etc/passwd",
    "single": "李",
    "long": "Ä" * 10_000,
}
#: What a database may refuse, and the other not: for its characters or its length.
REFUSED = {"control", "surrogate", "latin-1", "emoji", "combining", "long"}
#: Of the form, one of each kind.
FIELDS = [
    *("title", "given_name", "email", "phone", "company", "country", "message"),
    "shown",
]
#: For ``parametrize``: the others are words to both databases.
EVERYTHING = [
    pytest.param(name, marks=[] if name in REFUSED else [pytest.mark.one_database])
    for name in HOSTILE
]


def all_registrations():
    return db.session.scalars(sa.select(Registration)).all()


def sign_up(client, event, **values):
    form = {
        "given_name": "Ada",
        "family_name": "Berg",
        "email": "ada@example.org",
        "language": "en",
        **values,
    }
    return client.post(f"/events/{event.slug}/register", data=form)


@pytest.mark.parametrize(("field", "name"), some_pairs(FIELDS, EVERYTHING))
def test_no_field_of_the_form_breaks(client, field, name):
    event = make_event()

    response = sign_up(client, event, **{field: HOSTILE[name]})

    assert response.status_code in {303, 422}
    assert len(all_registrations()) == (response.status_code == 303)
    assert "<script>alert(1)" not in response.text


@pytest.mark.parametrize("name", [n for n in HOSTILE if n not in {"long", "combining"}])
def test_what_is_accepted_is_shown_as_it_was_meant(client, sign_in, name):
    event = make_event()
    typed = HOSTILE[name]
    sign_up(client, event, given_name=typed, company=typed, message=typed)
    [ada] = all_registrations()
    sign_in("director")

    pages = [
        client.get(f"/my/{ada.token}"),
        client.get(f"/manage/registrations/{ada.reference}"),
        client.get(f"/manage/events/{event.slug}/registrations"),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    for text in (ada.given_name, ada.company):
        assert not any(sign in text for sign in "\x00\x07\x1b\r\n\u202e\ud800")
    for page in pages:
        assert page.page.select("main script, main b[onfocus], [onfocus]") == []
        assert "49" not in page.page.h1.text


@pytest.mark.parametrize("typed", ["Win at http://evil.example", "WWW.evil.example"])
@pytest.mark.parametrize("field", ["title", "given_name", "family_name"])
def test_nobody_sends_strangers_an_address_as_a_name(client, letters, field, typed):
    response = sign_up(client, make_event(), **{field: typed})

    assert response.status_code == 422
    assert response.errors == ["Enter a name, without a web address"]
    assert response.page.select_one(f"#{field}")["value"] == typed
    assert letters() == []


@pytest.mark.parametrize("typed", ["---", "!!!", "🙂", "12", "٣"])
@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_nobody_is_called_by_signs_alone(client, letters, field, typed):
    response = sign_up(client, make_event(), **{field: typed})

    assert response.status_code == 422
    assert response.errors == ["Enter a name with letters, or leave this field empty"]
    assert response.page.select_one(f"#{field}")["value"] == typed
    assert letters() == []


@pytest.mark.parametrize(
    "name", ["X", "李", "Ö-2", "ꓡꓲ", "علی", "நா", "김", "Ⴀ", "O’", "𞤀"]
)
def test_a_name_of_any_script_is_one_and_may_be_a_letter(client, name):
    response = sign_up(client, make_event(), given_name=name, family_name="")

    assert response.status_code == 303
    assert [each.given_name for each in all_registrations()] == [name]


@pytest.mark.parametrize(
    "email",
    [
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "ada@example.org%0aBcc:eve@example.org",
        "ada@localhost",
        "ada@@example.org",
        "@example.org",
        "ada@example",
        "ada@" + "x" * 250 + ".org",
        'ada"@example.org',
        "ада@example.org",
    ],
)
def test_no_address_brings_another_recipient_or_header(client, letters, email):
    response = sign_up(client, make_event(), email=email)

    assert response.status_code == 422
    assert letters() == []


def test_invisible_characters_are_not_a_name(client):
    response = sign_up(
        client, make_event(), given_name="\u200b\u202e", family_name="\u00a0\u200d"
    )

    assert response.status_code == 422
    assert response.errors == ["Enter at least one of your names"]


def test_a_form_of_megabytes_is_refused_in_words(client):
    response = sign_up(client, make_event(), message="x" * 13_000_000)

    assert response.status_code == 413
    assert all_registrations() == []


def test_fields_that_nobody_asked_for_change_nothing(client):
    sign_up(client, make_event(), state="confirmed", role="vip", token="mine", id="1")

    [ada] = all_registrations()
    assert (ada.state, ada.role) == (State.UNVERIFIED, "guest")
    assert ada.token != "mine"


def test_a_field_sent_twice_is_read_once(client):
    response = sign_up(client, make_event(), given_name=["Ada", "Eve"])

    assert response.status_code == 303
    assert [r.given_name for r in all_registrations()] == ["Ada"]


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_reason_breaks_a_decision_or_a_cancellation(client, sign_in, name):
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING)
    ben = make_registration(event, State.CONFIRMED)
    sign_in("director")

    decline = client.post(
        f"/manage/inbox/{ada.reference}/decline",
        data={"text": HOSTILE[name], "reason": HOSTILE[name]},
    )
    cancel = client.post(f"/my/{ben.token}/cancel", data={"note": HOSTILE[name]})

    expected = 422 if name == "long" else 303
    assert (decline.status_code, cancel.status_code) == (expected, expected)
    assert client.get(f"/my/{ada.token}").status_code == 200
    assert client.get(f"/manage/registrations/{ben.reference}").status_code == 200


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_search_breaks_the_list(client, sign_in, name):
    event = make_event()
    make_registration(event)
    sign_in("office")

    response = client.get(
        f"/manage/events/{event.slug}/registrations",
        query_string={"search": HOSTILE[name]},
    )

    assert response.status_code == 200


class TestSession:
    """A page that was open for too long, or came from somewhere else."""

    def test_what_was_typed_survives_an_ended_session(self, client):
        event = make_event()
        response = client.post(
            f"/events/{event.slug}/register",
            data={"given_name": "Ada", "message": "A long story", "csrf_token": "old"},
            headers={"Referer": "http://localhost/"},
            csrf=False,
        )

        kept = {f["name"]: f["value"] for f in response.page.select("main input")}
        assert response.status_code == 400
        assert (kept["given_name"], kept["message"]) == ("Ada", "A long story")

    @pytest.mark.parametrize("act", ["confirm", "accept", "cancel", "not-me"])
    def test_another_site_cannot_press_a_button(self, client, act):
        people = [make_registration(make_event(), state) for state in State]
        states = [person.state for person in people]

        for person in people:
            client.post(f"/my/{person.token}/{act}", csrf=False)

        assert [person.state for person in people] == states

    def test_a_forged_session_is_an_empty_one(self, client):
        event = make_event()
        client.set_cookie("eventreg", "forged.session.cookie")

        response = client.get(f"/events/{event.slug}/register/sent")

        assert response.status_code == 404

    def test_the_draft_of_another_browser_stays_there(self, client, app):
        event = make_event()
        sign_up(client, event)

        other = app.test_client().get(f"/events/{event.slug}/register/sent")

        assert "ada@example.org" not in other.text
