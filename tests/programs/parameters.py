"""Parameters of every sort, docstrings, annotations, and ways to say ``wrt``."""

import numpy as np

from tests.programs.case import Program, positive


def positional_only(x, y, /):
    return x * y**2


def mixed_kinds(a, /, b, *, c):
    return a * b + c * a**2


def default_used(x, k=2.5):
    return k * x * x


def default_array(x, w=np.array([0.5, 2.0, 1.5])):
    return np.sum(w * x * x)


def default_overridden(x, k=2.5, n=2):
    return k * x**n


def default_none(x, w=None):
    if w is None:
        w = x * 0.5
    return np.sum(w * x)


def default_flag(x, squared=False):
    if squared:
        return np.sum(x**2)
    return np.sum(x)


def default_string(x, mode="soft"):
    if mode == "soft":
        y = np.tanh(x)
    elif mode == "hard":
        y = np.clip(x, 0.6, 1.2)
    else:
        y = x
    return np.sum(y * x)


def keyword_only(x, *, scale, shift=1.0):
    return np.sum(scale * x + shift) ** 2


def documented(x):
    """A docstring of one line."""
    return x * x


def documented_at_length(x, y):
    """A docstring

    with 'quotes', \\backslashes and ``code``,
    of several lines.
    """
    z = x * y
    "a string in passing"
    return z * x


def annotated(x: float, y: "np.ndarray", n: int = 2) -> float:
    z: float = x**n
    w: np.ndarray
    w = y * z
    return np.sum(w)


def commented(x):
    # before anything
    y = x * x  # beside it
    # between

    return y + x  # at the end


def one_line(x): return x * x * 3.0  # fmt: skip


def continued_lines(x, y):
    z = (
        x
        * y
        + x
    ) * \
        y  # fmt: skip
    return z; return 0.0  # fmt: skip # noqa: E702 - on one line on purpose


def semicolons(x):
    a = x * 2.0; b = a * x; return a + b  # fmt: skip # noqa: E702 - on one line on purpose


def unused_parameters(x, unused, also_unused=None):
    return x * x


def shadowing_builtin(x, sum, abs):
    return np.sum(x) * sum + abs


def named_like_generated(x, x_bar, value, y_bar):
    y = x * x_bar
    seed_value = y * value
    x_tape = seed_value * y_bar
    return x_tape * x


def unicode_names(α, größe):
    λ = α * größe
    return λ**2 + α


def underscores(_, __x, x_):
    _ = _ * __x
    return _ * x_


def many_parameters(a, b, c, d, e, f, g, h):
    return a * b + c * d + e * f + g * h * a


V = positive(3)


def decaying(t, a, b=2.0, c=1.0):
    return a * np.exp(-b * t) + c


def as_many_as_are_given(x, n):
    times = np.array([0.1, 0.2])
    return np.sum(decaying(times, *x[:n])) * decaying(x[0], *[v * v for v in x[1:]])


PROGRAMS = [
    Program(as_many_as_are_given, (V[:3], 1)),
    Program(as_many_as_are_given, (V[:3], 3)),
    Program(positional_only, (1.3, 0.7), wrt=(0, 1)),
    Program(mixed_kinds, (1.3, 0.7), kwargs={"c": 0.9}, wrt=(0, 1, 2)),
    Program(mixed_kinds, (1.3,), kwargs={"b": 0.7, "c": 0.9}, wrt=("a", "c")),
    Program(default_used, (1.3,)),
    Program(default_used, (1.3,), wrt=("x", "k"), note="a default with respect to which"),
    Program(default_array, (V,)),
    Program(default_overridden, (1.3, 0.7), wrt=("k", "x")),
    Program(default_overridden, (1.3,), kwargs={"n": 3}),
    Program(default_none, (V,)),
    Program(default_none, (V, positive(3, start=1)), wrt=(0, 1)),
    Program(default_flag, (V,)),
    Program(default_flag, (V, True)),
    Program(default_flag, (V,), kwargs={"squared": True}),
    Program(default_string, (V,)),
    Program(default_string, (V, "hard")),
    Program(default_string, (V,), kwargs={"mode": "none"}),
    Program(keyword_only, (V,), kwargs={"scale": 0.7}, wrt=("x", "scale")),
    Program(keyword_only, (V,), kwargs={"scale": 0.7, "shift": 2.0}, wrt=("shift", "scale")),
    Program(keyword_only, (), kwargs={"x": V, "scale": 0.7}, name="all_by_keyword"),
    Program(documented, (1.3,)),
    Program(documented_at_length, (1.3, 0.7), wrt=(1, 0), name="wrt_in_reverse_order"),
    Program(documented_at_length, (1.3, 0.7), wrt=("y",), name="wrt_a_tuple_of_one"),
    Program(annotated, (1.3, V), wrt=(0, 1)),
    Program(commented, (1.3,)),
    Program(one_line, (1.3,)),
    Program(continued_lines, (1.3, 0.7), wrt=(0, 1)),
    Program(semicolons, (1.3,)),
    Program(unused_parameters, (1.3, 0.5), wrt=(0, 1)),
    Program(unused_parameters, (1.3, "text", {"a": [1]})),
    Program(shadowing_builtin, (V, 0.7, 0.5), wrt=(0, 1, 2)),
    Program(named_like_generated, (1.3, 0.7, 0.9, 1.1), wrt=(0, 1, 2, 3)),
    Program(unicode_names, (1.3, 0.7), wrt=("α", "größe")),
    Program(underscores, (1.3, 0.7, 0.9), wrt=(0, 1, 2)),
    Program(many_parameters, tuple(positive(8).tolist()), wrt=tuple(range(8))),
    Program(lambda x: np.sum(x**2 + 2), (V,), name="a_lambda"),
    Program(
        lambda x, y=2.0, *, k: k * x * y,
        (1.3,),
        kwargs={"k": 0.7},
        wrt=("x", "k"),
        name="a_lambda_with_defaults",
    ),
]
