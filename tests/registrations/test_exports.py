"""The list of an event: narrowed, in columns, under a name, and as a file."""

import csv
import io
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.jobs.tasks import overseer
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from eventreg.registrations.exports import work
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_event,
    make_question,
    make_registration,
    pool_named,
)
from tests.house import count_queries


@pytest.fixture
def event(app):
    return make_event(
        title="Evening",
        capacity=90,
        contingents={"Science": 8, "Press": 8},
        sessions={"Port": 9},
    )


@pytest.fixture
def people(event):
    """Ada, Ben and Cyd, each different in everything."""
    science, press = pool_named(event, "Science"), pool_named(event, "Press")
    ada = make_registration(
        event,
        State.CONFIRMED,
        given_name="Ada",
        family_name="Berg",
        company="Yılmaz Makine",
        phone="+49241123456",
        country="TR",
        pools=[science, pool_named(event, "Port")],
    )
    ben = make_registration(
        event,
        State.PENDING,
        given_name="Ben",
        family_name="=1+1",
        company="Yılmaz Makine",
        pools=[press],
        message="first\nsecond",
    )
    cyd = make_registration(
        event,
        State.CANCELLED,
        given_name="Cyd",
        family_name="Dorn",
        company="",
        is_member=True,
    )
    return ada, ben, cyd


def listed(client, event, query=""):
    page = client.get(f"/manage/events/{event.slug}/registrations?{query}").page
    return [row.a.text.split()[0] for row in page.select("#results tbody th")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=confirmed&state=pending", {"Ada", "Ben"}),
        ("pool=science", {"Ada"}),
        ("pool=science&pool=press", {"Ada", "Ben"}),
        ("pool=port", {"Ada"}),
        ("company=yilmaz", {"Ada", "Ben"}),
        ("company=yilmaz&state=pending", {"Ben"}),
        ("sign=same_company", {"Ada", "Ben"}),
        ("sign=member", {"Cyd"}),
        ("sign=guest", {"Ada", "Ben"}),
        ("sign=double", set()),
        ("sign=party", set()),
        ("sign=nonsense&pool=nothing&order=nothing", {"Ada", "Ben", "Cyd"}),
    ],
)
def test_filters_are_joined_simply(client, sign_in, event, people, query, found):
    sign_in("office")

    assert set(listed(client, event, query)) == found


def test_signs_find_what_the_inbox_flags(client, sign_in, event, people):
    _ada, _ben, cyd = people
    sign_in("office")
    make_registration(
        event,
        State.PENDING,
        given_name="Ada",
        family_name="Berg",
        company="Yilmaz Makine",
        email="other@example.org",
    )
    make_registration(
        event, State.DECLINED, given_name="Eve", family_name="Ek", email="e@example.org"
    )
    make_registration(
        event,
        State.PENDING,
        given_name="Eve",
        family_name="Ek",
        email="e@example.org",
        submitted_at=event.closes_at + timedelta(minutes=1),
    )
    make_registration(event, State.PENDING, given_name="Fay", lead_id=cyd.id)

    assert listed(client, event, "sign=double") == ["Ada", "Ada"]
    assert listed(client, event, "sign=declined_before") == ["Eve"]
    assert listed(client, event, "sign=late") == ["Eve"]
    assert set(listed(client, event, "sign=party")) == {"Cyd", "Fay"}


def test_answers_are_filtered_by_and_shown(client, sign_in, event, people):
    ada, ben, _cyd = people
    dish = make_question(event, QuestionKind.ONE_OF, "Dish", choices=["fish", "vegan"])
    days = make_question(event, QuestionKind.SEVERAL_OF, "Days", choices=["one", "two"])
    first = make_question(event, QuestionKind.YES_NO, "First time")
    make_answer(ada, dish, "fish")
    make_answer(ben, dish, "vegan")
    make_answer(ada, days, ["one", "two"])
    make_answer(ben, first, True)
    make_answer(ada, first, False)
    sign_in("office")

    assert listed(client, event, f"a.{dish.key}=fish") == ["Ada"]
    assert set(listed(client, event, f"a.{dish.key}=fish&a.{dish.key}=vegan")) == {
        "Ada",
        "Ben",
    }
    assert listed(client, event, f"a.{dish.key}=-") == ["Cyd"]
    assert listed(client, event, f"a.{days.key}=two") == ["Ada"]
    assert listed(client, event, f"a.{first.key}=yes") == ["Ben"]
    assert listed(client, event, f"a.{first.key}=no&a.{dish.key}=fish") == ["Ada"]

    query = f"col=name&col=a.{dish.key}&col=country&order=newest"
    page = client.get(f"/manage/events/{event.slug}/registrations?{query}").page
    heads = [th.text for th in page.select("#results thead th")]
    assert heads == ["Full name", "Country", "Dish"]
    assert "fish" in page.select_one("#results").text


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_nobody_gets_columns_they_may_not_see(client, sign_in, event, people, role):
    ada, *_ = people
    hidden = make_question(event, QuestionKind.YES_NO, "Secret thing")
    make_answer(ada, hidden, True)
    sign_in(role)

    query = f"col=email&col=phone&col=message&col=a.{hidden.key}&a.{hidden.key}=yes"
    page = client.get(f"/manage/events/{event.slug}/registrations?{query}").page

    assert [th.text for th in page.select("#results thead th")] == ["Full name"]
    assert len(page.select("#results tbody tr")) == 2
    assert "Secret thing" not in page.text
    assert ada.email not in page.text


