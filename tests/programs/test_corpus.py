"""The programs themselves, without the compiler: they run, repeat, and suit differences."""

import itertools

import numpy as np
import pytest

from tests.programs import corpus
from tests.programs.examine import close, leaves, make_seed, oracle, primal_run, same

PROGRAMS = corpus.programs()

# What fails here fails against differences too, and is told apart from a wrong gradient here: a
# sixteenth by default, all with `PROGRAMS_WHOLE`.
CHOSEN = corpus.picked(PROGRAMS, 16)
STEADY = 1e-2  # of the tolerance that gradients are compared with


@pytest.mark.parametrize("name", CHOSEN)
def test_programs_are_smooth(name):
    """Differences with two step sizes agree: no kink, jump or pole near the arguments."""
    program = PROGRAMS[name]
    seed = make_seed(primal_run(program).value)
    scale = STEADY if program.error_scale == 1.0 else program.error_scale
    close(oracle(program, seed), oracle(program, seed, step=1.7e-3), "gradient", scale)


@pytest.mark.parametrize("name", CHOSEN)
def test_programs_are_deterministic(name):
    """Two runs of the function give the same bits, so that a comparison has a meaning."""
    first, second = primal_run(PROGRAMS[name]), primal_run(PROGRAMS[name])
    assert first.printed == second.printed
    same(first.value, second.value, "value")


def test_the_corpus_is_large():
    assert len(PROGRAMS) >= 180


@pytest.mark.parametrize("name", CHOSEN)
def test_overlapping_arguments_say_what_they_mean(name):
    """Arguments that nobody writes are values; of those that overlap and are written, one in wrt.

    The first have a partial derivative each, so differences must not step both at once. Of the
    second two gradients would count the shared elements twice.
    """
    program = PROGRAMS[name]
    arrays = leaves(program.arguments())
    overlapping = any(np.shares_memory(a, b) for a, b in itertools.combinations(arrays, 2))
    run = primal_run(program)
    before = [a.tobytes() for a in arrays]
    written = before != [a.tobytes() for a in leaves((run.args, run.kwargs))]
    if overlapping and not written:
        assert not program.shared
    if overlapping and written:
        assert program.shared
        assert not isinstance(program.wrt, tuple)
