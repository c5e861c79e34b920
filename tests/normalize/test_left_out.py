from srcgrad.frontend.bindings import Bindings
from srcgrad.frontend.source import read
from srcgrad.normalize.jumps.left_out import refused
from srcgrad.normalize.lowering import normalize
from srcgrad.normalize.scope import Counter


def program(x, flag):
    if flag:
        y = eval("x")
    else:
        y = flag and exec("x")
    return y


def test_each_refusal_has_its_place():
    core = normalize("program", read(program), Bindings(program), Counter(), strict=False)
    assert ["`eval` is outside the language", "`exec` is outside the language"] == [
        error.reason for error in refused(core.body)
    ]


def test_a_branch_goes_with_its_mark():
    core = normalize("program", read(program), Bindings(program), Counter(), strict=False)
    core.body[:] = core.body[0].body
    assert ["`eval` is outside the language"] == [error.reason for error in refused(core.body)]
