"""Every text with which statements are refused is provoked by some program."""

import ast
import contextlib
import inspect
import re

import numpy as np
import pytest

import srcgrad.analysis.partial
import srcgrad.normalize.attempts
import srcgrad.normalize.contexts
import srcgrad.normalize.imports
import srcgrad.normalize.matching
import srcgrad.normalize.statements
from srcgrad import grad
from srcgrad.errors import SrcgradError
from tests.oracle.fresh import fresh
from tests.programs import test_memory_refusals, test_refusals, test_statement_refusals
from tests.programs.case import positive

ROOMS = [
    srcgrad.analysis.partial,
    srcgrad.normalize.attempts,
    srcgrad.normalize.contexts,
    srcgrad.normalize.imports,
    srcgrad.normalize.matching,
    srcgrad.normalize.statements,
]
UNREACHED = {  # what Python's own compiler refuses, or cannot come about
    "this pattern is outside the language",
    "this target is outside the language",
    "is not a local name",
}
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
]


def texts(module):
    """The texts of a module's refusals, as patterns: what is computed may be anything."""
    found = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if name not in ("refuse", "UnsupportedSyntaxError"):
            continue
        reasons = [a for a in node.args if isinstance(a, ast.Constant | ast.JoinedStr)]
        if reasons:
            found.append(pattern(reasons[0]))
    return found


def pattern(node):
    """A string, or an f-string whose fields match anything."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value)
    parts = (re.escape(p.value) if isinstance(p, ast.Constant) else ".*" for p in node.values)
    return "".join(parts)


@pytest.fixture(scope="module")
def told():
    """What all programs that are refused are told."""
    cases = [
        *test_refusals.SYNTAX,
        *((f, args) for f, args, *_ in test_statement_refusals.CASES),
        *((f, (argument,)) for f, argument, *_ in test_memory_refusals.CASES),
        *MORE,
    ]
    messages = []
    for function, args in cases:
        with pytest.raises(SrcgradError) as caught:
            grad(function)(*fresh(args))
        messages.append(str(caught.value))
    return "\n".join(messages)


@pytest.mark.parametrize("module", ROOMS, ids=lambda module: module.__name__)
def test_every_text_is_provoked(module, told):
    missing = [
        text
        for text in texts(module)
        if not re.search(text, told) and not any(re.escape(u) in text for u in UNREACHED)
    ]
    assert not missing
