"""Mail scanners open every link of every letter; nothing may come of it."""

from typing import Any

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts import letters as account_letters
from eventreg.accounts.models import Purpose
from eventreg.audit.actors import Actor
from eventreg.database import Base, db, write_tx
from eventreg.events.models import Event
from eventreg.events.questions.states import Stage
from eventreg.events.states import Kind
from eventreg.home.services import send_test_letter
from eventreg.messages.letters import digests, reminders, thanks
from eventreg.messages.rules import Before
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.people import letters as people_letters
from eventreg.registrations import invitation_letters, letters, services
from eventreg.registrations.answers import letters as answer_letters
from eventreg.registrations.letters.delegations import (
    delegation_cancelled,
    delegation_changed,
    delegation_moved,
)
from eventreg.registrations.moved import Moved
from eventreg.registrations.states import State, Why
from tests.factories import (
    make_account,
    make_event,
    make_issued,
    make_link,
    make_member,
    make_member_link,
    make_party,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.factories.questions import make_question
from tests.messages.links import make_decision_link, make_free_letter

#: A GET may count and note these.
WRITTEN_BY_GET = {"audit_entry", "sign_in_session", "rate_hit"}


@pytest.fixture
def every_letter(app) -> set[str]:
    """Each letter of the catalogue, about somebody whom it can be about."""
    event = make_event(capacity=40, needs_approval=True, kind=Kind.TRIP)
    make_question(event, stage=Stage.AFTER_CONFIRMATION)
    ole = make_account(role="director")
    make_free_letter(event, ole, is_sent=bool(make_registration(event)))
    make_issued(event, ole, email="hotel@example.org")
    people = {state: make_registration(event, state) for state in State}
    _about_registrations(event, people)
    _about_parties(event)
    _to_staff_and_members(event, ole, people)
    return set(db.session.scalars(sa.select(Letter.letter)))


def _about_registrations(event: Event, people: dict[State, Any]) -> None:
    confirmed, offered = people[State.CONFIRMED], people[State.OFFERED]
    unverified, ends = people[State.UNVERIFIED], offered.offer_expires_at
    gone = people[State.CANCELLED]
    with write_tx():
        letters.confirm_your_address(unverified, until=ends, not_before=None)
        for letter in (letters.received, letters.reconsidered):
            letter(people[State.PENDING])
        services.ask(people[State.PENDING], by=Actor.worker(), question="Why?")
        for letter in (letters.already_registered, letters.confirmed):
            letter(confirmed)
        for letter in (letters.approved, letters.offer, letters.offer_extended):
            letter(offered)
        letters.waitlisted(people[State.WAITLISTED])
        letters.offer_expired(people[State.EXPIRED])
        letters.decided(people[State.DECLINED])
        for why in (Why.CANCELLED, Why.MERGED):
            letters.left(gone, was=State.WAITLISTED, why=why)
        letters.left(gone, was=State.PENDING, why=Why.WITHDRAWN)
        letters.event_moved(confirmed, words={}, moved=Moved(event, {}))
        letters.event_cancelled(confirmed, was=State.CONFIRMED, reason={})
        letters.find_my_registration("x@example.org", [confirmed, offered], "en")
        letters.list_entered(confirmed, [confirmed, offered])
        letters.delegation_entered("Ada", "x@example.org", "en", [confirmed])
        contact = ("Ada", "x@example.org", "en", [confirmed])
        delegation_changed(*contact)
        delegation_moved(*contact, words={}, moved=Moved(event, {}))
        delegation_cancelled(*contact, reason={})
        reminders.reminder(confirmed, Before.DAY)
        thanks.thanks(confirmed)
        reminders.offer_ending(offered, ends, "")
        reminders.answers_due(confirmed, ends)
        reminders.confirm_reminder(unverified, ends)


def _about_parties(event: Event) -> None:
    lead, other = make_party(event, State.OFFERED, together=True)
    old = make_registration(event)
    new = make_registration(event, State.DECLINED, replaces_id=old.id)
    with write_tx():
        letters.offer(other)
        letters.party_changed(lead, gone=other, comes_alone=False)
        letters.decided(new)
        letters.left(old, was=State.WAITLISTED, why=Why.SUBSTITUTED, substitute=new)
        for each in (new, other):
            letters.left(each, was=State.PENDING, why=Why.NOT_ME)


def _to_staff_and_members(event: Event, ole: Any, people: dict[State, Any]) -> None:
    person = make_person(make_member())
    link, (member_link, secret) = make_personal_link(person), make_member_link(person)
    reset, reset_token = make_link(ole)
    una = make_account("una@example.org", password=None)
    invited, invited_token = make_link(una, Purpose.INVITATION)
    decision, token = make_decision_link(ole)
    with write_tx():
        draft = services.keep_form(event, None, [("email", "x@y.org")], page="people")
        ends = people[State.OFFERED].offer_expires_at
        answer_letters.resume(
            event, draft.key, to="x@example.org", language="en", until=ends
        )
        people_letters.member_sign_in(person, member_link, secret)
        invitation_letters.invitation(event, person, link, note="", is_approved=True)
        invitation_letters.reminder(event, person, link, is_approved=True)
        account_letters.password_reset(ole, reset, reset_token)
        account_letters.second_factor_reset(ole, at=clock.now())
        account_letters.new_device(ole, device="Edge", key="1", at=clock.now())
        account_letters.staff_invitation(una, invited, invited_token, invited_by="Ole")
        waiting = [people[State.PENDING]]
        none = digests.Failed(0, [])
        digests.digest(decision, token, waiting, failed=none, key="digest")
        digests.urgent(decision, token, waiting)
        send_test_letter(ole)


def addresses(app) -> list[str]:
    """The paths of all links in all letters, each once."""
    adapter = app.url_map.bind("localhost")
    found = set()
    for links in db.session.scalars(sa.select(Letter.links)):
        for link in links.values():
            entries = link if link and isinstance(link[0], list) else [link]
            found |= {adapter.build(entry[-2], entry[-1]) for entry in entries}
    return sorted(found)


def sums():
    return {
        table.name: sorted(map(repr, db.session.execute(sa.select(table))))
        for table in Base.metadata.sorted_tables
        if table.name not in WRITTEN_BY_GET
    }


def test_opening_all_links_of_all_letters_twice_changes_nothing(
    app, client, every_letter
):
    before = sums()
    opened: dict[int, list[str]] = {}

    for address in addresses(app):
        for method in ("GET", "HEAD", "GET", "HEAD"):
            answer = client.open(address, method=method, rules=False)
            opened.setdefault(answer.status_code, []).append(address)

    assert every_letter == set(CATALOGUE)
    assert set(opened) <= {200, 303, 410}
    assert sums() == before
