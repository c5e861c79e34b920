"""What the stages behind the normaliser refuse: by what values are, and what is done to them."""

import contextlib
import enum
import itertools
import math
import random
import re
import types

import numpy as np
import pytest
from scipy import stats

from srcgrad import grad, stop_gradient
from srcgrad.errors import SrcgradError
from tests.oracle.fresh import fresh
from tests.programs.case import positive
from tests.programs.examine import same

X = positive(4)
KEPT = [0.0]
TABLE = {}


def spread_of_many(x):
    return pair(*x, *x)


def pair(*parts):
    return parts[0] * parts[1]


def list_at_first(x, count):
    """What a list is before the loop, no array is after it, if the loop makes no pass."""
    found = [0.0, 0.0, 0.0, 0.0]
    for _ in range(count):
        found = np.asarray(found) + 0.1 * (x - np.asarray(found))
    return np.sum(found**2)


def list_at_first_in_arithmetic(x, count):
    found = [0.0, 0.0, 0.0, 0.0]
    for _ in range(count):
        found = found - 0.1 * (found - x)
    return np.sum(found**2)


def with_an_array_default(v, n, c=np.ones(2)):
    return v if n == 0 else with_an_array_default(v * c[0], n - 1)


def default_of_recursion(x):
    return with_an_array_default(x[0], int(x[1] * 5))


def of_any_rank(v, n):
    return np.sum(v) if n == 0 else of_any_rank(np.atleast_1d(v) * 0.5, n - 1)


def rank_in_recursion(x):
    return of_any_rank(x[0], int(x[1] * 5)) + of_any_rank(x, 2)


def sum_of_halves(values):
    middle = len(values) // 2
    if middle == 0:
        return values[0][0]
    return sum_of_halves(values[:middle]) * sum_of_halves(values[middle:])


def list_in_recursion(x):
    return sum_of_halves([(v, v * v) for v in x if v > 0.5])


def same_or_sorted(values):
    if len(values) < 2:
        return values
    p = values[0]
    return same_or_sorted([v for v in values if v < p]) + [v for v in values if v >= p]


def asks_which_list_comes_back(x):
    values = [v * v for v in x]
    found = same_or_sorted(values)
    return sum(values) + sum(found) if found is values else 1.0


def fourier_by_halves(values):
    n = len(values)
    if n == 1:
        return values
    even, odd = fourier_by_halves(values[::2]), fourier_by_halves(values[1::2])
    return [a + 1j**n * b for a, b in zip(even, odd)] + [a - b for a, b in zip(even, odd)]


def handed_back(a, t):
    return a if t < 0.1 else handed_back(a, t * 0.5)


def handed_on(a, t):
    return handed_back(a, t) if t < 0.3 else handed_on(a, t * 0.5)


def writes_what_was_handed_on(x):
    y = x * x
    z = handed_on(y, x[1])
    z[0] = 7.0
    return np.sum(y**3)


def real_and_complex_lists(x):
    return sum(abs(v) ** 2 for v in fourier_by_halves([v for v in x]))


def loses_an_element(x):
    rows = [x * k for k in range(3)]
    rows.pop()
    return np.sum(rows[0])


def joined_by_a_text(x):
    rows = []
    for _ in range(2):
        rows.append(np.r_["r", x, x])
    return rows


def grid_up_to(x):
    return np.sum(np.mgrid[0 : x[0] : 3j, 1])


def number_at_first(x):
    s = 0.0
    other = s
    for v in x:
        s += x * v
        if v > 1.0:
            other = s
    return np.sum(other * s)


def too_many_arguments(x):
    return np.sum(x, 0, None, None, False, 0.0, True, 1)


def keyword_without_a_rule(x):
    return np.sum(np.sin(x, signature="d->d"))


def option_of_the_run(x):
    return np.sum(np.sum(x.reshape(2, 2), axis=int(x[0]), keepdims=bool(x[0] > 0)))


def returns_a_string(x):
    return f"{x[0]}"


def returns_nothing(x):
    x[0] = 2.0


def stops_a_list(x):
    parts = []
    for i in range(len(x)):
        parts.append(x[i])
    return sum(stop_gradient(parts))


def writes_what_is_stopped(x):
    y = stop_gradient(x)
    y[0] = 3.0
    return np.sum(x * y)


def stores_in_a_global_list(x):
    KEPT.append(x[0])
    return x[1]


def stores_in_a_global_dict(x):
    TABLE["x"] = x[0]
    return x[1]


def keeps_what_it_has_computed(x, n):
    if n not in FACTORS:
        FACTORS[n] = math.factorial(n)  # <-
    return FACTORS[n] * x[0]


FACTORS: dict = {}


class Kept:
    last = 0.0
    calls = 0


