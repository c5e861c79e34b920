"""Which values share a name, and which must not."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.optimize.names.naming import common_names

U, V = e.Var("u"), e.Var("u.1")


def times(tree):
    return e.Binary("*", e.Const(2), tree)


def shared(*block, entry=("u",), webs=("u.1",)):
    return common_names(list(block), entry, set(webs))


def read(*names):
    return s.Evaluate(e.Call(e.Ref("f", len), tuple(map(e.Var, names))))


def loop(target, *body):
    return s.For(target, e.Call(e.Ref("range", range), (e.Var("n"),)), list(body))


def test_a_parameter_that_is_rebound():
    assert {"u.1": "u"} == shared(s.Assign("u.1", times(U)), read("u.1"))


def test_not_one_that_is_read_later():
    assert {} == shared(s.Assign("u.1", times(U)), read("u.1"), read("u"))


def test_not_one_that_another_pass_reads():
    assert {} == shared(loop("i", s.Assign("u.1", times(U)), read("u.1")))


def test_not_one_that_is_bound_on_one_way_only():
    branch = s.If(e.Var("flag"), [s.Assign("u.1", times(U))], [])
    assert {} == shared(branch, read("u.1", "u"))


def test_variables_of_loops_one_after_the_other():
    block = [loop("i", read("i")), loop("i.1", read("i.1"))]
    assert {"i.1": "i"} == shared(*block, entry=(), webs=("i.1",))


def test_not_of_a_loop_in_the_other():
    block = [loop("i", loop("i.1", read("i.1")), read("i"))]
    assert {} == shared(*block, entry=(), webs=("i.1",))


def test_also_if_the_inner_loop_comes_last():
    block = [loop("i", read("i"), loop("i.1", read("i.1")))]
    assert {"i.1": "i"} == shared(*block, entry=(), webs=("i.1",))


def test_the_adjoints_follow():
    block = [s.Assign("u.1", times(U)), s.Assign("u.1~bar", times(V)), read("u.1~bar")]
    block += [s.Assign("u~bar", times(e.Var("u.1~bar"))), read("u~bar")]
    assert {"u.1": "u", "u.1~bar": "u~bar"} == shared(*block)


def test_not_if_the_adjoints_meet():
    block = [s.Assign("u.1", times(U)), s.Assign("u.1~bar", times(V))]
    block += [s.Assign("u~bar", times(e.Var("u.1~bar"))), read("u~bar", "u.1~bar")]
    assert {} == shared(*block)


def test_not_temporaries():
    block = [s.Assign("t.1", times(U)), read("t.1"), s.Assign("t.2", times(U)), read("t.2")]
    assert {} == shared(*block)


def test_what_is_evaluated_again_has_the_same_name():
    block = [s.Assign("u.1", times(U)), read("u.1"), s.Assign("u~again", times(V))]
    assert {} == shared(*block, read("u~again", "u.1"))


def test_a_value_never_goes_under_the_name_of_a_tangent():
    block = [s.Assign("u.1~dot", times(e.Var("u~dot"))), s.Assign("u.2", times(U)), read("u.1~dot")]
    block += [read("u.2"), read("u")]
    assert {"u.1~dot": "u~dot", "u.1": "u"} == shared(
        *block, entry=("u", "u~dot"), webs=("u.1", "u.2")
    )
