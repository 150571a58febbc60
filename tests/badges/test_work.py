"""Badges for many people: asked for, followed, fetched."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.badges import manage, work
from eventreg.database import db
from eventreg.jobs.tasks import TaskTrouble, files, overseer
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from tests.documents.pdf_reader import open_pdf
from tests.factories import make_event, make_registration
from tests.factories.tasks import do
from tests.jobs.tasks.conftest import work_until


@pytest.fixture
def many(app, monkeypatch):
    """An event with more people than anybody waits for."""
    monkeypatch.setattr(manage, "MOST_AT_ONCE", 10)
    event = make_event(title="Network evening")
    for _ in range(11):
        make_registration(event)
    return event


def press(client, event):
    """Where the button of the badges page leads."""
    page = client.get(f"/manage/events/{event.slug}/badges").page
    return client.post(page.main.form["action"], data={"stock": "HERMA 4412"})


def test_many_badges_are_a_job_whose_bar_moves_page_by_page(client, sign_in, many):
    sign_in("office")

    answer = press(client, many)
    made, steps = do(db.session.scalars(sa.select(Task)).one())

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


def test_an_event_that_is_gone_is_said(app):
    arguments = {"event": "gone", "stock": "HERMA 4412", "title": "", "public_url": ""}

    with (
        force_locale("en"),
        pytest.raises(TaskTrouble, match="does not exist any more"),
    ):
        work.sheets(arguments, lambda _done, _total: None)
