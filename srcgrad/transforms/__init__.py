"""What users call. Each transform is imported from its own module: few programs need all."""

from importlib import import_module

from srcgrad.rules.taking import provided_by

provided_by(lambda: import_module("srcgrad.transforms.equations"))
