"""The same text in each process, whatever the order of hashes: a share of the corpus."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib
from tests.programs import corpus
from srcgrad.errors import SrcgradError
from srcgrad import source
found = corpus.programs()
for name in [*list(found)[::40], "state_vectors:two_species"]:  # records that are worth as much
    program = found[name]
    args, kwargs = program.arguments()
    try:
        text = source(program.function, *args, wrt=program.wrt, **kwargs)
    except SrcgradError as refusal:
        text = str(refusal)
    except Exception as crash:
        text = type(crash).__name__
    print(name, hashlib.sha256(text.encode()).hexdigest()[:12])
"""


@pytest.mark.slow
def test_texts_do_not_depend_on_hashes():
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", CODE],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "SRCGRAD_CACHE": "off",
                "PYTHONPATH": str(ROOT),
            },
        )
        for seed in ("1", "2")
    ]
    first, second = (one.communicate()[0].splitlines() for one in running)
    assert len(first) > 60
    assert [] == [a for a, b in zip(first, second, strict=True) if a != b]
