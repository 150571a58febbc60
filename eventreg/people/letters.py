"""Letters to members about signing in."""

from eventreg import outbox
from eventreg.people.models import MemberLink, Person
from eventreg.people.names import full_name, greeting

#: Members read times as the clocks of the network's home show them.
HOME = "Europe/Berlin"


def member_sign_in(person: Person, link: MemberLink, token: str) -> None:
    """The link that signs in, once."""
    outbox.queue(
        letter="member_sign_in",
        to=person.email or "",
        language=person.language,
        values={
            "greeting": greeted(person),
            "name": full_name(person),
            "until": {"at": link.expires_at.isoformat(), "zone": HOME},
        },
        links={"sign_in": ("members.use_link", {"token": token})},
        key=f"member_sign_in:{link.id}",
        not_after=link.expires_at,
    )


def greeted(person: Person) -> str:
    """How a letter to this person begins, in their language."""
    return greeting(
        person.language,
        person.salutation,
        person.title,
        person.given_name,
        person.family_name,
        person.address_as,
        family_first=person.family_first,
    )
