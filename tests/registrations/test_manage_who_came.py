"""The list of an event knows who came: as a filter, and as a column."""

import csv
import io
from datetime import timedelta

import pytest

from tests.factories import make_check_in, make_event, make_registration
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=-1))


@pytest.fixture
def people(event):
    """Ada came, Ben did not."""
    ada, ben = (make_registration(event, given_name=name) for name in ("Ada", "Ben"))
    make_check_in(ada, at=event.starts_at)
    return ada, ben


def shown(response):
    rows = response.page.select("#results tbody [role=rowheader]")
    return [text_of(row).split()[0] for row in rows]


@pytest.mark.parametrize(
    ("sign", "found"),
    [("came", ["Ada"]), ("missing", ["Ben"])],
    ids=["who came", "who did not"],
)
@pytest.mark.parametrize("role", ["office", "desk"])
def test_the_list_is_narrowed_to(client, sign_in, event, people, role, sign, found):
    sign_in(role)

    response = client.get(f"/manage/events/{event.slug}/registrations?sign={sign}")

    assert shown(response) == found


def test_before_the_day_nobody_is_asked_for_it(client, sign_in):
    event = make_event()
    make_registration(event)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    offered = [box["value"] for box in page.select("[name=sign]")]
    assert "member" in offered
    assert {"came", "missing"} & set(offered) == set()


def test_the_export_says_when_each_came(client, sign_in, event, people):
    sign_in("office")

    response = client.post(
        f"/manage/events/{event.slug}/registrations/export?col=came_at",
        data={"format": "csv", "columns": "shown"},
    )

    head, first, second = csv.reader(io.StringIO(response.data.decode()))
    local = event.starts_local.replace(second=0)
    assert head == ["Full name", "Came"]
    assert first[1].replace("T", " ").startswith(f"{local:%Y-%m-%d %H:%M}")
    assert second[1] == ""
