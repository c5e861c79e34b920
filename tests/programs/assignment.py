"""Assignment: chained, unpacking of every sort, augmented, annotated, walrus, del."""

import numpy as np

from tests.programs.case import Program, positive, signed


def chained(x):
    a = b = x * x
    a = a * 2.0
    return a + b


def chained_three(x):
    a = b = c = x + 1.0
    b *= x
    return a * b * c


def chained_array_alias(x):
    a = b = x * x
    a[0] = 5.0
    return np.sum(b * x)


def chained_into_subscript(x):
    y = np.zeros(3)
    y[0] = y[2] = t = x * x
    return np.sum(y) * t


def unpack(x):
    a, b = x * 2.0, x * x
    return a * b


def unpack_list_target(x):
    [a, b] = x * 2.0, x * x
    return a * b


def unpack_tuple_value(x):
    t = (x, x * x, 3.0)
    a, b, c = t
    return a * b * c


def unpack_nested(x, y):
    (a, b), c = (x, y), x * y
    return a * b**2 + c


def unpack_deep(x):
    a, (b, (c, d)), e = x, (x * 2.0, (x**2, 3.0)), x**3
    return a * b + c * d + e


def unpack_starred(x):
    a, *b = x, x * x, x**3
    return a + b[0] * b[1] + len(b)


def unpack_starred_middle(x):
    a, *b, c = [x, x * x, x**3, 2.0 * x]
    return a * c + b[0] * b[-1]


def unpack_starred_first(x):
    *a, b = x[0], x[1], x[2]
    return a[0] * a[1] * b


def unpack_starred_empty(x):
    a, b, *c = x, x * x
    return a * b + len(c)


def unpack_array(x):
    a, b, c = x
    return a * b + np.sin(c)


def unpack_array_starred(x):
    a, *b = x
    return a * b[0] * b[1] + len(b)


def unpack_rows(A):
    a, b = A
    return np.dot(a, b) + np.sum(a)


def unpack_rows_written(A):
    B = A * A
    a, b = B
    a[:] = a * b
    b += 1.0
    return np.sum(B * A)


def unpack_shape(A):
    n, m = A.shape
    return np.sum(A) * n / m


def unpack_into_subscripts(x):
    y = np.zeros(3)
    y[0], y[1] = x * x, np.sin(x)
    (y[2], t) = y[0] * y[1], x
    return np.sum(y) * t


def unpack_result(x):
    a, b = divmod_like(x, 2.0)
    return a * b


def divmod_like(x, k):
    return x / k, x * k


def grown_only(x):
    grown, _ = np.exp(x), x * 2
    return np.pad(grown, 1)


def unpack_unread_twice(x):
    return np.sum(grown_only(x) * grown_only(x * 2.0))


def swap(x, y):
    x, y = y, x
    return x - 2.0 * y


def rotate(x, y, z):
    x, y, z = y * x, z, x
    return x + 2.0 * y + 3.0 * z * x


def swap_arrays(x, y):
    a, b = x * 1.0, y * 1.0
    a, b = b, a
    a[0] = b[0] * 2.0
    return np.sum(a * x) + np.sum(b * b)


def right_side_first(x):
    i = 0
    i, y = 1, x[i] * x[1]
    return y * x[i]


def target_order(x):
    y = np.zeros(4)
    i = 0
    i, y[i] = 2, x
    return y[0] * x + y[2]


def augmented_float(x):
    y = x
    y += x * x
    y -= 0.5
    y *= x
    y /= x + 1.0
    y **= 2
    return y


def augmented_float_alias(x):
    y = x
    z = y
    y += 1.0
    return z * y


def augmented_array_alias(x):
    y = x * 1.0
    z = y
    y += 1.0
    return np.sum(z * x)


def augmented_rebinds(x):
    y = x * 1.0
    z = y
    y = y + 1.0
    return np.sum(z * y)


def augmented_0d_array(x):
    y = np.array(x)
    z = y
    y += x
    y *= y
    return z * x


def augmented_numpy_scalar(x):
    y = x[0]
    z = y
    y += x[1]
    y *= x[2]
    return z * y


def augmented_reduction(x):
    s = np.sum(x)
    t = s
    s *= t
    return s + t


def augmented_int(x):
    n = 3
    n += 1
    n **= 2
    n //= 3
    n %= 4
    n <<= 2
    n |= 1
    n &= 7
    n ^= 2
    n >>= 1
    return x * n


def augmented_broadcast(x, k):
    y = x * 1.0
    y *= k
    y += 2
    y -= k * k
    return np.sum(y * y)


