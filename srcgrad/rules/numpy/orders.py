"""The orders in which functions of NumPy read the elements of an array, told by transposing it.

An array that is laid out by columns is the transpose of one that is laid out by rows.
"""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning


@meaning(np.ravel, keywords=("order",))
def ravel(a: Any, order: str = "C") -> Any:
    """The elements in a row, by rows or by columns."""
    if order == "C":
        return np.ravel(a)
    if order != "F":
        raise NotImplementedError("`ravel` in the order of the memory: say 'C' or 'F'")
    return np.ravel(np.transpose(a))


@meaning(np.ndarray.flatten, keywords=("order",))
def flatten(a: Any, order: str = "C") -> Any:
    """The same, as a copy."""
    if order == "C":
        return a.flatten()
    if order != "F":
        raise NotImplementedError("`flatten` in the order of the memory: say 'C' or 'F'")
    return np.transpose(a).flatten()


@meaning(np.reshape, keywords=("order",))
def reshape(a: Any, *shape: Any, order: str = "C") -> Any:
    """The elements in another shape, read and placed by rows or by columns."""
    lengths: Any = shape
    if len(shape) == 1:
        lengths = shape[0] if isinstance(shape[0], (tuple, list)) else (shape[0],)
    if order == "C":
        return np.reshape(a, tuple(lengths))
    if order != "F":
        raise NotImplementedError("`reshape` in the order of the memory: say 'C' or 'F'")
    return np.transpose(np.reshape(np.transpose(a), tuple(lengths)[::-1]))


@meaning(np.copy, keywords=("order",))
def copy(a: Any, order: Any = "K", subok: bool = False) -> Any:
    """A copy, laid out by rows or by columns."""
    if order == "K":
        return np.copy(a)
    if order == "A":
        return laid_out(np.copy(a), "F") if a.flags.fnc else laid_out(np.copy(a), "C")
    return np.array(a, order=order)


def laid_out(value: Any, order: str) -> Any:
    """A new array, or one that is laid out so already."""
    if order == "C":
        return np.reshape(np.ascontiguousarray(value), np.shape(value))
    if order == "F":
        return np.transpose(np.ascontiguousarray(np.transpose(value)))
    raise NotImplementedError("`order` of `array` other than 'C', 'F' and 'K'")


@meaning(np.array, keywords=("copy", "order", "subok", "ndmin"))
def array(
    object: Any,
    dtype: Any = None,
    *,
    copy: Any = True,
    order: Any = "K",
    subok: bool = False,
    ndmin: int = 0,
) -> Any:
    """An array of at least so many axes, perhaps the object itself."""
    if copy is False and np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        if not isinstance(object, np.ndarray) or (order is not None and order != "K"):
            raise NotImplementedError("`array` with copy=False, of no array: use `np.asarray`")
        if dtype is not None and object.dtype != dtype:
            raise NotImplementedError("`array` with copy=False, of another dtype")
    given = copy is not True and isinstance(object, np.ndarray)
    if order == "A" and given and (dtype is None or object.dtype == dtype):
        order = None  # the object itself, as it lies
    value = np.array(object, dtype=dtype) if copy is True else np.asarray(object, dtype=dtype)
    if order is not None and order != "K":
        value = laid_out(value, order)
    if np.ndim(value) < ndmin:
        value = np.reshape(value, (1,) * (ndmin - np.ndim(value)) + np.shape(value))
    return value


@meaning(np.asarray, keywords=("order", "copy"))
def asarray(a: Any, dtype: Any = None, order: Any = None, *, copy: Any = None) -> Any:
    """The array itself where nothing is to be changed."""
    if copy is True:
        value = np.array(a, dtype=dtype)
    elif copy is None:
        value = np.asarray(a, dtype=dtype)
    else:
        raise NotImplementedError("`asarray` with copy=False")
    if order is not None and order != "K":
        return laid_out(value, order)
    return value


@meaning(np.asfortranarray)
def asfortranarray(a: Any, dtype: Any = None) -> Any:
    """The array, laid out by columns."""
    return np.transpose(np.ascontiguousarray(np.transpose(a), dtype=dtype))


BY_ROWS = ("C", "C_CONTIGUOUS", "CONTIGUOUS")
WRITABLE = ("W", "WRITEABLE")
MET = ("A", "ALIGNED", "E", "ENSUREARRAY")  # by every plain array


@meaning(np.require)
def require(a: Any, dtype: Any = None, requirements: Any = None) -> Any:
    """The array itself, or a copy where it is not as it is asked to be."""
    value = np.asarray(a, dtype=dtype)
    by_rows = writable = False
    if isinstance(requirements, str) and len(requirements) > 1:
        raise NotImplementedError("`require` with a string of several letters: give a list")
    names = (requirements,) if isinstance(requirements, str) else requirements or ()
    for name in names:
        if name in BY_ROWS:
            by_rows = True
        elif name in WRITABLE:
            writable = True
        elif name not in MET:
            raise NotImplementedError("`require` of an order by columns, or of memory of its own")
    if by_rows:
        value = laid_out(value, "C")
    elif writable and dtype is not None and isinstance(a, np.ndarray) and a.dtype != dtype:
        raise NotImplementedError("`require` of another dtype, in the order that the array has")
    if writable and not value.flags.writeable:
        return np.copy(value)
    return value
