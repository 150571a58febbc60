"""Processes that are killed in a sign-up storm: nothing that was said is lost."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from http.client import HTTPException

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.config import ROOT
from eventreg.database import db, write_tx
from eventreg.events.queries import by_slug
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Registration
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State
from eventreg.server import processes
from eventreg.web.models import Network
from tests.bench.processes import family
from tests.factories import make_event, pool_named
from tests.factories.crowds import make_crowd
from tests.live import live_site
from tests.mailbox import mailbox
from tests.visitors import Visitor
from tests.whole.rush import DONE, Press, like, opened

SLUG, SEATS = "storm", 60
#: So many answers come between two kills, at least and at most.
BETWEEN = (5, 40)


def fill():
    with write_tx() as session:
        session.add(Network(name="Business Network", set_up_at=clock.now()))
    make_event(slug=SLUG, capacity=SEATS, contingents={"science": 25, "business": 25})


class Storm:
    """People who confirm and cancel while processes die; what each was told."""

    def __init__(self, site, tokens):
        self.site = site
        first = opened(site, f"/my/{tokens[0]}/confirm")
        self.confirms = [like(first, f"/my/{token}/confirm") for token in tokens]
        self.cancels = [like(first, f"/my/{token}/cancel") for token in tokens[::5]]
        self.told: dict[str, int] = {}
        self.kills: Counter[str] = Counter()
        self._is_over = threading.Event()

    def run(self):
        killer = threading.Thread(target=self._kill)
        killer.start()
        try:
            with ThreadPoolExecutor(12) as pool:
                list(pool.map(self._press, enumerate(self.confirms)))
                list(pool.map(self._press, enumerate(self.cancels)))
        finally:
            self._is_over.set()
            killer.join()

    def _press(self, numbered: tuple[int, Press]) -> None:
        """Press until the site answers, as somebody with a bad line does."""
        wait = threading.Event()
        number, press = numbered
        for _ in range(300):
            network = f"198.51.{number // 200}.{number % 200 + 1}"
            host = f"127.0.0.1:{self.site.port}"
            visitor = Visitor(host, network, cookies={**press.cookies})
            try:
                self.told[press.path] = visitor.post(press.path, press.fields).status
                return
            except (OSError, HTTPException):
                wait.wait(0.1)
            finally:
                visitor.close()
        raise AssertionError("the site did not come back")

    def _kill(self) -> None:
        chance = random.Random(7)
        next_at = chance.randint(*BETWEEN)
        while not self._is_over.wait(0.01):
            if len(self.told) < next_at:
                continue
            next_at += chance.randint(*BETWEEN)
            web, worker = self.site.processes
            if self.kills["worker"] < self.kills["web"]:
                worker.kill()
                worker.wait()
                self.site.processes[1] = self._new_worker()
                self.kills["worker"] += 1
            elif children := family(web.pid)[1:]:
                os.kill(chance.choice(children), signal.SIGKILL)
                self.kills["web"] += 1

    def _new_worker(self) -> "subprocess.Popen[bytes]":
        """As whoever watches the processes starts a new one."""
        return subprocess.Popen(
            [sys.executable, *processes.flask_command("worker")],
            cwd=ROOT,
            env=os.environ | self.site.values,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )


def end_leases():
    """What a dead worker held is free at once, not in minutes."""
    with write_tx() as session:
        session.execute(
            sa.update(Letter)
            .where(Letter.state == "sending")
            .values(lease_until=clock.now())
        )


def wait_for_letters(box, seconds=60):
    """Until no letter waits; those of dead workers are freed again and again."""
    for _ in range(seconds * 2):
        end_leases()
        db.session.rollback()
        waiting = sa.select(sa.func.count()).where(
            Letter.state.not_in(("sent", "withdrawn"))
        )
        if not db.session.scalar(waiting.select_from(Letter)):
            return
        threading.Event().wait(0.5)
    raise AssertionError("letters wait for ever")


@pytest.mark.parametrize(
    ("database", "people"),
    [
        ("sqlite", 120),
        pytest.param("sqlite", 600, marks=pytest.mark.full),
        pytest.param("postgresql", 600, marks=pytest.mark.full),
    ],
)
def test_processes_die_in_a_storm_and_nothing_is_lost(tmp_path, database, people):
    if database == "postgresql":
        from tests.postgres import temporary_postgres

        server: AbstractContextManager[str] = temporary_postgres()
    else:
        server = nullcontext("")
    with (
        server as address,
        mailbox() as box,
        live_site(
            tmp_path / "instance",
            fill=fill,
            database=address,
            mail_port=box.port,
            threads=8,
        ) as site,
        site.app.app_context(),
    ):
        event = by_slug(SLUG)
        pools = [pool_named(event, "science"), pool_named(event, "business")]
        storm = Storm(site, make_crowd(event, State.UNVERIFIED, people, pools=pools))
        storm.run()
        wait_for_letters(box)
        check(storm, box)


def check(storm, box):
    db.session.rollback()
    people = {r.token: r for r in db.session.query(Registration)}
    assert min(storm.kills["web"], storm.kills["worker"]) > 0, storm.kills
    assert set(storm.told.values()) == {DONE}
    for path in storm.told:
        _my, token, act = path.strip("/").split("/")
        state = people[token].state
        assert state != State.UNVERIFIED, "told that it was done, and it was not"
        assert (act != "cancel") or state == State.CANCELLED
    assert differences() == []
    check_letters(people.values(), box)


def check_letters(people, box):
    """Each move has its letter, which arrived; twice only as the same one.

    One that a newer letter overtook may have been taken back, as untrue by then.
    """
    rows = db.session.query(Letter).order_by(Letter.id).all()
    wanted = []
    for one in people:
        for move in one.moves[1:]:
            letter = "waitlisted" if move.new == State.WAITLISTED else str(move.new)
            wanted.append((letter, one.reference))
    assert sorted((row.letter, row.registration) for row in rows) == sorted(wanted)
    last = {row.registration: row for row in rows}
    overtaken = [row for row in rows if row.state == "withdrawn"]
    assert not [row for row in overtaken if last[row.registration].state != "sent"]
    arrived = {head["Message-ID"] for _to, head in box.heads()}
    sent = {row.message_id for row in rows if row.state == "sent"}
    assert arrived - {row.message_id for row in overtaken} == sent
