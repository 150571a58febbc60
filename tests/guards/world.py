"""A site in which every page has something to show."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from eventreg import clock
from eventreg.accounts.models import Purpose
from eventreg.badges.models import Which
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.events.states import EventState, Kind
from eventreg.jobs.tasks.states import TaskState
from eventreg.outbox.states import LetterState
from eventreg.registrations.services import keep_form
from eventreg.registrations.states import State
from tests.factories import (
    make_account,
    make_account_of_network,
    make_answer,
    make_arrivals,
    make_check_in,
    make_company,
    make_cover,
    make_entry,
    make_event,
    make_fees,
    make_import,
    make_inquiry,
    make_issued,
    make_letter,
    make_link,
    make_list,
    make_member,
    make_member_link,
    make_party,
    make_person,
    make_personal_link,
    make_print,
    make_question,
    make_registration,
    make_second_factor,
    make_section,
    make_speaker,
    make_stock,
    make_task,
    make_upload,
    make_view,
    pool_named,
)
from tests.factories.letters import CALENDAR
from tests.letter_texts.wording import give
from tests.messages.links import make_decision_link, make_free_letter, make_round

#: States of two registrations of one person.
TWICE = (State.CONFIRMED, State.WAITLISTED)


@dataclass
class World:
    """Values for arguments of addresses, by argument; several of each."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, argument: str, *values: str) -> None:
        self.values.setdefault(argument, []).extend(values)


def make_world(account: Any) -> World:
    """Events of each kind and state, registrations in each state, and the rest."""
    world = World()
    workshop = make_event(title="Workshop", kind=Kind.WORKSHOP, offer_hours=48)
    trip = make_event(
        title="Trip",
        kind=Kind.TRIP,
        needs_approval=True,
        only_together=True,
        contingents={"Science": 8, "Press": 8},
        sessions={"Harbour": 9},
        choices={"Museum": 3},
    )
    science = [pool_named(trip, "Science"), pool_named(trip, "Harbour")]
    draft = make_event(title="Draft", state=EventState.DRAFT)
    closed = make_event(title="Closed", state=EventState.CLOSED)
    past = make_event(title="Past", starts_in=timedelta(days=-9))
    for event in (workshop, trip, draft, closed, past):
        world.add("slug", event.slug)
    for state in State:
        registration = make_registration(
            trip, state, company="Berg GmbH", pools=science
        )
        world.add("token", registration.token)
        world.add("reference", registration.reference)
        if state is State.CONFIRMED:
            world.add("badge_code", registration.badge_code)
    make_account_of_network()
    make_fees(trip)
    _add_parties(world, trip)
    _add_own_pages(world, workshop)
    _add_questions(world, workshop, trip)
    world.add("pool", "science", "harbour", "museum")
    world.add("pool_kind", "contingent", "session", "choice")
    _add_programme(world, trip)
    _add_people(world, past)
    letter = make_letter("confirmed", calendar=CALENDAR)
    world.add("reference", letter.reference, account.reference)
    _add_accounts(world)
    _add_letters(world, workshop)
    world.add("token", make_decision_link(account)[1])
    _add_group_letters(world, workshop, account)
    _add_papers(world, account, trip, draft)
    lists = [make_import(), make_list(), make_list(event=past), make_arrivals(workshop)]
    world.add("code", *(each.code for each in lists))
    world.add("day", "2020-01-01")
    world.add("kind", *Kind)
    world.add("language", "en")
    return world


def _add_people(world: World, past: Event) -> None:
    """Somebody who came to an event, two companies, two who are known."""
    guest = make_registration(past, State.CONFIRMED)
    make_check_in(guest)
    world.add("token", guest.token)
    world.add("reference", guest.reference)
    for company in (make_company(), make_member()):
        world.add("slug", company.slug)
        world.add("other", company.slug)
    person = make_person(company)
    world.add("reference", person.reference)
    world.add("other", make_person(company).reference)
    world.add("token", make_personal_link(person).token, make_member_link(person)[1])


def _add_accounts(world: World) -> None:
    """Accounts with and without a second factor, and each link an account gets."""
    world.add("reference", make_account("una@example.org").reference)
    has_phone = make_account("phone@example.org")
    make_second_factor(has_phone)
    world.add("reference", has_phone.reference)
    for purpose in Purpose:
        invited = make_account(f"{purpose}@example.org", password=None)
        world.add("token", make_link(invited, purpose)[1])


