"""Functions that go to solvers: what is refused of them, and when."""

import numpy as np
import pytest
import scipy.integrate as si
import scipy.optimize as so
from scipy.spatial.transform import Rotation

from srcgrad import grad, hessian, jvp
from srcgrad.errors import SrcgradError

X = np.array([0.3, 0.7])


def test_what_has_not_converged_has_no_derivative():
    def stopped(x):
        found = so.root(lambda y: y**3 - x - 5.0, np.zeros(2) + 9.0, options={"maxfev": 3})
        return np.sum(found.x)

    with pytest.raises(ArithmeticError, match="not converged"):
        grad(stopped)(X)


def test_a_minimum_at_a_bound_is_refused():
    def bounded(x):
        return so.minimize_scalar(lambda y: y * x[0], bounds=(0.0, 1.0), method="bounded").x

    with pytest.raises(NotImplementedError, match="at a bound"):
        grad(bounded)(X)


def test_a_minimum_away_from_its_bounds():
    def bounded(x):
        found = so.minimize_scalar(lambda y: np.cosh(y - x[0]), bounds=(0, 3), method="bounded")
        return found.x**2

    np.testing.assert_allclose([0.6, 0.0], grad(bounded)(X)[1], rtol=1e-4)


@pytest.mark.parametrize("bounds", [[(0, 1), (0.5, None)], so.Bounds([0.0, 0.5])])
def test_a_minimum_at_one_of_its_bounds_is_refused(bounds):
    def bounded(x):
        return np.sum(so.minimize(lambda y: np.sum((y - x[0]) ** 2), X, bounds=bounds).x)

    with pytest.raises(NotImplementedError, match="at a bound"):
        grad(bounded)(X)


def test_fits_at_a_bound_are_refused():
    t = np.linspace(0.0, 1.0, 5)

    def fit(x):
        return so.curve_fit(lambda t, a: a * t, t, t * x[0], p0=[0.05], bounds=(0.0, 0.1))[0][0]

    def squares(x):
        return so.least_squares(lambda a: a - x[0], [0.05], bounds=(0.0, 0.1)).x[0]

    for stopped in (fit, squares):
        with pytest.raises(NotImplementedError, match="at a bound"):
            grad(stopped)(X)


def test_what_stays_inside_of_its_bounds_may_be_stopped_by_them():
    def squares(x):
        return so.least_squares(lambda a: a - x[0], [0.2], bounds=(0.0, 0.29999)).x[0]

    def inside(x):
        stays = {"method": "trust-constr", "bounds": [(0, 0.2), (0, 1)]}
        return np.sum(so.minimize(lambda y: np.sum((y - x) ** 2), X, **stays).x)

    with pytest.raises(NotImplementedError, match="at a bound"):
        grad(squares)(X)
    with pytest.raises(SrcgradError, match="trust-constr with bounds"):
        grad(inside)(X)


@pytest.mark.filterwarnings("ignore:Gimbal lock")
def test_rotations_without_a_derivative_are_refused():
    def angles(x):
        return np.sum(Rotation.from_rotvec(x).as_euler("zxz", degrees=True))

    def of_matrix(x):
        return np.sum(Rotation.from_matrix(np.diag(x)).as_rotvec())

    with pytest.raises(NotImplementedError, match="gimbal lock"):
        grad(angles)(np.array([0.0, 0.0, 0.5]))
    with pytest.raises(NotImplementedError, match="a matrix far from one"):
        grad(of_matrix)(np.array([0.01, 1.0, 1.0]))


def test_constraints_are_refused():
    def constrained(x):
        rule = {"type": "eq", "fun": lambda y: y[0] - y[1]}
        return so.minimize(lambda y: np.sum((y - x) ** 2), X, constraints=rule).fun

    with pytest.raises(SrcgradError, match="with constraints"):
        grad(constrained)(X)


def test_another_loss_is_refused():
    def fit(x):
        return so.least_squares(lambda y: y - x, X, loss="soft_l1").cost

    with pytest.raises(SrcgradError, match="another loss"):
        grad(fit)(X)


