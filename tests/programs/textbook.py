"""Numerics as textbooks write them: roots, integrals, equations, estimates, small interpreters."""

import math
import operator
from dataclasses import dataclass
from functools import reduce

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.3, 0.4, 2.1])


def newton(f, df, x, tol=1e-13):
    for _ in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) < tol:
            break
    return x


def cube_root_by_newton(a, p):
    return newton(lambda t: t**p - a, lambda t: p * t ** (p - 1), a)


def bisect(f, lo, hi):
    if f(lo) * f(hi) > 0:
        raise ValueError("no sign change")
    while hi - lo > 1e-3:
        mid = 0.5 * (lo + hi)
        if f(mid) * f(lo) <= 0:
            hi = mid
        else:
            lo = mid
    return 0.5 * (lo + hi)


def bisection_then_newton(a):
    f = lambda t: math.cos(t) - a * t
    t = bisect(f, 0.0, 3.0)
    return newton(f, lambda t: -math.sin(t) - a, t)


def secant(f, a, b, n=12):
    fa, fb = f(a), f(b)
    for _ in range(n):
        if abs(fb - fa) < 1e-14:
            break
        a, b, fa = b, b - fb * (b - a) / (fb - fa), fb
        fb = f(b)
    return b


def root_by_secant(a):
    return secant(lambda t: t * t - a, 1.0, 2.0, 4)


