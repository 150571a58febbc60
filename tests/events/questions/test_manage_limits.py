"""What becomes of limits when a question becomes one of another kind."""

import pytest

from eventreg.events.questions.states import QuestionKind
from tests.events.questions.pages import asked, post
from tests.factories import make_question

pytestmark = pytest.mark.usefixtures("office")

USUAL = {
    "stage": "application",
    "audience": "director_office",
    "delete_after": "registration",
}


@pytest.mark.parametrize(
    ("before", "limits", "kind", "kept"),
    [
        (QuestionKind.DATE, ("2000-01-01", None), "number", (None, None)),
        (QuestionKind.SEVERAL_OF, ("2", "3"), "number", (None, None)),
        (QuestionKind.NUMBER, ("2", "3"), "number", ("2", "3")),
        (QuestionKind.SHORT_TEXT, (None, "40"), "long_text", (None, "40")),
    ],
    ids=["day", "count", "the same kind", "alike"],
)
def test_limits_of_another_kind_go_with_it(client, event, before, limits, kind, kept):
    least, most = limits
    question = make_question(event, before, least=least, most=most)
    typed = {"least": least or "", "most": most or "", "kind": kind}

    response = post(client, event, f"/{question.key}", label_en="Q?", **USUAL, **typed)

    (changed,) = asked(event)
    assert response.status_code == 303
    assert (changed.kind, changed.least, changed.most) == (kind, *kept)


def test_a_limit_typed_for_another_kind_is_not_lost(client, event):
    question = make_question(event, QuestionKind.DATE, least="2000-01-01")
    typed = {"least": "2001-01-01", "most": "", "kind": "number"}

    response = post(client, event, f"/{question.key}", label_en="Q?", **USUAL, **typed)

    assert response.status_code == 422
    assert response.page.select_one("#least")["value"] == "2001-01-01"
