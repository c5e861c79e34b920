"""Where generated text is held, and that it stays what it was."""

import inspect

import pytest

from srcgrad.backends.loading import publish
from srcgrad.cache import digest, load

KEY = digest("key of these tests")


def text(value):
    return f"def f_grad(x):\n    return {value}\n"


@pytest.mark.parametrize("cache", ["on", "off"])
def test_two_texts_of_one_key(monkeypatch, tmp_path, cache):
    """Free values, which no key holds, may tell them apart: each has a place of its own."""
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("SRCGRAD_CACHE", cache)
    functions = [publish(KEY, text(n), "f_grad")[0] for n in (1, 2, 1)]
    assert [1, 2, 1] == [f(0.0) for f in functions]
    assert [text(1), text(2), text(1)] == [inspect.getsource(f) for f in functions]


def test_a_file_that_another_process_has_replaced(monkeypatch, tmp_path):
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path))
    function, path = publish(digest("another key"), text(1), "f_grad")
    (tmp_path / path).write_text(text(2))
    assert text(1) == inspect.getsource(function)


def test_the_first_text_is_found_on_the_disk(monkeypatch, tmp_path):
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path))
    key = digest("a third key")
    for n in (1, 2):
        publish(key, text(n), "f_grad")
    assert load(key, "f_grad")[1].endswith(text(1))
