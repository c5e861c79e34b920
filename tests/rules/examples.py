"""Example calls of every function that has a rule: function -> list of (args, kwargs)."""

from tests.rules import (
    complex_examples,
    elementwise_examples,
    fourier_examples,
    generated_examples,
    linear_algebra_examples,
    placing_examples,
    products_examples,
    reductions_examples,
    scipy_linalg_examples,
    scipy_moments_examples,
    scipy_object_examples,
    scipy_signal_examples,
    scipy_special_examples,
    scipy_stats_examples,
    shapes_examples,
    statistics_examples,
    ufunc_examples,
)
from tests.rules.samples import EXAMPLES, Call, call

FAMILIES = (
    complex_examples,
    elementwise_examples,
    generated_examples,
    fourier_examples,
    linear_algebra_examples,
    placing_examples,
    products_examples,
    reductions_examples,
    scipy_linalg_examples,
    scipy_object_examples,
    scipy_signal_examples,
    scipy_special_examples,
    scipy_moments_examples,
    scipy_stats_examples,
    shapes_examples,
    statistics_examples,
    ufunc_examples,
)

__all__ = ["EXAMPLES", "FAMILIES", "Call", "call"]
