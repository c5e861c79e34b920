"""Methods that are made of derivatives, written as their textbooks write them."""

import numpy as np

from srcgrad import grad, hessian, hvp, implicit_root, jacobian, jvp

RNG = np.random.default_rng(7)
A = RNG.normal(size=(12, 3))
B = A @ np.array([1.0, -2.0, 0.5]) + 0.1 * RNG.normal(size=12)


def loss(w, weights):
    return 0.5 * np.sum(weights * (A @ w - B) ** 2) + 0.05 * np.sum(w**2)


def fitted(weights):
    return np.linalg.solve(A.T @ (weights[:, None] * A) + 0.1 * np.eye(3), A.T @ (weights * B))


def test_influence_of_each_observation():
    ones = np.ones(12)
    w = fitted(ones)
    mixed = jacobian(lambda weights, w: grad(loss)(w, weights)[1])(ones, w)
    influence = -np.linalg.solve(hessian(loss)(w, ones), mixed)
    step = 1e-6
    for n in range(12):
        moved = ones.copy()
        moved[n] += step
        back = ones.copy()
        back[n] -= step
        by_fits = (fitted(moved) - fitted(back)) / (2 * step)
        np.testing.assert_allclose(influence[:, n], by_fits, rtol=1e-6, atol=1e-8)


def shrunk(z, threshold):
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def fixed(w, lasso, ridge):
    return w - shrunk(w - 0.02 * (A.T @ (A @ w - B) + ridge * w), 0.02 * lasso)


@implicit_root(fixed)
def elastic_net(lasso, ridge):
    w = np.zeros(3)
    for _ in range(3000):
        w = shrunk(w - 0.02 * (A.T @ (A @ w - B) + ridge * w), 0.02 * lasso)
    return w


def validation(lasso, ridge):
    return np.sum((elastic_net(lasso, ridge) - 1.0) ** 2)


def test_hypergradients_of_an_elastic_net():
    assert np.count_nonzero(elastic_net(9.0, 0.3)) == 2  # one weight rests at zero
    _, (lasso_bar, ridge_bar) = grad(validation, wrt=(0, 1))(9.0, 0.3)
    step = 1e-5
    by_lasso = (validation(9.0 + step, 0.3) - validation(9.0 - step, 0.3)) / (2 * step)
    by_ridge = (validation(9.0, 0.3 + step) - validation(9.0, 0.3 - step)) / (2 * step)
    np.testing.assert_allclose([lasso_bar, ridge_bar], [by_lasso, by_ridge], rtol=1e-6)


def energy(q):
    return 0.25 * np.sum(q**4) + 0.5 * q[0] * q[1] + 0.5 * np.sum(q**2)


def leapfrog(q, p, step, count):
    slope = grad(energy)
    p = p - 0.5 * step * slope(q)[1]
    for _ in range(count - 1):
        q = q + step * p
        p = p - step * slope(q)[1]
    q = q + step * p
    return q, p - 0.5 * step * slope(q)[1]


def test_a_hamiltonian_trajectory():
    q, p = np.array([0.6, -0.4]), np.array([0.3, 0.8])
    end, speed = leapfrog(q, p, 0.05, 20)
    before, after = (energy(a) + 0.5 * b @ b for a, b in ((q, p), (end, speed)))
    assert abs(after - before) < 2e-3
    back, _ = leapfrog(end, -speed, 0.05, 20)
    np.testing.assert_allclose(back, q, rtol=1e-12)  # it may be run backwards

    def moved(z):
        return np.concatenate(leapfrog(z[:2], z[2:], 0.05, 20))

    turned = jacobian(moved)(np.concatenate((q, p)))
    form = np.block([[np.zeros((2, 2)), np.eye(2)], [-np.eye(2), np.zeros((2, 2))]])
    np.testing.assert_allclose(turned.T @ form @ turned, form, atol=1e-12)  # and is symplectic


def test_a_trace_by_random_directions():
    w, ones = np.array([0.3, -0.2, 0.9]), np.ones(12)
    times = hvp(loss)
    signs = [np.array(s) for s in np.ndindex(2, 2, 2)]
    estimates = [(2.0 * s - 1.0) @ times(w, ones, v=2.0 * s - 1.0) for s in signs]
    np.testing.assert_allclose(np.mean(estimates), np.trace(hessian(loss)(w, ones)), rtol=1e-12)


def chances(w):
    scores = np.append(A[:4] @ w, 0.0)
    return np.exp(scores - np.max(scores)) / np.sum(np.exp(scores - np.max(scores)))


def test_the_information_of_a_distribution():
    w = np.array([0.2, -0.1, 0.4])
    rows = jacobian(lambda w: np.log(chances(w)))(w)
    by_slopes = rows.T @ (chances(w)[:, None] * rows)
    bends = jacobian(jacobian(lambda w: np.log(chances(w))))(w)
    np.testing.assert_allclose(by_slopes, -np.einsum("k,kij->ij", chances(w), bends), atol=1e-12)


def pendulum(q, v):
    return 0.5 * np.sum(v**2) + 0.3 * v[0] * v[1] * np.cos(q[0] - q[1]) + np.sum(np.cos(q))


def test_motion_by_a_lagrangian():
    q, v = np.array([0.4, -0.3]), np.array([0.2, 0.5])
    mass = hessian(pendulum, wrt=1)(q, v)
    _, along = jvp(lambda q: grad(pendulum, wrt=1)(q, v)[1], (q,), (v,))
    force = grad(pendulum)(q, v)[1] - along
    acceleration = np.linalg.solve(mass, force)
    bend = 0.3 * np.cos(q[0] - q[1])
    turn = 0.3 * np.sin(q[0] - q[1])
    by_hand = np.linalg.solve(
        np.array([[1.0, bend], [bend, 1.0]]),
        np.array([-turn * v[1] ** 2, turn * v[0] ** 2]) - np.sin(q),
    )
    np.testing.assert_allclose(acceleration, by_hand, rtol=1e-12)
