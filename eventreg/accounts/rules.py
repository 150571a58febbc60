"""What the site asks of its staff."""

from eventreg.accounts.models import Account
from eventreg.web.network import network


def is_second_factor_demanded(account: Account) -> bool:
    """Whether this person must sign in with a second factor."""
    return network().second_factor_for.includes(account.role)


def lacks_second_factor(account: Account) -> bool:
    """Whether it is demanded of this person, who has none yet."""
    return is_second_factor_demanded(account) and not account.has_second_factor
