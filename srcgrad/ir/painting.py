"""Pictures: a program may draw what it computes, and nothing comes back from there.

The calls stay as they are. What they give may tell of what was drawn (`ax.get_xlim()` of the
numbers in a plot), and counts as depending on it.
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import kinds as k

PAINTERS = {"matplotlib", "mpl_toolkits", "pylab", "seaborn"}


class Painting:
    """What a function that draws gives, and what is reached from there."""


PAINTED = k.Opaque(Painting)


def paints(value: Any) -> bool:
    """Is it a function, a class or an object that only draws?

    >>> paints(Painting), paints(print)
    (True, False)
    """
    module = getattr(value, "__module__", None)
    return value is Painting or (isinstance(module, str) and module.partition(".")[0] in PAINTERS)


def is_painted(kind: k.Kind) -> bool:
    """Is it what a function that draws gave?"""
    return isinstance(kind, k.Opaque) and paints(kind.cls)
