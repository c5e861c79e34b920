"""Adjoints and tangents without the optimiser's passes, or without one: equal to rounding.

The value and what becomes of the arguments have the same bits. A few programs of the corpus are
compiled so, each without a pass that changes it; all of them where `PROGRAMS_WHOLE` is set.
"""

import contextlib
import inspect
import io
import warnings
import zlib
from unittest import mock

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.optimize import clean
from tests.optimize.left_out import NEEDED, PASSES, fired, left_out
from tests.programs import corpus
from tests.programs.case import Program, positive
from tests.programs.examine import Wrong, leaves, like_argument, make_seed, primal_run, same
from tests.programs.forward import bound, direction, moved_names, numbers, tree
from tests.programs.test_forward import push

PROGRAMS = corpus.accepted()
CHOSEN = {"pulled": corpus.picked(PROGRAMS, 250), "pushed": corpus.picked(PROGRAMS, 500)}
ROUNDING = 1e-11  # of the largest number of a derivative
ULPS = 16  # where the numbers are of single precision, that is the coarser of the two
NOISE = 2.3e-16  # an ulp of 1: numbers of about 1 cancel where Newton's method has ended


def pulled(program):
    """Value, arguments afterwards and gradient, as they are compiled now."""
    seed = make_seed(primal_run(program).value)
    args, kwargs = program.arguments()
    given = {} if seed is None else {"seed": seed}
    value, gradient = grad(program.function, wrt=program.wrt)(*args, **given, **kwargs)
    return value, (args, kwargs), gradient


def pushed(program):
    """Value, arguments afterwards and tangent."""
    given = bound(program)
    tangents = {name: direction(given.arguments[name]) for name in moved_names(program)}
    value, tangent = push(program.function, given.arguments, tangents)
    return value, dict(given.arguments), tangent


def agree(expected, found, scale):
    """Raise ``Wrong`` unless two derivatives are equal to rounding."""
    if isinstance(expected, int):  # the tangent of a sum of nothing
        same(expected, found, "derivative")
        return
    like_argument(expected, found, "derivative")
    one, other = (numbers(tree(x), tree(expected)) for x in (expected, found))
    size = np.max(np.abs(one), initial=0, where=np.isfinite(one))
    precision = max(
        (np.finfo(x.dtype).eps for x in leaves(expected) if x.dtype.kind in "fc"), default=0
    )
    error = max((ROUNDING * size + NOISE) * scale, ULPS * precision * size)
    if not np.allclose(one, other, rtol=0, atol=error, equal_nan=True):
        raise Wrong(f"derivative: {other}, with all passes {one}")


def compare(program, derived, name):
    """Raise ``Wrong`` unless it is the same without all passes, and without one that changes it."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with fired() as changing:
            value, state, derivative = derived(program)
        one = sorted(changing)[zlib.crc32(name.encode()) % len(changing)] if changing else ""
        for names in (PASSES, [one] if one else []):
            with left_out(*names):
                again, left, plain = derived(program)
            same(value, again, "value")
            same(state, left, "arguments afterwards")
            agree(derivative, plain, program.error_scale)


@pytest.mark.parametrize(("how", "name"), [(how, n) for how in CHOSEN for n in CHOSEN[how]])
def test_left_out(how, name):
    compare(PROGRAMS[name], {"pulled": pulled, "pushed": pushed}[how], name)


def lengths(x):
    y = x * x
    y[1:] += x[:-1]
    return np.sum(y * x)


def subtracting(forward, reverse, facts, pure, widest) -> None:
    """A wrong pass."""
    for node in statements(reverse):
        if isinstance(node, s.Augment):
            node.op = "-"


def test_a_wrong_pass_is_found():
    program = Program(lengths, (positive(4),))
    compare(program, pulled, "lengths")
    with mock.patch.object(clean, "join_first", subtracting), pytest.raises(Wrong):
        compare(program, pulled, "lengths")


def test_passes():
    """What is left out, and what is not: a new pass that rewrites belongs to one of them."""
    assert not set(NEEDED) & set(PASSES)
    for places in PASSES.values():
        for place, attribute in places:
            made = str(inspect.signature(getattr(place, attribute)).return_annotation)
            assert made.startswith(("None", "bool", "e.Expr", "s.Block", "dict[", "list[", "set["))
