"""Exact derivatives for SciPy: Newton's method with Hessian-vector products, sparse least squares,
and a stiff equation with its Jacobian."""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares, minimize

from srcgrad import grad, hvp, jacobian


def rosenbrock(x):
    """A curved valley, with its minimum of 0 at (1, ..., 1)."""
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


product = hvp(rosenbrock)
found = minimize(
    grad(rosenbrock),
    np.zeros(50),
    jac=True,
    hessp=lambda x, v: product(x, v=v),
    method="trust-ncg",
    options={"gtol": 1e-8},
)
print(f"trust-ncg: largest error {np.max(np.abs(found.x - 1.0)):.0e}, {found.nhev} products")


def broyden(x):
    """Broyden's tridiagonal system."""
    y = (3.0 - 2.0 * x) * x + 1.0
    y[1:] -= x[:-1]
    y[:-1] -= 2.0 * x[1:]
    return y


matrix = jacobian(broyden, sparsity="detect")
fitted = least_squares(broyden, np.full(200, -1.0), jac=matrix)
print(f"least_squares: {matrix(fitted.x).nnz} entries, residual {np.abs(fitted.fun).max():.0e}")


def oscillator(t, y):
    """Van der Pol's oscillator, stiff."""
    return np.array([y[1], 1000.0 * (1.0 - y[0] ** 2) * y[1] - y[0]])


solved = solve_ivp(oscillator, (0.0, 500.0), [2.0, 0.0], "BDF", jac=jacobian(oscillator, wrt="y"))
print(f"solve_ivp: y(500) = {solved.y[0, -1]:.2f}, with {solved.njev} Jacobians")
