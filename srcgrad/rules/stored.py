"""Functions of NumPy that store into an array, as the stores that they are."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning


def as_mask(mask: Any, arr: Any) -> Any:
    """The mask in the shape of an array that has as many elements."""
    if isinstance(mask, np.ndarray) and np.ndim(mask) == np.ndim(arr) and mask.dtype == bool:
        return mask
    return np.reshape(np.asarray(mask, dtype=bool), np.shape(arr))


@meaning(np.place)
def place(arr: Any, mask: Any, vals: Any) -> None:
    """The values one after the other, and again from the first, where the mask is true."""
    chosen = as_mask(mask, arr)
    if np.ndim(vals) == 0:
        arr[chosen] = vals
    else:
        values = np.ravel(np.asarray(vals))
        arr[chosen] = values[np.arange(np.count_nonzero(chosen)) % len(values)]


@meaning(np.putmask)
def putmask(a: Any, mask: Any, values: Any) -> None:
    """The values of the same places, where the mask is true; too few begin again."""
    chosen = as_mask(mask, a)
    if np.ndim(values) == 0:
        a[chosen] = values
    else:
        flat = np.ravel(np.asarray(values))
        a[chosen] = flat[np.flatnonzero(chosen) % len(flat)]


@meaning(np.put)
def put(a: Any, ind: Any, v: Any, mode: str = "raise") -> None:
    """Values at places counted by rows; too few begin again."""
    places = np.ravel(np.asarray(ind))
    if mode == "clip":
        places = np.clip(places, 0, a.size - 1)
    elif mode == "wrap":
        places = places % a.size
    elif mode != "raise":
        raise NotImplementedError("`put` of this mode")
    chosen = v
    if np.ndim(v) != 0:
        values = np.ravel(np.asarray(v))
        chosen = values[np.arange(len(places)) % len(values)]
    if np.ndim(a) == 0:
        if len(places) > 0:
            a[...] = chosen if np.ndim(v) == 0 else chosen[-1]
    elif np.ndim(a) == 1:
        a[places] = chosen
    else:
        a[np.unravel_index(np.where(places < 0, places + a.size, places), np.shape(a))] = chosen


@meaning(np.put_along_axis)
def put_along_axis(arr: Any, indices: Any, values: Any, axis: Any) -> None:
    """Values at the places of each vector along an axis."""
    if axis is None:
        raise NotImplementedError("`put_along_axis` without an axis")
    along = axis % np.ndim(arr)
    at = [
        indices
        if k == along
        else np.reshape(np.arange(arr.shape[k]), (1,) * k + (-1,) + (1,) * (np.ndim(arr) - k - 1))
        for k in range(np.ndim(arr))
    ]
    arr[tuple(at)] = values


@meaning(np.fill_diagonal)
def fill_diagonal(a: Any, val: Any, wrap: bool = False) -> None:
    """The values one after the other, and again from the first, on the diagonal of a matrix."""
    if np.ndim(a) != 2 or wrap:
        raise NotImplementedError("`fill_diagonal` of an array that is no matrix, or with `wrap`")
    places = np.arange(min(a.shape[0], a.shape[1]))
    if np.ndim(val) == 0:
        a[places, places] = val
    else:
        values = np.ravel(np.asarray(val))
        a[places, places] = values[places % len(values)]


def _one_by_one(ufunc: Any) -> None:
    """`ufunc.at`: one place after the other, so that one that comes again counts again."""

    @meaning(ufunc.at)
    def at(a: Any, indices: Any, b: Any) -> None:
        if np.ndim(indices) != 1 or isinstance(indices, tuple):
            raise NotImplementedError("`at` of other indices than an array of numbers")
        places = np.asarray(indices)
        if places.dtype == bool:
            places = np.flatnonzero(places)
        values = np.broadcast_to(b, np.shape(a[places]))
        for k in range(len(places)):
            a[places[k]] = ufunc(a[places[k]], values[k])


for _ufunc in (np.multiply, np.divide, np.maximum, np.minimum, np.power):
    _one_by_one(_ufunc)
