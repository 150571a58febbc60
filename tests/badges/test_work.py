"""Badges for many people: asked for, followed, fetched."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.audit.models import AuditEntry
from eventreg.badges import work
from eventreg.badges.designs import Back, Design
from eventreg.badges.manage import printing
from eventreg.badges.models import BadgePrint
from eventreg.database import db, write_tx
from eventreg.documents.labels import stocks
from eventreg.documents.sheets import Run
from eventreg.jobs.tasks import TaskTrouble, files, overseer, services
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from eventreg.registrations import queries
from tests.badges.test_printing import press
from tests.documents.pdf_reader import open_pdf
from tests.factories import make_design, make_event, make_registration
from tests.factories.tasks import do, make_task
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


def the_print() -> BadgePrint:
    return db.session.scalars(sa.select(BadgePrint)).one()


def test_many_badges_are_a_job_whose_bar_moves_page_by_page(client, sign_in, many):
    sign_in("office")

    answer = press(client, many)
    made, steps = do(the_task())

    assert answer.status_code == 303
    heading = client.get(answer.location).page.h1.text
    assert heading == "11 badges, DURABLE 1445-02: Network evening"
    assert steps == [(done, 8) for done in range(8) if done != 4]
    assert len(open_pdf(made.body)) == 2
    assert made.name == f"badges-{many.slug}.pdf"


def test_prints_of_one_event_can_be_told_apart_among_jobs(client, sign_in, many):
    sign_in("office")
    press(client, many)
    press(client, many, stock="HERMA 4412", copies="2", reason="lost")

    titles = [row.text for row in client.get("/manage/jobs").page.select("tbody th a")]

    assert titles == [
        "11 badges, HERMA 4412: Network evening",
        "11 badges, DURABLE 1445-02: Network evening",
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "11 Namensschilder, DURABLE 1445-02: Network evening"),
        ("en", "11 badges, DURABLE 1445-02: Network evening"),
        ("tr", "11 yaka kartı, DURABLE 1445-02: Network evening"),
    ],
)
def test_a_job_is_named_in_the_words_of_whoever_reads_it(
    client, sign_in, many, language, title
):
    sign_in("office")
    press(client, many)

    code = the_task().code
    listed = client.get(f"/manage/jobs?lang={language}").page.select_one("tbody th a")
    shown = client.get(f"/manage/jobs/{code}?lang={language}").page

    assert (listed.text, shown.h1.text) == (title, title)
    assert "lang" not in listed.attrs | shown.h1.attrs


def test_a_job_from_before_keeps_its_words_and_says_their_language(client, sign_in):
    office = sign_in("office")
    task = make_task(office.reference, title="Badges: 7", language="en")

    page = client.get("/manage/jobs?lang=tr").page.select_one("tbody th a")
    shown = client.get(f"/manage/jobs/{task.code}?lang=tr").page.h1

    assert [(each.text, each["lang"]) for each in (page, shown)] == [
        ("Badges: 7", "en")
    ] * 2


def test_what_takes_seconds_is_no_longer_waited_for():
    card, run = stocks()["DURABLE 1445-02"], Run()
    plain, two_sided = Design(), Design(back=Back.FRONT)
    own = Design(back=Back.FRONT, own_style=".name { letter-spacing: 0.1em }")

    costs = [
        work.cost_of(count, card, run, design)
        for count, design in ((60, plain), (30, two_sided), (42, two_sided), (42, own))
    ]

    assert [cost > printing.MOST_AT_ONCE for cost in costs] == [
        *(False, False),
        *(True, True),
    ]


def test_a_worker_makes_them_in_a_process_of_its_own(app, client, sign_in, many):
    sign_in("office")
    press(client, many)

    try:
        task = work_until(lambda task: task.state is TaskState.DONE)
    finally:
        overseer.let_go(app)

    assert len(open_pdf(files.path_of(task.code).read_bytes())) == 2
    assert (task.done, task.total) == (8, 8)


def test_copies_count_as_well(client, sign_in, many, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 20)
    sign_in("office")

    assert "/prints/" in press(client, many).location
    assert "/jobs/" in press(client, many, copies="2", reason="lost").location


def test_a_second_side_takes_as_long_as_the_first(client, sign_in, many, monkeypatch):
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 20)
    make_design(many, back=Back.FRONT)
    sign_in("office")

    assert "/jobs/" in press(client, many).location


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (0, "7 pages are being prepared: step 1 of 4 …"),
        (3, "7 pages are being prepared: step 4 of 4 …"),
        (4, "7 pages are being prepared: step 4 of 4 …"),
        (7, "Page 3 of 7"),
        (11, "Page 7 of 7"),
        (12, "All 7 pages are laid out. The file is being written …"),
    ],
)
def test_the_bar_says_what_it_counts(client, sign_in, done, words):
    office = sign_in("office")
    task = make_task(office.reference, TaskState.RUNNING, done=done, total=13)

    page = client.get(f"/manage/jobs/{task.code}").page

    assert page.select_one("#task .lede").text == words
    # Without a value it moves by itself: reading and styling take seconds as well.
    assert page.progress.get("value") == (str(done) if done > 4 else None)


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


def badges_page(client, slug):
    return client.get(f"/manage/events/{slug}/badges").page


def files_listed(page) -> list[str]:
    rows = page.find("h2", string="Printed so far").find_parent("section")
    return [cell.text.strip() for cell in rows.select('[data-label="File"]')]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (TaskState.CANCELLED, "Cancelled: nothing was printed"),
        (TaskState.FAILED, "Failed: nothing was printed"),
    ],
)
def test_badges_of_a_job_that_came_to_nothing_stay_new(
    client, sign_in, many, ends, words
):
    sign_in("office")
    press(client, many)

    while_it_goes_on = badges_page(client, many.slug)
    with write_tx():
        the_task().state = ends
    after = badges_page(client, many.slug)

    assert "11 badges were never printed" in while_it_goes_on.main.text
    assert "11 badges were never printed" in after.main.text
    assert files_listed(while_it_goes_on)[0].startswith("Is being made")
    assert files_listed(after) == [words]
    assert db.session.query(AuditEntry).filter_by(act="badges.printed").all() == []


def test_a_print_that_came_to_nothing_asks_nobody_why_once_more(client, sign_in, many):
    sign_in("office")
    press(client, many)
    with write_tx():
        services.cancel(the_task())
    code = queries.confirmed(many)[0].badge_code

    answer = client.post(f"/manage/events/{many.slug}/badges/{code}/print")

    assert client.get(answer.location).mimetype == "application/pdf"


def test_badges_count_as_printed_once_the_worker_has_kept_the_file(
    app, client, sign_in, many
):
    office, slug = sign_in("office").reference, many.slug
    press(client, many)

    try:
        work_until(lambda task: task.state is TaskState.DONE)
    finally:
        overseer.let_go(app)

    page = badges_page(client, slug)
    assert "Every badge was printed before" in page.main.text
    assert files_listed(page)[0].startswith("PDF")
    entry = db.session.query(AuditEntry).filter_by(act="badges.printed").one()
    assert (entry.actor, entry.changes["count"]) == (office, 11)


def test_the_file_of_a_print_that_was_never_made_is_not_handed_out(
    client, sign_in, many
):
    sign_in("office")
    press(client, many)
    made = db.session.query(BadgePrint).one()
    path = f"/manage/events/{many.slug}/badges/prints/{made.code}.pdf"

    while_it_goes_on = client.get(path)
    with write_tx() as session:
        session.delete(the_task())
    later = client.get(path)

    assert "/manage/jobs/" in while_it_goes_on.location
    assert client.get(later.location).flashes == [
        "This print was never made. Its badges count as not printed."
    ]


def test_after_a_change_of_design_the_file_of_the_job_is_offered(
    app, client, sign_in, many
):
    sign_in("office")
    path = f"/manage/events/{many.slug}/badges"
    press(client, many)
    try:
        work_until(lambda done: done.state is TaskState.DONE)
    finally:
        overseer.let_go(app)
    make_design(the_print().event, look="bold")

    file = client.get(path).page.select_one('[data-label="File"]')

    assert file.text.startswith("In another design than now: the file of then")
    assert client.get(file.a["href"]).data.startswith(b"%PDF")

    with write_tx():
        db.session.delete(the_task())
    file = client.get(path).page.select_one('[data-label="File"]')
    assert file.text == "In another design than now, so it cannot be made again"


def test_after_a_change_of_a_name_the_file_of_the_job_is_offered(
    app, client, sign_in, many
):
    sign_in("office")
    path = f"/manage/events/{many.slug}/badges"
    press(client, many)
    try:
        work_until(lambda done: done.state is TaskState.DONE)
    finally:
        overseer.let_go(app)
    with write_tx():
        the_print().badges[0].registration.family_name = "Byron"

    file = client.get(path).page.select_one('[data-label="File"]')

    assert file.text.startswith("Badges of it have changed since or are needed")
    assert client.get(file.a["href"]).data.startswith(b"%PDF")
