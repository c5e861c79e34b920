"""Every text with which the compiler refuses programs is provoked by some program.

What no known program gets to see stands in ``UNREACHED``: a new text needs a program here, not a
line there.
"""

import ast
import contextlib
import copy
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
    test_container_refusals,
    test_iterator_refusals,
    test_late_refusals,
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
    "an expression of {} has too many operations within one another",
    # adjoint.reverse
    "{} does not return a pair, which has_aux=True asks for",
    # infer.nested, by tests/transforms/test_pullback.py
    "{} runs again in the pullback of vjp, inside a differentiated function, and {}",
    # normalize.structures.left, by tests/programs/test_changed_outside.py
    "something is stored into an object that is not followed",
    "what `{}` holds is changed under another name",
    # infer.inlining, by the same
    "{} changes `{}`, of which the differentiated function reads parts",
    # infer.asked_whole, by tests/programs/test_asked_objects.py
    "Python calls methods such as `{}` here, by which a {} changes what the function reads of it",
    "Python calls `{}` here, by which the object from outside is changed, "
    "and the derivative may ask once more",
    # infer.rounds, by tests/infer/test_rounds.py
    "{} takes too many steps to follow{}",
    "{} is {} statements long once its loops over containers are written out and its calls "
    "are put in, {} of them for this line",
    # emit.standalone
    "the generated code imports `{}`, and cannot stand alone",
    "`{}` has the name of a function that the file must carry",
)
GUARDS = (  # no program is known that gets so far
    # analysis.binding
    "`einsum` without a constant text is outside the language",
    # adjoint.shadows
    "an array that `{}` holds, or its class, is written",
    # infer.held
    "`{}` does not depend on `{}`, as far as it is differentiated",
    # infer.inlining
    "`{}` is a function with variables of its own, and outlives the pass of the loop in "
    "which it is made",
    # analysis.binding
    "`einsum` with subscripts that are not constant is outside the language",
    "`{}` is called without its argument `{}`",
    "`{}` has no derivative with respect to `{}`",
    # analysis.fields
    "`{}` of complex active values is outside the language",
    # analysis.output
    "{} returns {}, which the adjoint cannot follow",
    # analysis.pasting
    "the source of the rule {} is not available",
    # adjoint.paths.loops
    "`{}` may be a view of an array that is written or a copy, and is read beyond the pass that "
    "binds it",
    # adjoint.state, tangent.state: what `infer` lets nobody come with
    "{} is outside the language here",
    # tangent.application
    "`{}` has no rule for forward mode",
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


def dict_added_at_a_place(x):
    y = x * 1.0
    np.add.at(y, [0], {"first": x[0]})
    return np.sum(y)


def attribute_augmented(x):
    y = x * x
    y.shape += (1,)
    return np.sum(y)


def suppress_with_a_name(x):
    with contextlib.suppress(ValueError) as nothing:
        y = x[0]
    return y if nothing is None else 0.0


def until_it_is_small(x):
    return x if np.sum(x * x) < 0.3 else until_it_is_small(x * 0.6) + x**2


def slope_of_recursion(x):
    return np.sum(grad(lambda y: np.sum(until_it_is_small(y)))(x)[1])


class Entered:
    def __init__(self):
        self.depth = 0.0

    def __enter__(self):
        self.depth += 1.0

    def __exit__(self, *args):
        self.depth += 1.0


ENTERED = Entered()


def read_after_it_was_entered(x):
    with ENTERED:
        y = x[0] * ENTERED.depth
    return y * ENTERED.depth


def array_added_to_a_list(x):
    xs = []
    for v in x:
        xs.append(v)
    xs += x * 2.0
    return np.sum(xs[0])


class Released:
    count = 0

    def __del__(self):
        type(self).count += 1


def released(x):
    held = Released()
    del held
    return np.sum(x) * Released.count


def copied_and_released(x, held):
    other = copy.copy(held)
    del other
    return np.sum(x) * Released.count


MORE = [
    (released, (X,)),
    (copied_and_released, (X, Released())),
    (test_container_refusals.put_by_a_method_of_the_module, (1.5,)),
    (test_container_refusals.held_by_an_array_of_objects, (1.5,)),
    (read_after_it_was_entered, (X,)),
    (array_added_to_a_list, (X,)),
    (slope_of_recursion, (X,)),
    (relative, (X,)),
    (not_importable, (X,)),
    (attribute_augmented, (X,)),
    (dict_added_at_a_place, (X,)),
    (suppress_with_a_name, (X,)),
    *(refused[:2] for refused in test_checkpoint_refusals.REFUSED),
    (test_container_refusals.dict_that_a_derivative_changes, (1.3, 3)),
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
        *((f, args) for f, args, _ in test_late_refusals.CASES),
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
