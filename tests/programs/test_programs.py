"""Every program of the corpus: its value, its arguments' final state and its gradient."""

import pytest

from srcgrad import grad
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.programs import corpus
from tests.programs.case import ISSUE
from tests.programs.examine import examine

PROGRAMS = corpus.programs()


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name):
    program = PROGRAMS[name]
    try:
        examine(program, grad)
    except (MissingRuleError, UnsupportedSyntaxError) as refusal:
        if program.issue <= ISSUE:
            raise
        pytest.skip(f"of issue {program.issue}: {str(refusal).splitlines()[0]}")
