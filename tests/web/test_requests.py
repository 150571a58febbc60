"""Characters that no database keeps never reach one."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from tests.factories import make_event

#: NUL, half a pair as some programs encode it, and a byte that is no text.
ODD = ["%00", "a%00b", "%ED%A0%80", "%FF"]
ROUTES = [
    "/?search={0}&page={0}",
    "/manage/letters?search={0}&letter={0}&event={0}&state={0}&page={0}",
    "/manage/members?search={0}&sector={0}&country={0}&standing={0}",
    "/manage/events?{0}={0}&state={0}&search={0}",
    "/manage/inbox?search={0}&event={0}&page={0}",
    "/manage/events/{slug}/registrations?search={0}&state={0}&page={0}",
]


@pytest.fixture
def asked(app):
    """Every value that is sent to the database, as text."""
    values = []

    def note(_connection, _cursor, _statement, parameters, _context, _many):
        values.append(str(parameters).encode("unicode_escape").decode())

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield values
    sa.event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("route", ROUTES)
def test_odd_characters_in_a_query_string_do_no_harm(
    client, sign_in, asked, route, odd
):
    slug = make_event().slug
    sign_in("director")
    asked.clear()

    answer = client.get(route.format(odd, slug=slug))

    assert answer.status_code in {200, 404}
    assert [v for v in asked if "x00" in v or "ud8" in v] == []


def test_odd_characters_in_a_form_are_left_out(app):
    with app.test_request_context(data={"na\0me": "A\0da"}, method="POST"):
        from flask import request

        assert dict(request.form) == {"name": "Ada"}
