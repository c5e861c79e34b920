"""An array that stands in place of the list of its rows, in functions that join arrays.

y = np.stack(x, axis=1)     x_bar += np.moveaxis(y_bar, 1, 0)
y = np.vstack(x)            x_bar += np.reshape(y_bar, x.shape)
y = np.hstack(x)            parts = np.reshape(y_bar, (x.shape[1], x.shape[0], x.shape[2]))
                            x_bar += np.moveaxis(parts, 1, 0)

In the last the rows of `x` are matrices, and stand beside one another.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.analysis.rules.pasting import Static
from srcgrad.ir import expr as e

MOVEAXIS = e.Ref("np.moveaxis", np.moveaxis)
RESHAPE = e.Ref("np.reshape", np.reshape)
LEAST = {np.vstack: 2, np.hstack: 2, np.column_stack: 2, np.dstack: 3}  # axes of parts with it
ALONG = {np.vstack: 0, np.hstack: 1, np.column_stack: 1, np.dstack: 2}  # the axis that is longer


def of_joined_rows(
    function: Any, y_bar: e.Expr, shape: e.Expr, rank: int | None, axis: Any
) -> e.Expr | None:
    """The adjoint of an array of a shape whose rows a function joins; None where it is not told."""
    if not rank or not isinstance(axis, Static):
        return None
    told = axis.value
    if function is np.concatenate and told is None:
        return e.Call(RESHAPE, (y_bar, shape))
    if not isinstance(told, int):
        return None
    if function is np.stack:
        return _moved(y_bar, told % rank) if -rank <= told < rank else None
    if function is np.concatenate:
        within = 1 - rank <= told < rank - 1
        return _parted(y_bar, shape, rank, told % (rank - 1)) if within else None
    if function not in ALONG:
        return None
    place = ALONG[function]
    if rank - 1 >= LEAST[function]:  # the rows have the axis along which they are joined
        return _parted(y_bar, shape, rank, place)
    if function is np.dstack and rank == 2:
        return _moved(e.Item(y_bar, e.Const(0)), 1)
    if (function is np.dstack and rank == 3) or (function is np.column_stack and rank == 2):
        return _moved(y_bar, rank - 1)
    return e.Call(RESHAPE, (y_bar, shape))


def _moved(tree: e.Expr, place: int) -> e.Expr:
    """An axis comes first."""
    return tree if place == 0 else e.Call(MOVEAXIS, (tree, e.Const(place), e.Const(0)))


def _parted(y_bar: e.Expr, shape: e.Expr, rank: int, place: int) -> e.Expr:
    """The parts that stand one behind the other along an axis."""
    if place == 0:
        return e.Call(RESHAPE, (y_bar, shape))
    order = [*range(1, place + 1), 0, *range(place + 1, rank)]
    lengths = e.Sequence("tuple", tuple(e.Item(shape, e.Const(n)) for n in order))
    return _moved(e.Call(RESHAPE, (y_bar, lengths)), place)
