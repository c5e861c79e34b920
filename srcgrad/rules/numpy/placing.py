"""Functions that insert, delete, choose and order elements."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import (
    compress_transpose,
    delete_transpose,
    select_transpose,
    unbroadcast,
    uninsert,
    uninserted,
    unpartition,
)


def insert(y_bar: Any, y: Any, arr: Any, obj: Any, values: Any, axis: Any = None) -> Any:
    return (
        uninsert(y_bar, obj, np.shape(arr), axis),
        None,
        uninserted(y_bar, obj, np.shape(arr), np.shape(values), axis),
    )


linear(np.insert, transpose=insert, complex=True)


def delete(y_bar: Any, y: Any, arr: Any, obj: Any = 0, axis: Any = None) -> Any:
    return delete_transpose(y_bar, obj, np.shape(arr), axis)


linear(np.delete, transpose=delete, complex=True, passed=("obj",))


@vjp(np.select, variadic=True, complex=True)
def select(y_bar: Any, y: Any, condlist: Any, choicelist: Any, index: int, default: Any = 0) -> Any:
    return unbroadcast(select_transpose(y_bar, condlist, index), np.shape(choicelist[index]))


@jvp(np.select)
def select_tangent(
    x_dot: Any, y: Any, condlist: Any, choicelist: Any, index: int, default: Any = 0
) -> Any:
    return select_transpose(x_dot, condlist, index)


@vjp(np.choose, variadic=True, complex=True)
def choose(y_bar: Any, y: Any, a: Any, choices: Any, index: int) -> Any:
    return unbroadcast(np.where(np.equal(a, index), y_bar, 0), np.shape(choices[index]))


@jvp(np.choose)
def choose_tangent(x_dot: Any, y: Any, a: Any, choices: Any, index: int) -> Any:
    return np.where(np.equal(a, index), x_dot, 0)


def compress(y_bar: Any, y: Any, condition: Any, a: Any, axis: Any = None) -> Any:
    return None, compress_transpose(y_bar, condition, np.shape(a), axis)


linear(np.compress, transpose=compress, complex=True)


def extract(y_bar: Any, y: Any, condition: Any, arr: Any) -> Any:
    return None, compress_transpose(y_bar, np.ravel(condition), np.shape(arr), None)


linear(np.extract, transpose=extract, complex=True)


@vjp(np.partition)
def partition(y_bar: Any, y: Any, a: Any, kth: Any = 0, axis: Any = -1) -> Any:
    return unpartition(y_bar, y, a, axis)


@jvp(np.partition)
def partition_tangent(a_dot: Any, y: Any, a: Any, kth: Any = 0, axis: Any = -1) -> Any:
    return unpartition(a_dot, a, y, axis)
