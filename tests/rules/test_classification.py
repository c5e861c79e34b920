"""Every function of NumPy has a rule, is declared constant, or is refused for a reason."""

import types
import warnings

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SrcgradError
from srcgrad.rules import METHODS, lookup, unsupported, written_out

MODULES = {"": np, "linalg.": np.linalg, "fft.": np.fft}
NAMES = {name for names in unsupported.REASONS.values() for name in names.split()}


def callables():
    """Public names of NumPy that can be called, with what they stand for."""
    for prefix, module in MODULES.items():
        for name in sorted(dir(module)):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                value = getattr(module, name, None)
            exception = isinstance(value, type) and issubclass(value, BaseException)
            public = not name.startswith("_") and callable(value)
            if public and not exception and not isinstance(value, types.ModuleType):
                yield prefix + name, value


def declared(value):
    """Is there a rule, or a meaning for every call?"""
    return lookup(value) is not None or written_out(value, 0) is not None


def test_every_function_is_classified():
    found = [name for name, value in callables() if not declared(value) and name not in NAMES]
    assert [] == found


def test_every_special_function_is_classified():
    special = pytest.importorskip("scipy.special")
    names = {name for names in unsupported.SPECIAL.values() for name in names.split()}
    functions = {name: getattr(special, name) for name in special.__all__}
    found = {
        name
        for name, value in functions.items()
        if callable(value) and not isinstance(value, type) and not declared(value)
    }
    assert set() == found - names
    assert set() == {name for name in names & set(functions) if declared(functions[name])}


def test_every_method_is_classified():
    names = [n for n in dir(np.ndarray) if not n.startswith("_")]
    methods = {n for n in names if callable(getattr(np.ndarray, n))}
    assert set() == methods - set(METHODS) - set(unsupported.METHODS_APART)


def test_what_has_a_rule_is_not_called_unsupported():
    own = [(n, v) for n, v in callables() if getattr(v, "__name__", n) == n.rpartition(".")[2]]
    assert [] == [name for name, value in own if declared(value) and name in NAMES]


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (
            lambda x: np.sum(np.longdouble(x)),
            "no rule has been written yet",
        ),
        (lambda x: np.sum(np.sort_complex(x + 0j)), "split them into real"),
    ],
)
def test_the_error_shows_the_reason(function, words):
    with pytest.raises(SrcgradError, match=words):
        grad(function)(np.array([0.3, 0.7]))
