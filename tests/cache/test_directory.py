import os

import pytest

from srcgrad.cache import cache_directory
from srcgrad.cache import directory as module

NAMES = ("SRCGRAD_CACHE", "SRCGRAD_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA")


@pytest.fixture(autouse=True)
def bare(tmp_path, monkeypatch):
    """No variable set, a home directory, Linux."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path.replace("~", str(tmp_path)))
    monkeypatch.setattr(module.sys, "platform", "linux")


def test_named_directory_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path / "own"))
    assert str(tmp_path / "own") == cache_directory()


def test_named_directory_becomes_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", "own")
    assert str(tmp_path / "own") == cache_directory()


def test_xdg(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert str(tmp_path / "xdg" / "srcgrad") == cache_directory()


@pytest.mark.parametrize("value", ["", "relative/path"])
def test_xdg_that_is_not_absolute_is_ignored(monkeypatch, tmp_path, value):
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    assert str(tmp_path / ".cache" / "srcgrad") == cache_directory()


def test_linux(tmp_path):
    assert str(tmp_path / ".cache" / "srcgrad") == cache_directory()


def test_macos(monkeypatch, tmp_path):
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert str(tmp_path / "Library" / "Caches" / "srcgrad") == cache_directory()


def test_windows(monkeypatch, tmp_path):
    monkeypatch.setattr(module.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert str(tmp_path / "Local" / "srcgrad") == cache_directory()


def test_windows_without_its_variable(monkeypatch, tmp_path):
    monkeypatch.setattr(module.sys, "platform", "win32")
    assert str(tmp_path / "AppData" / "Local" / "srcgrad") == cache_directory()


@pytest.mark.parametrize("value", ["off", "OFF", " off "])
def test_off(monkeypatch, tmp_path, value):
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("SRCGRAD_CACHE", value)
    assert cache_directory() is None


def test_other_values_leave_it_on(monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "on")
    assert cache_directory() is not None


def test_no_home_is_no_cache(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_directory() is None
