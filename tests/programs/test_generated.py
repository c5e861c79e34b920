"""Random programs against differences: value, final state of the arguments and gradient.

``SRCGRAD_GENERATED=2000 pytest tests/programs/test_generated.py`` runs as many other programs.
"""

import hashlib
import importlib.util
import os
import warnings

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from srcgrad import grad
from srcgrad.errors import UnsupportedSyntaxError
from tests.programs import generator
from tests.programs.case import Program
from tests.programs.examine import Wrong, close, examine, make_seed, oracle, primal_run

EXAMPLES = int(os.environ.get("SRCGRAD_GENERATED", "60"))
MOST_REFUSALS = 0.2


def load(source, folder):
    """The function ``program`` of a module with this text, from a real file."""
    name = "generated_" + hashlib.sha256(source.encode()).hexdigest()[:16]
    path = folder / f"{name}.py"
    path.write_text(source)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.program


def is_smooth(program):
    """Whether differences with two step sizes agree: no test flips near the arguments."""
    seed = make_seed(primal_run(program).value)
    try:
        close(oracle(program, seed), oracle(program, seed, step=1.7e-3), "gradient", 0.1)
    except Wrong:
        return False
    return True


@pytest.mark.slow
def test_generated_programs(tmp_path):
    counts = {"right": 0, "refused": 0, "not smooth": 0}

    @settings(
        max_examples=EXAMPLES,
        derandomize="SRCGRAD_GENERATED" not in os.environ,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    @given(generator.modules(), generator.wrts(), generator.passes(), st.booleans())
    def compare(source, wrt, n, strided):
        note(source)
        program = Program(load(source, tmp_path), generator.arguments(n, strided), wrt=wrt)
        if not is_smooth(program):
            counts["not smooth"] += 1
            return
        try:
            examine(program, grad)
        except UnsupportedSyntaxError as refusal:
            note(str(refusal))
            counts["refused"] += 1
            return
        counts["right"] += 1

    compare()
    assert counts["right"] > 0, counts
    assert counts["refused"] <= MOST_REFUSALS * (counts["right"] + counts["refused"]), counts


def test_the_generator_makes_valid_programs(tmp_path):
    """Without the compiler: programs run, repeat, and most of them are smooth."""
    smooth = []

    @settings(
        max_examples=100,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(generator.modules(), generator.passes(), st.booleans())
    def run(source, n, strided):
        note(source)
        program = Program(
            load(source, tmp_path), generator.arguments(n, strided), wrt=("x", "M", "a")
        )
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = primal_run(program).value
        assert abs(value) < 1e3
        assert value == primal_run(program).value
        smooth.append(is_smooth(program))

    run()
    assert sum(smooth) > 0.8 * len(smooth)