def stores_in_a_class(x):
    Kept.calls += 1
    Kept.last = x[0]  # <-
    return x[1]


def bytes_inside(x):
    return x[0] if b"a" else x[1]


def counts_in_steps(x):
    return sum(a * b for a, b in zip(x, itertools.count(1, 0.5)))


def slices_without_an_end(x):
    return sum(itertools.islice(itertools.count(1), 1, None)) * x[0]


def any_of_a_chain(x):
    return x[0] if any(v > 1.0 for v in itertools.chain(x, x)) else x[1]


def maps_two_filters(x):
    return sum(map(lambda a, b: a * b, filter(None, x), x))


def takes_while_of_a_product(x):
    return sum(a * b for a, b in itertools.takewhile(lambda p: p[0] < 1.0, itertools.product(x, x)))


def slices_permutations(x):
    return sum(a * b for a, b in itertools.islice(itertools.permutations(x, 2), 2))


def a_tuple_at_last(x):
    best = None
    for v in x:
        if best is None or v < best[0]:
            best = (v, 2.0 * v)
    return best


def a_dict_at_last(x):
    best = None
    for v in x:
        if best is None or v < best["v"]:
            best = {"v": v, "w": 2.0 * v}
    return best


def text_or_number(x):
    found = "none"
    if x[0] > 0.1:
        found = x[0]
    return found


def class_of_a_distribution(x):
    return x[0] if isinstance(stats.norm(x[0]), stats.rv_continuous) else x[1]


def zips_a_chain(x):
    return sum(a * b for a, b in zip(x, itertools.chain(x, x)))


def keyword_twice(x):
    options = {"b": x[0]}
    return plus(x[1], b=x[2], **options)


def plus(a, b):
    return a + b


def row_stored_to_in_steps(x):
    rows = [[v * j for j in range(len(x))] for v in x]
    rows[0][:: int(x[0] + 9.0)] = [x[0], x[1]]
    return sum(rows[1])


def arrays_stored_in_steps(x):
    ys = [x * v for v in x]
    ys[:: int(x[0] + 1.0)] = ys[2:]
    ys[0][0] = x[1]
    return np.sum(ys[0] * ys[1])


def an_exception_as_output(x):
    try:
        last = x[7]
    except IndexError as error:
        return error
    return last


def memory_behind(x):
    y = x * 2.0
    return np.sum(y.base)


def loop_that_ends_early(x):
    total = 0.0
    for v in {x[0], x[1]}:
        if v > 2.0:
            break
        total += v
    return total


def complex_to_real(x):
    y = x + 1j * x
    return np.sum(y.astype(float))


def has_no_rule_forward(x):
    return np.sum(np.float16(x))


def nested_lists(x):
    return np.sum(np.array([[x[0], x[1]], [x[2], [x[3]]]]))


def read_from_the_text_of_an_exception(x):
    try:
        raise ArithmeticError(x[0])
    except ArithmeticError as error:
        v = float(str(error))
    return v * x[0]


def read_from_text(x):
    return float(f"{x[0]:.17g}") * x[1]


def read_from_parts(x):
    parts = ",".join([str(x[0]), "2.0"]).split(",")
    return float(parts[0]) * x[1]


def a_function_as_output(x):
    return lambda v: v * x


def a_set_as_output(x):
    return {x[0]}


def drawn(x):
    return random.betavariate(x[0], 1.0)


def of_a_set(x, options={2.0}):
    return x[0] * options.pop()


def drawn_from_a_distribution(x):
    return np.sum(stats.norm(0.0, 1.0).rvs(4) * x)


def imports_relatively(x):
    from .elsewhere import cube

    return np.sum(cube(x))


of_no_package = types.FunctionType(imports_relatively.__code__, {"np": np, "__package__": None})


def view_by_strides_written(x):
    y = x * 2.0
    view = np.lib.stride_tricks.as_strided(y, (2, 2), y.strides * 2)
    y[0] = 1.0
    return np.sum(view)


def read_from_the_text_that_is_raised(x):
    try:
        raise ValueError(f"{x[0]}")
    except ValueError as error:
        return float(error.args[0]) * x[1]


def read_from_a_format_that_is_raised(x):
    try:
        assert x[0] < 0.0, "{}".format(x[0])  # noqa: UP032
    except AssertionError as error:
        return float(str(error)) * x[1]


def set_by_a_method(x):
    xs = [x[0], x[1]]
    xs.__init__([x[2]])
    return sum(xs)


def of_two_structures(x):
    if x[0] > 0.5:
        return {"a": x[0] * x[1]}
    return {"a": x[0], "b": x[1]}


def array_of_objects(x):
    return np.sum(np.array([x[0], x[1]], dtype=object)) * 1.0