def augmented_parameter(x, y):
    x *= y
    y += x
    return x * y


def augmented_list(x):
    values = [x]
    values += [x * x, 2.0]
    return values[0] * values[1] * values[2]


def augmented_tuple(x):
    t = (x,)
    u = t
    t += (x * x,)
    return t[0] * t[1] * len(u)


def annotated(x):
    y: float = x * x
    z: "np.ndarray | None" = y * x
    return y + z


def annotated_without_value(x):
    y: float
    y = x * 2.0
    return y * x


def walrus(x):
    return (y := x * x) * y + y


def walrus_in_test(x):
    if (y := x * x) > 1.0:
        return y * x
    return y


def walrus_in_while(x):
    s = 0.0
    while (s := s + x * 1.5) < 6.0:
        s = s * 1.1
    return s


def walrus_in_call(x):
    a = np.sum(b := x * x)
    return a * b[0]


def walrus_twice(x):
    return (y := x * 2.0) + (y := y * x) * y


def delete(x):
    y = x * x
    z = y * x
    del y
    return z


def delete_several(x):
    a, b = x, x * x
    c = a * b
    del a, b
    a = c * 2.0
    return a


def delete_alias(x):
    y = x * x
    z = y
    del y
    z[0] = z[1] * z[2]
    return np.sum(z)


def delete_in_loop(x, n):
    s = 0.0
    for i in range(n):
        t = x * i
        s += t * t
        del t
    return s


def rebound_types(x):
    y = 3
    y = x * y
    y = np.array([y, y * x])
    y = np.sum(y)
    return y


def rebound_parameter(x):
    y = x
    x = 2.0
    return y * x


def several_statements(x):
    a = x[0]
    b = a * x[1]
    c = np.array([a, b])
    d = c * c
    e, f = d
    return e * f


V, W = positive(3), signed(3)

PROGRAMS = [
    *(
        Program(function, (1.3,))
        for function in (
            chained,
            chained_three,
            chained_into_subscript,
            unpack,
            unpack_list_target,
            unpack_tuple_value,
            unpack_deep,
            unpack_starred,
            unpack_starred_middle,
            unpack_starred_empty,
            unpack_into_subscripts,
            unpack_result,
            target_order,
            augmented_float,
            augmented_float_alias,
            augmented_0d_array,
            augmented_int,
            augmented_list,
            augmented_tuple,
            annotated,
            annotated_without_value,
            walrus,
            walrus_in_test,
            walrus_in_while,
            walrus_twice,
            delete,
            delete_several,
            rebound_types,
            rebound_parameter,
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            chained_array_alias,
            unpack_starred_first,
            unpack_array,
            unpack_array_starred,
            right_side_first,
            augmented_array_alias,
            augmented_rebinds,
            augmented_numpy_scalar,
            augmented_reduction,
            walrus_in_call,
            delete_alias,
            several_statements,
        )
    ),
    Program(unpack_nested, (1.3, 0.7), wrt=(0, 1)),
    Program(unpack_rows, (signed(2, 3),)),
    Program(unpack_rows_written, (signed(2, 3),)),
    Program(unpack_shape, (signed(2, 3),)),
    Program(unpack_unread_twice, (signed(2, 3),)),
    Program(swap, (1.3, 0.7), wrt=(0, 1)),
    Program(rotate, (1.3, 0.7, 0.9), wrt=(0, 1, 2)),
    Program(swap_arrays, (V, W), wrt=(0, 1)),
    Program(augmented_float, (np.float64(1.3),), name="augmented_float64"),
    Program(augmented_float, (np.array(1.3),), name="augmented_float_0d", note="in place"),
    Program(augmented_float, (V,), name="augmented_float_of_array", note="in place"),
    Program(augmented_float_alias, (np.array(1.3),), name="augmented_alias_0d"),
    Program(augmented_float_alias, (np.float64(1.3),), name="augmented_alias_float64"),
    Program(augmented_broadcast, (V, 0.7), wrt=(0, 1)),
    Program(augmented_broadcast, (V, positive(1)), wrt=(0, 1), name="augmented_length_one"),
    Program(augmented_parameter, (1.3, 0.7), wrt=(0, 1)),
    Program(augmented_parameter, (V, W), wrt=(0, 1), name="augmented_parameter_arrays"),
    Program(augmented_parameter, (V, 0.7), wrt=(0, 1), name="augmented_parameter_mixed"),
    Program(walrus_in_test, (0.7,), name="walrus_in_test_not_taken"),
    Program(delete_in_loop, (1.3, 4)),
]
