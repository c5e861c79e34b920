"""Statements that are refused: by line, reason and remedy."""

import contextlib
import functools
import inspect
import re
import sys
import traceback
from collections import deque
from types import ModuleType, SimpleNamespace
from typing import Generic, TypeVar

import numpy as np
import pytest

from srcgrad import grad, jvp
from srcgrad.errors import MissingRuleError, NonDifferentiableError, UnsupportedSyntaxError
from tests.oracle.fresh import fresh
from tests.programs.case import positive
from tests.programs.test_refusals import refused

X = positive(4)
TOTAL = 0.0


def jumps_out_of_finally(x):
    try:
        y = np.sum(x)
    finally:
        return 2.0  # <-  # noqa: B012
    return y


def computed_classes(x, k):
    classes = (ValueError, KeyError)
    try:
        return x[k]
    except classes:  # <-
        return x[0]


def imports_either(x):
    if x[0] > 0.5:
        from math import sin as f
    else:
        from math import cos as f  # <-
    return f(x[0])


def asks_for_the_exception(x, k):
    try:
        return x[k]
    except IndexError:
        print(sys.exc_info()[0])  # <-
        return x[0]


def formats_the_exception(x, k):
    try:
        return x[k]
    except IndexError:
        print(traceback.format_exc())  # <-
        return x[0]


def raises_nothing(x, k):
    if k > 3:
        raise  # <-  # noqa: PLE0704
    return x[k]


def fails_after_writing(a, k):
    a[0] = a[1] * 2.0  # <-
    return a[k]


def helper_writes_and_raises(x, k):
    y = x * x
    try:
        s = fails_after_writing(y, k)
    except IndexError:
        s = 1.0
    return s * np.sum(y)


def in_place_under_raise(x):
    y = x * x
    try:
        y /= x  # <-
    except FloatingPointError:
        y = x * 2.0
    return np.sum(y)


def out_under_raise(x):
    y = x * x
    try:
        np.divide(y, x, out=y)  # <-
    except Exception:
        y[0] = 1.0
    return np.sum(y)


class Timed:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        pass


def context_with_two_changes(x, k):
    a = b = 1.0
    try:
        with Timed():  # <-
            a = x[0] * 2.0
            b = x[k] * a
    except IndexError:
        pass
    return a * b


def finally_with_two_changes(x, k):
    a = b = 1.0
    try:
        try:  # <-
            a = x[0] * 2.0
            b = x[k] * a
        finally:
            print("done")
    except IndexError:
        pass
    return a * b


class Swallows:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return True


def a_manager_that_swallows(x):
    with Swallows():  # <-
        y = x * x
    return np.sum(y)


@contextlib.contextmanager
def swallowing():
    try:
        yield
    except ValueError:
        print("no")


class SwallowingInOneLine:
    def __enter__(self):
        return self

    __exit__ = lambda self, *raised: True  # noqa: E731


def a_manager_that_swallows_in_one_line(x):
    with SwallowingInOneLine():  # <-
        return np.sum(x)
    return 0.0


def swallows(leave):
    @functools.wraps(leave)
    def left(*given):
        leave(*given)
        return True

    return left


class SwallowingByDecorator(SwallowingInOneLine):
    @swallows
    def __exit__(self, *raised):
        return False


def a_manager_that_swallows_by_its_decorator(x):
    with SwallowingByDecorator():  # <-
        return np.sum(x)
    return 0.0


def suppressing(made):
    @functools.wraps(made)
    def other():
        return contextlib.suppress(ValueError)

    return other


@suppressing
@contextlib.contextmanager
def letting_through():
    yield


def a_generator_behind_a_decorator(x):
    with letting_through():  # <-
        return np.sum(x)
    return 0.0


def a_generator_that_swallows(x):
    with swallowing():  # <-
        y = x * x
    return np.sum(y)


def an_unknown_manager(x):
    manager = np.errstate(all="ignore")
    with manager:  # <-
        y = x * x
    return np.sum(y)


def not_a_manager(x):
    with float(2.0):  # <-
        y = x * x
    return np.sum(y)


def catches_a_number(x, kind):
    try:
        y = x[5]  # <-
    except kind:
        y = x[0]
    return y


class Watches:
    def __init__(self, factor):
        self.factor = factor

    def __enter__(self):
        return self.factor

    def __exit__(self, kind, *_):
        self.failed = kind is not None


def an_active_manager(x):
    with Watches(x):  # <-
        y = x * x
    return np.sum(y)


def an_array_as_manager(x):
    with x.copy() as y:  # <-
        return np.sum(y)


