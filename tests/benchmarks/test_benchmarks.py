"""The benchmark measures what it says: its hand-written adjoints are right, its table is whole."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from srcgrad.checks.differences import careful
from tests.benchmarks.__main__ import add
from tests.benchmarks.peers.functional import builders, repeated, scanned
from tests.benchmarks.plot import draw
from tests.benchmarks.programs import PROGRAMS
from tests.benchmarks.recorded import size
from tests.benchmarks.scaling import law
from tests.benchmarks.table import tables
from tests.benchmarks.timing import seconds

ROOT = Path(__file__).parents[2]
GROWTH = {"trip count": [(n, float(n), 8 * n) for n in (1, 2, 4, 8)]}
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


def test_tables_are_whole():
    row = {"primal": 1.0, "by_hand": 1.5, "srcgrad": 2.0, "bare": 1.5, "jax": 4.0}
    parts = tables({"p": row}, GROWTH).split("\n\n")
    assert 3 == len(parts)
    for part in parts:
        lines = part.splitlines()
        assert 1 == len({line.count("|") for line in lines})
        assert set(lines[1]) <= set("|-: ")
    assert "| 2.00 | 1.33 | — | 2.00 | — |" in parts[0]
    assert "geometric mean" in parts[0].splitlines()[-1]


def test_laws():
    sizes = [1, 2, 4, 8]
    assert 2.0 == pytest.approx(law(sizes, [n * n for n in sizes]))
    assert 1.0 == pytest.approx(law(sizes, [100.0, 90.0, 40.0, 80.0]))


@pytest.mark.parametrize("program", PROGRAMS, ids=TITLES)
def test_functional_programs_compute_the_same(program):
    """What the peers are given, here with NumPy itself."""
    functions = builders(np, scanned(np.stack), repeated, special.erf)
    value = functions[program.primal.__name__](*program.arguments())
    assert program.primal(*program.arguments()) == pytest.approx(float(value), rel=1e-9)


def test_recorded_counts_each_array_once():
    array = np.ones(10)
    assert 80 == size((array, array[1:], [array]), set()) - 8
    assert 0 == size((array,), {id(array)})


def test_a_peer_s_gradient_is_compared():
    rows = {"p": {"gradient": [1.0]}, "q": {"gradient": [1.0]}, "r": {"gradient": [1.0]}}
    peers = {
        "p": {"time": 1.0, "compile": 2.0, "gradient": [1.0]},
        "q": {"time": 1.0, "gradient": [1.1]},
        "r": {"error": "no"},
    }
    errors = add(rows, "jax", peers)
    assert {"gradient": [1.0], "jax": 1.0, "jax_compile": 2.0} == rows["p"]
    assert ["q: the gradients of srcgrad and jax differ", "r, jax: no"] == errors


def test_the_plot(tmp_path):
    pytest.importorskip("matplotlib")
    row = {"primal": 1.0, "by_hand": 1.5, "srcgrad": 2.0, "jax": 4.0}
    draw({"p": row}, GROWTH, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_the_command(tmp_path):
    path = tmp_path / "benchmarks.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--budget", "0", "--json", str(path)]
    command += ["--without", "autograd,jax,torch"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert 0 == result.returncode, result.stderr
    assert all(f"| {title} |" in result.stdout for title in TITLES)
    found = json.loads(path.read_text())
    assert TITLES == list(found["rows"])
    assert {"problem size", "trip count", "program length"} == set(found["scaling"])
    assert not found["starting"]["compiler loaded"]
