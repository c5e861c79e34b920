"""`jacobian`: the whole matrix of derivatives, row by row or column by column."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.rules.derived import maker
from srcgrad.runtime import replicas
from srcgrad.transforms.forward import pushforward, refused_of_code
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.matrices import Matrix
from srcgrad.transforms.pullback import Split
from srcgrad.transforms.sparse import Products, matrix
from srcgrad.transforms.trees import basis, filled, leaves, size_of

MODES = ("auto", "forward", "reverse")


@maker(refused_of_code)
def jacobian(
    fun: Any,
    *,
    wrt: int | str | tuple[int | str, ...] = 0,
    mode: str = "auto",
    sparsity: Any = None,
) -> Callable[..., Any]:
    """The Jacobian of a function, as a function of the same parameters.

    Parameters
    ----------
    fun : a Python function, or what `grad` made of one.
    wrt : the argument to differentiate by: a position, a parameter's name, or a tuple of them.
    mode : "reverse" runs the function once and the reverse sweep once for each number of the
        value; "forward" runs the function once for each number of `wrt`; "auto" takes the one
        that needs fewer sweeps.
    sparsity : a matrix, dense or of SciPy's, that is not zero wherever the Jacobian may not be; of
        one array by another. Columns, or rows, that do not meet then share a sweep. With "detect"
        the first call finds the pattern, column by column. A pattern that leaves out an entry
        raises SeedError.

    Returns
    -------
    A function that returns an array of shape `value.shape + x.shape`. Of a value that is a
    container it returns that container of Jacobians, of an argument that is one a container in
    each of its places; a tuple `wrt` gives a tuple there. With `sparsity` a SciPy CSR matrix
    of shape `(value.size, x.size)`.

    Examples
    --------
    >>> import numpy as np
    >>> print(jacobian(lambda x: x[1:] * x[:-1])(np.array([1.0, 2.0, 3.0])))
    [[2. 1. 0.]
     [0. 3. 2.]]
    """
    if mode not in MODES:
        raise UnsupportedSyntaxError(f"there is no mode {mode!r}", f"use one of {', '.join(MODES)}")
    split = one_of(Split, fun, wrt)
    primal = primal_of(fun)

    known: dict[tuple[int, int], Any] = {}

    def of(*args: Any, **kwargs: Any) -> Any:
        if sparsity is not None:
            return _sparse(split, split._bound(args, kwargs), mode, sparsity, known)
        return _matrix(split, split._bound(args, kwargs), mode)

    made = Matrix(primal, wrt, "jacobian", mode if sparsity is None else "sparse", of)
    return functools.update_wrapper(made, primal, updated=())


def _matrix(split: Split, bound: tuple[tuple[Any, ...], dict[str, Any]], mode: str) -> Any:
    values, kwargs = bound
    names = split._chosen()
    at_entry = replicas(*values, *kwargs.values())
    named = dict(zip([*split._positional, *split._keyword], at_entry, strict=True))
    by = {name: named[name] for name in names}
    several = isinstance(split.options.wrt, tuple)
    if mode == "forward":
        return _forward(split, bound, at_entry, by, several)
    value, pullback = split.run(values, kwargs)
    if mode == "auto" and size_of(value) > size_of(by):
        again = replicas(*at_entry)
        count = len(values)
        fresh = tuple(again[:count]), dict(zip(kwargs, again[count:], strict=True))
        return _forward(split, fresh, at_entry, by, several)
    rows = [pullback(seed) for seed in basis(value)]
    rows = [dict(zip(names, row if several else (row,), strict=True)) for row in rows]
    parts = [leaves(row) for row in rows]
    start = 0
    blocks = []
    for leaf in leaves(value):
        count = int(np.size(leaf))
        block = []
        for n, x in enumerate(leaves(by)):
            stacked = [np.asarray(row[n]) for row in parts[start : start + count]]
            block.append(_stacked(stacked, np.shape(leaf) + np.shape(x), x))
        start += count
        blocks.append(_of_argument(filled(by, block), several))
    return filled(value, blocks)


def _sparse(
    split: Split,
    bound: tuple[tuple[Any, ...], dict[str, Any]],
    mode: str,
    sparsity: Any,
    known: dict[tuple[int, int], Any],
) -> Any:
    """The function runs once on the arguments, and on copies for each further sweep."""
    values, kwargs = bound
    at_entry = replicas(*values, *kwargs.values())
    named = dict(zip([*split._positional, *split._keyword], at_entry, strict=True))
    name, *more = split._chosen()
    value, pullback = split.run(values, kwargs)
    x = named[name]
    if more or not isinstance(value, np.ndarray) or not isinstance(x, np.ndarray):
        raise UnsupportedSyntaxError(
            "a sparse Jacobian is one of an array by one array", "leave sparsity out"
        )
    push = pushforward(split.primal, (name,)).push

    def right(direction: Any) -> Any:
        again = replicas(*at_entry)
        named = dict(zip(kwargs, again[len(values) :], strict=True))
        moved = push(tuple(again[: len(values)]), named, {name: direction.reshape(x.shape)})
        return np.ravel(moved[1])

    def left(seed: Any) -> Any:
        return np.ravel(pullback(seed.reshape(value.shape)))

    products = Products(
        None if mode == "reverse" else right,
        None if mode == "forward" else left,
        (value.size, x.size),
        np.result_type(value.dtype, x.dtype),
    )
    return matrix(sparsity, products, known)


def _forward(
    split: Split,
    bound: tuple[tuple[Any, ...], dict[str, Any]],
    at_entry: list[Any],
    by: dict[str, Any],
    several: bool,
) -> Any:
    """Column by column; where there is none, the function still runs."""
    if not size_of(by):
        value, _ = split.run(*bound)
        return columns(lambda *_: (value, None), bound, at_entry, by, several)
    push = pushforward(split.primal, tuple(by)).push
    return columns(push, bound, at_entry, by, several)


def columns(
    push: Callable[..., tuple[Any, Any]],
    bound: tuple[tuple[Any, ...], dict[str, Any]],
    at_entry: list[Any],
    by: dict[str, Any],
    several: bool,
) -> Any:
    """One run of the forward sweep for each number of the arguments; the first one is `bound`."""
    values, kwargs = bound
    found = []
    value, _ = push(*bound, None) if not size_of(by) else (None, None)
    for direction in basis(by):
        value, tangent = push(values, kwargs, direction)
        found.append(leaves(tangent))
        again = replicas(*at_entry)
        values, kwargs = (
            tuple(again[: len(values)]),
            dict(zip(kwargs, again[len(values) :], strict=True)),
        )
    blocks = []
    for m, leaf in enumerate(leaves(value)):
        start = 0
        block = []
        for x in leaves(by):
            count = int(np.size(x))
            stacked = [np.asarray(column[m]) for column in found[start : start + count]]
            shape = np.shape(x) + np.shape(leaf)
            turned = np.moveaxis(
                _stacked(stacked, shape, leaf), range(np.ndim(x)), range(-np.ndim(x), 0)
            )
            block.append(np.ascontiguousarray(turned) if np.ndim(turned) else turned)
            start += count
        blocks.append(_of_argument(filled(by, block), several))
    return filled(value, blocks)


def _stacked(rows: list[Any], shape: tuple[int, ...], like: Any) -> Any:
    dtype = np.asarray(like).dtype
    return (np.array(rows, dtype).reshape(shape) if rows else np.zeros(shape, dtype))[()]


def _of_argument(blocks: dict[str, Any], several: bool) -> Any:
    return tuple(blocks.values()) if several else next(iter(blocks.values()))
