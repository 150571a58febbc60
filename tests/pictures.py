"""``python3 app.py pictures``: the pictures of README.md, taken of the demo."""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import machine
from eventreg import demo
from eventreg.database import db
from eventreg.demo.staff import PASSWORD
from eventreg.events.models import Event
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests import diagram
from tests.browser.conftest import FLAGS
from tests.live import LiveSite, live_site

FOLDER = Path(__file__).parent.parent / "docs/img"

EVENING = "energie-fuer-den-mittelstand"
WORKSHOP = "zoll-und-ursprung-ohne-umwege"
TRIP = "istanbul-und-bursa"

WIDE, PHONE = (1280, 860), (390, 844)
#: Enough for pages of a few colours, and a third of the size.
COLOURS = 192


@dataclass(frozen=True)
class Shot:
    """One page as one visitor sees it; ``staff`` sees it signed in."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    language: str = "en-GB"
    staff: bool = False


def main() -> int:
    """Take all pictures anew; exit status 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    diagram.main()
    with (
        tempfile.TemporaryDirectory() as folder,
        live_site(Path(folder), fill=demo.load_if_new, worker=False) as site,
        sync_playwright() as playwright,
    ):
        program = machine.browser()
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for shot in _shots(site):
            _take(browser, site, shot)
        _print(browser, site, "badges", f"/manage/events/{EVENING}/badges")
        _print(browser, site, "list", f"/manage/events/{EVENING}/documents")
        browser.close()
    return 0


def _shots(site: LiveSite) -> list[Shot]:
    own_page = f"/my/{_look(site, _token)}"
    letter = f"/manage/letters/{_look(site, _letter)}"
    return [
        Shot("start", "/"),
        Shot("event", f"/events/{EVENING}"),
        Shot("event-phone", f"/events/{TRIP}", PHONE, "de-DE"),
        Shot("sign-up-phone", f"/events/{EVENING}/register", PHONE, "tr-TR"),
        Shot("own-page-phone", own_page, PHONE, "de-DE"),
        Shot("inbox", "/manage/inbox", staff=True),
        Shot("inbox-phone", "/manage/inbox", PHONE, "de-DE", staff=True),
        Shot("registrations", f"/manage/events/{WORKSHOP}/registrations", staff=True),
        Shot("members", "/manage/members?search=mue", staff=True),
        Shot("letter", letter, staff=True),
    ]


def _look(site: LiveSite, read: Callable[[], str]) -> str:
    with site.app.app_context():
        return read()


def _token() -> str:
    found = db.session.scalars(
        sa.select(Registration.token)
        .join(Registration.event)
        .where(
            Event.slug == EVENING,
            Registration.state == State.CONFIRMED,
            Registration.language == "de",
        )
        .order_by(Registration.id)
    ).first()
    assert found, "the demo confirms people"
    return found


def _letter() -> str:
    found = db.session.scalars(
        sa.select(Letter.reference)
        .filter_by(letter="confirmed", event=EVENING, language="en")
        .order_by(Letter.id)
    ).first()
    assert found, "the demo writes letters"
    return found


def _visitor(
    browser: Browser,
    site: LiveSite,
    *,
    size: tuple[int, int] = WIDE,
    language: str = "en-GB",
    staff: bool = True,
) -> BrowserContext:
    visitor = browser.new_context(
        base_url=site.url,
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=1 if size == WIDE else 2,
        locale=language,
        color_scheme="light",
    )
    if staff:
        page = visitor.new_page()
        page.goto("/account/sign-in")
        page.locator("input[type=email]").fill(demo.SIGN_INS[0].email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/manage**")
        if language.startswith("en"):  # staff read German unless they say so
            page.get_by_role("button", name="English").click()
            page.get_by_role("button", name="Deutsch").wait_for()
        page.close()
    return visitor


def _take(browser: Browser, site: LiveSite, shot: Shot) -> None:
    visitor = _visitor(
        browser, site, size=shot.size, language=shot.language, staff=shot.staff
    )
    page = visitor.new_page()
    answer = page.goto(shot.path)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{shot.path} does not open")
    _save(Image.open(io.BytesIO(page.screenshot())), shot.name)
    visitor.close()


def _print(browser: Browser, site: LiveSite, name: str, path: str) -> None:
    """The first page of the PDF that the page at ``path`` offers, as a picture."""
    visitor = _visitor(browser, site)
    page = visitor.new_page()
    page.goto(path)
    with page.expect_download() as download:
        page.get_by_role("button", name="(PDF)").first.click()
    document = pypdfium2.PdfDocument(download.value.path())
    _save(document[0].render(scale=1.6).to_pil(), name)
    visitor.close()


def _save(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)
    sys.stdout.write(f"docs/img/{name}.png\n")


if __name__ == "__main__":
    sys.exit(main())
