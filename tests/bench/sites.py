"""Sites to measure: the real processes on a fresh instance."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web.models import Network
from tests.bench.processes import cpu_seconds
from tests.factories import make_event, make_question, make_registration
from tests.live import LiveSite, live_site
from tests.mailbox import Mailbox, mailbox
from tests.whole.crowd import everybody

SLUG = "bench"


@dataclass(frozen=True)
class Bench:
    """A running site and the mailbox that its letters arrive in."""

    site: LiveSite
    box: Mailbox

    def cpu(self) -> float:
        """CPU seconds of all server processes so far."""
        return cpu_seconds(*(process.pid for process in self.site.processes))


@contextmanager
def bench_site(
    database: str, *, fill: Callable[[], object], threads: int = 4
) -> Iterator[Bench]:
    """A site with the network and what ``fill`` adds.

    :param database: ``sqlite`` or ``postgresql``.
    """
    with ExitStack() as stack:
        address = ""
        if database == "postgresql":
            from tests.postgres import temporary_postgres

            address = stack.enter_context(temporary_postgres())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        box = stack.enter_context(mailbox())
        site = stack.enter_context(
            live_site(
                folder / "instance",
                fill=lambda: _fill(fill),
                database=address,
                mail_port=box.port,
                threads=threads,
            )
        )
        yield Bench(site, box)


def _fill(fill: Callable[[], object]) -> None:
    with write_tx() as session:
        session.add(Network(name="Business Network", set_up_at=clock.now()))
    fill()


def make_bench_event(capacity: int) -> Event:
    """An evening in three languages with a text of usual length."""
    return make_event(
        slug=SLUG,
        capacity=capacity,
        title="Network evening",
        languages=["de", "en", "tr"],
        starts_in=timedelta(days=40),
        text={
            "summary": "An evening with short talks and long conversations.",
            "description": "## Programme\n\n" + "Talks and questions. " * 60,
        },
    )


#: What the four questions of the bench are answered with.
ANSWERS = {
    "answers-firm": "Machines for paper",
    "answers-size": "40",
    "answers-dish": "blue",
    "answers-visa": "no",
}


def ask_four_questions(event: Event) -> None:
    """What an application usually asks besides who somebody is."""
    make_question(event, QuestionKind.SHORT_TEXT, key="firm", required=True)
    make_question(event, QuestionKind.NUMBER, key="size")
    make_question(event, QuestionKind.ONE_OF, key="dish", required=True)
    make_question(event, QuestionKind.YES_NO, key="visa", required=True)


def make_crowd(event: Event, state: State, count: int = 1000) -> list[Registration]:
    """The people of people.csv in one state at ``event``."""
    return [
        make_registration(
            event,
            state,
            title=person.title,
            given_name=person.given_name,
            family_name=person.family_name,
            family_first=person.family_first,
            email=person.email,
            company=person.company,
            position=person.position,
            country=person.country,
            language=person.language,
        )
        for person in everybody(count)
    ]