def simpson(f, a, b, n):
    h = (b - a) / n
    odd = sum(f(a + (2 * k - 1) * h) for k in range(1, n // 2 + 1))
    even = sum(f(a + 2 * k * h) for k in range(1, n // 2))
    return h / 3 * (f(a) + f(b) + 4 * odd + 2 * even)


def integral_by_simpson(a, b):
    return simpson(lambda t: math.exp(-t * t) * math.sin(t), a, b, 8)


def romberg(a, b):
    def f(t):
        return 1.0 / (1.0 + t * t)

    n = 4
    R = [[0.0] * (n + 1) for _ in range(n + 1)]
    h = b - a
    R[0][0] = 0.5 * h * (f(a) + f(b))
    for i in range(1, n + 1):
        h *= 0.5
        total = 0.0
        for k in range(1, 2**i, 2):
            total += f(a + k * h)
        R[i][0] = 0.5 * R[i - 1][0] + h * total
        for j in range(1, i + 1):
            R[i][j] = R[i][j - 1] + (R[i][j - 1] - R[i - 1][j - 1]) / (4**j - 1)
    return R[n][n]


def romberg_array(a, b):
    n = 4
    R = np.zeros((n + 1, n + 1))
    h = b - a
    f = np.cos
    R[0, 0] = 0.5 * h * (f(a) + f(b))
    for i in range(1, n + 1):
        h *= 0.5
        R[i, 0] = 0.5 * R[i - 1, 0] + h * sum(f(a + k * h) for k in range(1, 2**i, 2))
        for j in range(1, i + 1):
            R[i, j] = R[i, j - 1] + (R[i, j - 1] - R[i - 1, j - 1]) / (4**j - 1)
    return R[n, n]


def heun_adaptive(f, t, y, end, h, tol):
    while t < end:
        h = min(h, end - t)
        k1 = f(t, y)
        k2 = f(t + h, y + h * k1)
        err = np.max(np.abs(k2 - k1)) * h / 2
        if err <= tol:
            t += h
            y = y + h * (k1 + k2) / 2
            h *= 1.5
        else:
            h *= 0.5
    return y


def pendulum_adaptive(y, c):
    def rhs(t, y):
        return np.array([y[1], -c * np.sin(y[0]) + 0.1 * t])

    return np.sum(heun_adaptive(rhs, 0.0, y, 1.0, 0.4, 3e-2))


def gauss_seidel(A, b):
    n = len(b)
    x = [0.0] * n
    for _ in range(6):
        for i in range(n):
            s = sum(A[i][j] * x[j] for j in range(n) if j != i)
            x[i] = (b[i] - s) / A[i][i]
    return sum(v * v for v in x)


def power_iteration(A):
    v = np.ones(2)
    for _ in range(12):
        w = A @ v
        size = np.linalg.norm(w)
        v = w / size
    return size + v[0]


def fft(xs):
    n = len(xs)
    if n <= 1:
        return xs
    even, odd = fft(xs[0::2]), fft(xs[1::2])
    t = [np.exp(-2j * np.pi * k / n) * odd[k] for k in range(n // 2)]
    return [even[k] + t[k] for k in range(n // 2)] + [even[k] - t[k] for k in range(n // 2)]


def fft_by_recursion(xs):
    return sum(abs(z) ** 2 * (k + 1) for k, z in enumerate(fft(xs)))


def horner(c, x):
    return reduce(lambda acc, a: acc * x + a, c, 0.0)


def horner_loop(c, x):
    r = 0
    for a in reversed(c):
        r = r * x + a
    return r


def levenberg(p, t, y):
    lam = 0.1

    def res(p):
        return p[0] * np.exp(-p[1] * t) - y

    cost = np.sum(res(p) ** 2)
    for _ in range(3):
        r = res(p)
        e = np.exp(-p[1] * t)
        J = np.stack([e, -p[0] * t * e], axis=1)
        H = J.T @ J
        step = np.linalg.solve(H + lam * np.diag(np.diag(H)), J.T @ r)
        new = np.sum(res(p - step) ** 2)
        if new < cost:
            p, cost, lam = p - step, new, lam * 0.5
        else:
            lam *= 2.0
    return cost + np.sum(p)


def em_two_gaussians(x, mu):
    pi = np.array([0.5, 0.5])
    for _ in range(3):
        logp = np.log(pi) - 0.5 * (x[:, None] - mu) ** 2
        r = np.exp(logp - np.max(logp, axis=1, keepdims=True))
        r /= r.sum(axis=1, keepdims=True)
        n = r.sum(axis=0)
        mu = (r * x[:, None]).sum(axis=0) / n
        pi = n / len(x)
    return mu @ np.array([1.0, 2.0]) + pi[0]


def viterbi_like(start, trans, obs):
    emit = {0: (0.9, 0.1), 1: (0.2, 0.8)}
    V = [{s: start[s] + math.log(emit[s][obs[0]]) for s in (0, 1)}]
    for o in obs[1:]:
        V.append(
            {s: max(V[-1][q] + trans[q, s] for q in (0, 1)) + math.log(emit[s][o]) for s in (0, 1)}
        )
    return max(V[-1].values())


@dataclass
class Particle:
    x: float
    w: float


def particle_filter(a, noise, obs):
    ps = [Particle(n, 1.0) for n in noise]
    for y in obs:
        for p in ps:
            p.x = a * p.x + math.sin(p.x)
            p.w *= math.exp(-0.5 * (y - p.x) ** 2)
        total = sum(p.w for p in ps)
        for p in ps:
            p.w /= total
    return sum(p.w * p.x for p in ps)


class Dense:
    def __init__(self, W, b, act):
        self.W, self.b, self.act = W, b, act

    def __call__(self, h):
        return self.act(self.W @ h + self.b)


def small_network(W, b):
    net = [Dense(W, b, np.tanh), Dense(W.T[:2], b, lambda z: np.maximum(z, 0.0))]
    h = np.array([0.3, -0.2, 0.5])
    for i, layer in enumerate(net):
        h = layer(h if i == 0 else np.append(h, 1.0)[:2])
    return np.sum(h)


def expression(x, tree):
    def ev(t):
        match t:
            case float() | int():
                return t
            case "x":
                return x
            case ("add", a, b):
                return ev(a) + ev(b)
            case ("mul", a, b):
                return ev(a) * ev(b)
            case ("sin", a):
                return math.sin(ev(a))

    return ev(tree)


def table_of_operators(x):
    ops = {"+": operator.add, "*": operator.mul, "-": operator.sub}
    stack = []
    for tok in "0 1 + 2 * 3 -".split():
        if tok in ops:
            b, a = stack.pop(), stack.pop()
            stack.append(ops[tok](a, b))
        else:
            stack.append(x[int(tok)])
    return stack.pop()


def agm(a):
    g = 0.5
    while abs(a - g) > 1e-12:
        a, g = (a + g) / 2, math.sqrt(a * g)
    return a


def runge_kutta_tuple(x, v):
    def f(s):
        x, v = s
        return (v, -x * x)

    s = (x, v)
    h = 0.1
    for _ in range(4):
        k1 = f(s)
        k2 = f(tuple(a + h / 2 * b for a, b in zip(s, k1)))
        s = tuple(a + h * b for a, b in zip(s, k2))
    return s[0] * s[1]


def lagrange(y):
    xs = [0.0, 1.0, 2.0, 3.0]

    def basis(j, t):
        p = [(t - xs[m]) / (xs[j] - xs[m]) for m in range(4) if m != j]
        return reduce(operator.mul, p)

    return sum(basis(j, 1.5) * y[j] for j in range(4))


def determinant_by_minors(A):
    def det(m):
        if len(m) == 1:
            return m[0][0]
        return sum(
            (-1) ** j * m[0][j] * det([row[:j] + row[j + 1 :] for row in m[1:]])
            for j in range(len(m))
        )

    return det([[A[0, 0], A[0, 1]], [A[1, 0], A[1, 1]]])


def neville(y):
    p = list(y)
    xs = range(4)
    for k in range(1, 4):
        for i in range(4 - k):
            p[i] = ((1.5 - xs[i + k]) * p[i] + (xs[i] - 1.5) * p[i + 1]) / (xs[i] - xs[i + k])
    return p[0]


def kalman_1d(z):
    state = {"m": 0.0, "P": 1.0}
    hist = []
    for obs in z:
        P = state["P"] + 0.1
        K = P / (P + 0.5)
        state = {"m": state["m"] + K * (obs - state["m"]), "P": (1 - K) * P}
        hist.append(state["m"])
    m = hist[-1]
    for h in reversed(hist[:-1]):
        m = h + 0.3 * (m - h)
    return m


PROGRAMS = [
    Program(
        cube_root_by_newton,
        (
            2.0,
            3,
        ),
    ),
    Program(bisection_then_newton, (0.31,)),
    Program(root_by_secant, (1.7,)),
    Program(
        integral_by_simpson,
        (
            0.3,
            2.0,
        ),
    ),
    Program(
        romberg,
        (
            0.3,
            2.0,
        ),
    ),
    Program(
        romberg_array,
        (
            0.3,
            2.0,
        ),
    ),
    Program(
        pendulum_adaptive,
        (
            np.array([1.0, 0.2]),
            0.7,
        ),
        wrt=(0, 1),
    ),
    Program(
        gauss_seidel,
        (
            np.array([[4.0, 1.0, 0.5], [1.0, 5.0, 1.0], [0.2, 1.0, 3.0]]),
            np.array([1.0, 2.0, 3.0]),
        ),
        wrt=(0, 1),
    ),
    Program(power_iteration, (np.array([[4.0, 1.0], [1.0, 3.0]]),)),
    Program(fft_by_recursion, ([0.5, 1.0, -0.3, 0.2],)),
    Program(
        horner,
        (
            (1.0, -2.0, 0.5),
            0.8,
        ),
        wrt=(0, 1),
    ),
    Program(
        horner_loop,
        (
            V,
            0.8,
        ),
    ),
    Program(
        levenberg,
        (
            np.array([0.5, 1.2]),
            np.array([0.0, 1.0, 2.0]),
            np.array([1.0, 0.5, 0.3]),
        ),
    ),
    Program(
        em_two_gaussians,
        (
            V,
            np.array([0.5, 2.0]),
        ),
    ),
    Program(
        viterbi_like,
        (
            np.array([0.2, -0.4]),
            np.array([[0.3, -0.2], [0.1, 0.4]]),
            [0, 1, 1],
        ),
    ),
    Program(
        particle_filter,
        (
            0.5,
            np.array([0.1, -0.2, 0.3]),
            np.array([0.4, 0.6]),
        ),
    ),
    Program(
        small_network,
        (
            np.arange(6.0).reshape(2, 3) / 6,
            np.array([0.1, -0.1]),
        ),
    ),
    Program(
        expression,
        (
            0.7,
            ("mul", ("add", "x", 2.0), ("sin", "x")),
        ),
    ),
    Program(table_of_operators, (V,)),
    Program(agm, (0.9,)),
    Program(
        runge_kutta_tuple,
        (
            0.4,
            1.1,
        ),
    ),
    Program(lagrange, (V,)),
    Program(determinant_by_minors, (np.array([[2.0, 1.0], [1.0, 3.0]]),)),
    Program(neville, (V,)),
    Program(kalman_1d, (V,)),
]