def test_the_covariance_of_a_fit_is_refused():
    t = np.linspace(0.0, 1.0, 5)

    def fit(x):
        return np.sum(so.curve_fit(lambda t, a, b: a + b * t, t, t**2 * x[0])[1])

    with pytest.raises(SrcgradError, match="covariance"):
        grad(fit)(X)


@pytest.mark.parametrize("options", [{"loss": "soft_l1"}, {"sigma": np.eye(5)}])
def test_fits_with_a_loss_or_a_covariance_matrix_are_refused(options):
    t = np.linspace(0.0, 1.0, 5)

    def fit(x):
        return so.curve_fit(lambda t, a: a * t, t, t**2 * x[0], p0=[0.05], **options)[0][0]

    with pytest.raises((NotImplementedError, SrcgradError), match="curve_fit with"):
        grad(fit)(X)


def test_other_results_of_a_solver_are_refused():
    with pytest.raises(SrcgradError):
        grad(lambda x: np.sum(so.minimize(lambda y: np.sum((y - x) ** 2), X).jac))(X)


def test_a_global_that_is_bound_again_is_read_again(monkeypatch):
    slope = grad(lambda x: so.brentq(lambda y: helper(y) - x, 0.0, 4.0))
    assert 0.5 == pytest.approx(slope(0.3)[1])
    monkeypatch.setitem(globals(), "helper", lambda y: 4.0 * y)
    assert 0.25 == pytest.approx(slope(0.3)[1])


def helper(y):
    return 2.0 * y


def test_the_ends_of_an_equation_in_time_are_refused():
    def ends(x):
        return np.sum(si.solve_ivp(lambda t, y: -y, (0.0, x[0]), np.ones(2)).y)

    with pytest.raises(SrcgradError, match="does not depend on `high`"):
        grad(ends)(X)


def decayed(x):
    """exp(-x[0] * x[1])."""
    return si.odeint(lambda y, t: -x[0] * y, 1.0, np.array([0.0, 1.0]) * x[1], rtol=1e-12)[-1, 0]


def decayed_at_the_end(x):
    """The same at 2, times x[1]."""
    found = si.solve_ivp(lambda t, y, k: -k * y, (0, 2), x[1:2] * 1.0, args=(x[0],), rtol=1e-11)
    return np.sum(found.y[:, -1])


def area(x):
    """(1 - exp(-x[0] * x[1])) / x[0]."""
    return si.quad(lambda t: np.exp(-x[0] * t), 0.0, x[1])[0]


@pytest.mark.parametrize(
    ("function", "plain"),
    [
        (decayed, lambda x: np.exp(-x[0] * x[1])),
        (decayed_at_the_end, lambda x: np.exp(-2.0 * x[0]) * x[1]),
        (area, lambda x: (1.0 - np.exp(-x[0] * x[1])) / x[0]),
    ],
)
def test_second_derivatives_of_integrals(function, plain):
    x, v = np.array([0.7, 1.2]), np.array([1.0, -0.5])
    expected = hessian(plain)(x)
    np.testing.assert_allclose(hessian(function)(x), expected, rtol=1e-8, atol=1e-8)
    twice = grad(lambda x: np.sum(grad(function)(x)[1] * v))(x)[1]
    np.testing.assert_allclose(twice, expected @ v, rtol=1e-8, atol=1e-8)
    along = jvp(lambda x: jvp(function, (x,), (v,))[1], (x,), (v,))[1]
    assert along == pytest.approx(v @ expected @ v, rel=1e-8)


def test_events_are_refused():
    def stopped(x):
        event = lambda t, y: y[0] - 0.5  # noqa: E731
        return np.sum(si.solve_ivp(lambda t, y: -x * y, (0, 1), np.ones(2), events=event).y)

    with pytest.raises((NotImplementedError, SrcgradError), match="events"):
        grad(stopped)(X)
