"""Recover the conductivity of two materials from temperatures: a gradient through a time loop.

A rod of two materials is heated at its left end. The temperatures at the end of the experiment
are known; the conductivities are not. The time loop overwrites the temperatures in place.
"""

import numpy as np
from scipy.optimize import minimize

from srcgrad import check_grads, grad

CELLS = 20  # of each material
STEPS = 400
TRUE = np.array([0.40, 0.10])


def temperatures(conductivity):
    """The temperatures along the rod after the last time step."""
    k = np.repeat(conductivity, CELLS)
    u = np.zeros(2 * CELLS + 1)
    u[0] = 1.0
    for _ in range(STEPS):
        flux = k * (u[1:] - u[:-1])
        u[1:-1] += flux[1:] - flux[:-1]
    return u


@grad
def loss(conductivity, measured):
    """The squared distance between computed and measured temperatures."""
    return np.sum((temperatures(conductivity) - measured) ** 2)


measured = temperatures(TRUE)
start = np.array([0.25, 0.25])
check_grads(loss, (start, measured))

# `loss` returns the value and the gradient: what SciPy asks for with jac=True.
fit = minimize(
    loss,
    start,
    args=(measured,),
    jac=True,
    method="L-BFGS-B",
    bounds=[(0.01, 0.49), (0.01, 0.49)],
    options={"ftol": 1e-15, "gtol": 1e-10},
)

print(f"true conductivities       {TRUE}")
print(f"start                     {start}")
print(f"recovered                 {fit.x}")
print(f"gradient evaluations      {fit.nfev}")
assert np.allclose(fit.x, TRUE, rtol=1e-3)
