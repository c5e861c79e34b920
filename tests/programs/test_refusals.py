"""What must be refused: by its error class, where it stands, why, and what to do instead.

A line that a compile-time error may point at ends in ``# <-``. Most functions write into their
argument first: after a refusal that must not have happened.
"""

import functools
import inspect
import itertools
import math
import re
import types
from dataclasses import dataclass

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import (
    MissingRuleError,
    NonDifferentiableError,
    SeedError,
    SourceUnavailableError,
    SrcgradError,
    UnsupportedSyntaxError,
)
from tests.oracle.fresh import fresh
from tests.programs.case import positive
from tests.programs.examine import same
from tests.verified import unverified

X = positive(3)
KEPT = []
COUNTER = 0


def refused(function, args, error, *, wrt=0, seed=None, words="", kwargs=None, **options):
    """The text of the refusal, after checking that no argument was changed."""
    kwargs = {} if kwargs is None else kwargs
    before = fresh((args, kwargs))
    given = {} if seed is None else {"seed": seed}
    with pytest.raises(error) as caught:
        grad(function, wrt=wrt, **options)(*args, **given, **kwargs)
    assert isinstance(caught.value, SrcgradError)
    same(before, (args, kwargs), "arguments after a refusal")
    text = str(caught.value)
    assert text.strip()
    assert "internal error" not in text
    assert re.search(words, text), text
    return text


def located(function, text):
    """The error names the file and the marked line, and has a caret, a reason and a remedy."""
    lines, first = inspect.getsourcelines(inspect.unwrap(function))
    marked = [first + i for i, line in enumerate(lines) if line.rstrip().endswith("# <-")]
    assert marked, "the test marks no line"
    assert "test_refusals.py" in text
    numbers = "|".join(map(str, marked))
    assert re.search(rf"\bline ({numbers})\b|:({numbers})\b", text), text
    caret = [i for i, line in enumerate(text.splitlines()) if re.fullmatch(r"\s*\^+\s*", line)]
    assert caret, text
    assert any(line.strip() for line in text.splitlines()[caret[-1] + 1 :]), f"no remedy: {text}"


# constructs outside the language


async def asynchronous(x):  # <-
    x[0] = 2.0
    return np.sum(x)


def generating(x):
    x[0] = 2.0
    yield np.sum(x)  # <-


def generating_from(x):
    x[0] = 2.0
    yield from x  # <-


def nested_class(x):
    x[0] = 2.0

    class Inner:  # <-
        k = 2.0

    return np.sum(x) * Inner.k


def writing_a_global(x):
    global COUNTER  # <-
    COUNTER = 1  # <-
    return np.sum(x * x)


def outer_of_nonlocal():
    total = 0.0

    def rebinds_cell(x):
        nonlocal total  # <-
        total = np.sum(x)  # <-
        return total * 2.0

    return rebinds_cell


def evaluating(x):
    x[0] = 2.0
    return eval("np.sum(x * x)")  # <-


def executing(x):
    x[0] = 2.0
    exec("x[1] = 3.0")  # <-
    return np.sum(x)


def reading_locals(x):
    x[0] = 2.0
    return locals()["x"][0]  # <-


def setting_attributes(x, obj):
    setattr(obj, str(x.nbytes), x)  # <-
    return np.sum(x * x)


SYNTAX = [
    (asynchronous, (X,)),
    (generating, (X,)),
    (generating_from, (X,)),
    (nested_class, (X,)),
    (writing_a_global, (X,)),
    (outer_of_nonlocal(), (X,)),
    (evaluating, (X,)),
    (executing, (X,)),
    (reading_locals, (X,)),
    (setting_attributes, (X, types.SimpleNamespace())),
]


def make_counter():
    total = 0.0

    def add(v):
        nonlocal total
        total += v
        return total

    return add


def counters_of_two_passes(x):
    x[0] = 2.0
    old = new = make_counter()
    for v in x:
        old = new
        new = make_counter()
        old(v)  # <-
    return old(1.0) * new(2.0)  # <-


