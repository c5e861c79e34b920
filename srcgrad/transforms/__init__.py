"""What users call. Each transform is imported from its own module: few programs need all."""

from functools import partial
from importlib import import_module

from srcgrad.rules.taking import provided_by

for _home in ("equations", "integrals", "trajectories"):
    provided_by(partial(import_module, f"srcgrad.transforms.{_home}"))
