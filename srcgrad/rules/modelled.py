"""Values that a library has computed, with the derivative of a model in plain operations.

found = call(scipy.signal.filtfilt, b, a, x)      the value, bit for bit
model = ...                                       the same by functions that have rules
y = computed(model, found)
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

from srcgrad.rules.declare import linear, nondifferentiable
from srcgrad.runtime import as_found, found_like

nondifferentiable(found_like)


def as_found_transpose(y_bar: Any, y: Any, model: Any, found: Any) -> Any:
    return y_bar


linear(as_found, transpose=as_found_transpose, operands=("model",), complex=True)


def computed(model: Any, found: Any) -> Any:
    """What the library has found, in terms of a model."""
    return as_found(model, found_like(model, found))
