"""Which e-mails can be refused, and what is told of those that a server refuses."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from flask_babel import force_locale

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.messages.jobs import send_digests
from eventreg.outbox import deliver_due
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.people.models import Person
from eventreg.registrations import services
from tests.factories import make_event, make_letter, make_person
from tests.house import text_of
from tests.mailbox import text_of as plain
from tests.outbox.conftest import _forget

__all__ = ["_forget"]

MORNING = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)
WAYS_OUT = ("List-Unsubscribe", "List-Unsubscribe-Post")


def way_out(message: EmailMessage) -> list[str | None]:
    return [message[name] for name in WAYS_OUT]


def test_only_invitations_can_be_refused_by_the_mail_program(app, post):
    for name in CATALOGUE:
        make_letter(name, to=f"{name}@example.org")
    while deliver_due():
        pass

    found = {to.partition("@")[0]: way_out(message) for to, message in post.letters()}

    assert found.keys() == CATALOGUE.keys()
    refused = {name for name, out in found.items() if any(out)}
    assert refused == {"invitation", "invitation_reminder"}
    assert {name for name in refused if not all(found[name])} == set()


def test_one_post_without_a_cookie_or_a_page_is_enough(app, post):
    ada = make_person(email="ada@example.org", language="en").id
    event = make_event()
    with write_tx():
        services.invite(event, db.session.get(Person, ada), by=Actor.worker())
    deliver_due()
    [(_to, message)] = post.letters()
    program, path = (
        app.test_client(use_cookies=False),
        urlsplit(message["List-Unsubscribe"].strip("<>")).path,
    )
    before = db.session.get(Person, ada).no_invitations_since

    answers = [
        program.post(path, data={"List-Unsubscribe": "One-Click"}, csrf=False)
        for _press in range(2)
    ]

    db.session.rollback()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [answer.status_code for answer in answers] == [200, 200]
    assert before is None
    assert db.session.get(Person, ada).no_invitations_since is not None


@pytest.mark.parametrize("letter", sorted(CATALOGUE))
def test_each_kind_that_is_refused_is_told(client, post, clock_at, sign_in, letter):
    clock_at(MORNING - timedelta(hours=1))
    director = sign_in("director").email
    post.rcpt["gone@example.org"] = ["550 no such user"]
    make_letter(letter, to="gone@example.org")
    deliver_due()
    clock_at(MORNING)
    send_digests()
    deliver_due()

    [(to, message)] = post.letters()
    start = text_of(client.get("/manage").page.main)
    with force_locale("en"):
        title = str(CATALOGUE[letter].title)

    assert to == director
    assert message["Subject"] == "1 e-mail could not be sent"
    assert title in plain(message)
    assert "1 e-mail could not be delivered" in start
