"""Staff pages: the jobs one has asked for, how far each is, and its file."""

import logging

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from eventreg.database import write_tx
from eventreg.jobs.tasks import files, queries, services
from eventreg.jobs.tasks.kinds import KINDS, STEPS_AFTER, STEPS_BEFORE
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.services import KEPT
from eventreg.jobs.tasks.states import CAN_START_AGAIN, TaskState
from eventreg.web import access

bp = Blueprint("tasks", __name__, url_prefix="/manage/jobs")

logger = logging.getLogger(__name__)


def address_of(task: Task) -> str:
    """Where its asker sees how far it is."""
    return url_for("tasks.show", code=task.code)


@bp.get("")
@access.staff()
def index() -> str:
    """What one has asked for within the last day."""
    return render_template(
        "tasks/index.html", tasks=queries.asked_by(access.me().reference)
    )


@bp.get("/<code>")
@access.staff()
def show(code: str) -> str:
    """One job: how far it is, what went wrong, or its file."""
    task = _task(code)
    return render_template(
        "tasks/show.html",
        task=task,
        before=queries.position(task) if task.state is TaskState.WAITING else 0,
        pages=_pages(task),
        before_pages=STEPS_BEFORE,
        kept_until=task.ended_at and task.ended_at + KEPT,
        may_start_again=task.state in CAN_START_AGAIN,
    )


@bp.get("/<code>/file")
@access.staff()
def file(code: str) -> Response:
    """What came of it."""
    task = _task(code)
    if task.state is not TaskState.DONE:
        abort(404)
    path = files.path_of(task.code)
    if not path.is_file():
        logger.error("the file of task %s is missing", task.code)
        abort(404)
    response = send_file(
        path, task.media_type, as_attachment=True, download_name=task.file_name
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<code>/cancel")
@access.staff()
def cancel(code: str) -> AnyResponse:
    """Nobody needs it any more."""
    task = _task(code)
    with write_tx():
        was_open = services.cancel(task)
    if not was_open:
        flash(_("This job had already ended."), "info")
    return redirect(address_of(task), 303)


@bp.post("/<code>/again")
@access.staff()
def again(code: str) -> AnyResponse:
    """Try once more what did not come to an end."""
    task = _task(code)
    with write_tx():
        services.start_again(task)
    return redirect(address_of(task), 303)


def _pages(task: Task) -> int:
    """How many pages its file will have; 0: it counts something else."""
    beside = STEPS_BEFORE + STEPS_AFTER
    is_known = task.total > beside and KINDS[task.kind].counts_pages
    return task.total - beside if is_known else 0


def _task(code: str) -> Task:
    task, account = queries.by_code(code), access.me()
    if task is None or not queries.may_see(
        task, reference=account.reference, role=account.role
    ):
        abort(404)
    return task
