"""Operators on floats, NumPy scalars, 0-d arrays and arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed


def add(x, y):
    return x + y


def subtract(x, y):
    return x - y


def multiply(x, y):
    return x * y


def divide(x, y):
    return x / y


def power(x, y):
    return x**y


def modulo(x, y):
    return x % y


def floor_divide(x, y):
    return x * (x // y)


def negate(x):
    return -x * x


def plus(x):
    return +x * x


def square(x):
    return x**2


def cube(x):
    return x**3


def root(x):
    return x**0.5


def inverse(x):
    return x**-1


def inverse_square(x):
    return 1.0 / x**-2 + x**-2


def exponent(x):
    return 2.0**x


def constant_left(x):
    return 3 - x * 2 + 1 / x - (5 - x) / 4


def constant_right(x):
    return (x - 3) * 2 / 7 + x * 0.25


def precedence(x, y):
    return x + y * x - y / x**2 * -y


def polynomial(x):
    return 2.0 * x**4 - 3.0 * x**3 + 0.5 * x**2 - x + 7.0


def rational(x):
    return (x**2 + 1.0) / (x - 3.0)


def nested(x, y):
    return ((x + y) * (x - y) + x / (y + 2.0)) ** 2 / (1.0 + x * y)


def same_operand_twice(x):
    return x * x + x / x + x - x + x**x


def chain(x):
    a = x * 2.0
    b = a * a
    c = b + a
    d = c / b
    return d * a


def reused(x):
    a = x * x
    b = a + a
    c = a * b
    return c + a + b


def unused(x):
    a = x * 3.0
    b = x / 0.5
    c = a * x
    return c


def overwritten_name(x):
    x = x * x
    x = x + 1.0
    x = x * x
    return x


def constant_result(x):
    return 3.0 * 2.0 + 0.0 * x


def identity(x):
    return x


def no_dependence(x, y):
    z = x * 2.0
    return y * y


def integers_mixed(x, n):
    return x * n + n / 2 - n // 2 * x + n % 3 * x + n**2 * x


def bits(x, n):
    k = (n << 2 | 3) & 29 ^ 5
    m = ~n + (k >> 1)
    return x * k + m * x**2


def matmul(a, b):
    return np.sum((a @ b) ** 2)


def matvec(a, b):
    return a @ b @ b


def vector(x):
    return np.sum(2.0 * x**2 - x / 3.0 + 1.0 / x)


def vector_pair(x, y):
    return np.sum((x - y) ** 2 / (x + 2.0) + x**y)


def vector_scalar(x, k):
    return np.sum(k * x + x / k - k / x + x**k + k**x)


def vector_modulo(x, y):
    return np.sum(x % y + x // y)


def vector_negative(x):
    return np.sum(-x * +x)


def vector_int_power(x):
    return np.sum(x**3 + x**-2 + x**0 + x**1)


def array_of_exponents(x, n):
    return np.sum(x**n)


def int_array_operand(x, n):
    return np.sum(x * n + n / x - n)


def bool_array_operand(x):
    return np.sum(x * (x > 0.9) + (x < 0.7) * x**2)


def mask_operators(x):
    low = (x > 0.7) & (x < 1.2) | ~(x != 0.5)
    odd = (x > 0.9) ^ (x > 1.1)
    return np.sum(x**2 * low) + np.sum(x * odd)


def negative_base(x):
    return x**2 + x**3 + x**-3


def seed_example(x):
    y = x**2 + 2
    return np.sum(y)


def seed_example_vector(x):
    y = x**2 + 2
    return y


X, Y = 1.3, 0.7
V, W = positive(4), positive(4, start=1)

PROGRAMS = [
    *(
        Program(function, (X, Y), wrt=(0, 1))
        for function in (
            add,
            subtract,
            multiply,
            divide,
            power,
            modulo,
            floor_divide,
            precedence,
            nested,
        )
    ),
    *(
        Program(function, (X,))
        for function in (
            negate,
            plus,
            square,
            cube,
            root,
            inverse,
            inverse_square,
            exponent,
            constant_left,
            constant_right,
            polynomial,
            rational,
            same_operand_twice,
            chain,
            reused,
            unused,
            overwritten_name,
            constant_result,
            identity,
        )
    ),
    Program(multiply, (X, Y), wrt=0, name="multiply_first"),
    Program(multiply, (X, Y), wrt=1, name="multiply_second"),
    Program(divide, (X, 4), wrt=0, name="divide_by_int"),
    Program(power, (X, 3), wrt=0, name="power_int"),
    Program(power, (-X, 3), wrt=0, name="power_int_negative_base"),
    Program(power, (2, X), wrt=1, name="int_to_the_power"),
    Program(modulo, (-X, Y), wrt=(0, 1), name="modulo_negative"),
    Program(no_dependence, (X, Y), wrt=(0, 1)),
    Program(no_dependence, (X, Y), wrt=0, name="no_dependence_at_all"),
    Program(integers_mixed, (X, 5)),
    Program(bits, (X, 5)),
    Program(nested, (np.float64(X), np.float64(Y)), wrt=(0, 1), name="nested_numpy_scalars"),
    Program(nested, (np.float64(X), Y), wrt=(0, 1), name="nested_mixed_scalars"),
    Program(precedence, (np.array(X), np.array(Y)), wrt=(0, 1), name="precedence_0d_arrays"),
    Program(precedence, (V, W), wrt=(0, 1), name="precedence_vectors"),
    Program(nested, (positive(2, 3), positive(2, 3, start=2)), wrt=(0, 1), name="nested_matrices"),
    Program(matmul, (signed(2, 3), signed(3, 4)), wrt=(0, 1)),
    Program(matvec, (signed(3, 3), signed(3)), wrt=(0, 1)),
    Program(vector, (V,)),
    Program(vector_pair, (V, W), wrt=(0, 1)),
    Program(vector_pair, (V, V), wrt=(0, 1), shared=False, name="vector_pair_same_array"),
    Program(vector_scalar, (V, X), wrt=(0, 1)),
    Program(vector_modulo, (V + 2.0, np.array([0.7, 0.6, 0.8, 0.71])), wrt=(0, 1)),
    Program(vector_negative, (signed(4),)),
    Program(vector_int_power, (V,)),
    Program(array_of_exponents, (V, np.array([0, 1, 2, 3]))),
    Program(array_of_exponents, (signed(4), np.array([0.0, 1.0, 2.0, 3.0]))),
    Program(int_array_operand, (V, np.array([3, -1, 0, 2]))),
    Program(bool_array_operand, (np.array([0.5, 0.8, 1.1, 1.3]),)),
    Program(mask_operators, (np.array([0.6, 0.8, 1.0, 1.3]),)),
    Program(negative_base, (-X,)),
    Program(seed_example, (np.array([1.0, 2.0, 3.0]),)),
    Program(seed_example_vector, (np.array([1.0, 2.0, 3.0]),)),
]