def test_the_travel_lead_exports_only_what_is_theirs(client, sign_in, event, people):
    ada, *_ = people
    hidden = make_question(event, QuestionKind.SHORT_TEXT, "Secret thing")
    theirs = make_question(
        event, QuestionKind.SHORT_TEXT, "Diet", audience=Audience.OFFICE_TRAVEL
    )
    make_answer(ada, hidden, "hush")
    make_answer(ada, theirs, "no nuts")
    sign_in("travel_lead")

    body = exported(client, event, "csv", columns="all").decode()

    assert "no nuts" in body
    for secret in ("hush", "Secret thing", ada.email, "123456"):
        assert secret not in body


def test_the_desk_takes_no_list_away(client, sign_in, event, people):
    sign_in("desk")

    address = f"/manage/events/{event.slug}/registrations"
    assert "Export" not in client.get(address).page.main.text
    assert client.get(f"{address}/export").status_code == 403


@pytest.mark.parametrize(
    ("salutation", "words"), [("ms", "Frau"), ("mr", "Herr"), ("", "–")]
)
def test_salutations_are_words(client, sign_in, event, salutation, words):
    make_registration(event, salutation=salutation)
    sign_in("office")

    address = f"/manage/events/{event.slug}/registrations?col=salutation&lang=de"
    page = client.get(address).page

    assert [td.text for td in page.select("#results tbody td")] == [words]


def exported(client, event, form, query="", *, columns="shown"):
    answer = client.post(
        f"/manage/events/{event.slug}/registrations/export?{query}",
        data={"format": form, "columns": columns},
    )
    assert answer.status_code == 200, answer.errors
    return answer.data


def test_the_file_holds_exactly_what_is_shown(client, sign_in, event, people):
    ada, *_ = people
    born = make_question(event, QuestionKind.DATE, "Day")
    count = make_question(event, QuestionKind.NUMBER, "How many")
    make_answer(ada, born, "2027-06-17")
    make_answer(ada, count, 3)
    sign_in("office")
    query = (
        "state=confirmed&state=pending&col=phone&col=places&col=message"
        f"&col=a.{born.key}&col=a.{count.key}"
    )

    body = exported(client, event, "xlsx", query)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)

    heads, *cells = rows.to_python()
    assert heads == [
        "Full name",
        "Phone",
        "Seats in",
        "Message",
        "Day",
        "How many",
    ]
    by_name = {row[0]: row[1:] for row in cells}
    assert by_name == {
        "Ada Berg": ["+49 241 123456", "Science, Port", "", date(2027, 6, 17), 3.0],
        "Ben =1+1": ["", "Press", "first\nsecond", "", ""],
    }


def test_a_csv_keeps_names_from_running(client, sign_in, event, people):
    sign_in("office")

    body = exported(client, event, "excel-csv", "col=family_name")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))

    assert ["Ben =1+1", "'=1+1"] in rows


def test_each_export_is_noted_without_names(client, sign_in, event, people):
    sign_in("office")

    exported(client, event, "csv", "search=Ada")

    entry = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.act == "registrations.exported")
    ).one()
    assert entry.target == event.slug
    assert entry.changes["count"] == 1
    assert "Ada" not in str(entry.changes)


def test_an_unknown_kind_of_file_is_refused(client, sign_in, event, people):
    sign_in("office")

    answer = client.post(
        f"/manage/events/{event.slug}/registrations/export",
        data={"format": "exe", "columns": "shown"},
    )

    assert answer.status_code == 422
    assert answer.errors


def test_a_long_list_is_made_by_a_worker(client, sign_in, event, people, monkeypatch):
    monkeypatch.setattr(work, "DIRECTLY", 2)
    office, ada = sign_in("office").reference, people[0].email

    answer = client.post(
        f"/manage/events/{event.slug}/registrations/export?col=email",
        data={"format": "csv", "columns": "shown"},
    )
    assert answer.status_code == 303
    while db.session.scalar(sa.select(Task.state)) in ("waiting", "running"):
        overseer.look_after_tasks()
        db.session.rollback()
    task = db.session.scalars(sa.select(Task)).one()
    address = f"/manage/jobs/{task.code}/file"
    body = client.get(address).data.decode()

    assert task.state is TaskState.DONE, task.trouble
    assert task.asked_by == office
    assert len(body.splitlines()) == 4
    assert ada in body
    sign_in("director")
    assert client.get(address).status_code == 404


def test_an_export_needs_few_queries_however_long(client, sign_in, event):
    sign_in("office")
    dish = make_question(event, QuestionKind.ONE_OF, "Dish", choices=["fish", "vegan"])
    counted = []
    for number in (1, 30):
        for _person in range(number):
            make_answer(make_registration(event, State.CONFIRMED), dish, "fish")
        with count_queries() as queries:
            exported(client, event, "xlsx", columns="all")
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_the_pages_of_a_list_keep_all_of_a_filter(client, sign_in, event):
    sign_in("office")
    for _person in range(51):
        make_registration(event, State.CONFIRMED)

    query = "state=confirmed&state=pending"
    page = client.get(f"/manage/events/{event.slug}/registrations?{query}").page

    assert query in page.select_one(".pages a[rel=next]")["href"]
