"""`source`: the generated code for a function and example arguments."""

from __future__ import annotations

from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.transforms.arguments import behind, by_name, reaches, resolve
from srcgrad.transforms.forward import pushforward
from srcgrad.transforms.gradient import grad
from srcgrad.transforms.known import primal_of
from srcgrad.transforms.spread import spread


def source(
    fun: Any,
    *args: Any,
    wrt: int | str | tuple[int | str, ...] = 0,
    mode: str = "reverse",
    backend: str = "numpy",
    **kwargs: Any,
) -> str:
    """The generated source for a function and example arguments; the function is not run.

    >>> import numpy as np
    >>> def square(x):
    ...     return x * x
    >>> print(source(square, 3.0).splitlines()[-2].strip())
    x_bar = seed * 2 * x  # line 2: return x * x
    """
    primal = primal_of(fun)
    method = behind(primal)
    if method is not None:
        primal, args, wrt = method[0], (method[1], *args), by_name(method[0], wrt)
    if reaches(primal, wrt):
        primal = spread(primal, len(args))
    derivative = grad(primal, wrt=wrt, backend=backend)
    if mode == "forward":
        derivative = pushforward(primal, resolve(primal, wrt, method=False))
    elif mode != "reverse":
        raise UnsupportedSyntaxError(
            f"there is no mode {mode!r}", "use mode='reverse' or mode='forward'"
        )
    return str(derivative.source(*args, **kwargs))
