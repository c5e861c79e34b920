"""Factors that are 1.0 are left out; and where not."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.function import Cell, Core
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.unit_factors import drop_unit_factors

F8, F4, C16 = map(np.dtype, ("f8", "f4", "c16"))
ROW = (Dim("x.0", axis=True),)
SEED = e.Var("seed.1")
ONE = s.Assign("seed.1", e.Const(1.0))


def product(left, right):
    return e.Binary("*", left, right)


def dropped(*block, first=ONE, kinds=None, cell=None):
    core = Core("f", [], [first, *block], e.NONE)
    if cell is not None:
        core.cells["seed.1"] = cell
    found = {"k": k.Real(), "q": k.Array(F8, ROW), "seed.1": k.Real(), **(kinds or {})}
    drop_unit_factors(core, Facts(kinds=found))
    return listing(core.body)


def test_of_numbers_and_within_products():
    tree = product(product(SEED, e.Var("k")), e.Var("q"))
    assert "g = k * q" == dropped(s.Assign("g", tree))
    tree = product(product(SEED, e.Var("q")), e.Var("q"))
    assert "g = q * q" == dropped(s.Assign("g", tree))
    assert "g = k" == dropped(s.Assign("g", product(e.Var("k"), SEED)))


def test_a_product_alone_makes_an_array_of_its_own():
    alone = s.Assign("g", product(SEED, e.Var("q")))
    assert "seed.1 = 1.0\ng = seed.1 * q" == dropped(alone)


def test_an_operand_of_arithmetic_need_not_be_one():
    alone = s.Assign("p.2", product(SEED, e.Var("q")))
    whole = s.Assign("g", product(e.Var("p.2"), e.Var("k")))
    array = {"p.2": k.Array(F8, ROW)}
    assert "p.2 = q\ng = p.2 * k" == dropped(alone, whole, kinds=array)
    stored = s.Store(e.Var("q"), e.Const(0), e.Const(2.0))
    assert "p.2 = seed.1 * q" in dropped(
        s.Assign("p.2", product(SEED, e.Var("q"))), stored, whole, kinds=array
    )
    kept = s.Assign("held", e.Sequence("list", (e.Var("p.2"),)))
    assert "p.2 = seed.1 * q" in dropped(
        s.Assign("p.2", product(SEED, e.Var("q"))), kept, kinds=array
    )


def test_an_integer_becomes_a_float():
    assert "g = 2.0 * q" == dropped(s.Assign("g", product(product(SEED, e.Const(2)), e.Var("q"))))


def test_what_is_read_otherwise_stays():
    quotient = e.Binary("/", SEED, e.Var("k"))
    assert "seed.1 = 1.0\ng = seed.1 / k" == dropped(s.Assign("g", quotient))


@pytest.mark.parametrize(
    "kind",
    [
        k.Int(),
        k.Real(integral=True),
        k.Complex(),
        k.Scalar(F4),
        k.Array(C16, ROW),
        k.Array(F4, ()),
        k.Array(np.dtype("i8"), ROW),
        k.Unknown(),
    ],
)
def test_not_where_the_product_is_of_another_type_or_another_number(kind):
    tree = product(product(SEED, e.Var("k")), e.Var("q"))
    assert "seed.1 * k" in dropped(s.Assign("g", tree), kinds={"k": kind})


def test_other_factors_stay():
    tree = product(SEED, e.Var("k"))
    assert "seed.1 * k" in dropped(s.Assign("g", tree), first=s.Assign("seed.1", e.Const(2.0)))
    assert "seed.1 * k" in dropped(s.Assign("g", tree), first=s.Assign("seed.1", e.Const(1)))


def test_what_is_bound_twice_or_by_a_call_stays():
    tree = s.Assign("g", product(SEED, e.Var("k")))
    assert "seed.1 * k" in dropped(tree, s.Assign("seed.1", e.Const(3.0)))
    assert "seed.1 * k" in dropped(tree, cell=Cell(1, hidden=True))


def test_names_that_the_user_wrote_stay():
    core = Core("f", [], [s.Assign("one", e.Const(1.0))], product(e.Var("one"), e.Var("k")))
    drop_unit_factors(core, Facts(kinds={"one": k.Real(), "k": k.Real()}))
    assert "one * k" == f"{core.result}"
