"""Documents with a style of somebody's own keep to limits."""

import pytest
from flask_babel import force_locale

from eventreg.documents import apart
from eventreg.documents.apart import Limits, TakesTooMuch
from tests.documents.pdf_reader import open_pdf, text_of

PAGE = "<html lang=de><head><title>Liste</title></head><body>{}</body></html>"
#: Some minutes of work.
ENDLESS = PAGE.format("<p>Ada Lovelace</p>" * 200_000)
HUGE = PAGE.format("x" * 40_000_000)


def test_what_keeps_to_the_limits_comes_out(app):
    pdf = apart.to_pdf(PAGE.format("<p>Ada</p>"), style="p { color: red }", assets={})

    assert text_of(open_pdf(pdf)[0]) == "Ada"


@pytest.mark.parametrize(
    ("html", "limits"),
    [
        (ENDLESS, {"cpu_seconds": 1}),
        (ENDLESS, {"wall_seconds": 0.5}),
        (HUGE, {"memory": 200 << 20}),
    ],
    ids=["processor", "time", "memory"],
)
def test_what_outlives_a_limit_is_ended_and_said(app, html, limits):
    patient: dict[str, int] = {"cpu_seconds": 600, "wall_seconds": 600}

    with force_locale("en"), pytest.raises(TakesTooMuch, match="more time or memory"):
        apart.to_pdf(html, style="", assets={}, limits=Limits(**patient | limits))


def test_what_fails_for_another_reason_is_no_matter_of_limits(app, capfd):
    with pytest.raises(RuntimeError, match="failed"):
        apart.to_pdf("", style=None, assets={})

    capfd.readouterr()  # the reason, for the log


def test_it_loads_nothing_either(app, tmp_path, caplog):
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'geladen' }")

    pdf = apart.to_pdf(
        PAGE.format(f"<img src='{secret.as_uri()}' alt=x><p>Ada</p>"),
        style=f"@import url({secret.as_uri()});",
        assets={},
    )

    assert "geladen" not in text_of(open_pdf(pdf)[0])
