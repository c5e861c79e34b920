"""`jacobian`: the whole matrix of derivatives, row by row or column by column."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.late import dataclass
from srcgrad.rules.derived import maker
from srcgrad.runtime import replicas
from srcgrad.transforms.arguments import behind, by_name, reaches
from srcgrad.transforms.forward import Stacked, pair, pushforward
from srcgrad.transforms.gradient import Gradient
from srcgrad.transforms.grids import Bound, columns, rows, stacked, worth_stacking
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.made_inside import of_code
from srcgrad.transforms.matrices import Matrix, MatrixByCount
from srcgrad.transforms.pullback import Split, SplitWithAux
from srcgrad.transforms.reruns import from_entry
from srcgrad.transforms.sparse import Products, Pushing, along, matrix
from srcgrad.transforms.spelled import Asked
from srcgrad.transforms.trees import size_of

WIDE = 4  # how many directions at once cost less than one reverse sweep
MODES = ("auto", "forward", "reverse")


@maker(of_code("jacobian", "auto"))
def jacobian(
    fun: Any,
    *,
    wrt: int | str | tuple[int | str, ...] = 0,
    mode: str = "auto",
    sparsity: Any = None,
    has_aux: bool = False,
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
        the first call finds the pattern, in few sweeps. A pattern that leaves out an entry
        raises SeedError.
    has_aux : the function returns `(value, aux)`, and only `value` is differentiated.

    Returns
    -------
    A function that returns an array of shape `value.shape + x.shape`. Of a value that is a
    container it returns that container of Jacobians, of an argument that is one a container in
    each of its places; a tuple `wrt` gives a tuple there. With `sparsity` a SciPy CSR matrix
    of shape `(value.size, x.size)`. With `has_aux` the pair of that and `aux`.

    Examples
    --------
    >>> import numpy as np
    >>> print(jacobian(lambda x: x[1:] * x[:-1])(np.array([1.0, 2.0, 3.0])))
    [[2. 1. 0.]
     [0. 3. 2.]]
    """
    if mode not in MODES:
        raise UnsupportedSyntaxError(f"there is no mode {mode!r}", f"use one of {', '.join(MODES)}")
    primal = primal_of(fun)
    method = behind(primal)
    options: dict[str, Any] = {"mode": mode, "sparsity": sparsity, "has_aux": has_aux}
    if method is not None:
        made = jacobian(method[0], wrt=by_name(method[0], wrt), **options)
        return types.MethodType(made, method[1])
    asked = Asked("jacobian", wrt, mode, has_aux, sparsity)
    if reaches(primal, wrt):
        return MatrixByCount(primal, asked, lambda one: jacobian(one, wrt=wrt, **options))
    split = one_of(SplitWithAux if has_aux else Split, primal, wrt)
    known: dict[Any, Any] = {}

    def of(*args: Any, **kwargs: Any) -> Any:
        found = Run(split)
        if sparsity is not None:
            matrix = _sparse(found, split._bound(args, kwargs), mode, sparsity, known)
        else:
            matrix = _matrix(found, split._bound(args, kwargs), mode)
        return (matrix, found.aux) if has_aux else matrix

    return functools.update_wrapper(Matrix(primal, asked, of), primal, updated=())


