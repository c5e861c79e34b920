"""Every rule through the compiler, in both modes: dtypes, ranks, lengths and layouts of operands.

The two modes are of one linear map, and agree with differences along one direction; a gradient has
the type, dtype and shape of its argument. Where the function itself raises, so does the derivative.
"""

import os
import warnings
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from srcgrad import runtime
from srcgrad.errors import SrcgradError
from srcgrad.rules import Rule
from srcgrad.runtime import ArbitraryPhase
from tests.programs.corpus import share
from tests.rules.compiled import (
    by_differences,
    check_identity,
    check_types,
    differentiated,
    is_number,
    moves,
    program_of,
)
from tests.rules.oracle import leaves
from tests.rules.test_complex import complex_calls
from tests.rules.test_registry import EVERY, calls_of, name_of

Change = Callable[[Any], Any]
RULES = share([rule for rule in EVERY if calls_of(rule)], most=8)
COMPLEX = share([rule for rule in EVERY if rule.complex and complex_calls(rule)], most=8)
INEXACT = (np.complex64, np.float32)  # differences of what these return say little
DOUBLE_ONLY = ("scipy.sparse", "scipy.interpolate", "srcgrad.runtime.objects")
DOUBLE_ONLY += ("srcgrad.runtime.samples.splines",)
DOUBLE_TOO = ("solve_banded", "solveh_banded", "solve_discrete_lyapunov")
LEFT_OUT = {  # operands that a function takes and what its derivative consists of does not
    "scipy.signal._signaltools.fftconvolve": "empty",
    "scipy.signal._signaltools.oaconvolve": "empty",
    "scipy.linalg._decomp_lu.lu_solve": "empty",
    "scipy.linalg._solvers.solve_sylvester": "empty",
    "numpy.polymul": "empty",
    "numpy.corrcoef": "empty",  # NumPy gives real numbers for no complex ones
    "srcgrad.runtime.samples.sampling.interp_transpose": "empty",  # nor does `np.interp`
    "srcgrad.runtime.samples.splines.spline_at": "empty",  # a spline has knots
    "numpy.linalg.tensorsolve": "empty",
    "numpy.polyfit": "one",
    "scipy.integrate._quadrature.simpson": "one",  # of which SciPy 1.18 makes nothing at all
    "numpy.polyval": "empty",
    "numpy.roots": "one",  # a constant of complex type: it has no zeros
    "uniform.logpdf": "single",
    "scipy.signal._signaltools.convolve2d": "empty",
    "scipy.signal._signaltools.correlate2d": "empty",
}
if np.__version__.startswith("1."):  # there the result for a number is its first element
    LEFT_OUT["numpy.diagflat"] = "a scalar"


def arrays(change: Change) -> Change:
    """A change of the arrays of numbers in a call, those in lists and tuples too."""

    def changed(value: Any) -> Any:
        if type(value) in (list, tuple):
            return type(value)(changed(v) for v in value)
        return change(value) if isinstance(value, np.ndarray) and moves(value) else value

    return changed


SINGLE = {np.dtype("f8"): np.float32, np.dtype("c16"): np.complex64}
FORMS: dict[str, Change] = {
    "as it is": arrays(lambda a: a),
    "single precision": arrays(lambda a: a.astype(SINGLE[a.dtype])),
    "by columns": arrays(lambda a: np.array(a, order="F")),
    "with gaps": arrays(lambda a: np.repeat(a, 2, axis=-1)[..., ::2] if a.ndim else a),
    "rank 0": arrays(lambda a: np.array(a.ravel()[0]) if a.size else a),
    "a scalar": arrays(lambda a: a.ravel()[0] if a.size else a),
    "empty first": arrays(lambda a: a[:0] if a.ndim else a),
    "empty last": arrays(lambda a: a[..., :0] if a.ndim else a),
    "one row": arrays(lambda a: a[:1] if a.ndim else a),
    "one column": arrays(lambda a: a[..., :1] if a.ndim else a),
    "one of each": arrays(lambda a: a[(slice(0, 1),) * a.ndim]),
}
MIXED = "the first in single precision"
SAME_SHAPE = ("as it is", "single precision", MIXED, "by columns", "with gaps")


def left_to_others(rule: Rule, form: str) -> bool:
    """Is a form left to another rule? What is elementwise differs in its partials alone."""
    if form == "as it is" or "PROGRAMS_WHOLE" in os.environ:
        return False
    parts = 6 if form == "single precision" else 24 if rule.form == "partials" else 9
    return zlib.crc32(f"{name_of(rule)} {form}".encode()) % parts > 0


def same(one: Any, two: Any) -> bool:
    """Are these the same objects, all in all?"""
    if type(one) in (list, tuple):
        return all(map(same, one, two))
    return one is two


