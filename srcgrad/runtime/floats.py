"""What functions gave that were called element by element."""

from typing import Any

import numpy as np


def checked_elements(values: Any) -> None:
    """Raise an error where there is no element to call a function of.

    >>> checked_elements([])
    Traceback (most recent call last):
    ValueError: there is no element from which the type of the result could be taken
    """
    if len(values) == 0:
        raise ValueError("there is no element from which the type of the result could be taken")


def checked_floats(values: Any) -> None:
    """Raise an error where NumPy would take another type than that of floats from the first value.

    >>> checked_floats([0.5, 1])
    >>> checked_floats([0, 0.5])
    Traceback (most recent call last):
    TypeError: the first of the values is an int, to whose type NumPy casts all others: ...
    """
    checked_elements(values)
    first = values[0]
    if np.asarray(first).dtype.kind not in "fc":
        raise TypeError(
            f"the first of the values is an {type(first).__name__}, to whose type NumPy casts all "
            "others: return floats, or name the type with `otypes`"
        )
