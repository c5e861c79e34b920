"""Functions with one number for a value, made of others: what second derivatives are checked of.

    value = f(x)                                  _, bar = f_gradient(x)
    return np.sum(weight_0 * value["a"])          return np.sum(weight_0 * bar)

They are text, and differentiated like any other function.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE
from srcgrad.checks.leaves import differentiable, leaves, spelled
from srcgrad.checks.outputs import random_like
from srcgrad.rules.text import handed_on, header, loaded
from srcgrad.transforms.gradient import grad

TEXT = """\
def {name}({parameters}):
    {called}
    return {terms}
"""


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


def slope_of(fun: Any, wrt: int | str, argument: Any, has_aux: bool) -> Any:
    """The sum of the numbers of the gradient of `fun`, each times a weight.

    >>> slope = slope_of(lambda x: x**3, 0, 2.0, False)
    >>> slope(2.0) / slope(1.0)
    4.0
    """
    gradient = grad(fun, wrt=wrt, has_aux=has_aux, seed_name="output_bar")
    call = f"_, bar = called({handed_on(fun)})"
    return _weighted(fun, call, "bar", argument, {"called": gradient})


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
    own = fun.__name__ if fun.__name__.isidentifier() else "function"
    parameters, defaults = header(fun)
    text = TEXT.format(name=own, parameters=parameters, called=call, terms=" + ".join(terms))
    return loaded(own, text, {"np": np, **names, **weights, **defaults})
