"""Every example runs, and prints what it promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

PRINTS = {
    "quickstart.py": [
        "z = 20.0, gradient = [2. 4. 6.]",
        "x_bar",
        "v J = [  2.   2. -12.]",
        "step 500: loss 0.0646, accuracy 0.973",
    ],
    "bundle.py": [
        "288 unknowns, 480 observations, 3.8% of the Jacobian filled",
        "largest misfit 0.13 before, 1e-10 after",
    ],
    "implicit.py": ["they meet at height 1.236068"],
    "heat.py": ["recovered                 [0.4 0.1]"],
    "optimise.py": [
        "trust-ncg: largest error",
        "least_squares: 598 entries, residual",
        "solve_ivp: y(500) = 1.59",
    ],
    "long_simulation.py": ["by length, by differences   -12.350720", "within 64 kB"],
    "pendulum.py": ["length of the seconds pendulum: 0.963182 m (exact: 0.963181 m)"],
}


def test_every_example_is_listed():
    assert sorted(PRINTS) == sorted(path.name for path in EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("name", PRINTS)
def test_runs(name, tmp_path):
    """As a user runs it: a fresh process in another directory, with a cache of its own."""
    if name in ("bundle.py", "heat.py", "optimise.py"):
        pytest.importorskip("scipy")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(EXAMPLES.parent), os.environ.get("PYTHONPATH", "")]),
        "SRCGRAD_CACHE_DIR": str(tmp_path / "cache"),
    }
    result = subprocess.run(
        [sys.executable, str(EXAMPLES / name)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert 0 == result.returncode, result.stderr
    assert "" == result.stderr
    for line in PRINTS[name]:
        assert line in result.stdout


@pytest.mark.parametrize("name", PRINTS)
def test_fits_a_screen_or_two(name):
    assert len((EXAMPLES / name).read_text().splitlines()) < 80
