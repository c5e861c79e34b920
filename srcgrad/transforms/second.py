"""`hvp` and `hessian`: second derivatives, forward mode over the generated adjoint."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.backends.compiled import read_free
from srcgrad.errors import SeedError, UnsupportedSyntaxError
from srcgrad.request import Options
from srcgrad.rules.derived import maker
from srcgrad.runtime import replicas
from srcgrad.transforms.arguments import parameters_of
from srcgrad.transforms.forward import pushforward, refused_of_code
from srcgrad.transforms.gradient import Gradient
from srcgrad.transforms.jacobian import columns
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.matrices import Matrix
from srcgrad.transforms.overlap import shared_among
from srcgrad.transforms.seeds import missing
from srcgrad.transforms.sparse import Products, matrix


class Scalar(Gradient):
    """The adjoint of a function whose value is one real number."""

    def __init__(self, fun: Any, wrt: Any) -> None:
        names = parameters_of(fun) if hasattr(fun, "__code__") else ((), ())
        taken = any("seed" in some for some in names)
        super().__init__(fun, Options(wrt, seed_name="output_bar" if taken else "seed"))

    def push(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], tangents: dict[str, Any]
    ) -> tuple[Any, Any]:
        """The gradient, and how it changes in a direction."""
        adjoint = self._specialise(values, kwargs)
        compiled = adjoint.compiled
        if not compiled.scalar:
            raise missing(compiled.output)
        free = {f.name: read_free(f) for f in compiled.free}
        named = dict(zip(self._positional, values, strict=True)) | kwargs
        if shared_among(compiled, named, free, self._chosen()):
            raise UnsupportedSyntaxError(
                "second derivatives of a function that writes into arguments which share memory "
                "are outside the language",
                "pass a copy of one of them",
            )
        forward: Any = adjoint.function
        # a parameter with the name of something that the adjoint calls has another name there
        own = dict(zip(self._positional, parameters_of(forward)[0], strict=False))
        moving = {own.get(name, name): tangent for name, tangent in tangents.items()}
        push = pushforward(forward, tuple(moving)).push
        (_, bars), (_, moved) = push((*values, 1.0), kwargs | free, moving)
        return bars, moved


@maker(refused_of_code)
def hvp(fun: Any, *, wrt: int | str | tuple[int | str, ...] = 0) -> Callable[..., Any]:
    """The product of a function's Hessian with a vector.

    Parameters
    ----------
    fun : a Python function whose value is one real number, or what `grad` made of one.
    wrt : the argument to differentiate by: a position, a parameter's name, or a tuple of them.

    Returns
    -------
    A function of `fun`'s parameters and the keyword `v`, a direction of the structure of the
    argument (of a tuple `wrt` a tuple of them). It returns what the gradient's derivative in
    that direction is, of the gradient's structure, in the time of a few runs of `fun`.

    Examples
    --------
    >>> import numpy as np
    >>> f = lambda x: np.sum(x**3)
    >>> print(hvp(f)(np.array([1.0, 2.0]), v=np.array([1.0, 10.0])))
    [  6. 120.]
    """
    second = _scalar(fun, wrt, "v")

    def of(*args: Any, v: Any, **kwargs: Any) -> Any:
        names = second._chosen()
        several = isinstance(wrt, tuple)
        if several and (not isinstance(v, tuple | list) or len(v) != len(names)):
            raise SeedError(
                f"wrt has {len(names)} arguments, and v is a {type(v).__name__}",
                "give one direction for each of them, as a tuple",
            )
        tangents = dict(zip(names, v if several else (v,), strict=True))
        values, held = second._bound(args, kwargs)
        return second.push(values, held, tangents)[1]

    product = Matrix(second.primal, wrt, "hvp", "forward", of)
    return functools.update_wrapper(product, second.primal, updated=())


@maker(refused_of_code)
def hessian(
    fun: Any, *, wrt: int | str | tuple[int | str, ...] = 0, sparsity: Any = None
) -> Callable[..., Any]:
    """The Hessian of a function whose value is one real number, as a function.

    Parameters
    ----------
    fun, wrt : as for `hvp`.
    sparsity : as for `jacobian`; of one array.

    Returns
    -------
    A function of `fun`'s parameters that returns an array of shape `x.shape + x.shape`, with
    `sparsity` a SciPy CSR matrix of shape `(x.size, x.size)`; of an
    argument that is a container, the container in each place of which one stands.

    Examples
    --------
    >>> import numpy as np
    >>> print(hessian(lambda x: x[0] ** 2 * x[1])(np.array([1.0, 3.0])))
    [[6. 2.]
     [2. 0.]]
    """
    second = _scalar(fun, wrt, None)
    several = isinstance(wrt, tuple)
    known: dict[tuple[int, int], Any] = {}

    def of(*args: Any, **kwargs: Any) -> Any:
        values, held = second._bound(args, kwargs)
        names = second._chosen()
        at_entry = replicas(*values, *held.values())
        named = dict(zip([*second._positional, *second._keyword], at_entry, strict=True))
        by = {name: named[name] for name in names}
        if sparsity is not None:
            return _coloured(second, (values, held), at_entry, by, sparsity, known)

        def push(values: Any, kwargs: Any, direction: Any) -> tuple[Any, Any]:
            _, moved = second.push(values, kwargs, direction)
            return by, dict(zip(names, moved if several else (moved,), strict=True))

        rows = columns(push, (values, held), at_entry, by, several)
        return tuple(rows.values()) if several else next(iter(rows.values()))

    matrix = Matrix(second.primal, wrt, "hessian", "forward" if sparsity is None else "sparse", of)
    return functools.update_wrapper(matrix, second.primal, updated=())


def _coloured(
    second: Scalar, bound: Any, at_entry: list[Any], by: dict[str, Any], sparsity: Any, known: Any
) -> Any:
    """A sparse Hessian: the gradient runs once on the arguments, and then on copies."""
    values, kwargs = bound
    (name, x), *more = by.items()
    if more or not isinstance(x, np.ndarray):
        raise UnsupportedSyntaxError("a sparse Hessian is one by one array", "leave sparsity out")
    second.push(values, kwargs, {name: np.zeros_like(x)})

    def right(direction: Any) -> Any:
        again = replicas(*at_entry)
        named = dict(zip(kwargs, again[len(values) :], strict=True))
        tangents = {name: direction.reshape(x.shape)}
        return np.ravel(second.push(tuple(again[: len(values)]), named, tangents)[1])

    return matrix(sparsity, Products(right, None, (x.size, x.size), x.dtype), known)


def _scalar(fun: Any, wrt: Any, keyword: str | None) -> Scalar:
    primal = primal_of(fun)
    names = (
        [n for some in parameters_of(primal) for n in some] if hasattr(primal, "__code__") else []
    )
    if keyword in names:
        raise UnsupportedSyntaxError(
            f"{primal.__name__} has a parameter of its own named {keyword!r}", "rename it"
        )
    return one_of(Scalar, primal, wrt)
