"""Every program of the corpus: its value, its arguments' final state and its gradient."""

import pytest

from srcgrad import grad
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.programs import corpus
from tests.programs.examine import examine

ACCEPTED = corpus.part(corpus.accepted())
COLUMNS = 100  # of the generated text
REFUSED = {name: p for name, p in corpus.programs().items() if p.refused}
ASKED = corpus.share(list(REFUSED))  # all, where the whole suite runs


@pytest.mark.parametrize("name", ACCEPTED)
def test_program(name):
    made = []

    def noted(function, **options):
        made.append(grad(function, **options))
        return made[-1]

    examine(ACCEPTED[name], noted)
    assert [] == [line for line in made[0].adjoint_source.splitlines() if len(line) > COLUMNS]


@pytest.mark.parametrize("name", ASKED)
def test_program_that_is_refused(name):
    """In words, and never with a number; once it is taken, it leaves the table."""
    with pytest.raises((MissingRuleError, UnsupportedSyntaxError)):
        examine(REFUSED[name], grad)
