"""A dataclass that becomes one when its first object is made.

Python writes and compiles five functions for a dataclass, which takes half a millisecond. The
compiler has two hundred of them; a compilation uses half, and a process that finds all in the
cache five.

>>> @dataclass(frozen=True)
... class Point:
...     x: float
...     y: float = 0.0
>>> hasattr(Point, "__dataclass_fields__")
False
>>> Point(1.0), Point(1.0) == Point(1.0, 0.0), hasattr(Point, "__dataclass_fields__")
(Point(x=1.0, y=0.0), True, True)
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeVar

Class = TypeVar("Class", bound=type)

_making = threading.RLock()
_to_be_made: dict[type, Callable[[], None]] = {}
OWN = ("__dict__", "__weakref__", "__init__")  # of each class


def later(cls: Class, make: Callable[[Class], Class]) -> Class:
    """A class that gets what `make` gives a class when its first object is made.

    That may be by `copy` or `pickle`, too. The classes that it derives from are made before it.
    """
    assert not {"__init__", "__setstate__"} & {*vars(cls)}
    changed: Any = cls
    held = {n: v for n, v in vars(cls).items() if n not in OWN}

    def complete() -> None:
        with _making:
            for base in reversed(cls.__mro__[1:]):
                if base in _to_be_made:
                    _to_be_made[base]()
            if _to_be_made.get(cls) is not complete:  # another thread was faster
                return
            twin = make(type(cls)(cls.__name__, cls.__bases__, dict(held)))
            for name in held.keys() - vars(twin).keys():
                delattr(cls, name)
            for name, value in vars(twin).items():
                if name not in OWN and held.get(name, twin) is not value:
                    setattr(cls, name, value)
            changed.__init__ = vars(twin)["__init__"]  # at last: until then other threads wait
            del changed.__setstate__, _to_be_made[cls]

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        complete()
        changed.__init__(self, *args, **kwargs)

    def set_state(self: Any, state: Any) -> None:
        complete()
        vars(self).update(state)

    changed.__init__, changed.__setstate__ = init, set_state
    _to_be_made[cls] = complete
    return cls


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, **options):
        """`dataclasses.dataclass`, made late.

        A frozen one has a hash and no guard: it would take most of the time of making an object.
        mypy finds whoever assigns to a field; the run does not look.
        """

        def make(twin):
            from dataclasses import dataclass

            hashed = frozen and eq and vars(twin).get("__hash__") is None
            return dataclass(twin, eq=eq, unsafe_hash=hashed, **options)

        return (lambda cls: later(cls, make)) if cls is None else later(cls, make)


__all__ = ["dataclass", "field", "later", "replace"]
