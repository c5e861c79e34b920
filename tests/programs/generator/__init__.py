"""Random programs: nested loops, branches, in-place stores through views, helpers, containers.

All values stay bounded (sines, means, factors below one) and are smooth but for tests on active
values, kinks and rounding; where one of these decides near the arguments, the caller must notice
and pass on. Programs are text, since srcgrad reads source; every index is valid by construction.

``python -m tests.programs.generator --count 500 --seed 3`` runs other programs than the suite.
"""

from tests.programs.generator.module import Module, module

__all__ = ["Module", "module"]
