"""The kind that is told from a signature is the kind of the value that a run gives."""

import linecache
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcgrad.infer.kinds.signature import kind_of as kind_of_signature
from srcgrad.infer.program import Inference
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim
from srcgrad.normalize.names.webs import split
from srcgrad.normalize.scope import Counter
from srcgrad.request import sign
from tests.stages import core_of


def told(function, *args):
    """The kind of what a function returns, from the signature of the arguments."""
    core = core_of(function)
    split(core, Counter())
    start = {
        p.name: kind_of_signature(sign(a), p.name)
        for p, a in zip(core.parameters, args, strict=True)
    }
    facts = Inference(core, start, set()).run()
    return facts.kind(core.result)


def lengths(args, names):
    """What the symbols of the arguments' axes and values stand for in one call."""
    table = {}
    for name, value in zip(names, args, strict=False):
        if isinstance(value, np.ndarray):
            table |= {f"{name}.{axis}": n for axis, n in enumerate(value.shape)}
        elif isinstance(value, int):
            table[name] = value
    return table


def covers(kind, value, table):
    """Is this the kind of the value?"""
    match kind:
        case k.Unknown():
            return True
        case k.Known(known):
            return type(known) is type(value) and repr(known) == repr(value)
        case k.Real(integral):
            return type(value) is float or (integral and type(value) in (int, bool))
        case k.Complex():
            return type(value) is complex
        case k.Int(length):
            return type(value) is int and fits(length, value, table, clamp=False)
        case k.Bool():
            return type(value) is bool
        case k.Scalar(dtype):
            return isinstance(value, np.generic) and value.dtype == dtype
        case k.Array(dtype, dims):
            if type(value) is not np.ndarray or value.dtype != dtype:
                return False
            return dims is None or (
                len(dims) == value.ndim
                and all(fits(d, n, table) for d, n in zip(dims, value.shape, strict=True))
            )
        case k.Tuple(items, cls):
            return (
                type(value) is cls
                and len(items) == len(value)
                and all(covers(i, v, table) for i, v in zip(items, value, strict=True))
            )
        case k.List(items, element):
            if type(value) is not list:
                return False
            if items is not None:
                return len(items) == len(value) and all(
                    covers(i, v, table) for i, v in zip(items, value, strict=True)
                )
            return all(covers(element, v, table) for v in value)
    return False


def fits(length, n, table, clamp=True):
    """Is a symbolic length, where it is known, the number?"""
    if length is None:
        return True
    if isinstance(length, int):
        return length == n
    if length.base not in table:
        return True
    value = table[length.base] + length.offset
    return n == (max(0, value) if clamp else value)


def agree(function, *args):
    """Compare the kind that is told with the value of a run, unless the run raises."""
    names = function.__code__.co_varnames
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = function(*args)
    except (AttributeError, TypeError, ValueError, IndexError):
        return None
    kind = told(function, *args)
    assert covers(kind, value, lengths(args, names)), f"{kind} for {value!r} of {args!r}"
    return kind


def agree_on(function, calls):
    """Compare for many calls; all that differ are shown together, and some must have run."""
    wrong, right = [], 0
    for args in calls:
        try:
            right += agree(function, *args) is not None
        except AssertionError as difference:
            wrong.append(str(difference).splitlines()[0])
    assert not wrong, "\n".join(wrong)
    assert right


A1, A2, A3 = np.ones(3), np.ones((2, 3)), np.ones((2, 1, 4))
F4, I8, B1 = np.ones(3, np.float32), np.arange(3), np.array([True, False, True])
ZERO_D, SCALAR, EMPTY = np.array(2.0), np.float32(2.0), np.ones((0, 3))
ONE = [A1, A2, A3, F4, I8, B1, ZERO_D, SCALAR, EMPTY, 2.0, 3, np.float64(0.5)]