def _add_papers(world: World, account: Any, trip: Event, draft: Event) -> None:
    """Kept views, jobs, prints of badges, a list that was handed out, a stock."""
    for event in (trip, draft):
        world.add("code", make_view(event, account).code)
    for stands in TaskState:
        world.add("code", make_task(account.reference, stands).code)
    for which in (Which.ALL, Which.ONE):
        world.add("code", make_print(trip, account, which).code)
    issued = make_issued(trip, account, email="hotel@example.org")
    world.add("code", issued.code)
    world.add("token", issued.token)
    world.add("key", make_stock().key)
    world.add("stock", "HERMA 4412")


def _add_letters(world: World, workshop: Event) -> None:
    """One that failed, one that went out, and one whose text can be changed."""
    failed, gone = make_letter(to="ada@exmaple.org"), make_letter()
    with write_tx():
        failed.state, failed.last_error = LetterState.FAILED, "550 unknown"
        gone.state, gone.sent_at = LetterState.SENT, clock.now()
    world.add("reference", failed.reference, gone.reference)
    world.add("letter", "confirmed")
    give(workshop, "Come: {event}\n\n[My page]({own_page})\n\n{code}")


def _add_programme(world: World, event: Event) -> None:
    """A cover, a point of the itinerary, a speaker with a picture."""
    world.add("token", make_cover(event).token)
    world.add("entry", make_entry(event).key)
    face = make_upload()
    world.add("speaker", make_speaker(event, picture_id=face.id).key)


def _add_parties(world: World, event: Event) -> None:
    """Parties that wait, substitutes, and the same person twice."""
    make_party(event, State.WAITLISTED, 3, together=True, is_paused=True)
    make_party(event, State.PENDING, 2)
    [lead, *_others] = make_party(event, State.PENDING, 2, together=True)
    old = make_registration(event)
    new = make_registration(event, State.PENDING, replaces_id=old.id)
    twice = {"given_name": "Ben", "family_name": "Klug", "company": "Klug AG"}
    pair = [make_registration(event, state, **twice) for state in TWICE]
    world.add("reference", lead.reference, new.reference, pair[0].reference)
    asked = make_registration(event, State.PENDING)
    world.add("token", asked.token)
    world.add("code", make_inquiry(asked).code)
    make_inquiry(lead, reply="Because.")
    world.add("other", pair[1].reference)


def _add_questions(world: World, event: Event, other: Event) -> None:
    """One of each kind, one that waits, one off the form with an answer, a section."""
    section = make_section(event)
    first = make_question(event, QuestionKind.YES_NO, section=section)
    make_question(event, shown_if=(first, ["yes"]), section=section)
    for kind in QuestionKind:
        world.add("question_kind", kind.replace("_", "-"))
        make_question(event, kind, own_tick=kind is QuestionKind.DATE)
    old = make_question(event, retired_at=clock.now())
    make_answer(make_registration(event), old, "x")
    make_question(other)
    with write_tx():
        begun = keep_form(event, None, [("email", "ada@example.org")], page="people")
    world.add("token", begun.key)
    world.add("part", section.key)
    world.add("key", first.key, old.key, section.key)
    world.add("other", other.slug)


def _add_group_letters(world: World, event: Event, account: Any) -> None:
    """Of letters and of invitations a draft and one that was sent."""
    make_registration(event)
    for is_sent in (False, True):
        letter = make_free_letter(event, account, is_sent=is_sent)
        world.add("letter", letter.reference)
        people = [make_person(make_member(), given_name=f"Invited {is_sent}")]
        together = make_round(event, account, people, is_sent=is_sent)
        world.add("code", together.reference)


def _add_own_pages(world: World, event: Event) -> None:
    """A lead with a companion who has no address, and an offer that can be kept.

    The event asks something when people sign up, and something later.
    """
    lead = make_registration(event)
    companion = make_registration(event, lead_id=lead.id, email=None)
    ends_at = clock.now() + timedelta(hours=3)
    offered = make_registration(event, State.OFFERED, offer_expires_at=ends_at)
    world.add("token", lead.token, offered.token)
    world.add("companion", companion.reference)
    dish = make_question(event, QuestionKind.ONE_OF, choices={"fish": 0, "beans": 9})
    make_question(event, stage=Stage.AFTER_CONFIRMATION)
    make_answer(lead, dish, "beans")
    photo, upload = make_question(event, QuestionKind.PICTURE), make_upload()
    make_answer(lead, photo, upload.token, upload_id=upload.id)
    world.add("reference", lead.reference)
    world.add("file", upload.token)