def cast_to_objects(x):
    return float(np.sum(x.astype(object)))


def grid_in_single_precision(b):
    return np.sum(np.mgrid[0:b:4j] ** 2)


def array_of_either_precision(x, single):
    c = single if x[1] > 0.1 else x[0]
    u = np.full(2, c)
    u[1] = x[0] / 7
    return u[1] / 3


def precision_of_a_number(x, single):
    c = single if x[1] > 0.1 else x[0]
    u = np.zeros(2, dtype=c.dtype)
    u[1] = x[0] / 7
    return u[1] / 3


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2

    @property
    def weight(self):
        return 3.0


class Metres(np.float64):
    weight = 2.0


def weight_of_what_is_chosen(x):
    level = Level.LOW if x[0] > 1.0 else Level.HIGH
    try:
        weight = level.weight
    except AttributeError:
        weight = 1.0
    return x[0] * weight


def weight_of_a_number(x, part):
    return x[0] * part * (part.weight if hasattr(part, "weight") else 1.0)


TREE = {"at": 0.8, "left": {"value": 1.0}, "right": {"at": 1.1, "left": {"value": 2.0}}}


def filters_in_one_way_or_another(x, P):
    for z in x:
        gain = P / (np.trace(P) + z)
        try:
            inside = np.eye(gain.shape[0]) - gain  # <-
        except ValueError:
            inside = np.array([1 - gain])
        P = np.dot(np.dot(inside, P), inside.T) + gain
    return np.trace(P)


def reads_a_stack_of_them(x, P):
    inside = P * x[0]  # <-
    if x[1] > 1.0:
        inside = (P * x[1])[None]
    return np.sum(x[:2] @ inside[:1])


def walks_down_a_tree(x, tree):
    node = tree  # <-
    while "value" not in node:
        if x[0] < node["at"]:
            node = node["left"]
        else:
            node = node["right"]
    return node["value"] * np.sum(x)


def chooses_a_way_down(x, tree):
    node = tree
    while "value" not in node:
        node = node["left"] if x[0] < node["at"] else node["right"]  # <-
    return node["value"] * np.sum(x)


def parts_of_a_view(x):
    z = x.astype(complex)
    z.imag[1:] = x[1:] ** 2  # <-
    return np.sum(np.abs(z) ** 2)


def manages_inside(x):
    @contextlib.contextmanager
    def scaled(y):  # <-
        yield y * 2.0

    with scaled(x) as y:
        return np.sum(y)