def function_handed_to_numpy(x):
    x[0] = 2.0
    return np.sum(np.frompyfunc(lambda v: v * x[0], 1, 1)(x))  # <-


def function_chosen_in_another_pass(x):
    x[0] = 2.0
    f = np.sin
    for v in x:
        x[1] = f(v)  # <-
        f = np.cos if v > 1.0 else f  # <-
    return np.sum(x)


def endless(x):
    x[0] = 2.0
    return deeper(x, 1)


def deeper(x, n):  # <-
    return deeper(x, n + 1) * x[0]


def endless_with_a_rest(x):
    x[0] = 2.0
    return deeper_still(x, 1)


def deeper_still(x, *n):
    if len(n) > 60:
        return x[0]
    return deeper_still(x, 1, *n) * x[0]  # <-


def endless_with_a_list(x):
    x[0] = 2.0
    return ever_deeper(x, [])


def ever_deeper(x, held):  # <-
    return ever_deeper(x, [held, x[0]]) * x[0]


def doubled_unless_none(x):  # <-
    if x < 0.1:
        return None
    inner = doubled_unless_none(x * 0.5)
    return x if inner is None else x * 2.0


def none_at_the_end(x):
    return doubled_unless_none(x[0])


def endless_with_a_part(x):
    x[0] = 2.0
    return deeper_by_one(x)


def deeper_by_one(x, *n):
    return deeper_by_one(x, 1, *n) * x[0]  # <-


def fills_a_list(x, n):
    x[0] = 2.0
    return sum(filled([], x[0], n))


def filled(values, v, n):  # <-
    if n == 0:
        return values
    values.append(v)
    return filled(values, v * v, n - 1)  # <-


def writes_on_the_way(x, n):
    x[0] = 2.0
    return np.sum(halved(x * 1.0, n))


def halved(u, n):  # <-
    if n == 0:
        return u * 2.0
    u *= 0.5
    return halved(u, n - 1)


def returns_what_it_gets(x, n):
    y = passed_on(x, n)  # <-
    y[0] = 2.0
    return np.sum(y * x)


def returns_a_global(x, n):
    return np.sum(kept_or_given(x * 1.0, n))


def kept_or_given(u, n):  # <-
    if n == 0:
        return SCRATCH[1:]
    return kept_or_given(u, n - 1) * u[0]


def passed_on(u, n):
    if n == 0:
        return u
    return passed_on(u, n - 1)


def returns_a_pair(x, n):
    x[0] = 2.0
    return np.sum(twins(x * 1.0, n)[0])


def twins(u, n):  # <-
    if n == 0:
        return u * 1.0, u * 2.0
    a, b = twins(u, n - 1)
    return a * b, a


SCRATCH = np.zeros(4)


def written_global(x, n):
    SCRATCH[:3] = x * x
    return weighed(x[0], n)


def weighed(v, n):  # <-
    if n == 0:
        return v
    return weighed(v * SCRATCH[n % 3], n - 1) * v


def counted(x, n):
    def countdown(k):  # <-
        SCRATCH[0] += 1.0
        return 1 if k == 0 else 1 + countdown(k - 1)

    a = SCRATCH[:3] * x
    return np.sum(a * a) * countdown(n)


def never_ends(x, n):  # <-
    return never_ends(x * 0.5, n + 1)  # <-


def iterator_with_a_name(x):
    x[0] = 2.0
    squares = filter(square, x)  # <-
    return sum(squares) + sum(squares)


def product_with_break(x):
    x[0] = 2.0
    s = 0.0
    for a, b in itertools.product(x, x):  # <-
        if a > b:
            break
        s += a * b
    return s


def endless_iterator(x):
    x[0] = 2.0
    for i in itertools.count():  # <-
        x[0] = x[0] * i
    return x[0]


@functools.cache
def kept_numbers(n):
    return np.linspace(0.0, 1.0, n)


