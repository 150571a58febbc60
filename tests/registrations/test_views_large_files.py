"""Files that are too large, alone or together: told at their field, all else kept."""

import io

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from eventreg.database import db
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.states import State
from eventreg.uploads import Upload
from tests.factories import make_event, make_question, make_registration
from tests.house import text_of
from tests.registrations.sending import ADA, answers, everybody

TOO_LARGE = "This file is larger than 10 MB. Make it smaller, or choose another one."
#: In the summary, which stands far from the field.
TOLD = f"talk – {TOO_LARGE}"


@pytest.fixture
def event(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path / "instance"))
    event = make_event()
    for key in ("cv", "talk"):
        make_question(event, QuestionKind.FILE, label=key, key=key)
    return event


def pdf(name, size):
    body = b"%PDF-1.7" + b"x" * size + b"%%EOF"
    return FileStorage(io.BytesIO(body), f"{name}.pdf", f"answers-{name}")


def post(client, path, sizes, environ=None, **words):
    files = {f"answers-{name}": pdf(name, size) for name, size in sizes.items()}
    boundary, body = encode_multipart({**words, **files})
    return client.post(
        path,
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        environ_overrides=environ or {},
    )


def register(client, event, sizes, **options):
    return post(client, f"/events/{event.slug}/register", sizes, **ADA, **options)


def stored():
    db.session.expire_all()
    return {
        each.name: each.byte_count for each in db.session.scalars(sa.select(Upload))
    }


def test_two_allowed_files_that_are_large_together_are_taken(client, event):
    answer = register(client, event, {"cv": 9_000_000, "talk": 8_600_000})

    assert answer.status_code == 303
    assert stored() == {"cv.pdf": 9_000_013, "talk.pdf": 8_600_013}
    assert set(answers(everybody()[-1])) == {"cv", "talk"}


@pytest.mark.parametrize("size", [10_500_000, 13_000_000, 40_000_000])
def test_a_file_that_is_too_large_is_told_and_nothing_else_is_lost(client, event, size):
    answer = register(client, event, {"cv": 9_000, "talk": size})

    page = answer.page
    assert answer.status_code == 422
    assert [text_of(each) for each in page.select(".error-summary li")] == [TOLD]
    assert page.find(id="given_name")["value"] == ADA["given_name"]
    assert stored() == {"cv.pdf": 9_013}
    assert page.select_one("[name=answers-cv-kept]")["value"]


def test_own_pages_tell_it_at_the_field_too(client, event):
    ada = make_registration(event, State.CONFIRMED)

    answer = post(client, f"/my/{ada.token}/change", {"talk": 13_000_000})

    told = [text_of(each) for each in answer.page.select(".error-summary li")]
    assert (answer.status_code, told) == (422, [TOLD])


def test_beyond_all_measure_the_way_back_is_said_and_no_empty_form_offered(
    client, event
):
    answer = register(client, event, {}, environ={"CONTENT_LENGTH": "70000000"})

    main = answer.page.main
    assert (answer.status_code, answer.heading) == (413, "That is too large")
    words = text_of(main)
    assert "Go back: in most cases what you have typed is still in the form." in words
    assert "If your browser does not show it any more, open the page anew" in words
    assert main.select("a, button") == []


@pytest.mark.parametrize("kind", [QuestionKind.FILE, QuestionKind.PICTURE])
def test_each_control_knows_what_is_too_large(client, kind):
    event = make_event()
    make_question(event, kind, key="cv")

    page = client.get(f"/events/{event.slug}/register").page

    control = page.select_one("input[type=file]")
    assert (control["data-most"], control["data-too-large"]) == ("10485760", TOO_LARGE)
    assert page.select_one("script[src*='files']")
