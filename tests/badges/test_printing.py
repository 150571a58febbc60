"""Which badges are printed, in which order, and that each print is known."""

import pytest
import sqlalchemy as sa

from eventreg.badges.models import BadgePrint, PrintedBadge, Reason, Which
from eventreg.database import db, write_tx
from eventreg.events.states import Kind
from eventreg.registrations.states import RegistrationRole, State
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import make_event, make_print, make_registration

#: What the form holds at first.
FORM = {
    "which": "all",
    "order": "name",
    "stock": "DURABLE 1445-02",
    "start": "1",
    "copies": "1",
    "offset_x": "0",
    "offset_y": "0",
}

TEN = "These cards have 10 places on a sheet: enter a number from 1 to 10"
NONE_LEFT = "No card of the first sheet is left: begin with a new one"


@pytest.fixture
def event(app):
    event = make_event(title="Network evening")
    for given, family, company, role in (
        ("Ada", "Lovelace", "Zeta", RegistrationRole.GUEST),
        ("Ben", "Berg", "", RegistrationRole.SPEAKER),
        ("Cyd", "Adler", "Acme", RegistrationRole.MEMBER),
    ):
        make_registration(
            event,
            given_name=given,
            family_name=family,
            company=company,
            role=role,
            email=f"{given}@example.org".lower(),
        )
    make_registration(event, State.WAITLISTED, given_name="Una", email="u@example.org")
    return event


@pytest.fixture
def office(sign_in, event):
    return sign_in("office")


def press(client, event, **values):
    path = f"/manage/events/{event.slug}/badges/print"
    return client.post(path, data={**FORM, **values})


def latest() -> BadgePrint:
    db.session.rollback()
    return db.session.scalars(sa.select(BadgePrint).order_by(-BadgePrint.id)).first()


def given_names(made) -> list[str]:
    return [printed.registration.given_name for printed in made.badges]


def test_a_print_is_noted_and_leads_to_its_file(client, office, event):
    answer = press(client, event)
    pdf = client.get(answer.location)

    made = latest()
    assert answer.status_code == 303
    assert (made.which, made.stock, made.look, made.design_version) == (
        Which.ALL,
        "DURABLE 1445-02",
        "calm",
        0,
    )
    assert (made.by, made.badge_count) == (office.reference, 3)
    text = text_of(open_pdf(pdf.data)[0])
    assert ["Lovelace" in text, "Una" in text] == [True, False]
    assert pdf.headers["Content-Disposition"] == (
        f"attachment; filename=badges-{event.slug}.pdf"
    )


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Cyd", "Ben", "Ada"]),
        ("company", ["Cyd", "Ada", "Ben"]),
        ("role", ["Ada", "Cyd", "Ben"]),
        ("stacks", ["Cyd", "Ben", "Ada"]),
    ],
)
def test_badges_come_in_the_order_that_is_wanted(client, office, event, order, names):
    press(client, event, order=order)

    assert given_names(latest()) == names
    assert latest().run["in_stacks"] is (order == "stacks")


def test_only_those_never_printed(client, office, event):
    make_print(event, office)
    make_registration(event, given_name="Dag", email="dag@example.org")

    press(client, event, which="new")

    assert given_names(latest()) == ["Dag"]


def test_only_those_that_say_something_else_since(client, office, event):
    made = make_print(event, office)
    with write_tx():
        made.badges[1].registration.company = "Berg & Tal"

    press(client, event, which="changed")

    assert given_names(latest()) == ["Ben"]


def test_when_none_is_new_nothing_is_printed(client, office, event):
    make_print(event, office)

    answer = press(client, event, which="new", stock="HERMA 4412", start="3")

    assert answer.status_code == 422
    assert answer.errors == ["There is no such badge, so nothing was printed."]
    form = answer.page.select_one("form[data-cards]")
    kept = [form.select_one(f"[name={name}]") for name in ("stock", "start")]
    assert kept[0].select_one("[selected]")["value"] == "HERMA 4412"
    assert kept[1]["value"] == "3"
    assert form.select_one("[name=which][checked]")["value"] == "new"
    assert db.session.query(BadgePrint).count() == 1


def test_the_chosen_ones_alone(client, office, event):
    page = client.get(f"/manage/events/{event.slug}/badges/choose").page
    box = page.find("label", string="Ada Lovelace").find_previous("input")
    path = page.main.form["action"]

    client.post(path, data=FORM | {"badge": box["value"]})

    assert (latest().which, given_names(latest())) == (Which.CHOSEN, ["Ada"])