def writes_what_is_kept(x):
    x[0] = 2.0
    numbers = kept_numbers(3)
    numbers[0] = x[0]  # <-
    return np.sum(numbers)


@functools.cache
def kept_rows(n):
    return [[1.0 if i == j else 0.0 for i in range(n)] for j in range(n)]


def writes_a_row_that_is_kept(x):
    rows = kept_rows(2)
    rows[0][0] = rows[0][0] + 1.0  # <-
    return rows[0][0] * x[0]


@functools.cache
def kept_parts(n):
    return {"scale": float(n), "steps": [0.5, 1.5]}


def writes_into_a_dict_that_is_kept(x):
    parts = kept_parts(2)
    parts["scale"] += 1.0  # <-
    return parts["scale"] * x[0]


def appends_to_what_is_kept(x):
    steps = kept_parts(2)["steps"]
    steps.append(2.5)  # <-
    return np.sum(steps) * x[0]


def writes_a_row_of_a_copy(x):
    rows = list(kept_rows(len(x)))
    rows[0][0] += x[0]  # <-
    return rows[0][0]


def keeps_what_changes(x):
    y = x * 2.0
    view = y[1:]

    @functools.lru_cache(maxsize=None)
    def element(i):  # <-
        return y[i]

    first = element(1)
    view[0] = 3.0
    return first * element(1)


def keeps_a_variable_that_changes(x):
    k = x[0]

    @functools.cache
    def scaled(i):  # <-
        return x[i] * k

    first = scaled(1)
    k = 2.0
    return first * scaled(1) * k


def keeps_what_a_call_changes(x):
    y = x * 2.0

    @functools.cache
    def element(i):  # <-
        return y[i]

    first = element(1)
    np.multiply(y, 2.0, out=y)
    return first * element(1)


def calls_wrongly(x):
    x[0] = 2.0
    f = lambda a, b: a * b  # noqa: E731
    return f(x[0])  # <-


FUNCTIONS = [
    (iterator_with_a_name, iterator_with_a_name, (X,), "squares.*several places"),
    (product_with_break, product_with_break, (X,), "`break`"),
    (endless_iterator, endless_iterator, (X,), "without an end"),
    (writes_what_is_kept, writes_what_is_kept, (X,), "from which it comes keeps for other calls"),
    *(
        (one, one, (X,), f"a {noun} is written that the function from which it comes keeps")
        for one, noun in (
            (writes_a_row_that_is_kept, "list"),
            (writes_into_a_dict_that_is_kept, "dict"),
            (appends_to_what_is_kept, "list"),
            (writes_a_row_of_a_copy, "list"),
        )
    ),
    (keeps_what_changes, keeps_what_changes, (X,), "what it reads may change: `y`"),
    (
        keeps_a_variable_that_changes,
        keeps_a_variable_that_changes,
        (X,),
        "what it reads may change: `k`",
    ),
    (keeps_what_a_call_changes, keeps_what_a_call_changes, (X,), "what it reads may change: `y`"),
    (calls_wrongly, calls_wrongly, (X,), "missing a required argument"),
    (counters_of_two_passes, counters_of_two_passes, (X,), "which function `(old|new)` is"),
    (function_handed_to_numpy, function_handed_to_numpy, (X,), "a lambda.*frompyfunc"),
    (
        function_chosen_in_another_pass,
        function_chosen_in_another_pass,
        (X,),
        "only the run decides",
    ),
    (endless, deeper, (X,), "no path through it returns without a further call"),
    (endless_with_a_rest, deeper_still, (X,), "deeper_still calls itself more than 48 deep"),
    (endless_with_a_part, deeper_by_one, (X,), "deeper_by_one calls itself on every path"),
    (none_at_the_end, doubled_unless_none, (X,), "it returns None on some paths"),
    (endless_with_a_list, ever_deeper, (X,), "ever_deeper calls itself, and how often only"),
    (fills_a_list, filled, (X, 100), "it writes `values`"),
    (writes_on_the_way, halved, (X, 100), "it writes `u`"),
    (
        returns_what_it_gets,
        returns_what_it_gets,
        (X, 100),
        "may return an array that it is given, and `y` is written",
    ),
    (returns_a_global, kept_or_given, (X, 100), "may return an array of outside, and no copy"),
    (returns_a_pair, twins, (X, 100), "what it returns is not always a number"),
    (written_global, weighed, (X, 100), "the global `SCRATCH`"),
    (counted, counted, (X, 100), "it writes `SCRATCH`"),
    (never_ends, never_ends, (X, 3), "no path through it returns"),
]


