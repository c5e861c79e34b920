"""What a program returns, and how the seed of each part is read."""

from srcgrad.ir import expr as e
from srcgrad.normalize.names.outputs import INSTANCE, NAMED, SAME, leaves, parts_of

SEED = e.Var("seed")
A, B = e.Var("a"), e.Var("b")
CLS = e.Ref("Point", object)


def reads(tree):
    return [(str(read(SEED)), part) for read, part in parts_of(tree)]


def test_parts_by_position_key_and_attribute():
    both = e.Sequence("tuple", (A, B))
    table = e.Mapping((e.Const("x"), e.Const("y")), (A, B))
    assert [("seed[0]", A), ("seed[1]", B)] == reads(both)
    assert [("seed[0]", A), ("seed[1]", B)] == reads(e.Call(NAMED, (CLS, both)))
    assert [("seed['x']", A), ("seed['y']", B)] == reads(table)
    assert [("seed.x", A), ("seed.y", B)] == reads(e.Call(INSTANCE, (CLS, table)))
    assert [("seed.x", A), ("seed.y", B)] == reads(e.Call(SAME, (e.Var("p"), table)))


def test_a_plain_value_has_no_parts():
    assert parts_of(A) is None
    assert [A] == list(leaves(A))


def test_leaves_are_without_what_holds_them():
    inner = e.Call(SAME, (e.Var("p"), e.Mapping((e.Const("x"),), (B,))))
    assert [A, B] == list(leaves(e.Sequence("list", (A, inner))))
