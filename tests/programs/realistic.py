"""Programs as people write them: models, solvers, simulations, factorisations."""

import math
from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed


def logistic_loss(w, b, X, y):
    z = X @ w + b
    p = 1.0 / (1.0 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)) + 0.1 * np.sum(w**2)


def logistic_training(w, X, y, rate, steps):
    """The loss after some steps of gradient descent, by the step size and the start."""
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(X @ w)))
        w = w - rate * (X.T @ (p - y)) / len(y)
    z = X @ w
    return np.mean(np.log1p(np.exp(-z)) + (1.0 - y) * z)


def linear_regression(theta, X, y):
    residual = X @ theta["w"] + theta["b"] - y
    return 0.5 * np.mean(residual**2)


def mlp(params, x, target):
    for W, b in params[:-1]:
        x = np.tanh(W @ x + b)
    W, b = params[-1]
    return np.sum((W @ x + b - target) ** 2)


def mlp_batch(params, X, Y):
    h = X
    for i in range(len(params)):
        W, b = params[i]
        h = h @ W + b
        if i < len(params) - 1:
            h = np.maximum(h, 0.0)
    return np.mean((h - Y) ** 2)


def softmax_cross_entropy(W, X, labels):
    logits = X @ W
    logits = logits - np.max(logits, axis=1, keepdims=True)
    log_z = np.log(np.sum(np.exp(logits), axis=1))
    return np.mean(log_z - logits[np.arange(len(labels)), labels])


def gaussian_mixture(alphas, means, log_scales, X):
    d = X.shape[1]
    terms = np.empty((X.shape[0], len(alphas)))
    for k in range(len(alphas)):
        z = (X - means[k]) * np.exp(-log_scales[k])
        terms[:, k] = alphas[k] - np.sum(log_scales[k]) - 0.5 * np.sum(z**2, axis=1)
    m = np.max(terms, axis=1)
    total = np.sum(m + np.log(np.sum(np.exp(terms - m[:, None]), axis=1)))
    norm = np.log(np.sum(np.exp(alphas)))
    return total - len(X) * (norm + 0.5 * d * math.log(2.0 * math.pi))


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def rosenbrock_loop(x):
    s = 0.0
    for i in range(len(x) - 1):
        s += 100.0 * (x[i + 1] - x[i] ** 2) ** 2 + (1.0 - x[i]) ** 2
    return s


def rastrigin(x):
    return 10.0 * len(x) + sum([e**2 - 10.0 * math.cos(2.0 * math.pi * e) for e in x])


def pendulum_rhs(state, length, damping):
    theta, omega = state
    return np.array([omega, -9.81 / length * np.sin(theta) - damping * omega])


def pendulum(theta, length, damping, steps):
    state = np.array([theta, 0.0])
    h = 0.05
    for _ in range(steps):
        k1 = pendulum_rhs(state, length, damping)
        k2 = pendulum_rhs(state + 0.5 * h * k1, length, damping)
        k3 = pendulum_rhs(state + 0.5 * h * k2, length, damping)
        k4 = pendulum_rhs(state + h * k3, length, damping)
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return state[0] ** 2 + 0.1 * state[1] ** 2


def pendulum_until_turn(theta, length):
    """The angle where the pendulum turns back, with floats and a while loop."""
    omega = 2.0
    t = 0.0
    h = 0.02
    while omega > 0.0:
        omega = omega - h * 9.81 / length * math.sin(theta)
        theta = theta + h * omega
        t += h
    return theta * theta + t


def projectile(speed, angle, drag):
    x, y = 0.0, 0.0
    vx, vy = speed * math.cos(angle), speed * math.sin(angle)
    h = 0.05
    while True:
        v = math.sqrt(vx * vx + vy * vy)
        vx -= h * drag * v * vx
        vy -= h * (9.81 + drag * v * vy)
        new_y = y + h * vy
        if new_y < 0.0:
            share = y / (y - new_y)
            return x + share * h * vx
        x += h * vx
        y = new_y


def n_body_energy(positions, masses):
    energy = 0.0
    n = len(masses)
    for i in range(n):
        for j in range(i + 1, n):
            r = positions[i] - positions[j]
            energy -= masses[i] * masses[j] / np.sqrt(np.dot(r, r) + 0.01)
    return energy