@pytest.mark.parametrize(("function", "place", "args", "words"), FUNCTIONS)
def test_a_function_that_is_not_followed(function, place, args, words):
    located(place, refused(function, fresh(args), UnsupportedSyntaxError, words=words))


@pytest.mark.parametrize(("function", "args"), SYNTAX, ids=lambda v: getattr(v, "__name__", None))
def test_a_construct_outside_the_language(function, args):
    text = refused(function, fresh(args), UnsupportedSyntaxError)
    located(function, text)


# memory that the compiler does not follow


def resizing(x):
    y = x * x
    y.resize(6)  # <-
    return np.sum(y)


def storing_a_shape(A):
    B = A * A
    B.shape = (6,)  # <-
    return np.sum(B * B)


def viewing_as_bytes(x):
    y = x * x
    b = y.view(np.int64)  # <-
    b[0] = 0
    return np.sum(y)


def another_order(A):
    r = A.reshape(-1, order="A")  # <-
    return np.sum(r * np.arange(6.0))


def required_by_columns(A):
    r = np.require(A, requirements=["F"])  # <-
    return np.sum(r * A)


def required_in_another_dtype(A):
    r = np.require(A * A, np.float32, ["W"])  # <-
    return np.sum(r)


def equal_at(x):
    y = x * x
    np.equal.at(y, [0, 0], 2.0)  # <-
    return np.sum(y)


def taking_a_memoryview(x):
    y = x * x
    m = memoryview(y)  # <-
    m[0] = 1.0
    return np.sum(y)


def writing_windows(x):
    y = x * x
    w = np.lib.stride_tricks.sliding_window_view(y, 2, writeable=True)  # <-
    w[0, 1] = 3.0
    return np.sum(y)


def keeping_in_a_global(x):
    KEPT.append(x * x)  # <-
    return np.sum(KEPT[-1])


def unknown_keyword(x):
    return np.sum(x, banana=True)  # <-


def unknown_method(x):
    y = x * x
    return np.frombuffer(y.tobytes())[0]  # <-


def unknown_attribute(x):
    return x.banana * 2.0  # <-


def storing_where_ints_may_be(x):
    v = 0 if x[0] > 0.0 else 1.5
    a = np.full(3, v)
    a[0] = x[0]  # <-
    return np.sum(a)


def storing_into_a_sum_of_nothing(x):
    total = 0
    for i in range(0):
        total += x[i]
    a = np.array([total, total])
    a[0] = x[0]  # <-
    return np.sum(a)


MEMORY = [
    (storing_where_ints_may_be, (X,)),
    (storing_into_a_sum_of_nothing, (X,)),
    (resizing, (X,)),
    (storing_a_shape, (positive(2, 3),)),
    (viewing_as_bytes, (X,)),
    (another_order, (positive(2, 3),)),
    (required_by_columns, (positive(2, 3),)),
    (required_in_another_dtype, (positive(2, 3),)),
    (equal_at, (X,)),
    (taking_a_memoryview, (X,)),
    (writing_windows, (X,)),
    (keeping_in_a_global, (X,)),
    (unknown_keyword, (X,)),
    (unknown_method, (X,)),
    (unknown_attribute, (X,)),
]


@pytest.mark.parametrize(("function", "args"), MEMORY, ids=lambda v: getattr(v, "__name__", None))
def test_memory_and_options_that_are_not_followed(function, args):
    text = refused(function, fresh(args), (UnsupportedSyntaxError, MissingRuleError))
    located(function, text)
    assert not KEPT


