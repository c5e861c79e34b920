"""``math.*`` and the builtins that take active values."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def trigonometric(x):
    return math.sin(x) * math.cos(x) + math.tan(x)


def inverse_trigonometric(x):
    return math.asin(x) + math.acos(x) * math.atan(x)


def two_argument_arctangent(x, y):
    return math.atan2(x, y) * math.atan2(y, -x)


def hyperbolic(x):
    return math.sinh(x) * math.cosh(x) + math.tanh(x)


def inverse_hyperbolic(x):
    return math.asinh(x) + math.acosh(x + 1.5) + math.atanh(x * 0.5)


def exponentials(x):
    return math.exp(x) * math.expm1(x) + math.exp(-x)


def logarithms(x):
    return math.log(x) + math.log2(x) * math.log10(x) + math.log1p(x)


def logarithm_with_base(x, base):
    return math.log(x, base) + math.log(x, 3)


def roots(x):
    return math.sqrt(x) * math.sqrt(1.0 + x * x)


def powers(x, y):
    return math.pow(x, y) + math.pow(x, 3) + math.pow(2, y)


def hypotenuses(x, y):
    return math.hypot(x, y) * math.hypot(x, 2.0)


def error_functions(x):
    return math.erf(x) * math.erfc(x * 0.5)


def gamma_functions(x):
    return math.lgamma(x + 1.0)


def gamma_itself(x):
    return math.gamma(x + 1.0)


def absolute(x):
    return math.fabs(x) * x + math.copysign(x, 2.0)


def rounded(x):
    return x * math.floor(x * 2.3) + x * math.ceil(x * 2.3) + x * math.trunc(x * 3.1)


def remainder(x, y):
    return math.fmod(x, y) * x


def angles(x):
    return math.radians(x * 10.0) * math.degrees(x)


def constants(x):
    return math.pi * x + math.e * x**2 + math.tau - math.inf * 0.0 if x < 0 else math.pi * x


def predicates(x):
    if math.isfinite(x) and not math.isnan(x) and not math.isinf(x) and math.isclose(x, x):
        return x * x
    return x


def integer_functions(x, n):
    return x * math.factorial(n) + x ** math.gcd(n, 6) + x * math.comb(n, 2) + x * math.isqrt(n)


def distances(x, y):
    return math.dist([x, y], [2.0, x * y]) + math.hypot(x, y, x * y) * math.hypot(x, y, 1.0, 2.0)


def distance_of_arrays(x, p):
    return math.dist(x, p) + math.dist(x, x) + math.fsum(x) * math.fsum(x * p)


def representations(x, y):
    mantissa, exponent = math.frexp(5 * x)
    fraction, whole = math.modf(4 * y)
    return mantissa**2 * exponent + fraction * whole * math.ldexp(x, 3) + math.nextafter(x, 2.0) * y


def representations_of_arrays(x):
    m, e = np.frexp(5 * x)
    return np.sum(m**2 * e + x * np.nextafter(x, 2.0)) + np.sum(np.spacing(x) * x)


def bessel_function(x):
    return np.sum(np.i0(x) ** 2 * x) + np.i0(x[0])


def sums(x, y):
    return math.fsum([x, y, x * y])


def math_of_array_element(x):
    s = 0.0
    for i in range(len(x)):
        s += math.sin(x[i]) * math.exp(-x[i])
    return s


def math_of_reduction(x):
    return math.sqrt(np.sum(x * x)) * math.log(x.mean())


def math_in_nested_calls(x):
    return math.exp(math.sin(math.sqrt(x)) * math.cos(math.log(x + 1.0)))


def builtin_abs(x):
    return abs(x) * x + abs(-x)


def builtin_abs_array(x):
    return np.sum(abs(x) * x**2)


def builtin_min_max(x, y):
    return max(x, y) * x + min(x, y) ** 2


def builtin_min_max_three(x, y):
    return max(x, y, x * y) * min(x, 2.0, y)


def builtin_min_max_constant(x):
    return max(x, 0.0) * min(x, 3) + max(0, x)


def builtin_min_max_list(values):
    return max(values) * min(values) ** 2


def builtin_min_max_array(x):
    return max(x) * min(x) ** 2


def builtin_min_max_in_loop(x):
    best = x[0]
    for i in range(1, len(x)):
        best = max(best, x[i] * x[i - 1])
    return best**2


def builtin_max_integers(x, n):
    return x[max(n, 1)] * x[min(n, len(x) - 1)] * max(2, n)


def builtin_sum(values):
    return sum(values) ** 2


def builtin_sum_array(x):
    return sum(x) ** 2


def builtin_sum_start(x):
    return sum([x, x * x], 2.0) * sum((x, 1), x)


def builtin_sum_rows(A):
    return np.sum(sum(A) ** 2)


def builtin_len(x, values):
    return np.sum(x) * len(x) + len(values) * x[0]


def builtin_float(x):
    return float(x) * float(x * x)


def builtin_float_of_reduction(x):
    s = float(np.sum(x * x))
    return s * float(x[0])


def builtin_float_constants(x):
    return x * float(3) + x * float("2.5")


def builtin_int(x):
    n = int(x * 3.0)
    return x * n + x ** int(2.9)


def builtin_round(x):
    return x * round(x * 3.0) + x * round(2.567, 1)


def builtin_pow(x, y):
    return pow(x, y) + pow(x, 2) + pow(2, y) + pow(x, -1)


def builtin_pow_array(x):
    return np.sum(pow(x, 3) + pow(2.0, x))


def builtin_bool(x, n):
    if bool(n) and bool(x):
        return x * x
    return x


def builtin_divmod_of_integers(x, n):
    q, r = divmod(n, 3)
    return x * q + x**r


def builtin_sorted_of_integers(x, order):
    s = 1.0
    for i in sorted(order):
        s = s * 0.5 + x[i] ** 2
    return s


def builtin_str_and_type(x):
    if str(1) == "1" and type(3) is int:
        return x * x
    return x


def builtin_list_and_tuple(x):
    values = list((x, x * x))
    pair = tuple([x * 3.0, 2.0])
    return values[1] * pair[0] * pair[1]


def builtin_any_all(x):
    if any([n > 2 for n in (1, 2, 3)]) and all((True, 1)):
        return x * x
    return x


PROGRAMS = [
    *(
        Program(function, (0.7,))
        for function in (
            trigonometric,
            inverse_trigonometric,
            hyperbolic,
            inverse_hyperbolic,
            exponentials,
            logarithms,
            roots,
            error_functions,
            gamma_functions,
            gamma_itself,
            absolute,
            rounded,
            angles,
            constants,
            predicates,
            math_in_nested_calls,
            builtin_abs,
            builtin_min_max_constant,
            builtin_sum_start,
            builtin_float,
            builtin_float_constants,
            builtin_int,
            builtin_round,
            builtin_str_and_type,
            builtin_list_and_tuple,
            builtin_any_all,
        )
    ),
    Program(absolute, (-0.7,), name="absolute_negative"),
    Program(builtin_abs, (-0.7,), name="builtin_abs_negative"),
    Program(builtin_min_max_constant, (-0.7,), name="builtin_min_max_constant_negative"),
    Program(trigonometric, (np.float64(0.7),), name="trigonometric_numpy_scalar"),
    Program(builtin_float, (np.float64(0.7),), name="float_of_numpy_scalar"),
    *(
        Program(function, (1.3, 0.7), wrt=(0, 1))
        for function in (
            two_argument_arctangent,
            powers,
            hypotenuses,
            sums,
            distances,
            representations,
            builtin_min_max,
            builtin_min_max_three,
            builtin_pow,
        )
    ),
    Program(builtin_min_max, (0.7, 1.3), wrt=(0, 1)),
    Program(logarithm_with_base, (1.3, 2.5), wrt=(0, 1)),
    Program(remainder, (2.3, 0.7), wrt=(0, 1)),
    Program(integer_functions, (1.3, 4)),
    Program(builtin_bool, (1.3, 2)),
    Program(builtin_divmod_of_integers, (1.3, 8)),
    Program(math_of_array_element, (signed(4),)),
    Program(gamma_functions, (-3.7,), name="gamma_functions_negative"),
    Program(distance_of_arrays, (signed(4), positive(4)), wrt=(0, 1)),
    Program(representations_of_arrays, (signed(4),)),
    Program(bessel_function, (signed(4),)),
    Program(math_of_reduction, (positive(4),)),
    Program(builtin_abs_array, (signed(4),)),
    Program(builtin_min_max_list, ([0.7, 1.3, 0.9],)),
    Program(builtin_min_max_array, (signed(4),)),
    Program(builtin_min_max_in_loop, (signed(5),)),
    *(Program(builtin_max_integers, (positive(4), n)) for n in (0, 2, 3)),
    Program(builtin_sum, ([0.7, 1.3, 0.9],)),
    Program(builtin_sum, ((0.7, 2.0),), name="builtin_sum_tuple"),
    Program(builtin_sum_array, (positive(4),)),
    Program(builtin_sum_rows, (signed(3, 4),)),
    Program(builtin_len, (positive(4), [1, 2])),
    Program(builtin_float_of_reduction, (positive(4),)),
    Program(builtin_pow_array, (positive(4),)),
    Program(builtin_sorted_of_integers, (positive(4), (2, 0, 3))),
]
