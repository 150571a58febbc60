"""``flask people …``: lists from files."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.people import services

people = AppGroup("people", help="Look after people, companies and members.")

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def rows_of(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file in UTF-8, with or without a byte-order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {key: value or "" for key, value in row.items() if key}


@contextmanager
def _plain_errors() -> Iterator[None]:
    """A broken rule as one line in English, as all commands speak; nothing loaded."""
    try:
        with force_locale("en"):
            yield
    except (DomainError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from None


@people.command("load-sectors")
@click.argument("file", type=_FILE)
def load_sectors(file: Path) -> None:
    """Add or rename sectors from FILE: code,de,en,tr."""
    with _plain_errors(), write_tx():
        count = services.load_sectors(rows_of(file, ","))
    click.echo(f"{count} sectors loaded.")


@people.command("load-members")
@click.argument("file", type=_FILE)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of new memberships; today unless given.",
)
def load_members(file: Path, since: datetime | None) -> None:
    """Add or change members from FILE, columns parted by semicolons."""
    with _plain_errors(), write_tx():
        count = services.load_members(
            rows_of(file, ";"),
            since=since.date() if since else clock.today(),
            by=Actor(ActorKind.IMPORT),
        )
    click.echo(f"{count} members loaded.")


def init_app(app: Flask) -> None:
    """Tie the commands on."""
    app.cli.add_command(people)
