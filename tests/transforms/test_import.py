"""What a process loads: the compiler only where something has to be compiled."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import numpy as np
import srcgrad
from tests.transforms.examples import square_sum

loaded = {name for name in sys.modules if name.startswith("srcgrad.")}
print(sorted(loaded & {"srcgrad.compiler", "srcgrad.infer", "srcgrad.checks", "srcgrad.emit"}))
value, gradient = square_sum(np.array([3.0]))
print(value, gradient, "srcgrad.compiler" in sys.modules)
"""


def run(folder):
    environment = {**os.environ, "SRCGRAD_CACHE_DIR": str(folder), "SRCGRAD_CACHE": "on"}
    command = [sys.executable, "-c", PROGRAM]
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout.splitlines()


def test_the_compiler_is_loaded_once(tmp_path):
    assert ["[]", "9.0 [6.] True"] == run(tmp_path)
    assert ["[]", "9.0 [6.] False"] == run(tmp_path)
