"""From text to a function, through a file that debuggers and tracebacks can open."""

from __future__ import annotations

import linecache
from types import FunctionType

from srcgrad.backends.compiled import Compiled
from srcgrad.cache import digest, path_of, sealed, store, unsealed

_texts: dict[str, str] = {}  # what has been loaded, by path


def load_text(text: str, path: str, name: str) -> FunctionType:
    """Run a generated module; return its function.

    `linecache` holds the text for as long as the process lives: whoever reads the function's
    source gets what was loaded, whatever becomes of the file.
    """
    _texts[path] = text
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    namespace: dict[str, object] = {"__name__": f"srcgrad_generated.{name}", "__file__": path}
    exec(compile(text, path, "exec"), namespace)
    function = namespace[name]
    assert isinstance(function, FunctionType)
    return function


def hold(compiled: Compiled, name: str) -> Compiled:
    """Load a derivative from memory alone."""
    compiled.path = f"<srcgrad {name} {digest(compiled.source)[:16]} in memory>"
    compiled.function = load_text(compiled.source, compiled.path, name)
    return compiled


def publish(key: str, text: str, name: str) -> tuple[FunctionType, str]:
    """Store a text in the cache and load it, from memory where no file can hold it."""
    content, virtual = sealed(key, text), _virtual(key, name)
    for place in (path_of(key, name) or virtual, virtual):
        if _texts.get(place, content) != content:  # made for other free values, and in use
            return publish(digest(key, text), text, name)
    path = store(key, name, text) or virtual
    return load_text(content, path, name), path


def held(key: str, name: str) -> tuple[str, str] | None:
    """Place and content of what `publish` loaded from memory, if it did."""
    place = _virtual(key, name)
    content = _texts.get(place)
    return None if content is None or unsealed(key, content) is None else (place, content)


def _virtual(key: str, name: str) -> str:
    """The place of a text that no file holds."""
    return f"<srcgrad {name} {key[:16]}>"
