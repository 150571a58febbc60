import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg.badges.composition import compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.badges.lines import POINTS_PER_MM
from eventreg.documents import fitting
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge

STOCK = stocks()["DURABLE 1445-02"]
FRAME = frame_of("calm", STOCK)


def lines_of(**values: object) -> list[tuple[str, tuple[str, ...]]]:
    composition = compose(make_badge(**values), FRAME)
    return [(line.kind, line.fit.lines) for line in composition.lines]


def test_lines_come_in_the_order_of_the_badge():
    lines = lines_of(title="Prof. Dr.", suffix="MBA", company="Acme")

    assert lines == [
        ("title", ("Prof. Dr.",)),
        ("name", ("Ada",)),
        ("second", ("Lovelace",)),
        ("suffix", ("MBA",)),
        ("company", ("Acme",)),
    ]


def test_order_of_size_is_given_name_family_name_company_event():
    composition = compose(make_badge(title="Dr.", company="Acme"), FRAME)

    sizes = {line.kind: line.fit.size for line in composition.lines}
    assert sizes["name"] >= 36
    assert sizes["name"] > sizes["second"] > sizes["company"] > sizes["title"]
    assert sizes["company"] > composition.event.fit.size


def test_family_name_stands_first_where_the_person_writes_it_so():
    lines = lines_of(given_name="Győző", family_name="Kővári", family_first=True)

    assert lines == [("second", ("Kővári",)), ("name", ("Győző",))]


@pytest.mark.parametrize(
    ("country", "expected"), [("JP", "山田 さくら"), ("CN", "山田さくら")]
)
def test_chinese_and_japanese_names_are_one_line(country, expected):
    lines = lines_of(
        given_name="さくら", family_name="山田", family_first=True, country=country
    )

    assert lines == [("name", (expected,))]


@pytest.mark.parametrize("names", [("Isa", ""), ("", "Isa")], ids=["given", "family"])
def test_the_one_name_of_a_person_is_the_large_one(names):
    given_name, family_name = names

    assert lines_of(given_name=given_name, family_name=family_name) == [
        ("name", ("Isa",))
    ]


def test_right_to_left_is_said_line_by_line():
    composition = compose(make_badge(given_name="عبد الرحمن", family_name="Ada"), FRAME)

    directions = ["rtl" in line.classes.split() for line in composition.lines]
    assert directions == [True, False]


def test_name_too_long_to_read_is_told():
    assert compose(make_badge(given_name="W" * 60), FRAME).is_too_small
    assert not compose(make_badge(), FRAME).is_too_small


def test_details_give_way_before_a_name_gets_too_small():
    badge = make_badge(
        title="Prof. Dr.",
        given_name="Maria Magdalena",
        family_name="Bartholdy",
        company="Acme",
        details=("Head of International Cooperation", "Ankara", "Türkiye " * 12),
    )

    on_a_card = compose(badge, FRAME)
    on_a_large_one = compose(badge, frame_of("calm", stocks()["A6 hanging"]))

    assert not on_a_card.is_too_small
    assert on_a_card.left_out == badge.details
    assert on_a_large_one.left_out == ()
    assert [line.kind for line in on_a_large_one.lines].count("detail") == 3


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.name)
def test_on_every_card_an_ordinary_badge_can_be_read(look, stock):
    title = "" if stock.name == "Brother 29x90" else "Dr."
    badge = make_badge(
        title=title, given_name="Katharina", family_name="Obermayr", company="Acme AG"
    )

    composition = compose(badge, frame_of(look, stock))

    assert not composition.is_too_small
    assert composition.name_size >= 24


@given(
    given_name=st.text(st.characters(categories=["L", "M", "Pd", "Zs"]), max_size=100),
    family_name=st.text(min_size=1, max_size=100),
    title=st.text(max_size=40),
    company=st.text(max_size=200),
)
def test_nothing_is_cut_and_nothing_leaves_the_card(
    given_name, family_name, title, company
):
    badge = make_badge(
        given_name=given_name, family_name=family_name, title=title, company=company
    )

    composition = compose(badge, FRAME)

    width = FRAME.names.width * POINTS_PER_MM
    height = FRAME.names.height * POINTS_PER_MM
    for line in composition.lines:
        size = line.fit.size
        assert size == 1 or all(
            fitting.width(text) * size <= width for text in line.fit.lines
        )
    assert sum(line.fit.height for line in composition.lines) <= height or any(
        line.fit.size == 1 for line in composition.lines
    )
    shown = "".join("".join(line.fit.lines) for line in composition.lines)
    for text in (given_name, family_name, title, company):
        # A soft hyphen only says where a word may be broken.
        seen = "".join(text.split()).replace("\N{SOFT HYPHEN}", "")
        assert all(character in shown for character in seen)
