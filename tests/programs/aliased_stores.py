"""Stores where target and right side share memory, or where a name may be one of two arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed

V = np.array([0.7, -1.2, 0.4, 1.1])


def array_stored_into_itself(x):
    x[:] = x
    x[:] = np.sin(x)
    x[1:] = np.sin(x[:-1])
    return np.sum(x)


def increased_by_itself_times_its_part(x):
    x += x * x[:1]
    return np.sum(x * 2)


def decreased_by_its_element_times_itself(x):
    y = x.copy()
    y += y * y[:1]
    y *= y[1:2]
    y -= y[0] * y
    return np.sum(y * x)


def reversed_in_place(x):
    y = x * x
    y[:] = y[::-1]
    y += y[::-1]
    y *= y[::-1]
    return np.sum(y * x)


def overlapping_views_updated(x):
    y = x.copy()
    v = y[1:]
    w = y[:-1]
    v += w
    w *= v
    v[::2] = w[::2] * v[::2]
    return np.sum(y * y)


def transposed_part_stored(x):
    m = np.outer(x, x)
    m += m.T
    m[0] += m[:, 0]
    m[:, 1] *= m[1]
    return np.sum(m)


def broadcast_of_its_own_part(x):
    y = x * 1.0
    y[:2] = y[:1]
    y[2:] = y[1:2]
    return np.sum(y * y * x)


def second_name_in_loop(x, n):
    y = x * 1.0
    for _ in range(n):
        y = y * 2.0
        z = y
        z[2] *= y[0]
    return np.sum(y)


def second_name_in_loop_after_a_store(x, n):
    y = x
    for k in range(n):
        y = y * x[k]
        y[0] = y[1] * 2
        z = y
        z[2] *= y[0]
    return np.sum(y)


def two_second_names_swapped(x, n):
    a = x * 1.0
    b = x * 2.0
    for _ in range(n):
        c = a
        d = b
        c[0] *= d[1]
        d[1] += a[0] * b[2]
        a, b = d, c
    return np.sum(a * x) + np.sum(b * b)


def swapped_views_updated(x, n):
    a = x * 1.0
    b = x * 2.0
    for _ in range(n):
        v = a[1:]
        w = b[:-1]
        v *= w
        w += v[::-1]
        a, b = b, a
    return np.sum(a * x) + np.sum(b * b)


def one_of_two_in_loop(x, n):
    v = np.zeros(4)
    w = x
    for _ in range(n):
        v, w = x, v
    v[:2] = v[:1]
    return np.sum(v * w)


def one_of_two_broadcast(x, n):
    y = x.copy()
    z = x * 2
    if n:
        y = z
    y[:2] = y[:1]
    return np.sum(y * z)


def one_of_two_reversed(x, n):
    y = x.copy()
    z = x * 2
    if n:
        y = z
    y[:] = y[::-1]
    return np.sum(y * z * x)


def one_of_two_shifted(x, n):
    y = x.copy()
    z = x * 2
    if n:
        y = z
    y[1:] = y[:-1]
    return np.sum(y * z * x)


def one_of_two_and_the_other(x, n):
    y = x.copy()
    z = x * 2
    if n:
        y = z
    y[1:] += z[:-1]
    z[:2] = y[1:3]
    return np.sum(y * z * x)


def moved_within_one_of_two(x, n):
    y = x.copy()
    z = x * 2
    if n:
        y = z
    part = y[1:3]
    held = z[:2].copy()
    z[:2] = 0.0
    part += held
    return np.sum(y * z * x)


def one_of_two_in_each_pass(x, n):
    a = x * 1.0
    b = x * 2.0
    for k in range(n):
        t = a if k % 2 else b
        t[1] = t[0] * t[2] * x[k]
        a = a * t[1]
    return np.sum(a * b)


def swapped_arrays_shifted(x, n):
    a = x.copy()
    b = x * 2
    for _ in range(n):
        a, b = b, a
        b[1:] = a[:-1]
        a[:] = b * a
        b[0] += a[1] * b[1]
    return np.sum(a * x) + np.sum(b)


def previous_array_written(x, n):
    now = np.zeros(4)
    now[0] = x[0]
    for k in range(n):
        after = now.copy()
        after[1:] += now[:-1] * x[1:]
        after[0] = x[k] * now[-1]
        before = now
        now = after
        before[2] = 5.0
        now += before
    return np.sum(now * x)


def view_kept_when_the_name_is_rebound(x, n):
    y = x.copy()
    v = y[1:]
    for i in range(n):
        v *= x[0]
        y = y * x[i]
        v[0] += y[1]
    return np.sum(y) + np.sum(v)


def astype_without_copy(x):
    y = x.astype(float, copy=False)
    y[0] = y[1] * 2
    return np.sum(x * y)


def astype_without_copy_of_local(x):
    y = x * 1.0
    z = y.astype(np.float64, copy=False)
    y[0] = z[1] * 2
    z[1] = y[2]
    return np.sum(y * z)


def conjugate_of_real_array(x):
    y = x * 1.0
    z = y.conj()
    z[0] = 5 * y[3]
    return np.sum(y * z)


def float64_of_array(x):
    y = x * 1.0
    z = np.float64(y)
    z[0] = 5 * y[3]
    return np.sum(y * z)


def real_part_of_real_array(x):
    y = x * 1.0
    z = y.real
    z[0] = 5 * y[3]
    w = np.real(y)
    w[1] *= 2
    return np.sum(y * z)


def nan_to_num_without_copy(x):
    y = x * 1.0
    z = np.nan_to_num(y, copy=False)
    z[0] *= 5
    y[1] *= z[2]
    return np.sum(y * z)


def required_and_asanyarray(x):
    y = x * 1.0
    z = np.require(y)
    w = np.asanyarray(y)
    z[0] *= 2
    w[1] *= 3
    return np.sum(y * y)


def broadcast_arrays_of_written(x):
    y = x * 1.0
    a, b = np.broadcast_arrays(y, 1.0)
    y[0] = 5 * y[3]
    return np.sum(a * y)


def second_name_of_argument_written_in_branch(x, n):
    x[0] = x[1] * x[1]
    v = x
    if n > 0:
        x = np.sin(x)
        v[1] *= 3
    return np.sum(x * v)


def array_twice_in_a_list(arrays):
    arrays[0][0] = arrays[1][1] * 2
    return np.sum(arrays[0] * arrays[1])


def array_in_a_dict_and_by_itself(d, x):
    d["a"][0] = x[1] * 2
    return np.sum(d["a"] * x)


def twice_in_a_list():
    z = V.copy()
    return ([z, z],)


def in_a_dict_and_by_itself():
    z = V.copy()
    return ({"a": z}, z)


def views_swapped_in_a_context(x, n):
    a, b = x * 1.0, x * 2.0
    for _ in range(n):
        v = a[1:]
        with np.errstate(all="ignore"):
            w = b[:-1]
            v *= w
        w += v[::-1]
        a, b = np.sqrt(np.abs(b) + 0.1), a
    return np.sum(a * x) + np.sum(b * b)


def turned_in_each_pass(x, n):
    """The same subscript is another place of the memory, once the name is its transpose."""
    m = np.zeros((2, 2))
    m[0] = x[:2]
    for t in range(n):
        m = m.T
        m[1, 0] += m[0, 1] * x[t]
    return np.sum(m * m[0])


def rotated_in_each_pass(x, n):
    m = x.reshape(2, 2).copy()
    for t in range(n):
        m = np.rot90(m)
        m[1, 0] += m[0, 1] * m[1, 1]
    return np.sum(m * m)


def reshaped_in_each_pass(x, n):
    """Some passes get a view, others a copy."""
    m = x.reshape(2, 2) * 1.0
    for t in range(n):
        k = m.T if t % 2 else m
        m = k.ravel().reshape((2, 2))
        m[1, 0] += m[0, 1] * x[t]
        k[0, 0] *= 1.5 * x[0]
    return np.sum(m * m[0]) + np.sum(k)


def axes_exchanged_in_each_pass(x, n):
    m = np.outer(x, x)
    for t in range(n):
        m = m.swapaxes(0, 1)
        m[1, 0] += m[0, 1] * x[t]
    return np.sum(m * m[0])


def written_before_what_is_reshaped(x, n):
    red = np.zeros(4)
    red[1:2] = 1
    for _ in range(n):
        red = np.reshape(red * x, (4,))
    return np.sum(red * x)


def triangles_stored(c, n):
    """Slices beside index arrays."""
    i, j = np.tril_indices(n, -1)
    L = np.zeros((len(c), n, n))
    L[:, i, j] = c
    return np.sum(L @ L * L)


def slices_stored(theta):
    """Whether what is stored has one number or more, only the run knows."""
    P = np.zeros((3, 3))
    P[0] = theta[:3]
    P[2] = theta[3:6]
    P *= P[1:2] + 2.0
    return np.sum(P[0] * P[2] ** 2)


def addend_bound_anew_before_the_store(x):
    """What is added is what the name held when the sum was made."""
    y = np.zeros(x.size)
    s = 1.0
    for i in range(x.size):
        y[i] = y[i] + s + (s := s * x[i])
    return np.sum(y * x)


def squared_below(a):
    a[0] = a[1] ** 2
    return a * 2


def addend_written_before_the_store(x):
    y = x * 2
    v = x * 3
    y[:] = y[:] + v + squared_below(v)
    return np.sum(y * v)


def cut_by_a_slice_with_a_name(x, n):
    y = x * x
    found = np.zeros(n)
    part = slice(min(n, len(x)))
    found[part] = y[part]
    result = y if n == len(x) else found
    return np.sum(result**3)


def shifted_by_slices_with_names(x):
    y = x * x
    behind, before = slice(1, None), slice(0, -1)
    y[behind] = y[before]
    return np.sum(y * x)


PROGRAMS = [
    Program(addend_bound_anew_before_the_store, (V,)),
    Program(addend_written_before_the_store, (V,)),
    Program(views_swapped_in_a_context, (np.array([0.7, -1.2, 0.4, 1.1]), 3)),
    Program(array_stored_into_itself, (V,)),
    Program(cut_by_a_slice_with_a_name, (V, 3)),
    Program(cut_by_a_slice_with_a_name, (V, len(V))),
    Program(shifted_by_slices_with_names, (V,)),
    Program(increased_by_itself_times_its_part, (V,)),
    Program(decreased_by_its_element_times_itself, (V,)),
    Program(reversed_in_place, (V,)),
    Program(overlapping_views_updated, (V,)),
    Program(transposed_part_stored, (V,)),
    Program(broadcast_of_its_own_part, (V,)),
    Program(second_name_in_loop, (V, 1)),
    Program(second_name_in_loop, (V, 3), name="second_name_in_loop_of_three"),
    Program(second_name_in_loop_after_a_store, (V, 3)),
    Program(two_second_names_swapped, (V, 3)),
    Program(swapped_views_updated, (V, 3)),
    Program(one_of_two_in_loop, (V, 1)),
    Program(one_of_two_in_loop, (V, 2), name="one_of_two_in_second_pass"),
    Program(one_of_two_broadcast, (V, 0)),
    Program(one_of_two_broadcast, (V, 1), name="one_of_two_broadcast_same"),
    Program(one_of_two_reversed, (V, 0)),
    Program(one_of_two_reversed, (V, 1), name="one_of_two_reversed_same"),
    Program(one_of_two_shifted, (V, 0)),
    Program(one_of_two_shifted, (V, 1), name="one_of_two_shifted_same"),
    Program(one_of_two_and_the_other, (V, 0)),
    Program(one_of_two_and_the_other, (V, 1), name="one_of_two_and_the_same"),
    Program(moved_within_one_of_two, (V, 1)),
    Program(one_of_two_in_each_pass, (V, 3)),
    Program(swapped_arrays_shifted, (V, 3)),
    Program(previous_array_written, (V, 3)),
    Program(view_kept_when_the_name_is_rebound, (V, 3)),
    Program(astype_without_copy, (V,)),
    Program(astype_without_copy_of_local, (V,)),
    Program(conjugate_of_real_array, (V,)),
    Program(float64_of_array, (V,)),
    Program(real_part_of_real_array, (V,)),
    Program(nan_to_num_without_copy, (V,)),
    Program(required_and_asanyarray, (V,)),
    Program(broadcast_arrays_of_written, (V,)),
    Program(second_name_of_argument_written_in_branch, (V, 1)),
    Program(array_twice_in_a_list, twice_in_a_list),
    Program(array_in_a_dict_and_by_itself, in_a_dict_and_by_itself),
    *(
        Program(function, (positive(4), 4))
        for function in (
            turned_in_each_pass,
            rotated_in_each_pass,
            reshaped_in_each_pass,
            axes_exchanged_in_each_pass,
            written_before_what_is_reshaped,
        )
    ),
    Program(triangles_stored, (signed(2, 3), 3)),
    Program(slices_stored, (positive(6),)),
]

REFUSED = {
    "array_in_a_dict_and_by_itself",
    "array_twice_in_a_list",
}
