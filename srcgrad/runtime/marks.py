"""What stands in a program for the compiler alone, or for the derivatives of derivatives."""

from typing import Any, TypeVar

import numpy as np

from srcgrad.runtime.sharing import attributes_in, has_attributes

Value = TypeVar("Value")


def stop_gradient(x: Value) -> Value:
    """`x`, whose derivative counts as zero in a differentiated function.

    Of a container it is a new one of the same parts.

    >>> stop_gradient(2.0), stop_gradient({"a": (1.0, "b")})
    (2.0, {'a': (1.0, 'b')})
    """
    if isinstance(x, np.ndarray | np.generic | float):
        return x
    found: Any = _stopped(x, {})
    return found


def _stopped(x: Any, known: dict[int, Any]) -> Any:
    """A container like it; what is in two places is so in the new one."""
    if id(x) in known:
        return known[id(x)]
    if type(x) is dict:
        found: Any = {key: _stopped(part, known) for key, part in x.items()}
    elif type(x) is list:
        found = [_stopped(part, known) for part in x]
    elif isinstance(x, tuple):
        parts = [_stopped(part, known) for part in x]
        found = type(x)(*parts) if hasattr(x, "_fields") else tuple(parts)
    elif has_attributes(x) and not callable(x):
        cls: Any = type(x)
        found = cls.__new__(cls)
        for name, part in attributes_in(x).items():
            object.__setattr__(found, name, _stopped(part, known))
    else:
        return x
    known[id(x)] = found
    return found


def along(slope: Any, step: Any) -> Any:
    """`slope * step`, of zero where the step is, whatever the slope is there.

    >>> along(np.array([np.nan, 2.0]), np.array([0.0, 3.0]))
    array([0., 6.])
    """
    if isinstance(slope, np.ndarray) or isinstance(step, np.ndarray):
        return np.where(step != 0, slope * step, 0)
    return slope * step if step != 0 else step


def along_curve(slope: Any, step: Any) -> Any:
    """The same, of a step that may leave zero though its tangent is zero.

    >>> along_curve(np.nan, 0.0)
    0.0
    """
    return along(slope, step)


def relevant(partial: Any, adjoint: Any) -> Any:
    """`partial`, of zero where it is inf or NaN and the adjoint that it meets is zero.

    An adjoint may be zero and change all the same: there a partial that is finite counts in the
    derivatives of the product. Its tangents are held to the same.

    >>> relevant(np.array([np.inf, np.inf, 2.0]), np.array([0.0, 1.0, 0.0]))
    array([ 0., inf,  2.])
    """
    if isinstance(partial, np.ndarray) or isinstance(adjoint, np.ndarray):
        return np.where((adjoint != 0) | np.isfinite(partial), partial, 0)
    return partial if adjoint != 0 or np.isfinite(partial) else type(partial)()
