"""`hvp` and `hessian`: second derivatives, forward mode over the generated adjoint."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.backends.compiled import read_free
from srcgrad.errors import SeedError, UnsupportedSyntaxError
from srcgrad.request import Options
from srcgrad.rules.derived import maker
from srcgrad.transforms.arguments import behind, by_name, parameters_of, reaches
from srcgrad.transforms.forward import Pushforward, Slope, Stacked, StackedSlope
from srcgrad.transforms.gradient import MANY, Gradient
from srcgrad.transforms.grids import Bound, columns, stacked, worth_stacking
from srcgrad.transforms.jacobian import at_entry, named
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.made_inside import of_code
from srcgrad.transforms.matrices import Matrix, MatrixByCount
from srcgrad.transforms.overlap import shared_among
from srcgrad.transforms.quick import Test, never, told
from srcgrad.transforms.reruns import from_entry
from srcgrad.transforms.seeds import shape_text
from srcgrad.transforms.sparse import Products, Pushing, along, matrix
from srcgrad.transforms.spelled import Asked
from srcgrad.transforms.tangents import Misfit

NOT_AGAIN: tuple[Test, Any, Any] = (never, None, None)  # is it, the `Pushforward`, its adjoint


class Scalar(Gradient):
    """The adjoint of a function whose value is one real number, and how it changes."""

    def __init__(self, fun: Any, wrt: Any) -> None:
        names = parameters_of(fun) if hasattr(fun, "__code__") else ((), ())
        taken = any("seed" in some for some in names)
        seed_name = "output_bar" if taken else "seed"
        super().__init__(fun, Options(wrt, self.with_aux, seed_name=seed_name, nested=True))
        self._pushes: dict[Any, tuple[Pushforward, dict[str, str]]] = {}  # of pure adjoints
        self._calls: dict[Any, tuple[Test, Any, Any]] = {}  # by what they show
        self._quick = NOT_AGAIN

    with_aux = False
    one_by_one: type[Pushforward] = Slope
    many_at_once: type[Stacked] = StackedSlope

    def parted(self, found: Any) -> tuple[Any, Any]:
        """The function's value, if that is asked for, and how the gradient changes."""
        return None, found

    def push(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], tangents: dict[str, Any]
    ) -> tuple[Any, Any]:
        """The value, if that is asked for, and how the gradient changes in a direction."""
        push, moving, held = self._forward(values, kwargs, tuple(tangents))
        moved = {moving[name]: tangent for name, tangent in tangents.items()}
        return self.parted(push.push((*values, 1.0), kwargs | held, moved))

    def along(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], given: tuple[Any, ...]
    ) -> tuple[Any, Any]:
        """`push` at the arguments of a call, with a direction for each of those in `wrt`."""
        values, held = self._bound(args, kwargs)
        if not held:
            return self.product(values, given)
        return self.push(values, held, dict(zip(self._chosen(), given, strict=True)))

    def product(self, values: tuple[Any, ...], given: tuple[Any, ...]) -> tuple[Any, Any]:
        """`push` for all arguments, by position, and the directions of those in `wrt`."""
        quick = self._quick  # what a call of a few microseconds can afford
        if not quick[0](*values, *given):
            quick = self._quick = self._calls.get(told((*values, *given)), NOT_AGAIN)
        if quick is not NOT_AGAIN and quick[0](*values, *given):
            return self.parted(quick[1]._again(quick[2], (*values, 1.0, *given)))
        names = self._chosen()
        found = self.push(values, {}, dict(zip(names, given, strict=True)))
        adjoint = self._specialise(values, {})
        inner = None if self._by_value.decides else self._pushes.get((adjoint, names))
        second = inner[0].quick((*values, 1.0), given) if inner is not None else None
        if inner is not None and second is not None:
            if len(self._calls) >= MANY:
                self._calls.clear()
            seen = told((*values, *given))
            test = adjoint.quick(seen, self._generation)[0]
            self._quick = self._calls[seen] = test, inner[0], second
        return found

    def many(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], names: tuple[str, ...]
    ) -> Callable[..., tuple[Any, Any]]:
        """`push` for many directions."""
        inner, moving, held = self._forward(values, kwargs, names)
        return self._of(inner.many((*values, 1.0), kwargs | held), moving, held)

    def together(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], names: tuple[str, ...]
    ) -> Callable[..., tuple[Any, Any]] | None:
        """The same for many directions at once; None where they have to go one by one."""
        inner, moving, held = self._forward(values, kwargs, names)
        chosen = one_of(self.many_at_once, inner.primal, tuple(moving.values()))
        many = chosen.together((*values, 1.0), kwargs | held)
        return None if many is None else self._of(many, moving, held)

    def text(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The source of how the adjoint changes; nothing is run."""
        values, held = self._bound(args, kwargs)
        push, _, free = self._forward(values, held, self._chosen())
        return push.source(*values, 1.0, **held, **free)

    def _of(
        self, push: Callable[..., Any], moving: dict[str, str], held: dict[str, Any]
    ) -> Callable[..., tuple[Any, Any]]:
        def of(values: Any, kwargs: Any, tangents: Any) -> tuple[Any, Any]:
            moved = {moving[name]: tangent for name, tangent in tangents.items()}
            return self.parted(push((*values, 1.0), kwargs | held, moved))

        return of

    def _forward(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], names: tuple[str, ...]
    ) -> tuple[Pushforward, dict[str, str], dict[str, Any]]:
        """Forward mode over the adjoint, what it calls the arguments, and its free values."""
        adjoint = self._specialise(values, kwargs)
        known = self._pushes.get((adjoint, names))
        if known is not None:
            return *known, {}
        compiled = adjoint.compiled
        if not compiled.scalar:
            raise SeedError(
                f"the output is {shape_text(compiled.output)}, and only a number has a Hessian",
                "reduce it to a number, for example with np.sum, or ask for all second "
                "derivatives with jacobian(jacobian(f))",
            )
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
        moving = {name: own.get(name, name) for name in names}
        found = one_of(self.one_by_one, forward, tuple(moving.values())), moving
        if not (free or compiled.written or compiled.changed):
            self._pushes[adjoint, names] = found
        return *found, free


class ScalarWithAux(Scalar):
    """The adjoint of a function that returns a real number and something else."""

    with_aux = True
    one_by_one, many_at_once = Pushforward, Stacked

    def parted(self, found: Any) -> tuple[Any, Any]:
        (value, _), (_, slopes) = found
        return value, slopes


class Product(Matrix):
    """The product of a function's Hessian with a vector."""

    def __init__(self, second: Scalar, asked: Asked, run: Callable[..., Any]) -> None:
        super().__init__(second.primal, asked, run)
        self._second = second

    def source(self, *args: Any, v: Any = None, **kwargs: Any) -> str:
        """The generated source for arguments of these kinds; nothing is run.

        It gives how the gradient changes along a direction, with `has_aux` the value and the
        gradient, too; `v` may be left out.
        """
        return self._second.text(args, kwargs)


@maker(of_code("hvp"))
def hvp(
    fun: Any, *, wrt: int | str | tuple[int | str, ...] = 0, has_aux: bool = False
) -> Callable[..., Any]:
    """The product of a function's Hessian with a vector.

    Parameters
    ----------
    fun : a Python function whose value is one real number, or what `grad` made of one.
    wrt : the argument to differentiate by: a position, a parameter's name, or a tuple of them.
    has_aux : the function returns `(value, aux)`, and only `value` is differentiated.

    Returns
    -------
    A function of `fun`'s parameters and the keyword `v`, a direction of the structure of the
    argument (of a tuple `wrt` a tuple of them). It returns what the gradient's derivative in
    that direction is, of the gradient's structure, in the time of a few runs of `fun`. With
    `has_aux` the pair of that and `aux`. Its `.source(*args)` is the generated text.

    Examples
    --------
    >>> import numpy as np
    >>> f = lambda x: np.sum(x**3)
    >>> print(hvp(f)(np.array([1.0, 2.0]), v=np.array([1.0, 10.0])))
    [  6. 120.]
    """
    method = behind(primal_of(fun))
    if method is not None:
        product = hvp(method[0], wrt=by_name(method[0], wrt), has_aux=has_aux)
        return types.MethodType(product, method[1])
    if reaches(primal_of(fun), wrt):
        asked = Asked("hvp", wrt, has_aux=has_aux)
        return MatrixByCount(primal_of(fun), asked, lambda one: hvp(one, wrt=wrt, has_aux=has_aux))
    second = scalar_of(fun, wrt, "v", has_aux)

    def of(*args: Any, v: Any, **kwargs: Any) -> Any:
        names = second._chosen()
        several = isinstance(wrt, tuple)
        if several and (not isinstance(v, tuple | list) or len(v) != len(names)):
            raise SeedError(
                f"wrt has {len(names)} arguments, and v is a {type(v).__name__}",
                "give one direction for each of them, as a tuple",
            )
        given = tuple(v) if several else (v,)
        if all(one is None for one in given):
            raise SeedError("`v` is None, and holds everything constant", "give a direction")
        try:
            value, moved = second.along(args, kwargs, given)
        except Misfit as error:
            raise SeedError(f"`v` does not fit: {error.reason}", error.remedy) from None
        return (moved, value[1]) if has_aux else moved

    of.__qualname__ = f"hvp({second.primal.__name__})"  # what Python says where `v` is missing
    matrix = Product(second, Asked("hvp", wrt, has_aux=has_aux), of)
    return functools.update_wrapper(matrix, second.primal, updated=())


@maker(of_code("hessian"))
def hessian(
    fun: Any,
    *,
    wrt: int | str | tuple[int | str, ...] = 0,
    sparsity: Any = None,
    has_aux: bool = False,
) -> Callable[..., Any]:
    """The Hessian of a function whose value is one real number, as a function.

    Parameters
    ----------
    fun, wrt, has_aux : as for `hvp`.
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
    method = behind(primal_of(fun))
    options: dict[str, Any] = {"sparsity": sparsity, "has_aux": has_aux}
    if method is not None:
        made = hessian(method[0], wrt=by_name(method[0], wrt), **options)
        return types.MethodType(made, method[1])
    if reaches(primal_of(fun), wrt):
        asked = Asked("hessian", wrt, has_aux=has_aux, sparsity=sparsity)
        return MatrixByCount(primal_of(fun), asked, lambda one: hessian(one, wrt=wrt, **options))
    second = scalar_of(fun, wrt, None, has_aux)
    known: dict[Any, Any] = {}

    def of(*args: Any, **kwargs: Any) -> Any:
        found, value = _matrix(second, second._bound(args, kwargs), wrt, sparsity, known)
        return (found, value[1]) if has_aux else found

    asked = Asked("hessian", wrt, has_aux=has_aux, sparsity=sparsity)
    matrix = Matrix(second.primal, asked, of)
    return functools.update_wrapper(matrix, second.primal, updated=())


def _matrix(
    second: Scalar, bound: Bound, wrt: Any, sparsity: Any, known: dict[Any, Any]
) -> tuple[Any, Any]:
    """The Hessian at some arguments, and what the function returns there."""
    several = isinstance(wrt, tuple)
    names = second._chosen()
    by = named(second, at_entry(bound))
    again = from_entry(bound, second._specialise(*bound).compiled)
    seen: list[Any] = []

    def pushing(bound: Bound) -> Pushing:
        together = second.together(*bound, names) if worth_stacking(by) else None
        push = together or second.many(*bound, names)

        def pushed(values: Any, kwargs: Any, direction: Any) -> Any:
            value, moved = push(values, kwargs, direction)
            seen[:] = [value]
            return moved

        return pushed, together is not None

    if sparsity is not None:
        return _coloured(pushing, bound, again, by, sparsity, known), seen[0]
    push, together = pushing(bound)

    def pushed(*given: Any) -> tuple[Any, Any]:
        moved = push(*given)
        return by, dict(zip(names, moved if several else (moved,), strict=True))

    fill = stacked if together else columns
    lines = fill(pushed, bound, again, by, several)
    return (tuple(lines.values()) if several else next(iter(lines.values()))), seen[0]


def _coloured(
    pushing: Any, bound: Bound, again: Any, by: dict[str, Any], sparsity: Any, known: Any
) -> Any:
    """A sparse Hessian: the gradient runs once, and again from the same."""
    (name, x), *more = by.items()
    if more or not isinstance(x, np.ndarray):
        raise UnsupportedSyntaxError("a sparse Hessian is one by one array", "leave sparsity out")
    right = along(pushing, again, name, x, bound)
    right(np.zeros((1, x.size)))
    products = Products(right, None, (x.size, x.size), x.dtype, symmetric=True)
    return matrix(sparsity, products, known)


def renamed(primal: Any) -> str:
    """A function of the same positional parameters, under names that `v` is not among.

    >>> renamed(lambda x, v: x * v)
    'lambda x, v_: f(x, v_)'
    """
    given = ", ".join(f"{n}_" if n == "v" else n for n in parameters_of(primal)[0])
    return f"lambda {given}: f({given})"


def scalar_of(fun: Any, wrt: Any, keyword: str | None, has_aux: bool) -> Scalar:
    """The adjoint of a function that has no parameter called as the transform's own keyword."""
    primal = primal_of(fun)
    names = (
        [n for some in parameters_of(primal) for n in some] if hasattr(primal, "__code__") else []
    )
    if keyword in names:
        raise UnsupportedSyntaxError(
            f"{primal.__name__} has a parameter of its own named {keyword!r}",
            f"rename it, or give a function that calls it otherwise, as in {renamed(primal)}",
        )
    return one_of(ScalarWithAux if has_aux else Scalar, primal, wrt)
