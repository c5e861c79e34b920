"""A function with `*args` as one of a fixed number of arguments: then a position means one of them.

    def f(x, *rest, k=2.0):                def f(x, rest_0, rest_1, *, k=default_k):
        ...                        ->          return f_(x, rest_0, rest_1, k=k)

So JAX and autograd count, too. By its name, `wrt="rest"`, they are all meant, as a tuple.
"""

from __future__ import annotations

import inspect
import types
from typing import Any
from weakref import WeakKeyDictionary

from srcgrad.rules.text import handed_on, header, loaded
from srcgrad.transforms.arguments import clear_of, listed

TEXT = """\
def {name}({parameters}):
    return {called}({given})
"""
_made: WeakKeyDictionary[Any, dict[int, Any]] = WeakKeyDictionary()


def spread(function: types.FunctionType, count: int) -> types.FunctionType:
    """The function for calls with so many arguments by position.

    >>> def scaled(x, *rest, k=2.0):
    ...     return k * x * rest[0]
    >>> inspect.signature(spread(scaled, 3))
    <Signature (x, rest_0, rest_1, *, k=2.0)>
    >>> spread(scaled, 3)(5.0, 7.0, 1.0)
    70.0
    """
    known = _made.setdefault(function, {})
    if count not in known:
        known[count] = _spread(function, count)
    found: types.FunctionType = known[count]
    return found


def _spread(function: types.FunctionType, count: int) -> types.FunctionType:
    own = inspect.signature(function, follow_wrapped=False).parameters.values()
    parameters: list[inspect.Parameter] = []
    taken = {*listed(function), *function.__code__.co_varnames}
    for one in own:
        if one.kind is one.VAR_POSITIONAL:
            names = [f"{one.name}_{n}" for n in range(count - len(parameters))]
            if names:  # then the parameters before them are given, too
                parameters = [p.replace(default=p.empty) for p in parameters]
            clear = clear_of(taken, *names)
            parameters += [inspect.Parameter(clear[n], one.POSITIONAL_OR_KEYWORD) for n in names]
        elif one.kind is one.POSITIONAL_ONLY:
            parameters.append(one.replace(kind=one.POSITIONAL_OR_KEYWORD))
        elif one.kind is not one.VAR_KEYWORD:
            parameters.append(one)  # all but `**kwargs`, which is handed on as it is

    def standing() -> None: ...

    standing.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    written, defaults = header(standing)
    given = handed_on(standing)
    if inspect.CO_VARKEYWORDS & function.__code__.co_flags:
        others = f"**{listed(function)[-1]}"
        written, given = (", ".join(filter(None, (text, others))) for text in (written, given))
    name = function.__name__ if function.__name__.isidentifier() else "function"
    called = next(iter(clear_of({*taken, name}, name).values()))
    words = {"name": name, "parameters": written, "given": given, "called": called}
    found: types.FunctionType = loaded(name, TEXT.format(**words), {called: function, **defaults})
    found.__module__, found.__qualname__ = function.__module__, function.__qualname__
    return found
