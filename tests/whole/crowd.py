"""A thousand people who sign up, confirm and cancel over HTTP."""

import csv
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.live import LiveSite
from tests.visitors import Visitor

PEOPLE = Path(__file__).parent.parent / "data" / "people.csv"

#: So many browsers are open at once.
AT_ONCE = 8


@dataclass(frozen=True)
class Person:
    """A row of people.csv, and the network this person sits in."""

    number: int
    title: str
    given_name: str
    family_name: str
    family_first: bool
    country: str
    language: str
    company: str
    position: str
    email: str

    @property
    def network(self) -> str:
        return f"198.51.{self.number // 20}.{self.number % 20 + 1}"

    @property
    def name(self) -> str:
        names = (self.given_name, self.family_name)
        return " ".join(n for n in (names[::-1] if self.family_first else names) if n)

    @property
    def form(self) -> dict[str, str]:
        values = {
            "title": self.title,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "email": self.email,
            "company": self.company,
            "position": self.position,
            "country": self.country,
            "language": self.language,
            "salutation": "",
            "photo_level": "none",
        }
        return values | ({"family_first": "y"} if self.family_first else {})


def everybody(count: int = 1000) -> list[Person]:
    """The first ``count`` people of people.csv."""
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:count]
    return [
        Person(
            number=number,
            family_first=row["name_order"] == "family",
            **{
                name: row[name]
                for name in Person.__annotations__
                if name not in {"number", "family_first"}
            },
        )
        for number, row in enumerate(rows)
    ]


@dataclass(frozen=True)
class Done:
    """When one request was sent and answered, on one clock."""

    began: float
    ended: float


def all_of(act: Callable[[Any], Done], things: Iterable[Any]) -> list[Done]:
    """Do ``act`` for each, eight at a time; in the order of ``things``."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(act, things))


def sign_up(site: LiveSite, slug: str, person: Person, **answers: str) -> Done:
    """Fill in the public form and send it.

    :param answers: to the event's own questions, by field.
    """
    visitor = Visitor(f"127.0.0.1:{site.port}", person.network, person.language)
    path = f"/events/{slug}/register"
    page = visitor.get(path)
    began = time.monotonic()
    answer = visitor.submit(path, page, person.form | answers)
    visitor.close()
    assert answer.status == 303, (person, answer.status, answer.text[:2000])
    return Done(began, time.monotonic())


def press(site: LiveSite, link: str, person: Person) -> Done:
    """Open a link from a letter and press the button on its page."""
    visitor = Visitor(f"127.0.0.1:{site.port}", person.network, person.language)
    path = urlsplit(link).path
    page = visitor.get(path)
    assert page.status == 200, (path, page.status)
    began = time.monotonic()
    answer = visitor.submit(path, page, {})
    visitor.close()
    assert answer.status == 303, (person, answer.status, answer.text[:2000])
    return Done(began, time.monotonic())
