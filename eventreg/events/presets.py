"""What a kind of event is unless somebody says otherwise (product.md, section 2)."""

from dataclasses import dataclass

from eventreg.events.states import Kind


@dataclass(frozen=True)
class Preset:
    """Right defaults for one kind; hours as in ``Event``, ``stock`` of the badges."""

    needs_approval: bool
    accept_hours: int
    offer_hours: int
    capacity: int
    stock: str


PRESETS: dict[Kind, Preset] = {
    Kind.EVENING: Preset(False, 0, 0, 60, "DURABLE 1445-02"),
    Kind.WORKSHOP: Preset(
        False, 0, 48, 20, "Avery Zweckform L4785 (also L4784 L4786 L4787)"
    ),
    Kind.TRIP: Preset(True, 168, 72, 30, "A6 hanging"),
}

#: Seats of the team and the speakers, outside the public ones.
TEAM_SEATS = 20