def n_body_step(positions, velocities, masses, dt, steps):
    n = len(masses)
    for _ in range(steps):
        for i in range(n):
            acceleration = np.zeros(2)
            for j in range(n):
                if i == j:
                    continue
                d = positions[j] - positions[i]
                acceleration += masses[j] * d / (np.dot(d, d) + 0.1) ** 1.5
            velocities[i] += dt * acceleration
        positions += dt * velocities
    return np.sum(positions**2) + 0.5 * np.sum(masses * np.sum(velocities**2, axis=1))


def heat(u, k, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)


def heat_scalar_loops(u, k, steps):
    new = np.empty_like(u)
    for _ in range(steps):
        new[0], new[-1] = u[0], u[-1]
        for i in range(1, len(u) - 1):
            new[i] = u[i] + k * (u[i + 1] - 2.0 * u[i] + u[i - 1])
        u[:] = new
    return np.sum(u**2)


def heat_variable_conductivity(u, k, measured, steps):
    for _ in range(steps):
        flux = k * (u[1:] - u[:-1])
        u[1:-1] += flux[1:] - flux[:-1]
    return np.sum((u - measured) ** 2)


def burgers(u, nu, steps):
    dt, dx = 0.02, 0.2
    for _ in range(steps):
        un = u.copy()
        u[1:-1] = (
            un[1:-1]
            - un[1:-1] * dt / dx * (un[1:-1] - un[:-2])
            + nu * dt / dx**2 * (un[2:] - 2.0 * un[1:-1] + un[:-2])
        )
        u[0] = u[-2]
        u[-1] = u[1]
    return np.sum(u * u)


def jacobi_2d(A, B, steps):
    for _ in range(1, steps):
        B[1:-1, 1:-1] = 0.2 * (
            A[1:-1, 1:-1] + A[1:-1, :-2] + A[1:-1, 2:] + A[2:, 1:-1] + A[:-2, 1:-1]
        )
        A[1:-1, 1:-1] = 0.2 * (
            B[1:-1, 1:-1] + B[1:-1, :-2] + B[1:-1, 2:] + B[2:, 1:-1] + B[:-2, 1:-1]
        )
    return np.sum(A * A)


def seidel_2d(A, steps):
    n = A.shape[0]
    for _ in range(steps):
        for i in range(1, n - 1):
            A[i, 1:-1] += A[i - 1, :-2] + A[i - 1, 1:-1] * A[i + 1, 1:-1] + A[i, 2:]
            for j in range(1, n - 1):
                A[i, j] += A[i, j - 1]
                A[i, j] /= 5.0
    return np.sum(A * A)


def wave_fdtd(ex, ey, hz, steps):
    for t in range(steps):
        ey[0, :] = 0.1 * t
        ey[1:, :] -= 0.5 * (hz[1:, :] - hz[:-1, :])
        ex[:, 1:] -= 0.5 * (hz[:, 1:] - hz[:, :-1])
        hz[:-1, :-1] -= 0.7 * (ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1])
    return np.sum(hz * hz) + np.sum(ex * ey)


def series(x, n):
    s = 0.0
    t = 1.0
    for k in range(1, n):
        t = t * x / k
        if t > 1e-3:
            s += t
        else:
            s += t * t
    return s


def thomas(lower, diagonal, upper, rhs):
    n = len(rhs)
    c, d = np.zeros(n), np.zeros(n)
    c[0] = upper[0] / diagonal[0]
    d[0] = rhs[0] / diagonal[0]
    for i in range(1, n):
        m = diagonal[i] - lower[i - 1] * c[i - 1]
        if i < n - 1:
            c[i] = upper[i] / m
        d[i] = (rhs[i] - lower[i - 1] * d[i - 1]) / m
    x = np.empty(n)
    x[-1] = d[-1]
    for i in range(n - 2, -1, -1):
        x[i] = d[i] - c[i] * x[i + 1]
    return np.sum(x * x)


def thomas_in_place(lower, diagonal, upper, rhs):
    for i in range(1, len(rhs)):
        w = lower[i - 1] / diagonal[i - 1]
        diagonal[i] -= w * upper[i - 1]
        rhs[i] -= w * rhs[i - 1]
    rhs[-1] /= diagonal[-1]
    for i in range(len(rhs) - 2, -1, -1):
        rhs[i] = (rhs[i] - upper[i] * rhs[i + 1]) / diagonal[i]
    return np.dot(rhs, rhs)


