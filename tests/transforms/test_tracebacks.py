"""A refusal is told without the compiler's frames; a defect of the compiler with them."""

import traceback

import numpy as np
import pytest

import srcgrad
from srcgrad import grad, hessian, hvp, jacobian, jvp, source, vjp
from srcgrad.errors import InvalidProgramError, SrcgradError, UnsupportedSyntaxError
from srcgrad.transforms import gradient

X = np.array([1.0, 2.0])


def refused(x):
    return np.sum(x) * eval("2.0")


ASKED = {
    "grad": lambda: grad(refused)(X),
    "by keyword": lambda: grad(refused)(x=X),
    "source": lambda: source(refused, X),
    "vjp": lambda: vjp(refused, X),
    "jvp": lambda: jvp(refused, (X,), (X,)),
    "jacobian": lambda: jacobian(refused)(X),
    "hessian": lambda: hessian(refused)(X),
    "hvp": lambda: hvp(refused)(X, v=X),
}


def rooms_of(error):
    """The rooms of srcgrad that the traceback's frames are in, outermost first."""
    root = srcgrad.__file__.removesuffix("__init__.py")
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return [f.removeprefix(root).split("/")[0] for f in files if f.startswith(root)]


@pytest.mark.parametrize("asked", ASKED)
def test_no_frame_of_the_compiler_is_shown(asked):
    with pytest.raises(UnsupportedSyntaxError, match="`eval` is outside the language") as told:
        ASKED[asked]()
    rooms = rooms_of(told.value)
    assert set(rooms) == {"transforms"}
    assert len(rooms) <= 7
    assert told.value.__suppress_context__


def test_a_defect_is_told_with_the_frames_that_show_it(monkeypatch):
    def deep():
        raise InvalidProgramError("a name is read that nothing binds", "optimize")

    monkeypatch.setattr(gradient, "generated", lambda *request: deep())
    with pytest.raises(SrcgradError) as told:
        grad(refused)(X)
    assert traceback.extract_tb(told.value.__traceback__)[-1].name == "deep"


def test_an_error_of_the_program_keeps_its_frames():
    def program(x):
        return np.sum(x) * (1 / int(x[0] > 100))

    with pytest.raises(ZeroDivisionError) as told:
        grad(program)(X)
    assert "1 / int(" in traceback.extract_tb(told.value.__traceback__)[-1].line
