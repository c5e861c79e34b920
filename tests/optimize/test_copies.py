"""Copies of the compiler's own making go; and where not."""

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.ir.walk import names, statements, targets
from srcgrad.optimize.buffers.copies import drop_copies

A, T, U = e.Var("a"), e.Var("t.1"), e.Var("u")
BEYOND = e.Call(e.Ref("range", range), (e.Var("n"),))


def dropped(*block, result=U):
    body = list(block)
    read = {n for x in statements(body) for n in (*targets(x), *names(getattr(x, "value", None)))}
    facts = Facts(kinds=dict.fromkeys(read, k.Real()))
    core = Core("f", [], body, result)
    drop_copies(core, facts)
    return listing(core.body) + f"\n{core.result}"


def twice(tree):
    return e.Binary("*", e.Const(2), tree)


def test_the_name_is_read_instead_of_the_temporary():
    assert "u = 2 * a\nu" == dropped(s.Assign("t.1", A), s.Assign("u", twice(T)))


def test_the_value_gets_the_users_name_at_once():
    assert "u = 2 * a\nu" == dropped(s.Assign("t.1", twice(A)), s.Assign("u", T))


def test_also_where_the_value_is_made_of_the_name_s_old_one():
    between = s.Assign("v", twice(A))
    assert "u = 2 * u\nv = 2 * a\nu" == dropped(
        s.Assign("t.1", twice(U)), between, s.Assign("u", T)
    )
    block = [s.Assign("t.1", twice(U)), s.Assign("v", twice(U)), s.Assign("u", T)]
    assert listing(block) + "\nu" == dropped(*block)


def test_also_in_the_result():
    assert "\na" == dropped(s.Assign("t.1", A), result=T)


def test_not_a_copy_of_the_users():
    assert "z = a\nu = 2 * z\nu" == dropped(s.Assign("z", A), s.Assign("u", twice(e.Var("z"))))


def test_up_to_the_statement_that_rebinds_the_source():
    kept = dropped(s.Assign("t.1", A), s.Assign("a", twice(T)), result=A)
    assert "a = 2 * a\na" == kept


def test_not_where_the_source_is_rebound_before_the_last_use():
    block = [s.Assign("t.1", A), s.Assign("a", twice(T)), s.Assign("u", twice(T))]
    assert "t.1 = a\na = 2 * t.1\nu = 2 * t.1\nu" == dropped(*block)


def test_not_where_a_loop_rebinds_the_source():
    loop = s.For("i", BEYOND, [s.Assign("u", T), s.Assign("a", twice(A))])
    before = [s.Assign("t.1", A), loop]
    assert listing(before) + "\nu" == dropped(*before)


def test_not_where_the_target_is_read_between():
    block = [s.Assign("t.1", twice(A)), s.Assign("v", U), s.Assign("u", T)]
    assert listing(block) + "\nu" == dropped(*block)


def test_not_where_another_pass_reads_the_copy():
    loop = s.For("i", BEYOND, [s.Assign("u", T), s.Assign("t.1", A)])
    assert listing([loop]) + "\nu" == dropped(loop)


def test_not_between_kinds():
    body = [s.Assign("t.1", A), s.Assign("u", twice(T))]
    facts = Facts(kinds={"t.1": k.Real(), "a": k.Int(), "u": k.Real()})
    core = Core("f", [], body, U)
    drop_copies(core, facts)
    assert "t.1 = a\nu = 2 * t.1" == listing(core.body)
