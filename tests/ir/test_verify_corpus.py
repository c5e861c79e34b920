"""The language of each stage, checked on every program of the corpus after each stage."""

import pytest

from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from srcgrad.ir.verify import verify
from tests.programs import corpus
from tests.stages import compilation, whole

PROGRAMS = corpus.programs()


def verify_all(function, *args, **options):
    """Run all stages, and check each one's output."""
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


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_stage_keeps_its_language(name):
    program = PROGRAMS[name]
    args, kwargs = program.arguments()
    try:
        verify_all(program.function, *args, wrt=program.wrt, **kwargs)
    except (MissingRuleError, UnsupportedSyntaxError) as refusal:  # test_programs judges these
        pytest.skip(f"refused: {str(refusal).splitlines()[0]}")
