"""Checks a rule against central differences with Richardson extrapolation."""

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from srcgrad.rules import Rule, tangents
from srcgrad.runtime import unbroadcast

_taken: dict[Any, Any] = {}


def taken_once(function: Any, args: Any, kwargs: Any, which: Any, take: Callable[[], Any]) -> Any:
    """What differences give for one call of a function: it is the same for each of its rules."""
    key = function, id(args), id(kwargs), which
    if key not in _taken:
        _taken[key] = args, kwargs, take()  # while the call is held, no other has its number
    return _taken[key][2]


def is_real(value: object) -> bool:
    """Whether `value` can be an active operand."""
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")


def derivative(function: Any, x: Any) -> Any:
    """The gradient of a scalar function of `x` by central differences, extrapolated twice."""
    x = np.array(x, np.float64)
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        slopes = []
        for step in (4e-3, 2e-3, 1e-3):
            up, down = x.copy(), x.copy()
            up[i] += step
            down[i] -= step
            slopes.append((function(up) - function(down)) / (up[i] - down[i]))
        first, second = (4 * slopes[1] - slopes[0]) / 3, (4 * slopes[2] - slopes[1]) / 3
        gradient[i] = (16 * second - first) / 15
    return gradient


def leaves(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def random_seed(value: Any, generator: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [random_seed(v, generator) for v in value]
    if np.asarray(value).dtype.kind != "f":
        return 0
    if np.shape(value) == ():
        return float(generator.uniform(0.5, 1.5))
    return generator.uniform(0.5, 1.5, np.shape(value))


def seeds(value: Any, generator: Any) -> list[Any]:
    """One seed; for a tuple of results also each alone, where the others are the number 0."""
    whole = random_seed(value, generator)
    if not isinstance(value, tuple):
        return [whole]
    alone = [[w if n == k else 0 for n, w in enumerate(whole)] for k in range(len(whole))]
    return [whole, *(seed for seed in alone if any(not isinstance(w, int) for w in seed))]


def same_kind(x: Any, like: Any) -> Any:
    """`x` as the kind of number that `like` is."""
    return (
        float(x)
        if type(like) is float
        else np.asarray(x)
        if isinstance(like, np.ndarray)
        else np.float64(x)
    )


def places(rule: Rule, args: tuple[Any, ...]) -> Iterator[tuple[int, int | None]]:
    """Each operand that can be active: its position, and its index in a sequence."""
    for position, value in enumerate(args):
        if isinstance(value, (list, tuple)) and rule.variadic:
            yield from ((position, i) for i, part in enumerate(value) if is_real(part))
        elif isinstance(value, tuple):
            inner = rule.parts(operand_names(rule)[position])
            yield from ((position, i) for i in inner if is_real(value[i]))
        elif is_real(value):
            yield position, None


def adjoint(rule: Rule, y_bar: Any, y: Any, args: Any, kwargs: Any, place: Any) -> Any:
    """The adjoint of one operand, as the rule gives it."""
    position, part = place
    assert rule.body is not None
    if rule.variadic:
        lead = 1 if rule.function in (np.einsum, np.select, np.choose) else 0
        if part is None:
            index, bound = position - lead, (*args[:lead], args[lead:])
        else:
            index, bound = part, args
        return rule.body(y_bar, y, *bound[: lead + 1], index, *bound[lead + 1 :], **kwargs)
    name = operand_names(rule)[position] + ("" if part is None else f".{part}")
    if rule.form == "partials":
        result = rule.body(y, *args, **kwargs)
        result = result if isinstance(result, tuple) else (result,)
        return y_bar * result[rule.operands.index(name)]
    result = rule.body(y_bar, y, *args, **kwargs)
    result = result if isinstance(result, tuple) else (result,)
    return result[rule.operands.index(name)]


def operand_names(rule: Rule) -> list[str]:
    """The names of a rule's parameters by position, after the leading ones."""
    if rule.form == "jvp":
        assert rule.tangent is not None
        return list(inspect.signature(rule.tangent).parameters)[len(tangents(rule.tangent)) + 1 :]
    assert rule.body is not None
    return list(inspect.signature(rule.body).parameters)[1 if rule.form == "partials" else 2 :]


def check(rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
    """Compare all operands' adjoints of one call with differences; return how many there were."""
    generator = np.random.default_rng(3)
    y = rule.function(*args, **kwargs)
    checked = 0
    given = [random_seed(y, generator)] if rule.variadic else seeds(y, generator)
    for number, y_bar in enumerate(given):
        try:
            checked += _check_seeded(rule, args, kwargs, y, y_bar, number)
        except NotImplementedError:  # this combination of results is refused
            if not isinstance(y, tuple):
                raise
    return checked


def _check_seeded(
    rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any], y: Any, y_bar: Any, number: int
) -> int:
    checked = 0
    names = [] if rule.variadic else operand_names(rule)
    for place in places(rule, args):
        position, part = place
        if not rule.variadic and part is None and names[position] not in rule.operands:
            continue
        x = args[position] if part is None else args[position][part]

        def weighed(
            value: Any, position: int = position, part: int | None = part, x: Any = x
        ) -> Any:
            moved = list(args)
            if part is None:
                moved[position] = same_kind(value, x)
            else:
                moved[position] = list(moved[position])
                moved[position][part] = same_kind(value, x)
            result = rule.function(*moved, **kwargs)
            return sum(
                float(np.sum(v * w)) for v, w in zip(leaves(result), leaves(y_bar), strict=True)
            )

        take = functools.partial(derivative, weighed, x)
        expected = taken_once(rule.function, args, kwargs, (number, place), take)
        given = adjoint(rule, y_bar, y, args, kwargs, place)
        given = expected * 0 if given is None else unbroadcast(given, np.shape(x))
        name = getattr(rule.function, "__name__", str(rule.function))
        np.testing.assert_allclose(
            given, expected, rtol=1e-7, atol=1e-8, err_msg=f"{name}{args} {kwargs}: operand {place}"
        )
        checked += 1
    for name in set(kwargs) & set(rule.operands):  # an operand that has no position
        if is_real(kwargs[name]) and name not in names[: len(args)]:
            _check_named(rule, args, kwargs, y, y_bar, name)
    return checked


def _check_named(
    rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any], y: Any, y_bar: Any, name: str
) -> None:
    assert rule.body is not None

    def weighed(value: Any) -> Any:
        result = rule.function(*args, **{**kwargs, name: same_kind(value, kwargs[name])})
        pairs = zip(leaves(result), leaves(y_bar), strict=True)
        return sum(float(np.sum(v * w)) for v, w in pairs)

    result = rule.body(*(() if rule.form == "partials" else (y_bar,)), y, *args, **kwargs)
    given = result[rule.operands.index(name)] if isinstance(result, tuple) else result
    given = y_bar * given if rule.form == "partials" else given
    expected = derivative(weighed, kwargs[name])
    np.testing.assert_allclose(
        unbroadcast(given, np.shape(kwargs[name])), expected, rtol=1e-7, atol=1e-8, err_msg=name
    )
