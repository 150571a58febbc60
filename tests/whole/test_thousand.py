"""A thousand people, six hundred seats: from the public form to badge and list."""

import re
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
import zxingcpp

from eventreg import clock
from eventreg.accounts import services as accounts
from eventreg.accounts.passwords import hash_of
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.queries import by_slug
from eventreg.registrations import queries
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State
from eventreg.web.models import Network
from eventreg.web.roles import Role
from tests.factories import make_event
from tests.live import live_site
from tests.mailbox import link_in, mailbox
from tests.visitors import Visitor
from tests.whole import crowd

SLUG = "large-evening"
SEATS = 600
CANCELLED = 50
ONLY_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
#: What the form to print badges holds at first.
PRINT = {
    "which": "all",
    "order": "name",
    "stock": "DURABLE 1445-02",
    "start": "1",
    "copies": "1",
}
PASSWORD = "correct horse battery staple"


def fill():
    """An evening with 600 seats, the network, and somebody who prints badges."""
    with write_tx() as session:
        session.add(Network(name="Business Network", set_up_at=clock.now()))
        accounts.add(
            email="ole@example.org",
            name="Ole Organiser",
            role=Role.DIRECTOR,
            password_hash=hash_of(PASSWORD),
            by=Actor.worker(),
        )
    make_event(
        slug=SLUG,
        capacity=SEATS,
        title="Large evening",
        languages=["de", "en", "tr"],
        starts_in=timedelta(days=40),
    )


class Run:
    """What happened, step by step, and what came of it."""

    def __init__(self, site, box):
        self.site, self.box = site, box
        self.people = crowd.everybody()
        self.by_email = {person.email: person for person in self.people}
        self.sign_up()
        self.confirm()
        self.cancel()
        self.fetch_documents()

    def sign_up(self):
        crowd.all_of(lambda p: crowd.sign_up(self.site, SLUG, p), self.people)
        self.box.wait_for(len(self.people), seconds=120)

    def confirm(self):
        links = {
            to: link_in(letter, "/confirm")
            for to, letter in self.box.letters()
            if to in self.by_email
        }
        self.order = sorted(self.people, key=lambda p: (p.number * 7919) % 1000)
        done = crowd.all_of(
            lambda p: crowd.press(self.site, links[p.email], p), self.order
        )
        self.pressed = dict(zip((p.email for p in self.order), done, strict=True))
        self.box.wait_for(2 * len(self.people), seconds=120)
        with self.site.app.app_context():
            event = by_slug(SLUG)
            self.confirmed = [r.email for r in queries.confirmed(event)]
            self.line = [r.email for r in queries.waitlist(event)]
            self.tokens = {r.email: r.token for r in queries.confirmed(event)}
            db.session.remove()

    def cancel(self):
        self.gone = [self.by_email[email] for email in self.confirmed[:CANCELLED]]
        crowd.all_of(
            lambda p: crowd.press(self.site, f"/my/{self.tokens[p.email]}/cancel", p),
            self.gone,
        )
        self.box.wait_for(2 * len(self.people) + 2 * CANCELLED, seconds=60)
        with self.site.app.app_context():
            event = by_slug(SLUG)
            self.coming = {r.email: r.badge_code for r in queries.confirmed(event)}
            self.listed = [r.email for r in queries.confirmed(event)]
            self.line_after = [r.email for r in queries.waitlist(event)]
            self.counts = queries.counts(event)
            self.differences = differences()
            db.session.remove()

    def fetch_documents(self):
        ole = Visitor(f"127.0.0.1:{self.site.port}")
        page = ole.get("/account/sign-in")
        values = {"email": "ole@example.org", "password": PASSWORD}
        assert ole.submit("/account/sign-in", page, values).status == 303
        base = f"/manage/events/{SLUG}"
        self.badges = ole.order(f"{base}/badges", f"{base}/badges/print", PRINT)
        lists = f"{base}/documents"
        self.attendees = ole.order(
            lists, f"{lists}/list", {"kind": "attendees", "language": "de"}
        )
        ole.close()

    def letters(self):
        """Address, language and Message-ID of each letter to those who signed up.

        The director is told of the new device from which the papers are fetched.
        """
        return [
            (to, head["Content-Language"], head["Message-ID"])
            for to, head in self.box.heads()
            if to != "ole@example.org"
        ]


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.full)],
)
def run(request, tmp_path_factory):
    """The whole run, once for each database; the tests look at what came of it."""
    if request.param == "postgresql":
        from tests.postgres import temporary_postgres

        server: AbstractContextManager[str] = temporary_postgres()
    else:
        server = nullcontext("")
    folder = tmp_path_factory.mktemp("thousand")
    with (
        server as address,
        mailbox() as box,
        live_site(
            folder, fill=fill, database=address, mail_port=box.port, threads=8
        ) as site,
    ):
        yield Run(site, box)


