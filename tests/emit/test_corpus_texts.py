"""Every generated program parses, compiles, binds no name twice as parameter, and is repeatable."""

import ast
import symtable

import pytest

from srcgrad.errors import SrcgradError
from srcgrad.transforms import source
from tests.programs import corpus

PROGRAMS = corpus.programs()


@pytest.mark.parametrize("name", PROGRAMS)
def test_text(name):
    program = PROGRAMS[name]
    args, kwargs = program.arguments()
    try:
        text = source(program.function, *args, wrt=program.wrt, **kwargs)
    except SrcgradError as refusal:
        pytest.skip(str(refusal).splitlines()[0])
    tree = ast.parse(text)
    compile(text, "<generated>", "exec")
    assert text == source(program.function, *args, wrt=program.wrt, **kwargs)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert len(functions) >= 1
    for node in tree.body:
        assert isinstance(
            node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Expr | ast.Assign
        )
    check_names(text)


def check_names(text):
    """Every name that the functions read is bound: local, imported, a parameter or a builtin."""
    import builtins

    table = symtable.symtable(text, "<generated>", "exec")
    known = {s.get_name() for s in table.get_symbols()} | set(dir(builtins))
    for function in table.get_children():
        for symbol in function.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                assert symbol.get_name() in known, f"{symbol.get_name()} is bound nowhere"


def test_unbound_names_are_found():
    with pytest.raises(AssertionError, match="y is bound nowhere"):
        check_names("def f(x):\n    return x + y\n")
