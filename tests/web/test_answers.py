"""Headers, languages, static files, packing and health."""

import gzip

import pytest
import sqlalchemy as sa

from eventreg import schema
from eventreg.database import write_tx
from eventreg.web.models import Network
from tests.house import count_queries


def test_a_page_may_run_and_load_only_what_is_ours(client):
    headers = client.get("/trial/form").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"].startswith("camera=(self)")


def test_a_preview_may_stand_in_a_frame_of_ours_and_run_nothing(client, sign_in):
    sign_in("office")

    headers = client.get("/trial/preview").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'self'"
    )


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/trial/form", "private, no-cache"), ("/trial/my/x", "no-store")],
)
def test_pages_about_a_person_are_kept_nowhere(client, path, kept):
    assert client.get(path).headers["Cache-Control"] == kept


def test_a_page_that_needs_no_cookie_sets_none(client):
    assert "Set-Cookie" not in client.get("/nowhere").headers


def test_the_chosen_language_stays(client):
    ours = {"Origin": "http://localhost"}
    data = {"language": "tr", "next": "/trial/form?x=1"}

    answer = client.post("/language", data=data, headers=ours, csrf=False)

    assert (answer.status_code, answer.location) == (303, "/trial/form?x=1")
    assert client.get("/trial/form").page.html["lang"] == "tr"


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/trial/form?lang=de", "/trial/form"),
        ("/trial/form?x=1&lang=de&y=", "/trial/form?x=1&y="),
    ],
)
def test_a_choice_is_stronger_than_the_address_it_was_made_at(client, target, leads_to):
    ours = {"Origin": "http://localhost"}

    answer = client.post(
        "/language", data={"language": "tr", "next": target}, headers=ours, csrf=False
    )

    assert answer.location == leads_to


@pytest.mark.parametrize(
    ("query", "language"), [("lang=tr", "tr"), ("lang=xx", "en"), ("lang=", "en")]
)
def test_an_address_can_ask_for_a_language_without_a_cookie(client, query, language):
    answer = client.get(f"/imprint?{query}")

    assert answer.page.html["lang"] == language
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "language"),
    [("https://evil.example", "tr"), ("", "tr"), ("http://localhost", "xx")],
)
def test_another_site_cannot_choose_the_language(client, origin, language):
    answer = client.post(
        "/language", data={"language": language}, headers={"Origin": origin}, csrf=False
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil", "x", ""],
)
def test_the_way_back_never_leaves_the_site(client, target):
    answer = client.post(
        "/language",
        data={"language": "en", "next": target},
        headers={"Origin": "http://localhost"},
        csrf=False,
    )

    assert answer.location == "/"


def test_static_files_carry_their_hash_and_may_be_kept(client):
    page = client.get("/trial/form").page
    url = page.select_one("link[rel=stylesheet]")["href"]

    answer = client.get(url, headers={"Accept-Encoding": "gzip"})

    assert "?v=" in url
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(answer.data).startswith(b"/*")
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(url, headers=tag).status_code == 304
    old = client.get("/static/css/app.css?v=old")
    assert (old.headers["Cache-Control"], old.headers.get("Content-Encoding")) == (
        "no-cache",
        None,
    )


def test_pages_are_packed_where_the_browser_takes_it(client):
    plain = client.get("/trial/form")
    packed = client.get("/nowhere", headers={"Accept-Encoding": "gzip"}, rules=False)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(packed.data)


def test_the_network_is_read_once_for_many_visitors(client):
    client.get("/nowhere")

    with count_queries() as statements:
        client.get("/nowhere")

    assert statements == []


def test_a_change_of_the_network_shows_at_once(client):
    client.get("/nowhere")
    with write_tx() as session:
        session.get_one(Network, 1).name = "Netzwerk Maas"

    assert client.get("/nowhere").page.title.text.endswith("– Netzwerk Maas")


def test_alive_and_ready(client):
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.json) == (200, {"status": "ok"})
    checks = ready.json["checks"]
    assert (ready.status_code, checks["database"], checks["migrations"]) == (
        200,
        "ok",
        "ok",
    )


def test_not_ready_while_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(schema, "head", lambda: "9999")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json["status"]) == (503, "not ready")


def test_there_is_one_network(app):
    another = sa.insert(Network).values(id=2, name="Another")

    with pytest.raises(sa.exc.IntegrityError), write_tx() as session:
        session.execute(another)
