"""Derivatives as declarations: the decorators, and the rules of NumPy, `math` and the builtins."""

from srcgrad.rules import (
    arithmetic,
    array_api,
    averages,
    builtin_functions,
    callables,
    construction,
    contractions,
    covariance,
    declare,
    differences,
    exponentials,
    extrema,
    factorisations,
    indexing,
    joining,
    linear_algebra,
    marks,
    matrix_functions,
    nan_reductions,
    operators,
    optional,
    piecewise_constant,
    placing,
    polynomials,
    products,
    quantiles,
    reductions,
    repetition,
    sampling,
    scalar_math,
    selection,
    shapes,
    statistics,
    systems,
    trigonometry,
    ufunc_methods,
)
from srcgrad.rules.declare import (
    Rule,
    jvp,
    linear,
    meaning,
    nondifferentiable,
    partials,
    registered,
    tangents,
    vjp,
    written_out,
)
from srcgrad.rules.methods import METHODS


def lookup(function: object) -> Rule | None:
    """The rule declared for `function`, if there is one."""
    found = declare.lookup(function)
    if found is None and optional.load():
        found = declare.lookup(function)
    return found


FAMILIES = (
    arithmetic,
    array_api,
    builtin_functions,
    callables,
    construction,
    contractions,
    exponentials,
    extrema,
    factorisations,
    indexing,
    joining,
    linear_algebra,
    operators,
    marks,
    piecewise_constant,
    products,
    reductions,
    repetition,
    sampling,
    scalar_math,
    selection,
    shapes,
    statistics,
    systems,
    trigonometry,
    averages,
    covariance,
    differences,
    matrix_functions,
    nan_reductions,
    placing,
    polynomials,
    quantiles,
    ufunc_methods,
)  # importing them fills the registry

__all__ = [
    "METHODS",
    "Rule",
    "jvp",
    "linear",
    "lookup",
    "meaning",
    "nondifferentiable",
    "partials",
    "registered",
    "tangents",
    "vjp",
    "written_out",
]
