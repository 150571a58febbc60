"""CSS that staff write: what it may say, and that it hides and fetches nothing."""

import pytest
import zxingcpp

from eventreg.badges import queries
from eventreg.badges.designs import Design
from eventreg.badges.drawing import drawn
from eventreg.badges.own_style import Fault, Problem, cleaned
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge, thousand
from tests.badges.test_design import FORM, design_path
from tests.badges.test_design import event as event
from tests.badges.test_sheet import make_sheet
from tests.documents.pdf_reader import text_of
from tests.factories import make_design

GOOD = """/* Ours */
.front { background: linear-gradient(#f6f3ed, white 30mm) }
.name, .second { color: #7A2E8E; text-align: left }
.guest + .event { color: rgb(250, 240, 230) }
.speaker { background-color: #7a2e8e; border-radius: 3mm; outline: 0.6mm solid #000 }
.front { background-image: url("asset:logo-0") }
"""


def test_colours_backgrounds_and_lines_are_kept():
    css, problems = cleaned(GOOD)

    assert problems == []
    assert css.splitlines() == [
        ".front { background: linear-gradient(#f6f3ed, white 30mm) }",
        ".name, .second { color: #7A2E8E; text-align: left }",
        ".guest + .event { color: rgb(250, 240, 230) }",
        ".speaker { background-color: #7a2e8e; border-radius: 3mm; "
        "outline: 0.6mm solid #000 }",
        '.front { background-image: url("asset:logo-0") }',
    ]


@pytest.mark.parametrize(
    ("css", "problem"),
    [
        ("@import url(http://127.0.0.1/x);", (Fault.AT_RULE, "import", "")),
        ("@page { size: 1mm }", (Fault.AT_RULE, "page", "")),
        ("@font-face { src: url(file:///x) }", (Fault.AT_RULE, "font-face", "")),
        ("@media print { .name { color: red } }", (Fault.AT_RULE, "media", "")),
        ("img { color: red }", (Fault.SELECTOR, "img", "")),
        (".front img { color: red }", (Fault.SELECTOR, ".front img", "")),
        ("* { color: red }", (Fault.SELECTOR, "*", "")),
        (".front::after { color: red }", (Fault.SELECTOR, ".front::after", "")),
        (".front:has(.name) { color: red }", (Fault.SELECTOR, ".front:has(.name)", "")),
        (".photos { color: red }", (Fault.SELECTOR, ".photos", "")),
        ("\\69mg { color: red }", (Fault.SELECTOR, "img", "")),
        (".name { position: fixed }", (Fault.PROPERTY, "position", "")),
        (".name { p\\6fsition: fixed }", (Fault.PROPERTY, "position", "")),
        (".name { transform: scale(9) }", (Fault.PROPERTY, "transform", "")),
        (".name { font-size: 200pt }", (Fault.PROPERTY, "font-size", "")),
        (".front { display: none }", (Fault.PROPERTY, "display", "")),
        (".front { border: 9mm solid }", (Fault.PROPERTY, "border", "")),
        (".front { outline: 1mm solid }", (Fault.PROPERTY, "outline", "")),
        (".guest { background-image: none }", (Fault.PROPERTY, "background-image", "")),
        (".name { --x: red }", (Fault.PROPERTY, "--x", "")),
        (
            ".front { background: url(http://127.0.0.1/x) }",
            (Fault.VALUE, "url(http://127.0.0.1/x)", "background"),
        ),
        (
            '.front { background: url("file:///etc/passwd") }',
            (Fault.VALUE, 'url("file:///etc/passwd")', "background"),
        ),
        (
            ".front { background: image-set(url(x) 1x) }",
            (Fault.VALUE, "image-set(url(x) 1x)", "background"),
        ),
        (
            ".front { background: repeating-linear-gradient(red, blue 1px) }",
            (Fault.VALUE, "repeating-linear-gradient(red, blue 1px)", "background"),
        ),
        (
            ".front { background-size: 0.001mm }",
            (Fault.VALUE, "0.001mm", "background-size"),
        ),
        (
            ".front { background: red no-repeat }",
            (Fault.VALUE, "no-repeat", "background"),
        ),
        (".front { background-size: 0.1% }", (Fault.VALUE, "0.1%", "background-size")),
        (".guest { outline: 9mm solid }", (Fault.VALUE, "9mm", "outline")),
        (".company { font-weight: 900 }", (Fault.VALUE, "900", "font-weight")),
        (".name { color: var(--x) }", (Fault.VALUE, "var(--x)", "color")),
        (".name { color: expression(1) }", (Fault.VALUE, "expression(1)", "color")),
        (".name { color: red !important }", (Fault.VALUE, "!important", "color")),
        (".name { color: \\3c/style }", (Fault.VALUE, "\\<", "color")),
        (".name { color: #12 }", (Fault.VALUE, "#12", "color")),
        (".name { color: }", (Fault.EMPTY, "", "color")),
        (".name { color: /* red */; }", (Fault.EMPTY, "", "color")),
        (".name { color: ", (Fault.EMPTY, "", "color")),
        (".name {", (Fault.UNCLOSED, "", "")),
        ("/* .name { color: red }", (Fault.UNCLOSED, "", "")),
        (".name { color }", (Fault.UNREADABLE, "", "")),
        ("}", (Fault.UNREADABLE, "", "")),
        ("</style><script>alert(1)</script>", (Fault.UNREADABLE, "", "")),
    ],
)
def test_what_moves_hides_or_fetches_is_refused(css, problem):
    kept, problems = cleaned(f"\n{css}")

    assert (kept, problems[:1]) == ("", [Problem(2, *problem)])


