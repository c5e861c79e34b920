"""The compiler's work grows with the length of the program, not with its square."""

import importlib.util
import sys

import pytest

from srcgrad import compiler, grad

PARTS = """
    a{n} = np.sin(a{m}) * b{m} + 0.5
    w{n} = np.zeros(4)
    w{n}[1] = a{n} * b{m}
    b{n} = w{n}[1] - 0.1 * a{m}
    for i in range(3):
        b{n} = b{n} + a{n} * 0.1
"""


STORES = """
    y[{place}] = a0 * y[{other}] + b0
"""


TOLD = """
    s{n} = s{m} + np.sum(spin.as_rotvec() * b0)
"""


def telling(folder, parts):
    """A function that asks one rotation several times, each time by a call of SciPy's own."""
    body = "".join(TOLD.format(n=n + 1, m=n) for n in range(parts))
    start = "\n    from scipy.spatial.transform import Rotation\n"
    start += "\n    s0, spin = a0, Rotation.from_rotvec(np.array([a0, b0, 0.3]))"
    return loaded(folder, f"told_{parts}", f"{start}{body}    return s{parts}\n")


def program(folder, parts):
    """A function of `parts` times seven lines."""
    body = "".join(PARTS.format(n=n + 1, m=n) for n in range(parts))
    return loaded(folder, f"long_{parts}", f"{body}    return a{parts} * b{parts}\n")


def storing(folder, parts):
    """A function of `parts` stores, each into another place of one array."""
    body = "".join(STORES.format(place=n + 1, other=n) for n in range(parts))
    body = f"\n    y = np.ones({parts + 1}){body}"
    return loaded(folder, f"stores_{parts}", f"{body}    return np.sum(y)\n")


def loaded(folder, name, body):
    """The function in a module of its own."""
    head = "import numpy as np\n\n\ndef long(a0, b0):"
    path = folder / f"{name}.py"
    path.write_text(f"{head}{body}")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.long


def calls(function):
    """How many Python functions are called while the adjoint is made."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event == "call"

    gradient = grad(function, wrt=(0, 1))
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        gradient.adjoint(0.3, 0.4)
    finally:
        sys.setprofile(before)
    return count


def test_work_grows_with_the_length(tmp_path, monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    calls(program(tmp_path, 1))  # what is done once
    assert calls(program(tmp_path, 16)) < 2.4 * calls(program(tmp_path, 8))


def test_and_so_with_stores_into_one_array(tmp_path, monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    calls(storing(tmp_path, 3))
    assert calls(storing(tmp_path, 120)) < 2.2 * calls(storing(tmp_path, 60))


def test_calls_of_a_library_as_they_are_are_bound_together(tmp_path, monkeypatch):
    pytest.importorskip("scipy")
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    rounds = []
    take_apart = compiler.take_apart
    monkeypatch.setattr(compiler, "take_apart", lambda *a: rounds.append(a) or take_apart(*a))
    grad(telling(tmp_path, 1)).adjoint(0.3, 0.4)
    few = len(rounds)
    grad(telling(tmp_path, 3)).adjoint(0.3, 0.4)
    assert few == len(rounds) - few
