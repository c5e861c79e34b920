"""Second derivatives of the functions whose adjoints call functions of the run time.

Those have derivatives of their own: rules, or their text, which is compiled.
"""

import itertools
import linecache
import warnings
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

from srcgrad import grad, hvp, runtime
from srcgrad.rules import Rule
from tests.programs.corpus import picked
from tests.rules.compiled import Program, program_of
from tests.rules.test_registry import SMOOTH, calls_of, name_of, own_name

_numbers = itertools.count()


METHODS = (scipy.stats.multivariate_normal.logpdf, scipy.stats.dirichlet.logpdf)

PLAIN = {  # some forms are refused (by the chances of percentiles), or are kinks of the derivative
    np.percentile,
    scipy.linalg.norm,
}

FAMILIES = tuple(
    f"numpy.polynomial.{name}."
    for name in ("chebyshev", "hermite", "hermite_e", "laguerre", "legendre")
)


def calls_of_the_run_time(rule: Rule) -> bool:
    """Does the adjoint call one?"""
    code = getattr(rule.body, "__code__", None)
    return code is not None and bool(set(code.co_names) & set(runtime.__all__))


def squares(function: Any, value: Any, spelled: str) -> list[str]:
    """The sums of squares of all numbers in a value."""
    if isinstance(value, tuple | list):
        value = value[:1] if function is np.linalg.lstsq else value  # others: by svd
        found = [squares(function, part, f"{spelled}[{n}]") for n, part in enumerate(value)]
        return [text for texts in found for text in texts]
    kind = np.asarray(value).dtype.kind
    return [f"np.sum({spelled} * {spelled})"] if kind == "f" else []


def scalar_of(rule: Rule, program: Program, value: Any) -> Any:
    """A number that depends on the call, as a program under the function's own name."""
    head, call, result = linecache.getlines(program.function.__code__.co_filename)
    own = own_name(rule.function)
    total = " + ".join(squares(rule.function, value, "y"))
    text = head + call.replace("called(", f"{own}(", 1)
    text += result.replace("return ", "y = ") + f"    return {total}\n"
    name = f"<second {next(_numbers)}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {**program.function.__globals__, own: rule.function}
    exec(compile(text, name, "exec"), space)
    return space["program"]


def moved(values: list[Any], directions: dict[int, Any], step: float) -> list[Any]:
    return [v + step * directions[n] if n in directions else v for n, v in enumerate(values)]


RULES = [
    rule
    for rule in SMOOTH
    if rule.function not in METHODS  # under a name of the module
    and not name_of(rule).startswith(("srcgrad", *FAMILIES))  # of their values no kind is known
    and calls_of(rule)
    and calls_of_the_run_time(rule)
]
CHOSEN = set(picked(map(name_of, RULES), 3))


@pytest.mark.parametrize("rule", [r for r in RULES if name_of(r) in CHOSEN], ids=name_of)
def test_second_derivative(rule: Rule) -> None:
    calls = calls_of(rule)
    if rule.function in PLAIN:
        calls = calls[:1]
    args, kwargs = max(calls, key=lambda given: len(given[0]) + len(given[1]))
    function: Any = rule.function
    value = function(*args, **kwargs)
    program = program_of(rule, args, kwargs, len(value) if hasattr(value, "_fields") else 0)
    scalar, wrt = scalar_of(rule, program, value), program.wrt
    generator = np.random.default_rng(11)
    directions = {n: generator.uniform(-1, 1, np.shape(program.values[n])) for n in wrt}
    directions = {n: v if v.ndim else float(v) for n, v in directions.items()}

    def slopes(step: float) -> tuple[Any, ...]:
        gradient = grad(scalar, wrt=wrt)(*moved(program.values, directions, step))[1]
        return tuple(gradient)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = hvp(scalar, wrt=wrt)(*program.values, v=tuple(directions.values()))
        for product, *ends in zip(found, *map(slopes, (1e-4, -1e-4, 5e-5, -5e-5)), strict=True):
            far, near = (ends[0] - ends[1]) / 2e-4, (ends[2] - ends[3]) / 1e-4
            slope = (4 * near - far) / 3
            size = max(1.0, np.max(np.abs(slope), initial=0.0))
            np.testing.assert_allclose(product, slope, 1e-6, 1e-6 * size)
