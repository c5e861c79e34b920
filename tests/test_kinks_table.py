"""Every line of the table in docs/kinks.md."""

import math
from pathlib import Path

import numpy as np
import pytest
import scipy.special

from srcgrad import grad, jvp
from srcgrad.runtime import ArbitraryBasis

PAGE = Path(__file__).parents[1] / "docs" / "kinks.md"


def rows():
    """The first cells of the table, without its head."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    return [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]]


def masked(x):
    m = x > 0.0
    y = np.zeros(len(x))
    y[m] = np.sqrt(x[m])
    return np.sum(y)


def unit(x):
    r = np.sqrt(np.sum(x * x))
    return np.sum(x / r) if r > 0.0 else np.sum(x)


def distances(x):
    """Of all points from one another, each from itself among them."""
    return np.sum(np.sqrt(((x[:, None, None] - x[None, :, None]) ** 2).sum(axis=-1))) / 2


def unit_by_store(x):
    y, r = x.copy(), math.sqrt(x @ x)
    if r:
        y /= r
    return np.sum(y)


def unless_zero(x):
    y = x / np.sum(x)
    if np.sum(x) == 0.0:
        y = np.ones(2)
    return y @ x


def if_finite(x):
    y = np.log(x)
    if np.all(np.isfinite(y)):
        return np.sum(y)
    return np.sum(x)


def finite_only(x):
    y = x * array(2, np.inf, np.nan)
    return np.sum(np.where(np.isfinite(y), y, 0.0))


def array(*numbers):
    return np.array(numbers, dtype=float)


def vector_of_three(a):
    return np.sum(np.linalg.eigh(a)[1][:, 0] ** 2)


def gaps(x):
    """The squares of all distances, as they are computed by products."""
    return x[:, None] ** 2 + x**2 - 2 * np.outer(x, x)


def signed_unit():
    """Of `diag(2, 0)`: the least singular value's vectors, as LAPACK signs them."""
    u, _, vt = np.linalg.svd(np.diag(array(2, 0)))
    return np.outer(u[:, 1], vt[1])


def least_of(a):
    return np.linalg.svd(a, compute_uv=False)[-1]


def harmonic(theta):
    return np.real(scipy.special.sph_harm_y(1, 1, theta, 0.0))


INF = float("inf")

