"""A large form lies on the disk, not in memory, and no file whole that is too large."""

import io
import tracemalloc

import pytest
from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.test import encode_multipart

from eventreg.events.questions.states import QuestionKind
from eventreg.web.incoming import LARGEST_FILE, CountedStream, CutOffFile
from eventreg.web.requests import SiteRequest
from tests.factories import make_event, make_question

MB = 1024 * 1024


def form(**parts):
    boundary, body = encode_multipart(parts)
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def file(size):
    return FileStorage(io.BytesIO(b"x" * size), "a.bin")


@pytest.fixture
def path(app):
    event = make_event()
    make_question(event, QuestionKind.FILE, key="cv")
    return f"/events/{event.slug}/register"


def test_of_a_file_only_so_much_is_kept_as_shows_that_it_is_too_large():
    noted: list[int] = []
    found = CutOffFile(noted.append)

    for _ in range(30):
        found.write(b"x" * MB)

    assert (found.seek(0, io.SEEK_END), sum(noted)) == (LARGEST_FILE + 1, 30 * MB)
    found.close()


def test_words_end_where_they_have_become_too_many():
    stream = CountedStream(io.BytesIO(b"x" * 3 * MB), MB)

    assert len(stream.read(MB)) == MB
    with pytest.raises(RequestEntityTooLarge):
        stream.read(MB)


def test_files_are_no_words():
    stream = CountedStream(io.BytesIO(b"x" * 3 * MB), MB)

    stream.read(MB)
    stream.of_file(MB)

    assert len(stream.read(MB)) == MB


def test_many_fields_may_hold_no_more_than_one(client, path):
    words = {f"field{number}": "x" * 100_000 for number in range(30)}

    answer = client.post(path, **form(**words, **{"answers-cv": file(10)}))

    assert answer.status_code == 413


def test_only_a_form_of_parts_may_bring_more_than_words(client, path):
    answer = client.post(path, data={"given_name": "x" * 2 * MB})

    assert answer.status_code == 413


def test_six_large_files_are_never_in_memory_together(app, path):
    sent = form(**{f"file{number}": file(10 * MB) for number in range(6)})
    with app.test_request_context(path, method="POST", **sent):
        tracemalloc.start()

        count = len(request.files)

        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (count, peak < 8 * MB) == (6, True)
        request.close()


def test_no_file_of_a_form_that_is_too_much_stays_open(client, path, monkeypatch):
    opened = []
    original = SiteRequest._get_file_stream

    def open_one(request, *given, **more):
        opened.append(original(request, *given, **more))
        return opened[-1]

    monkeypatch.setattr(SiteRequest, "_get_file_stream", open_one)
    answer = client.post(path, **form(cv=file(600_000), message="a" * 2 * MB))

    assert (answer.status_code, len(opened)) == (413, 1)
    assert opened[0].closed
