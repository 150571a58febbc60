"""Filling an empty site with the demo."""

from pathlib import Path

import click
from flask import current_app

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.demo import papers, people, staff, stories
from eventreg.demo.stage import Stage
from eventreg.home import services as home
from eventreg.instance import alone
from eventreg.outbox import claims
from eventreg.web.models import Network
from eventreg.web.network import stored
from eventreg.web.roles import Role

#: Marked as a sample on the page itself, because the site is a demo.
IMPRINT = {
    "name": "Business Network Aachen",
    "association": "Muster-Netzwerk Aachen e. V.",
    "street": "Beispielstraße 1",
    "postal_town": "52062 Aachen",
    "represented_by": "Marlene Brandt",
    "phone": "+49 241 5550100",
    "email": "office@example.org",
    "register_court": "Amtsgericht Musterstadt",
    "register_number": "VR 0000",
    "account_holder": "Muster-Netzwerk Aachen e. V.",
    # Right by its check digits, and nobody's.
    "iban": "DE89370400440532013000",
}


def load_if_new() -> bool:
    """Load the demo unless the site is in use; whether it was loaded."""
    # It takes longer than a database lets others wait.
    with alone(Path(current_app.instance_path), "filling"):
        with write_tx():
            site = stored()
            is_used = site is not None and (site.set_up_at or site.is_demo)
        if is_used:
            return False
        click.echo("Loading the demo: members, events and weeks of sign-ups …")
        load()
        return True


def load() -> None:
    """Network, staff, members, and weeks of sign-ups: whole or not at all."""
    password_hash = staff.hash_password()
    with write_tx():
        _set_up()
        accounts = staff.add_staff(password_hash)
        people.load_members(clock.today(), by=Actor.worker())
        _stage(accounts).play()
        while claims.keep(500):
            db.session.flush()
    staff.write_sign_ins()


def _set_up() -> None:
    site = stored() or Network(id=1)
    site.is_demo, site.set_up_at = True, clock.now()
    db.session.add(site)
    db.session.flush()
    home.change_network(IMPRINT, by=Actor.worker())


def _stage(accounts: dict[Role, Account]) -> Stage:
    stage = Stage(
        today=clock.today(),
        director=Actor.staff(accounts[Role.DIRECTOR]),
        office=Actor.staff(accounts[Role.OFFICE]),
    )
    members, guests = people.members(), people.guests()
    for story in (
        stories.past_evening,
        stories.evening,
        stories.draft,
        stories.workshop,
        stories.moved,
        stories.trip,
    ):
        story(stage, members, guests)
    director, office = accounts[Role.DIRECTOR], accounts[Role.OFFICE]
    stories.letters_to_many(stage, director, office)
    papers.print_badges(stage)
    papers.group_people(stage)
    return stage
