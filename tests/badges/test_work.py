"""Badges for many people: asked for, followed, fetched."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.badges import work
from eventreg.badges.manage import printing
from eventreg.database import db, write_tx
from eventreg.jobs.tasks import TaskTrouble, files, overseer
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from eventreg.registrations import queries
from tests.badges.test_printing import press
from tests.documents.pdf_reader import open_pdf
from tests.factories import make_event, make_registration
from tests.factories.tasks import do
from tests.jobs.tasks.conftest import work_until


@pytest.fixture
def many(app, monkeypatch):
    """An event with more people than anybody waits for."""
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 10)
    event = make_event(title="Network evening")
    for _ in range(11):
        make_registration(event)
    return event


def the_task() -> Task:
    return db.session.scalars(sa.select(Task)).one()


def test_many_badges_are_a_job_whose_bar_moves_page_by_page(client, sign_in, many):
    sign_in("office")

    answer = press(client, many)
    made, steps = do(the_task())

    assert answer.status_code == 303
    assert client.get(answer.location).page.h1.text == "Badges: Network evening"
    assert steps == [(1, 2), (2, 2)]
    assert len(open_pdf(made.body)) == 2
    assert made.name == f"badges-{many.slug}.pdf"


def test_a_worker_makes_them_in_a_process_of_its_own(app, client, sign_in, many):
    sign_in("office")
    press(client, many)

    try:
        task = work_until(lambda task: task.state is TaskState.DONE)
    finally:
        overseer.let_go(app)

    assert len(open_pdf(files.path_of(task.code).read_bytes())) == 2
    assert (task.done, task.total) == (2, 2)


def test_copies_count_as_well(client, sign_in, many, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 20)
    sign_in("office")

    assert "/prints/" in press(client, many).location
    assert "/jobs/" in press(client, many, copies="2").location


def test_what_has_changed_meanwhile_is_not_printed(client, sign_in, many):
    sign_in("office")
    press(client, many)
    with write_tx():
        queries.confirmed(many)[0].company = "Another"

    with force_locale("en"), pytest.raises(TaskTrouble, match="have changed since"):
        do(the_task())


def test_an_event_that_is_gone_is_said(app):
    arguments = {"event": "gone", "print": "x", "title": "", "public_url": ""}

    with force_locale("en"), pytest.raises(TaskTrouble, match="not exist any more"):
        work.sheets(arguments, lambda _done, _total: None)
