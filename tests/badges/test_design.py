"""How an event's badges look, and who may say so."""

import io
from datetime import datetime

import pytest
from PIL import Image

from eventreg.badges import queries
from eventreg.badges.designs import Back, Design, contrast
from eventreg.badges.drawing import drawn
from eventreg.database import db
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.registrations.models import PhotoLevel
from eventreg.uploads.models import Upload
from tests.badges.people import make_badge
from tests.badges.test_sheet import make_sheet
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import (
    make_answer,
    make_design,
    make_entry,
    make_event,
    make_print,
    make_question,
    make_registration,
)
from tests.house import count_queries

FORM = {
    "look": "bold",
    "colour": "#AA3300",
    "fields": ["title", "country"],
    "languages": ["de", "en"],
    "back": "programme",
    "marks_photos": "y",
}


@pytest.fixture
def event(app):
    event = make_event(title="Network evening", languages=["de", "en"])
    make_registration(
        event,
        given_name="Ada",
        family_name="Lovelace",
        company="Engines",
        country="TR",
    )
    return event


def design_path(event) -> str:
    return f"/manage/events/{event.slug}/badges/design"


def picture(size=(300, 120)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "#a8481f").save(out, "PNG")
    out.seek(0)
    return out


def the_badge(event):
    [own] = queries.badges_of(event, queries.design_of(event))
    return own.badge


def test_a_design_is_saved_and_shown(client, sign_in, event):
    sign_in("office")

    answer = client.post(design_path(event), data=FORM)
    page = client.get(answer.location).page

    design = queries.design_of(event)
    assert (design.look, design.colour, design.back, design.version) == (
        "bold",
        "#aa3300",
        Back.PROGRAMME,
        1,
    )
    assert page.select_one("#look-1")["checked"] == ""
    assert page.select("iframe")


def test_only_what_is_chosen_stands_on_the_badge(event):
    make_design(event, fields=["country"], languages=["de", "en"])

    badge = the_badge(event)

    assert (badge.company, badge.event, badge.details) == ("", "", ("Türkei",))
    assert badge.role_word == "Gast / Guest"


@pytest.mark.parametrize(
    ("level", "is_marked"),
    [
        (PhotoLevel.NONE, True),
        (PhotoLevel.INTERNAL, False),
        (PhotoLevel.PUBLIC, False),
    ],
)
def test_who_wants_no_photo_is_marked_where_the_event_does_so(app, level, is_marked):
    event = make_event()
    make_registration(event, photo_level=level)

    before = the_badge(event).no_photos
    make_design(event, marks_photos=True)

    assert (before, the_badge(event).no_photos) == (False, is_marked)


@pytest.mark.parametrize(
    "colour",
    ["red", "#12345", "#1234567", "#fff;}", "url(x)", "expression(1)", "</style>", ""],
)
def test_a_colour_is_nothing_but_a_colour(client, sign_in, event, colour):
    sign_in("office")

    answer = client.post(design_path(event), data={**FORM, "colour": colour})

    assert answer.status_code == 422
    assert answer.errors == ["Enter a colour like #0b5a62"]
    assert answer.page.select_one("#colour")["value"] == colour


def test_a_role_needs_a_language(client, sign_in, event):
    sign_in("office")

    answer = client.post(design_path(event), data={**FORM, "languages": []})

    assert answer.errors == ["Choose at least one language"]


def test_a_partners_logo_is_drawn_anew_and_can_be_taken_away(client, sign_in, event):
    sign_in("office")

    client.post(design_path(event), data={**FORM, "partner_logo": (picture(), "a.png")})
    [logo] = drawn(queries.design_of(event), event).logos
    client.post(design_path(event), data={**FORM, "without_partner_logo": "y"})

    assert logo.asset.media_type == "image/jpeg"
    assert (logo.width, logo.height) == (300, 120)
    assert drawn(queries.design_of(event), event).logos == ()
    assert db.session.query(Upload).count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"GIF89a",
        b"<svg onload='x'/>",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + b"0" * 99,
    ],
)
def test_what_is_no_picture_is_refused(client, sign_in, event, body):
    sign_in("office")
    file = (io.BytesIO(body), "logo.png")

    answer = client.post(design_path(event), data={**FORM, "partner_logo": file})

    assert answer.status_code == 422
    assert len(answer.errors) == 1
    assert queries.design_of(event).version == 0


