"""Values that a library has computed, with the derivative of a model in plain operations.

found = call(scipy.signal.filtfilt, b, a, x)      the value, bit for bit
model = ...                                       the same by functions that have rules
y = computed(model, found)
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

from srcgrad.rules.declare import jvp, nondifferentiable, vjp
from srcgrad.runtime import as_found, found_like

nondifferentiable(found_like)


@vjp(as_found, operands=("model",), complex=True)
def as_found_adjoint(y_bar: Any, y: Any, model: Any, found: Any) -> Any:
    return y_bar


@jvp(as_found)
def as_found_tangent(model_dot: Any, y: Any, model: Any, found: Any) -> Any:
    return model_dot


def computed(model: Any, found: Any) -> Any:
    """What the library has found, in terms of a model."""
    return as_found(model, found_like(model, found))
