"""Pages for what went wrong."""

import json
import logging

import pytest

from eventreg.web.logs import JsonFormatter, mask


@pytest.fixture
def log(app):
    """What the site logs meanwhile, as the lines that production prints."""
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(json.loads(JsonFormatter().format(record)))

    handler = Keep()
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "This page is not here"),
        ("tr-TR,tr;q=0.9", None),
        ("xx", None),
    ],
)
def test_a_missing_page_says_so_in_the_readers_language(client, language, heading):
    answer = client.get("/nowhere", headers={"Accept-Language": language})

    assert answer.status_code == 404
    assert answer.page.html["lang"] == {"en": "en", "xx": "de"}.get(language, "tr")
    assert heading in {None, answer.heading}


def test_each_error_page_has_the_number_that_is_in_the_log(app, client, log):
    answer = client.get("/nowhere")

    line = next(line for line in log if line.get("path") == "/nowhere")
    assert line["request"] in answer.page.main.text


def test_a_wrong_method_says_which_is_right(client):
    answer = client.post("/trial/staff")

    allowed = set(answer.headers["Allow"].split(", "))
    assert (answer.status_code, allowed) == (405, {"GET", "HEAD", "OPTIONS"})


def test_a_rule_without_form_is_shown_on_a_page(client):
    answer = client.post("/trial/refused")

    assert answer.status_code == 409
    assert "The workshop is full." in answer.page.main.text


@pytest.mark.parametrize(
    ("came_from", "again"),
    [
        ("http://localhost/privacy?language=tr", "/privacy?language=tr"),
        ("http://localhost/trial/refused", "/"),
        ("http://localhost//elsewhere.example/x", "/"),
        ("http://elsewhere.example/events", "/"),
        (None, "/"),
    ],
    ids=["a page", "another error page", "a trick", "another site", "unknown"],
)
def test_after_a_refusal_one_looks_again_where_the_button_stood(
    client, came_from, again
):
    headers = {"Referer": came_from} if came_from else {}

    answer = client.post("/trial/refused", headers=headers)

    assert answer.page.select_one("main .actions a")["href"] == again


def test_a_crash_shows_a_number_that_is_in_the_log(app, client, log):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    answer = client.get("/trial/crash")

    number = answer.page.select_one("main .number").text
    crash = next(line for line in log if line["level"] == "ERROR")
    assert (answer.status_code, crash["request"]) == (500, number)
    assert "ZeroDivisionError" in crash["trace"]
    assert "ada@example.org" not in crash["trace"]
    assert "0123456789abcdef" not in crash["trace"]


def test_a_crash_of_the_database_still_gets_its_page(app, client, log, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("eventreg.web.network._load", lambda: 1 / 0)

    assert client.get("/nowhere").status_code == 500


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_a_form_of_many_megabytes_is_refused_on_a_page(client, content_type):
    data = b"name=" + b"x" * 1_100_000

    answer = client.post("/trial/form", data=data, content_type=content_type)

    assert (answer.status_code, answer.heading) == (413, "That is too large")
    assert "at most 1 MB" in answer.page.main.text


def test_a_long_text_is_let_through(client):
    answer = client.post("/trial/form", data={"name": "x" * 900_000})

    assert answer.status_code == 303


def test_too_often_says_when_to_come_back(client):
    answer = client.post("/trial/too-often")

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "90")
    assert "Wait a little." in answer.page.main.text


@pytest.mark.parametrize(
    "path",
    ["/events/%00", "/events/%ff%fe", "/events/" + "x" * 3000],
)
def test_a_strange_address_is_just_missing(client, path):
    assert client.get(path).status_code == 404


def test_a_form_without_token_is_refused(client):
    answer = client.post("/trial/form", data={"name": "Ada"}, csrf=False)

    assert answer.status_code == 400
    assert answer.page.select("main form") == []


def test_what_was_typed_on_our_own_page_can_be_sent_again(client):
    answer = client.post(
        "/trial/form",
        data={"name": "Ada", "password": "secret", "csrf_token": "old"},
        csrf=False,
        headers={"Origin": "http://localhost"},
    )

    form = answer.page.select_one("main form")
    values = {field["name"]: field["value"] for field in form.select("input")}
    again = client.post(form["action"], data=values, csrf=False)
    assert (answer.status_code, sorted(values)) == (400, ["csrf_token", "name"])
    assert again.status_code == 303


def test_what_staff_typed_outlives_their_sign_in(client, sign_in):
    data = {"title": "Spring"}

    answer = client.post(
        "/trial/staff-form", data=data, headers={"Origin": "http://localhost"}
    )

    form = answer.page.select_one("main form")
    values = {field["name"]: field["value"] for field in form.select("input")}
    sign_in("office")
    again = client.post(form["action"], data=values)
    assert (answer.status_code, answer.heading) == (401, "Sign in first")
    assert (again.status_code, again.location) == (303, "/trial/Spring")


def test_each_request_leaves_a_line_without_its_secret(client, log):
    client.get("/trial/my/0123456789abcdef")
    client.get("/my/0123456789abcdef/cancel")
    client.get("/confirm/0123456789abcdef?x=1")

    paths = [line["path"] for line in log if line["message"] == "answered"]
    assert [path.count("0123456789abcdef") for path in paths] == [0, 0, 0]
    assert paths[0] == "/trial/my/…"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("GET /decide/Zx81-k_a?page=2", "GET /decide/…?page=2"),
        ("/account/reset/abc failed", "/account/reset/… failed"),
        ("/events/a/register/resume/Zx81?b", "/events/a/register/resume/…?b"),
        ("/account/sign-in", "/account/sign-in"),
        ("no room for ada.berg@example.org!", "no room for …@…!"),
        ("/events/network-evening-2027", "/events/network-evening-2027"),
    ],
)
def test_secrets_and_addresses_are_cut(text, masked):
    assert mask(text) == masked
