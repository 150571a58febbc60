"""Of many cases some in turn, so that each thing comes; all of them with ``--all``."""

from collections.abc import Iterable, Sequence
from itertools import product
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


def some_pairs(
    firsts: Sequence[Any], seconds: Sequence[Any], *, every: int = 4
) -> list[Any]:
    """For ``parametrize``: pairs of both, of which each ``every``-th is taken now.

    Each of either comes at least once, if there are ``every`` of the other. Those
    that come as ``pytest.param`` keep their marks.
    """
    return [
        pytest.param(
            *_values(first),
            *_values(second),
            id="-".join(str(_values(thing)[0])[:20] for thing in (second, first)),
            marks=[
                *_marks(first),
                *_marks(second),
                *([pytest.mark.full] if sum(place) % every else []),
            ],
        )
        for place, (first, second) in zip(
            product(range(len(firsts)), range(len(seconds))),
            product(firsts, seconds),
            strict=True,
        )
    ]


def _values(thing: Any) -> tuple[Any, ...]:
    if hasattr(thing, "marks"):
        return tuple(thing.values)
    return thing if isinstance(thing, tuple) else (thing,)


def _marks(thing: Any) -> Iterable[Any]:
    return getattr(thing, "marks", ())
