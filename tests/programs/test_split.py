"""Programs of the corpus by `vjp`: each pullback gives what `grad` gives."""

import contextlib
import io
import warnings

import pytest

from srcgrad import grad, vjp
from tests.oracle.fresh import fresh
from tests.programs import corpus
from tests.programs.examine import Wrong, leaves, make_seed, primal_run, same, sharing

PROGRAMS = corpus.accepted()
# The two sweeps are those of a gradient, which every program shows: here one of 140 will do.
CHOSEN = corpus.picked(PROGRAMS, 140)


def spoil(tree):
    """Overwrite what the caller may overwrite between two pullbacks."""
    for array in leaves(tree):
        if array.flags.writeable:
            array.fill(77)
    for part in tree if isinstance(tree, (list, tuple)) else []:
        if isinstance(part, list):
            part.clear()


def examine_split(program):
    """Raise ``Wrong`` unless the pullback is the gradient, at each call."""
    expected = primal_run(program)
    seed = make_seed(expected.value)
    weights = {} if seed is None else {"seed": seed}
    args, kwargs = program.arguments()
    _, gradient = grad(program.function, wrt=program.wrt)(*args, **kwargs, **weights)
    args, kwargs = program.arguments()
    value, pullback = vjp(program.function, *args, wrt=program.wrt, **kwargs)
    same(expected.value, value, "value")
    same(expected.args, args, "final state of args")
    same(expected.kwargs, kwargs, "final state of kwargs")
    given = () if seed is None else (seed,)
    first = pullback(*given)
    same(gradient, first, "gradient")
    if any(sharing(first, (args, kwargs, value, seed))):
        raise Wrong("gradient shares memory with an argument, the value or the seed")
    kept = fresh(first)
    spoil([args, value, first, *kwargs.values()])
    second = pullback(*given)
    same(kept, second, "gradient of a second pullback")
    spoil([second])
    same(kept, pullback(*given), "gradient of a third pullback")


@pytest.mark.parametrize("name", CHOSEN)
def test_pullback(name):
    program = PROGRAMS[name]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        examine_split(program)
