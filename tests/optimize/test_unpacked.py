"""Rows that are unpacked, and what has to stay as it is."""

import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.names.unpacked import unpack_rows

U = e.Var("u")
LENGTH = e.Call(e.Ref("range", range), (e.Call(e.Ref("len", len), (U,)),))


def row(name, number):
    return s.Assign(name, e.Item(U, e.Const(number)))


def unpacked(*after):
    block = [s.If(e.Var("test"), [s.Unpack(("unused.1", "unused.2"), LENGTH), *after], [])]
    unpack_rows(block)
    return listing(block[0].body)


def test_all_rows():
    assert "a, b = u\nc = u[0]" == unpacked(row("a", 0), row("b", 1), row("c", 0))


@pytest.mark.parametrize(
    "after",
    [
        [row("a", 0)],
        [row("a", 0), row("b", 2)],
        [row("b", 1), row("a", 0)],
        [row("a", 0), row("a", 1)],
        [row("u", 0), row("b", 1)],
        [row("a", 0), s.Assign("c", U), row("b", 1)],
    ],
)
def test_not_where_a_row_has_no_name(after):
    assert "range(len(u))" in unpacked(*after)
