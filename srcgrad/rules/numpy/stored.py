"""Functions of NumPy that store into an array, as the stores that they are."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.runtime import turns

nondifferentiable(turns)


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
        places = np.asarray(indices)
        arr[np.unravel_index(np.where(places < 0, places + arr.size, places), arr.shape)] = values
        return
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
    if wrap:
        raise NotImplementedError("`fill_diagonal` of an array with `wrap`")
    if np.ndim(a) != 2:  # it is not known of what a list gives that may be empty
        if np.ndim(np.atleast_2d(a)) != 2:
            raise NotImplementedError("`fill_diagonal` of an array that is no matrix")
        raise ValueError("array must be at least 2-d")
    places = np.arange(min(a.shape[0], a.shape[1]))
    if np.ndim(val) == 0:
        a[places, places] = val
    else:
        values = np.ravel(np.asarray(val))
        a[places, places] = values[places % len(values)]


def _in_turn(ufunc: Any) -> None:
    """`ufunc.at`: all places, then those that come a second time, and so on."""

    def at_by_another(a: Any, indices: Any, b: Any) -> None:
        """With what stands beside each place."""
        places = np.ravel(np.reshape(np.arange(a.size), np.shape(a))[indices])
        values = np.ravel(np.broadcast_to(b, np.shape(a[indices])))
        turn = turns(places)
        for k in range(np.max(turn, initial=-1) + 1):
            now = np.flatnonzero(turn == k)
            at = np.unravel_index(places[now], np.shape(a))
            a[at] = ufunc(a[at], values[now])

    def at(a: Any, indices: Any) -> None:
        """Of each place."""
        places = np.ravel(np.reshape(np.arange(a.size), np.shape(a))[indices])
        turn = turns(places)
        for k in range(np.max(turn, initial=-1) + 1):
            now = np.flatnonzero(turn == k)
            at = np.unravel_index(places[now], np.shape(a))
            a[at] = ufunc(a[at])

    meaning(ufunc.at)(at if ufunc.nin == 1 else at_by_another)


for _ufunc in (
    *(np.multiply, np.divide, np.maximum, np.minimum, np.power, np.float_power, np.hypot),
    *(np.arctan2, np.logaddexp, np.logaddexp2, np.fmax, np.fmin, np.copysign, np.heaviside),
    *(np.fmod, np.remainder, np.floor_divide, np.nextafter),
    *(np.absolute, np.fabs, np.negative, np.positive, np.conjugate, np.reciprocal, np.square),
    *(np.sqrt, np.cbrt, np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10, np.log1p),
    *(np.sin, np.cos, np.tan, np.arcsin, np.arccos, np.arctan, np.sinh, np.cosh, np.tanh),
    *(np.arcsinh, np.arccosh, np.arctanh, np.deg2rad, np.rad2deg, np.degrees, np.radians),
    *(np.sign, np.floor, np.ceil, np.rint, np.trunc, np.spacing),
):
    _in_turn(_ufunc)
