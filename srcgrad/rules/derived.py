"""Derivatives of functions, as functions that a program may make and call in its turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Maker = TypeVar("Maker", bound=Callable[..., Any])


class Derived:
    """A callable that is the derivative of `primal`: the compiler generates what it does."""

    __srcgrad_derived__ = True  # tells in a signature, which knows no classes of ours
    primal: Any
    options: Any
    repeated = False  # does the program run the function besides?
    remade: tuple[Any, dict[str, Any]] | None = None  # what makes it of `primal`, and how

    @property
    def alike(self) -> tuple[Any, ...] | None:
        """What two derivatives of one function have in common that do the same."""
        told = getattr(self, "asked", None) or getattr(self, "options", None)
        try:
            hash(told)
        except TypeError:  # a pattern
            return None
        return None if told is None else (type(self), told)

    def _chosen(self) -> tuple[str, ...]:
        raise NotImplementedError

    def for_call(self, count: int) -> Derived:
        """The derivative that a call with so many arguments by position asks."""
        return self


class Plain(Derived):
    """What a plain function does, too."""

    @property
    def function(self) -> Any:
        """The plain function, for transforms of it."""
        raise NotImplementedError


class Spelled(Plain):
    """A derivative that is written as text, in terms of simpler ones."""

    __name__: str

    @property
    def basis(self) -> Any:
        """The derivative from which the kind of the function's value is known."""
        raise NotImplementedError

    @property
    def parameters(self) -> list[Any]:
        """What a call of it is given."""
        raise NotImplementedError

    def spelled(self, output: Any, kinds: dict[str, Any]) -> Any:
        """The function that is put in, for a kind of the value and kinds of the arguments."""
        raise NotImplementedError

    def repeats(self, output: Any, kinds: dict[str, Any]) -> bool:
        """Does what is put in run `primal` more than once?"""
        raise NotImplementedError


class Making:
    """`grad(wrt=1)`: what makes the derivative of the function that it gets."""

    def __init__(self, function: Any, options: dict[str, Any]) -> None:
        self.function, self.options = function, options


def written(options: dict[str, Any]) -> str:
    """Options as further arguments of a call.

    >>> written({"wrt": 1, "has_aux": True})
    ', wrt=1, has_aux=True'
    """
    return "".join(f", {name}={value!r}" for name, value in options.items())


_makers: dict[Any, Callable[..., Any]] = {}
_at_once: list[Callable[..., Any]] = []
_made: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()
_making: dict[str, Making] = {}


def maker(of_code: Callable[..., Any], at_once: bool = False) -> Callable[[Maker], Maker]:
    """Declare a function that makes derivatives of functions.

    The compiler calls it where all its arguments are known; `of_code(code, **options)` makes the
    derivative of a function that the program makes. Such a derivative sees what the function
    holds when it is called, with `at_once` what it has held when the derivative was made.
    """

    def declare(function: Maker) -> Maker:
        _makers[function] = of_code
        if at_once:
            _at_once.append(function)
        return function

    return declare


def makes(function: object) -> bool:
    """Does a function make derivatives?"""
    if isinstance(function, Making):
        return True
    try:
        return function in _makers
    except TypeError:  # not hashable
        return False


def looks_later(function: object) -> bool:
    """Does a derivative that a function makes see what happens until it is called?"""
    return makes(function) and not any(function is one for one in _at_once)


def made(function: Any, args: tuple[Any, ...], options: dict[str, Any], code: bool = False) -> Any:
    """What `function(*args, **options)` makes: the same object each time."""
    if isinstance(function, Making):
        function, options = function.function, function.options | options
    words = repr((function.__module__, function.__qualname__, args[1:], options))
    if not args:
        return _making.setdefault(words, Making(function, options))
    try:
        table = _made.setdefault(args[0], {})
    except TypeError:  # no function written in Python, which is refused or made anew
        return (_makers[function] if code else function)(*args, **options)
    if words not in table:
        make = _makers[function] if code else function
        table[words] = found = make(*args, **options)
        if code and isinstance(found, Derived):
            found.remade = function, options
    return table[words]