UNARY = [
    lambda x: np.sin(x),
    lambda x: np.sum(x),
    lambda x: np.sum(x, axis=0),
    lambda x: np.sum(x, axis=-1, keepdims=True),
    lambda x: np.mean(x),
    lambda x: np.max(x, axis=0),
    lambda x: np.cumsum(x),
    lambda x: np.cumsum(x, axis=0),
    lambda x: np.prod(x),
    lambda x: np.std(x),
    lambda x: np.argmax(x),
    lambda x: np.abs(x),
    lambda x: np.sqrt(x),
    lambda x: np.zeros_like(x),
    lambda x: np.transpose(x),
    lambda x: np.ravel(x),
    lambda x: np.expand_dims(x, 0),
    lambda x: np.concatenate([x, x]),
    lambda x: np.stack([x, x]),
    lambda x: np.squeeze(x),
    lambda x: np.array([x, x]),
    lambda x: np.where(x > 0.5, x, 0.0),
    lambda x: np.clip(x, 0, 1),
    lambda x: np.tile(x, 2),
    lambda x: np.repeat(x, 2),
    lambda x: np.roll(x, 1),
    lambda x: np.flip(x),
    lambda x: np.diag(x),
    lambda x: np.outer(x, x),
    lambda x: np.dot(x, x),
    lambda x: np.floor(x),
    lambda x: np.asarray(x),
    lambda x: np.isnan(x),
    lambda x: np.shape(x),
    lambda x: np.broadcast_to(x, (2, 3)),
    lambda x: np.round(x),
    lambda x: np.sort(x),
    lambda x: np.moveaxis(x, 0, -1),
    lambda x: np.any(x),
    lambda x: -x,
    lambda x: x**2,
    lambda x: x**-1,
    lambda x: 2 * x,
    lambda x: x / 2,
    lambda x: x // 2,
    lambda x: x % 2,
    lambda x: x > 1,
    lambda x: not x,
    lambda x: abs(x),
    lambda x: float(x),
    lambda x: int(x),
    lambda x: round(x),
    lambda x: len(x),
    lambda x: sum(x),
    lambda x: x.T,
    lambda x: x.shape,
    lambda x: x.ndim,
    lambda x: x.size,
    lambda x: x.real,
    lambda x: x.copy(),
    lambda x: x.sum(),
    lambda x: x.sum(axis=0),
    lambda x: x.mean(),
    lambda x: x.ravel(),
    lambda x: x.reshape(-1),
    lambda x: x.astype(np.float32),
    lambda x: x.astype(float),
    lambda x: x.flatten(),
    lambda x: x.min(axis=-1),
    lambda x: x.dot(x),
    lambda x: x.item(),
    lambda x: x.tolist(),
    lambda x: x.cumsum(),
    lambda x: x.any(),
    lambda x: x.argmax(),
    lambda x: x.std(),
    lambda x: x.clip(0, 1),
    lambda x: [x, 1.0],
    lambda x: (x, x),
    lambda x: x.shape[0],
    lambda x: np.full(x.shape, 2.0),
    lambda x: np.zeros(x.shape[0]),
    lambda x: np.linspace(0.0, 1.0, 5),
    lambda x: np.eye(2),
    lambda x: np.empty((x.shape[0], 2)),
    lambda x: np.ones(3, dtype=np.float32),
    lambda x: np.arange(len(x)),
    lambda x: np.einsum("ij->ji", x),
    lambda x: np.tensordot(x, x, axes=1),
    lambda x: np.split(x, 1),
    lambda x: np.take(x, 0),
    lambda x: np.take(x, [0, 0]),
    lambda x: np.triu(x),
    lambda x: np.trace(x),
    lambda x: np.var(x, axis=0, keepdims=True),
    lambda x: np.swapaxes(x, 0, 1),
    lambda x: np.linalg.norm(x),
    lambda x: np.linalg.norm(x, keepdims=True),
    lambda x: np.linalg.norm(x, axis=0),
    lambda x: np.linalg.norm(x, 1, -1, True),
    lambda x: np.linalg.norm(x, np.inf, axis=(0,), keepdims=True),
    lambda x: np.linalg.norm(x, axis=(-2, -1), keepdims=True),
    lambda x: np.linalg.norm(x, "fro", (0, 1)),
    lambda x: np.diff(x, axis=0),
    lambda x: np.diff(x, 2, axis=-1),
    lambda x: np.diff(x, n=1, axis=1),
    lambda x: np.diff(x, 4),
    lambda x: np.diff(x, prepend=0.0),
    lambda x: np.interp(x, np.arange(4.0), np.ones(4)),
    lambda x: np.gradient(x),
    lambda x: np.gradient(x, 0.5, axis=0),
]


@pytest.mark.parametrize("number", range(len(UNARY)))
def test_calls_of_one_argument(number):
    agree_on(UNARY[number], [(value,) for value in ONE if not _sums_no_rows(UNARY[number], value)])


def _sums_no_rows(function, value):
    """The builtin sum of an array without rows is the int 0, which has no derivative anyway."""
    return "sum" in function.__code__.co_names[:1] and np.ndim(value) > 1 and len(value) == 0


BINARY = [
    lambda x, y: x + y,
    lambda x, y: x * y,
    lambda x, y: x / y,
    lambda x, y: x - y,
    lambda x, y: x**y,
    lambda x, y: x @ y,
    lambda x, y: x // y,
    lambda x, y: x < y,
    lambda x, y: x & y,
    lambda x, y: np.add(x, y),
    lambda x, y: np.maximum(x, y),
    lambda x, y: np.dot(x, y),
    lambda x, y: np.arctan2(x, y),
    lambda x, y: np.where(x > y, x, y),
    lambda x, y: np.inner(x, y),
    lambda x, y: np.outer(x, y),
    lambda x, y: np.matmul(x, y),
    lambda x, y: np.hstack([x, y]),
    lambda x, y: np.concatenate([x, y], axis=0),
    lambda x, y: np.stack([x, y], axis=-1),
    lambda x, y: np.column_stack([x, y]),
    lambda x, y: pow(x, y),
    lambda x, y: np.tensordot(x, y, axes=0),
    lambda x, y: np.vdot(x, y),
    lambda x, y: np.heaviside(x, y),
]
PARTNERS = [*ONE, np.ones((3, 2)), np.ones((4, 1)), np.ones(1), True, 1 + 2j]