def test_the_programme_stands_on_the_back(app):
    event = make_event(title="Network evening")
    make_entry(event, "Opening by the mayor", starts_local=datetime(2027, 6, 17, 19, 5))
    make_entry(event, "Talks", starts_local=datetime(2027, 6, 17, 19, 30))
    make_design(event, back=Back.PROGRAMME)
    design = drawn(queries.design_of(event), event)

    pdf = make_sheet([make_badge()], design=design)

    clocks = [when for when, _what in design.programme]
    assert [clock for clock in clocks if clock[:2] == "19"] == ["19:05", "19:30"]
    assert "Ada" in text_of(pdf[0])
    assert "Opening by the mayor" in text_of(pdf[1])
    assert "Ada" not in text_of(pdf[1])


@pytest.mark.parametrize(
    ("colour", "ink"), [("#0b5a62", "#ffffff"), ("#ffe000", "#17222d")]
)
def test_letters_on_a_colour_can_be_read(colour, ink):
    design = Design(colour=colour)

    assert design.ink == ink
    assert contrast(colour, design.ink) >= 4.5


def test_an_event_without_a_design_has_the_usual_one(client, sign_in, event):
    sign_in("office")

    page = client.get(design_path(event)).page

    assert page.select_one("#look-0").has_attr("checked")
    assert page.select_one("#colour")["value"] == "#0b5a62"


def test_preview_is_as_large_as_it_is_printed(client, sign_in, event):
    sign_in("office")
    badge = the_badge(event)

    path = f"/manage/events/{event.slug}/badges/{badge.badge_code}/preview"
    answer = client.get(f"{path}?stock=Brother 29x90")

    # A label on a roll is printed turned and looked at upright.
    assert "size: 90.0mm 29.0mm" in answer.text


def test_markup_in_names_and_events_is_only_text(client, sign_in, app):
    event = make_event(title="<script>alert(1)</script>{{ 7 * 7 }}")
    evil = make_registration(
        event, given_name="<img src=http://127.0.0.1:1/x>", company="</p><style>*{}"
    )
    account = sign_in("office")
    made = make_print(event, account)
    base = f"/manage/events/{event.slug}/badges"
    page = client.get(f"{base}/{evil.badge_code}/preview")
    pdf = open_pdf(client.get(f"{base}/prints/{made.code}.pdf").data)

    assert "<script>" not in page.text
    assert "<img src=http" not in page.text
    assert "{{ 7 * 7 }}" in text_of(pdf[0])


def test_a_look_is_tried_out_before_it_is_saved(client, sign_in, event):
    sign_in("office")
    path = f"/manage/events/{event.slug}/badges/{the_badge(event).badge_code}/try"

    page = client.get(path, query_string={**FORM, "stock": "HERMA 4412"})

    assert "#aa3300" in page.text
    assert "size: 80.0mm 50.0mm" in page.text
    assert "Gast / Guest" in page.text
    assert queries.design_of(event).version == 0


@pytest.mark.parametrize("wrong", [{"colour": "red;}"}, {"look": "x"}, {"back": "x"}])
def test_what_cannot_be_is_not_tried_out(client, sign_in, event, wrong):
    sign_in("office")
    path = f"/manage/events/{event.slug}/badges/{the_badge(event).badge_code}/try"

    assert client.get(path, query_string={**FORM, **wrong}).status_code == 404


