"""What is given as a function and is a `functools.partial` of one."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from srcgrad.rules.text import loaded, remaining

TEXT = """\
def {name}({header}):
    return {name}_held({given})
"""


@functools.lru_cache(maxsize=64)  # the same function, which is compiled once, while it is in use
def of_partial(fun: functools.partial[Any]) -> Any:
    """A function that calls it; itself where parameters stand for several.

    >>> of_partial(functools.partial(lambda a, x: a * x, 2.0))(4.0)
    8.0
    """
    inner = fun.func
    if isinstance(inner, types.FunctionType | types.MethodType):
        whole = inspect.signature(inner, follow_wrapped=False).parameters.values()
        left = remaining(whole, len(fun.args), fun.keywords)
        if left is not None:
            name = inner.__name__ if inner.__name__.isidentifier() else "function"
            text = TEXT.format(name=name, header=left[0], given=left[1])
            return loaded(name, text, {f"{name}_held": fun, **left[2]})
    return fun
