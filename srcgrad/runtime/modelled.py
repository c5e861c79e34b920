"""What a library has computed, of which a model in plain operations tells the derivative."""

from typing import Any

import numpy as np


def found_like(model: Any, found: Any) -> Any:
    """What the library has found, of its own precision; it must be of the model's shape.

    >>> found_like(np.array([1.0]), np.array([2.0]))
    array([2.])
    """
    alike = type(found) is type(model) or np.isscalar(found) == np.isscalar(model)
    if np.iscomplexobj(found) and not np.iscomplexobj(model):
        raise NotImplementedError(
            "a function of a library has returned complex numbers where its derivative is known "
            "for real ones only"
        )
    if not alike or np.shape(found) != np.shape(model):
        raise NotImplementedError(
            f"a function of a library has returned a {type(found).__name__} of shape "
            f"{np.shape(found)}, and its derivative is known for shape {np.shape(model)} only"
        )
    return found


def as_found(model: Any, found: Any) -> Any:
    """`found`, whose derivative is that of `model`.

    >>> as_found(1.0, 2.0)
    2.0
    """
    return found
