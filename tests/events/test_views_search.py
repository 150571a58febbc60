"""How events are found: by month, on a map, by search engines and in previews."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind, PoolKind
from tests.factories import make_cover, make_event, make_speaker
from tests.house import count_queries, text_of

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(autouse=True)
def _may(clock_at):
    clock_at(datetime(2027, 5, 1, 12, 0, tzinfo=UTC))


def in_month(month, **columns):
    return make_event(starts_local=datetime(2027, month, 17, 18, 0), **columns)


def titles(page):
    return [text_of(title) for title in page.select(".events h3")]


def data_of(client, event):
    page = client.get(f"/events/{event.slug}").page
    return json.loads(page.select_one("[type='application/ld+json']").string)


def test_the_list_is_narrowed_to_a_month(client):
    in_month(6, title="June")
    in_month(7, title="July")

    page = client.get("/?month=2027-07").page

    assert titles(page) == ["July"]
    options = page.select("#month option")
    assert [text_of(option) for option in options] == [
        *("All months", "June 2027", "July 2027")
    ]
    assert text_of(page.select_one("#month [selected]")) == "July 2027"


@pytest.mark.parametrize("month", ["2027-13", "0-1", "x" * 300, "%00", ""])
def test_what_is_no_month_shows_all(client, month):
    in_month(6, title="June")
    in_month(7, title="July")

    assert titles(client.get(f"/?month={month}").page) == ["June", "July"]


@pytest.mark.parametrize(
    ("address", "words", "way_out"),
    [
        ("/?month=2026-12", "Nothing is planned in December 2026.", "/"),
        (
            "/?kind=trip&month=2026-12",
            "Nothing of this kind is planned in December 2026.",
            "/?kind=trip",
        ),
        (
            "/?past=1&month=2026-12",
            "Nothing took place in December 2026.",
            "/?past=1",
        ),
    ],
)
def test_a_month_without_events_says_so(client, address, words, way_out):
    in_month(6, title="June", kind=Kind.TRIP)

    page = client.get(address).page

    assert titles(page) == []
    assert text_of(page.select_one(".empty")).startswith(words)
    assert page.select_one(".empty a")["href"] == way_out
    assert text_of(page.select_one("#month [selected]")) == "December 2026"


def test_kind_and_month_go_together(client):
    in_month(6, title="Trip in June", kind=Kind.TRIP)
    in_month(7, title="Trip in July", kind=Kind.TRIP)
    in_month(7, title="Evening in July")

    page = client.get("/?kind=trip&month=2027-07").page

    assert titles(page) == ["Trip in July"]
    assert page.select_one("form [name=kind]")["value"] == "trip"


def test_one_month_is_nothing_to_choose_from(client):
    in_month(6)

    assert client.get("/").page.select("#month") == []


def test_months_of_the_past_are_chosen_from_the_past(client):
    in_month(3, title="March")
    in_month(4, title="April")

    page = client.get("/?past=1&month=2027-03").page

    assert titles(page) == ["March"]
    assert page.select_one("form.filters [name=past]")["value"] == "1"


def test_a_map_is_a_plain_link(client):
    event = in_month(6, place_name="Rathaus", place_address="Markt 1\n52062 Aachen")

    link = client.get(f"/events/{event.slug}").page.select_one(".facts a[rel]")

    assert link["href"] == (
        "https://www.openstreetmap.org/search?query=Rathaus+Markt+1+52062+Aachen"
    )


@pytest.mark.parametrize(
    "columns", [{"place_address": ""}, {"place_address": "x", "kind": Kind.TRIP}]
)
def test_no_map_leads_to_nowhere(client, columns):
    event = in_month(6, **columns)

    assert client.get(f"/events/{event.slug}").page.select(".facts a[rel]") == []


def test_the_sitemap_lists_what_everybody_may_see(client):
    in_month(6, slug="june", languages=["de", "tr"])
    in_month(3, slug="march")
    in_month(7, slug="off", state=EventState.CANCELLED)
    in_month(8, slug="draft", state=EventState.DRAFT)

    answer = client.get("/sitemap.xml")

    root = ET.fromstring(answer.data)  # noqa: S314 (our own)
    places = [url.text for url in root.findall("s:url/s:loc", NAMES)]
    june = root.findall("s:url", NAMES)[1].findall("x:link", NAMES)
    assert answer.mimetype == "application/xml"
    assert places == [
        "http://localhost/",
        "http://localhost/events/june",
        "http://localhost/events/off",
        "http://localhost/events/march",
    ]
    assert [(link.get("hreflang"), link.get("href")) for link in june] == [
        ("de", "http://localhost/events/june?lang=de"),
        ("tr", "http://localhost/events/june?lang=tr"),
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_the_sitemap_asks_the_same_for_one_and_for_thirty(client, count):
    for day in range(count):
        make_event(starts_in=timedelta(days=day + 1))

    with count_queries() as statements:
        client.get("/sitemap.xml")

    assert len(statements) <= 6


def test_robots_find_the_sitemap_and_leave_own_pages_alone(client):
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /my/",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_a_preview_of_a_link_shows_the_cover(client):
    event = in_month(6, slug="june", text={"cover_alt": "The harbour"})
    cover = make_cover(event)

    page = client.get("/events/june").page

    said = {
        meta.get("property") or meta.get("name"): meta["content"]
        for meta in page.select("meta[property^='og:image'], meta[name^=twitter]")
    }
    assert said == {
        "og:image": f"http://localhost/events/june/pictures/{cover.token}.jpg",
        "og:image:width": "160",
        "og:image:height": "80",
        "og:image:alt": "The harbour",
        "twitter:card": "summary_large_image",
    }


def test_search_engines_read_picture_speakers_and_seats(client):
    event = in_month(
        6,
        slug="june",
        text={"price": "15 €"},
        opens_local=datetime(2027, 4, 1, 8, 0),
        deadline_local=datetime(2027, 6, 10, 18, 0),
    )
    cover = make_cover(event)
    make_speaker(event, "Ada")

    data = data_of(client, event)

    assert data["image"] == [f"http://localhost/events/june/pictures/{cover.token}.jpg"]
    assert data["performer"] == [{"@type": "Person", "name": "Ada"}]
    assert data["offers"] == {
        "@type": "Offer",
        "url": "http://localhost/events/june",
        "availability": "https://schema.org/InStock",
        "validFrom": "2027-04-01T06:00:00+00:00",
        "validThrough": "2027-06-10T16:00:00+00:00",
        "description": "15 €".replace(" ", "\N{NO-BREAK SPACE}"),
    }


def test_a_full_event_is_sold_out_and_a_closed_one_offers_nothing(client):
    full, closed = in_month(6), in_month(7, state=EventState.CLOSED)
    with write_tx():
        full.pool(PoolKind.EVENT).taken = 20

    assert data_of(client, full)["offers"]["availability"] == (
        "https://schema.org/SoldOut"
    )
    assert "offers" not in data_of(client, closed)