def forms_of(args: Any, kwargs: Any) -> Iterator[tuple[str, Any, Any]]:
    """A call in all forms that differ from it."""
    for form, change in FORMS.items():
        other = tuple(change(a) for a in args)
        named = {name: change(v) for name, v in kwargs.items()}
        if form == "as it is" or not same((*args, *kwargs.values()), (*other, *named.values())):
            yield form, other, named
    several = [n for n, a in enumerate(args) if isinstance(a, np.ndarray) and moves(a)]
    if len(several) > 1:
        first = args[several[0]]
        single = first.astype(SINGLE[first.dtype])
        yield MIXED, (*args[: several[0]], single, *args[several[0] + 1 :]), kwargs


def refusable(rule: Rule, form: str) -> bool:
    """May a form of a call be refused at compile time?"""
    name = name_of(rule)
    if rule.function in REFUSED_PARTLY:
        return True
    if form in ("single precision", MIXED):
        return name.startswith(DOUBLE_ONLY) or name.endswith(DOUBLE_TOO) or "sparse" in name
    return form not in SAME_SHAPE or "cholesky" in name


REFUSED_PARTLY = (np.linalg.lstsq, np.linalg.norm, np.std, np.var, np.linalg.svd, np.complex128)


def outcome_of(rule: Rule, form: str, args: Any, kwargs: Any) -> Any:
    """The program of a call and both its derivatives, or None where there are none."""
    function: Any = rule.function
    try:
        value, error = function(*args, **kwargs), None
    except Exception as raised:
        value, error = None, raised
    program = program_of(rule, args, kwargs, len(value) if hasattr(value, "_fields") else 0)
    if not program.wrt:
        return None
    try:
        outcome = differentiated(program)
    except SrcgradError:
        assert error is not None or refusable(rule, form)
        return None
    except ArbitraryPhase:
        assert np.iscomplexobj(args[0])
        return None
    except Exception as raised:
        assert type(raised) is type(error), raised
        return None
    assert error is None, f"the derivative does not raise {error!r}"
    return program, outcome


def check_call(rule: Rule, args: Any, kwargs: Any) -> int:
    """All forms of a call; the number of those that have derivatives."""
    checked, first = 0, None
    for form, other, named in forms_of(args, kwargs):
        left_out = LEFT_OUT.get(name_of(rule), "no") in form or left_to_others(rule, form)
        if rule.function in LAID_OUT and form != "as it is":
            continue
        if left_out or (form not in SAME_SHAPE and rule.function in SHAPED):
            continue
        found = outcome_of(rule, form, other, named)
        if found is None:
            continue
        program, outcome = found
        parts = [np.asarray(v) for v in leaves(outcome.value) if is_number(v)]
        if not all(np.all(np.isfinite(v)) for v in parts if v.dtype.kind in "fc"):
            continue
        single = form in ("single precision", MIXED) or rule.function in INEXACT
        try:
            check_types(program, outcome)
            check_identity(outcome, 5e-4 if single else 1e-8)
            if not single:
                slope = by_differences(program, outcome)
                assert abs(slope - outcome.reverse) <= 1e-6 * outcome.size, (slope, outcome)
            if first is not None and form in SAME_SHAPE:
                for one, two in zip(outcome.gradients, first.gradients, strict=True):
                    largest = np.max(np.abs(two), initial=1e-3)
                    np.testing.assert_allclose(one, two, 2e-3 if single else 1e-7, 1e-3 * largest)
        except AssertionError as wrong:
            raise AssertionError(f"{name_of(rule)} {form}: {other} {named}: {wrong}") from wrong
        first = outcome if first is None else first
        checked += 1
    return checked


LAID_OUT = {runtime.by_strides}  # a call says where in memory the elements are
SHAPED = {  # an argument tells the shape of another one
    getattr(runtime, name)
    for name in (
        "untake",
        "untake_along_axis",
        "unrepeat",
        "compress_transpose",
        "delete_transpose",
        "unpad",
        "spread_diagonal",
        "untile",
        "unwindow",
        "convolve_transpose",
        "convolved_middle",
        "filter_transpose",
        "trapezoid_points",
        "unpad_copies",
        "unpad_lines",
        "unpad_statistics",
        "uninsert",
        "uninserted",
        "unkron",
        "full_weights",
        "unfull_weights",
    )
}


def rotated(rule: Rule, calls: list[Any]) -> list[Any]:
    """One call of a rule's, another one of each next rule."""
    return [calls[len(name_of(rule)) % len(calls)]]


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_every_form_of_a_call(rule: Rule) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for args, kwargs in rotated(rule, calls_of(rule)):
            check_call(rule, args, kwargs)


@pytest.mark.parametrize("rule", COMPLEX, ids=name_of)
def test_every_form_of_a_complex_call(rule: Rule) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for args, kwargs in rotated(rule, complex_calls(rule)):
            check_call(rule, args, kwargs)
