"""What each stage of the compiler puts out, verified in every compilation that a test makes."""

import ast
import builtins
import contextlib
import functools
import symtable

from srcgrad import compiler
from srcgrad.errors import InvalidProgramError
from srcgrad.ir.verify import verify
from tests.stages import whole

LANGUAGE = {"frontend": "normalize", "tangent": "adjoint"}  # of a stage of another name


def install():
    """From now on each stage's output is checked against its language, and the text as well."""
    compiler.STAGES = tuple(map(checked, compiler.STAGES))
    compiler.FORWARD = tuple(map(checked, compiler.FORWARD))
    compiler.print_module = printed(compiler.print_module)


@contextlib.contextmanager
def unverified():
    """Compile as users do, for instance a program that reads a name which is bound nowhere."""
    stages, print_module = compiler.STAGES, compiler.print_module
    compiler.STAGES = tuple(stage.__wrapped__ for stage in stages)
    compiler.print_module = print_module.__wrapped__
    try:
        yield
    finally:
        compiler.STAGES, compiler.print_module = stages, print_module


def checked(stage):
    """A stage that verifies what it put out.

    What `infer` leaves without a kind, the stages after it may refuse in words.
    """

    @functools.wraps(stage)
    def run(one):
        stage(one)
        language = LANGUAGE.get(stage.__name__, stage.__name__)
        if language == "analyse" and hasattr(one, "violation"):
            return
        if hasattr(one, "violation"):
            raise one.violation
        program = whole(one) if language in ("adjoint", "optimize") else one.core
        try:
            verify(program, language, one.facts.kinds if language == "infer" else None)
        except InvalidProgramError as error:
            if language != "infer":
                raise
            one.violation = error

    return run


def printed(print_module):
    """The printer, with a check of its text."""

    @functools.wraps(print_module)
    def run(draft):
        module = print_module(draft)
        check_text(module.text)
        return module

    return run


def check_text(text):
    """A generated file is docstring, imports and functions; all names in it are bound."""
    tree = ast.parse(text)
    compile(tree, "<generated>", "exec")
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
