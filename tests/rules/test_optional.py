"""Rules of libraries are there once the library is, whatever happens while they load."""

import subprocess
import sys
from importlib import import_module

import pytest

from srcgrad.rules import optional
from tests.language import counts


def test_what_was_interrupted_is_loaded_again(monkeypatch):
    asked = []

    def interrupted(name):
        asked.append(name)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return import_module(name)

    optional.load()
    monkeypatch.setattr(optional, "_waiting", {"statistics": ("python.chains", "python.deques")})
    monkeypatch.setattr(optional, "import_module", interrupted)
    monkeypatch.setitem(sys.modules, "statistics", import_module("statistics"))
    with pytest.raises(KeyboardInterrupt):
        optional.load()
    assert optional.load()
    assert asked == ["srcgrad.rules.python.chains", "srcgrad.rules.python.deques"] * 2
    assert not optional.load()


COUNT = """\
import subprocess
import sys
from importlib import import_module
from srcgrad.rules import optional
from tests.language import counts
from tests.language import counts

for library in optional.LIBRARIES:
    import_module(library)
families = [f for library in optional.LIBRARIES.values() for f in library]
for family in sorted(families, reverse=sys.argv[1] == "reverse"):
    import_module(f"srcgrad.rules.{family}")
print(counts.rows())
"""


@pytest.mark.parametrize("order", ["forward", "reverse"])
def test_what_a_file_declares_does_not_hang_on_the_order_of_files(order):
    asked = [sys.executable, "-c", COUNT, order]
    printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == str(counts.rows())
