"""Long work: done once, watched, ended when nobody wants it."""

import os
import signal

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.jobs.tasks import child, files, services
from eventreg.jobs.tasks.overseer import forget_tasks, let_go, look_after_tasks
from eventreg.jobs.tasks.states import TaskState
from tests.jobs.tasks.conftest import latest, task_of, work_until


def _is(state):
    return lambda task: task.state is state


def test_a_task_is_done_in_a_process_of_its_own_and_leaves_its_file(asked):
    code = asked("greet", name="Ada")

    task = work_until(_is(TaskState.DONE))

    assert files.path_of(code).read_bytes() == b"Hello Ada"
    assert (task.file_name, task.media_type, task.size) == (
        "hello.txt",
        "text/plain",
        9,
    )
    assert (task.done, task.total) == (2, 2)
    assert files.path_of(code).stat().st_mode & 0o077 == 0


def test_pressing_twice_asks_once(asked):
    assert asked("greet", name="Ada") == asked("greet", name="Ada")
    assert asked("greet", name="Ben") != asked("greet", name="Ada")
    assert asked("greet", name="Ada", by="another") != asked("greet", name="Ada")


def test_what_has_ended_is_made_anew_when_asked_for_again(asked):
    first = asked("greet", name="Ada")
    work_until(_is(TaskState.DONE))

    assert asked("greet", name="Ada") != first


def test_the_bar_moves(asked):
    asked("dawdle")

    seen = {work_until(lambda task: task.done > 0).done}
    seen.add(work_until(lambda task: task.done > min(seen)).done)

    assert len(seen) == 2
    assert latest().total == 1000


def test_a_cancelled_task_ends_and_its_process_too(app, asked):
    code = asked("dawdle")
    work_until(lambda task: task.done > 0)
    [one] = app.extensions["tasks_running"]

    with write_tx():
        assert services.cancel(task_of(code))
    look_after_tasks()

    assert not one.process.is_alive()
    assert app.extensions["tasks_running"] == []
    assert task_of(code).state is TaskState.CANCELLED
    assert not files.path_of(code).exists()


def test_a_task_ends_by_itself_when_another_worker_has_it(app, asked):
    asked("dawdle")
    work_until(lambda task: task.done > 0)
    [one] = app.extensions["tasks_running"]
    with write_tx():
        latest().attempts += 1

    one.process.join(10)

    assert one.process.exitcode == 0


@pytest.mark.parametrize(
    ("kind", "arguments", "trouble"),
    [
        ("trip", {"on": 1}, "There is no paper left."),
        ("trip", {}, "Something went wrong on our side. It is in the log."),
        ("gorge", {}, "This needs more memory than one job may take."),
    ],
)
def test_a_task_that_fails_says_why(asked, kind, arguments, trouble):
    asked(kind, **arguments)

    task = work_until(_is(TaskState.FAILED))

    assert task.trouble == trouble


def test_a_task_that_takes_its_process_down_is_tried_three_times(asked):
    asked("crash")

    task = work_until(_is(TaskState.FAILED))

    assert task.attempts == 3


def test_a_task_may_not_burn_the_processor_for_ever(asked, monkeypatch):
    monkeypatch.setattr(child, "MOST_SECONDS", 1)
    asked("burn")

    task = work_until(_is(TaskState.FAILED))

    assert task.trouble == "This takes longer than one job may take."
    assert task.attempts == 1


def test_a_worker_that_is_told_to_end_leaves_its_task_to_the_next(app, asked):
    asked("dawdle")
    work_until(lambda task: task.done > 0)
    [one] = app.extensions["tasks_running"]

    let_go(app)

    assert not one.process.is_alive()
    assert (latest().state, latest().attempts) == (TaskState.WAITING, 0)


def test_a_worker_that_died_leaves_its_task_when_the_lease_is_over(asked, clock_at):
    clock_at(clock.now())
    code = asked("greet", name="Ada")
    with write_tx():
        assert services.claim("dead:1")
    look_after_tasks()
    assert latest().worker == "dead:1"

    clock_at(services.LEASE)
    task = work_until(_is(TaskState.DONE))

    assert task.attempts == 2
    assert files.path_of(code).exists()


def test_a_task_whose_workers_all_died_is_given_up(asked, clock_at):
    clock_at(clock.now())
    asked("greet", name="Ada")
    for _attempt in range(services.MOST_ATTEMPTS):
        with write_tx():
            assert services.claim("dead:1")
        clock_at(services.LEASE)

    look_after_tasks()

    assert latest().state is TaskState.FAILED


def test_the_dead_workers_child_changes_nothing_any_more(asked, clock_at):
    clock_at(clock.now())
    asked("greet", name="Ada")
    with write_tx():
        old = services.claim("dead:1")
    clock_at(services.LEASE)
    with write_tx():
        services.claim("other:2")

    with write_tx():
        assert not services.note_progress(old, 1, 2)
        assert not services.note_failed(old, "late")
        assert not services.renew(old)

    assert latest().worker == "other:2"


def test_files_are_kept_for_a_day(asked, clock_at):
    clock_at(clock.now())
    code = asked("greet", name="Ada")
    work_until(_is(TaskState.DONE))
    stray = files.path_of("nobody-knows-me")
    stray.write_bytes(b"left behind")

    forget_tasks()
    assert files.path_of(code).exists()
    assert not stray.exists()

    clock_at(services.KEPT + services.LEASE)
    forget_tasks()
    assert task_of(code) is None
    assert not files.path_of(code).exists()


def test_a_full_disk_is_said(asked, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    asked("greet", name="Ada")

    assert "is the disk full?" in work_until(_is(TaskState.FAILED)).trouble


def test_the_process_goes_after_the_others(app, asked):
    asked("dawdle")
    work_until(lambda task: task.done > 0)
    [one] = app.extensions["tasks_running"]

    mine = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, one.process.pid) > mine
    os.kill(one.process.pid, signal.SIGINT)  # Ctrl-C reaches it too; it goes on
    done = latest().done
    work_until(lambda task: task.done > done)
