"""What a program of the corpus is, and the numbers that programs run on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.oracle.fresh import fresh


@dataclass(frozen=True)
class Program:
    """A function to differentiate, and where.

    ``args`` is a tuple, copied before each use with all sharing kept, or a callable that makes
    one. With ``shared``, arguments that overlap are one memory for the derivative too; this is
    so where one of them is written. ``error_scale`` multiplies the tolerances (float32).
    A program that is ``refused`` is one that a user could well write and that the compiler does
    not take yet.
    """

    function: Callable[..., Any]
    args: tuple | Callable[[], tuple]
    wrt: int | str | tuple = 0
    kwargs: dict = field(default_factory=dict)
    note: str = ""
    shared: bool = True
    error_scale: float = 1.0
    name: str = ""
    refused: bool = False

    @property
    def title(self):
        """What the program is called in tests and tables."""
        return self.name or self.function.__name__

    def arguments(self):
        """Arguments and keyword arguments of one call, new at each call."""
        args = self.args() if callable(self.args) else self.args
        return fresh((args, self.kwargs))


def positive(*shape, start=0):
    """Distinct numbers between 0.5 and 1.5, the same on every machine."""
    count = int(np.prod(shape))
    golden = 0.6180339887498949
    numbers = 0.5 + ((np.arange(1, count + 1) + 0.37 * start) * golden) % 1.0
    return numbers.reshape(shape).copy()


def signed(*shape, start=0):
    """Distinct numbers of both signs, at least 0.2 away from zero and at most 1.2."""
    numbers = positive(*shape, start=start) - 1.0
    return numbers * 2.0 + np.where(numbers > 0, 0.2, -0.2)
