import pytest

from eventreg.documents import fonts
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration


@pytest.fixture
def event(app):
    return make_event(title="Network evening")


@pytest.fixture
def ada(event):
    return make_registration(
        event,
        State.CONFIRMED,
        given_name="Ada",
        family_name="Lovelace",
        company="Analytical Engines",
        email="ada@example.org",
    )


def test_page_counts_the_confirmed_and_offers_the_sheet(client, sign_in, event, ada):
    make_registration(event, State.WAITLISTED, email="ben@example.org")
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert page.select_one(".lede").text == "1 confirmed person, 1 sheet"
    assert "Make badges (PDF)" in [button.text for button in page.select("button")]
    assert [frame["title"] for frame in page.select("iframe")] == [
        "Badge for Ada Lovelace"
    ]
    # There is nothing to do in them, so the keyboard passes them by.
    assert [frame["tabindex"] for frame in page.select("iframe")] == ["-1"]


def test_page_without_anybody_says_so(client, sign_in, event):
    sign_in("director")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert page.select_one(".lede").text.startswith("Nobody has a confirmed seat yet.")
    assert page.select("main form") == []


def test_names_are_listed_for_which_a_font_lacks_letters(client, sign_in, event):
    make_registration(event, State.CONFIRMED, given_name="𓀀", family_name="Nil")
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert [item.text for item in page.select(".flash--error li")] == ["𓀀 Nil: 𓀀"]


def test_staff_are_warned_where_the_large_fonts_are_missing(
    client, sign_in, event, ada, monkeypatch
):
    monkeypatch.setattr(fonts, "cjk_is_missing", lambda: True)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert "apt install fonts-noto-cjk" in page.select_one(".flash--error").text


def test_a_long_name_is_listed_for_a_look(client, sign_in, event):
    make_registration(event, State.CONFIRMED, given_name="W" * 50, family_name="X")
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert page.select_one(".flash h2").text == "Worth a look"
    assert page.select_one(".flash li").text == f"{'W' * 50} X"


def test_no_badge_for_another_event_or_another_state(client, sign_in, event, ada):
    other = make_event()
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")
    sign_in("office")

    for path in (
        f"/manage/events/{other.slug}/badges/{ada.badge_code}",
        f"/manage/events/{event.slug}/badges/{ben.badge_code}",
        f"/manage/events/{event.slug}/badges/NOBODY",
    ):
        assert client.get(f"{path}/preview").status_code == 404
        assert client.post(f"{path}/print").status_code == 404


def test_a_preview_is_never_empty_while_its_fonts_are_loading(
    client, sign_in, event, ada
):
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges/{ada.badge_code}/preview")

    faces = page.text.split("@font-face")[1:]
    assert len(faces) == len(fonts.SCRIPTS) * len(fonts.WEIGHTS)
    assert all("font-display: swap" in face.split("}")[0] for face in faces)


def test_preview_runs_nothing_and_brings_its_own_style(client, sign_in, event, ada):
    sign_in("office")

    answer = client.get(f"/manage/events/{event.slug}/badges/{ada.badge_code}/preview")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "font-src 'self'" in policy
    assert "asset:" not in answer.text
    assert "Lovelace" in answer.text


@pytest.mark.parametrize("path", ["/b/{}", "/B/{}"])
def test_scanned_badge_shows_the_card_the_person_agreed_to(client, event, path):
    ada = make_registration(
        event,
        State.CONFIRMED,
        given_name="Ada",
        family_name="Lovelace",
        company="Analytical Engines",
        show_name=True,
    )

    page = client.get(path.format(ada.badge_code)).page

    assert page.h1.text == "Ada Lovelace"
    assert page.select_one(".lede").text == "Analytical Engines"
    assert "mail" not in page.main.text


def test_lower_case_code_is_understood(client, ada):
    assert client.get(f"/b/{ada.badge_code.lower()}").status_code == 200


@pytest.mark.parametrize("state", [State.CONFIRMED, State.CANCELLED], ids=str)
def test_scanned_badge_says_nothing_without_consent_or_seat(client, event, state):
    has_agreed = state is State.CANCELLED
    una = make_registration(
        event, state, given_name="Una", company="Secret", show_name=has_agreed
    )

    page = client.get(f"/b/{una.badge_code}").page

    assert page.h1.text == "This is a badge code"
    assert "Una" not in page.text
    assert "Secret" not in page.text


def test_staff_who_scan_a_badge_get_to_the_registration(client, sign_in, ada):
    sign_in("office")

    page = client.get(f"/b/{ada.badge_code}").page

    assert page.h1.text == "Ada Lovelace"
    assert [link["href"] for link in page.select("main .actions a")] == [
        f"/manage/events/{ada.event.slug}/badges?search={ada.reference}#one",
        f"/manage/registrations/{ada.reference}",
    ]


def test_unknown_code_is_missing(client):
    assert client.get("/b/0000000000000").status_code == 404


@pytest.mark.parametrize(
    ("stock", "words"),
    [
        ("A4 quarter fold", "first the upper half to the back, then the left half"),
        ("Butterfly 82x203", "the lower half to the back"),
        ("A6 hanging", ""),
    ],
)
def test_a_sheet_that_is_folded_says_how(client, sign_in, event, ada, stock, words):
    sign_in("office")

    told = [
        client.get(f"/manage/events/{event.slug}/badges{end}?stock={stock}").page
        for end in ("", "/choose")
    ]

    said = [page.select_one("#warnings").text for page in told]
    assert ["Fold the sheet" in each and words in each for each in said] == [
        bool(words)
    ] * 2


@pytest.mark.parametrize(
    ("role", "heads"),
    [
        ("desk", ["A single badge", "What they look like"]),
        (
            "travel_lead",
            ["Worth a look", "Print", "What they look like", "A single badge"],
        ),
    ],
)
def test_the_desk_finds_the_single_badge_first_and_nothing_to_mend(
    client, sign_in, event, role, heads
):
    make_registration(event, given_name="W" * 60)
    sign_in(role)

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert [head.text for head in page.main.select("h2")][: len(heads)] == heads
    assert bool(page.select("#warnings")) is (role != "desk")


def test_a_single_badge_says_how_its_sheet_is_folded(client, sign_in, event, ada):
    sign_in("desk")

    query = {"search": "Ada", "stock": "A4 quarter fold"}
    page = client.get(f"/manage/events/{event.slug}/badges", query_string=query).page

    assert "Fold the sheet twice" in page.select_one("#one").text