CASES = [
    (list_at_first, (X, 3), "`found` is a list here, and what is made of it elsewhere"),
    (list_at_first_in_arithmetic, (X, 3), "`found` is a list here, and what is made of it"),
    (
        array_of_either_precision,
        (X, np.float32(0.7)),
        "`full` of a number in single precision at times and in double at others is outside",
    ),
    (precision_of_a_number, (X, np.float32(0.7)), "the attribute `dtype` of an active value is"),
    (weight_of_what_is_chosen, (X,), "the attribute `weight` of an active value is outside"),
    (weight_of_a_number, (X, Metres(2.0)), "what `part` holds cannot be known"),
    (grid_in_single_precision, (np.float32(1.3),), "`np.mgrid` with these parts is outside"),
    (array_of_objects, (X,), "`array` makes an array of objects"),
    (cast_to_objects, (X,), "`astype` gets an active value, and has no rule"),
    (of_two_structures, (X,), "what is returned is a dict with the keys 'a' here and a dict with"),
    (view_by_strides_written, (X,), "a view by `as_strided`, or the array that it is a view of"),
    (of_no_package, (X,), "a relative import inside a function of no package"),
    (drawn_from_a_distribution, (X,), "`rvs` draws at random"),
    (read_from_text, (X,), "a number is made of the text of an active value"),
    (read_from_the_text_of_an_exception, (X,), "a number is made of the text of an active value"),
    (read_from_the_text_that_is_raised, (X,), "a number is made of the text of an active value"),
    (read_from_a_format_that_is_raised, (X,), "a number is made of the text of an active value"),
    (read_from_parts, (X,), "a number is made of the text of an active value"),
    (a_function_as_output, (X,), "a_function_as_output returns a function"),
    (a_set_as_output, (X,), "a_set_as_output returns a set"),
    (drawn, (X,), "`betavariate` gets an active value, and has no rule"),
    (of_a_set, (X,), "what `options` holds cannot be known"),
    (a_tuple_at_last, (X,), "`best` is None here and a tuple elsewhere"),
    (a_dict_at_last, (X,), "`best` is None here and a dict elsewhere"),
    (
        filters_in_one_way_or_another,
        (X, np.eye(2)),
        "`inside` is an array of rank 2 at first and an",
    ),
    (reads_a_stack_of_them, (X, np.eye(2)), "`inside` is an array of rank 2 at"),
    (walks_down_a_tree, (X, TREE), "`node` is a dict with the keys 'at', 'left', 'right' at first"),
    (
        chooses_a_way_down,
        (X, TREE),
        "what this line chooses is a dict with the keys 'value' at first and a dict with the keys",
    ),
    (parts_of_a_view, (X,), "this views the imaginary part of an array that is written"),
    (manages_inside, (X,), "the function `scaled` becomes a context manager, and is made inside"),
    (text_or_number, (X,), "`found` is a string here and a number elsewhere"),
    (class_of_a_distribution, (X,), "of which more is asked than its methods give"),
    (zips_a_chain, (X,), "`zip` of these iterables is outside the language"),
    (spread_of_many, (X,), "`*` or `**` of active values, of which the number is not known"),
    (default_of_recursion, (X,), "the default of `c` is no number"),
    (rank_in_recursion, (X,), "the rank of `v` is not known"),
    (list_in_recursion, (X,), "is not always a number, a list of numbers or an array of one rank"),
    (writes_what_was_handed_on, (X,), "may return an array that it is given, and `z` is written"),
    (asks_which_list_comes_back, (X,), "and `is` asks which one it is"),
    (real_and_complex_lists, (X,), "its lists are of real numbers at times, and of complex ones"),
    (set_by_a_method, (X,), "`__init__` of a list of active values is outside the language"),
    (joined_by_a_text, (X,), "`np.r_` with these parts is outside the language"),
    (grid_up_to, (X,), "`np.mgrid` with these parts is outside the language"),
    (loses_an_element, (X,), "an element of a list is dropped unread"),
    (
        number_at_first,
        (X,),
        "the target is a number at first and an array later, and another name may share its memory",
    ),
    (too_many_arguments, (X,), "`sum` with these arguments is outside the language"),
    (keyword_without_a_rule, (X,), "`sin` with the keyword `signature` is outside the language"),
    (option_of_the_run, (X,), "the argument `keepdims` of `sum` must be known at compile time"),
    (returns_a_string, (X,), "returns_a_string returns a str, which has no derivative"),
    (returns_nothing, (X,), "returns_nothing returns None, so it has no output to differentiate"),
    (stops_a_list, (X,), "`stop_gradient` of a container is outside the language"),
    (
        writes_what_is_stopped,
        (X,),
        "the array that `stop_gradient` returns is written, under this name or another",
    ),
    (stores_in_a_global_list, (X,), "an active value is stored in the global `KEPT`"),
    (stores_in_a_global_dict, (X,), "an active value is stored in the global `TABLE`"),
    (keeps_what_it_has_computed, (X, 3), "what is read from the global `FACTORS`"),
    (stores_in_a_class, (X,), "an active value is stored in an attribute of the global `Kept`"),
    (bytes_inside, (X,), "bytes are outside the language"),
    (counts_in_steps, (X,), "`count` with a step is outside the language"),
    (slices_without_an_end, (X,), "a loop without an end is outside the language"),
    (any_of_a_chain, (X,), "`any` of this iterator is outside the language"),
    (maps_two_filters, (X,), "`map` over these iterables is outside the language"),
    (takes_while_of_a_product, (X,), "`takewhile` of this iterable is outside the language"),
    (slices_permutations, (X,), "`islice` of this iterable is outside the language"),
    (keyword_twice, (X,), "the keyword argument `b` is given twice"),
    (
        row_stored_to_in_steps,
        (positive(20),),
        "a list is also held by the list `rows`, and it changes in a way that is not followed",
    ),
    (
        arrays_stored_in_steps,
        (X,),
        "an array that is written is also held by the list `ys`, and it is written",
    ),
    (loop_that_ends_early, (X,), "a set of active values is outside the language"),
    (an_exception_as_output, (X,), "the kind of the output cannot be known"),
    (memory_behind, (X,), "the attribute `base` of an active value is outside the language"),
    (complex_to_real, (X,), "a cast from complex to real is outside the language"),
    (has_no_rule_forward, (X,), "`float16` gets an active value, and has no rule"),
    (nested_lists, (X,), "`array` with these arguments is outside the language"),
]


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=lambda v: getattr(v, "__name__", "")
)
def test_the_text_of_a_refusal(function, args, words):
    given = fresh(args)
    with pytest.raises(SrcgradError) as caught:
        grad(function)(*given)
    reason, *shown = str(caught.value).splitlines()
    assert words in reason
    assert re.search(r", line \d+: ", reason)
    assert len(shown) >= 3
    assert re.fullmatch(r" *\^+", shown[1])
    same(fresh(args), given, "arguments after a refusal")
