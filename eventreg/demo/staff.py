"""The staff of the demo, whose sign-ins everybody may know."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from eventreg import accounts
from eventreg.accounts import passwords
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.web.roles import Role

#: One for all; no secret, because a demo holds only made-up people.
PASSWORD = "zwischen-aachen-und-bursa"  # noqa: S105


@dataclass(frozen=True)
class SignIn:
    """Somebody who can sign in to the demo."""

    role: Role
    name: str
    email: str
    language: str = "de"


SIGN_INS = (
    SignIn(Role.DIRECTOR, "Marlene Brandt", "director@example.org"),
    SignIn(Role.OFFICE, "Selin Kaya", "office@example.org"),
    SignIn(Role.TRAVEL_LEAD, "Jonas Vermeulen", "travel@example.org"),
    SignIn(Role.DESK, "Ayla Hoffmann", "desk@example.org"),
)


#: Members to try the members' way with: one is invited, one comes to the evening.
MEMBERS = ("yilmaz1@example.org", "ozturk2@example.org")


def hash_password() -> str:
    """The hash of the one password. Slow: outside any transaction."""
    return passwords.hash_of(PASSWORD)


def add_staff(password_hash: str) -> dict[Role, Account]:
    """One account for each role."""
    staff = {
        person.role: accounts.services.add(
            email=person.email,
            name=person.name,
            role=person.role,
            language=person.language,
            password_hash=password_hash,
            by=Actor.worker(),
        )
        for person in SIGN_INS
    }
    # In a small network the office looks after the fees, too.
    staff[Role.OFFICE].has_money_right = True
    return staff


def sign_in_words() -> str:
    """Who can sign in and how, for the person who started the site."""
    lines = ["This is a demo with made-up people. Staff sign in at /account/sign-in:"]
    lines += [f"  {person.email:<22} {person.role}" for person in SIGN_INS]
    lines += [f"  password for all four: {PASSWORD}"]
    lines += ["Members sign in at /members/sign-in without a password, for example:"]
    lines += [f"  {email}" for email in MEMBERS]
    lines += ["  their e-mails, with links that work, are at /manage/letters"]
    return "\n".join(lines)


def write_sign_ins() -> None:
    """Keep the sign-ins beside the database, so that each start can print them."""
    file = Path(current_app.instance_path) / "demo-sign-ins.txt"
    file.write_text(sign_in_words() + "\n", encoding="utf-8")