# functions without a rule


def in_complex_order(A):
    A[0, 0] = 2.0
    values = np.sort_complex(A)  # <-
    return np.sum(values)


def partial_of_builtin(x):
    x[0] = 2.0
    return BY_ATTRIBUTE(x)  # <-


BY_ATTRIBUTE = functools.partial(getattr, "text")


def helper_without_rule(A):
    return np.sum(np.sort_complex(A))  # <-


def calls_a_helper(A):
    A[0, 0] = 2.0
    return helper_without_rule(A) * 2.0


@pytest.mark.parametrize(
    ("function", "args"),
    [(in_complex_order, (positive(2, 2),)), (partial_of_builtin, (X,))],
    ids=lambda v: getattr(v, "__name__", None),
)
def test_an_active_value_reaches_a_function_without_a_rule(function, args):
    error = (
        (MissingRuleError, UnsupportedSyntaxError)
        if function is not in_complex_order
        else MissingRuleError
    )
    located(function, refused(function, fresh(args), error))


def test_the_error_shows_the_line_of_the_helper():
    text = refused(calls_a_helper, (positive(2, 2),), MissingRuleError, words="sort_complex")
    located(helper_without_rule, text)


def one_part_of_a_line(A):
    total = np.sum(A) + np.sum(np.sort_complex(A)) * 2.0
    return total


def test_the_caret_is_under_the_construct():
    text = refused(one_part_of_a_line, (positive(2, 2),), MissingRuleError)
    line, carets = text.splitlines()[1:3]
    marked = "".join(
        c for c, mark in zip(line, carets.ljust(len(line)), strict=True) if mark == "^"
    )
    assert marked == "np.sort_complex(A)"


# functions without source


def from_exec():
    namespace = {"np": np}
    exec("def f(x):\n    x[0] = 2.0\n    return np.sum(x)\n", namespace)
    return namespace["f"]


@pytest.mark.parametrize(
    ("function", "args"),
    [(from_exec(), (X,)), (math.sin, (1.3,)), (len, (X,)), (np.sin, (1.3,))],
    ids=["exec", "math.sin", "len", "np.sin"],
)
def test_no_source(function, args):
    refused(function, fresh(args), SourceUnavailableError)


class Plain:
    def __init__(self, x):
        self.x = x


class Callable:
    def __call__(self, x):
        return x * x


def square(x):
    return x * x


@pytest.mark.parametrize("thing", [Plain, float, 3.0, "text", None.__class__, math])
def test_what_is_no_function(thing):
    with pytest.raises((SrcgradError, TypeError)) as caught:
        grad(thing, wrt=0)(1.3)
    assert str(caught.value).strip()


def test_a_gradient_of_a_gradient_needs_to_say_what_is_meant():
    with pytest.raises(SrcgradError, match="primal"):
        grad(grad(square))(1.3)


# wrt


@dataclass
class Counts:
    n: int
    name: str


def power(x, n):
    return x**n


def first(x, y):
    return np.sum(x) if isinstance(x, np.ndarray) else x * 1.0


@pytest.mark.parametrize(
    ("function", "args", "wrt", "words"),
    [
        (power, (1.3, 2), 1, "n.*float|float.*n"),
        (power, (1.3, 2), "n", "float"),
        (power, (1.3, 2), (0, 1), "float"),
        (power, (3, 2), 0, "float"),
        (power, (True, 2), 0, ""),
        (power, (np.int64(3), 2), 0, "float"),
        (power, (np.array([1, 2, 3]), 2), 0, "float"),
        (power, (np.array([True, False]), 2), 0, ""),
        (power, (1.3, 2), "z", "z"),
        (power, (1.3, 2), ("x", "z"), "z"),
        (power, (1.3, 2), 2, "2"),
        (power, (1.3, 2), -3, "-3"),
        (first, ("text", 1.0), 0, ""),
        (first, (None, 1.0), 0, ""),
        (first, ((1, 2), 1.0), 0, ""),
        (first, ({"n": 3, "s": "t"}, 1.0), 0, ""),
        (first, ([], 1.0), 0, ""),
        (first, (Counts(3, "t"), 1.0), 0, ""),
    ],
)
def test_wrt_names_what_has_no_derivative(function, args, wrt, words):
    refused(function, args, NonDifferentiableError, wrt=wrt, words=words)


