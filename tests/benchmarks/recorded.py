"""How many bytes the forward sweep keeps for the reverse sweep, apart from the arguments."""

import sys

import numpy as np

from srcgrad.transforms.known import one_of
from srcgrad.transforms.pullback import Split


def recorded(program):
    """Bytes of what a pullback holds: records and variables, each array and number once."""
    args = program.arguments()
    _, pullback = one_of(Split, program.primal, program.wrt).run(args, {})
    return size(pullback.saved, {id(arg) for arg in args})


def size(held, seen):
    """Bytes of arrays, numbers and lists in a tuple of saved values, each object once.

    >>> size(([1.0, 2.0],), set()) - size(([1.0],), set()) == sys.getsizeof(1.0) + 8
    True
    """
    if id(held) in seen:
        return 0
    seen.add(id(held))
    if isinstance(held, np.ndarray):
        whole = held if held.base is None else held.base
        if whole is not held:
            return size(whole, seen)
        return held.nbytes
    if isinstance(held, list | tuple):
        own = 8 * len(held) if isinstance(held, list) else 0
        return own + sum(size(part, seen) for part in held)
    return sys.getsizeof(held) if isinstance(held, float | complex | np.generic) else 0
