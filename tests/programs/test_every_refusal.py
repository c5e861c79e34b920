"""Every text with which the compiler refuses programs is provoked by some program.

What no known program gets to see stands in ``UNREACHED``: a new text needs a program here, not a
line there.
"""

import ast
import contextlib
import importlib
import inspect
import io
import pkgutil
import re
import warnings

import numpy as np
import pytest

from srcgrad import grad, jvp
from srcgrad.errors import SrcgradError
from tests.oracle.fresh import fresh
from tests.programs import (
    corpus,
    test_checkpoint_refusals,
    test_iterator_refusals,
    test_memory_refusals,
    test_refusals,
    test_solver_refusals,
    test_statement_refusals,
    test_value_refusals,
)
from tests.programs.case import positive

ROOMS = (
    *("frontend", "normalize", "infer", "analysis", "adjoint", "tangent", "optimize"),
    *("emit", "compiler"),
)
RAISED = {
    *("refuse", "refusal", "UnsupportedSyntaxError", "MissingRuleError"),
    *("NonDifferentiableError", "SourceUnavailableError"),
}
ELSEWHERE = (  # provoked by the tests of the rooms
    # frontend.source
    "{} is {}, so there is no source to differentiate",
    "the source of {} is not available ({})",
    "{} no longer holds {} as it was loaded",
    # adjoint.reverse
    "{} does not return a pair, which has_aux=True asks for",
    # emit.standalone
    "the generated code imports `{}`, and cannot stand alone",
    "`{}` has the name of a function that the file must carry",
)
GUARDS = (  # no program is known that gets so far
    # frontend.source
    "{} is {}, so there is no source to differentiate",
    "the source of {} is not available ({})",
    "{} no longer holds {} as it was loaded",
    # normalize.matching
    "this pattern is outside the language",
    # normalize.scope
    "`lambda` is outside the language here",
    # normalize.statements
    "this target is outside the language",
    "`{}` is not a local name",
    # normalize.streams
    "`compress` is outside the language here",
    # infer.held
    "{} runs again in the reverse sweep, and {}",
    "{} reads `{}`, into which an active value is written",
    "`{}` does not depend on `{}`, as far as it is differentiated",
    "the argument `{}` of {} is no number and no array of known rank",
    # infer.inlining
    "`{}` is a function with variables of its own, and outlives the pass of the loop in "
    "which it is made",
    # infer.nested
    "{} binds `{}` of the function around it, and is differentiated there",
    "the kind of the argument `{}`, by which {} is differentiated here, cannot be known",
    "the argument `{}`, by which {} is differentiated here, has no derivative",
    "the argument `{}` is written by a function whose derivative is taken here, and `{}` "
    "may share its memory",
    # infer.recursion
    "the rank of `{}` is not known",
    # analysis.binding
    "`einsum` with subscripts that are not constant is outside the language",
    "`{}` is supported with {} positional arguments here",
    "the keyword argument `{}` of `{}` is outside the language",
    "`{}` is called without its argument `{}`",
    "`{}` has no derivative with respect to `{}`",
    # analysis.explain
    "`{}` keeps its results, those for equal arguments of other kinds among them",
    "what `{}` gives cannot be known, and it meets an active value",
    # analysis.fields
    "`{}` of complex active values is outside the language",
    # analysis.output
    "{} returns {}, which the adjoint cannot follow",
    # analysis.pasting
    "the source of the rule {} is not available",
    # adjoint.accumulate
    "the shape of an intermediate value is not known",
    # adjoint.application
    "the operands must be written out as a list or tuple",
    "a list or tuple of active values stands for an array here",
    "nested lists of active values are outside the language here",
    # adjoint.control
    "a starred target of active values is outside the language",
    # adjoint.demand
    "a container that is changed later is read as a whole",
    # adjoint.listed
    "a list of arrays that are written is read as a whole, and changed later",
    # adjoint.listed
    "a list of lists is read as a whole",
    # adjoint.lists
    "`sum` of this container is outside the language",
    "`pop` at a position is outside the language for active values",
    "an array that is written is also held by a list",
    "this function of a list of active values is outside the language",
    "this function of a list grown at run time is outside the language",
    # adjoint.loops
    "a loop over this iterable that may end early is outside the language",
    # adjoint.operations
    "the imaginary part of a float is outside the language",
    "`{}` has no derivative here",
    "a slice of a list of active values is outside the language",
    "this view of a view is not followed",
    "arithmetic of lists is outside the language",
    # adjoint.pairs
    "this argument of a recursive function is outside the language",
    # adjoint.reverse
    "{} does not return a pair, which has_aux=True asks for",
    # adjoint.shadows
    "a list of containers is outside the language",
    # adjoint.stores
    "`{}` holds integers where the number that it is made of is one",
    "a store into this expression is outside the language",
    "a store into this container is outside the language",
    "what this subscript stores to cannot be known",
    "a store into a slice of a list is outside the language",
    "`+=` on a list of active values is outside the language",
    "this stored value is not followed",
    "`{}` of a list of active values is outside the language",
    # tangent.application
    "`{}` has no rule for forward mode",
    # tangent.fitting
    "what this shares memory with is written, and it is not followed as a view",
    "the shape of a tangent cannot be known here",
    # tangent.forward
    "the output may be a number or an array",
    # tangent.operations
    "an element of this container is not followed",
    "this arithmetic of lists is outside the language",
    "`sum` with a keyword is outside the language",
    # tangent.repeated
    "a store through a mask and an index array of several axes is outside the language",
    # tangent.state
    "the kind of an operand cannot be known here",
    # tangent.statements
    "these targets of active values are outside the language",
    "this change of a list is outside the language",
    "the kind of an element cannot be known here",
    "a loop over this iterable of active values is outside the language",
    # emit.linking
    "`{}` means one thing in a recursive function, and another in its caller",
    # emit.module
    "the keyword parameter `{}` has the name of something that the adjoint calls",
    # compiler
    "unroll the recursion",
)
UNREACHED = (*ELSEWHERE, *GUARDS)
X = positive(3)


