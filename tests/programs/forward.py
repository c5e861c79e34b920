"""Everything that must hold of a program's tangent, checked by one function."""

import contextlib
import inspect
import io
import warnings

import numpy as np

from tests.oracle import differences
from tests.oracle.fresh import attributes, fresh, is_instance, widened
from tests.programs.examine import (
    ATOL,
    RTOL,
    Wrong,
    close,
    like_argument,
    make_seed,
    primal_run,
    quiet,
    same,
    sharing,
)


def direction(argument):
    """A tangent of an argument's structure, with fixed numbers of both signs."""
    counter = iter(range(1, 100_000))

    def number():
        return 2 * ((next(counter) * 0.6180339887498949) % 1.0) - 1.0

    def of(leaf):
        if isinstance(leaf, (np.ndarray, np.inexact)) and leaf.dtype.kind in "fc":
            unit = 1 - 0.6j if leaf.dtype.kind == "c" else 1.0
            numbers = np.array([number() * unit for _ in range(leaf.size)], leaf.dtype)
            return numbers.reshape(leaf.shape) if isinstance(leaf, np.ndarray) else numbers[0]
        if isinstance(leaf, float):
            return number()
        if isinstance(leaf, complex):
            return number() * (1 - 0.6j)
        if isinstance(leaf, (dict, list, tuple)) or is_instance(leaf):
            return differences.mapped(leaf, lambda _, item: of(item))
        return None

    return of(argument)


def bound(program):
    """Names, in order, and the arguments of one call by name, new at each call."""
    args, kwargs = program.arguments()
    given = inspect.signature(program.function).bind(*args, **kwargs)
    given.apply_defaults()
    return given


def moved_names(program):
    """The parameters that `wrt` names."""
    names = list(inspect.signature(program.function).parameters)
    wrt = program.wrt if isinstance(program.wrt, tuple) else (program.wrt,)
    return [names[one] if isinstance(one, int) else one for one in wrt]


def shifted(value, tangent, size):
    """`value + size * tangent`, arrays in place, so that what shares their memory moves too."""
    if tangent is None:
        return value
    if isinstance(value, np.ndarray):
        value += size * tangent
        return value
    if isinstance(value, dict):
        for key in value:
            value[key] = shifted(value[key], tangent[key], size)
        return value
    if isinstance(value, (list, tuple)):
        items = [shifted(v, t, size) for v, t in zip(value, tangent, strict=True)]
        if isinstance(value, list):
            value[:] = items
            return value
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if is_instance(value):
        for name, item in attributes(value).items():
            moved = shifted(item, getattr(tangent, name), size)
            object.__setattr__(value, name, moved)
        return value
    return value + size * tangent


def numbers(value, like):
    """All differentiable numbers of an output as one vector; `like` tells which they are."""
    if is_instance(like):
        return numbers(attributes(value), attributes(like))
    if isinstance(like, dict):
        parts = [numbers(value[key], like[key]) for key in like]
    elif isinstance(like, (list, tuple)):
        parts = [numbers(v, t) for v, t in zip(value, like, strict=True)]
    else:
        wide = np.complex128 if np.iscomplexobj(value) else np.float64
        return np.zeros(0) if like is None else np.ravel(np.asarray(value, wide))
    return np.concatenate([np.zeros(0), *parts])


def by_differences(program, tangents, like, step=differences.STEP):
    """The derivative of all outputs along the tangents, by central differences."""

    def at(size):
        given = bound(program)
        if program.shared:
            held = dict(widened(fresh(dict(given.arguments))))
        else:
            held = {name: widened(fresh(value)) for name, value in given.arguments.items()}
        for name, tangent in tangents.items():
            held[name] = shifted(held[name], tangent, size)
        call = inspect.BoundArguments(given.signature, held)
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return numbers(program.function(*call.args, **call.kwargs), like)

    return differences.extrapolated(lambda h: at(h) - at(-h), step)


def inner(one, other):
    """The real part of the sum of the products of all numbers of two trees."""
    return float(np.sum(numbers(one, other) * numbers(other, other)).real)


def tree(value):
    """An object as a dict, all through."""
    if is_instance(value):
        return {name: tree(item) for name, item in attributes(value).items()}
    if isinstance(value, dict):
        return {key: tree(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [tree(item) for item in value]
    return value


def examine_forward(program, push, grad, warns=False):
    """Raise ``Wrong`` unless ``push(function, arguments, tangents)`` is right.

    With ``warns``, NumPy may warn of an infinite tangent that nobody reads. Without ``grad``,
    forward mode is not held against reverse mode.
    """
    expected = primal_run(program)
    expected.warned |= warns
    names = moved_names(program)
    given = bound(program)
    tangents = {name: direction(given.arguments[name]) for name in names}
    at_entry = fresh(tangents)
    with contextlib.redirect_stdout(io.StringIO()) as printed, quiet(expected):
        value, tangent = push(program.function, given.arguments, tangents)
    same(expected.value, value, "value")
    state = inspect.signature(program.function).bind(*expected.args, **expected.kwargs)
    for name, argument in state.arguments.items():
        same(argument, given.arguments[name], f"final state of {name}")
    same(at_entry, tangents, "tangents, which must not change")
    if printed.getvalue() != expected.printed:
        raise Wrong(f"printed {printed.getvalue()!r}, not {expected.printed!r}")
    if any(sharing(tangent, (list(given.arguments.values()), value, list(tangents.values())))):
        raise Wrong("tangent shares memory with an argument, the value or a given tangent")
    like_argument(value, tangent, "tangent")
    with contextlib.redirect_stdout(io.StringIO()), quiet(expected):
        compare(program, tangents, tangent, grad)


def compare(program, tangents, tangent, grad):
    """Against differences, and against reverse mode by the dot-product identity."""
    slope = by_differences(program, tangents, tangent)
    found = numbers(tangent, tangent)
    scale = program.error_scale
    if not np.allclose(found, slope, rtol=RTOL * scale, atol=ATOL * scale):
        raise Wrong(f"tangent: {found}, by differences {slope}")
    if grad is None:
        return
    seed = make_seed(primal_run(program).value)
    args, kwargs = program.arguments()
    weights = {} if seed is None else {"seed": seed}
    _, bars = grad(program.function, wrt=tuple(tangents))(*args, **kwargs, **weights)
    left = inner(tangent, tangent) if seed is None else inner(tangent, seed)
    left = float(found[0]) if seed is None else left
    u = tree(list(tangents.values()))
    right = inner(tree(bars), u)
    size = inner_size(bars, u)
    close(right, left, "<v, J u>", scale * max(1.0, size / max(abs(right), 1e-300)))


def inner_size(bars, u):
    """How large the terms of an inner product are, which may cancel."""
    return float(np.sum(np.abs(numbers(tree(bars), u) * numbers(u, u))))
