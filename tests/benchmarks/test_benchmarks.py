"""The benchmark measures what it says: its hand-written adjoints are right, its table is whole."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from srcgrad.checks.differences import careful
from tests.benchmarks.programs import PROGRAMS
from tests.benchmarks.table import HEADS, table
from tests.benchmarks.timing import seconds

ROOT = Path(__file__).parents[2]
TITLES = [program.title for program in PROGRAMS]


@pytest.mark.parametrize("program", PROGRAMS, ids=TITLES)
def test_by_hand_gives_the_value_and_the_gradient(program):
    """In a random direction through all arguments, against central differences."""
    several = isinstance(program.wrt, tuple)
    positions = program.wrt if several else (program.wrt,)
    args = program.arguments()
    rng = np.random.default_rng(1)
    moves = {i: rng.standard_normal(np.shape(args[i])) for i in positions}

    def along(t):
        moved = [
            arg + t * moves[i] if i in moves else arg for i, arg in enumerate(program.arguments())
        ]
        return float(program.primal(*moved))

    value, bars = program.by_hand(*program.arguments())
    bars = bars if several else (bars,)
    slope = sum(float(np.sum(bar * moves[i])) for i, bar in zip(positions, bars, strict=True))
    assert along(0.0) == pytest.approx(value, rel=1e-12)
    assert careful(along, 1e-3).derivative == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("program", PROGRAMS, ids=TITLES)
def test_writes_is_stated(program):
    args = program.arguments()
    program.primal(*args)
    same = all(np.array_equal(a, b) for a, b in zip(args, program.arguments(), strict=True))
    assert program.writes is not same


def test_seconds_makes_new_arguments_for_a_program_that_writes():
    made = []
    calls = []
    seconds(calls.append, lambda: (made.append(0) or len(made),), writes=True, budget=0.0)
    assert list(range(1, len(made) + 1)) == calls


def test_table_has_a_cell_for_each_head():
    lines = table({"p": {"primal": 1.0, "srcgrad": 2.0, "bare": 1.5}}).splitlines()
    assert {len(HEADS) + 1} == {line.count("|") for line in lines}


@pytest.mark.slow
def test_the_command(tmp_path):
    path = tmp_path / "benchmarks.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--budget", "0", "--json", str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert 0 == result.returncode, result.stderr
    assert all(f"| {title} |" in result.stdout for title in TITLES)
    assert TITLES == list(json.loads(path.read_text())["rows"])
