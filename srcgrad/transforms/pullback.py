"""`vjp`: value and pullback of a function."""

from __future__ import annotations

import copy
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, read_free
from srcgrad.request import Options
from srcgrad.rules.declare import meaning
from srcgrad.rules.derived import maker
from srcgrad.runtime import ComplexPower, NothingReturned, SeedMismatch
from srcgrad.transforms.arguments import (
    behind,
    by_name,
    parameters_of,
    reaches,
    refuse_own,
)
from srcgrad.transforms.gradient import NEVER, Gradient
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.overlap import shared_among
from srcgrad.transforms.quick import told
from srcgrad.transforms.seeds import check_seed, misfit, missing, perhaps_scalar, scalar_seed
from srcgrad.transforms.specialised import Adjoint, GradientOfCode
from srcgrad.transforms.spread import spread


class Split(Gradient):
    """A function's two sweeps, as two functions."""

    with_aux = False

    def __init__(self, fun: Any, wrt: Any) -> None:
        super().__init__(fun, Options(wrt, self.with_aux, seed_name="", mode="split"))

    def run(self, values: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Pullback]:
        """The value, and what gives gradients for seeds."""
        if not kwargs:  # what a call of a few microseconds can afford
            quick = self._last_quick
            if not quick[0](*values):
                quick = self._last_quick = self._seen.get(told(values), NEVER)
            if quick is not NEVER and quick[0](*values):
                self._last.adjoint = adjoint = quick[1]
                value, saved = quick[2](*values)
                return value, Pullback(adjoint.compiled, saved, {})
        return self._halves(self._specialise(values, kwargs), values, kwargs)

    def _halves(
        self, adjoint: Adjoint, values: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, Pullback]:
        compiled = adjoint.compiled
        free = {f.name: read_free(f) for f in compiled.free}
        if compiled.written or compiled.changed:
            named = dict(zip(self._positional, values, strict=True)) | kwargs
            shared = shared_among(compiled, named, free, self._chosen())
            if shared and not compiled.overlap:
                return self._halves(self._specialise(values, kwargs, shared), values, kwargs)
        if not kwargs and not compiled.overlap:
            self._keep(adjoint, values)
        self._last.adjoint = adjoint
        value, saved = adjoint.function(*values, **kwargs, **free)
        return value, Pullback(compiled, saved, free)


class SplitWithAux(Split):
    """The two sweeps of a function that returns `(value, aux)`."""

    with_aux = True


class Pullback:
    """The reverse sweep of one run: `pullback(seed)` is the gradient, any number of times."""

    def __init__(self, compiled: Compiled, saved: tuple[Any, ...], free: dict[str, Any]) -> None:
        self.compiled, self.saved = compiled, saved
        name = compiled.function.__name__.removesuffix("_fwd") + "_rev"
        self.function: Callable[..., Any] = compiled.function.__globals__[name]
        self.free = {n: free[n] for n in parameters_of(self.function)[1]} if free else {}

    def __call__(self, seed: Any = None) -> Any:
        """The gradient for a seed; 1.0 by default where the value is a real scalar."""
        absent = seed is None
        if self.compiled.scalar:
            seed = 1.0 if absent else scalar_seed(seed)
        elif absent and perhaps_scalar(self.compiled.output):
            seed = 1.0
        elif absent:
            raise missing(self.compiled.output)
        else:
            check_seed(seed, self.compiled.output)
        try:
            return self.function(self.saved, seed, **self.free)
        except SeedMismatch as mismatch:
            if absent and not isinstance(mismatch, NothingReturned | ComplexPower):
                raise missing(self.compiled.output) from None
            raise misfit(mismatch) from None


def vjp(fun: Any, *args: Any, wrt: Any = 0, has_aux: bool = False, **kwargs: Any) -> Any:
    """Value of a function, and its pullback: the vector-Jacobian product for any seed.

    Parameters
    ----------
    fun : a Python function, or what `grad` made of one.
    *args, **kwargs : its arguments.
    wrt : the argument to differentiate by: a position, a parameter's name, or a tuple of them.
    has_aux : the function returns `(value, aux)`, and only `value` is differentiated.

    Returns
    -------
    `(value, pullback)`, with `has_aux` `(value, pullback, aux)`: `pullback(seed)` is the gradient,
    of the structure that `grad` gives; it may be called any number of times, and the function is
    not run again. Changing the arguments or the value in between does not change it.

    Examples
    --------
    >>> import numpy as np
    >>> value, pullback = vjp(lambda x: x * x, np.array([1.0, 2.0]))
    >>> print(value, pullback(np.array([1.0, 0.0])), pullback(np.array([0.0, 1.0])))
    [1. 4.] [2. 0.] [0. 4.]
    """
    primal = primal_of(fun)
    method = behind(primal)
    if method is not None:
        primal, args, wrt = method[0], (method[1], *args), by_name(method[0], wrt)
    if isinstance(primal, types.FunctionType):
        refuse_own(primal, "wrt", "grad(fun, wrt=...)")
        refuse_own(primal, "has_aux", "grad(fun, has_aux=True)")
    if reaches(primal, wrt):
        primal = spread(primal, len(args))
    split = one_of(SplitWithAux if has_aux else Split, primal, wrt)
    values, held = split._bound(args, kwargs)
    value, pullback = split.run(values, held)
    return (value[0], pullback, value[1]) if has_aux else (value, pullback)


class Repeated(Gradient):
    """The gradient of a function that has run already: it may do nothing but compute."""

    repeated = True

    with_aux = False

    def __init__(self, fun: Any, wrt: Any) -> None:
        super().__init__(fun, Options(wrt, self.with_aux, seed_name="output_bar"))


class RepeatedWithAux(Repeated):
    """The gradient of such a function that returns `(value, aux)`."""

    with_aux = True


def repeating_code(code: Any, *, wrt: Any = 0, has_aux: bool = False) -> GradientOfCode:
    """The same of a function that a program makes."""
    found = GradientOfCode(code, wrt=wrt, has_aux=has_aux, seed_name="output_bar")
    found.repeated = True
    return found


@maker(repeating_code, at_once=True)
def repeating(fun: Any, *, wrt: Any = 0, has_aux: bool = False) -> Repeated:
    """The gradient of a function for pullbacks inside a differentiated function."""
    return one_of(RepeatedWithAux if has_aux else Repeated, fun, wrt)


BOXES = (list, tuple, dict)


@meaning(vjp, always=True)
def pulled(fun: Any, *args: Any, wrt: Any = 0, has_aux: bool = False, **kwargs: Any) -> Any:
    """`vjp` inside a differentiated function: each pullback runs `fun` again."""
    held = [
        a.copy() if isinstance(a, np.ndarray) else copy.deepcopy(a) if isinstance(a, BOXES) else a
        for a in args
    ]
    named = {
        n: a.copy()
        if isinstance(a, np.ndarray)
        else copy.deepcopy(a)
        if isinstance(a, BOXES)
        else a
        for n, a in kwargs.items()
    }

    again = repeating(fun, wrt=wrt, has_aux=has_aux)

    def pullback(seed: Any = 1.0) -> Any:
        return again(*held, **named, output_bar=seed)[1]

    value = fun(*args, **kwargs)
    return (value[0], pullback, value[1]) if has_aux else (value, pullback)
