"""What random generators give: numbers where no size is asked for, arrays of its rank else."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length

KindOf = Callable[[e.Expr], k.Kind]
GENERATORS = (np.random.Generator, np.random.RandomState)
# methods whose results are floats, and the position of the parameter `size`
FLOATS = {
    "random": 0, "standard_normal": 0, "standard_exponential": 0, "random_sample": 0,
    "exponential": 1, "standard_gamma": 1, "standard_t": 1, "chisquare": 1, "rayleigh": 1,
    "pareto": 1, "weibull": 1, "power": 1, "standard_cauchy": 0,
    "normal": 2, "uniform": 2, "lognormal": 2, "laplace": 2, "logistic": 2, "gumbel": 2,
    "gamma": 2, "beta": 2, "f": 2, "vonmises": 2, "wald": 2,
    "triangular": 3,
}  # fmt: skip
BY_DIMENSIONS = {"rand", "randn"}  # whose arguments are the lengths of the axes
INTEGERS = {"integers": 2, "randint": 2, "binomial": 2, "poisson": 1, "geometric": 1}
OTHERS = {"permutation", "choice"}
VECTORS = {"multivariate_normal": 2, "dirichlet": 1}  # as long as the first argument
MODULE = {
    getattr(np.random, name): name
    for name in [*FLOATS, *INTEGERS, *BY_DIMENSIONS, *OTHERS, *VECTORS]
    if hasattr(np.random, name)
}
PYTHON = {
    **dict.fromkeys(
        [
            random.random, random.uniform, random.gauss, random.normalvariate,
            random.expovariate, random.betavariate, random.gammavariate, random.triangular,
            random.lognormvariate, random.vonmisesvariate, random.paretovariate,
        ],
        k.Real(),
    ),
    **dict.fromkeys([random.randint, random.randrange], k.Int()),
}  # fmt: skip
PICKING = (random.choice, random.sample)
DRAWING = frozenset(map(id, (*MODULE, *PYTHON, *PICKING)))  # what is asked may not be hashable
OF_PYTHON = {one.__name__: one for one in (*PYTHON, *PICKING)}  # methods of `random.Random`
METHODS = {*FLOATS, *INTEGERS, *BY_DIMENSIONS, *OTHERS, *VECTORS, *OF_PYTHON}
FLOAT, INDEX = np.dtype(np.float64), np.dtype(np.int64)


def generates(cls: type) -> bool:
    """Is it a class of random generators?"""
    return cls is random.Random or issubclass(cls, GENERATORS)


def draws(tree: e.Call, kind_of: KindOf) -> bool:
    """Does a call draw at random? What it gives is new."""
    if isinstance(tree.func, e.Attr):
        held = kind_of(tree.func.base)
        if isinstance(held, k.Opaque) and generates(held.cls):
            return tree.func.name in METHODS
    callee = kind_of(tree.func)
    return isinstance(callee, k.Known) and id(callee.value) in DRAWING


def draws_freely(tree: e.Call, kind_of: KindOf, varied: Callable[[e.Expr], bool]) -> bool:
    """Does a call draw at random, whatever the active values are?"""
    operands = filter(varied, [tree.func, *tree.args, *(value for _, value in tree.kwargs)])
    return draws(tree, kind_of) and not any(k.differentiable(kind_of(one)) for one in operands)


def kind_of_method(cls: type, name: str, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of what a method of a generator gives."""
    if cls is random.Random:
        return kind_of_draw(OF_PYTHON.get(name), args, kwargs) or k.Unknown()
    return _drawn(name, args, kwargs)


