"""What a process loads: the compiler and its rules only where something has to be compiled."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
import numpy as np
before = set(sys.modules)
import srcgrad
from tests.transforms.examples import square_sum

print(*sorted(set(sys.modules) - before))
value, gradient = square_sum(np.array([3.0]))
print(*sorted(set(sys.modules) - before))
print(value, gradient)
"""
COMPILER = ("frontend", "normalize", "infer", "analysis", "adjoint", "tangent", "optimize", "emit")
ROOMS = {f"srcgrad.{room}" for room in (*COMPILER, "compiler", "checks", "report", "cli")}
PACKAGES = {"gast", "astor", "scipy", "tempfile", "pathlib", "importlib.metadata"}
AT_FIRST = {"tempfile", "pathlib", "importlib.metadata"}  # to store the digest
RULES = {"srcgrad.rules.library", "srcgrad.rules.numpy.arithmetic"}
TREES = {"srcgrad.ir.expr", "srcgrad.ir.stmt"}
RUNTIME = {f"srcgrad.runtime{name}" for name in ("", ".marks", ".seeds", ".sharing")}


def run(folder, program=PROGRAM):
    environment = {**os.environ, "SRCGRAD_CACHE_DIR": str(folder), "SRCGRAD_CACHE": "on"}
    command = [sys.executable, "-c", program]
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout.splitlines()


def test_the_compiler_is_loaded_once(tmp_path):
    imported, called, result = run(tmp_path)
    unwanted = ROOMS | PACKAGES | RULES | TREES
    assert set() == unwanted & set(imported.split())
    assert {"srcgrad.compiler", "gast", *RULES} <= set(called.split())
    assert "9.0 [6.]" == result
    for _ in range(2):  # the first time, the digest of the compiler's files is still made anew
        imported, called, result = run(tmp_path)
        assert "9.0 [6.]" == result
        assert set() == (unwanted - AT_FIRST) & set(called.split())


def test_few_modules_are_loaded(tmp_path):
    run(tmp_path)
    _, called, _ = run(tmp_path)
    ours = {name for name in called.split() if name.startswith("srcgrad.")}
    assert {name for name in ours if name.startswith("srcgrad.runtime")} == RUNTIME
    assert len(ours) <= 44


DECLARED = """
import numpy as np
from srcgrad.rules import partials

@partials(np.sin)
def steep(y, x):
    return 100.0

from srcgrad import grad, rules

def f(x):
    return np.sin(x) + np.cos(x)

print(grad(f)(0.0)[1], rules.lookup(np.sin).body is steep)
"""


def test_a_rule_declared_first_is_not_overwritten_by_the_library(tmp_path):
    path = tmp_path / "declared.py"
    path.write_text(DECLARED)
    program = f"import runpy; runpy.run_path({str(path)!r}, run_name='declared')"
    assert ["100.0 True"] == run(tmp_path, program)


LATE = """
import scipy.special as special
from srcgrad.rules import lookup, partials
from srcgrad.rules.called import called_by

@partials(special.erf)
def steep(y, x):
    return 100.0

body = lookup(special.erf).body  # called where its source cannot be read
print(lookup(special.gamma) is not None, (called_by(body) or body) is steep)
"""


def test_nor_by_that_of_a_library_that_is_imported_late():
    assert ["True True"] == run("", LATE)


KEPT = """
import numpy as np
import srcgrad.rules.numpy.contractions
from srcgrad.rules import declare, registered

print(len(registered()) > 300, declare.by_users() == [])
"""


def test_the_library_s_own_rules_keep_the_cache_in_use():
    """In whatever order its modules are imported."""
    assert ["True True"] == run("", KEPT)


def test_what_is_imported_late_is_there():
    program = "import srcgrad; print([n for n in srcgrad.__all__ if not hasattr(srcgrad, n)])"
    listed = "import srcgrad; print(set(srcgrad.__all__) <= set(dir(srcgrad)))"
    assert ["[]"] == run("", program)
    assert ["True"] == run("", listed)
