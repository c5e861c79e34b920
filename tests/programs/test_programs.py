"""Every program of the corpus: its value, its arguments' final state and its gradient."""

import pytest

from srcgrad import grad
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.programs import corpus
from tests.programs.examine import examine

ACCEPTED = corpus.accepted()
REFUSED = {name: p for name, p in corpus.programs().items() if p.refused}


@pytest.mark.parametrize("name", ACCEPTED)
def test_program(name):
    examine(ACCEPTED[name], grad)


@pytest.mark.parametrize("name", REFUSED)
def test_program_that_is_refused(name):
    """In words, and never with a number; once it is taken, it leaves the table."""
    with pytest.raises((MissingRuleError, UnsupportedSyntaxError)):
        examine(REFUSED[name], grad)
