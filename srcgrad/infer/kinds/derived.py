"""The kinds of derivatives, and of what they return."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

from srcgrad.infer.kinds.as_called import kind_as_called
from srcgrad.ir import kinds as k
from srcgrad.normalize.calls.inline import signature_of
from srcgrad.rules.derived import Derived, Spelled, made
from srcgrad.rules.held import Bound, Constant, Held
from srcgrad.rules.taking import Taking


def kind_of_derivative(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of `function(*args, **kwargs)`, of what is or makes a derivative."""
    if isinstance(function, Constant):
        return kind_as_called(function.primal, args, kwargs)
    if isinstance(function, Bound):
        return function.kind
    if isinstance(function, Derived):
        return kind_of_derived(function, args, kwargs)
    return kind_of_made(function, args, kwargs)


def kind_of_derived(derived: Derived, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`(value, gradient)`: the gradient is like the argument, of the value nothing is known yet."""
    if isinstance(derived, Held | Spelled | Taking):
        return k.Empty()
    if derived.options.mode == "forward":
        return k.Tuple((k.Empty(), k.Empty()))
    derived = derived.for_call(len(args))
    kwargs = {n: kind for n, kind in kwargs.items() if n != derived.options.seed_name}
    try:
        given = signature_of(derived.primal).bind(*args, **kwargs).arguments
    except TypeError:
        return k.Unknown()
    bars = [_bar(_one(given.get(name, k.Unknown()))) for name in derived._chosen()]
    several = isinstance(derived.options.wrt, tuple)
    return k.Tuple((k.Empty(), k.Tuple(tuple(bars)) if several else bars[0]))


def asked_of(derived: Any, count: int) -> tuple[inspect.Signature, tuple[str, ...], bool] | None:
    """The parameters by which a call gives gradients, and is it a tuple of them?

    `count` arguments are given by position.
    """
    if not isinstance(derived, Derived) or isinstance(derived, Held | Spelled | Taking):
        return None
    if derived.options.mode == "forward":
        return None
    several = isinstance(derived.options.wrt, tuple)
    derived = derived.for_call(count)
    return signature_of(derived.primal), derived._chosen(), several


def _one(given: Any) -> k.Kind:
    """The kind of what a parameter holds: of `*args` a tuple, of `**options` a dict."""
    if isinstance(given, tuple):
        return k.Tuple(given)
    return k.Dict(tuple(given), tuple(given.values())) if isinstance(given, dict) else given


def _bar(kind: k.Kind) -> k.Kind:
    """The kind of a gradient: None stands where a leaf cannot have a derivative."""
    kind = k.general(kind)
    match kind:
        case k.Tuple(items) | k.Dict(_, items) | k.Object(_, _, items):
            return replace(kind, items=tuple(map(_bar, items)))
        case k.List(items, element):
            return k.List(None if items is None else tuple(map(_bar, items)), _bar(element))
        case k.Optional(present):
            return k.Optional(_bar(present))
        case k.Empty() | k.Unknown() | k.Several():
            return kind
    return kind if k.differentiable(kind) else k.Known(None)


def kind_of_made(function: object, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of `grad(...)`, where all that it gets is known."""
    if not all(map(k.constant, (*args, *kwargs.values()))):
        return k.Unknown()
    options = {name: k.value_of(kind) for name, kind in kwargs.items()}
    return k.Known(made(function, tuple(map(k.value_of, args)), options))
