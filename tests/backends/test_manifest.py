"""A file in the disk cache is used again only while all that it was made for is still so."""

import os
import subprocess
import sys
import textwrap

import pytest

PROGRAM = """
import sys
import numpy as np
import srcgrad.compiler
from srcgrad import grad

compiled = []
emit = srcgrad.compiler.Program.emit
def counting(self):
    compiled.append(self.target.__name__)
    return emit(self)
srcgrad.compiler.Program.emit = counting
sys.path.insert(0, {directory!r})
import kernel

value, gradient = grad(kernel.f)(np.array([1.0, 2.0]))
print(value, list(map(float, gradient)), compiled)
"""

KERNEL = """
import numpy as np

K = {k}

def helper(x):
    return x {op} x

def f(x):
    return np.sum(helper(x) * K)
"""


@pytest.fixture
def run(tmp_path):
    def once(k="2.0", op="*"):
        (tmp_path / "kernel.py").write_text(KERNEL.format(k=k, op=op))
        text = textwrap.dedent(PROGRAM).format(directory=str(tmp_path))
        environment = {"SRCGRAD_CACHE_DIR": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", text],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **environment},
        )
        return done.stdout.strip()

    return once


def test_the_second_process_does_not_compile(run):
    assert "10.0 [4.0, 8.0] ['f']" in run().replace("np.float64(10.0)", "10.0")
    assert run().endswith("[4.0, 8.0] []")


def test_another_value_of_the_same_kind_is_read_live(run):
    run()
    assert run(k="3.0").endswith("[6.0, 12.0] []")


def test_another_kind_compiles_again(run):
    run()
    assert run(k="np.array([1.0, 3.0])").endswith("[2.0, 12.0] ['f']")


def test_another_helper_compiles_again(run):
    run()
    assert run(op="+").endswith("[4.0, 4.0] ['f']")


def test_a_damaged_manifest_compiles_again(run, tmp_path):
    run()
    (path,) = (tmp_path / "cache").glob("f_grad_*.py")
    path.write_text(path.read_text().replace('"scalar": true', '"scalar": 1234'))
    assert run().endswith("[4.0, 8.0] ['f']")
