"""Rules of the magnitudes and lengths in derivatives that are differentiated in their turn."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

from srcgrad.rules.declare import jvp, nondifferentiable, vjp
from srcgrad.runtime import (
    beyond,
    length,
    length_tangent,
    magnitude,
    outwards,
    outwards_tangent,
    turned,
    turned_further,
    turning,
)

nondifferentiable(turning)


@vjp(magnitude)
def magnitude_rule(y_bar: Any, y: Any, x: Any, alone: bool = False, straight: bool = True) -> Any:
    return turned(y_bar, x, alone, straight)


@jvp(magnitude)
def magnitude_tangent(
    x_dot: Any, y: Any, x: Any, alone: bool = False, straight: bool = True
) -> Any:
    if alone:
        return beyond(x_dot, x)
    return turned(x_dot, x, alone, straight)


@vjp(turned)
def turned_rule(
    w_bar: Any,
    w: Any,
    y_bar: Any,
    x: Any,
    alone: bool = False,
    straight: bool = True,
    steady: bool = False,
) -> Any:
    return turned(w_bar, x, False, straight), turning(w_bar, y_bar, x, False, straight, steady)


@jvp(turned)
def turned_tangent(
    y_bar_dot: Any,
    x_dot: Any,
    w: Any,
    y_bar: Any,
    x: Any,
    alone: bool = False,
    straight: bool = True,
    steady: bool = False,
) -> Any:
    if alone:
        return turned_further(y_bar_dot, y_bar, x), turning(x_dot, y_bar, x, alone, straight)
    return turned(y_bar_dot, x, alone, straight), turning(x_dot, y_bar, x, False, straight, steady)


@vjp(turned_further)
def turned_further_rule(w_bar: Any, w: Any, rise: Any, y_bar: Any, x: Any) -> Any:
    return turned_further(w_bar, y_bar, x), None, turning(w_bar, rise, x)


@jvp(turned_further)
def turned_further_tangent(
    rise_dot: Any, y_bar_dot: Any, x_dot: Any, w: Any, rise: Any, y_bar: Any, x: Any
) -> Any:
    return turned_further(rise_dot, y_bar, x), 0, turning(x_dot, rise, x)


@vjp(beyond)
def beyond_rule(w_bar: Any, w: Any, rise: Any, x: Any) -> Any:
    return beyond(w_bar, x), turning(w_bar, rise, x)


@jvp(beyond)
def beyond_tangent(rise_dot: Any, x_dot: Any, w: Any, rise: Any, x: Any) -> Any:
    return beyond(rise_dot, x), turning(x_dot, rise, x)


@vjp(length)
def length_rule(
    y_bar: Any,
    y: Any,
    x: Any,
    ord: Any = None,
    axis: Any = None,
    keepdims: bool = False,
    straight: bool = True,
) -> Any:
    return outwards(y_bar, y, x, axis, keepdims, straight)


@jvp(length)
def length_moved(
    x_dot: Any,
    y: Any,
    x: Any,
    ord: Any = None,
    axis: Any = None,
    keepdims: bool = False,
    straight: bool = True,
) -> Any:
    return length_tangent(x_dot, y, x, axis, keepdims)


@jvp(outwards, together=True)
def outwards_moved(
    y_bar_dot: Any,
    y_dot: Any,
    x_dot: Any,
    x_bar: Any,
    y_bar: Any,
    y: Any,
    x: Any,
    axis: Any = None,
    keepdims: bool = False,
    straight: bool = True,
) -> Any:
    return outwards_tangent(y_bar_dot, y_dot, x_dot, y_bar, y, x, axis, keepdims, straight)