def test_a_wrt_of_another_type():
    with pytest.raises((SrcgradError, TypeError)):
        grad(power, wrt=1.5)(1.3, 2)


# outputs


def returns_none(x):
    x[0] = 2.0


def returns_none_explicitly(x):
    x[0] = 2.0
    return None


def returns_text(x):
    x[0] = 2.0
    return f"{x[0]}"


def returns_an_integer(x):
    x[0] = 2.0
    return len(x)


def returns_a_bool(x):
    x[0] = 2.0
    return x[0] > 1.0


def returns_integers(x):
    return np.argsort(x)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (returns_none, "return"),
        (returns_none_explicitly, "return"),
        (returns_text, "str|text"),
        (returns_an_integer, "int"),
        (returns_a_bool, "bool"),
        (returns_integers, "int"),
    ],
)
def test_an_output_that_cannot_have_a_derivative(function, words):
    refused(function, fresh((X,)), NonDifferentiableError, words=words)


# the seed


def vector(x):
    x *= 2.0
    return x * x


def scalar(x):
    x *= 2.0
    return np.sum(x * x)


def pair(x):
    x *= 2.0
    return np.sum(x), x * x


def table(x):
    x *= 2.0
    return {"a": np.sum(x), "b": x * x}


def test_a_vector_needs_a_seed():
    text = refused(vector, fresh((X,)), SeedError)
    for way_out in ("seed", "np.sum", "jacobian"):
        assert way_out in text


@pytest.mark.parametrize("function", [pair, table])
def test_a_container_needs_a_seed(function):
    refused(function, fresh((X,)), SeedError)


@pytest.mark.parametrize(
    ("function", "seed"),
    [
        (vector, 1.0),
        (vector, np.ones((3, 1))),
        (vector, np.ones((1, 3))),
        (vector, (1.0, 1.0, 1.0)),
        (vector, "text"),
        (vector, np.ones(3, dtype=complex)),
        (vector, np.array(["a", "b", "c"])),
        (scalar, np.ones(3)),
        (scalar, (1.0,)),
        (scalar, 1.0 + 2.0j),
        (scalar, "1.0"),
        (pair, 1.0),
        (pair, (1.0,)),
        (pair, (1.0, 1.0)),
        (pair, (np.ones(3), 1.0)),
        (pair, {"a": 1.0}),
        (pair, (1.0, np.ones(3), 1.0)),
        (table, (1.0, np.ones(3))),
        (table, {"a": 1.0}),
        (table, {"a": 1.0, "c": np.ones(3)}),
    ],
)
def test_a_seed_of_another_structure_rank_or_kind(function, seed):
    refused(function, fresh((X,)), SeedError, seed=seed)


@pytest.mark.parametrize("seed", [np.ones(2), np.ones(4), np.ones(1)])
def test_a_seed_of_another_shape(seed):
    """Only the run reveals it: the arguments are as the function leaves them."""
    x = X.copy()
    with pytest.raises(SeedError, match="3"):
        grad(vector)(x, seed=seed)
    np.testing.assert_array_equal(2.0 * X, x)


def has_a_seed(x, seed):
    x[0] = seed
    return np.sum(x * x) * seed


def test_a_parameter_named_seed():
    with pytest.raises(SrcgradError, match="seed_name"):
        grad(has_a_seed)
    value, (x_bar, seed_bar) = grad(has_a_seed, wrt=(0, 1), seed_name="v")(X.copy(), 2.0, v=1.0)
    assert value == has_a_seed(X.copy(), 2.0)
    np.testing.assert_allclose([0.0, *(4.0 * X[1:])], x_bar)
    assert type(seed_bar) is float


