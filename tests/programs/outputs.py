"""Outputs that are not scalars: vectors, matrices, tuples, dicts, lists, dataclasses."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed


@dataclass
class Result:
    loss: float
    parts: np.ndarray


def vector(x):
    return x**2 + 2.0


def matrix(x, y):
    return np.outer(x, y) + x[:, None]


def stack(T):
    return np.sin(T) * T


def vector_by_loop(x):
    y = np.zeros(len(x))
    for i in range(1, len(x)):
        y[i] = x[i] * y[i - 1] + x[i - 1]
    return y


def of_length_one(x):
    return x[:1] * x[1:2]


def zero_d(x):
    return np.array(x * x)


def empty(x):
    return x[:0] * 2.0


def view_of_result(x):
    y = x * x
    return y[1:]


def transposed(A):
    return (A * A).T


def broadcast(x):
    return np.broadcast_to(x * x, (2, 3))


def pair(x, y):
    return x * y, x + y


def pair_of_arrays(x):
    return x * x, np.sum(x), x[0] * x[1]


def same_twice(x):
    y = x * x
    return y, y


def whole_and_view(x):
    y = x * x
    return y, y[1:]


def nested(x):
    return (x, (x * x, [x**3, 2.0 * x]))


def mapping(x):
    return {"square": x * x, "sum": np.sum(x)}


def listing(x, n):
    values = []
    for i in range(n):
        values.append(x**i)
    return values


def instance(x):
    return Result(np.sum(x * x), x**3)


def argument_itself(x):
    return x


def view_of_argument(x):
    return x[1:]


def argument_and_result(x):
    return x, x * x


def constant(x):
    return np.ones(3)


def constant_in_pair(x):
    return x * x, 3.0


def from_branches(x, flag):
    if flag:
        return x * x
    return np.sin(x)


def reversed_rows(A):
    return A[::-1, ::2] * 2.0


def boxed_scalars(x):
    return np.array([x, x * x])


V = positive(3)


def list_returned_twice(x, n):
    """Its elements have the sum of both parts of the seed."""
    hs = [x]
    for i in range(n):
        hs.append(hs[-1] * x[i])
    return hs, {"again": hs, "first": hs[0]}


def list_beside_its_sum(x, n):
    """The seed stays what it is where more is added to its elements."""
    hs = []
    for i in range(n):
        hs.append(x * x[i])
    return hs, sum(np.sum(h * h) for h in hs)


def list_of_numbers_beside_a_sum(x, c):
    """What NumPy's numbers are added to is a float again in the gradient."""
    rows = []
    for i in range(2):
        rows.append([x[i], c])
    return rows, np.array(rows)


def list_of_either_length(x):
    if x[0] > 0.5:
        return [x[0] * x[1]]
    return [x[0], x[1]]


def list_replaced(x, n):
    made = [x[0] * x[1]]
    if n > 2:
        made = [x[1], x[0]]
    return made


def numbers_as_rows(x):
    total, mean = np.sum(x), np.mean(x * x)
    distance = np.sqrt((total - 1.0) ** 2 + (mean - 1.0) ** 2)
    return np.vstack((distance, total, mean)), np.append(total * mean, mean)


def number_made_a_vector_and_used(x):
    total = np.sum(x)
    row = np.atleast_1d(total)
    for one in x:
        total = total + one * row[0]
    return row, np.column_stack((total, row[0])), np.expand_dims(total, 0)


def axes_that_do_not_fit_elsewhere(x):
    if x.ndim > 1:
        x = x.transpose(0, 2, 1)
    return x * x


PROGRAMS = [
    *(
        Program(function, (V,))
        for function in (
            vector,
            vector_by_loop,
            of_length_one,
            empty,
            view_of_result,
            broadcast,
            pair_of_arrays,
            same_twice,
            whole_and_view,
            mapping,
            argument_itself,
            view_of_argument,
            argument_and_result,
            constant,
            numbers_as_rows,
            number_made_a_vector_and_used,
            axes_that_do_not_fit_elsewhere,
        )
    ),
    *(Program(function, (1.3,)) for function in (zero_d, nested, constant_in_pair, boxed_scalars)),
    Program(matrix, (V, signed(2)), wrt=(0, 1)),
    Program(stack, (signed(2, 2, 2),)),
    Program(transposed, (signed(2, 3),)),
    Program(reversed_rows, (signed(3, 4),)),
    Program(pair, (1.3, 0.7), wrt=(0, 1)),
    Program(pair, (V, signed(3)), wrt=(0, 1), name="pair_of_vectors"),
    Program(listing, (1.3, 3)),
    Program(instance, (V,)),
    *(Program(from_branches, (V, flag)) for flag in (True, False)),
    *(Program(list_of_either_length, (np.array(v),)) for v in ([0.7, 1.2], [0.2, 1.2])),
    *(Program(list_replaced, (V, n)) for n in (2, 3)),
    Program(list_returned_twice, (np.array([0.7, -1.2, 0.4]), 3)),
    Program(list_beside_its_sum, (np.array([0.7, -1.2, 0.4]), 2)),
    Program(list_of_numbers_beside_a_sum, (np.array([0.7, -1.2]), 0.4), wrt=(0, 1)),
]
