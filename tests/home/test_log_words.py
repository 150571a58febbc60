"""The log in words that people know: nothing of it is a name of ours."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.events import services
from eventreg.events.states import PoolKind
from eventreg.registrations.models import RegistrationChange, What
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State
from tests.factories import (
    make_company,
    make_event,
    make_letter,
    make_person,
    make_question,
    make_registration,
    make_sector,
)
from tests.house import text_of


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in()


def told(client, act, target, /, **changes):
    """What an entry is about, and what it says beside the act."""
    with write_tx():
        record(act, target, by=Actor.worker(), changes=changes)
    row = client.get("/manage/log").page.select_one("#results tbody tr")
    cells = [text_of(cell) for cell in row.select("th, td")]
    assert cells[0] != act
    return cells[1], cells[4]


def add_pool(event, kind, english, **others):
    with write_tx():
        return services.add_pool(
            event, kind, names={"en": english} | others, capacity=3, by=Actor.worker()
        )


WORDS = [
    ("badges.printed", {"design": "calm 10"}, "Look and version: Calm, version 10"),
    ("badges.printed", {"design": "bold 0"}, "Look and version: Bold"),
    ("badges.printed", {"design": "older 3"}, "Look and version: older 3"),
    ("badges.printed", {"reason": "jam"}, "Reason: Paper jam"),
    ("badges.printed", {"stock": "A6 hanging"}, "Cards: A6 on a ribbon"),
    ("event.renamed", {"address": ["old", "new"]}, "Web address: old → new"),
    ("event.created", {"kind": [None, "trip"]}, "Kind of event: Delegation trip"),
    (
        "event.published",
        {"state": ["draft", "published"]},
        "State: Draft → Published",
    ),
    (
        "event.changed",
        {"starts_local": ["2027-06-17T19:30:00", "2027-06-18T19:30:00"]},
        "Starts: Thu 17 June 2027, 19:30 → Fri 18 June 2027, 19:30",
    ),
    (
        "event.changed",
        {"cover_alt de": ["", "Ein Saal"]},
        "Words for the picture (German): – → Ein Saal",
    ),
    (
        "event.changed",
        {"agenda k3x9": ["2027-06-17 19:30 Talk", None]},
        "Point of the agenda: Thu 17 June 2027, 19:30 Talk → –",
    ),
    (
        "event.changed",
        {"languages": [["de"], ["de", "tr"]]},
        "Languages: German → German, Turkish",
    ),
    ("event.changed", {"capacity event": [20, 25]}, "Seats (Guests): 20 → 25"),
    ("event.changed", {"timezone": ["Europe/Berlin"] * 2}, "–"),
    ("event.changed", {"speaker gone": ["there", None]}, "Speaker: removed"),
    (
        "event.fees_changed",
        {
            "fees": ["guest 12000", "guest 12050, member 9000; 2027-05-01 50%"],
            "due_on": ["", "2027-04-01"],
        },
        "Fees: Guest €120.00 → Guest €120.50, Member €90.00, from Sat 1 May 2027 50% "
        "To be paid by: – → Thu 1 April 2027",
    ),
    (
        "event.reminders_chosen",
        {"reminders": [["day"], ["day", "week"]]},
        "Reminders: 24 hours before the start → 24 hours before the start, "
        "7 days before the start",
    ),
    (
        "registrations.exported",
        {"count": 1200, "format": "excel-csv", "columns": ["name", "email"]},
        "How many: 1,200 Kind of file: CSV Columns: Full name, E-mail",
    ),
    (
        "list.issued",
        {"kind": "door", "version": 2, "how": "by_hand"},
        "Which list: Door list Version: 2 How: Handed over",
    ),
    (
        "letter_text.changed",
        {"letter": "confirmed", "language": "de"},
        "E-mail: Confirmed Language: German",
    ),
    ("event.written_to", {"letter": [None, "x"], "people": [0, 7]}, "People: 7"),
    ("event.changed", {"something": ["a", "b"]}, "something: a → b"),
]


@pytest.mark.parametrize(("act", "changes", "words"), WORDS)
def test_what_was_done_to_an_event(client, act, changes, words):
    make_event(slug="evening", title="Evening")

    about, said = told(client, act, "evening", **changes)

    assert (about, said) == ("Evening", words)


def test_settings_and_roles_are_called_as_on_their_pages(client, director):
    _about, fields = told(client, "network.changed", "", fields=["name", "logo"])
    about, role = told(
        client, "account.edited", director.reference, role=["desk", "travel_lead"]
    )

    assert fields == "Fields: Name of the network, Logo"
    assert (about, role) == (director.name, "Role: Desk → Travel lead")


def test_pools_and_questions_are_called_by_their_names(client):
    event = make_event(slug="evening", title="Evening")
    pool = add_pool(event, PoolKind.CONTINGENT, "Science")
    question = make_question(event, label="Your sector?")

    about, seats = told(
        client, "event.changed", "evening", **{f"capacity contingent {pool.id}": [2, 3]}
    )
    _about, moved = told(
        client, "question.moved", "evening", **{question.key: [None, 1]}
    )
    _about, gone = told(client, "question.removed", "evening", nope=[1, None])
    _about, columns = told(
        client, "registrations.exported", "evening", columns=[f"a.{question.key}"]
    )

    assert (about, seats) == ("Evening", "Seats (Science): 2 → 3")
    assert moved == "Question: Your sector?"
    assert gone == "Question: a question that is gone"
    assert columns == "Columns: Your sector?"


@pytest.mark.parametrize(
    ("act", "changes", "words"),
    [
        (
            "registration.payment",
            {
                "payment": [PaymentState.DUE, PaymentState.PAID],
                "amount_cents": [12000, 12000],
            },
            "Payment: due → paid",
        ),
        ("registration.noted", {}, "–"),
        ("registration.asked", {}, "–"),
        (
            "registration.consents",
            {"photo_level": ["none", "internal"]},
            "Photos: None → Only among the participants",
        ),
        (
            "registration.decided_by_link",
            {"act": [None, "onto-waitlist"], "link": [None, "L12"]},
            "Decision: Placed on the waitlist",
        ),
    ],
)
def test_who_paid_or_was_asked_is_named_with_a_link(client, act, changes, words):
    event = make_event(title="Evening")
    ada = make_registration(event, given_name="Ada", family_name="Berg")

    about, said = told(client, act, ada.reference, **changes)

    link = client.get("/manage/log").page.select_one("#results tbody a")
    assert (about, said) == ("Ada Berg Evening", words)
    assert link["href"] == f"/manage/registrations/{ada.reference}"


def test_who_is_gone_keeps_the_number(client):
    about, _said = told(client, "registration.noted", "R0000000")

    assert about == "R0000000"


def test_people_and_companies_are_told_field_by_field(client):
    make_sector("law", en="Law")
    una = make_person(given_name="Una", family_name="Ott")
    make_company("Ada AG")

    about, person = told(
        client,
        "person.changed",
        una.reference,
        phone=["", "+4924170001"],
        country=["DE", "TR"],
        address_as=[{}, {"de": "Exzellenz"}],
    )
    company, facts = told(
        client,
        "company.changed",
        "ada-ag",
        sector=["", "law"],
        countries=[["DE"], ["DE", "TR"]],
        kind=["company", "institution"],
    )
    _about, merged = told(
        client, "person.merged", una.reference, merged=["P1", "P2"], taken=["phone"]
    )

    assert (about, company) == ("Una Ott", "Ada AG")
    assert person == (
        "Phone: – → +49 241 70001 Country: Germany → Türkiye "
        "Greeting line: – → Exzellenz"
    )
    assert facts == (
        "Sector: – → Law Works with: Germany → Germany, Türkiye "
        "Kind of company: Company → Partner institution"
    )
    assert merged == "Number: P1 → P2 Taken over: Phone"


def test_letters_lead_to_what_was_sent(client):
    letter = make_letter("declined", to="ada@example.org")

    about, _said = told(client, "letter.sent_again", letter.reference)

    link = client.get("/manage/log").page.select_one("#results tbody a")
    assert about == "Declined"
    assert link["href"] == f"/manage/letters/{letter.reference}"


def test_a_list_of_two_things_is_no_change_from_one_to_the_other(client):
    make_event(slug="evening")

    _about, said = told(
        client, "registrations.exported", "evening", columns=["name", "state"]
    )

    assert said == "Columns: Full name, State"


def test_places_are_named_in_the_readers_language(client, director):
    event = make_event(languages=["en", "de"])
    add_pool(event, PoolKind.SESSION, "Print", de="Druck")
    ada = make_registration(event, State.CONFIRMED)
    with write_tx() as session:
        session.add(
            RegistrationChange(
                registration_id=ada.id,
                what=What.PLACES,
                changes={"places": ["", "Druck"]},
                actor_kind="staff",
                actor=director.reference,
            )
        )

    row = client.get("/manage/log").page.select_one("#results tbody tr")

    assert text_of(row.select("td")[-1]) == "Places: – → Print"


def test_settings_are_told_with_what_they_were(client):
    settings = {
        "name": ["Business Network", "Netzwerk Köln"],
        "phone": ["", "+492414000000"],
        "second_factor_for": ["nobody", "staff"],
        "iban": ["", "DE89370400440532013000"],
        "logo": ["old", "new"],
    }

    _about, said = told(client, "network.changed", "", **settings)

    assert said == (
        "Name of the network: Business Network → Netzwerk Köln "
        "Phone: – → +49 241 4000000 "
        "Second factor at sign-in: Whoever wants one sets it up → Everybody of the "
        "staff must have one "
        "IBAN: – → DE89 3704 0044 0532 0130 00 "
        "Logo: the old one → a new one"
    )


def test_a_company_that_was_merged_says_where_it_is_now(client):
    names, addresses = ["Zebra AG", None], ["zebra-ag", "zoo-ag"]

    removed = told(client, "company.removed", "zebra-ag", name=names, address=addresses)

    assert removed == (
        "Zebra AG",
        "Name: Zebra AG → – Web address: zebra-ag → zoo-ag",
    )


def test_a_company_that_was_removed_keeps_its_name(client):
    with write_tx():
        record("company.added", "zebra-ag", by=Actor.worker())
    removed = told(client, "company.removed", "zebra-ag", name=["Zebra AG", None])

    rows = client.get("/manage/log").page.select("#results tbody tr")
    about = [text_of(row.select("th, td")[1]) for row in rows]
    assert removed == ("Zebra AG", "Name: Zebra AG → –")
    assert about[:2] == ["Zebra AG", "Zebra AG"]