# arguments of kinds that are not followed


class Tagged(np.ndarray):
    """A subclass, whose stores might be code."""


def total(x):
    x[0] = x[1]
    return np.sum(x)


def self_overlapping():
    base = positive(4)
    return np.lib.stride_tricks.as_strided(base, (3, 2), (8, 8))


@pytest.mark.parametrize(
    "argument",
    [
        np.ma.masked_array(X, [False, True, False]),
        X.view(Tagged),
        np.array([1.0, "a", None], dtype=object),
        np.array([(1.0, 2), (3.0, 4)], dtype=[("f", float), ("i", int)]),
        np.array(["2020-01-01", "2020-01-02"], dtype="datetime64[D]"),
        {1.0, 2.0},
        Plain(1.0),
        square,
        X.data,
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_argument_of_unknown_kind(argument):
    with pytest.raises(SrcgradError) as caught:
        grad(total)(argument)
    assert str(caught.value).strip()


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_a_matrix_argument():
    argument = np.matrix([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(SrcgradError, match="matrix"):
        grad(total)(argument)
    assert argument[0, 0] == 1.0


def test_a_subclass_that_is_not_differentiated():
    """Its stores are code, so that the program is another one."""
    with pytest.raises(SrcgradError):
        grad(write_second, wrt=0)(X.copy(), X.view(Tagged))


def write_second(x, y):
    y[0] = x[0]
    return np.sum(x * y)


def test_an_argument_that_overlaps_itself_and_is_written():
    argument = self_overlapping()
    before = argument.copy()
    with pytest.raises(SrcgradError):
        grad(total)(argument)
    np.testing.assert_array_equal(before, argument)


def update(a, b):
    a[1:] += b[:-1]
    return np.sum(a * b)


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_overlapping_arguments_both_in_wrt(shift):
    base = positive(6)
    a, b = base[:4], base[shift : shift + 4]
    with pytest.raises(SrcgradError):
        grad(update, wrt=(0, 1))(a, b)
    np.testing.assert_array_equal(positive(6), base)


# what is the caller's own mistake, or the program's own exception


def fails_after_writing(x):
    x[0] = 2.0
    if x[1] < 1.0:
        raise KeyError("mine")
    return np.sum(x)


def test_the_users_own_exception_passes_through():
    x = X.copy()
    with pytest.raises(KeyError, match="mine") as caught:
        grad(fails_after_writing)(x)
    assert not isinstance(caught.value, SrcgradError)
    expected = X.copy()
    with pytest.raises(KeyError):
        fails_after_writing(expected)
    np.testing.assert_array_equal(expected, x)


def divides(x, y):
    return x / y


def test_a_division_by_zero_is_pythons():
    with pytest.raises(ZeroDivisionError):
        grad(divides)(1.0, 0.0)


def reads_undefined(x, flag):
    if flag:
        y = x * x
    return y


def test_an_undefined_name_is_pythons():
    with unverified(), pytest.raises(NameError, match="y"):
        grad(reads_undefined)(1.3, False)


def mapped_over_no_rows(x, n):
    rows = [x * i for i in range(n)]
    return sum(map(max, *rows))


def test_a_map_over_no_rows_raises_as_in_python():
    with pytest.raises(TypeError, match="at least two arguments"):
        mapped_over_no_rows(X, 0)
    with pytest.raises(TypeError, match="at least two arguments"):
        grad(mapped_over_no_rows)(X.copy(), 0)


def out_of_range(x):
    return x[7]


def test_an_index_out_of_range_is_numpys():
    with pytest.raises(IndexError):
        grad(out_of_range)(X.copy())


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1.3, 2, 3), {}), ((1.3,), {"z": 1})])
def test_a_call_that_does_not_fit_is_a_type_error(args, kwargs):
    with pytest.raises(TypeError):
        grad(power)(*args, **kwargs)
