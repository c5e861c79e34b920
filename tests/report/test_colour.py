import io
import re

import pytest

from srcgrad.report import coloured, wants_colour

SOURCE = "\n\ndef f(x):  # x: float\n    return 2 * x\n\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_only_escapes_are_added():
    pytest.importorskip("pygments")
    assert SOURCE != coloured(SOURCE)
    assert SOURCE == re.sub(r"\x1b\[[0-9;]*m", "", coloured(SOURCE))


def test_plain_text_where_the_extra_is_not_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pygments", None)
    assert SOURCE == coloured(SOURCE)


def test_colour_on_a_terminal_only():
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_user_can_say_no(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert not wants_colour(Terminal())
