"""Kinds of values and how they meet: ints, floats, NumPy scalars, 0-d arrays, dtypes."""

import numpy as np

from tests.programs.case import Program, positive, signed


def int_becomes_float(x):
    s = 0
    s += x
    s += x * x
    return s


def int_becomes_float_in_loop(x):
    s = 0
    for i in range(len(x)):
        s += x[i] ** 2
    return s


def int_becomes_array_in_loop(A):
    s = 0
    for row in A:
        s += row * row
    return np.sum(s**2)


def float_becomes_array_in_loop(A):
    s = 0.0
    for row in A:
        s = s + row * row[0]
    return np.sum(s)


def float_becomes_array_empty_loop(A):
    s = 0.0
    for row in A:
        s = s + row
    return np.sum(s) + np.sum(A)


def float_becomes_broadcast(x, A):
    s = 1.0
    for row in A:
        s = s * x + row
    return np.sum(s)


def int_in_branch(x):
    if x > 1.0:
        y = 3
    else:
        y = x * x
    return y * x


def none_then_array(A):
    best = None
    for row in A:
        if best is None or np.sum(row) > np.sum(best):
            best = row * row[0]
    return np.sum(best)


def none_then_float(x):
    last = None
    s = 0.0
    for e in x:
        if last is not None:
            s += last * e
        last = e * e
    return s


def bool_arithmetic(x):
    flag = x > 1.0
    return x * flag + True * x + (flag + 1) * x


def numpy_scalar_from_sum(x):
    s = np.sum(x)
    s += 1.0
    s *= s
    return s


def numpy_scalar_from_element(x):
    e = x[0]
    f = e
    e -= x[1]
    return e * f


def numpy_scalar_methods(x):
    s = x.sum()
    return s.item() * s + float(s)


def mixed_scalars(x, y, z):
    return x * y + y * z + z * x + x**2 * z


def zero_d_arithmetic(x, y):
    z = x * y + x
    return z * z


def zero_d_result_is_a_scalar(x):
    y = x * 2.0
    y += x
    return y * y


def zero_d_in_place(x, k):
    x *= k
    x += x
    return x * x


def zero_d_and_vector(x, v):
    return np.sum(x * v + v**x)


def zero_d_from_float(x):
    y = np.array(x)
    y[()] = y * y
    z = np.asarray(x)
    return y * z


def zero_d_item(x):
    return x.item() * x + float(x)


def length_one_vector(x, v):
    return np.sum(x * v + v / x)


def single_precision(x):
    return np.sum(np.sin(x) * x**2)


def single_precision_scaled(x, k):
    return np.sum(k * x * x + x / k)


def single_and_double(x, y):
    return np.sum(x * y)


def single_store(x):
    y = np.zeros(len(x), dtype=np.float32)
    y[:] = x * x
    y[0] *= y[1]
    return np.sum(y * y)


def single_store_from_double(x):
    y = np.empty(len(x), dtype="float32")
    for i in range(len(x)):
        y[i] = x[i] ** 2
    return np.sum(y)


def cast_to_single(x):
    return np.sum(x.astype(np.float32) ** 2)


def cast_to_double(x):
    y = x.astype(np.float64)
    return np.sum(np.exp(y) * y)


def cast_to_int(x):
    k = x.astype(int)
    return np.sum(x * k)


def float_of_int(x, n):
    return x * float(n) + x ** float(n)


def int_of_float(x, y):
    return x * int(y * 3.0) + x * round(y)


def integer_arrays(x, k):
    m = k * 2 + 1
    return np.sum(x * m) + np.sum(x[: m[0]])


def integer_division(x, n):
    half = n // 2
    rest = n % 4
    third = n / 3
    return x * half + x * rest + x * third


