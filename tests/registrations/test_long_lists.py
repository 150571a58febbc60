"""Long lists are handed out by a worker: once, whatever happens to it."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.database import db
from eventreg.jobs.tasks import TaskTrouble, files, overseer
from eventreg.jobs.tasks.kinds import KINDS
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from eventreg.registrations.lists import files as issued_files
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.manage import documents
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import make_event, make_issued, make_registration
from tests.factories.tasks import do
from tests.jobs.tasks.conftest import work_until

FORM = {
    "kind": "attendees",
    "language": "en",
    "recipient": "Hotel Aquis",
    "email": "hotel@example.org",
}


@pytest.fixture
def many(app, monkeypatch):
    """An event with more people than anybody waits for."""
    monkeypatch.setattr(documents, "MOST_AT_ONCE", 30)
    event = make_event(title="Network evening", capacity=60)
    for number in range(31):
        make_registration(event, family_name=f"Berg {number}")
    return event


@pytest.fixture
def account(sign_in, many):
    return sign_in("office")


def issue(client, event, **values):
    path = f"/manage/events/{event.slug}/documents/issue"
    return client.post(path, data={**FORM, **values})


def tasks() -> list[Task]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Task)))


def issued() -> list[IssuedList]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(IssuedList).order_by(IssuedList.id)))


def test_a_worker_makes_it_and_hands_it_out(app, client, account, many):
    reference, slug = account.reference, many.slug
    answer = issue(client, many)
    before = issued()

    try:
        task = work_until(lambda task: task.state is TaskState.DONE)
    finally:
        overseer.let_go(app)

    [one] = issued()
    assert (answer.status_code, before) == (303, [])
    assert (one.version, one.recipient, one.issued_by) == (
        1,
        "Hotel Aquis",
        reference,
    )
    body = files.path_of(task.code).read_bytes()
    assert body == issued_files.path_of(one.code).read_bytes()
    assert "Version 1" in text_of(open_pdf(body)[0])
    assert task.file_name == f"attendee-list-{slug}-en-v1.pdf"
    page = client.get(answer.location).page
    assert page.h1.text == "Attendee list to be handed out: Network evening"


def test_the_bar_moves_and_pressing_twice_asks_once(client, account, many):
    issue(client, many)
    issue(client, many)

    [task] = tasks()
    _made, steps = do(task)

    assert steps[0] == (0, 8)
    assert steps[-1] == (7, 8)


def test_a_job_that_begins_anew_hands_out_nothing_twice(client, account, many, letters):
    issue(client, many)
    [task] = tasks()

    first, _steps = do(task)
    second, steps = do(task)

    assert [one.version for one in issued()] == [1]
    assert [each for each in letters() if each[0] == "list_issued"] == [
        ("list_issued", "hotel@example.org")
    ]
    assert (second.body, steps) == (first.body, [])


def test_a_job_that_is_cancelled_hands_out_nothing(client, account, many):
    issue(client, many)
    [task] = tasks()

    class Cancelled(Exception):
        pass

    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        KINDS[task.kind].work(task.arguments, cancel)

    assert issued() == []


def test_who_was_slower_is_told(client, account, many):
    issue(client, many)
    [task] = tasks()
    make_issued(many, account)

    with force_locale("en"), pytest.raises(TaskTrouble, match="Somebody has just"):
        do(task)

    assert [one.version for one in issued()] == [1]


def test_a_short_list_is_handed_out_at_once(client, sign_in, app):
    event = make_event()
    make_registration(event)
    sign_in("office")

    issue(client, event)

    assert len(issued()) == 1
    assert tasks() == []
