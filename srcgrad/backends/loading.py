"""From text to a function, through a file that debuggers and tracebacks can open."""

from __future__ import annotations

import linecache
from types import FunctionType

from srcgrad.backends.compiled import Compiled
from srcgrad.cache import sealed, store


def load_text(text: str, path: str, name: str) -> FunctionType:
    """Run a generated module; return its function."""
    namespace: dict[str, object] = {"__name__": f"srcgrad_generated.{name}", "__file__": path}
    exec(compile(text, path, "exec"), namespace)
    function = namespace[name]
    assert isinstance(function, FunctionType)
    return function


def hold(compiled: Compiled, name: str) -> Compiled:
    """Load a derivative from memory alone."""
    compiled.path = f"<srcgrad {name} in memory>"
    compiled.function = load_text(compiled.source, compiled.path, name)
    return compiled


def publish(key: str, text: str, name: str) -> tuple[FunctionType, str]:
    """Store a text in the cache and load it; `linecache` holds it where no file can."""
    path = store(key, name, text)
    if path is not None:
        return load_text(sealed(key, text), str(path), name), str(path)
    virtual = f"<srcgrad {name} {key[:16]}>"
    linecache.cache[virtual] = (len(text), None, text.splitlines(keepends=True), virtual)
    return load_text(text, virtual, name), virtual
