"""Names of registrations: typed, kept, greeted, on badges and in lists."""

from dataclasses import asdict

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from eventreg.audit.actors import Actor
from eventreg.badges import queries as badges
from eventreg.badges.composition import compose
from eventreg.badges.frames import frame_of
from eventreg.database import db, write_tx
from eventreg.documents.labels import stocks
from eventreg.outbox.models import Letter
from eventreg.people.keys import write_keys
from eventreg.people.models import Person
from eventreg.people.names import clean_name
from eventreg.people.services import PersonValues
from eventreg.privacy import retention
from eventreg.registrations import services
from eventreg.registrations.forms import DetailsForm
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import Wanted, of_event
from tests.factories import make_event, make_registration
from tests.house import text_of

MAYOR = {
    "de": "Sehr geehrte Frau Oberbürgermeisterin",
    "tr": "Sayın Belediye Başkanı",
}
#: A letter with up to three marks: what people see as one character.
GRAPHEME = st.builds(
    "".join,
    st.tuples(
        st.characters(categories=["Lu", "Ll", "Lo"]),
        st.text(st.characters(categories=["Mn"]), max_size=2),
        st.sampled_from(["", "\u200c", "\u200d"]),
    ),
)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Sehr geehrte Frau Oberbürgermeisterin"),
        ("tr", "Sayın Belediye Başkanı"),
        ("en", "Dear Una Ott"),
    ],
)
def test_an_office_is_greeted_by_its_own_line_or_neutrally(app, language, line):
    una = make_registration(
        make_event(),
        given_name="Una",
        family_name="Ott",
        salutation="ms",
        title="Dr.",
        address_as=MAYOR,
        language=language,
    )

    with write_tx():
        services.cancel(una, by=Actor.person(una))

    letter = db.session.scalars(sa.select(Letter)).one()
    assert letter.values["greeting"] == line


def test_the_own_page_speaks_to_an_office_as_its_line_says(client):
    una = make_registration(make_event(), address_as=MAYOR, language="de")

    page = client.get(f"/my/{una.token}")

    assert "Frau Oberbürgermeisterin" in page.heading


def test_a_badge_says_what_the_person_wrote_for_it_and_all_degrees(app):
    event = make_event()
    make_registration(
        event,
        given_name="Anton",
        family_name="Berg",
        badge_name="Toni Berg",
        title="Prof. Dr.-Ing.",
        suffix="MBA",
    )
    [own] = badges.badges_of(event, badges.design_of(event))

    frame = frame_of("calm", stocks()["DURABLE 1445-02"])
    lines = compose(own.badge, frame).lines

    assert [(line.kind, line.text.replace("\n", " ")) for line in lines] == [
        ("title", "Prof. Dr.-Ing."),
        ("name", "Toni Berg"),
        ("suffix", "MBA"),
    ]


def details_of(client, registration):
    return f"/manage/registrations/{registration.reference}/details"


def test_staff_give_what_only_few_people_need(client, sign_in):
    una = make_registration(make_event(), given_name="Una", family_name="Ott")
    sign_in("office")

    response = client.post(
        details_of(client, una),
        data={
            "given_name": "Una",
            "family_name": "Ott",
            "email": una.email,
            "language": "en",
            "suffix": "LL.M.",
            "native_name": "Уна Отт",
            "badge_name": "Una",
            "line_de": "Sehr geehrte Frau Oberbürgermeisterin,",
        },
    )
    shown = client.get(response.location)
    form = client.get(details_of(client, una)).page

    assert (una.suffix, una.native_name, una.badge_name) == ("LL.M.", "Уна Отт", "Una")
    assert una.address_as == {"de": "Sehr geehrte Frau Oberbürgermeisterin"}
    assert shown.heading == "Una Ott, LL.M."
    assert "Уна Отт" in text_of(shown.page.main)
    assert form.select_one("#line_de")["value"] == una.address_as["de"]
    assert form.select_one("details").has_attr("open")


@pytest.mark.parametrize(
    "field", ["suffix", "native_name", "badge_name", "line_de", "line_tr"]
)
def test_no_name_of_any_kind_makes_a_link_in_a_letter(client, sign_in, field):
    una = make_registration(make_event(), given_name="Una", family_name="Ott")
    sign_in("office")

    response = client.post(
        details_of(client, una),
        data={"given_name": "Una", "email": una.email, "language": "en"}
        | {field: "www.evil.example"},
    )

    assert response.status_code == 422
    assert response.errors == ["Enter a name, without a web address"]
    assert response.page.select_one(f"#{field}")["value"] == "www.evil.example"


@pytest.mark.parametrize("field", ["given_name", "native_name", "badge_name"])
def test_staff_give_nobody_a_name_without_letters(client, sign_in, field):
    una = make_registration(make_event(), given_name="Una", family_name="Ott")
    sign_in("office")

    response = client.post(
        details_of(client, una),
        data={"family_name": "Ott", "email": una.email, "language": "en"}
        | {field: "***"},
    )

    assert response.status_code == 422
    assert response.errors == ["Enter a name with letters, or leave this field empty"]
    assert response.page.select_one(f"#{field}")["value"] == "***"


def test_the_person_says_what_the_badge_should_say(client):
    ada = make_registration(make_event(), given_name="Ada", family_name="Berg")

    client.post(f"/my/{ada.token}/change", data={"badge_name": "Ada", "language": "en"})

    assert (ada.badge_name, ada.other_key) == ("Ada", "ada")


@pytest.mark.parametrize("search", ["шариф", "sharif", "toni", "TONİ"])
def test_staff_find_people_by_native_and_badge_name(app, search):
    event = make_event()
    wanted = make_registration(
        event,
        given_name="Layla",
        family_name="Karim",
        native_name="Лейла Шариф",
        badge_name="Toni",
    )
    make_registration(event, given_name="Ben", family_name="Berg")

    assert of_event(event, Wanted(search=search)) == [wanted]


def test_a_latin_name_beside_a_native_one_makes_the_order(app):
    event = make_event()
    for given_name, family, native in (
        ("Jan", "Zander", ""),
        ("Иван", "Кравцов", ""),
        ("Xiaoming", "Wang", "王小明"),
    ):
        make_registration(
            event, given_name=given_name, family_name=family, native_name=native
        )

    listed = [r.family_name for r in of_event(event, Wanted())]

    assert listed == ["Wang", "Zander", "Кравцов"]


def test_what_is_forgotten_takes_every_name_with_it(app):
    ada = make_registration(
        make_event(), native_name="Ада", badge_name="Ada", address_as=MAYOR
    )
    with write_tx():
        db.session.execute(sa.update(Registration).values(retention._NOBODYS))

    db.session.refresh(ada)
    assert (ada.native_name, ada.badge_name, ada.other_key) == ("", "", "")
    assert ada.address_as == {}


@settings(max_examples=50)
@given(st.lists(GRAPHEME, min_size=100, max_size=100).map("".join))
def test_a_hundred_letters_with_marks_pass_through_the_form(site, name):
    typed = {"family_name": name, "email": "ada@example.org", "language": "en"}

    with site.test_request_context(method="POST", data=typed):
        form = DetailsForm(meta={"csrf": False})
        is_valid = form.validate()
        values = PersonValues(family_name=form.family_name.data)

    assert (is_valid, values.family_name) == (True, clean_name(name))
    person = Person(**asdict(values))
    write_keys(person)
    assert 0 < len(person.search_key) <= 1000
    assert len(person.sort_key_de) <= 1000
