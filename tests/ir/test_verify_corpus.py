"""The language of each stage on every program of the corpus, to the generated text."""

import ast
import builtins
import symtable

import pytest

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir.verify import verify
from tests.programs import corpus
from tests.stages import compilation, whole

PROGRAMS = corpus.accepted()


def verified(function, *args, **options):
    """Run all stages, check each one's output, and return the text."""
    one = compilation(function, *args, **options)
    one.frontend()
    verify(one.core, "normalize")
    one.infer()
    verify(one.core, "infer", one.facts.kinds)
    one.analyse()
    verify(one.core, "analyse")
    one.adjoint()
    verify(whole(one), "adjoint")
    one.optimize()
    verify(whole(one), "optimize")
    return one.emit().text


def check_text(text):
    """A generated file is docstring, imports and functions; all names in it are bound."""
    tree = ast.parse(text)
    compile(text, "<generated>", "exec")
    assert any(isinstance(node, ast.FunctionDef) for node in tree.body)
    for node in tree.body:
        assert isinstance(
            node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Expr | ast.Assign
        )
    check_names(text)


def check_names(text):
    """Every name that the functions read is local, imported, a parameter or a builtin."""
    table = symtable.symtable(text, "<generated>", "exec")
    known = {s.get_name() for s in table.get_symbols()} | set(dir(builtins))
    for function in table.get_children():
        for symbol in function.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                assert symbol.get_name() in known, f"{symbol.get_name()} is bound nowhere"


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_stage_keeps_its_language(name):
    program = PROGRAMS[name]
    args, kwargs = program.arguments()
    try:
        text = verified(program.function, *args, wrt=program.wrt, **kwargs)
    except UnsupportedSyntaxError:  # kinds do not tell enough
        text = verified(program.function, *args, wrt=program.wrt, settled=True, **kwargs)
    check_text(text)


def test_unbound_names_are_found():
    with pytest.raises(AssertionError, match="y is bound nowhere"):
        check_names("def f(x):\n    return x + y\n")
