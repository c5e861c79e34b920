"""What is compiled with a user's rules is stored where the rules can be told in words."""

import os
import subprocess
import sys

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.compiler import Program
from srcgrad.rules import declare

KERNEL = """
import numpy as np
from srcgrad import rules

SLOPE = {slope}

def helper(x):
    return {helper} * x

def cube(x):
    return x * x * x

def f(x):
    return np.sum(cube(x))
"""

PLAIN = """
@rules.partials(cube)
def cube_partial(y, x):
    return SLOPE * helper(x)
"""

CLOSED = """
def declare(slope):
    @rules.partials(cube)
    def cube_partial(y, x):
        return slope * helper(x)

declare(SLOPE)
"""

CALL = """
import sys
import numpy as np
import srcgrad.backends.stored
from srcgrad import grad

sys.path.insert(0, {directory!r})
import kernel
print(*grad(kernel.f)(np.array([1.0, 2.0]))[1].tolist(), "srcgrad.compiler" in sys.modules)
"""


def in_another_process(folder, rule, slope, helper):
    (folder / "kernel.py").write_text(KERNEL.format(slope=slope, helper=helper) + rule)
    environment = {"SRCGRAD_CACHE_DIR": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CALL.format(directory=str(folder))],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


def test_another_process_finds_it_until_the_rule_reads_something_else(tmp_path):
    assert in_another_process(tmp_path, PLAIN, 3.0, 2.0) == "6.0 12.0 True"
    assert in_another_process(tmp_path, PLAIN, 3.0, 2.0) == "6.0 12.0 False"
    assert in_another_process(tmp_path, PLAIN, 4.0, 2.0) == "8.0 16.0 True"
    assert in_another_process(tmp_path, PLAIN, 4.0, 5.0) == "20.0 40.0 True"
    assert in_another_process(tmp_path, "", 4.0, 5.0) == "3.0 12.0 True"


def test_a_rule_that_holds_a_value_is_not_stored(tmp_path):
    for _ in range(2):
        assert in_another_process(tmp_path, CLOSED, 3.0, 2.0) == "6.0 12.0 True"
    assert in_another_process(tmp_path, CLOSED, 4.0, 2.0) == "8.0 16.0 True"


@pytest.fixture
def rules(monkeypatch):
    """Declared for one test, without those of others, which may not be told in words."""
    monkeypatch.setattr(declare, "_registry", dict(declare._registry))
    monkeypatch.setattr(declare, "_of_users", set())
    return declare


@pytest.fixture
def compiled(monkeypatch):
    """The names of what is compiled."""
    names = []
    emit = Program.emit

    def counting(self):
        names.append(self.target.__name__)
        return emit(self)

    monkeypatch.setattr(Program, "emit", counting)
    return names


def local():
    def inner(x):
        return x * x

    return inner


def sum_of(function):
    def total(x):
        return np.sum(function(x))

    return total


def test_functions_that_only_their_rules_tell_apart(rules):
    """The same code under the same name: nothing that was stored for one serves the other."""
    plain, ruled = local(), local()
    x = np.array([1.0, 2.0])
    assert grad(sum_of(ruled))(x)[1].tolist() == [2.0, 4.0]

    @rules.partials(ruled)
    def slope(y, x):
        return 100.0

    assert grad(sum_of(ruled))(x)[1].tolist() == [100.0, 100.0]
    assert grad(sum_of(plain))(x)[1].tolist() == [2.0, 4.0]
    assert grad(sum_of(ruled))(x)[1].tolist() == [100.0, 100.0]


@pytest.mark.parametrize("cache", ["on", "off"])
def test_functions_made_anew_are_compiled_once(rules, compiled, monkeypatch, cache):
    """Beside a rule that concerns none of them, and where no file can be stored."""
    monkeypatch.setenv("SRCGRAD_CACHE", cache)
    rules.partials(local())(lambda y, x: 2 * x)

    def slope_of_multiple(factor):
        return grad(lambda x: np.sum(x * factor))(np.ones(2))[1].tolist()

    assert slope_of_multiple(2.0) == [2.0, 2.0]
    assert slope_of_multiple(3.0) == [3.0, 3.0]
    assert compiled == ["<lambda>"]
