"""The compiler's work grows with the length of the program, not with its square."""

import importlib.util
import sys

from srcgrad import grad

PARTS = """
    a{n} = np.sin(a{m}) * b{m} + 0.5
    w{n} = np.zeros(4)
    w{n}[1] = a{n} * b{m}
    b{n} = w{n}[1] - 0.1 * a{m}
    for i in range(3):
        b{n} = b{n} + a{n} * 0.1
"""


def program(folder, parts):
    """A function of `parts` times seven lines."""
    body = "".join(PARTS.format(n=n + 1, m=n) for n in range(parts))
    head = "import numpy as np\n\n\ndef long(a0, b0):"
    name = f"long_{parts}"
    path = folder / f"{name}.py"
    path.write_text(f"{head}{body}    return a{parts} * b{parts}\n")
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
