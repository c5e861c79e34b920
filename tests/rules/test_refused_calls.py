"""Calls that a rule does not cover are refused by name, with what to write instead."""

import numpy as np
import pytest
import scipy.interpolate
import scipy.linalg
import scipy.ndimage
import scipy.optimize
import scipy.sparse.linalg
import scipy.spatial
from scipy import stats
from scipy.interpolate import UnivariateSpline, make_interp_spline
from scipy.stats.distributions import rv_frozen

from srcgrad import grad, jvp
from srcgrad.errors import SrcgradError
from srcgrad.runtime import ComplexResult, SingularCovariance
from tests.rules.scipy_linalg_examples import IN_STACKS

A = np.array([[2.0, 0.3], [0.1, 1.5]])
X = np.array([0.3, 0.7])


def density_of(rv):
    return rv.logpdf(0.3) if isinstance(rv, rv_frozen) else 0.0


def resized(x):
    longer = x * 1.0
    longer.resize(3)
    return np.sum(longer)


def told(name):
    return lambda x: np.sum(
        scipy.optimize.minimize(lambda y: np.sum((y - x) ** 2), np.zeros(2))[name]
    )


REFUSED = {
    "slopes of active width": (
        lambda a: np.sum(scipy.ndimage.gaussian_filter1d(a, a[0, 0], order=1)),
        (A,),
        "a Gaussian filter of active width with order or output",
    ),
    "active widths in an array": (
        lambda a: np.sum(scipy.ndimage.gaussian_filter(a, a[0])),
        (A,),
        "a Gaussian filter of active widths in an array, or of modes",
    ),
    "slope of a minimum": (told("jac"), (X,), "the derivative of a solver's `jac`"),
    "curvature of a minimum": (told("hess_inv"), (X,), "the derivative of a solver's `hess_inv`"),
    "covariance of a fit": (
        lambda x: scipy.optimize.curve_fit(lambda t, a: a * t, np.arange(2.0), x)[1][0, 0],
        (X,),
        "the derivative of the covariance that curve_fit returns",
    ),
    "older minimiser with all that it tells": (
        lambda x: scipy.optimize.fmin(lambda y: np.sum((y - x) ** 2), X, full_output=True)[1],
        (X,),
        "full_output or retall of a minimiser: use minimize",
    ),
    "options without names": (
        lambda x: scipy.optimize.fmin(lambda y: np.sum((y - x) ** 2), X, (), 1e-9)[0],
        (X,),
        "options of a minimiser without names: name them",
    ),
    "full output of leastsq": (
        lambda x: scipy.optimize.leastsq(lambda y: y - x, X, full_output=True)[0][0],
        (X,),
        "leastsq with full_output: use least_squares",
    ),
    "global search that ends early": (
        lambda x: (
            scipy.optimize.differential_evolution(
                lambda y: np.sum((y - x) ** 2), [(-1, 1)] * 2, polish=False
            ).fun
        ),
        (X,),
        "a global minimum without a search nearby",
    ),
    "global search among integers": (
        lambda x: (
            scipy.optimize.differential_evolution(
                lambda y: np.sum((y - x) ** 2), [(-1, 1)] * 2, integrality=True
            ).fun
        ),
        (X,),
        "a global minimum with constraints, or of integers",
    ),
    "bounds that are an object": (
        lambda a, b: scipy.optimize.lsq_linear(a, b, scipy.optimize.Bounds(0, 1)).x[0],
        (A, X),
        "lsq_linear with bounds that are no tuple",
    ),
    "points with a period": (
        lambda a: np.sum(scipy.spatial.KDTree(a, boxsize=4.0).query(a)[0]),
        (A,),
        "a tree of points with a period",
    ),
    "another norm in a tree": (
        lambda a: np.sum(scipy.spatial.KDTree(a).query(a, p=3)[0]),
        (A,),
        "distances in a tree by another norm than those of 1, 2 and infinity",
    ),
    "some of the nearest": (
        lambda a: np.sum(scipy.spatial.KDTree(a).query(a, k=[2])[0]),
        (A,),
        "a tree that is asked for some of the nearest points: give k",
    ),
    "overwritten matrix": (
        lambda a: scipy.linalg.det(a, overwrite_a=True),
        (A,),
        "an active array is given to a call that may write it",
    ),
    "another structure": (
        lambda a, x: np.sum(scipy.linalg.solve(np.stack([a, a]), x, assume_a="diagonal")),
        (A, X),
        "scipy.linalg.solve of stacks with this assume_a",
    ),
    "raw qr of scipy": (lambda a: scipy.linalg.qr(a, mode="raw")[1][0, 0], (A,), "mode 'raw'"),
    "values of scipy's lstsq": (
        lambda a, b: scipy.linalg.lstsq(a, b)[3][0],
        (A, X),
        "more is used than the solution",
    ),
    "eigenvalues of another pair": (
        lambda a: scipy.linalg.eigh(a, a, eigvals_only=True, type=2)[0],
        (A,),
        "the keyword argument `type` of `eigh`",
    ),
    "pad by a function": (
        lambda x: np.sum(np.pad(x, 1, lambda v, w, axis, options: None)),
        (X,),
        "which is not followed",
    ),
    "dtype and mean of var": (
        lambda x: np.var(x, dtype=np.float64, mean=np.mean(x)),
        (X,),
        "`var` with `mean` and `dtype`",
    ),
    "largest in lower precision": (
        lambda a: np.sum(np.maximum.reduce(a, dtype=np.float32)),
        (A,),
        "the keyword argument `dtype` of `reduce`",
    ),
    "lower precision of fmax": (
        lambda x: np.sum(np.fmax(x, x[::-1], dtype=np.float32)),
        (X,),
        "the keyword argument `dtype` of `fmax`",
    ),
    "powers of powers": (
        lambda a: np.sum(np.power.reduceat(a, [0, 1])),
        (A,),
        "a reduction by `np.power` or `np.arctan2`",
    ),
    "an array of another size": (
        resized,
        (X,),
        "the method `resize` may change an array in a way that is not followed",
    ),
    "an array of fields": (
        lambda x: np.sum(x * np.zeros(2, dtype=[("a", "f8")])["a"]),
        (X,),
        "`zeros` makes a structured array",
    ),
    "an array of objects": (
        lambda x: np.array([x[0], None], dtype=object)[0] * 2.0,
        (X,),
        "`array` makes an array of objects",
    ),
    "overwritten median": (
        lambda x: np.median(x, overwrite_input=True),
        (X,),
        "a call that may write it",
    ),
    "transform beside its array": (  # NumPy leaves the array as it is
        lambda x: np.fft.irfft2(np.outer(x, x), out=np.zeros((2, 2)))[0, 0],
        (X,),
        "keyword `out`",  # which NumPy 1.26 does not know
    ),
    "two results at chosen places": (
        lambda x: np.divmod(x, 0.2, out=(X * 1.0, X * 0.0), where=X > 0.5)[1][0],
        (X,),
        "by the keyword `out`",
    ),
    "truths into floats": (
        lambda x: np.sum(np.equal.outer(x, x, out=np.zeros((2, 2)))),
        (X,),
        "by the keyword `out`",
    ),
    "a curve of fourth order": (
        lambda a: np.sum(scipy.interpolate.interp1d(np.arange(5.0), a, kind=4)(0.5)),
        (np.ones(5),),
        "interp1d of active values of a kind of higher order",
    ),
    "edges of a grid": (
        lambda x: np.sum(np.histogramdd((x, x), 2, weights=x)[1][0]),
        (X,),
        "`histogramdd` gets an active value",
    ),
    "initial of max": (lambda x: np.max(x, initial=x[0]), (X,), "with respect to `initial`"),
    "hermitian svd": (
        lambda a: np.sum(np.linalg.svd(a, hermitian=True)[1]),
        (A,),
        "`hermitian` of `svd`",
    ),
    "complete qr": (lambda a: np.linalg.qr(a, "raw")[0][0, 0], (A,), "qr of mode 'raw'"),
    "smoothing of active values": (
        lambda x: UnivariateSpline(np.arange(5.0), x, s=0.1)(0.5)[()],
        (np.ones(5),),
        "s=0 goes through them",
    ),
    "periodic spline": (
        lambda x: make_interp_spline(np.arange(5.0), x, bc_type="periodic")(0.5)[()],
        (np.zeros(5),),
        "active values with bc_type",
    ),
    "samples without those that are NaN": (
        lambda x: stats.zscore(x, nan_policy="omit")[0],
        (np.arange(4.0),),
        "with another nan_policy",
    ),
    "class of a distribution": (
        lambda x: density_of(stats.norm(x[0], 1.0)),
        (np.arange(4.0),),
        "of which more is asked than its methods give",
    ),
    "eigenvalues of two complex matrices": (
        lambda a: scipy.linalg.eigvalsh(a + 1j * (a - a.T), a @ a.T)[0],
        (A,),
        "scipy.linalg.eigvalsh of two matrices that are complex",
    ),
    "eigenvectors of two complex matrices": (
        lambda a: scipy.linalg.eigh(a + 1j * (a - a.T), a @ a.T)[0][0],
        (A,),
        "scipy.linalg.eigh of two matrices that are complex",
    ),
    "drawn by an active shape": (
        lambda x, draws: np.sum(draws.gamma(x, 1.0)),
        (X, np.random.default_rng(0)),
        "it draws at random",
    ),
    "chosen among active numbers": (
        lambda x, draws: np.sum(draws.choice(x, 2)),
        (X, np.random.default_rng(0)),
        "it draws at random",
    ),
    "masked array": (
        lambda x: np.ma.masked_less(x, 0.5).mean(),
        (X,),
        "it makes an object that is not a plain array",
    ),
    **(
        {
            "products along another axis of each": (
                lambda a, x: np.sum(np.vecdot(a, x, axis=0)),
                (A, X),
                "along an axis counted from the front",
            )
        }
        if hasattr(np, "vecdot")
        else {}
    ),
    "several polynomials": (
        lambda a: np.sum(np.polyval(a, 0.5)),
        (A,),
        "polyval of several polynomials",
    ),
    "values of lstsq": (
        lambda a, b: np.linalg.lstsq(a, b, rcond=None)[3][0],
        (A, X),
        "singular values are used",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_call_is_refused(case: str) -> None:
    function, args, words = REFUSED[case]
    with pytest.raises(SrcgradError) as caught:
        grad(function)(*args)
    assert words in str(caught.value)


@pytest.mark.skipif(not IN_STACKS, reason="SciPy takes no stacks there")
@pytest.mark.parametrize("name", ["solve_continuous_lyapunov", "solve_discrete_lyapunov"])
def test_stacks_of_equations_are_refused_in_both_modes(name: str) -> None:
    solve = getattr(scipy.linalg, name)
    stack = 0.1 * np.arange(1.0, 9.0).reshape(2, 2, 2)
    with pytest.raises(SrcgradError, match="stacks of matrices"):
        grad(lambda a: np.sum(solve(a, a)))(stack)
    with pytest.raises(SrcgradError, match="stacks of matrices"):
        jvp(lambda a: np.sum(solve(a, a)), (stack,), (stack,))


@pytest.mark.parametrize("name", ["solve_continuous_lyapunov", "solve_discrete_lyapunov"])
def test_complex_sides_of_real_equations_are_refused(name: str) -> None:
    solve = getattr(scipy.linalg, name)
    matrix = np.diag(np.linspace(0.1, 0.3, 10))
    with pytest.raises(SrcgradError, match="of a real a and a complex q"):
        grad(lambda a: np.sum(np.abs(solve(a, a * 1j))))(matrix)


def test_the_factor_of_a_number_is_refused_in_both_modes() -> None:
    def factor(x: float) -> float:
        return np.sum(scipy.linalg.cholesky(x, lower=True))

    with pytest.raises(SrcgradError, match="cholesky of a number"):
        grad(factor)(2.0)
    with pytest.raises(SrcgradError, match="cholesky of a number"):
        jvp(factor, (2.0,), (1.0,))


def test_complex_results_of_real_matrices_are_found_out() -> None:
    negative = grad(lambda a: np.sum(scipy.linalg.logm(a)))
    with pytest.raises(ComplexResult, match="is complex here"):
        negative(-np.eye(2))


def test_a_density_in_a_subspace_is_found_out() -> None:
    def density(x: np.ndarray, spread: np.ndarray) -> float:
        return stats.multivariate_normal.pdf(x, np.zeros(2), spread, allow_singular=True)

    spread = np.ones((2, 2))
    with pytest.raises(SingularCovariance, match="is singular here"):
        grad(density)(X, spread)
    with pytest.raises(SingularCovariance, match="is singular here"):
        jvp(density, (X, spread), (None, spread))


def of_values(w):
    return scipy.sparse.csr_matrix((w, ([0, 1], [0, 1])), shape=(2, 2))


SPARSE = {
    "complex factors in bands": (
        lambda w: scipy.linalg.cho_solve_banded((w[None] + 1j, True), w)[0].real,
        "cho_solve_banded of complex factors",
    ),
    "exponential": (lambda w: scipy.sparse.linalg.expm(of_values(w)).sum(), "`expm` of sparse"),
    "incomplete factors": (
        lambda w: np.sum(scipy.sparse.linalg.spilu(of_values(w).tocsc()).solve(w)),
        "`spilu` of sparse",
    ),
    "row of an array": (
        lambda w: scipy.sparse.csr_array(of_values(w))[0].sum(),
        "a row of a sparse array",
    ),
    "column of an array": (
        lambda w: scipy.sparse.csr_array(of_values(w))[:, 0].sum(),
        "a row or a column of a sparse array",
    ),
    "elements by pairs": (lambda w: of_values(w)[[0, 1], [1, 0]].sum(), "single elements of a"),
    "cube": (lambda w: (of_values(w) ** 3).sum(), "this power of a sparse matrix"),
    "largest of each row": (lambda w: of_values(w).max(axis=1).sum(), "`max` of a sparse matrix"),
    "least of each row": (lambda w: of_values(w).min(axis=1).sum(), "`min` of a sparse matrix"),
    "norms of rows": (
        lambda w: np.sum(scipy.sparse.linalg.norm(of_values(w), axis=1)),
        "this norm of a sparse matrix",
    ),
    "single precision": (lambda w: of_values(w).astype(np.float32).sum(), "of another type"),
}


@pytest.mark.parametrize("name", SPARSE)
def test_a_call_with_a_matrix_of_few_numbers_is_refused_by_name(name: str) -> None:
    function, expected = SPARSE[name]
    with pytest.raises(SrcgradError, match=expected):
        grad(function)(X)


def test_what_only_the_run_tells_of_sparse_matrices() -> None:
    def of_diagonals(w: np.ndarray) -> float:
        return np.sum(scipy.sparse.diags(w).data)

    def of_places_given_twice(w: np.ndarray) -> float:
        doubled = scipy.sparse.csr_matrix((w, [0, 0], [0, 2]), shape=(1, 2))
        return np.sum((doubled * 2.0 + scipy.sparse.csr_matrix((1, 2))).data) + doubled.T.data[0]

    def of_other_shapes(w: np.ndarray) -> float:
        return of_values(w).multiply(scipy.sparse.csr_matrix(np.ones((1, 2)))).sum()

    def written(w: np.ndarray) -> float:
        held = of_values(w).data
        held[0] = 1.0
        return np.sum(held)

    with pytest.raises(TypeError, match="in the format dia: convert it with tocsr"):
        grad(of_diagonals)(X)
    with pytest.raises(TypeError, match="make them of one shape"):
        grad(of_other_shapes)(X)
    with pytest.raises(ValueError, match="read-only"):
        grad(written)(X)
    value, w_bar = grad(of_places_given_twice)(X)
    assert value == of_places_given_twice(X)
    assert np.allclose(w_bar, [3.0, 2.0])
