"""Every program of the corpus: its value, its arguments' final state and its gradient."""

import ast
import inspect
import pathlib
import re

import pytest

from srcgrad import grad
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.programs import corpus
from tests.programs.examine import examine

ACCEPTED = corpus.part(corpus.accepted())
COLUMNS = 100  # of the generated text
REFUSED = {name: p for name, p in corpus.programs().items() if p.refused}


@pytest.mark.parametrize("name", ACCEPTED)
def test_program(name):
    made = []

    def noted(function, **options):
        made.append(grad(function, **options))
        return made[-1]

    examine(ACCEPTED[name], noted)
    text = made[0].adjoint_source
    assert [] == [line for line in text.splitlines() if len(line) > COLUMNS]
    written = pathlib.Path(inspect.getsourcefile(ACCEPTED[name].function)).read_text()
    assert set() == letters(text) - set(re.findall(r"\b\w\b", written))


def letters(text):
    """The names of one letter that a text binds, but for the counters of its loops."""
    nodes = list(ast.walk(ast.parse(text)))
    counters = {n.target.id for n in nodes if isinstance(n, ast.For) and hasattr(n.target, "id")}
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return {name for name in bound - counters if len(name) == 1 and name != "_"}


@pytest.mark.parametrize("name", REFUSED)
def test_program_that_is_refused(name):
    """In words, and never with a number; once it is taken, it leaves the table."""
    with pytest.raises((MissingRuleError, UnsupportedSyntaxError)):
        examine(REFUSED[name], grad)
