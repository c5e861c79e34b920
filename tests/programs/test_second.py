"""A ninth of the corpus' programs, where scalar: `hvp` is the derivative of the gradient."""

import contextlib
import io
import warnings

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SrcgradError
from srcgrad.transforms.second import Scalar
from tests.oracle import differences
from tests.oracle.fresh import fresh, widened
from tests.programs import corpus
from tests.programs.examine import Wrong, make_seed, primal_run
from tests.programs.forward import bound, direction, moved_names, numbers, shifted, tree

PROGRAMS = corpus.programs()


def run(second, gradient, program):
    """`hvp` of one program, and how its gradient changes by differences."""
    names = moved_names(program)
    given = bound(program)
    tangents = {name: direction(given.arguments[name]) for name in names}
    values, kwargs = second._bound(given.args, given.kwargs)
    _, moved = second.push(values, kwargs, tangents)
    moved = tree(moved)

    def at(size):
        given = bound(program)
        if program.shared:
            held = dict(widened(fresh(dict(given.arguments))))
        else:
            held = {name: widened(fresh(value)) for name, value in given.arguments.items()}
        for name, tangent in tangents.items():
            held[name] = shifted(held[name], tangent, size)
        given.arguments.update(held)
        return numbers(tree(gradient(*given.args, **given.kwargs)[1]), moved)

    return numbers(moved, moved), differences.extrapolated(lambda h: at(h) - at(-h), 4e-3)


@pytest.mark.parametrize("name", sorted(PROGRAMS)[::9])
def test_hvp(name):
    program = PROGRAMS[name]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        if make_seed(primal_run(program).value) is not None:
            return  # the value is not one number
        try:
            second = Scalar(program.function, program.wrt)
            gradient = grad(program.function, wrt=program.wrt)
            found, expected = run(second, gradient, program)
        except SrcgradError as refusal:
            pytest.skip(f"second derivative: {str(refusal).splitlines()[0]}")
    scale = 10 * program.error_scale
    if not np.allclose(found, expected, rtol=1e-6 * scale, atol=1e-7 * scale):
        raise Wrong(f"hvp: {found}, by differences {expected}")
