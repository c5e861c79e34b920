"""What rules of users gave, held against what they are rules for."""

from typing import Any

import numpy as np


def one_for_each(parts: Any, count: int) -> None:
    """Raise an error where a rule did not return a tuple of one value for each operand.

    >>> one_for_each((1.0, 2.0), 2)
    >>> one_for_each(np.array([1.0, 2.0]), 2)
    Traceback (most recent call last):
    ValueError: a rule for 2 operands returned no tuple, but a value of type ndarray
    """
    if not isinstance(parts, (tuple, list)):
        kind = type(parts).__name__
        raise ValueError(
            f"a rule for {count} operands returned no tuple, but a value of type {kind}"
        )
    if len(parts) != count:
        raise ValueError(f"a rule for {count} operands returned {len(parts)} values")


def of_one_shape(part: Any, shape: tuple[int, ...]) -> None:
    """Raise an error where a rule gave an array of another shape than it is to have.

    A number for an array stands for the same number for each element.

    >>> of_one_shape(2.0, (3,))
    >>> of_one_shape(np.ones(1), (3,))
    Traceback (most recent call last):
    ValueError: a rule gave an array of shape (1,) where one of shape (3,) is due
    """
    found = np.shape(part)
    if found not in ((), shape):
        raise ValueError(f"a rule gave an array of shape {found} where one of shape {shape} is due")
