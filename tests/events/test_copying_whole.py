"""A copy has every part of an event, also those that later rooms keep."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from eventreg.badges import queries as badges
from eventreg.badges.answers import choices
from eventreg.badges.designs import Back
from eventreg.badges.models import BadgeDesign
from eventreg.badges.services import COPIED as COPIED_DESIGN
from eventreg.badges.services import change_design
from eventreg.database import Base, db, write_tx
from eventreg.events import services
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.events.questions.models import QuestionSection
from eventreg.events.questions.queries import questions
from eventreg.events.questions.states import QuestionKind
from eventreg.events.services.copying import COPIED_ENTRY, COPIED_SPEAKER
from eventreg.events.states import Kind
from eventreg.letter_texts.models import OwnText
from eventreg.messages.models import ReminderChoice
from eventreg.registrations.money.models import FeePlan
from eventreg.registrations.money.queries import plan_of
from eventreg.registrations.states import RegistrationRole
from tests.factories import (
    make_cover,
    make_design,
    make_entry,
    make_event,
    make_fees,
    make_question,
    make_section,
    make_speaker,
    make_upload,
)

GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER
START = datetime(2027, 6, 17, 19, 30)
LATER = timedelta(days=91)

#: What a copy has too.
PARTS = {
    *("event_text", "seat_pool", "agenda_entry", "speaker"),
    *("question", "question_section", "own_text", "reminder_choice"),
    *("badge_design", "fee_plan"),
}
#: Of each event its own: who comes to it, and what staff have done with it.
OWN = {
    *("registration", "sign_up_draft", "list_view", "issued_list"),
    *("invitation", "invitation_round", "free_letter", "badge_print", "list_import"),
}


@pytest.fixture
def event(english):
    event = make_event(
        kind=Kind.TRIP,
        languages=["de", "tr"],
        starts_local=START,
        ends_local=START + timedelta(hours=3),
        sessions={"Hafen": 8},
        contact_email="office@example.org",
    )
    make_cover(event)
    make_entry(event, starts_local=START + timedelta(hours=1))
    make_speaker(event, picture_id=make_upload().id)
    section = make_section(event).id
    first = make_question(event, QuestionKind.ONE_OF, section_id=section)
    make_question(event, shown_if=(first, ["red"]), section_id=section)
    make_design(
        event,
        look="official",
        colour="#aa3300",
        back=Back.PROGRAMME,
        fields=["company"],
        languages=["tr", "de"],
        marks_photos=True,
        has_network_logo=True,
        own_style=".name { color: red }",
        partner_logo_id=make_upload().id,
    )
    fees, steps = {GUEST: 12_000, MEMBER: 9_000}, {date(2027, 5, 1): 50}
    steps[date(2027, 6, 10)] = 100
    make_fees(event, fees, due_on=date(2027, 5, 15), steps=steps)
    with write_tx() as session:
        text = {"letter": "received", "language": "de", "source": "Hallo"}
        session.add(OwnText(event_id=event.id, **text))
        session.add(
            ReminderChoice(event_id=event.id, week_before=True, day_before=False)
        )
    return event


@pytest.fixture
def made(event, ole):
    with write_tx():
        return services.copy(event, starts_local=START + LATER, titles={}, by=ole)


def rows(model, event):
    return db.session.scalars(sa.select(model).filter_by(event_id=event.id)).all()


def test_it_is_said_of_every_table_whether_a_copy_has_it():
    of_event = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.target_fullname == "event.id"
    }

    assert of_event == PARTS | OWN


def test_it_is_said_of_every_column_whether_a_copy_has_it():
    def columns(model):
        return {column.name for column in model.__table__.columns}

    times = {"starts_local", "ends_local"}
    assert columns(AgendaEntry) == {*COPIED_ENTRY, *times, "id", "event_id", "key"}
    assert columns(Speaker) == {*COPIED_SPEAKER, "id", "event_id", "key"}
    assert columns(BadgeDesign) == {*COPIED_DESIGN, "event_id", "version"}


def test_a_copy_has_a_row_in_every_table_of_parts(event, made):
    for name in PARTS:
        table = Base.metadata.tables[name]
        of = {
            each.id: db.session.scalar(
                sa.select(sa.func.count()).where(table.c.event_id == each.id)
            )
            for each in (event, made)
        }
        assert of[event.id], name
        assert of[made.id] == of[event.id], name


def test_the_badges_of_a_copy_look_the_same(event, made):
    old, new = badges.design_of(event), badges.design_of(made)

    for name in COPIED_DESIGN:
        assert getattr(new, name) == getattr(old, name)
    assert new.version == 1


def test_the_badges_of_each_copy_show_the_answers_to_its_own_questions(event, ole):
    first, _second = questions(event)
    chosen, gone = f"answer:{first.key}", "answer:gone"
    with write_tx():
        badges.design_of(event).fields = [chosen, "company", gone]

    with write_tx():
        starts = [START + LATER, START + 2 * LATER]
        both = services.copy_series(event, starts=starts, titles={}, by=ole)

    for made in both:
        [same, _other] = questions(made)
        assert badges.design_of(made).fields == [f"answer:{same.key}", "company"]
        assert badges.design_of(made).fields[0] in choices(made)
    assert badges.design_of(event).fields == [chosen, "company", gone]


def test_another_look_of_the_copy_leaves_the_original_alone(event, made, ole):
    logo, design = badges.design_of(event).partner_logo, badges.design_of(made)
    values: dict[str, Any] = {"without_partner_logo": True, "fields": ["title"]}

    with write_tx():
        change_design(design, values, logo=None, by=ole)

    assert badges.design_of(event).partner_logo == logo
    assert badges.design_of(event).fields == ["company"]


def test_the_copy_costs_the_same_and_its_dates_keep_their_distance(event, made):
    plan = plan_of(made)

    assert {fee.role: fee.amount_cents for fee in plan.fees} == {
        GUEST: 12_000,
        MEMBER: 9_000,
    }
    assert plan.due_on == date(2027, 5, 15) + LATER
    assert [(step.from_on, step.percent) for step in plan.steps] == [
        (date(2027, 5, 1) + LATER, 50),
        (date(2027, 6, 10) + LATER, 100),
    ]
    assert plan_of(event).due_on == date(2027, 5, 15)


def test_the_copy_asks_and_says_the_same_at_its_own_times(event, made):
    assert [(q.kind, q.labels, bool(q.shown_if)) for q in questions(made)] == [
        (q.kind, q.labels, bool(q.shown_if)) for q in questions(event)
    ]
    assert [s.labels for s in rows(QuestionSection, made)] == [
        s.labels for s in rows(QuestionSection, event)
    ]
    assert [entry.starts_local for entry in made.agenda] == [
        entry.starts_local + LATER for entry in event.agenda
    ]
    assert made.speakers[0].picture_id == event.speakers[0].picture_id
    assert (made.cover_id, made.contact_email) == (event.cover_id, event.contact_email)
    assert [text.source for text in rows(OwnText, made)] == ["Hallo"]
    assert rows(ReminderChoice, made)[0].week_before is True


def test_a_series_has_every_part_too(event, ole):
    with write_tx():
        starts = [START + LATER, START + 2 * LATER]
        both = services.copy_series(event, starts=starts, titles={}, by=ole)

    plans = [plan_of(each) for each in both]
    assert [plan.due_on - date(2027, 5, 15) for plan in plans] == [LATER, 2 * LATER]
    assert [badges.design_of(each).look for each in both] == ["official"] * 2


def test_what_has_no_design_and_no_fees_gets_none(english, ole):
    event = make_event()
    with write_tx():
        made = services.copy(event, starts_local=START, titles={}, by=ole)

    assert (rows(FeePlan, made), rows(BadgeDesign, made)) == ([], [])
