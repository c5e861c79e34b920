"""Arguments after stars, as far as their number is known.

np.hypot(*x.shape)                     the kinds of two integers, where x is a matrix
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k

MANY = k.Opaque(e.Star)


def spread_out(args: tuple[e.Expr, ...], kind_of: Callable[[e.Expr], k.Kind]) -> list[k.Kind]:
    """The kinds of the arguments; `MANY` stands for those that only the run counts.

    >>> pair = e.Star(e.Sequence("tuple", (e.Const(1), e.Const(2))))
    >>> len(spread_out((pair, e.Const(3)), lambda tree: k.Tuple((k.Int(), k.Int()))))
    3
    """
    found: list[k.Kind] = []
    for arg in args:
        held = kind_of(arg.value if isinstance(arg, e.Star) else arg)
        if not isinstance(arg, e.Star):
            found.append(held)
        elif isinstance(held, k.Tuple | k.List) and held.items is not None:
            found += held.items
        else:
            found.append(held if isinstance(held, k.Empty) else MANY)
    return found