def test_answers_stand_on_the_badge_where_the_event_wants_it(client, sign_in, event):
    topic = make_question(event, QuestionKind.SHORT_TEXT, "My topic", key="topic")
    choice = make_question(event, QuestionKind.ONE_OF, choices=["red", "blue"], key="c")
    [ada] = [own.registration for own in all_badges(event)]
    make_answer(ada, topic, "Hydrogen")
    make_answer(ada, choice, "red")
    sign_in("office")

    fields = ["company", "answer:topic"]
    client.post(design_path(event), data={**FORM, "fields": fields})

    assert the_badge(event).details == ("Hydrogen",)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        (QuestionKind.SHORT_TEXT, {"own_tick": True}),
        (QuestionKind.SHORT_TEXT, {"audience": Audience.TRAVEL}),
        (QuestionKind.PHONE, {}),
        (QuestionKind.PICTURE, {}),
    ],
    ids=["own tick", "passport", "phone", "picture"],
)
def test_what_is_not_for_everybody_cannot_be_chosen(
    client, sign_in, event, kind, columns
):
    secret = make_question(event, kind, "Secret", key="secret", **columns)
    [ada] = [own.registration for own in all_badges(event)]
    make_answer(ada, secret, "nobody's business")
    sign_in("office")

    fields = ["answer:secret"]
    answer = client.post(design_path(event), data={**FORM, "fields": fields})
    make_design(event, fields=fields)

    assert answer.errors == ["Choose only from the options"]
    assert the_badge(event).details == ()


def test_more_people_cost_no_more_queries(app):
    event = make_event(capacity=40)
    make_registration(event)
    question = make_question(event, QuestionKind.SHORT_TEXT, key="topic")
    make_design(event, fields=["answer:topic", "country"])
    all_badges(event)
    with count_queries() as few:
        all_badges(event)
    for _ in range(29):
        make_answer(make_registration(event), question, "x")
    assert len(all_badges(event)) == 30
    with count_queries() as many:
        all_badges(event)

    assert len(many) == len(few)


def all_badges(event):
    return queries.badges_of(event, queries.design_of(event))


def test_what_finds_no_room_is_told_beside_the_settings(client, sign_in, event):
    make_design(event, look="official", fields=["company", "position", "country"])
    make_registration(
        event,
        email="ben@example.org",
        given_name="Maximiliane",
        family_name="Papadimitriou-Vandenberghe",
        company="Vereinigte Werke für Anlagenbau und Energie Aachen",
        position="Leiterin der Entwicklung für Antriebe und Getriebe",
        country="DE",
    )
    sign_in("office")

    told = client.get(design_path(event) + "?stock=Brother+29x90").page
    small = client.get(design_path(event) + "?stock=A6+hanging").page

    left_out = [
        [each.text for each in page.select(".flash li")] for page in (told, small)
    ]
    assert left_out == [["Position, on 1 badge", "Country, on 1 badge"], []]


def test_beside_a_refused_style_the_rest_of_the_form_is_seen(client, sign_in, event):
    sign_in("office")
    wrong = FORM | {"own_style": "body { position: fixed }"}

    answer = client.post(design_path(event), data=wrong)
    frame = client.get(answer.page.select_one("iframe")["src"])

    assert answer.status_code == 422
    assert frame.status_code == 200
    assert "#aa3300" in frame.text


def test_beside_a_wrong_colour_what_is_saved_is_seen(client, sign_in, event):
    sign_in("office")

    answer = client.post(design_path(event), data=FORM | {"colour": "red"})
    frame = client.get(answer.page.select_one("iframe")["src"])

    assert (answer.status_code, frame.status_code) == (422, 200)
    assert "/preview" in answer.page.select_one("iframe")["src"]


def test_the_cards_of_the_link_stay_and_are_named(client, sign_in, event):
    sign_in("office")
    index = f"/manage/events/{event.slug}/badges?stock=A6 landscape"
    link = client.get(index).page.find("a", string="Change the look of the badges")

    page = client.get(link["href"]).page
    saved = client.get(client.post(link["href"], data=FORM).location).page

    for each in (page, saved):
        assert "A6 lying (148 × 105 mm)" in each.aside.text
        assert "stock=A6+landscape" in each.select_one("iframe")["src"]


def test_a_chosen_logo_is_said_to_be_seen_once_it_is_saved(client, sign_in, event):
    sign_in("office")

    page = client.get(design_path(event)).page

    hint = page.select_one("#partner_logo-hint").text
    assert "A logo that you choose is seen on the badges once it is saved." in hint
