"""Functions of SciPy that no rule covers are refused by name."""

from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage
import scipy.optimize
import scipy.signal
import scipy.stats

from srcgrad import grad, jvp
from srcgrad.errors import MissingRuleError
from srcgrad.rules import lookup, unsupported, written_out

A = np.array([[2.0, 0.3], [0.1, 1.5]])
REFUSED: dict[str, Any] = {
    "funm": lambda a: np.sum(scipy.linalg.funm(a, np.exp)),
    "grey_dilation": lambda a: np.sum(scipy.ndimage.grey_dilation(a, 2)),
    "cspline1d": lambda a: np.sum(scipy.signal.cspline1d(a[0])),
    "kstatvar": lambda a: np.sum(scipy.stats.kstatvar(a)),
    "sigmaclip": lambda a: np.sum(scipy.stats.sigmaclip(a)[0] ** 3),
    "rosen_der": lambda a: np.sum(scipy.optimize.rosen_der(a[0])),
}


@pytest.mark.parametrize("name", REFUSED)
def test_function_is_refused_by_name(name: str) -> None:
    words = f"`{name}` gets an active value(?s:.*)declare its derivative"
    with pytest.raises(MissingRuleError, match=words):
        grad(REFUSED[name])(A)
    with pytest.raises(MissingRuleError, match=words):
        jvp(REFUSED[name], (A,), (A,))


def test_every_function_of_scipy_linalg_is_classified() -> None:
    followed = {"companion", "convolution_matrix", "fiedler_companion", "hankel"}
    functions = {n: getattr(scipy.linalg, n) for n in scipy.linalg.__all__}
    own = {n: f for n, f in functions.items() if callable(f) and not isinstance(f, type)}
    ruled = {n for n, f in own.items() if lookup(f) is not None or written_out(f, 0) is not None}
    unread = {n for n, f in own.items() if n not in ruled and unsupported.unread(f)}
    finders = {"find_best_blas_type", "get_blas_funcs", "get_lapack_funcs", "test"}
    gone = {"kron"}  # that newer versions of SciPy leave to NumPy
    assert set() == set(own) - ruled - unread - followed - finders - gone
    assert set() == ruled & set(unsupported.UNREAD["scipy.linalg"].split())


def test_functions_of_constants_are_called() -> None:
    value, slope = grad(lambda x: np.sum(scipy.linalg.hadamard(2) @ x))(np.ones(2))
    assert value == 2.0
    assert [2.0, 0.0] == slope.tolist()
