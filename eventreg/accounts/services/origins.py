"""Where a sign-in comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where a sign-in comes from, as coarsely as the list of sign-ins shows it."""

    network: str = ""
    device: str = ""
    #: The secret by which this browser is known again; empty: it keeps none.
    mark: str = ""
