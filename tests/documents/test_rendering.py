import threading

import pypdfium2
import pytest
from PIL import ImageFile

from eventreg.documents import fonts, press
from eventreg.documents.assets import Asset
from eventreg.documents.fetcher import AssetFetcher
from tests.documents.pdf_reader import language_of

PAGE = '<html lang="de"><title>Liste</title><h1>{}</h1></html>'


def text_of(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
        "https://example.org/x.png",
        "data:text/plain,x",
        "asset:other.png",
        "ftp://example.org/",
    ],
)
def test_fetcher_gives_nothing_but_its_assets(url):
    fetcher = AssetFetcher({"known.png": Asset.png(b"picture")})

    with pytest.raises(ValueError, match="may not load"):
        fetcher.fetch(url)
    assert fetcher.fetch("asset:known.png").read() == b"picture"


def test_markup_of_people_reads_no_file(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>geheim</text></svg>'
    )
    evil = (
        f'<img src="{secret.as_uri()}" alt="x">'
        f'<object data="{secret.as_uri()}"></object>'
        f'<link rel="stylesheet" href="{secret.as_uri()}">'
        f'<a rel="attachment" href="{secret.as_uri()}">y</a>'
    )

    pdf = press.to_pdf(PAGE.format(evil), style="", assets={})

    assert b"geheim" not in pdf
    assert "geheim" not in text_of(pdf)


def test_stylesheet_loads_nothing(tmp_path):
    other = tmp_path / "other.css"
    other.write_text("h1::after { content: 'geladen' }")

    pdf = press.to_pdf(
        PAGE.format("Ada"), style=f"@import url({other.as_uri()});", assets={}
    )

    assert text_of(pdf) == "Ada"


@pytest.mark.parametrize("text", ["Ada ◍", "ϣ Ada", "😀"])
def test_no_other_font_of_the_machine_steps_in(caplog, text):
    press.to_pdf(PAGE.format(text), style="", assets={})

    boxes = [record for record in caplog.records if ".notdef" in record.getMessage()]
    assert len(boxes) == len(fonts.missing_characters(text)) == 1


@pytest.mark.skipif(fonts.cjk_is_missing(), reason="no fonts-noto-cjk here")
def test_the_large_fonts_of_the_machine_do(caplog):
    style = f"h1 {{ font-family: {fonts.stack()} }}"

    pdf = press.to_pdf(PAGE.format("王 山田 김"), style=style, assets={})

    assert text_of(pdf) == "王 山田 김"
    assert ".notdef" not in caplog.text


def test_pdf_says_its_language_and_title_and_is_tagged():
    document = pypdfium2.PdfDocument(
        press.to_pdf(PAGE.format("Ada"), style="", assets={})
    )

    assert document.get_metadata_value("Title") == "Liste"
    assert document.is_tagged()
    assert language_of(document) == "de"


def test_several_threads_render_at_once():
    results: list[str] = []

    def work(name: str) -> None:
        style = 'h1 { font-family: "House", "House Arabic" }'
        for _ in range(3):
            results.append(
                text_of(press.to_pdf(PAGE.format(name), style=style, assets={}))
            )

    threads = [
        threading.Thread(target=work, args=(name,)) for name in ("Ada", "Ben", "Cyd")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["Ada"] * 3 + ["Ben"] * 3 + ["Cyd"] * 3


@pytest.mark.parametrize(
    "name", ["தமிழ்ச்செல்வி", "शर्मा", "น้ำฝน"], ids=["Tamil", "Devanagari", "Thai"]
)
def test_names_can_be_copied_out_where_marks_change_places(name):
    style = f"h1 {{ font-family: {fonts.stack()} }}"

    assert text_of(press.to_pdf(PAGE.format(name), style=style, assets={})) == name


def test_printing_does_not_make_broken_uploads_acceptable():
    press.to_pdf(PAGE.format("Ada"), style="", assets={})  # loads WeasyPrint

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