def test_a_rule_that_is_never_closed_is_told():
    css, problems = cleaned(".name { color: red }\n.second {\ncolor: red;")

    assert problems == [Problem(2, Fault.UNCLOSED)]
    assert css.splitlines() == [".name { color: red }", ".second { color: red }"]


def test_half_a_rule_replaces_no_style_that_works(client, sign_in, event):
    make_design(event, own_style=GOOD)
    sign_in("office")

    typed = {**FORM, "own_style": ".title { color: #123 }\n.name { color: "}
    answer = client.post(design_path(event), data=typed)

    assert answer.status_code == 422
    assert answer.errors == [
        "Line 2: “color” has no value. "
        "Line 2: what begins here is never closed, as with “}”."
    ]
    assert queries.design_of(event).own_style == GOOD


def test_a_wrong_line_is_named_in_words_and_what_was_typed_stays(
    client, sign_in, event
):
    sign_in("office")
    typed = ".name { color: red }\n@import url(x);\n.role { position: fixed }"

    answer = client.post(design_path(event), data={**FORM, "own_style": typed})

    assert answer.status_code == 422
    assert answer.errors == [
        "Line 2: rules like “@import” are not possible here. "
        "Line 3: “position” cannot be changed there."
    ]
    assert answer.page.select_one("#own_style").text.strip() == typed
    assert queries.design_of(event).own_style == ""


def test_own_css_is_saved_and_counts_as_another_look(client, sign_in, event):
    sign_in("office")

    client.post(design_path(event), data={**FORM, "own_style": GOOD})

    design = queries.design_of(event)
    assert (design.own_style, design.version) == (GOOD.strip(), 1)
    assert "color: #7A2E8E" in drawn(design, event).own_style


def test_what_was_once_allowed_is_cleaned_again_before_it_is_drawn(event):
    make_design(event, own_style=".name { color: red; position: fixed }")

    design = drawn(queries.design_of(event), event)

    assert design.own_style == ".name { color: red }"


def test_it_is_tried_out_beside_the_form(client, sign_in, event):
    sign_in("office")
    [own] = queries.badges_of(event, queries.design_of(event))
    path = f"/manage/events/{event.slug}/badges/{own.badge.badge_code}/try"

    good = client.get(path, query_string={**FORM, "own_style": ".name { color: red }"})
    wrong = client.get(path, query_string={**FORM, "own_style": ".name { color: re }"})
    half = client.get(path, query_string={**FORM, "own_style": ".name { color: re"})
    worse = client.get(path, query_string={**FORM, "own_style": "*{}</style>"})

    assert ".name { color: re" in good.text
    assert ".name { color: re" in wrong.text
    assert (half.status_code, worse.status_code) == (422, 422)
    assert worse.page.p.text.startswith("Line 1: ")
    assert "</style>" not in worse.page.p.decode_contents()


def test_a_logo_that_is_not_there_is_asked_for_nowhere(client, sign_in, event):
    make_design(event, own_style=".front { background-image: url(asset:logo-1) }")
    sign_in("office")
    [own] = queries.badges_of(event, queries.design_of(event))

    base = f"/manage/events/{event.slug}/badges/{own.badge.badge_code}"
    page = client.get(f"{base}/preview")

    assert "url(data:,)" in page.text
    assert "logo-1" not in page.text


@pytest.mark.parametrize("look", ["calm", "bold", "official"])
@pytest.mark.parametrize("stock", ["DURABLE 1453-02", "Brother 29x90", "A6 hanging"])
def test_the_code_is_read_whatever_is_painted_behind_it(app, look, stock):
    css, _problems = cleaned(
        ".front { background: linear-gradient(black, black) } .guest, .team, .vip, "
        ".speaker, .press { background-color: black; outline: 1mm solid black }"
    )
    badges = thousand(4)

    pdf = make_sheet(
        badges, stock=stocks()[stock], design=Design(look=look, own_style=css)
    )

    pictures = [page.render(scale=203 / 72, grayscale=True).to_pil() for page in pdf]
    read = [c.text[-13:] for each in pictures for c in zxingcpp.read_barcodes(each)]
    assert sorted(read) == sorted(badge.badge_code for badge in badges)


def test_it_colours_what_it_says_and_nothing_else_moves(app):
    css, _problems = cleaned(".front { background: #ff0000 }")

    plain, own = (
        make_sheet([make_badge()], design=Design(own_style=style))[0]
        for style in ("", css)
    )

    assert text_of(own) == text_of(plain)
    assert own.render().to_pil().getpixel((60, 50)) == (255, 0, 0)
