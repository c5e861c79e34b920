"""What holds for every test: a cache of its own, and the same random draws in each run."""

import os
import shutil
import tempfile

import hypothesis
import pytest

collect_ignore_glob = ["golden/*"]  # texts to compare with, not tests

# Compilation makes first calls slow, and a red run must be red again.
hypothesis.settings.register_profile("srcgrad", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("srcgrad")

DIRECTORY = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give this process (each worker is one) a fresh cache before any test is imported."""
    directory = tempfile.mkdtemp(prefix="srcgrad-tests-")
    config.stash[DIRECTORY] = directory
    os.environ["SRCGRAD_CACHE_DIR"] = directory
    os.environ.pop("SRCGRAD_CACHE", None)
    from srcgrad.rules import registered

    registered()  # declared at the first use, which must not be under a replaced registry


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if DIRECTORY in config.stash:
        shutil.rmtree(config.stash[DIRECTORY], ignore_errors=True)
