"""Calls that a rule does not cover are refused by name, with what to write instead."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SrcgradError

A = np.array([[2.0, 0.3], [0.1, 1.5]])
X = np.array([0.3, 0.7])

REFUSED = {
    "full svd": (lambda a: np.linalg.svd(a)[0][0, 0], (A,), "full_matrices=False"),
    "hermitian svd": (
        lambda a: np.sum(np.linalg.svd(a, hermitian=True)[1]),
        (A,),
        "`hermitian` of `svd`",
    ),
    "complete qr": (lambda a: np.linalg.qr(a, "complete")[0][0, 0], (A,), "qr of another mode"),
    "values of lstsq": (
        lambda a, b: np.linalg.lstsq(a, b, rcond=None)[3][0],
        (A, X),
        "singular values are used",
    ),
    "cond of another norm": (lambda a: np.linalg.cond(a, 1), (A,), "cond with another p"),
    "axes of tensorsolve": (
        lambda a, b: np.sum(np.linalg.tensorsolve(a, b, axes=(0,))),
        (A, X),
        "`axes` of `tensorsolve`",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_call_is_refused(case: str) -> None:
    function, args, words = REFUSED[case]
    with pytest.raises(SrcgradError) as caught:
        grad(function)(*args)
    assert words in str(caught.value)