def test_who_ticks_nobody_is_told(client, office, event):
    path = f"/manage/events/{event.slug}/badges/print-chosen"

    answer = client.post(path, data=FORM)

    assert answer.status_code == 422
    assert answer.errors == ["Tick whose badges are to be printed."]


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"start": "x"}, "Enter a whole number from 1 to 99"),
        ({"start": "11"}, TEN),
        ({"skip": "3, 11"}, TEN),
        ({"skip": "0"}, TEN),
        ({"start": "9", "skip": "9 10"}, NONE_LEFT),
        (
            {"start": "2", "stock": "Brother 29x90"},
            "These cards come one by one: enter 1",
        ),
        ({"copies": "0"}, "Enter a whole number from 1 to 20"),
        ({"skip": "all"}, "Enter the numbers of the cards, like 3, 7"),
        ({"offset_x": "9"}, "Enter a number from -5 to 5"),
        ({"offset_y": "NaN"}, "Enter a number"),
        ({"offset_y": "\u0664\u066b"}, "Enter a number"),
        ({"stock": "paper"}, "Choose one of the options"),
        ({"which": "one"}, "Choose one of the options"),
    ],
    ids=str,
)
def test_a_wrong_form_comes_back(client, office, event, wrong, message):
    answer = press(client, event, **wrong)

    assert answer.status_code == 422
    assert answer.errors == [message]
    assert db.session.query(BadgePrint).count() == 0


def test_a_single_badge_lies_on_its_sheet(client, office, event):
    path = f"/manage/events/{event.slug}/badges"

    answer = client.get(path, query_string={"search": "Berg", "start": "11"})

    assert answer.status_code == 422
    assert answer.errors == [TEN]
    assert answer.page.select_one("#one-start")["value"] == "11"


def test_the_printers_offset_is_kept_for_ones_next_print(client, office, event):
    press(client, event, offset_x="1,5", offset_y="-0.4")

    page = client.get(f"/manage/events/{event.slug}/badges").page
    assert latest().run["offset_x"] == 1.5
    assert page.select_one("#offset_x")["value"] == "1.5"
    assert page.select_one("#offset_y")["value"] == "-0.4"


def test_a_print_is_not_made_again_once_a_badge_has_changed(client, office, event):
    answer = press(client, event)
    with write_tx():
        latest().badges[0].registration.company = "Acme & Söhne"

    again = client.get(answer.location)

    assert again.status_code == 303
    assert client.get(again.location).flashes == [
        "Badges of this print have changed since. Print them anew."
    ]


def test_the_desk_prints_one_badge_and_says_why_it_does_so_twice(
    client, sign_in, event
):
    sign_in("desk")
    path = f"/manage/events/{event.slug}/badges?search=love"

    form = client.get(path).page.select_one("td form")
    first = client.post(form["action"])
    again = client.get(path).page.select("td form")
    second = client.post(again[1]["action"], data={"reason": again[1].button["value"]})

    assert form.button.text == "Print Ada Lovelace"
    assert [form.button.text for form in again] == [
        "Paper jam Ada Lovelace",
        "Lost Ada Lovelace",
        "Name corrected Ada Lovelace",
    ]
    for answer in (first, second):
        assert "Lovelace" in text_of(open_pdf(client.get(answer.location).data)[0])
    rows = db.session.scalars(sa.select(PrintedBadge).order_by(PrintedBadge.print_id))
    assert [row.reason for row in rows] == [None, Reason.LOST]


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_second_print_needs_its_reason(client, office, event, reason):
    make_print(event, office)
    code = latest().badges[2].registration.badge_code

    path = f"/manage/events/{event.slug}/badges/{code}/print"
    answer = client.post(path, data={"reason": reason})

    assert client.get(answer.location).flashes == [
        "This badge was printed before. Say why it is printed again."
    ]
    assert db.session.query(BadgePrint).count() == 1


def test_the_desk_opens_no_print_of_many(client, sign_in, event, office):
    made = make_print(event, office)
    sign_in("desk")

    path = f"/manage/events/{event.slug}/badges/prints/{made.code}"
    assert client.get(path).status_code == 404
    assert client.get(f"{path}.pdf").status_code == 404
    assert press(client, event).status_code == 403


def test_a_label_printer_gets_a_page_of_its_size(client, office, event):
    made = make_print(event, office, stock="Brother DK-11202 62x100")

    answer = client.get(f"/manage/events/{event.slug}/badges/prints/{made.code}")

    assert "@page { size: 62.0mm 100.0mm; margin: 0 }" in answer.text
    assert answer.text.count("<section>") == 3
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "overflow: hidden }</style>" not in answer.text


def test_prints_are_listed_latest_first(client, office, event):
    make_print(event, office)
    make_print(event, office, Which.ONE, reason=Reason.JAM)

    page = client.get(f"/manage/events/{event.slug}/badges").page

    rows = page.find("h2", string="Printed so far").find_parent("section")
    whats = [next(cell.strings) for cell in rows.select('[data-label="What"]')]
    assert whats == ["One", "All"]
    assert [cell.text for cell in rows.select('[data-label="Badges"]')] == ["1", "3"]


@pytest.mark.parametrize(
    ("kind", "stock"),
    [
        (Kind.EVENING, "DURABLE 1445-02"),
        (Kind.WORKSHOP, "HERMA 4412"),
        (Kind.TRIP, "A6 hanging"),
    ],
)
def test_each_kind_of_event_has_its_usual_cards(client, sign_in, kind, stock):
    event = make_event(kind=kind)
    make_registration(event)
    account = sign_in("office")
    path = f"/manage/events/{event.slug}/badges"

    usual = client.get(path).page.select_one("#stock option[selected]")["value"]
    make_print(event, account, stock="Dymo 11356")
    later = client.get(path).page.select_one("#stock option[selected]")["value"]

    assert (usual, later) == (stock, "Dymo 11356")
