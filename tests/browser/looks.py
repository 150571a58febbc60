"""In which looks pages are opened: one of them in turn, all of them with ``--all``."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

Look = tuple[Any, ...]


def one_of(looks: Sequence[Look], *, now: int = 0) -> list[Any]:
    """For ``parametrize``: the look that is taken now, the others with ``--all``."""
    return [
        pytest.param(*look, marks=[] if number == now else [pytest.mark.full])
        for number, look in enumerate(looks)
    ]


def in_turn(things: Iterable[Any], looks: Sequence[Look]) -> list[Any]:
    """For ``parametrize``: each thing in the next look, with ``--all`` in each.

    The thing comes first.
    """
    return [
        pytest.param(thing, *look.values, marks=look.marks)
        for number, thing in enumerate(things)
        for look in one_of(looks, now=number % len(looks))
    ]
