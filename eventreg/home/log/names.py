"""What the things are called that the log is about, and their fields."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.database import db
from eventreg.events.queries import titles
from eventreg.home.log.queries import Step
from eventreg.people.imports.words import OUTCOMES
from eventreg.people.models import Company, Person
from eventreg.people.names import full_name

_FIELDS = {
    "accept_hours": _l("Hours to accept"),
    "access": _l("How to get in"),
    "after": _l("Copied from"),
    "amount_cents": _l("Amount in cents"),
    "design": _l("Look and version"),
    "due_on": _l("To be paid by"),
    "fees": _l("Fees"),
    "has_money_right": _l("Looks after fees and payments"),
    "payment": _l("Payment"),
    "capacity": _l("Seats"),
    "change_until_local": _l("Changes until"),
    "columns": _l("Columns"),
    "contact_email": _l("Contact"),
    "count": _l("How many"),
    "cut_off_hours": _l("Hours before the start"),
    "deadline_local": _l("Sign-up until"),
    "description": _l("Description"),
    "ends_local": _l("Ends"),
    "fields": _l("Fields"),
    "format": _l("Kind of file"),
    "from_on": _l("From"),
    "kind": _l("Kind"),
    "language": _l("Language"),
    "languages": _l("Languages"),
    "line_paused": _l("Waitlist paused"),
    "members_first": _l("Members first"),
    "merged": _l("Number"),
    "members_open_local": _l("Opens for members"),
    "needs_approval": _l("The director decides who comes"),
    "offer_hours": _l("Hours of an offer"),
    "online_url": _l("Link for taking part online"),
    "only_together": _l("Parties only together"),
    "opens_local": _l("Opens"),
    "organiser": _l("Organiser"),
    "place_address": _l("Address"),
    "place_name": _l("Place"),
    "price": _l("Price"),
    "reason": _l("Reason"),
    "role": _l("Role"),
    "starts_local": _l("Starts"),
    "thanks": _l("Thanks for coming"),
    "state": _l("State"),
    "stock": _l("Cards"),
    "summary": _l("Summary"),
    "takes_late": _l("Late applications"),
    "terms": _l("Cancellation terms"),
    "timezone": _l("Time zone"),
    "title": _l("Title"),
    "until_on": _l("Until"),
    **{str(outcome): words for outcome, words in OUTCOMES.items()},
}


def entry_field(field: str) -> str:
    """What a field of an entry is called; texts name their language behind it."""
    name, _space, language = field.partition(" ")
    words = str(_FIELDS.get(name, name))
    return f"{words} ({language})" if language else words


@dataclass(frozen=True)
class Target:
    """What an entry is about; ``url`` is empty where there is no page."""

    name: str
    url: str = ""


def targets(steps: Iterable[Step], language: str) -> dict[str, Target]:
    """By what stands in the log; what does not exist any more does not appear."""
    wanted = {step.target for step in steps if step.registration is None} - {""}
    if not wanted:
        return {}
    companies = sa.select(Company.slug, Company.name).where(Company.slug.in_(wanted))
    found = {
        slug: Target(name, url_for("people.member", slug=slug))
        for slug, name in db.session.execute(companies)
    }
    people = sa.select(
        Person.reference, Person.given_name, Person.family_name, Person.family_first
    ).where(Person.reference.in_(wanted))
    for person in db.session.execute(people):
        url = url_for("persons.show", reference=person.reference)
        found[person.reference] = Target(full_name(person), url)
    for slug, title in titles(wanted, language).items():
        found[slug] = Target(title, url_for("manage_events.show", slug=slug))
    return found


def target_of(step: Step, found: dict[str, Target], accounts: dict[str, str]) -> Target:
    """What one entry is about, in words."""
    if name := accounts.get(step.target):
        return Target(name, url_for("manage_accounts.edit", reference=step.target))
    return found.get(step.target, Target(step.target or _("the site")))