@dataclass
class Run:
    """One run of a function whose Jacobian is asked for."""

    split: Split
    aux: Any = None  # what the function returned beside the value

    def reverse(self, bound: Bound) -> tuple[Any, Any]:
        """The value, and the pullback."""
        value, pullback = self.split.run(*bound)
        return self.value_of(value), pullback

    def value_of(self, returned: Any) -> Any:
        """The part of what the function returned that is differentiated."""
        if not self.split.with_aux:
            return returned
        value, self.aux = pair(self.split.primal, returned)
        return value

    def forward(self, bound: Bound, names: tuple[str, ...]) -> Any:
        """What pushes directions through runs."""
        push = pushforward(self.split.primal, names).many(*bound)

        def of(values: Any, kwargs: Any, direction: Any) -> tuple[Any, Any]:
            returned, moved = push(values, kwargs, direction)
            return self.value_of(returned), moved[0] if self.split.with_aux else moved

        return of

    def together(self, bound: Bound, by: dict[str, Any]) -> Any:
        """The same for many directions at once; None where that is not possible, or of no use."""
        if not worth_stacking(by):
            return None
        push = one_of(Stacked, self.split.primal, tuple(by)).together(*bound)
        if push is None:
            return None

        def of(values: Any, kwargs: Any, directions: Any) -> tuple[Any, Any]:
            returned, moved = push(values, kwargs, directions)
            return self.value_of(returned), moved[0] if self.split.with_aux else moved

        return of

    def again(self, bound: Bound, mode: str) -> Callable[[], Bound]:
        """What puts back all that runs change, before another one."""
        if mode == "reverse":
            return lambda: bound
        split = self.split
        forward = mode == "forward"
        compiled = pushforward(split.primal, split._chosen()) if forward else split
        return from_entry(bound, compiled._specialise(*bound).compiled)


def _matrix(run: Run, bound: Bound, mode: str) -> Any:
    split = run.split
    first = at_entry(bound)
    by = named(split, first)
    again = run.again(bound, mode)
    several = isinstance(split.options.wrt, tuple)
    if mode == "forward" and not size_of(by):
        value, _ = run.reverse(bound)
        return columns(lambda *_: (value, None), bound, again, by, several)
    if mode != "forward":
        value, pullback = run.reverse(bound)
        fewer = size_of(value) <= size_of(by)
        if mode == "reverse" or (fewer and size_of(value) * WIDE < size_of(by)):
            return rows(pullback, value, by, several)
        if fewer and run.together(first, by) is None:
            return rows(pullback, value, by, several)
        again()
    together = run.together(bound, by)
    push = together or run.forward(bound, tuple(by))
    return (stacked if together else columns)(push, bound, again, by, several)


def at_entry(bound: Bound) -> Bound:
    """Copies of the arguments, which the function may change."""
    values, kwargs = bound
    made = replicas(*values, *kwargs.values())
    return tuple(made[: len(values)]), dict(zip(kwargs, made[len(values) :], strict=True))


def named(split: Gradient, bound: Bound) -> dict[str, Any]:
    """The arguments to differentiate by, under their names."""
    values, kwargs = bound
    given = [*values, *kwargs.values()]
    whole = dict(zip([*split._positional, *split._keyword], given, strict=True))
    return {name: whole[name] for name in split._chosen()}


def _sparse(run: Run, bound: Bound, mode: str, sparsity: Any, known: dict[Any, Any]) -> Any:
    """The function runs once, and again from the same for each further sweep."""
    (name, x), *more = named(run.split, at_entry(bound)).items()
    again = run.again(bound, mode)
    pullback: Any = None
    if mode == "forward" and isinstance(x, np.ndarray):
        value, _ = run.forward(bound, (name,))(*bound, {name: np.zeros_like(x)})
    else:
        value, pullback = run.reverse(bound)
    if more or not isinstance(value, np.ndarray) or not isinstance(x, np.ndarray):
        raise UnsupportedSyntaxError(
            "a sparse Jacobian is one of an array by one array", "leave sparsity out"
        )

    dtype = np.result_type(value.dtype, x.dtype)

    def pushing(first: Bound) -> Pushing:
        together = run.together(first, {name: x})
        push = together or run.forward(first, (name,))
        return (lambda *given: push(*given)[1]), together is not None

    def left(seeds: Any) -> Any:
        found = [np.ravel(pullback(seed.reshape(value.shape))) for seed in seeds.astype(dtype)]
        return np.array(found).reshape(len(seeds), x.size)

    products = Products(
        None if mode == "reverse" else along(pushing, again, name, x),
        None if mode == "forward" else left,
        (value.size, x.size),
        dtype,
    )
    return matrix(sparsity, products, known)