def cholesky(A):
    n = A.shape[0]
    L = np.zeros_like(A)
    for i in range(n):
        for j in range(i + 1):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            if i == j:
                L[i, j] = np.sqrt(s)
            else:
                L[i, j] = s / L[j, j]
    return np.sum(np.log(np.diag(L))) + np.sum(L)


def cholesky_in_place(A):
    n = len(A)
    for j in range(n):
        A[j, j] = np.sqrt(A[j, j] - np.dot(A[j, :j], A[j, :j]))
        for i in range(j + 1, n):
            A[i, j] = (A[i, j] - np.dot(A[i, :j], A[j, :j])) / A[j, j]
        A[j, j + 1 :] = 0.0
    return np.sum(A**2 * A.T) + np.sum(A)


def forward_substitution(L, b):
    x = np.zeros_like(b)
    for i in range(len(b)):
        x[i] = (b[i] - np.dot(L[i, :i], x[:i])) / L[i, i]
    return np.sum(x**2)


def gauss_solve(A, b):
    n = len(b)
    for k in range(n - 1):
        for i in range(k + 1, n):
            f = A[i, k] / A[k, k]
            A[i, k:] -= f * A[k, k:]
            b[i] -= f * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x * x)


def gauss_with_pivoting(A, b):
    n = len(b)
    for k in range(n):
        p = k + np.argmax(np.abs(A[k:, k]))
        if p != k:
            A[[k, p]] = A[[p, k]]
            b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            f = A[i, k] / A[k, k]
            A[i] -= f * A[k]
            b[i] -= f * b[k]
    for i in range(n - 1, -1, -1):
        b[i] = (b[i] - np.dot(A[i, i + 1 :], b[i + 1 :])) / A[i, i]
    return np.sum(b * b)


def gram_schmidt(A):
    Q = np.zeros_like(A)
    R = np.zeros((A.shape[1], A.shape[1]))
    for k in range(A.shape[1]):
        v = A[:, k].copy()
        for j in range(k):
            R[j, k] = np.dot(Q[:, j], A[:, k])
            v -= R[j, k] * Q[:, j]
        R[k, k] = np.sqrt(np.dot(v, v))
        Q[:, k] = v / R[k, k]
    return np.sum(R**2) + np.sum(Q * np.arange(1.0, 1.0 + Q.size).reshape(Q.shape))


def power_iteration(A, steps):
    v = np.ones(len(A))
    for _ in range(steps):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v @ A @ v


def conjugate_gradient(A, b, steps):
    x = np.zeros_like(b)
    r = b - A @ x
    p = r
    rs = r @ r
    for _ in range(steps):
        Ap = A @ p
        alpha = rs / (p @ Ap)
        x = x + alpha * p
        r = r - alpha * Ap
        new = r @ r
        p = r + new / rs * p
        rs = new
    return np.sum(x * x)


def k_means(centres, points):
    total = 0.0
    for p in points:
        best = np.inf
        for c in centres:
            d = np.sum((p - c) ** 2)
            if d < best:
                best = d
        total += best
    return total / len(points)


def k_means_vectorised(centres, points):
    d = np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2)
    return np.mean(np.min(d, axis=1))


def matrix_factorisation(U, V, ratings, mask):
    error = (U @ V.T - ratings) * mask
    return np.sum(error**2) + 0.1 * (np.sum(U**2) + np.sum(V**2))


