"""Two equations F(x, y) = 0: how the solution moves with what the equations are made of.

By hand: F(y(p), p) = 0 for all p, so F_y y' + F_p = 0, and y' = -F_y^-1 F_p. By srcgrad: the solver
says which equations it solves, and is differentiated without being looked into.
"""

import numpy as np

from srcgrad import grad, hessian, implicit_root


def F(z, p):
    """A circle of radius p[0], and a parabola that p[1] opens."""
    x, y = z
    return np.array([x**2 + y**2 - p[0] ** 2, y - p[1] * x**2])


@implicit_root(F)
def meeting(p):
    """The point with x > 0 where the two meet, by Newton's method."""
    z = np.array([1.0, 1.0])
    for _ in range(30):
        x, y = z
        slope = np.array([[2 * x, 2 * y], [-2 * p[1] * x, 1.0]])
        z = z - np.linalg.solve(slope, F(z, p))
    return z


@grad
def height(p):
    """How high they meet."""
    return meeting(p)[1]


def by_hand(p):
    """The gradient of the height, from the implicit function theorem."""
    x, y = meeting(p)
    by_point = np.array([[2 * x, 2 * y], [-2 * p[1] * x, 1.0]])
    by_parameters = np.array([[-2 * p[0], 0.0], [0.0, -(x**2)]])
    return -np.linalg.solve(by_point, by_parameters)[1]


p = np.array([2.0, 0.5])
value, slope = height(p)
print(f"they meet at height {value:.6f}")
print("by hand   ", by_hand(p))
print("by srcgrad", slope)
print("second derivatives")
print(np.round(hessian(height)(p), 6))
