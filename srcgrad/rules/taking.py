"""Callables that take a function: what their calls mean is known once the function is.

    y = solution(f, found, p)      f made inside, of k      y = f_root(found, p, k)

What a library's solver does with a function of the user's is written in terms of these, and of
`call`, which calls the solver as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.late import dataclass
from srcgrad.rules.derived import Derived


@dataclass(frozen=True)
class Equation:
    """A function that a call passes on, as text.

    `function` is the text of the function itself, which refers to `names` and to `held`, the
    variables that it reads around it; `parameters` are those of its parameters that are given.
    """

    name: str
    parameters: tuple[str, ...]
    held: tuple[str, ...]
    function: str
    names: dict[str, Any]

    @property
    def header(self) -> str:
        """All that its value depends on, as parameters."""
        return ", ".join((*self.parameters, *self.held))

    @property
    def call(self) -> str:
        """The function, called with its parameters."""
        return f"{self.function}({', '.join(self.parameters)})"


class Taking(Derived):
    """A callable whose first argument is a function."""

    options: Any = None

    def __init__(self, name: str, lead: int = 2, own: int = 1, copied: bool = False) -> None:
        self.__name__ = name
        self.primal = self
        self.copied = copied  # does the solver get containers of its own?
        self.lead = lead  # arguments between the function and those that it is given
        self.own = own  # parameters of the function before those

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Nothing: the compiler replaces the call."""
        raise TypeError(f"{self.__name__} is called by differentiated functions only")


call = Taking("call")  # call(solver, *args): the solver's own result, which counts as constant
solution = Taking("solution")  # solution(f, found, converged, *args): f(found, *args) is 0
solutions = Taking("solutions")  # the same, of a vector
minimum = Taking("minimum")  # minimum(f, found, converged, *args): the slope of f is 0
least = Taking("least")  # least(f, found, converged, *args): the slope of sum(f ** 2) is 0

integral = Taking("integral", 3)  # integral(f, found, a, b, *args)
# trajectory(f, found, y0, t, start, end, method, *args): of f(t, y, *args)
trajectory = Taking("trajectory", 6, 2)

_makers: dict[Taking, Callable[[Equation], Any]] = {}
_home: list[Callable[[], object]] = []


def provided_by(load: Callable[[], object]) -> None:
    """Name what declares the makers, at their first use: they belong to a higher room."""
    _home.append(load)


def made_by(taking: Taking, make: Callable[[Equation], Any]) -> None:
    """Declare what makes the function that a call becomes."""
    _makers[taking] = make


def held_for(taking: Taking, equation: Equation) -> Any:
    """The function that a call of `taking` becomes."""
    while _home:
        _home.pop()()
    return _makers[taking](equation)


class Numerical:
    """A computation that is called as it is; a derivative of it is refused, for it has no text."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def __call__(self, *args: Any) -> Any:
        """What the function computes."""
        return self.function(*args)
