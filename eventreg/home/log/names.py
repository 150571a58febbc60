"""What the things are called that the log is about."""

from flask import url_for
from flask_babel import gettext as _

from eventreg.home.log.found import Found, Target
from eventreg.home.log.queries import Step


def target_of(step: Step, found: Found, accounts: dict[str, str]) -> Target:
    """What one entry is about, in words."""
    if name := accounts.get(step.target):
        return Target(name, url_for("manage_accounts.edit", reference=step.target))
    return found.targets.get(step.target, Target(step.target or _("the site")))
