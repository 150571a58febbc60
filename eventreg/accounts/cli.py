"""Commands about staff accounts, for whoever owns the machine."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from eventreg.accounts import passwords, queries, services
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.outbox.addresses import Addresses, known_port
from eventreg.web.fields import lower, squeeze
from eventreg.web.locale import LANGUAGES
from eventreg.web.roles import Role

accounts = AppGroup("accounts", help="Staff accounts.")


@accounts.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--language", default="de", type=click.Choice(LANGUAGES))
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from the first line of standard input.",
)
def add(email: str, name: str, role: str, language: str, password_stdin: bool) -> None:
    """Add an account; without a password, print the link that sets one."""
    email = lower(squeeze(email)) or ""
    if "@" not in email:
        raise click.ClickException("--email is not an e-mail address")
    try:
        with force_locale("en"):  # as all commands speak
            password_hash = _typed_password(email) if password_stdin else None
            with write_tx():
                account = services.add(
                    email=email,
                    name=squeeze(name) or email,
                    role=Role(role),
                    language=language,
                    password_hash=password_hash,
                    by=Actor.worker(),
                )
                token = "" if password_hash else services.invitation_token(account)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Added {email} as {role}.")
    if token:
        link = Addresses().of("accounts.invitation", {"token": token})
        click.echo(f"To set a password, open within 7 days: {link}")
        if not (current_app.config["PUBLIC_URL"] or known_port()):
            click.echo("The site does not run now: put its own port in place of 5000.")


@accounts.command("reset-second-factor")
@click.option("--email", required=True)
def reset_second_factor(email: str) -> None:
    """Let somebody who lost the phone sign in with the password alone."""
    account = queries.by_email(lower(squeeze(email)) or "")
    if account is None:
        raise click.ClickException("nobody of the staff has this address")
    try:
        with force_locale("en"), write_tx():
            services.reset_second_factor(account, by=Actor.worker())
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{account.email} signs in with the password alone.")


def _typed_password(email: str) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    problem = passwords.weakness(password, email=email)
    if problem:
        raise click.ClickException(problem)
    return passwords.hash_of(password)
