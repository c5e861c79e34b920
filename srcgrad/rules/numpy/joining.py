"""Joining arrays, and splitting them."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import VIEW, linear


def concatenate(y_bar: Any, y: Any, arrays: Any, index: int, axis: Any = 0) -> Any:
    x = arrays[index]
    if axis is None:
        start = sum([np.size(a) for a in arrays[:index]])
        return np.reshape(y_bar[start : start + np.size(x)], np.shape(x))
    n = x.shape[axis]
    start = arrays[0].shape[axis] if index == 1 else sum([a.shape[axis] for a in arrays[:index]])
    if axis == 0 or axis == -x.ndim:
        if index == 0:
            return y_bar[:n]
        if index == len(arrays) - 1:
            return y_bar[start:]
        return y_bar[start : start + n]
    if axis == -1 or axis == x.ndim - 1:
        if index == 0:
            return y_bar[..., :n]
        if index == len(arrays) - 1:
            return y_bar[..., start:]
        return y_bar[..., start : start + n]
    return np.moveaxis(np.moveaxis(y_bar, axis, 0)[start : start + n], 0, axis)


linear(np.concatenate, transpose=concatenate, variadic=True, complex=True)


def stack(y_bar: Any, y: Any, arrays: Any, index: int, axis: int = 0) -> Any:
    if axis == 0 or axis == -y.ndim:
        return y_bar[index]
    if axis == -1 or axis == y.ndim - 1:
        return y_bar[..., index]
    return np.moveaxis(y_bar, axis, 0)[index]


linear(np.stack, transpose=stack, variadic=True, complex=True)


def vstack(y_bar: Any, y: Any, tup: Any, index: int) -> Any:
    x = tup[index]
    if np.ndim(x) == 0:
        return np.reshape(y_bar[index], ())
    if max([np.ndim(a) for a in tup]) < 2:
        return y_bar[index]
    if np.ndim(x) < 2:
        return y_bar[sum([1 if np.ndim(a) < 2 else a.shape[0] for a in tup[:index]])]
    if index == 0:
        return y_bar[: x.shape[0]]
    start = sum([1 if np.ndim(a) < 2 else a.shape[0] for a in tup[:index]])
    return y_bar[start : start + x.shape[0]]


linear(np.vstack, transpose=vstack, variadic=True, complex=True)


def hstack(y_bar: Any, y: Any, tup: Any, index: int) -> Any:
    x = tup[index]
    if max([np.ndim(a) for a in tup]) == 0:
        return y_bar[index]
    if np.ndim(x) == 0:
        return y_bar[sum([np.size(a) for a in tup[:index]])]
    if y.ndim == 1:
        if index == 0:
            return y_bar[: x.size]
        start = sum([np.size(a) for a in tup[:index]])
        return y_bar[start : start + x.size]
    if index == 0:
        return y_bar[:, : x.shape[1]]
    start = sum([a.shape[1] for a in tup[:index]])
    return y_bar[:, start : start + x.shape[1]]


linear(np.hstack, transpose=hstack, variadic=True, complex=True)


def column_stack(y_bar: Any, y: Any, tup: Any, index: int) -> Any:
    x = tup[index]
    if np.ndim(x) == 0:
        return np.reshape(y_bar[:, index], ())
    if max([np.ndim(a) for a in tup]) == 1:
        return y_bar[:, index]
    if np.ndim(x) < 2:
        return y_bar[:, sum([1 if np.ndim(a) < 2 else a.shape[1] for a in tup[:index]])]
    if index == 0:
        return y_bar[:, : x.shape[1]]
    start = sum([1 if np.ndim(a) < 2 else a.shape[1] for a in tup[:index]])
    return y_bar[:, start : start + x.shape[1]]


linear(np.column_stack, transpose=column_stack, variadic=True, complex=True)


def dstack(y_bar: Any, y: Any, tup: Any, index: int) -> Any:
    x = tup[index]
    if np.ndim(x) == 0:
        return np.reshape(y_bar[:, :, index], ())
    if max([np.ndim(a) for a in tup]) < 3:
        return y_bar[0, :, index] if np.ndim(x) == 1 else y_bar[:, :, index]
    start = sum([1 if np.ndim(a) < 3 else a.shape[2] for a in tup[:index]])
    if np.ndim(x) < 3:
        return y_bar[0, :, start] if np.ndim(x) == 1 else y_bar[:, :, start]
    return y_bar[:, :, start : start + x.shape[2]]


linear(np.dstack, transpose=dstack, variadic=True, complex=True)


def append(y_bar: Any, y: Any, arr: Any, values: Any, axis: Any = None) -> Any:
    if axis is None:
        n = np.size(arr)
        return np.reshape(y_bar[:n], np.shape(arr)), np.reshape(y_bar[n:], np.shape(values))
    n = arr.shape[axis]
    if axis == 0:
        return y_bar[:n], y_bar[n:]
    return (
        np.moveaxis(np.moveaxis(y_bar, axis, 0)[:n], 0, axis),
        np.moveaxis(np.moveaxis(y_bar, axis, 0)[n:], 0, axis),
    )


linear(np.append, transpose=append, complex=True)


def split(y_bar: Any, y: Any, ary: Any, indices_or_sections: Any = 1, axis: int = 0) -> Any:
    return np.concatenate(y_bar, axis) if axis else np.concatenate(y_bar)


linear(np.split, np.array_split, transpose=split, memory=VIEW, complex=True)


def hsplit(y_bar: Any, y: Any, ary: Any, indices_or_sections: Any = 1) -> Any:
    return np.hstack(y_bar)


linear(np.hsplit, transpose=hsplit, memory=VIEW, complex=True)


def vsplit(y_bar: Any, y: Any, ary: Any, indices_or_sections: Any = 1) -> Any:
    return np.concatenate(y_bar)


linear(np.vsplit, transpose=vsplit, memory=VIEW, complex=True)


def dsplit(y_bar: Any, y: Any, ary: Any, indices_or_sections: Any = 1) -> Any:
    return np.concatenate(y_bar, 2)


linear(np.dsplit, transpose=dsplit, memory=VIEW, complex=True)