def matrix_factorisation_sparse(U, V, rows, columns, ratings):
    predicted = np.sum(U[rows] * V[columns], axis=1)
    return np.mean((predicted - ratings) ** 2)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def lstm_cell(params, x, h, c):
    z = params["W"] @ np.concatenate((x, h)) + params["b"]
    i, f, o, g = np.split(z, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    return h, c


def lstm(params, xs):
    h = np.zeros(2)
    c = np.zeros(2)
    states = []
    for x in xs:
        h, c = lstm_cell(params, x, h, c)
        states.append(h)
    s = 0.0
    for state in states:
        s += np.sum(state**2)
    return s


def recurrent(W, U, xs):
    h = np.zeros(len(W))
    loss = 0.0
    for t in range(len(xs)):
        h = np.tanh(W @ h + U @ xs[t])
        if t > 0:
            loss += np.sum((h - xs[t - 1, 0]) ** 2)
    return loss


@dataclass
class Filter:
    F: np.ndarray
    Q: np.ndarray
    H: np.ndarray
    r: float


def kalman(model, x, P, measurements):
    log_likelihood = 0.0
    for z in measurements:
        x = model.F @ x
        P = model.F @ P @ model.F.T + model.Q
        innovation = z - model.H @ x
        s = model.H @ P @ model.H + model.r
        gain = P @ model.H / s
        x = x + gain * innovation
        P = P - np.outer(gain, model.H @ P)
        log_likelihood -= 0.5 * (np.log(s) + innovation**2 / s)
    return log_likelihood


def black_scholes(spot, strike, rate, sigma, maturity):
    d1 = (math.log(spot / strike) + (rate + 0.5 * sigma**2) * maturity) / (
        sigma * math.sqrt(maturity)
    )
    d2 = d1 - sigma * math.sqrt(maturity)
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    return spot * n1 - strike * math.exp(-rate * maturity) * n2


def binomial_option(spot, strike, up, rate, n):
    down = 1.0 / up
    p = (math.exp(rate) - down) / (up - down)
    values = np.empty(n + 1)
    for i in range(n + 1):
        values[i] = max(spot * up ** (n - i) * down**i - strike, 0.0)
    for step in range(n, 0, -1):
        for i in range(step):
            values[i] = math.exp(-rate) * (p * values[i] + (1.0 - p) * values[i + 1])
    return values[0]


def convolution(image, kernel):
    n, m = image.shape
    k = kernel.shape[0]
    out = np.zeros((n - k + 1, m - k + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(k):
                for b in range(k):
                    out[i, j] += image[i + a, j + b] * kernel[a, b]
    return np.sum(np.tanh(out))


def convolution_slices(image, kernel):
    n, m = image.shape
    k = kernel.shape[0]
    out = np.zeros((n - k + 1, m - k + 1))
    for a in range(k):
        for b in range(k):
            out += kernel[a, b] * image[a : n - k + 1 + a, b : m - k + 1 + b]
    return np.sum(out**2)


def max_pool(image):
    n, m = image.shape
    s = 0.0
    for i in range(0, n, 2):
        for j in range(0, m, 2):
            s += np.max(image[i : i + 2, j : j + 2]) ** 2
    return s


def bisection(a):
    """The root of x ** 3 + a x - 1; the interval does not depend on ``a`` smoothly."""
    low, high = 0.0, 2.0
    for _ in range(40):
        mid = 0.5 * (low + high)
        if mid**3 + a * mid > 1.0:
            high = mid
        else:
            low = mid
    x = 0.5 * (low + high)
    return x - (x**3 + a * x - 1.0) / (3.0 * x**2 + a)


def newton_square_root(a):
    x = a
    steps = 0
    while abs(x * x - a) > 1e-13 and steps < 50:
        x = 0.5 * (x + a / x)
        steps += 1
    return x


def newton_system(x, a):
    for _ in range(5):
        f0 = x[0] ** 2 + x[1] ** 2 - a
        f1 = x[0] * x[1] - 1.0
        det = 2.0 * x[0] ** 2 - 2.0 * x[1] ** 2
        d0 = (x[0] * f0 - 2.0 * x[1] * f1) / det
        d1 = (2.0 * x[0] * f1 - x[1] * f0) / det
        x[0] -= d0
        x[1] -= d1
    return x[0] ** 2 * x[1]


def trapezoidal_rule(f_scale, a, b, n):
    h = (b - a) / n
    s = 0.5 * (math.sin(f_scale * a) + math.sin(f_scale * b))
    for i in range(1, n):
        s += math.sin(f_scale * (a + i * h))
    return s * h


def simpson(y, h):
    return h / 3.0 * (y[0] + y[-1] + 4.0 * np.sum(y[1:-1:2]) + 2.0 * np.sum(y[2:-2:2]))


def lotka_volterra(params, n):
    a, b, c, d = params["a"], params["b"], params["c"], params["d"]
    x, y = params["start"]
    for _ in range(n):
        x, y = x + 0.05 * (a * x - b * x * y), y + 0.05 * (c * x * y - d * y)
    return x**2 + y


def three_stage_adam(x, steps):
    m, v = np.zeros_like(x), np.zeros_like(x)
    for t in range(1, steps + 1):
        g = 2.0 * (x - 1.0) + 0.3 * np.cos(3.0 * x)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g**2
        x = x - 0.1 * (m / (1.0 - 0.9**t)) / (np.sqrt(v / (1.0 - 0.99**t)) + 1e-8)
    return np.sum(x**2)


def gradient_descent_backtracking(x):
    step = 1.0
    f = np.sum(x**4)
    for _ in range(4):
        g = 4.0 * x**3
        while np.sum((x - step * g) ** 4) > f - 0.1 * step * np.sum(g * g):
            step *= 0.5
        x = x - step * g
        f = np.sum(x**4)
    return f


def total_variation(image):
    dx = image[1:, :-1] - image[:-1, :-1]
    dy = image[:-1, 1:] - image[:-1, :-1]
    return np.sum(np.sqrt(dx**2 + dy**2 + 1e-3))


def attention(Q, K, V):
    scores = Q @ K.T / np.sqrt(K.shape[1])
    scores -= scores.max(axis=1, keepdims=True)
    weights = np.exp(scores)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.sum((weights @ V) ** 2)


def batch_norm(X, gamma, beta):
    mu = X.mean(axis=0)
    var = X.var(axis=0)
    Y = gamma * (X - mu) / np.sqrt(var + 1e-5) + beta
    return np.sum(Y**3)


def hidden_markov(log_start, log_move, log_emit, observed):
    alpha = log_start + log_emit[:, observed[0]]
    for t in range(1, len(observed)):
        scores = alpha[:, None] + log_move
        m = np.max(scores, axis=0)
        alpha = m + np.log(np.sum(np.exp(scores - m), axis=0)) + log_emit[:, observed[t]]
    m = np.max(alpha)
    return m + np.log(np.sum(np.exp(alpha - m)))


def gaussian_process(log_length, noise, x, y):
    n = len(x)
    K = np.exp(-0.5 * ((x[:, None] - x[None, :]) / np.exp(log_length)) ** 2) + noise * np.eye(n)
    L = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = K[i, j] - L[i, :j] @ L[j, :j]
            L[i, j] = np.sqrt(s) if i == j else s / L[j, j]
    a = np.zeros(n)
    for i in range(n):
        a[i] = (y[i] - L[i, :i] @ a[:i]) / L[i, i]
    return 0.5 * a @ a + np.sum(np.log(np.diag(L)))


def edit_alignment(x, y, gap):
    """Dynamic programming with a soft minimum."""
    n, m = len(x), len(y)
    D = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        D[i, 0] = i * gap
    for j in range(1, m + 1):
        D[0, j] = j * gap
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            a = D[i - 1, j - 1] + (x[i - 1] - y[j - 1]) ** 2
            b = D[i - 1, j] + gap
            c = D[i, j - 1] + gap
            D[i, j] = -np.log(np.exp(-a) + np.exp(-b) + np.exp(-c))
    return D[n, m]


def floyd_warshall(D):
    n = len(D)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if D[i, k] + D[k, j] < D[i, j]:
                    D[i, j] = D[i, k] + D[k, j]
    return np.sum(D**2)


def mandelbrot_escape(cr, ci, limit):
    """A loop whose length depends on the point; the value is smooth where it does not change."""
    zr, zi = 0.0, 0.0
    for n in range(limit):
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        if zr * zr + zi * zi > 16.0:
            return n + 1.0 - math.log(0.5 * math.log(zr * zr + zi * zi)) / math.log(2.0)
    return zr * zr + zi * zi


def fft_like_butterflies(re, im):
    n = len(re)
    size = 2
    while size <= n:
        half = size // 2
        for start in range(0, n, size):
            for k in range(half):
                c, s = math.cos(2.0 * math.pi * k / size), -math.sin(2.0 * math.pi * k / size)
                i, j = start + k, start + k + half
                tr, ti = c * re[j] - s * im[j], s * re[j] + c * im[j]
                re[j], im[j] = re[i] - tr, im[i] - ti
                re[i], im[i] = re[i] + tr, im[i] + ti
        size *= 2
    return np.sum((re**2 + im**2) * np.arange(n))


def rotation(angles, points, target):
    ca, sa = np.cos(angles[0]), np.sin(angles[0])
    cb, sb = np.cos(angles[1]), np.sin(angles[1])
    Rz = np.array([[ca, -sa, 0.0], [sa, ca, 0.0], [0.0, 0.0, 1.0]])
    Rx = np.array([[1.0, 0.0, 0.0], [0.0, cb, -sb], [0.0, sb, cb]])
    moved = points @ (Rz @ Rx).T
    return np.sum((moved - target) ** 2)


def reverberation(signal, delays, gains):
    out = signal.copy()
    for d, g in zip(delays, gains):
        out[d:] += g * out[:-d]
    return np.sum(out**2)


def exponential_smoothing(x, alpha):
    s = x[0]
    error = 0.0
    for t in range(1, len(x)):
        error += (x[t] - s) ** 2
        s = alpha * x[t] + (1.0 - alpha) * s
    return error


X, Y01 = signed(5, 3), np.array([1.0, 0.0, 1.0, 1.0, 0.0])
SPD = signed(4, 4) @ signed(4, 4).T + 3.0 * np.eye(4)
DOMINANT = signed(4, 4) + 4.0 * np.eye(4)
NETWORK = [(signed(3, 3), signed(3)), (signed(2, 3, start=1), signed(2))]
BATCH_NETWORK = [(signed(3, 4), signed(4)), (signed(4, 2, start=1), signed(2))]
BAND = (0.3 * positive(4), 2.0 + positive(5), 0.4 * positive(4, start=1), signed(5))
LSTM = {"W": signed(8, 5) * 0.7, "b": signed(8, start=1)}
KALMAN = Filter(np.array([[1.0, 0.1], [0.0, 0.9]]), 0.1 * np.eye(2), np.array([1.0, 0.3]), 0.5)
VOLTERRA = {"a": 1.1, "b": 0.4, "c": 0.1, "d": 0.5, "start": (2.0, 1.5)}

PROGRAMS = [
    Program(logistic_loss, (signed(3), 0.1, X, Y01), wrt=(0, 1)),
    Program(logistic_training, (signed(3), X, Y01, 0.3, 4), wrt=("w", "rate")),
    Program(linear_regression, ({"w": signed(3), "b": 0.5}, X, Y01)),
    Program(mlp, (NETWORK, signed(3), np.array([0.5, -0.2]))),
    Program(mlp_batch, (BATCH_NETWORK, X, signed(5, 2)), wrt=(0, 1)),
    Program(softmax_cross_entropy, (signed(3, 4), X, np.array([0, 3, 1, 1, 2])), wrt=(0, 1)),
    Program(gaussian_mixture, (signed(2), signed(2, 3), 0.3 * signed(2, 3), X), wrt=(0, 1, 2)),
    Program(rosenbrock, (signed(5),)),
    Program(rosenbrock_loop, (signed(5),)),
    Program(rastrigin, (signed(4),)),
    Program(pendulum, (0.8, 1.2, 0.1, 6), wrt=(0, 1, 2)),
    Program(pendulum_until_turn, (0.4, 1.3), wrt=(0, 1)),
    Program(projectile, (8.0, 0.7, 0.05), wrt=(0, 1, 2)),
    Program(n_body_energy, (signed(4, 2), positive(4)), wrt=(0, 1)),
    Program(n_body_step, (signed(3, 2), 0.2 * signed(3, 2), positive(3), 0.1, 2), wrt=(0, 1, 2, 3)),
    Program(heat, (positive(6), 0.2, 5), wrt=(0, 1)),
    Program(heat, (positive(6), 0.2, 5), wrt=0, name="heat_start_only"),
    Program(heat_scalar_loops, (positive(6), 0.2, 3), wrt=(0, 1)),
    Program(heat_variable_conductivity, (positive(6), 0.2 * positive(5), signed(6), 3), wrt=(0, 1)),
    Program(burgers, (positive(7), 0.07, 3), wrt=(0, 1)),
    Program(jacobi_2d, (signed(5, 5), signed(5, 5, start=1), 3), wrt=(0, 1)),
    Program(seidel_2d, (signed(4, 4), 2)),
    Program(
        wave_fdtd, (signed(3, 4), signed(3, 4, start=1), signed(3, 4, start=2), 3), wrt=(0, 1, 2)
    ),
    Program(series, (1.7, 12)),
    Program(thomas, BAND, wrt=(0, 1, 2, 3)),
    Program(thomas_in_place, BAND, wrt=(0, 1, 2, 3)),
    Program(cholesky, (SPD,)),
    Program(cholesky_in_place, (SPD,)),
    Program(forward_substitution, (DOMINANT, signed(4)), wrt=(0, 1)),
    Program(gauss_solve, (DOMINANT, signed(4)), wrt=(0, 1)),
    Program(gauss_with_pivoting, (DOMINANT[[2, 0, 3, 1]], signed(4)), wrt=(0, 1)),
    Program(gram_schmidt, (signed(4, 3),)),
    Program(power_iteration, (SPD, 5)),
    Program(conjugate_gradient, (SPD, signed(4), 3), wrt=(0, 1)),
    Program(k_means, (signed(2, 3, start=2), X)),
    Program(k_means_vectorised, (signed(2, 3, start=2), X), wrt=(0, 1)),
    Program(
        matrix_factorisation,
        (signed(3, 2), signed(4, 2), signed(3, 4), signed(3, 4) > 0),
        wrt=(0, 1),
    ),
    Program(
        matrix_factorisation_sparse,
        (signed(3, 2), signed(4, 2), np.array([0, 2, 1, 0]), np.array([3, 0, 0, 1]), signed(4)),
        wrt=(0, 1),
    ),
    Program(lstm, (LSTM, signed(3, 3)), wrt=(0, 1)),
    Program(lstm_cell, (LSTM, signed(3), signed(2), positive(2)), wrt=(0, 2, 3)),
    Program(recurrent, (0.5 * signed(3, 3), signed(3, 2), signed(4, 2)), wrt=(0, 1, 2)),
    Program(kalman, (KALMAN, signed(2), np.eye(2), [0.4, -0.3, 0.9]), wrt=(0, 1, 2)),
    Program(black_scholes, (1.1, 1.0, 0.05, 0.3, 0.8), wrt=(0, 1, 2, 3, 4)),
    Program(binomial_option, (1.1, 1.0, 1.2, 0.01, 4), wrt=(0, 1, 2, 3)),
    Program(convolution, (signed(4, 4), signed(2, 2)), wrt=(0, 1)),
    Program(convolution_slices, (signed(4, 4), signed(2, 2)), wrt=(0, 1)),
    Program(max_pool, (signed(4, 4),)),
    Program(bisection, (0.7,)),
    Program(newton_square_root, (2.0,)),
    Program(newton_system, (np.array([2.0, 0.4]), 5.0), wrt=1),
    Program(trapezoidal_rule, (1.3, 0.2, 1.7, 6), wrt=(0, 1, 2)),
    Program(simpson, (signed(7), 0.1), wrt=(0, 1)),
    Program(lotka_volterra, (VOLTERRA, 6)),
    Program(three_stage_adam, (signed(3), 4)),
    Program(gradient_descent_backtracking, (signed(3),)),
    Program(total_variation, (signed(4, 4),)),
    Program(attention, (signed(2, 3), signed(4, 3), signed(4, 2)), wrt=(0, 1, 2)),
    Program(batch_norm, (X, positive(3), signed(3)), wrt=(0, 1, 2)),
    Program(
        hidden_markov,
        (signed(2), signed(2, 2), signed(2, 3), np.array([0, 2, 1, 1])),
        wrt=(0, 1, 2),
    ),
    Program(gaussian_process, (-0.3, 0.2, signed(4), positive(4)), wrt=(0, 1, 2, 3)),
    Program(edit_alignment, (signed(3), signed(4, start=1), 0.7), wrt=(0, 1, 2)),
    Program(floyd_warshall, (positive(4, 4) ** 3,)),
    Program(mandelbrot_escape, (0.4, 0.5, 40), wrt=(0, 1)),
    Program(mandelbrot_escape, (-0.2, 0.1, 6), wrt=(0, 1), name="mandelbrot_inside"),
    Program(fft_like_butterflies, (signed(4), signed(4, start=1)), wrt=(0, 1)),
    Program(rotation, (signed(2), signed(4, 3), signed(4, 3, start=1)), wrt=(0, 1)),
    Program(reverberation, (signed(6), [1, 3], [0.4, 0.3]), wrt=("signal", "gains")),
    Program(exponential_smoothing, (signed(5), 0.4), wrt=(0, 1)),
]
