"""Broadcasting in every combination of operands, for operators, functions and stores."""

import numpy as np

from tests.programs.case import Program, positive, signed

SHAPES = {
    "vector_scalar": ((3,), ()),
    "scalar_vector": ((), (3,)),
    "vector_one": ((3,), (1,)),
    "one_vector": ((1,), (3,)),
    "one_one": ((1,), (1,)),
    "one_scalar": ((1,), ()),
    "column_vector": ((3, 1), (2,)),
    "vector_column": ((2,), (3, 1)),
    "column_row": ((3, 1), (1, 2)),
    "matrix_vector": ((3, 2), (2,)),
    "matrix_column": ((3, 2), (3, 1)),
    "matrix_row": ((3, 2), (1, 2)),
    "matrix_one": ((3, 2), (1, 1)),
    "matrix_scalar": ((3, 2), ()),
    "ones_vector": ((1, 1), (3,)),
    "row_row": ((1, 3), (1, 3)),
    "stack_matrix": ((2, 3, 2), (3, 2)),
    "stack_middle": ((2, 1, 2), (3, 1)),
    "stack_stack": ((2, 1, 2), (1, 3, 2)),
    "empty_one": ((0,), (1,)),
    "empty_column": ((2, 0), (2, 1)),
}


def operators(x, y):
    return np.sum((x + y) * (x - 2.0 * y) / (x * y + 1.0))


def powers(x, y):
    return np.sum(x**y)


def functions(x, y):
    return np.sum(np.maximum(x, y) * np.hypot(x, y) + np.where(x > y, x, y * x))


def result_kept(x, y):
    return x * y + x


def one_at_run_time(x, y):
    n = min(len(x), len(y))
    return np.sum(x[:n] * y) + np.sum(x * y[-1:])


def accumulated(x, y):
    s = np.zeros((3, 2))
    for i in range(3):
        s += x * (i + 1)
        s *= y
    return np.sum(s)


def mean_subtracted(A):
    B = A - A.mean(axis=0)
    C = B / B.std(axis=0)
    return np.sum((C - C.mean(axis=1, keepdims=True)) ** 3)


def distances(X, Y):
    d = X[:, None, :] - Y[None, :, :]
    return np.sum(np.sqrt(np.sum(d**2, axis=-1)))


def outer_by_newaxis(x, y):
    return np.sum(np.exp(-x[:, None] * y))


def bias(X, W, b):
    return np.sum(np.tanh(X @ W + b) ** 2)


def scalar_in_many_places(k, x):
    return np.sum(k * x + k) + np.sum((x - k) ** 2 / k) + k


def conditional_shape(x, y, flag):
    z = x if flag else y
    return np.sum(z * x[:, None])


def loop_broadcasts(x, A):
    for row in A:
        x = x * row + x
    return np.sum(x)


def chained(a, b, c):
    return np.sum(a * b * c + (a + b) / c)


def operand(shape, start=0):
    return positive(*shape, start=start) if shape else float(0.9 + 0.1 * start)


PROGRAMS = [
    *(
        Program(
            function,
            (operand(a), operand(b, start=2)),
            wrt=(0, 1),
            name=f"{function.__name__}_{title}",
        )
        for function in (operators, powers, functions)
        for title, (a, b) in SHAPES.items()
    ),
    Program(operators, (np.array(0.9), positive(3)), wrt=(0, 1), name="operators_0d_vector"),
    Program(operators, (np.float64(0.9), positive(3)), wrt=(0, 1), name="operators_numpy_scalar"),
    Program(operators, (positive(3, 1), positive(2)), wrt=0, name="operators_first_only"),
    Program(operators, (positive(3, 1), positive(2)), wrt=1, name="operators_second_only"),
    Program(result_kept, (positive(3, 1), positive(2)), wrt=(0, 1)),
    Program(result_kept, (0.9, positive(2)), wrt=(0, 1), name="result_kept_scalar"),
    *(
        Program(one_at_run_time, (positive(n), positive(m, start=1)), wrt=(0, 1))
        for n, m in ((3, 3), (1, 3), (1, 1))
    ),
    *(
        Program(accumulated, (operand(a), operand(b, start=1)), wrt=(0, 1))
        for a, b in (((3, 2), (2,)), ((2,), (3, 1)), ((1,), ()), ((), (1, 1)), ((3, 1), (3, 2)))
    ),
    Program(mean_subtracted, (signed(4, 3),)),
    Program(distances, (signed(2, 3), 2.0 + signed(4, 3, start=5)), wrt=(0, 1)),
    Program(outer_by_newaxis, (positive(3), signed(2)), wrt=(0, 1)),
    Program(bias, (signed(4, 3), signed(3, 2, start=1), signed(2)), wrt=(0, 1, 2)),
    Program(scalar_in_many_places, (0.7, positive(3)), wrt=(0, 1)),
    Program(scalar_in_many_places, (positive(1), positive(3)), wrt=(0, 1)),
    *(Program(conditional_shape, (positive(2), positive(1), f), wrt=(0, 1)) for f in (True, False)),
    Program(loop_broadcasts, (positive(1), signed(2, 3)), wrt=(0, 1)),
    Program(loop_broadcasts, (0.7, signed(2, 3)), wrt=(0, 1), name="loop_broadcasts_float"),
    Program(chained, (positive(2, 1), positive(3), 0.7), wrt=(0, 1, 2)),
    Program(chained, (0.7, positive(1), positive(2, 3)), wrt=(0, 1, 2)),
]
