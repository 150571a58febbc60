"""What a registration is, which seats it claims, and the log of its moves."""

from eventreg.registrations.models.kept import ListView, SignUpDraft
from eventreg.registrations.models.registration import (
    Claim,
    PhotoLevel,
    Registration,
)
from eventreg.registrations.models.steps import (
    IS_A_MOVE,
    RegistrationChange,
    RegistrationMove,
    What,
)

__all__ = [
    "IS_A_MOVE",
    "Claim",
    "ListView",
    "PhotoLevel",
    "Registration",
    "RegistrationChange",
    "RegistrationMove",
    "SignUpDraft",
    "What",
]
