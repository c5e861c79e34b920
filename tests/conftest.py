"""What holds for every test: a fresh cache, verified compilations, the same draws in each run."""

import gc
import os
import shutil
import tempfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait by running, on all cores

import hypothesis
import pytest

collect_ignore_glob = ["golden/*"]  # texts to compare with, not tests

# Compilation makes first calls slow, and a red run must be red again.
hypothesis.settings.register_profile("srcgrad", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("srcgrad")

DIRECTORY = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a fresh cache, which its workers share, before any test is imported."""
    if not hasattr(config, "workerinput"):
        directory = tempfile.mkdtemp(prefix="srcgrad-tests-")
        config.stash[DIRECTORY] = directory
        os.environ["SRCGRAD_CACHE_DIR"] = directory  # workers inherit it
        os.environ.pop("SRCGRAD_CACHE", None)
    from srcgrad.rules import registered
    from tests import verified

    registered()  # declared at the first use, which must not be under a replaced registry
    verified.install()
    gc.freeze()  # what is loaded by now stays, and compiling leaves few cycles behind
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if DIRECTORY in config.stash:
        shutil.rmtree(config.stash[DIRECTORY], ignore_errors=True)
