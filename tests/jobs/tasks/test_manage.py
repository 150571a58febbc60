"""The pages of jobs: who sees which, how far it is, and the file."""

import pytest

from eventreg.jobs.tasks.states import TaskState
from tests.jobs.tasks.conftest import task_of, work_until


@pytest.fixture
def office(sign_in):
    return sign_in("office")


def test_a_job_waits_and_may_be_cancelled(client, office, asked):
    code = asked("greet", by=office.reference, name="Ada")

    page = client.get(f"/manage/jobs/{code}").page
    assert page.h1.text == "A long list"
    assert "This starts in a moment." in page.text
    page = client.post(page.main.form["action"], follow_redirects=True).page

    assert "This job was cancelled." in page.text
    assert task_of(code).state is TaskState.CANCELLED


def test_who_cancels_too_late_is_told(client, office, asked):
    code = asked("greet", by=office.reference, name="Ada")
    page = client.get(f"/manage/jobs/{code}").page
    work_until(lambda task: task.state is TaskState.DONE)

    page = client.post(page.main.form["action"], follow_redirects=True).page

    assert "This job had already ended." in page.text
    assert page.find("a", string="Download")


def test_the_file_is_handed_over_when_it_is_there(client, office, asked):
    code = asked("greet", by=office.reference, name="Ada")
    assert client.get(f"/manage/jobs/{code}/file").status_code == 404
    work_until(lambda task: task.state is TaskState.DONE)

    page = client.get(f"/manage/jobs/{code}").page
    answer = client.get(page.find("a", string="Download")["href"])

    assert answer.data == b"Hello Ada"
    assert answer.headers["Content-Disposition"] == "attachment; filename=hello.txt"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_failed_can_be_tried_again(client, office, asked):
    code = asked("trip", by=office.reference, on=1)
    work_until(lambda task: task.state is TaskState.FAILED)

    page = client.get(f"/manage/jobs/{code}").page
    assert "There is no paper left." in page.text
    page = client.post(page.main.form["action"], follow_redirects=True).page

    assert "This starts in a moment." in page.text


def test_jobs_before_mine_are_counted(client, office, asked):
    asked("greet", name="Ada")
    code = asked("greet", by=office.reference, name="Ben")

    page = client.get(f"/manage/jobs/{code}").page

    assert "1 other job is done first." in page.text


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("greet", "director", 200),
        ("greet", "office", 200),
        ("greet", "desk", 404),
        ("greet", "travel_lead", 404),
        ("mine", "director", 404),
        ("mine", "office", 404),
    ],
)
def test_others_see_it_as_its_kind_allows(client, sign_in, asked, kind, role, status):
    code = asked(kind, by="somebody-else", name="Ada")
    sign_in(role)

    assert client.get(f"/manage/jobs/{code}").status_code == status
    assert client.get("/manage/jobs/none").status_code == 404


def test_ones_own_jobs_are_listed(client, office, asked):
    assert "Nothing is being made for you." in client.get("/manage/jobs").page.text
    asked("greet", by=office.reference, name="Ada")
    asked("greet", by="somebody-else", name="Ada")

    page = client.get("/manage/jobs").page

    assert [row.text for row in page.select("tbody th")] == ["A long list"]


def test_trouble_that_was_told_in_another_language_says_so(client, office, asked):
    asked("trip", by=office.reference, language="tr", on=1)
    code = work_until(lambda task: task.state is TaskState.FAILED).code

    page = client.get(f"/manage/jobs/{code}").page

    assert page.select_one(".field--error")["lang"] == "tr"