FACTOR = 2.0


class Rebinds:
    def __enter__(self):
        global FACTOR
        FACTOR = 3.0

    def __exit__(self, *_):
        pass


def a_manager_that_rebinds(x):
    with Rebinds():  # <-
        y = x * FACTOR
    return np.sum(y)


CONSTANTS = ModuleType("constants")
CONSTANTS.factor = 2.0


def doubled(x):
    return 2.0 * x


def exchanges():
    global doubled
    doubled = np.sqrt


def a_function_that_is_rebound(x):
    exchanges()  # <-
    return np.sum(doubled(x))


def sets_constants():
    global FACTOR
    FACTOR = 2.0
    CONSTANTS.factor = 3.0


def a_constant_that_is_rebound(x):
    sets_constants()  # <-
    return np.sum(x * CONSTANTS.factor)


def suppresses_by_name(x, k):
    errors = (IndexError,)
    with contextlib.suppress(*errors):  # <-
        return x[k]
    return x[0]


def a_computed_class(x, kinds):
    match x:
        case kinds.one():  # <-
            return np.sum(x)
    return 0.0


class Hidden:
    def __init__(self):
        self.inner = 1.0


def too_many_positions(x, hidden):
    match hidden:
        case Hidden(k):  # <-
            return np.sum(x) * k
    return 0.0


def imports_what_is_not_there(x):
    import no_such_module_at_all as m  # <-

    return m.f(x)


def imports_a_missing_name(x):
    from math import no_such_name  # <-

    return no_such_name(x[0])


def imports_a_variable(x):
    from math import sin  # <-

    y = sin(x[0])
    sin = y * 2.0
    return sin


def stores_a_global(x):
    global TOTAL  # <-
    TOTAL = np.sum(x)
    return TOTAL


def deletes_an_attribute(x):
    table = SimpleNamespace(a=x, b=x * x)
    del table.a  # <-
    return np.sum(table.b)


def a_stack_in_a_loop(x):
    with contextlib.ExitStack() as stack:
        for _ in range(2):  # <-
            stack.enter_context(np.errstate(all="ignore"))
        return np.sum(x)


