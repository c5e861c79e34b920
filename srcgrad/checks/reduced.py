"""Functions with one number for a value, made of others: what second derivatives are checked of.

    value = f(x)                                  _, bar = f_gradient(x)
    return np.sum(weight_0 * value["a"])          return np.sum(weight_0 * bar)

They are text, and differentiated like any other function.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE
from srcgrad.checks.leaves import differentiable, leaves, replaced, spelled
from srcgrad.checks.outputs import random_like
from srcgrad.rules.text import handed_on, header, loaded
from srcgrad.transforms.forward import jvp
from srcgrad.transforms.gradient import grad

TEXT = """\
def {name}({parameters}):
    {called}
    return {terms}
"""
AUX = ", has_aux=True"


def number_of(fun: Any, value: Any, has_aux: bool) -> Any:
    """The sum of the numbers that `fun` returns, each times a weight; itself if it is one number.

    >>> def f(x):
    ...     return {"a": x, "n": 3}
    >>> one = number_of(f, {"a": 2.0, "n": 3}, False)
    >>> one(2.0) / one(1.0)
    2.0
    """
    if isinstance(value, float):
        return fun
    call = f"{'value, _' if has_aux else 'value'} = called({handed_on(fun)})"
    return _weighted(fun, call, "value", value, {"called": fun})


def slope_of(fun: Any, wrt: Any, argument: Any, has_aux: bool) -> Any:
    """The sum of the numbers of the gradient of `fun`, each times a weight.

    >>> slope = slope_of(lambda x: x**3, 0, 2.0, False)
    >>> slope(2.0) / slope(1.0)
    4.0
    """
    gradient = grad(fun, wrt=wrt, has_aux=has_aux, seed_name="output_bar")
    call = f"_, bar = called({handed_on(fun)})"
    return _weighted(fun, call, "bar", argument, {"called": gradient})


def tangent_of(fun: Any, positions: tuple[int, ...], args: tuple[Any, ...], has_aux: bool) -> Any:
    """The tangent of `fun`, of one number, along the weights of the arguments at some positions.

    >>> tangent = tangent_of(lambda x: x**3, (0,), (2.0,), False)
    >>> tangent(2.0) / tangent(1.0)
    4.0
    """
    weights = dict(zip(positions, weights_of(tuple(args[p] for p in positions)), strict=True))
    named = {f"weight_{p}": weight for p, weight in weights.items()}
    parameters, defaults = header(fun)
    given = handed_on(fun).split(", ")
    beside = [one for one in given if "=" in one]
    given = [one for one in given if "=" not in one]
    tangents = [f"weight_{n}" if n in weights else "None" for n in range(len(given))]
    rest = ", ".join(["called", _tuple(given), _tuple(tangents), *beside])
    text = TEXT.format(
        name=_name(fun),
        parameters=parameters,
        called=f"{'_, dot, _' if has_aux else '_, dot'} = jvp({rest}{AUX if has_aux else ''})",
        terms="dot",
    )
    return loaded(_name(fun), text, {"jvp": jvp, "called": fun, **named, **defaults})


def weights_of(tree: Any) -> Any:
    """Random numbers in the place of each number, None in that of what has no derivative."""
    generator = np.random.default_rng(RANDOM_STATE)
    weights = tree
    for path, leaf in leaves(tree):
        own = random_like(leaf, generator) if differentiable(leaf) else None
        weights = replaced(weights, path, own)
    return weights


def _tuple(items: list[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _name(fun: Any) -> str:
    return fun.__name__ if fun.__name__.isidentifier() else "function"


def _weighted(fun: Any, call: str, name: str, tree: Any, names: dict[str, Any]) -> Any:
    generator = np.random.default_rng(RANDOM_STATE)
    terms: list[str] = []
    weights: dict[str, Any] = {}
    for path, leaf in leaves(tree):
        if differentiable(leaf):
            weights[f"weight_{len(terms)}"] = random_like(leaf, generator)
            product = f"weight_{len(terms)} * {name}{spelled(path, tree)}"
            term = f"np.sum({product})" if isinstance(leaf, np.ndarray) else product
            terms.append(f"np.real({term})" if np.iscomplexobj(leaf) else term)
    own = _name(fun)
    parameters, defaults = header(fun)
    text = TEXT.format(name=own, parameters=parameters, called=call, terms=" + ".join(terms))
    return loaded(own, text, {"np": np, **names, **weights, **defaults})
