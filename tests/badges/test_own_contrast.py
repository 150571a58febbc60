"""Own CSS: every text of a badge can be told from its paper, whoever coloured it."""

import pytest

from eventreg.badges import queries
from eventreg.badges.designs import Design
from eventreg.badges.frames import LOOKS
from eventreg.badges.own_style import Fault, Problem, cleaned
from tests.badges.test_design import FORM, design_path
from tests.badges.test_design import event as event

DARK_FRONT = """.front { background: #000; color: #fff }
.name, .title, .suffix, .detail { color: #ddd }"""


@pytest.mark.parametrize(
    ("css", "is_refused"),
    [
        (".name { color: white }", True),
        (".name { color: transparent }", True),
        (".name { color: rgba(0, 0, 0, 0.2) }", True),
        (".company { color: #e8e0d8 }", True),
        (".front { color: #ffe000 }", True),
        (".front { background: #222 } .name { color: #333 }", True),
        (
            ".front { background: linear-gradient(#fff, #000) } .name { color: #000 }",
            True,
        ),
        (".back { background: black } .row { color: #222 }", True),
        (".front { background: black } .name { color: white }", True),
        (".back { background: black } .row { color: white }", True),
        (".front { background: #000 }", True),
        (".front { background: #000 } .guest ~ .name { color: white }", True),
        (f"{DARK_FRONT} .title + .name {{ color: black }}", True),
        (
            f"{DARK_FRONT} .name {{ color: black }} .front .name {{ color: #eee }}",
            False,
        ),
        (DARK_FRONT, False),
        (".back { background: black } .heading, .row { color: white }", False),
        (".name { color: #7a2e8e }", False),
        (".name { color: currentcolor }", False),
        (".role { background-color: #eee }", True),
        (".guest { background-color: #ffe000 }", True),
        (".guest { background-color: #ffe000; color: #000 }", True),
        (
            ".guest { background-color: #ffe000; color: #000 } "
            ".guest ~ .event, .guest ~ .added { color: #000 }",
            False,
        ),
        (".guest ~ .event { color: #123 }", True),
        (".vip ~ .event { color: #ddd }", False),
    ],
)
def test_a_text_too_close_to_its_paper_is_refused(css, is_refused):
    faults = {problem.fault for problem in cleaned(css)[1]}

    assert faults == ({Fault.FAINT} if is_refused else set())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("paper", ["#000", "#17222d", "#55606b", "navy"])
def test_a_dark_paper_is_refused_in_each_look(look, paper):
    css = f"\n.front {{ background: {paper} }}"

    problems = cleaned(css, Design(look=look))[1]

    assert problems == [Problem(2, Fault.FAINT, paper)]


@pytest.mark.parametrize(
    ("design", "css", "is_refused"),
    [
        (Design(look="bold"), ".front { background: #0b5a62; color: #fff }", True),
        (
            Design(look="bold", colour="#ffe000"),
            ".front { background: #0b5a62; color: #fff } "
            ".title, .suffix, .detail { color: #fff }",
            False,
        ),
        (Design(look="official"), ".role { background-color: #17222d }", True),
        (Design(look="official"), ".event { color: #ddd }", True),
        (Design(look="official"), ".role { background-color: #eee }", False),
        (Design(look="calm"), ".role { background-color: #17222d }", False),
        (Design(colour="#ffe000"), ".guest { color: #fff }", True),
        (Design(colour="#ffe000"), ".event { color: #fff }", False),
    ],
)
def test_the_looks_own_letters_and_papers_count(design, css, is_refused):
    assert bool(cleaned(css, design)[1]) is is_refused


def test_black_paper_is_not_saved_and_the_line_is_named(client, sign_in, event):
    sign_in("office")
    typed = ".front { background: #000 }"

    answer = client.post(design_path(event), data={**FORM, "own_style": typed})

    assert answer.status_code == 422
    assert answer.errors == [
        "Line 1: a text in “#000” can hardly be read on its paper."
    ]
    assert answer.page.select_one("#own_style").text.strip() == typed
    assert queries.design_of(event).own_style == ""


@pytest.mark.parametrize("look", LOOKS)
def test_the_example_on_the_page_is_accepted_in_each_look(client, sign_in, event, look):
    sign_in("office")
    example = client.get(design_path(event)).page.select_one("details pre").text

    assert ".front" in example
    assert cleaned(example, Design(look=look))[1] == []
