"""How a file is sent."""

import pytest
from werkzeug.exceptions import NotFound

from eventreg.uploads import answer
from tests.factories.files import PDF


@pytest.fixture
def sent(app, kept):
    def send(*args, is_public=False):
        upload = kept(*args)
        with app.test_request_context():
            response = answer(upload, is_public=is_public)
            response.direct_passthrough = False
            body = response.get_data()
            response.close()
            return body, response.headers

    return send


def test_a_document_is_handed_over_to_be_saved(sent):
    body, headers = sent(PDF, "Vize – Ağaoğlu.pdf")

    assert body == PDF
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert (
        "filename*=UTF-8''Vize%20%E2%80%93%20A%C4%9Fao%C4%9Flu.pdf"
        in (headers["Content-Disposition"])
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].endswith("sandbox")
    assert headers["Cache-Control"] == "private, max-age=3600"


def test_a_picture_is_shown_and_a_public_one_kept_for_ever(sent):
    _body, headers = sent(is_public=True)

    assert headers["Content-Disposition"] == "inline; filename=photo.jpg"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_that_is_gone_is_missing(app, folder, kept):
    upload = kept()
    (folder / upload.token).unlink()

    with app.test_request_context(), pytest.raises(NotFound):
        answer(upload)