# First cell of a row: its functions, their arguments, the gradients with respect to each of them.
MAGNITUDES = [
    (lambda x: np.sum(np.abs(x) ** 0.5), (array(0, 4),), (array(0, 0.25),)),
    (lambda x: abs(x) ** 0.5 + math.sqrt(math.fabs(x)), (0.0,), (0.0,)),
    (lambda x: np.sqrt(np.max(np.abs(x))), (array(0, 0),), (array(0, 0),)),
    (lambda x: np.sqrt(np.linalg.norm(x)), (array(0, 0),), (array(0, 0),)),
    (lambda x: np.linalg.norm(x, np.inf) ** 0.5, (array(0, 0),), (array(0, 0),)),
    (lambda x: np.sum(np.sqrt(np.linalg.norm(x, axis=1))), (np.eye(2) * 0,), (np.eye(2) * 0,)),
    (lambda x: np.sqrt(np.ptp(x)) + np.std(x) ** 0.5, (array(2, 2),), (array(0, 0),)),
]
GATHERED = [
    (lambda x: np.sqrt(np.sum(np.abs(x))), (array(0, 0),), (array(0, 0),)),
    (lambda x: np.sqrt(np.mean(np.abs(x))), (array(0, 0.5),), (array(0, 0.5),)),
    (lambda x: np.sum(np.abs(x) ** 3) ** (1 / 3), (array(0, 0),), (array(0, 0),)),
    (lambda x: np.sqrt(np.sum(np.linalg.norm(x, axis=1))), (np.eye(2) * 0,), (np.eye(2) * 0,)),
    (lambda x: np.sqrt(np.sum(np.max(np.abs(x), axis=1))), (np.eye(2) * 0,), (np.eye(2) * 0,)),
    (lambda x, y: np.hypot(x, y) ** 0.5, (0.0, 0.0), (0.0, 0.0)),
    (lambda x, y: np.sum(np.hypot(x, y)) ** 0.5, (array(0, 0), 0.0), (array(0, 0), 0.0)),
    (lambda x: math.sqrt(math.hypot(x[0], x[1])), (array(0, 0),), (array(0, 0),)),
    (lambda x: np.sqrt(np.sum(np.maximum(x - 9, 0))), (array(0, 1),), (array(0, 0),)),
    (lambda x: np.sqrt(np.sum(np.where(x > 1, x, 0.0))), (array(0, 1),), (array(0, 0),)),
    (lambda x: math.sqrt(sum(abs(v) for v in x)), (array(0, 0),), (array(0, 0),)),
    (lambda x: math.sqrt(math.fsum([abs(x[0]), abs(x[1])])), (array(0, 0),), (array(0, 0),)),
]
FLOORS = [
    (lambda x: np.sum(np.sqrt(np.maximum(x, 0))), (array(-1, 0, 4),), (array(0, 0, 0.25),)),
    (lambda x: np.sum(np.maximum(0.0, x) ** 0.5), (array(-1, 0, 4),), (array(0, 0, 0.25),)),
    (lambda x: np.sum(np.sqrt(np.clip(x, 0, None))), (array(-1, 0, 4),), (array(0, 0, 0.25),)),
    (lambda x: np.sqrt(np.maximum(x[0], 0)), (array(0, 1),), (array(0, 0),)),
    (lambda x: max((x - 1.0) ** 2, 0.0) ** 0.5 + max(x, 0.0), (1.0,), (1.0,)),
    (lambda x: np.sum(np.sqrt(np.maximum(gaps(x), 0))), (array(1, 3),), (array(-2, 2),)),
]
NANS = [math.nan, math.nan]
CHOSEN = np.array([True])
SPREADS = [
    *(lambda x: np.var(x, ddof=2), lambda x: x.std(ddof=2.0), lambda x: np.cov(x, ddof=2)),
    *(lambda x: np.nanvar(x, ddof=2), lambda x: np.nanstd(x, ddof=2)),
    *(lambda x: np.var(x, ddof=3, where=CHOSEN), lambda x: np.std(x, ddof=2, where=CHOSEN)),
    *(lambda x: np.sum(np.var(x, axis=0, ddof=2, keepdims=True)), lambda x: np.var(x, ddof=2.5)),
    lambda x: np.sum(np.nanstd(x[None, :], axis=1, ddof=2)),
]

