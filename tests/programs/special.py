"""Functions of `scipy.special`."""

import numpy as np
import scipy.special
import scipy.special as sp
from scipy import special
from scipy.special import erf, gammaln, logsumexp, xlogy

from tests.programs.case import Program, positive, signed


def normal_probability(x):
    return np.sum(0.5 * (1.0 + erf(x / np.sqrt(2.0))))


def negative_binomial(r, p, counts):
    terms = gammaln(counts + r) - gammaln(r) - gammaln(counts + 1.0)
    return np.sum(terms + xlogy(r, p) + xlogy(counts, 1.0 - p))


def mixture(weights, means, x):
    parts = special.log_softmax(weights) - 0.5 * (x[:, None] - means) ** 2
    return np.sum(logsumexp(parts, axis=1))


def attention(q, k, v):
    scores = sp.softmax(q @ k.T / np.sqrt(q.shape[1]), axis=-1)
    return np.sum((scores @ v) ** 2)


def logistic_loss(w, x, y):
    z = x @ w
    return -np.sum(y * special.log_expit(z) + (1.0 - y) * special.log_expit(-z))


def bessel_wave(x, n):
    return np.sum(scipy.special.jv(n, x) * special.kv(n, x) + special.j0(x) ** 2)


def orders_in_a_loop(x, count):
    total = 0.0
    for n in range(count):
        total += np.sum(special.eval_legendre(n, x) ** 2) / (n + 1)
    return total


def pendulum_period(angle, length):
    return 4.0 * np.sqrt(length / 9.81) * special.ellipk(np.sin(angle / 2.0) ** 2)


def sine_integral(x):
    si, ci = special.sici(x)
    return np.sum(si * ci)


def cornu_spiral(t):
    return np.sum(special.fresnel(t)[0] ** 2)


def masked_entropy(p):
    return np.sum(np.where(p > 0.1, special.entr(p), 0.0))


def incomplete(a, x):
    return special.gammainc(a, x) * special.betainc(a, 2.0, x / 3.0)


def weighted_log_sum(a, b):
    return special.logsumexp(a, b=b, axis=0, keepdims=True)[0, 0]


def single(x):
    return np.sum(special.expit(x) * special.ndtr(x))


def line_shape(x, sigma, gamma):
    z = (x + 1j * gamma) / (sigma * np.sqrt(2.0))
    return np.sum(sp.voigt_profile(x, sigma, gamma) ** 2 + sp.wofz(z).real)


def waves(x, order):
    d, slope = sp.pbdv(order, x)
    return np.sum(d * slope + np.abs(sp.hankel1(order, x)) ** 2 + sp.kelvin(x)[0].imag)


def orders_that_are_fractions(x):
    return np.sum(sp.eval_legendre(0.5, x) + sp.eval_sh_chebyt(2, x) * sp.lambertw(x).real)


def many_dimensions(a, x):
    return sp.multigammaln(a, 3) * np.sum(sp.chndtr(x, 3.0, a) + sp.binom(a, x) * sp.diric(x, 4))


def moments_about_the_mean(moments, degree):
    """Binomial coefficients of integers, as integers and as floats."""
    found = [1, moments[0]]
    for n in range(2, degree):
        total = special.comb(n, 0) * moments[0] ** n
        for j in range(1, n):
            total += special.comb(n, j, exact=True) * moments[j] * (-moments[0]) ** (n - j)
        found.append(total / special.factorial(n, exact=True))
    return sum(found) + special.perm(degree, 2) * special.factorial2(degree) * moments[1]


def coefficients_of_active_numbers(x, n):
    return special.comb(x, n) * x + special.perm(x, n)


def gauss(x, n, a):
    """Nodes and weights that whole numbers decide, and an inactive one."""
    t, w = special.roots_legendre(n)
    u, v, mass = special.roots_jacobi(n, a, 0.5, mu=True)
    return np.sum(w * np.exp(x * t)) + np.sum(v * np.cos(x * u)) / mass


def drum(r, m, n):
    """Zeros of a Bessel function, and numbers of a series."""
    series = 0.0
    for k, b in enumerate(special.bernoulli(n)):
        series += b * r**k
    return special.jv(m, special.jn_zeros(m, n)[-1] * r) * series * special.ai_zeros(n)[0][0]


PROGRAMS = [
    Program(gauss, (0.3, 4, 0.2)),
    Program(drum, (0.3, 1, 3)),
    Program(moments_about_the_mean, (positive(4), 4)),
    Program(coefficients_of_active_numbers, (4.3, 2)),
    Program(line_shape, (signed(3), 0.7, 0.4), wrt=(0, 1, 2)),
    Program(waves, (positive(3), 1.5)),
    Program(orders_that_are_fractions, (positive(3) * 0.5,)),
    Program(many_dimensions, (3.7, positive(3)), wrt=(0, 1)),
    Program(normal_probability, (signed(4),)),
    Program(normal_probability, (0.3,)),
    Program(negative_binomial, (1.7, 0.4, np.array([0.0, 2.0, 5.0])), (0, 1)),
    Program(mixture, (signed(3), signed(3), signed(5)), (0, 1, 2)),
    Program(attention, (signed(2, 3), signed(4, 3), signed(4, 2)), (0, 1, 2)),
    Program(logistic_loss, (signed(3), signed(5, 3), np.array([0.0, 1, 1, 0, 1]))),
    Program(bessel_wave, (positive(3), 2)),
    Program(orders_in_a_loop, (signed(3) * 0.5, 4)),
    Program(pendulum_period, (0.7, 1.3), (0, 1)),
    Program(sine_integral, (positive(3),)),
    Program(cornu_spiral, (positive(3),)),
    Program(masked_entropy, (np.array([0.04, 0.3, 0.7]),)),
    Program(incomplete, (1.7, 0.6), 1),
    Program(weighted_log_sum, (signed(3, 2), positive(3, 2)), (0, 1)),
    Program(single, (signed(4).astype(np.float32),), error_scale=1e8),
]