def test_a_thousand_people_go_from_form_to_badge(run):
    check_seats(run)
    check_order(run)
    check_moving_up(run)
    check_letters(run)
    check_badges(run)
    check_attendee_list(run)


def check_seats(run):
    assert (len(run.confirmed), len(run.line)) == (600, 400)
    assert run.differences == []
    assert (run.counts[State.CONFIRMED], run.counts[State.WAITLISTED]) == (600, 350)
    assert run.counts[State.CANCELLED] == CANCELLED


def check_order(run):
    """Whoever was answered before another pressed stands before that one."""
    line = [run.pressed[email] for email in run.line]
    assert all(before.began < after.ended for before, after in pairwise(line))
    latest_start = 0.0
    for done in line:
        assert done.ended > latest_start
        latest_start = max(latest_start, done.began)
    first_waiting = min(done.ended for done in line)
    assert all(run.pressed[email].began < first_waiting for email in run.confirmed), (
        "nobody got a seat who pressed after the first was sent to the line"
    )


def check_moving_up(run):
    moved_up = set(run.coming) - set(run.confirmed)
    assert moved_up == set(run.line[:CANCELLED])
    assert run.line_after == run.line[CANCELLED:]


def check_letters(run):
    letters = run.letters()
    expected = Counter({person.email: 2 for person in run.people})
    expected.update(person.email for person in run.gone)
    expected.update(run.line[:CANCELLED])
    assert Counter(to for to, _language, _id in letters) == expected
    assert len({message_id for _to, _language, message_id in letters}) == len(letters)
    wrong = [
        to for to, language, _id in letters if language != run.by_email[to].language
    ]
    assert wrong == []


def check_badges(run):
    document = pdfium.PdfDocument(run.badges)
    assert len(document) == 60
    text = "".join(page_text(page) for page in document)
    codes = [code for page in document for code in codes_on(page)]
    document.close()
    assert sorted(codes) == sorted(run.coming.values())
    for email in run.coming:
        person = run.by_email[email]
        words = f"{person.given_name} {person.family_name} {person.company}".split()
        assert [word for word in words if squeezed(word) not in text] == [], email


def check_attendee_list(run):
    document = pdfium.PdfDocument(run.attendees)
    text = "".join(page_text(page) for page in document)
    document.close()
    at = 0
    for email in run.listed:
        person = run.by_email[email]
        name = squeezed(person.family_name or person.given_name)
        at = text.find(name, at)
        assert at >= 0, f"{person.name} is missing or out of order"


def page_text(page):
    """The page's text without spaces and line ends."""
    return squeezed(page.get_textpage().get_text_bounded())


def squeezed(text):
    """``text`` without what pdfium drops; it also turns lam with alef round."""
    plain = re.sub(r"[\s\x02\u00ad\u200b-\u200f\ufffe-]+", "", text)
    return plain.replace("لأ", "أل")


def codes_on(page):
    """The badge codes that the QR codes of a page hold."""
    picture = page.render(scale=200 / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(picture, formats=ONLY_QR)
    return [code.text.rsplit("/", 1)[-1] for code in found]
