"""NumPy's elementwise functions, of scalars and of arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed

V, W, S = positive(4), positive(4, start=1), signed(4)


def weighted(y):
    return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0]))


def trigonometric(x):
    return weighted(np.sin(x) + np.cos(x) * np.tan(x * 0.5))


def inverse_trigonometric(x):
    return weighted(np.arcsin(x * 0.6) * np.arccos(x * 0.5) + np.arctan(x))


def hyperbolic(x):
    return weighted(np.sinh(x) * np.cosh(x) + np.tanh(x))


def inverse_hyperbolic(x):
    return weighted(np.arcsinh(x) + np.arccosh(x + 1.5) + np.arctanh(x * 0.5))


def exponentials(x):
    return weighted(np.exp(x) + np.exp2(x) * np.expm1(x))


def logarithms(x):
    return weighted(np.log(x) + np.log2(x) * np.log10(x) + np.log1p(x))


def roots(x):
    return weighted(np.sqrt(x) + np.cbrt(x) * np.square(x))


def reciprocals(x):
    return weighted(np.reciprocal(x) + np.negative(x) * np.positive(x))


def absolutes(x):
    return weighted(np.abs(x) + np.absolute(x) * np.fabs(x))


def angles(x):
    return weighted(np.deg2rad(x * 10.0) + np.rad2deg(x) + np.radians(x) * np.degrees(x))


def sinc(x):
    return weighted(np.sinc(x))


def arithmetic_functions(x, y):
    return weighted(np.add(x, y) * np.subtract(x, y) + np.multiply(x, y) / np.divide(x, y))


def true_divide(x, y):
    return weighted(np.true_divide(x, y) + np.floor_divide(5.0 * x, y))


def powers(x, y):
    return weighted(np.power(x, y) + np.float_power(y, x) + np.power(x, 3) + np.power(2.0, y))


def remainders(x, y):
    return weighted(np.mod(x, y) + np.remainder(2.0, y) + np.fmod(x, y))


def maxima(x, y):
    return weighted(np.maximum(x, y) * np.minimum(x, y) + np.fmax(x, y) - np.fmin(x, 2.0))


def maxima_with_scalars(x):
    return weighted(np.maximum(x, 0.0) + np.minimum(0.5, x) * x)


def hypotenuses(x, y):
    return weighted(np.hypot(x, y) + np.arctan2(x, y))


def log_add(x, y):
    return weighted(np.logaddexp(x, y) + np.logaddexp2(x, y))


def copies_of_sign(x, y):
    return weighted(np.copysign(x, y) * y + np.heaviside(x, 0.5) * y)


def piecewise_constant(x):
    return weighted(
        x * np.sign(x) + x * np.floor(x * 2.1) + x * np.ceil(x * 2.1) + x * np.rint(x * 3.1)
    )


def rounded(x):
    return weighted(x * np.round(x, 1) + x * np.trunc(3.1 * x) + x * np.rint(2.7 * x))


def comparisons(x, y):
    return weighted(
        x * np.greater(x, y)
        + y * np.less_equal(x, y)
        + x * np.logical_and(x > 0.0, y > 0.0)
        + y * np.logical_not(np.equal(x, y))
    )


def predicates(x):
    return weighted(x * np.isfinite(x) + x**2 * ~np.isnan(x) + x * np.signbit(x))


def real_and_conjugate(x):
    return weighted(np.real(x) * np.conj(x) + np.imag(x))


def nested(x):
    return weighted(np.exp(np.sin(np.sqrt(x) * np.log(x + 1.0))))


def of_scalar(x):
    return np.sin(x) * np.exp(-x) + np.sqrt(x) * np.log(x) + np.tanh(x) + np.abs(x)


def of_two_scalars(x, y):
    return np.maximum(x, y) * np.power(x, y) + np.hypot(x, y) + np.arctan2(y, x) + np.add(x, y)


def of_scalar_and_array(x, y):
    return weighted(np.multiply(x, y) + np.power(y, x) + np.maximum(x, y) + np.hypot(x, y))


def of_list(x):
    return np.sum(np.sin([x, 2.0 * x, 1.0]) ** 2)


def of_matrix(A):
    return np.sum(np.tanh(A) * np.exp(A) * np.arange(12.0).reshape(3, 4))


def with_where_and_out(x):
    y = np.zeros_like(x)
    np.exp(x, out=y)
    np.add(y, x, out=y)
    np.multiply(y, y, y)
    return weighted(y)


def sigmoid(x):
    return weighted(1.0 / (1.0 + np.exp(-x)))


def softplus(x):
    return weighted(np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0.0))


def gelu(x):
    return weighted(0.5 * x * (1.0 + np.tanh(0.8 * (x + 0.04 * x**3))))


PROGRAMS = [
    *(
        Program(function, (V,))
        for function in (
            trigonometric,
            inverse_trigonometric,
            hyperbolic,
            exponentials,
            logarithms,
            roots,
            reciprocals,
            angles,
            nested,
            with_where_and_out,
            sinc,
        )
    ),
    *(
        Program(function, (S,))
        for function in (
            absolutes,
            maxima_with_scalars,
            piecewise_constant,
            rounded,
            predicates,
            real_and_conjugate,
            sigmoid,
            softplus,
            gelu,
        )
    ),
    Program(inverse_hyperbolic, (V,)),
    *(
        Program(function, (V, W), wrt=(0, 1))
        for function in (
            arithmetic_functions,
            true_divide,
            powers,
            maxima,
            hypotenuses,
            log_add,
        )
    ),
    Program(remainders, (2.0 * V + 0.05, W), wrt=(0, 1)),
    Program(copies_of_sign, (S, -S[::-1]), wrt=(0, 1), shared=False),
    Program(comparisons, (S, S[::-1]), wrt=(0, 1), shared=False),
    Program(of_scalar, (1.3,)),
    Program(of_scalar, (np.float64(1.3),), name="of_numpy_scalar"),
    Program(of_scalar, (np.array(1.3),), name="of_0d_array"),
    Program(of_two_scalars, (1.3, 0.7), wrt=(0, 1)),
    Program(of_scalar_and_array, (0.9, V), wrt=(0, 1)),
    Program(of_list, (1.3,)),
    Program(of_matrix, (signed(3, 4),)),
]
