"""People who came with one form, with names, and their own pages."""

from eventreg.database import write_tx
from eventreg.registrations.states import State
from tests.factories import make_party
from tests.house import text_of

NAMES = [("Ada", "Berg"), ("Ben", "Wait"), ("Cyd", "Yu"), ("Dan", "Zorn")]


def party_of(event, state=State.CONFIRMED, size=2, **options):
    """Ada, who signed up Ben and so on."""
    people = make_party(event, state, size, **options)
    with write_tx():
        for registration, (given, family) in zip(people, NAMES, strict=False):
            registration.given_name, registration.family_name = given, family
            registration.search_key = f"{given} {family}".lower()
    return people


def show(client, registration):
    return client.get(f"/my/{registration.token}")


def main_text(client, registration):
    return text_of(show(client, registration).page.main)


def links(client, registration):
    return {a["href"] for a in show(client, registration).page.select("main a")}


def post(client, lead, companion, act, **data):
    path = f"/my/{lead.token}/companions/{companion.reference}/{act}"
    return client.post(path, data=data)
