"""Lists and dicts that an object holds: which functions may store into them."""

import numpy as np
import pytest

from srcgrad.infer.sharing.unchanging import leaves
from srcgrad.ir import kinds as k


class Model:
    """What it holds is looked at by some of its methods, and changed by others."""

    def looks(self, x):
        total = 0.0
        for row in self.rows:
            total += row * x * self.params["k"]
        return total

    def makes(self, x):
        rows = [x, x]
        rows += [2 * x]
        y = np.zeros(3)
        y[0] = x
        return np.sum(y) + sum(rows) + self.scale

    def stores(self, x):
        self.params["k"] = x
        return x

    def stores_under_another_name(self, x):
        params = self.params
        params["k"] += x
        return x

    def appends(self, x):
        self.rows.append(x)
        return x

    def extends(self, x):
        rows = self.rows
        rows += [x]
        return x

    def merges(self, x):
        params = self.params
        params |= {"k": x}
        return x

    def by_a_text(self, x):
        getattr(self, "rows").append(x)  # noqa: B009
        return x

    def by_another(self, x):
        return self.appends(x)


NUMBER = k.Real()
HELD = k.Dict(("k",), (NUMBER,)), k.List((NUMBER, NUMBER), NUMBER), NUMBER
KIND = k.Object(Model, ("params", "rows", "scale"), HELD)


def test_a_function_that_changes_its_own():
    assert leaves(Model.makes, "", KIND)


def test_a_sum_may_be_a_list_where_one_is_held():
    only_dicts = k.Object(Model, ("params", "rows", "scale"), (HELD[0], NUMBER, NUMBER))
    assert leaves(Model.looks, "", only_dicts)
    assert not leaves(Model.looks, "", KIND)


@pytest.mark.parametrize(
    "name",
    [
        "stores",
        "stores_under_another_name",
        "appends",
        "extends",
        "merges",
        "by_a_text",
        "by_another",
    ],
)
def test_functions_that_change_them(name):
    assert not leaves(vars(Model)[name], "", KIND)
