"""Random programs against differences: value, final state of the arguments and gradient.

``python -m tests.programs.generator --count 2000 --seed 5`` runs others, and shrinks what is wrong.
"""

import collections
import warnings
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.programs.case import Program
from tests.programs.examine import primal_run
from tests.programs.generator import module
from tests.programs.generator.aliased import aliased
from tests.programs.generator.outcome import judge, load, unfit
from tests.programs.generator.shrink import shrunk, smaller

PARTS, EACH = 5, 16  # 80 programs
MOST_REFUSALS = 0.15


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_programs_whose_containers_share_arrays(tmp_path, part):
    for seed in range(1003 + 5 * part, 1008 + 5 * part):
        made = aliased(Random(seed), small=True)
        outcome = judge(made, tmp_path, "forward" if seed % 3 == 0 else "reverse")
        assert outcome.kind != "wrong", f"seed {seed}: {outcome.text}\n{made.source}\n{made.args}"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_generated_programs(tmp_path, part):
    counts = collections.Counter()
    for seed in range(part * EACH, (part + 1) * EACH):
        made = module(Random(seed), small=True)
        outcome = judge(made, tmp_path, "forward" if seed % 3 == 0 else "reverse")
        assert outcome.kind != "wrong", f"seed {seed}: {outcome.text}\n{made.source}\n{made.args}"
        counts[outcome.kind] += 1
    judged = counts["right"] + counts["refused"]
    assert judged > 0.8 * EACH, counts
    assert counts["refused"] <= MOST_REFUSALS * EACH, counts


def test_the_generator_makes_valid_programs(tmp_path):
    """Without the compiler: programs run without a warning, repeat, and most of them are smooth."""
    unfits = []

    @settings(
        max_examples=60,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def run(seed):
        made = module(Random(seed))
        assert made.source == module(Random(seed)).source
        program = Program(load(made.source, tmp_path), made.args, wrt=made.wrt)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            primal_run(program)
        unfits.append(unfit(program) is not None)

    run()
    assert sum(unfits) < 0.15 * len(unfits)


def test_a_shrunk_program_keeps_its_fault(tmp_path, monkeypatch):
    """A fault that only the statement `x[0] = 0.0` has is cut down to it."""
    import tests.programs.generator.shrink as shrinking
    from tests.programs.generator.outcome import Outcome

    def faulty(made, folder):
        return Outcome("wrong" if "x[0] = 0.0" in made.source else "right", "Wrong: gradient")

    monkeypatch.setattr(shrinking, "judge", faulty)
    source = (
        "def program(x):\n    for i in range(3):\n        y = x\n        x[0] = 0.0\n    return x\n"
    )
    made = module(Random(0))
    small = shrunk(type(made)(source, made.args, made.wrt, False), tmp_path)
    assert "x[0] = 0.0" in small.source
    assert "range" not in small.source
    assert len(small.source) < len(source)


def test_smaller_programs_compile():
    made = module(Random(1))
    texts = smaller(made.source)
    assert len(texts) > 50
    assert all(len(text) < len(made.source) for text in texts)