@pytest.mark.parametrize("number", range(len(BINARY)))
def test_calls_of_two_arguments(number):
    agree_on(BINARY[number], [(x, y) for x in PARTNERS for y in PARTNERS])


def test_a_choice_of_operands_has_a_kind_that_covers_both():
    """A number that is sometimes an int counts as a float, and a NumPy scalar covers both."""
    for x, y in [(3, 1.0), (3, SCALAR), (2.0, SCALAR)]:
        general = k.join(kind_of_signature(sign(x), "x"), kind_of_signature(sign(y), "y"))
        assert general == told(lambda x, y: max(x, y), x, y)


BOUND = st.none() | st.integers(-3, 3)
PART = st.one_of(
    st.integers(-2, 1),
    st.builds(slice, BOUND, BOUND, st.sampled_from([None, 1, 2, -1])),
    st.none(),
    st.just(...),
    st.sampled_from([[0, 1], [True, False], [1]]).map(np.array),
    st.just(np.array([[0, 1], [1, 0]])),
    st.just(np.array([[True, False, True], [False, True, True]])),
)


def text_of(part):
    """A part of a subscript as source; arrays are parameters."""
    if isinstance(part, slice):
        return ":".join("" if p is None else str(p) for p in (part.start, part.stop, part.step))
    return "..." if part is Ellipsis else repr(part)


def indexed(parts):
    """A function that reads this subscript, and its index arrays."""
    arrays = [p for p in parts if isinstance(p, np.ndarray)]
    names = iter(f"i{n}" for n in range(len(arrays)))
    inside = ", ".join(next(names) if isinstance(p, np.ndarray) else text_of(p) for p in parts)
    parameters = ", ".join(["A", *(f"i{n}" for n in range(len(arrays)))])
    return (
        f"def read({parameters}):\n    return A[{inside}{',' if len(parts) == 1 else ''}]\n",
        arrays,
    )


@given(
    st.lists(PART, max_size=4).map(tuple),
    st.sampled_from([(2, 3), (2, 3, 4), (3,), (1, 3), (0, 3), ()]),
)
def test_subscripts(parts, shape):
    """Random subscripts of real arrays."""
    source, arrays = indexed(parts)
    if not parts:
        source = source.replace("A[,]", "A[()]").replace("A[]", "A[()]")
    name = f"<subscript {source!r}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    space = {}
    exec(compile(source, name, "exec"), space)
    try:
        agree(space["read"], np.ones(shape), *arrays)
    finally:
        del linecache.cache[name]


def test_the_comparison_can_fail():
    assert not covers(k.Real(), np.float64(1.0), {})
    assert not covers(k.Scalar(np.dtype("f4")), np.float64(1.0), {})
    assert not covers(k.Array(np.dtype("f8"), (None,)), np.float64(1.0), {})
    assert not covers(k.Array(np.dtype("f8"), (Dim("x.0", -1),)), np.ones(3), {"x.0": 3})
    assert covers(k.Array(np.dtype("f8"), (Dim("x.0", -1),)), np.ones(2), {"x.0": 3})


def cut(x):
    return x[1:] * x[:-1] + x[2:, None][:, 0][-1]


def halves(x):
    n = len(x)
    return x[: n // 2] * 2.0


def stepped(x, n):
    y = np.zeros(n)
    z = np.zeros(n + 1)
    return y + z[1:] + x[0]


def accumulated(x, n):
    ys = []
    for i in range(n):
        ys.append(x[i:])
    return ys


def shrinking(x, n):
    for _ in range(n):
        x = x[1:]
    return x


def first_array_then_number(x, n):
    s = 0
    for i in range(n):
        s = s + x[i]
    return s


PROGRAMS = [
    (cut, 1),
    (halves, 1),
    (stepped, 2),
    (accumulated, 2),
    (shrinking, 2),
    (first_array_then_number, 2),
]


@pytest.mark.parametrize(("function", "count"), PROGRAMS, ids=lambda p: getattr(p, "__name__", ""))
@pytest.mark.parametrize("size", [2, 3, 5])
def test_symbolic_lengths(function, count, size):
    agree(function, *(np.arange(float(size)), 2)[:count])


def test_equal_lengths_are_proven():
    """What lets `x_bar += y_bar * x` stand without a comparison of shapes."""
    kind = told(lambda x: x[1:] * x[:-1], np.ones(4))
    assert (Dim("x.0", -1, axis=True, long=True),) == kind.dims
    sine = told(lambda x: np.sin(x) + x, np.ones(4))
    assert (Dim("x.0", axis=True, long=True),) == sine.dims


def test_lengths_that_may_differ_are_not():
    kind = told(lambda x, y: x * y, np.ones(4), np.ones(4))
    x, y = (Dim(f"{name}.0", axis=True, long=True) for name in "xy")
    assert kind.dims in ((x,), (y,), (None,))
    assert (None,) == told(shrinking, np.ones(4), 2).dims


def test_axes_of_length_one_are_part_of_the_signature():
    assert (1, Dim("x.1", axis=True)) == told(lambda x: x, np.ones((1, 3))).dims