def relative(x):
    from . import case  # noqa: F401

    return np.sum(x)


def not_importable(x):
    import numpy.no_such_part as part

    return part.f(x)


def attribute_augmented(x):
    y = x * x
    y.shape += (1,)
    return np.sum(y)


def suppress_with_a_name(x):
    with contextlib.suppress(ValueError) as nothing:
        y = x[0]
    return y if nothing is None else 0.0


MORE = [
    (relative, (X,)),
    (not_importable, (X,)),
    (attribute_augmented, (X,)),
    (suppress_with_a_name, (X,)),
    *(refused[:2] for refused in test_checkpoint_refusals.REFUSED),
]


def modules():
    """The modules of the compiler that refuse programs."""
    for room in ROOMS:
        package = importlib.import_module(f"srcgrad.{room}")
        yield package
        for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"srcgrad.{room}."):
            yield importlib.import_module(found.name)


def texts(module):
    """The texts of a module's refusals, as patterns: what is computed may be anything."""
    found = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        strings = [a for a in node.args if isinstance(a, ast.JoinedStr) or is_text(a)]
        if name in RAISED and strings:
            found.append(pattern(strings[0]))
    return found


def is_text(node):
    """Is it a string?"""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def pattern(node):
    """A string, or an f-string whose fields match anything."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value)
    parts = (re.escape(p.value) if isinstance(p, ast.Constant) else ".*" for p in node.values)
    return "".join(parts)


def escaped(text):
    """The pattern of a text in which `{}` stands for what is computed."""
    return ".*".join(map(re.escape, text.split("{}")))


def moving(value):
    """A tangent for the first argument."""
    return np.ones_like(value) if isinstance(value, np.ndarray) else 1.0


def reverse(function, args):
    """What a program is told by `grad`."""
    return refusal(lambda: grad(function)(*fresh(args)))


def forward(function, args):
    """What a program is told by `jvp`."""
    others = [None] * (len(args) - 1)
    return refusal(lambda: jvp(function, tuple(fresh(args)), (moving(args[0]), *others)))


def refusal(run):
    """The text of a refusal, or nothing."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            run()
        except SrcgradError as error:
            return str(error)
        except Exception:  # accepted in this mode, with other arguments than it needs
            pass
    return ""


@pytest.fixture(scope="module")
def told():
    """What all programs that are refused are told."""
    statements = [
        *test_refusals.SYNTAX,
        *((f, args) for f, _, args, _ in test_refusals.FUNCTIONS),
        *((f, args) for f, args, *_ in test_statement_refusals.CASES),
        *((f, args) for f, args, _ in test_iterator_refusals.CASES),
        *((f, args) for f, args, _ in test_solver_refusals.CASES),
        *MORE,
    ]
    values = [
        *((f, (argument,)) for f, argument, *_ in test_memory_refusals.CASES),
        *((f, args) for f, args, _ in test_value_refusals.CASES),
        *((p.function, p.arguments()[0]) for p in corpus.programs().values() if p.refused),
    ]
    texts = [reverse(*case) for case in (*statements, *values)]
    return "\n".join([*texts, *(forward(*case) for case in values)])


def test_every_text_is_provoked(told):
    known = set(map(escaped, UNREACHED))
    missing = {
        text: module.__name__
        for module in modules()
        for text in texts(module)
        if not re.search(text, told) and text not in known
    }
    assert missing == {}


def test_what_is_not_provoked_is_still_there():
    every = {text for module in modules() for text in texts(module)}
    assert [text for text in UNREACHED if escaped(text) not in every] == []
