from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

from srcgrad.checks.leaves import at, differentiable, leaves, replaced, spelled


@dataclass(frozen=True)
class Layer:
    weights: object
    bias: float


class Pair(NamedTuple):
    first: object
    second: object


NESTED = {"layers": [Layer((1.0, 2.0), 3.0)], "pair": Pair(4.0, "text")}


def test_leaves_in_the_order_of_the_containers():
    assert [1.0, 2.0, 3.0, 4.0, "text"] == [leaf for _, leaf in leaves(NESTED)]


def test_every_path_leads_to_its_leaf():
    assert all(at(NESTED, path) is leaf for path, leaf in leaves(NESTED))


@pytest.mark.parametrize("path", [path for path, _ in leaves(NESTED)])
def test_replaced_changes_one_leaf_and_no_type(path):
    new = replaced(NESTED, path, 9.0)
    assert 9.0 == at(new, path)
    assert [p for p, _ in leaves(new)] == [p for p, _ in leaves(NESTED)]
    assert type(new["layers"][0]) is Layer
    assert type(new["pair"]) is Pair
    assert 9.0 != at(NESTED, path)


def test_spelled_reads_as_python():
    assert "['layers'][0].weights[1]" == spelled(("layers", 0, "weights", 1), NESTED)


@pytest.mark.parametrize("leaf", [np.float32(1.0), np.zeros(3, complex), np.array(1.0), 2.0])
def test_differentiable(leaf):
    assert differentiable(leaf)


@pytest.mark.parametrize("leaf", [True, np.int64(1), np.zeros(2, bool), [1.0], None, object()])
def test_not_differentiable(leaf):
    assert not differentiable(leaf)
