"""Functions that go to SciPy's solvers and cannot: what is said of them."""

import functools
import re

import numpy as np
import pytest
from scipy.integrate import odeint, quad
from scipy.optimize import brentq, minimize

from srcgrad import grad
from srcgrad.errors import SrcgradError
from tests.oracle import noting

X = np.array([0.3, 0.7])
P = {"a": 0.4, "b": np.array([0.1, 0.2])}


def writes(x):
    buffer = np.zeros(2)

    def f(y):
        buffer[0] = y
        return buffer[0] - x[0]

    return brentq(f, 0.0, 1.0) + buffer[0]


def appends(x):
    seen = []

    def f(y):
        seen.append(1)
        return y - x[0]

    return brentq(f, 0.0, 1.0) * len(seen)


def put(held, y):
    held["a"] = 2.0 * y
    return y


def stores(x):
    held = {"a": x[0]}

    def f(y):
        return put(held, y)

    return quad(f, 0.0, 1.0)[0] + held["a"]


def stores_in_what_it_gets(p):
    def f(y, t, q):
        q["b"][0] = 2.0
        return -q["a"] * y + q["b"]

    return odeint(f, X, np.linspace(0.0, 1.0, 3), args=(p,))


def keeps_what_it_is_told(x):
    seen = []
    found = minimize(lambda y: np.sum((y - x) ** 2), X, callback=lambda y: seen.append(y))
    return found.x[0] * len(seen)


def counts(x):
    count = 0

    def f(y):
        nonlocal count
        count += 1
        return y - x[0]

    return brentq(f, 0.0, 1.0) * count


class Model:
    def __init__(self, rate):
        self.rate = rate

    def residual(self, y):
        return y * self.rate - 0.5


class Counted(Model):
    """How often it is asked, it notes."""

    asked = 0

    def noted(self, y):
        self.asked += 1
        return self.residual(y)

    def root(self):
        return brentq(self.noted, 0.0, 4.0)

    def root_by_hand(self):
        return brentq(lambda y: self.noted(y) * 2.0, 0.0, 4.0)


class CountedElsewhere(Model):
    """A function of a module notes it."""

    asked = 0

    def noted(self, y):
        noting.note(self)
        return self.residual(y)

    def root(self):
        return brentq(self.noted, 0.0, 4.0)


class Notebook:
    @staticmethod
    def note(model):
        model.asked = model.asked + 1

    def write(self, model):
        model.asked = model.asked + 1


NOTEBOOK, BY_NAME, KNOWN = Notebook(), {"note": Notebook.note}, []


class NotedByAClass(CountedElsewhere):
    def noted(self, y):
        Notebook.note(self)
        return self.residual(y)


class NotedByAnObject(CountedElsewhere):
    def noted(self, y):
        NOTEBOOK.write(self)
        return self.residual(y)


class NotedByATable(CountedElsewhere):
    def noted(self, y):
        BY_NAME["note"](self)
        return self.residual(y)


class NotedByADefault(CountedElsewhere):
    def noted(self, y, note=Notebook.note):
        note(self)
        return self.residual(y)


class Cached(CountedElsewhere):
    @functools.cached_property
    def twice(self):
        return 2.0

    def noted(self, y):
        return self.residual(y) * self.twice


class Recognised(CountedElsewhere):
    def noted(self, y):
        return self.residual(y) * (2.0 if self is KNOWN else 1.0)


@pytest.mark.parametrize(
    "cls",
    [NotedByAClass, NotedByAnObject, NotedByATable, NotedByADefault, Cached, Recognised],
)
def test_a_method_that_may_tell_its_object_from_a_copy(cls):
    model = cls(1.5)
    with pytest.raises(SrcgradError, match="noted may change the object"):
        grad(of_a_method_that_has_it_noted)(model)
    assert model.asked == 0


def test_one_object_under_two_names():
    def found(x):
        model = other = Model(x)
        return brentq(lambda y: y * model.rate - (0.5 if model == other else 1.0), 0.0, 4.0)

    with pytest.raises(SrcgradError):
        grad(found)(1.5)
    with pytest.raises(SrcgradError, match="lambda_ may change `model`"):
        grad(told_by_equality)(1.5, Model(2.0))


def told_by_equality(x, model):
    other = model
    return brentq(lambda y: y * model.rate - (x if model == other else 1.0), 0.0, 4.0)


@pytest.mark.parametrize(
    "cls",
    [
        *(Counted, CountedElsewhere, NotedByAClass, NotedByAnObject, NotedByATable),
        *(NotedByADefault, Cached, Recognised),
    ],
)
def test_a_method_of_an_object_made_inside_that_may_be_told_from_a_copy(cls):
    def found(x):
        return cls(x).root()

    with pytest.raises(SrcgradError):
        grad(found)(1.5)


def of_a_method_that_has_it_noted(model):
    return model.root()


def of_a_method_that_notes(model):
    return model.root()


def of_a_function_that_notes(model):
    return model.root_by_hand()


def of_a_method(x):
    return brentq(Counted(x[0] + 1.0).noted, 0.0, 4.0)


CASES = [
    (writes, (X,), "f_root is differentiated, and its function writes `buffer`"),
    (appends, (X,), "f_root is differentiated, and its function calls `seen.append`"),
    (stores, (X,), "f_integral is differentiated, and its function writes `held`"),
    (stores_in_what_it_gets, (P,), "equation_path is differentiated, and its function writes"),
    (keeps_what_it_is_told, (X,), "lambda_ may change `seen`, a container of the function"),
    (counts, (X,), "f binds `count` around it"),
    (
        of_a_method_that_has_it_noted,
        (CountedElsewhere(1.5),),
        "noted may change the object that it is a method of",
    ),
    (
        of_a_method_that_notes,
        (Counted(1.5),),
        "noted may change the object that it is a method of",
    ),
    (
        of_a_function_that_notes,
        (Counted(1.5),),
        "may change `self`, a container of the function around it",
    ),
    (of_a_method, (X,), "what the function is that goes to a solver here cannot be known"),
]


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=lambda v: getattr(v, "__name__", "")
)
def test_the_text_of_a_refusal(function, args, words):
    with pytest.raises(SrcgradError) as caught:
        grad(function)(*args)
    reason, *shown = str(caught.value).splitlines()
    assert words in reason
    assert re.search(r", line \d+: ", reason)
    assert len(shown) >= 3
