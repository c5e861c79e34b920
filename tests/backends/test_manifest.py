"""A file in the disk cache is used again only while all that it was made for is still so."""

import contextlib
import os
import subprocess
import sys

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

from srcgrad.backends.compiled import Same
from srcgrad.backends.identity import words_of
from srcgrad.backends.manifest import _seen
from srcgrad.request import sign

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
"""

CALL = """
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


def in_another_process(folder, kernel, call):
    """What a call prints that is made in a process of its own."""
    (folder / "kernel.py").write_text(kernel)
    environment = {"SRCGRAD_CACHE_DIR": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(directory=str(folder)) + call],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


@pytest.fixture
def run(tmp_path):
    def once(k="2.0", op="*"):
        return in_another_process(tmp_path, KERNEL.format(k=k, op=op), CALL)

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


def test_another_import_compiles_again(tmp_path):
    kernel = "import {} as m\n\ndef root(x):\n    return m.sqrt(x[0])\n\n"
    kernel += "def f(x):\n    return root(x) * float(x[1])\n"
    call = "print(type(grad(kernel.f)(np.array([1.0, 2.0]))[0]).__name__, compiled)"
    found = [in_another_process(tmp_path, kernel.format(m), call) for m in ("numpy", "math")]
    assert ["float64 ['f']", "float ['f']"] == found


def test_a_damaged_manifest_compiles_again(run, tmp_path):
    run()
    (path,) = (tmp_path / "cache").glob("f_grad_*.py")
    path.write_text(path.read_text().replace('"scalar": true', '"scalar": 1234'))
    assert run().endswith("[4.0, 8.0] ['f']")


MODELS = """
from dataclasses import dataclass

@dataclass
class State:
    x: float
    calls: int = 0

    def step(self, rate):
        self.x = self.x {op} rate
        self.calls += 1

    @property
    def energy(self):
        return self.x ** {power}

def f(rate, first, second):
    first.step(rate)
    return first.energy * second.x
"""

STEP = """
first, second = kernel.State(3.0), kernel.State(1.0)
print(*grad(kernel.f)(2.0, first, second), first.x, first.calls, compiled)
try:
    grad(kernel.f)(2.0, first, first)
except srcgrad.errors.UnsupportedSyntaxError as error:
    print("also reached through" in str(error))
"""


@pytest.fixture
def step(tmp_path):
    def once(op="*", power=2):
        return in_another_process(tmp_path, MODELS.format(op=op, power=power), STEP).splitlines()

    return once


def test_arguments_that_are_stored_into_are_known_in_the_second_process(step):
    assert ["36.0 36.0 6.0 1 ['f']", "True"] == step()
    assert ["36.0 36.0 6.0 1 []", "True"] == step()


def test_another_method_or_property_compiles_again(step):
    step()
    assert "25.0 10.0 5.0 1 ['f']" == step(op="+")[0]
    assert "216.0 324.0 6.0 1 ['f']" == step(power=3)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.add.outer, np.subtract.outer),
        (scipy.linalg.eigvalsh, scipy.linalg.eigh),  # wrapped by one decorator
        (scipy.stats.norm.logpdf, scipy.stats.expon.logpdf),
    ],
)
def test_functions_of_one_code_are_told_apart(one, other):
    assert _seen(Same(one)) != _seen(Same(other))


def test_what_stands_under_a_decorator_is_told_apart():
    def one(v):
        yield v

    def other(v):
        yield 2 * v

    other.__qualname__ = one.__qualname__
    seen = [_seen(Same(contextlib.contextmanager(made))) for made in (one, other)]
    assert seen[0] != seen[1]


CLASSES = """
from collections import namedtuple
from dataclasses import dataclass, field

class First:
    pass

class Second:
    pass

"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P = namedtuple('P', 'a b')", "P = namedtuple('P', 'b a')"),
        ("class P(First): pass", "class P(Second): pass"),
        ("class P(First, Second): pass", "class P(Second, First): pass"),
        ("class P: __match_args__ = ('a', 'b')", "class P: __match_args__ = ('b', 'a')"),
        ("class P: __len__ = lambda self: 1", "class P: size = lambda self: 1"),
        ("class P: a = property(lambda self: 1)", "class P: a = property(lambda self: 2)"),
        ("class P: a = staticmethod(lambda v: v)", "class P: a = staticmethod(lambda v: -v)"),
        (
            "@dataclass\nclass P: a: float = field(compare=True)",
            "@dataclass\nclass P: a: float = field(compare=False)",
        ),
    ],
)
def test_classes_of_one_name_are_told_apart(one, other):
    made = []
    for text in (one, other):
        names = {"__name__": "model"}
        exec(CLASSES + text, names)
        made.append(names["P"])
    assert _seen(Same(made[0])) != _seen(Same(made[1]))
    assert words_of(sign((1.0, made[0]))) != words_of(sign((1.0, made[1])))


def test_another_order_of_fields_compiles_again(tmp_path):
    kernel = "from collections import namedtuple\n\nP = namedtuple('P', '{}')\n\n"
    kernel += "def f(x, p):\n    return np.sum(x) * p.a + x[0] * p.b\n"
    call = "print(grad(kernel.f)(np.array([1.0, 2.0]), kernel.P(3.0, 4.0))[1].tolist(), compiled)"
    kernel = "import numpy as np\n" + kernel
    found = [in_another_process(tmp_path, kernel.format(order), call) for order in ("a b", "b a")]
    assert ["[7.0, 3.0] ['f']", "[7.0, 4.0] ['f']"] == found
