"""Further derivatives of special functions by parameters for which nobody knows a formula."""
# ruff: noqa: D103 - each of four does the same for one more argument

from typing import Any

from srcgrad.rules.declare import partials
from srcgrad.runtime import (
    slope_of_four,
    slope_of_one,
    slope_of_result_of_three,
    slope_of_result_of_two,
    slope_of_three,
    slope_of_two,
)

FACTS: dict[str, Any] = {"singular": True, "passed": ("function",)}


@partials(slope_of_one, operands=("a",), **FACTS)
def by_one(y: Any, function: Any, i: Any, a: Any) -> Any:
    return slope_of_one(function, i + 1, a)


@partials(slope_of_two, operands=("a", "b"), **FACTS)
def by_two(y: Any, function: Any, i: Any, j: Any, a: Any, b: Any) -> Any:
    return slope_of_two(function, i + 1, j, a, b), slope_of_two(function, i, j + 1, a, b)


@partials(slope_of_result_of_two, operands=("a", "b"), **FACTS)
def of_two(y: Any, function: Any, at: Any, i: Any, j: Any, a: Any, b: Any) -> Any:
    return (
        slope_of_result_of_two(function, at, i + 1, j, a, b),
        slope_of_result_of_two(function, at, i, j + 1, a, b),
    )


@partials(slope_of_result_of_three, operands=("b", "c"), **FACTS)
def of_three(y: Any, function: Any, at: Any, i: Any, j: Any, k: Any, a: Any, b: Any, c: Any) -> Any:
    return (
        slope_of_result_of_three(function, at, i, j + 1, k, a, b, c),
        slope_of_result_of_three(function, at, i, j, k + 1, a, b, c),
    )


@partials(slope_of_three, operands=("a", "b", "c"), **FACTS)
def by_three(y: Any, function: Any, i: Any, j: Any, k: Any, a: Any, b: Any, c: Any) -> Any:
    return (
        slope_of_three(function, i + 1, j, k, a, b, c),
        slope_of_three(function, i, j + 1, k, a, b, c),
        slope_of_three(function, i, j, k + 1, a, b, c),
    )


@partials(slope_of_four, operands=("a", "b", "c", "d"), **FACTS)
def by_four(
    y: Any, function: Any, i: Any, j: Any, k: Any, m: Any, a: Any, b: Any, c: Any, d: Any
) -> Any:
    return (
        slope_of_four(function, i + 1, j, k, m, a, b, c, d),
        slope_of_four(function, i, j + 1, k, m, a, b, c, d),
        slope_of_four(function, i, j, k + 1, m, a, b, c, d),
        slope_of_four(function, i, j, k, m + 1, a, b, c, d),
    )
