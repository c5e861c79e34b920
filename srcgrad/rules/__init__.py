"""Derivatives as declarations: the decorators, and the rules of NumPy, `math` and the builtins."""

from srcgrad.rules import (
    arithmetic,
    builtin_functions,
    construction,
    contractions,
    exponentials,
    extrema,
    indexing,
    joining,
    linear_algebra,
    piecewise_constant,
    products,
    reductions,
    repetition,
    sampling,
    scalar_math,
    selection,
    shapes,
    statistics,
    trigonometry,
)
from srcgrad.rules.declare import Rule, linear, lookup, nondifferentiable, partials, registered, vjp
from srcgrad.rules.methods import METHODS

FAMILIES = (
    arithmetic,
    builtin_functions,
    construction,
    contractions,
    exponentials,
    extrema,
    indexing,
    joining,
    linear_algebra,
    piecewise_constant,
    products,
    reductions,
    repetition,
    sampling,
    scalar_math,
    selection,
    shapes,
    statistics,
    trigonometry,
)  # importing them fills the registry

__all__ = [
    "METHODS",
    "Rule",
    "linear",
    "lookup",
    "nondifferentiable",
    "partials",
    "registered",
    "vjp",
]
