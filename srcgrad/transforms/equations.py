"""What library solvers find, differentiated by the implicit function theorem."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.rules import taking
from srcgrad.rules.taking import Equation
from srcgrad.rules.text import loaded
from srcgrad.transforms.known import gradient_of
from srcgrad.transforms.solutions import Root

ROOT = """\
def {name}(found, converged{rest}):
    return found


def {name}_residual({unknown}, converged{rest}):
    if converged == 0.0:
        raise ArithmeticError(not_converged)
    return {value}
"""

MINIMUM = """\
def {name}(found, converged{rest}):
    return found


def {name}_objective({unknown}{rest}):
    return {value}


def {name}_residual({unknown}, converged{rest}):
    value, slope = {name}_slope({unknown}{rest})
    if converged == 0.0 and np.max(np.abs(slope)) > 1e-4 * (1.0 + abs(value)):
        raise ArithmeticError(not_converged)
    return slope
"""

NOT_CONVERGED = "the solver has not converged, so what it returns has no derivative"


def root(equation: Equation) -> Root:
    """Where a function of a number is zero."""
    return _solved(equation, "root", ROOT, equation.call)


def roots(equation: Equation) -> Root:
    """Where a function of a vector is zero, whatever sequence it returns."""
    unknown = equation.parameters[0]
    value = f"np.reshape(np.array({equation.call}), np.shape({unknown}))"
    return _solved(equation, "root", ROOT, value)


def minimum(equation: Equation) -> Root:
    """Where the slope of a function is zero."""
    return _solved(equation, "minimum", MINIMUM, equation.call)


def least(equation: Equation) -> Root:
    """Where the slope of a sum of squares is zero."""
    value = f"0.5 * np.sum(np.array({equation.call}) ** 2)"
    return _solved(equation, "least_squares", MINIMUM, value)


def _solved(equation: Equation, what: str, form: str, value: str) -> Root:
    unknown, *given = equation.parameters
    own = (*given, *equation.held)
    name = f"{equation.name}_{what}"
    text = form.format(
        name=name,
        unknown=unknown,
        rest="".join(f", {n}" for n in own),
        value=value,
    )
    names: dict[str, Any] = {"np": np, "not_converged": NOT_CONVERGED, **equation.names}
    solver = loaded(name, text, names)
    namespace = solver.__globals__
    if form is MINIMUM:
        namespace[f"{name}_slope"] = gradient_of(namespace[f"{name}_objective"], unknown)
    return Root(namespace[f"{name}_residual"], solver)


taking.made_by(taking.solution, root)
taking.made_by(taking.solutions, roots)
taking.made_by(taking.minimum, minimum)
taking.made_by(taking.least, least)
