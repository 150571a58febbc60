"""The role stays inside its band, on every card and in every language."""

from dataclasses import replace
from itertools import combinations

import pytest
from flask_babel import force_locale

from eventreg.badges.band import ROLE_FLOOR
from eventreg.badges.composition import Composition, compose
from eventreg.badges.designs import Design, Logo
from eventreg.badges.frames import LOOKS, Frame, frame_of
from eventreg.badges.lines import POINTS_PER_MM, Line
from eventreg.badges.sheet import as_read, sheet_pdf
from eventreg.documents import Asset, fitting
from eventreg.documents.labels import stocks
from eventreg.registrations.states import RegistrationRole
from eventreg.registrations.words import role_word
from tests.badges.people import make_badge
from tests.documents.pdf_reader import MM, open_pdf
from tests.factories.files import picture

#: Points that a line may be off, as it stands on whole ones.
OFF = 0.05
#: Points that it may be off the middle for that.
HALF = 0.5 + OFF
#: Millimetres: of the official look.
OUTLINE = 0.6


@pytest.fixture
def roles(app) -> set[str]:
    """Each role in one, two and all three languages."""
    by_language = {}
    for language in ("de", "en", "tr"):
        with force_locale(language):
            by_language[language] = [role_word(role) for role in RegistrationRole]
    return {
        " / ".join(dict.fromkeys(said))
        for count in (1, 2, 3)
        for languages in combinations(by_language, count)
        for said in zip(*(by_language[each] for each in languages), strict=True)
    }


@pytest.mark.parametrize("logos", [0, 1, 2])
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.every_case
def test_every_role_stands_inside_its_band_or_is_told(roles, look, logos):
    frames = [
        frame_of(look, stock, logos=logos, marks_photos=has_marks)
        for stock in stocks().values()
        for has_marks in (False, True)
    ]
    made = [
        (role, frame, compose(make_badge(role_word=role), frame))
        for role in roles
        for frame in frames
    ]

    out = {role for role, frame, each in made if not stands_inside(each, frame)}
    untold = {role for role, _frame, each in made if is_small(each) and not each.low}

    assert (out, untold) == (set(), set())


@pytest.mark.parametrize("look", LOOKS)
def test_on_paper_the_role_is_inside_its_band_too(app, look):
    stock = stocks()["Brother 29x90"]
    words = "Mitglied / Member / Üye"
    logo = Logo(Asset.png(picture((300, 120))), 300, 120)
    design = Design(look=look, logos=(logo, logo))
    pdf = sheet_pdf(
        [make_badge(role_word=words)],
        as_read(stock),
        title="Badges",
        language="de",
        public_url="https://events.example.org",
        design=design,
    )

    page = open_pdf(pdf)[0]
    text = page.get_textpage()
    _left, bottom, _right, top = text.get_charbox(text.search("Üye").get_next()[0])
    band = frame_of(look, stock, logos=2).band
    above = (page.get_height() - top) * MM - band.top
    below = band.bottom - (page.get_height() - bottom) * MM

    assert (above > OUTLINE, below > OUTLINE) == (True, True)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("logos", [0, 2])
def test_a_role_alone_stands_in_the_middle_of_its_band(roles, look, logos):
    low = replace(stocks()["DURABLE 1445-02"], name="Own", width=70, height=36)
    frames = [
        frame
        for stock in (*stocks().values(), low)
        if not (frame := frame_of(look, stock, logos=logos)).has_event
    ]
    made = [
        (frame, compose(make_badge(role_word=role), frame))
        for role in roles
        for frame in frames
    ]

    high = [
        (frame.width, each.role.text)
        for frame, each in made
        if not is_small(each) and abs(off_the_middle(each, frame)) > HALF
    ]

    assert (len(frames) > 1, high) == (True, [])


def off_the_middle(made: Composition, frame: Frame) -> float:
    """Points by which the role stands too low in its band."""
    outline = frame.outline * POINTS_PER_MM
    top = made.role.drop + outline + made.role.start - made.role.fit.ascent
    return top + made.role.fit.height / 2 - frame.band.height * POINTS_PER_MM / 2


def is_small(made: Composition) -> bool:
    return made.role.fit.size < ROLE_FLOOR


def stands_inside(made: Composition, frame: Frame) -> bool:
    """Whether every letter of the role is within the edges and outline of its band."""
    outline = frame.outline * POINTS_PER_MM
    # The role's box begins below the outline.
    top = made.role.drop + outline + made.role.start - made.role.fit.ascent
    bottom = frame.band.height * POINTS_PER_MM - outline
    return (
        outline <= top + OFF
        and top + made.role.fit.height <= bottom + OFF
        and widest(made.role) <= frame.words * POINTS_PER_MM + OFF
    )


def widest(line: Line) -> float:
    return max(fitting.width(text) * line.fit.size for text in line.fit.lines)
