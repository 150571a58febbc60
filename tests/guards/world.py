"""A site in which every page has something to show."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from eventreg.accounts.models import Purpose
from eventreg.events.states import EventState, Kind
from eventreg.registrations.states import State
from tests.factories import (
    make_account,
    make_company,
    make_event,
    make_letter,
    make_link,
    make_member,
    make_registration,
)
from tests.factories.letters import CALENDAR


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
    trip = make_event(title="Trip", kind=Kind.TRIP, needs_approval=True)
    draft = make_event(title="Draft", state=EventState.DRAFT)
    closed = make_event(title="Closed", state=EventState.CLOSED)
    past = make_event(title="Past", starts_in=timedelta(days=-9))
    for event in (workshop, trip, draft, closed, past):
        world.add("slug", event.slug)
    for state in State:
        registration = make_registration(trip, state, company="Berg GmbH")
        world.add("token", registration.token)
        world.add("reference", registration.reference)
        if state is State.CONFIRMED:
            world.add("badge_code", registration.badge_code)
    make_registration(past, State.CONFIRMED)
    for company in (make_company(), make_member()):
        world.add("slug", company.slug)
    letter = make_letter("confirmed", calendar=CALENDAR)
    world.add("reference", letter.reference, account.reference)
    world.add("reference", make_account("una@example.org").reference)
    for purpose in Purpose:
        invited = make_account(f"{purpose}@example.org", password=None)
        world.add("token", make_link(invited, purpose)[1])
    world.add("kind", *Kind)
    world.add("language", "en")
    return world