CASES = {
    "`abs(x)`": [
        (lambda x: abs(x), (0.0,), (0.0,)),
        (lambda x: np.sum(np.abs(x)), (array(0, -2),), (array(0, -1),)),
        (lambda x: np.sum(abs(x)), (array(0, 2),), (array(0, 1),)),
    ],
    "`abs(z)`, `np.angle(z)` of a complex z": [
        (lambda z: abs(z), (0j,), (0j,)),
        (lambda z: np.sum(np.abs(z)), (np.array([0j, 2j]),), (np.array([0, -1j]),)),
        (lambda z: np.sum(np.angle(z)), (np.array([0j, 2j]),), (np.array([0, -0.5]),)),
    ],
    "`np.maximum(x, y)`, `np.minimum(x, y)`": [
        (lambda x, y: np.sum(np.maximum(x, y)), (array(1, 2), array(1, 1)), ([0.5, 1], [0.5, 0])),
        (lambda x, y: np.sum(np.minimum(x, y)), (array(1, 2), array(1, 1)), ([0.5, 0], [0.5, 1])),
        (lambda x, y: max(x, y), (1.0, 1.0), (0.5, 0.5)),
        (lambda x, y: min(x, y), (1.0, 1.0), (0.5, 0.5)),
    ],
    "`np.max(x)`, `np.min(x)`": [
        (lambda x: np.max(x), (array(3, 1, 3, 3),), (array(1, 0, 1, 1) / 3,)),
        (lambda x: np.min(x), (array(3, 1, 1, 3),), (array(0, 0.5, 0.5, 0),)),
        (lambda x: x.max(), (array(2, 2),), (array(0.5, 0.5),)),
    ],
    "`np.max(x)`, `np.min(x)`, `np.maximum(x, y)` of a NaN": [
        (lambda x: np.max(x), (array(3, math.nan),), (array(0, 0),)),
        (lambda x: np.sum(np.min(x, axis=0)), (array(3, math.nan),), (array(0, 0),)),
        (lambda x, y: np.maximum(x, y)[0], (array(3), array(math.nan)), (array(0), array(0))),
    ],
    "`np.var(x, ddof=k)`, `np.std(x, ddof=k)`, `np.cov(x, ddof=k)`": [
        (function, (array(*numbers),), (array(*slopes),))
        for numbers, slopes in (((3,), NANS[:1]), ((1, 3), NANS))
        for function in SPREADS
    ],
    "`np.clip(x, a, b)`": [
        (lambda x, a, b: np.sum(np.clip(x, a, b)), (array(1), 1.0, 2.0), ([0.5], 0.5, 0.0)),
        (lambda x, a, b: np.sum(np.clip(x, a, b)), (array(2), 1.0, 2.0), ([0.5], 0.0, 0.5)),
    ],
    "`np.clip(x, a, a)`": [
        (lambda x, a, b: np.sum(np.clip(x, a, b)), (array(1), 1.0, 1.0), ([0.25], 0.25, 0.5)),
    ],
    "`np.where(x < 1, x, np.sqrt(x))`": [
        (lambda x: np.sum(np.where(x < 1, x, np.sqrt(x))), (array(0, 4),), (array(1, 0.25),)),
    ],
    "`np.where(x > 0, x * np.log(x), 0.0)`": [
        (lambda x: np.sum(np.where(x > 0, x * np.log(x), 0.0)), (array(0, 1),), (array(0, 1),)),
        (finite_only, (array(1, 1, 1),), (array(2, 0, 0),)),
    ],
    "`x / r if r > 0 else x` with `r = np.sqrt(x @ x)`": [
        (unit, (array(0, 0),), (array(1, 1),)),
        (unit_by_store, (array(0, 0),), (array(1, 1),)),
        (unless_zero, (array(0, 0),), (array(1, 1),)),
        (if_finite, (array(0, 1),), (array(1, 1),)),
    ],
    "`y[m] = np.sqrt(x[m])`": [(masked, (array(0, 4),), (array(0, 0.25),))],
    "`np.maximum(1.0, np.sqrt(x))`": [
        (lambda x: np.sum(np.maximum(1.0, np.sqrt(x))), (array(0, 4),), (array(0, 0.25),)),
    ],
    "`np.linalg.norm(x)`": [
        (lambda x: np.linalg.norm(x), (array(0, 0),), (array(0, 0),)),
        (lambda x: np.linalg.norm(x), (array(3, 4),), (array(0.6, 0.8),)),
    ],
    "`np.sqrt(np.sum(x ** 2))`, `(x @ x) ** 0.5`, `math.sqrt(x * x + y * y)`, "
    "`math.sqrt(sum(a ** 2 for a in x) / len(x))`": [
        (lambda x: math.sqrt(sum(a**2 for a in x) / len(x)), (array(0, 0),), (array(0, 0),)),
        (lambda x: np.sqrt(np.sum(x**2)), (array(0, 0),), (array(0, 0),)),
        (lambda x: (x @ x) ** 0.5, (array(0, 0),), (array(0, 0),)),
        (lambda x, y: math.sqrt(x * x + y * y), (0.0, 0.0), (0.0, 0.0)),
        (lambda x, y: math.sqrt(x * x + y * y), (3.0, 4.0), (0.6, 0.8)),
        (distances, (array(1, 1, 4),), (array(-1, -1, 2),)),
    ],
    "`np.linalg.norm(x, -1)`": [
        (lambda x: np.linalg.norm(x, -1), (array(0, 2),), (array(0, 0),)),
        (lambda x: np.linalg.norm(x, -1), (array(1, 1),), (array(0.25, 0.25),)),
    ],
    "`np.std(x)`, `np.sqrt(np.var(x))`": [
        (lambda x: np.std(x), (array(2, 2, 2),), (array(0, 0, 0),)),
        (lambda x: np.sqrt(np.var(x)), (array(2, 2, 2),), (array(0, 0, 0),)),
        (lambda x: x.var(ddof=1) ** 0.5, (array(2, 2, 2),), (array(0, 0, 0),)),
    ],
    "`np.sqrt(np.maximum(x, 0))`, `np.sqrt(np.clip(x, 0, None))`": FLOORS,
    "`np.abs(x) ** 0.5`, `np.sqrt(np.linalg.norm(x))`, `np.sqrt(np.ptp(x))`": MAGNITUDES,
    "`np.sqrt(np.sum(np.abs(x)))`, `np.hypot(x, y) ** 0.5`, "
    "`np.sqrt(np.sum(np.maximum(x - 9, 0)))`": GATHERED,
    "`np.hypot(x, y)`": [
        (lambda x, y: np.sum(np.hypot(x, y)), (array(0), array(0)), ([0], [0])),
    ],
    "`np.arctan2(x, y)`": [
        (lambda x, y: np.sum(np.arctan2(x, y)), (array(0), array(0)), ([0], [0])),
    ],
    "`x ** 0.0`": [
        (lambda x: x**0.0, (0.0,), (0.0,)),
        (lambda x: np.sum(x**0.0), (array(0, 2),), (array(0, 0),)),
        (lambda x, p: np.sum(x**p), (array(0, 2), 0.0), (array(0, 0), np.log(2.0))),
    ],
    "`0.0 ** x`": [
        (lambda x: np.sum(0.0**x), (array(0, 1, 2.5),), (array(0, 0, 0),)),
        (lambda x: 0.0**x, (0.0,), (0.0,)),
        (lambda x: 0.0**x, (2.5,), (0.0,)),
    ],
    "`np.sqrt(x)`": [(lambda x: np.sum(np.sqrt(x)), (array(0, 4),), (array(INF, 0.25),))],
    "`np.log1p(x)`": [(lambda x: np.sum(np.log1p(x)), (array(-1, 1),), (array(INF, 0.5),))],
    "`np.sinc(x)`": [(lambda x: np.sum(np.sinc(x)), (array(0, 1),), (array(0, -1),))],
    "`np.prod(x)`": [
        (lambda x: np.prod(x), (array(2, 0, 3),), (array(0, 6, 0),)),
        (lambda x: np.prod(x), (array(0, 0, 3),), (array(0, 0, 0),)),
    ],
    "`np.cumprod(x)`": [
        (lambda x: np.sum(np.cumprod(x)), (array(2, 0, 3),), (array(1, 8, 0),)),
        (lambda x: np.sum(np.cumprod(x)), (array(0, 0, 3),), (array(1, 0, 0),)),
    ],
    "`x % y`": [
        (lambda x, y: x % y, (7.5, 2.0), (1.0, -3.0)),
        (lambda x, y: np.sum(x % y), (array(6, -1), array(2, 2)), ([1, 1], [-3, 1])),
    ],
    "`x // y`": [
        (lambda x, y: x * (x // y), (7.5, 2.0), (3.0, 0.0)),
        (lambda x, y: np.sum(x * (x // y)), (array(6, 7), array(2, 2)), ([3, 3], [0, 0])),
    ],
    "`np.sign(x)`, `np.floor(x)`, `np.ceil(x)`, `np.round(x)`": [
        (lambda x: np.sum(x * np.sign(x)), (array(0, -2),), (array(0, -1),)),
        (lambda x: np.sum(x * np.floor(x)), (array(1, 2.5),), (array(1, 2),)),
        (lambda x: np.sum(x * np.ceil(x)), (array(1, 2.5),), (array(1, 3),)),
        (lambda x: np.sum(x * np.round(x)), (array(1, 2.7),), (array(1, 3),)),
    ],
    "`np.linalg.norm(a, 2)`": [
        (lambda a: np.linalg.norm(a, 2), (np.zeros((2, 2)),), (np.zeros((2, 2)),)),
    ],
    "`np.linalg.eigvalsh(a)`, `np.linalg.svd(a, compute_uv=False)`": [
        (lambda a: np.sum(np.linalg.eigvalsh(a) ** 2), (np.eye(2),), (2 * np.eye(2),)),
        (lambda a: np.sum(np.linalg.svd(a, compute_uv=False)), (np.eye(2),), (np.eye(2),)),
    ],
    "`np.linalg.svd(a)[1]`, `np.linalg.svd(a, compute_uv=False)[-1]`": [
        (lambda a: np.linalg.svd(a)[1][1], (np.diag(array(2, 0)),), (signed_unit(),)),
        (least_of, (np.diag(array(2, 0)),), (signed_unit(),)),
        (lambda a: np.sum(np.linalg.svd(a)[1] ** 2), (np.diag(array(2, 0)),), ([[4, 0], [0, 0]],)),
    ],
    "`scipy.special.sph_harm_y(n, m, theta, phi)` of odd m": [
        (harmonic, (0.0,), (-math.sqrt(3 / (8 * math.pi)),)),
        (harmonic, (math.pi,), (math.sqrt(3 / (8 * math.pi)),)),
    ],
    "`x > y`, `np.argmax(x)`, `int(x)`": [
        (lambda x, y: np.sum(x * (x > y)), (array(1, 3), array(1, 2)), ([0, 1], [0, 0])),
        (lambda x: x[np.argmax(x)] ** 2, (array(1, 3),), (array(0, 6),)),
        (lambda x: x * int(x), (2.5,), (2.0,)),
    ],
    "vectors of `np.linalg.eigh(a)`, `np.linalg.svd(a)`": [
        (lambda a: np.linalg.eigh(a)[1][1, 0], (np.eye(2),), (ArbitraryBasis,)),
        (lambda a: np.linalg.svd(a)[0][0, 0], (np.eye(2),), (ArbitraryBasis,)),
        (vector_of_three, (np.diag(array(1, 2, 2)),), (np.zeros((3, 3)),)),
    ],
}


def test_every_row_has_its_cases():
    assert rows() == list(CASES)


@pytest.mark.parametrize(("fun", "args", "expected"), [*MAGNITUDES, *GATHERED, *FLOORS])
def test_tangent_where_a_root_is_steep(fun, args, expected):
    along = np.ones_like(args[0])
    _, tangent = jvp(fun, args, (along if np.ndim(along) else 1.0, *[None] * len(args[1:])))
    np.testing.assert_allclose(tangent, np.sum(expected[0] * along), rtol=1e-14)


@pytest.mark.parametrize("fun", [np.log, np.log2, np.log10, np.log1p, np.arctanh])
def test_logarithm_of_a_python_number(fun):
    end = {np.log1p: -1.0, np.arctanh: 1.0}.get(fun, 0.0)
    with np.errstate(all="ignore"):
        assert grad(lambda x: fun(x))(end)[1] == np.inf
        assert jvp(lambda x: fun(x), (end,), (1.0,))[1] == np.inf


@pytest.mark.filterwarnings("ignore:Degrees of freedom <= 0")
@pytest.mark.parametrize(
    ("fun", "args", "expected"),
    [case for cases in CASES.values() for case in cases],
    ids=[f"{cell}-{i}" for cell, cases in CASES.items() for i, _ in enumerate(cases)],
)
def test_gradient(fun, args, expected):
    if fun is harmonic and not hasattr(scipy.special, "sph_harm_y"):
        pytest.skip("SciPy 1.15")
    if expected[0] is ArbitraryBasis:
        with pytest.raises(ArbitraryBasis, match="any basis of their space would do"):
            grad(fun)(*args)
        return
    with np.errstate(all="ignore"):
        _, gradients = grad(fun, wrt=tuple(range(len(args))))(*args)
    for wanted, gradient in zip(expected, gradients, strict=True):
        np.testing.assert_allclose(gradient, wanted, rtol=1e-14)