def kind_of_draw(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind | None:
    """The kind of what a function of `random` or `numpy.random` gives, or None of another."""
    if function in MODULE:
        return _drawn(MODULE[function], args, kwargs)
    if function not in PICKING:
        return PYTHON.get(function)
    one = _element(k.general(args[0])) if args else k.Unknown()
    if not isinstance(one, k.Int | k.Real):
        return k.Unknown()
    return one if function is random.choice else k.List(None, one)


def _element(kind: k.Kind) -> k.Kind:
    """What any element of a list, a tuple or a `range` is, where all are of one kind of number."""
    match kind:
        case k.Range():
            return k.Int()
        case k.List(None, element):
            return _element(k.Tuple((element,)))
        case k.List(tuple() as items, _) | k.Tuple(items, _) if items:
            kinds = {type(k.general(one)) for one in items}
            return kinds.pop()() if kinds in ({k.Int}, {k.Real}) else k.Unknown()
    return k.Unknown()


def _drawn(name: str, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of `generator.name(*args, **kwargs)`."""
    if name in BY_DIMENSIONS and not kwargs:
        return _of_size(k.Tuple(tuple(args)), FLOAT) if args else k.Real()
    if "dtype" in kwargs or "out" in kwargs:
        return k.Unknown()
    if name in OTHERS:
        return _picked(name, args, kwargs)
    if name in VECTORS:
        return _vectors(VECTORS[name], args, kwargs)
    at = FLOATS.get(name, INTEGERS.get(name))
    if at is None:
        return k.Unknown()
    parameters = [*args[:at], *(v for n, v in kwargs.items() if n != "size")]
    if not all(k.is_number(p) for p in parameters) or len(args) > at + 1:
        return k.Unknown()
    size = args[at] if len(args) > at else kwargs.get("size", k.NOTHING)
    if size == k.NOTHING:
        return k.Real() if name in FLOATS else k.Int() if name == "randint" else k.Scalar(INDEX)
    return _of_size(size, FLOAT if name in FLOATS else INDEX)


def _vectors(at: int, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """Vectors as long as the mean, or as the concentrations."""
    first = args[0] if args else kwargs.get("mean", kwargs.get("alpha", k.Unknown()))
    match first:
        case k.Array(_, (length,)):
            lengths: tuple[Length, ...] = (length,)
        case k.List(tuple() as items, _) | k.Tuple(items, _):
            lengths = (len(items),)
        case _:
            return k.Unknown()
    size = args[at] if len(args) > at else kwargs.get("size", k.NOTHING)
    if size == k.NOTHING:
        return k.Array(FLOAT, lengths)
    whole = _of_size(size, FLOAT)
    return (
        k.Array(FLOAT, (*(whole.dims or ()), *lengths))
        if isinstance(whole, k.Array)
        else k.Unknown()
    )


def _picked(name: str, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """Elements of an array, of numbers, or of a `range` of a given length, in a random order."""
    source = _as_array(k.general(args[0])) if args else k.Unknown()
    if isinstance(source, k.Int):
        dtype, length = INDEX, _length(args[0])
    elif isinstance(source, k.Array) and source.dims is not None and len(source.dims) == 1:
        dtype, length = source.dtype, source.dims[0]
    else:
        return k.Unknown()
    if name == "permutation":
        return k.Array(dtype, (length,))
    size = args[1] if len(args) > 1 else kwargs.get("size", k.NOTHING)
    if size == k.NOTHING:  # of a number, RandomState and Generator give Python integers
        return k.Int() if isinstance(k.general(args[0]), k.Int) else k.Scalar(dtype)
    return _of_size(size, dtype)


def _as_array(kind: k.Kind) -> k.Kind:
    """A list or tuple of floats or integers, or a `range`, as the array that is made of it."""
    match kind:
        case k.Range(ends):
            return k.Array(INDEX, (None if ends is None else len(ends),))
        case k.List(tuple() as items, _) | k.Tuple(items, _) if items:
            for of_all, dtype in ((k.Real, FLOAT), (k.Int, INDEX)):
                if all(isinstance(k.general(one), of_all) for one in items):
                    return k.Array(dtype, (len(items),))
    return kind


def _of_size(size: k.Kind, dtype: np.dtype[Any]) -> k.Kind:
    lengths = size.items if isinstance(size, k.Tuple) else (size,)
    if not all(map(_integer, lengths)):
        return k.Unknown()
    return k.Array(dtype, tuple(map(_length, lengths)))


def _integer(kind: k.Kind) -> bool:
    """Python's integers and NumPy's, such as what `np.sum` of a mask gives."""
    kind = k.general(kind)
    return isinstance(kind, k.Int) or (isinstance(kind, k.Scalar) and kind.dtype.kind in "iu")


def _length(kind: k.Kind) -> Length:
    if isinstance(kind, k.Known):
        value: Any = kind.value
        return int(value)
    return kind.value if isinstance(kind, k.Int) else None