class Noted(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.first = self.args[0]


class Bare(Exception):
    pass


def what_an_exception_computes(x):
    try:
        raise Noted(x[0])  # <-
    except Noted as error:
        return x[1] * float(error.first)


def text_of_a_list(x):
    found = [1.0]
    try:
        raise Bare(found, x[0])  # <-
    except Bare as error:
        found.append(2.0)
        return x[1] * len(str(error)) * error.args[1]


class Named(Bare):
    def __str__(self):
        return "named"


def text_of_a_subclass(x):
    try:
        if x[0] > 9.0:
            raise Bare(x[0])
        raise Named(x[0])
    except Bare as error:
        return len(str(error)) * error.args[0]  # <-


class Tripled(Bare):
    @property
    def args(self):
        return (1.0,)


def computed_by_a_subclass(x):
    try:
        if x[0] > 9.0:
            raise Bare(x[0])
        raise Tripled(x[0])
    except Bare as error:
        return x[1] * error.args[0]  # <-


def deleted_by_a_slice(xs, n):
    items = list(xs)
    for i in range(n):
        part = slice(i, i + 1)
        del items[part]  # <-
    return sum(items)


def what_an_exception_holds(x):
    try:
        if x[1] > 0.1:
            raise ValueError(x[1] ** 2)
        s = x[0]
    except ValueError as err:
        s = err.args[0]  # <-
    return s * x[0]


class Carrying(Exception):
    def __init__(self, value):
        self.value = value


def numbers_of_an_exception(x):
    try:
        raise ValueError(x[0])
    except ValueError as error:
        s = float(error.args[0])  # <-
    return x[1] ** 2 * s


def numbers_of_any_exception(x):
    try:
        raise Carrying(x[0])
    except Exception as error:
        s = float(error.value)  # <-
    return x[1] ** 2 * s


def numbers_of_a_cause(x):
    try:
        try:
            raise Carrying(x[0])
        except Exception as error:
            raise KeyError("none") from error
    except KeyError as error:
        s = float(error.__cause__.value)  # <-
    return x[1] * s


def times_called():
    return counts_its_calls.count


def counts_its_calls(x):
    counts_its_calls.count += 1  # <-
    return np.sum(x) * times_called()


counts_its_calls.count = 0


def scaled(v):
    return v * scaled.factor


scaled.factor = 2.0


def writes_what_a_function_keeps(x):
    vars(scaled)["factor"] = 3.0  # <-
    return np.sum(scaled(x))


def renames_what_it_makes(x):
    def squared(v):
        return v * v

    squared.__name__ = "square"  # <-
    return np.sum(squared(x))


def keeps_a_number_at_what_it_makes(x):
    def scaled_by_the_first(v):
        return v * x[0]

    scaled_by_the_first.calls = 0  # <-
    return np.sum(scaled_by_the_first(x))


T = TypeVar("T")


class Boxed(Generic[T]):
    def __init__(self, held):
        self.held = held


def made_of_a_generic_class(x):
    box = Boxed[np.ndarray](x)  # <-
    return np.sum(box.held**2)


def late_functions(x, n):
    functions = []
    for i in range(n):
        functions.append(lambda v: v * x[i])  # <-  # noqa: B023
    return functions[0](x[1])


@functools.singledispatch
def size_of(v):
    return np.sum(v * v)


@size_of.register
def _(v: np.float64):
    return v


def chosen_by_the_class(x):
    total = 0
    for v in x:
        total += v
    return size_of(total)  # <-


HIDDEN = Hidden()


def asks_each_time_whether_it_is_bound(x):
    total = 0.0
    for i in range(len(x)):
        weight = 1.0
        try:
            last = [last][0]  # noqa: F821  # <-
        except NameError:
            weight = 5.0
        last = np.sin(x[i])
        total = total + weight * last * last
    return total


def asks_by_its_name_alone(x):
    total = 0.0
    for i in range(len(x)):
        try:
            last  # noqa: B018, F821  # <-
            weight = 1.0
        except NameError:
            weight = 5.0
        last = x[i] ** 2
        total = total + weight * last
    return total


def asks_by_any_exception(x):
    total = 0.0
    for i in range(len(x)):
        weight = 1.0
        try:
            last = [last][0]  # noqa: F821  # <-
        except Exception:
            weight = 5.0
        last = np.sin(x[i])
        total = total + weight * last * last
    return total


class TooMuch(Exception):
    """What only the end of a context raises."""


class Limited:
    """It raises when its body has run."""

    def __init__(self, least):
        self.least = least

    def __enter__(self):
        return self.least

    def __exit__(self, *_):
        if self.least > 1.0:
            raise TooMuch


def bound_before_a_context_ends_badly(x):
    y = x
    try:
        with Limited(x):
            y = y * x  # <-
    except TooMuch:
        return y * 2.0
    return y


CASES = [
    (asks_by_its_name_alone, (X,), "whether a name is bound is asked by `try`"),
    (asks_by_any_exception, (X,), "whether `last` is bound is asked here"),
    (asks_each_time_whether_it_is_bound, (X,), "whether `last` is bound.*before the loop"),
    (jumps_out_of_finally, (X,), "finally.*after"),
    (computed_classes, (X, 1), "exceptions.*names"),
    (imports_either, (X,), "two things.*two names"),
    (asks_for_the_exception, (X, 1), "exc_info.*as error"),
    (formats_the_exception, (X, 1), "format_exc"),
    (raises_nothing, (X, 1), "no handler"),
    (helper_writes_and_raises, (X, 9), "written inside `try`.*after the `try`"),
    (in_place_under_raise, (X,), "written inside `try`"),
    (out_under_raise, (X,), "written inside `try`"),
    (context_with_two_changes, (X, 9), "`with` inside `try`"),
    (finally_with_two_changes, (X, 9), "`finally` inside `try`"),
    (a_manager_that_swallows, (X,), "swallow"),
    (a_generator_that_swallows, (X,), "swallow"),
    (a_manager_that_swallows_in_one_line, (X,), "swallow"),
    (a_manager_that_swallows_by_its_decorator, (X,), "swallow"),
    (a_generator_behind_a_decorator, (X,), "not known"),
    (an_unknown_manager, (X,), "manager is not known"),
    (not_a_manager, (X,), "no context manager"),
    (catches_a_number, (X, 3), "which exceptions this catches is not known"),
    (an_array_as_manager, (X,), "this context manager is not known"),
    (an_active_manager, (X,), "context manager gets an active value"),
    (what_an_exception_holds, (X,), "what an exception holds, `args`.*return the value"),
    (numbers_of_an_exception, (X,), "what an exception holds, `.*return the value"),
    (numbers_of_any_exception, (X,), "what an exception holds, `.*return the value"),
    (numbers_of_a_cause, (X,), "what an exception holds, `.*return the value"),
    (text_of_a_list, (X,), "the text of an exception that holds what may change"),
    (text_of_a_subclass, (X,), "what an exception holds, `args`"),
    (computed_by_a_subclass, (X,), "what an exception holds, `args`"),
    (deleted_by_a_slice, ([1.0, 2.0, 3.0], 2), "a part of a list is deleted.*del xs"),
    (what_an_exception_computes, (X,), "an exception holds, a `Noted` that.*return the value"),
    (chosen_by_the_class, (X,), "`size_of` does is chosen by.*`isinstance`"),
    (counts_its_calls, (X,), "an attribute of `counts_its_calls` is written.*a list"),
    (writes_what_a_function_keeps, (X,), "an attribute of `scaled` is written"),
    (renames_what_it_makes, (X,), "attribute of the function `squared` .*leave the attribute out"),
    (keeps_a_number_at_what_it_makes, (X,), "an attribute of the function `scaled_by_the_first`"),
    (made_of_a_generic_class, (X,), r"`Boxed\[...\]`, is outside.*write `Boxed` alone"),
    (late_functions, (X, 12), "which reads `i` when it is called.*`i=i`"),
    (a_stack_in_a_loop, (X,), "`stack` is used otherwise than by.*nested `with`"),
    (a_manager_that_rebinds, (X,), "rebinds `FACTOR`"),
    (a_function_that_is_rebound, (X,), "rebinds `doubled`"),
    (a_constant_that_is_rebound, (X,), "rebinds `factor`"),
    (suppresses_by_name, (X, 1), "exceptions|`\\*`"),
    (a_computed_class, (X, HIDDEN), "class"),
    (too_many_positions, (X, HIDDEN), "position"),
    (imports_what_is_not_there, (X,), "not imported yet"),
    (imports_a_missing_name, (X,), "has no `no_such_name`"),
    (imports_a_variable, (X,), "two names"),
    (stores_a_global, (X,), "return the value"),
    (bound_before_a_context_ends_badly, (1.5,), "would stay bound"),
    (deletes_an_attribute, (X,), "del"),
]


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_a_statement_that_is_refused(function, args, words):
    text = refused(function, fresh(args), UnsupportedSyntaxError, words=f"(?s){words}")
    marked = []
    for one in (function, fails_after_writing):
        lines, first = inspect.getsourcelines(one)
        marked += [first + i for i, line in enumerate(lines) if "# <-" in line]
    numbers = "|".join(map(str, marked))
    assert re.search(rf"\bline ({numbers})\b", text), text


def last_of(x, n):
    last = None
    for k in range(n):
        last = x[k] * 2.0
    return last


def part_of_a_dict(x, n):
    return {"sum": np.sum(x), "last": last_of(x, n)}


def test_none_that_only_the_run_reveals():
    differentiated = grad(last_of)
    assert differentiated(X.copy(), 2)[0] == X[1] * 2.0
    for _ in range(2):
        with pytest.raises(NonDifferentiableError, match=r"returned None(?s:.*)every path"):
            differentiated(X.copy(), 0)
    with pytest.raises(NonDifferentiableError, match="returned None"):
        jvp(last_of, (X.copy(), 0), (X.copy(), None))
    with pytest.raises(NonDifferentiableError, match="a part of what part_of_a_dict returned is"):
        grad(part_of_a_dict)(X.copy(), 0, seed={"sum": 1.0, "last": None})


def sum_over_a_set(values):
    return sum(v * v for v in values)


def deque_of_a_list(x, values):
    last = deque(values)
    last.append(x)
    return sum(v * v for v in last)


def last_of_a_deque(x, values):
    values.append(x)
    return sum(v * v for v in values)


def list_of_a_list(x, values):
    last = list(values)
    last.append(x)
    return sum(v * v for v in last)


def test_containers_whose_elements_have_no_place_name_the_list():
    text = refused(sum_over_a_set, ({1.0, 2.0},), NonDifferentiableError, words="is a set")
    assert "list(values)" in text
    assert grad(sum_over_a_set)(list({1.0, 2.0}))[1] == [2 * v for v in {1.0, 2.0}]
    words = r"(?s)`deque` gets.*use a list, with `pop\(0\)`"
    refused(deque_of_a_list, (3.0, [1.0, 2.0]), MissingRuleError, words=words)
    words = "(?s)`sum` gets.*pass a list where a deque"
    refused(last_of_a_deque, (3.0, deque([1.0, 2.0])), MissingRuleError, words=words)
    assert grad(list_of_a_list)(3.0, [1.0, 2.0]) == (14.0, 6.0)