def big_integers(x):
    n = 10**20
    return x * (n // 10**19) + x


def complex_intermediate(x):
    return np.sum(np.real(x * (1.0 + 0.0j)))


def numpy_integer_scalar(x):
    n = np.int64(3)
    k = x.argmax()
    return np.sum(x * n + x**n) * k


def division_of_ints(x, a, b):
    return x * (a / b)


def negative_zero(x):
    return x * -0.0 + x


def infinite_constant(x):
    best = np.inf
    for e in x:
        if e < best:
            best = e
    return best * best


def large_and_small(x):
    return x * 1e150 * x * 1e-150


def float_subclass_chain(x):
    y = np.float64(x)
    z = y * x
    return z**2


def dtype_read(x):
    y = np.zeros(2, dtype=x.dtype)
    y[0] = x[0] * x[1]
    return np.sum(y)


def conditional_kinds(x, n):
    y = x if n > 2 else n
    return y * x


V, S = positive(4), signed(4)
SINGLE = V.astype(np.float32)
A = signed(3, 4)
ROUGH = 100.0  # single precision: gradients to about 1e-4
COARSE = 1e4  # differences across a cast to single precision


def powers_of_two(x, n):
    total = 0.0
    for i in range(n):
        total += np.sum(x * 2**i) / (1 + 3**i)
    return total


def signs_by_powers(x, n):
    total = 0
    for i in range(n):
        total += (-1) ** i * x[i]
    return total


def halving_steps(x, n):
    for i in range(n):
        h = 2 ** (-i)
        x = x + h * np.sin(x)
    return x.sum()


def shape_from_a_power(x, n):
    y = np.zeros((2**n, 3))
    y[0] = x
    z = y.reshape(2**n * 3)
    z[2**n :] += 1.0
    return np.sum(y[: 2**n] ** 2)


def power_is_an_int(x, n):
    scale = 2**n
    if isinstance(scale, int):
        return scale * np.sum(x)
    return scale * np.sum(x**2)


def number_beside_its_array(x):
    z = np.array(np.square(x[0]))
    s = abs(z[()])
    return s + z * 1.37


def transposed_number(x, n):
    z = np.array(x) * 1.0
    w = np.array(x)
    for i in range(n):
        s = w.T
    return s * z + w * x


def array_of_a_number_on_a_path(x, n):
    if n < 4:
        z = np.array(x)
    else:
        z = 1.0
    return np.sum(np.broadcast_to(z, (3,))) * 0.4 + z * 0.84


def array_of_a_sum(x, n):
    total = 0
    for i in range(n):
        total += x[i]
    a = np.array([total, 1.0])
    b = np.full(3, total) + 1.5
    b[0] = x[0]
    return a.sum() + b.sum()


PROGRAMS = [
    *(
        Program(function, (signed(3), n))
        for n in (3, 2)
        for function in (
            powers_of_two,
            signs_by_powers,
            halving_steps,
            shape_from_a_power,
            power_is_an_int,
            array_of_a_sum,
        )
    ),
    Program(power_is_an_int, (signed(3), -2)),
    Program(number_beside_its_array, ([1.3, 0.4],)),
    Program(transposed_number, (1.3, 2)),
    *(Program(array_of_a_number_on_a_path, (1.3, n)) for n in (3, 5)),
    *(
        Program(function, (1.3,))
        for function in (
            int_becomes_float,
            bool_arithmetic,
            big_integers,
            negative_zero,
            large_and_small,
            float_subclass_chain,
            zero_d_from_float,
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            int_becomes_float_in_loop,
            none_then_float,
            numpy_scalar_from_sum,
            numpy_scalar_from_element,
            numpy_scalar_methods,
            cast_to_int,
            complex_intermediate,
            numpy_integer_scalar,
            infinite_constant,
            dtype_read,
        )
        if function is not cast_to_int
    ),
    Program(cast_to_int, (V * 3.0,)),
    Program(int_becomes_array_in_loop, (A,)),
    Program(float_becomes_array_in_loop, (A,)),
    Program(float_becomes_array_in_loop, (A[:1],)),
    Program(float_becomes_array_empty_loop, (A[:0],)),
    Program(float_becomes_broadcast, (0.7, A), wrt=(0, 1)),
    *(Program(int_in_branch, (x,)) for x in (0.7, 1.3)),
    Program(none_then_array, (A,)),
    Program(mixed_scalars, (1.3, np.float64(0.7), np.array(0.9)), wrt=(0, 1, 2)),
    Program(mixed_scalars, (np.float64(1.3), 0.7, 0.9), wrt=(0, 1, 2)),
    Program(zero_d_arithmetic, (np.array(1.3), np.array(0.7)), wrt=(0, 1)),
    Program(zero_d_arithmetic, (np.array(1.3), 0.7), wrt=(0, 1)),
    Program(zero_d_result_is_a_scalar, (np.array(1.3),)),
    Program(zero_d_in_place, (np.array(1.3), 0.7), wrt=(0, 1)),
    Program(zero_d_in_place, (1.3, 0.7), wrt=(0, 1)),
    Program(zero_d_and_vector, (np.array(1.3), V), wrt=(0, 1)),
    Program(zero_d_item, (np.array(1.3),)),
    Program(length_one_vector, (positive(1), V), wrt=(0, 1)),
    Program(length_one_vector, (positive(1), positive(1)), wrt=(0, 1), shared=False),
    Program(single_precision, (SINGLE,), error_scale=ROUGH),
    Program(single_precision_scaled, (SINGLE, 0.7), wrt=(0, 1), error_scale=ROUGH),
    Program(single_precision_scaled, (SINGLE, np.float32(0.7)), wrt=(0, 1), error_scale=ROUGH),
    Program(single_and_double, (SINGLE, V), wrt=(0, 1), error_scale=ROUGH, shared=False),
    Program(single_store, (V,), error_scale=COARSE),
    Program(single_store_from_double, (V,), error_scale=COARSE),
    Program(cast_to_single, (V,), error_scale=COARSE),
    Program(cast_to_double, (SINGLE,), error_scale=ROUGH),
    Program(float_of_int, (1.3, 3)),
    Program(int_of_float, (1.3, 0.8), wrt=(0, 1)),
    Program(integer_arrays, (V, np.array([1, 3, 0, 2]))),
    Program(integer_division, (1.3, 7)),
    Program(division_of_ints, (1.3, 3, 4)),
    *(Program(conditional_kinds, (1.3, n)) for n in (1, 3)),
]
