"""Tests and what hangs on them: if, conditional expressions, and/or, early returns, assert."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed

try:
    import plotting_that_nobody_has as plotting

    PLOTTING = True
except ImportError:
    PLOTTING = False


def plain_if(x):
    y = x * x
    if y > 1.0:
        y = y * 3.0
    return y * x


def if_else(x):
    if x > 1.0:
        y = x**2
    else:
        y = x**3
    return y + x


def if_elif_else(x):
    if x < 0.0:
        y = -x
    elif x < 1.0:
        y = x**2
    elif x < 2.0:
        y = x**3
    else:
        y = np.sqrt(x)
    return y * 2.0


def nested_ifs(x, y):
    if x > 1.0:
        if y > 1.0:
            z = x * y
        else:
            z = x + y
    else:
        if y > 1.0:
            z = x - y
        else:
            z = x / y
    return z * z


def if_without_effect(x):
    if x > 1.0:
        pass
    else:
        pass
    return x * x


def branch_rebinds_parameter(x, y):
    if x > y:
        x = y * y
    else:
        y = x * x
    return x * y


def branch_on_overwritten(x):
    y = x * x
    if y > 1.0:
        y = np.sin(y)
    if y > 0.5:
        y = y * x
    else:
        y = y + x
    return y


def branch_on_int(x, n):
    if n % 2:
        y = x * x
    elif n:
        y = x * 3.0
    else:
        y = x + 1.0
    return y * x


def branch_on_bool(x, flag):
    if flag:
        y = x * x
    if not flag:
        y = x * 3.0
    return y


def branch_on_string(x, mode):
    if mode == "square":
        return x * x
    if mode in ("cube", "third"):
        return x**3
    return x


def branch_on_none(x, y):
    if y is None:
        return x * x
    return x * y


def branch_on_not_none(x, y):
    if y is not None:
        x = x * y
    return x * x


def branch_on_shape(x):
    if x.ndim == 1 and x.shape[0] > 2:
        return np.sum(x[2:] ** 2)
    return np.sum(x)


def branch_on_reduction(x):
    if np.sum(x) > 1.0:
        return np.sum(x**2)
    return np.sum(x**3)


def branch_on_any_all(x):
    if np.any(x > 1.0) and not np.all(x > 1.0):
        return np.sum(x**2)
    return np.sum(x)


def branch_on_method(x):
    if x.max() > 1.0 or (x < 0.0).any():
        return np.sum(x**2)
    return np.sum(x)


def branch_on_isinstance(x):
    if isinstance(x, float):
        return x * x
    return np.sum(x)


def branch_on_class(x):
    kind = type(x)
    if kind is list:
        return x[0] * 3.0
    if kind is not dict and kind in {tuple, float}:
        return np.sum(x) ** 2
    return np.sum(x["a"]) if type(x) is dict else np.prod(x)


def branch_on_class_of_made(x):
    pair = [x[0], x[1] ** 2][:2] if x[0] > 0.0 else [x[2], x[3]]
    if type(pair) is tuple or type(pair[0]) is float:
        return pair[0]
    return pair[1] * 2.0 if type(pair) is list else x[1]


def branch_on_membership(x, k):
    if k in (1, 2, 3):
        return x**k
    if k not in [5, 6]:
        return x * 0.5
    return x


def branch_on_truth_of_array_element(x):
    if x[0]:
        return x[1] * x[0]
    return x[1]


def chained_comparison(x):
    if 0.0 < x < 1.0:
        return x**2
    if 1.0 <= x <= 2.0 != 3.0:
        return x**3
    return x


def chained_comparison_with_walrus(x):
    if 0.0 < (y := x * x) < 2.0:
        return y * x
    return y


def comparison_value(x):
    return (x > 1.0) * x + (x == 2.0) * x**2 + (x != 2.0)


def conditional(x):
    return x**2 if x > 1.0 else x**3


def conditional_nested(x):
    return x**2 if x > 2.0 else x**3 if x > 1.0 else np.sin(x)


def conditional_in_expression(x, y):
    return x * (y if y > x else x) + (1.0 if x > 0.0 else 2.0) * y


def conditional_argument(x, flag):
    return np.sin(x if flag else 2.0 * x) * x


def conditional_arrays(x, y, flag):
    z = x if flag else y
    return np.sum(z * x * y)


def conditional_lazy(x):
    return math.sqrt(x) if x > 0.0 else 0.5 * x


def conditional_alias_written(x, y, flag):
    a, b = x * 1.0, y * 1.0
    c = a if flag else b
    c[0] = c[1] * c[2]
    return np.sum(a * x) + np.sum(b * y)


def short_circuit_and(x, y):
    z = x and y
    return z * x


def short_circuit_or(x, y):
    z = x or y
    return z * y


def short_circuit_default(x, y):
    y = y or 2.0
    return x * y


def short_circuit_guard(x, n):
    s = 0.0
    i = 0
    while i < len(x) and x[i] > 0.0:
        s += x[i] ** n
        i += 1
    return s


def short_circuit_effects(x):
    if x > 0.0 and (y := x * x) > 1.0 or (y := x * 3.0) > 2.0:
        return y * x
    return x * y


def boolean_value(x, flag):
    ok = flag and x > 1.0 or not flag
    return x * x if ok else x


def xor_and_bits(x, a, b):
    if (a ^ b) & True:
        return x * x
    return x**3


def early_return(x):
    if x > 1.0:
        return x * x
    y = x**3
    return y + x


def early_return_several(x):
    if x < 0.0:
        return -x
    y = x * x
    if y < 1.0:
        return y
    z = y * x
    if z < 5.0:
        return z
    return z * y


def early_return_else(x):
    if x > 1.0:
        y = x * x
    else:
        return x**3
    return y * x


def early_return_both(x):
    if x > 1.0:
        return x * x
    else:
        return x**3


def early_return_nested(x, y):
    if x > 0.0:
        if y > 1.0:
            return x * y
        x = x * 2.0
    elif y > 1.0:
        return y * y
    return x - y * x


def undefined_in_one_branch(x):
    if x > 1.0:
        y = x * x
    z = x * 3.0
    if x > 1.0:
        z = z * y
    return z


def undefined_until_loop(x, n):
    for i in range(n):
        if i == 0:
            y = x
        else:
            y = y * x
    return y


def undefined_and_never_read(x, flag):
    if flag:
        unused = x * x
        x = unused + x
    return x * 2.0


def branch_in_loop(x):
    s = 0.0
    for i in range(len(x)):
        if x[i] > 0.0:
            s += x[i] ** 2
        elif x[i] < -0.8:
            s -= x[i]
        else:
            s = s * x[i]
    return s


def branch_on_carried(x, n):
    y = x
    for _ in range(n):
        if y > 1.0:
            y = y * 0.6
        else:
            y = y * x + 0.4
    return y


def branch_overwrites_test(x):
    y = x * 1.0
    for i in range(len(y)):
        if y[i] > 0.0:
            y[i] = y[i] * y[i]
        else:
            y[i] = 0.1 * y[i]
    return np.sum(y * x)


def branch_kinds_join(x, flag):
    y = 0
    if flag:
        y = x * x
    return x + y


def branch_float_or_array(x, flag):
    y = 2.0
    if flag:
        y = x * x
    return np.sum(x * y)


def loop_in_branch(x, n):
    if n > 2:
        y = x
        for _ in range(n):
            y = y * x
    else:
        y = x
        while y < 5.0:
            y = y + x * x
    return y


def max_by_branch(x):
    best = x[0]
    for i in range(1, len(x)):
        if x[i] > best:
            best = x[i]
    return best * best


def argmax_by_branch(x):
    best, where = -1e9, 0
    for i in range(len(x)):
        if x[i] > best:
            best, where = x[i], i
    return x[where] ** 2 + best * where


def absolute_by_branch(x):
    return x if x >= 0.0 else -x


def piecewise_table(x):
    if x <= 0.5:
        a, b = 0.0, 1.0
    elif x <= 1.0:
        a, b = x, 2.0
    else:
        a, b = x * x, x
    return a * b + x


def asserted(x):
    assert x > 0.0
    y = x * x
    assert y > 0.0, "must be positive"
    return y


def asserted_message(x, n):
    assert n >= 0, f"n must not be negative: {n} at {x:.3f}"
    assert isinstance(n, int) and len([x]) == 1
    return x**n


def raising(x):
    if x < 0.0:
        raise ValueError("negative")
    if x > 1e6:
        raise ValueError(f"too large: {x}")
    return x * x


def raising_else(x, mode):
    if mode == "square":
        y = x * x
    elif mode == "cube":
        y = x**3
    else:
        raise NotImplementedError(mode)
    return y * 2.0


def raising_in_loop(x):
    s = 0.0
    for e in x:
        if not math.isfinite(e):
            raise FloatingPointError
        s += e * e
    return s


def passing(x):
    pass
    if x > 0.0:
        pass
    return x * x


S = signed(5)
T = signed(5, start=1)
V = positive(3)


def without_what_is_absent(x):
    if PLOTTING:
        plotting.show(x)
    y = plotting.smooth(x) if PLOTTING else x * x
    return np.sum(y) * (2.0 if PLOTTING and isinstance(y, plotting.Curve) else 3.0)


def _logged(x, path=None):
    if path is not None:
        with open(path, "w") as log:
            log.write(eval("str(x)"))
    return np.tanh(x)


def helper_that_could_log(x):
    return np.sum(_logged(x) * x)


def refused_behind_the_end(x):
    s = x * x
    for k in ():
        exec(k)
    return s
    eval("s")


def one_constant_or_another(x, p):
    """Chosen on a path of its own, where another one binds what is differentiated."""
    y = x * 2.0
    if x < 2.0:
        y = 0.25 if x < -1.0 else -0.25
    z = x**2
    if p > 0:
        z = p * 2.0 if x > 1.5 else p + 1.5
    else:
        z = not p
    return y * z * x


PROGRAMS = [
    *(
        Program(one_constant_or_another, given)
        for given in ((1.3, 2), (-1.3, 2), (2.3, 2), (2.3, 0))
    ),
    *(
        Program(function, (x,))
        for function in (
            plain_if,
            if_else,
            if_elif_else,
            branch_on_overwritten,
            chained_comparison,
            conditional,
            conditional_nested,
            early_return,
            early_return_several,
            early_return_else,
            early_return_both,
            undefined_in_one_branch,
            piecewise_table,
            chained_comparison_with_walrus,
        )
        for x in (0.7, 1.3, 2.5)
    ),
    Program(if_elif_else, (-0.7,), name="if_elif_else_first"),
    Program(early_return_several, (-0.7,), name="early_return_first"),
    Program(if_without_effect, (1.3,)),
    *(
        Program(function, (x, y), wrt=(0, 1))
        for function in (nested_ifs, branch_rebinds_parameter, early_return_nested)
        for x, y in ((0.7, 0.6), (0.7, 1.2), (1.3, 0.6), (1.3, 1.2))
    ),
    *(Program(branch_on_int, (1.3, n)) for n in (0, 1, 2)),
    *(Program(branch_on_bool, (1.3, flag)) for flag in (True, False)),
    *(Program(branch_on_string, (1.3, mode)) for mode in ("square", "third", "none")),
    Program(branch_on_none, (1.3, None)),
    Program(branch_on_none, (1.3, 0.7), wrt=(0, 1)),
    Program(branch_on_not_none, (1.3, None)),
    Program(branch_on_not_none, (1.3, 0.7), wrt=(0, 1)),
    Program(branch_on_shape, (S,)),
    Program(branch_on_shape, (signed(2, 2),)),
    Program(branch_on_reduction, (V,)),
    Program(branch_on_reduction, (-V,)),
    Program(branch_on_any_all, (V,)),
    Program(branch_on_method, (S,)),
    Program(branch_on_isinstance, (1.3,)),
    Program(branch_on_isinstance, (V,)),
    *(Program(branch_on_class, (x,)) for x in (V, 1.3, [1.3, 0.7], (1.3, 0.7), {"a": 1.3})),
    Program(branch_on_class_of_made, (V,)),
    *(Program(branch_on_membership, (1.3, k)) for k in (2, 4, 5)),
    Program(branch_on_truth_of_array_element, (V,)),
    Program(comparison_value, (1.3,)),
    *(Program(conditional_in_expression, xy, wrt=(0, 1)) for xy in ((1.3, 0.7), (0.7, 1.3))),
    *(Program(conditional_argument, (1.3, flag)) for flag in (True, False)),
    *(Program(conditional_arrays, (S, T, flag), wrt=(0, 1)) for flag in (True, False)),
    *(Program(conditional_lazy, (x,)) for x in (1.3, -0.7)),
    *(Program(conditional_alias_written, (S, T, flag), wrt=(0, 1)) for flag in (True, False)),
    Program(short_circuit_and, (1.3, 0.7), wrt=(0, 1)),
    Program(short_circuit_or, (1.3, 0.7), wrt=(0, 1)),
    Program(short_circuit_default, (1.3, None)),
    Program(short_circuit_default, (1.3, 0.7), wrt=(0, 1)),
    Program(short_circuit_guard, (np.array([0.5, 0.8, -0.3, 1.2]), 2)),
    Program(short_circuit_guard, (V, 2)),
    *(Program(short_circuit_effects, (x,)) for x in (0.5, 0.8, 1.3)),
    *(Program(boolean_value, (x, flag)) for x in (0.7, 1.3) for flag in (True, False)),
    *(Program(xor_and_bits, (1.3, a, True)) for a in (True, False)),
    Program(undefined_until_loop, (1.3, 3)),
    *(Program(undefined_and_never_read, (1.3, flag)) for flag in (True, False)),
    Program(branch_in_loop, (S,)),
    Program(branch_on_carried, (1.3, 5)),
    Program(branch_overwrites_test, (S,)),
    *(Program(branch_kinds_join, (1.3, flag)) for flag in (True, False)),
    *(Program(branch_float_or_array, (V, flag)) for flag in (True, False)),
    *(Program(loop_in_branch, (1.3, n)) for n in (1, 4)),
    Program(max_by_branch, (S,)),
    Program(argmax_by_branch, (S,)),
    *(Program(absolute_by_branch, (x,)) for x in (1.3, -0.7)),
    Program(asserted, (1.3,)),
    Program(asserted_message, (1.3, 3)),
    Program(raising, (1.3,)),
    *(Program(raising_else, (1.3, mode)) for mode in ("square", "cube")),
    Program(raising_in_loop, (V,)),
    Program(passing, (1.3,)),
    Program(without_what_is_absent, (S,)),
    Program(helper_that_could_log, (S,)),
    Program(refused_behind_the_end, (1.3,)),
]
