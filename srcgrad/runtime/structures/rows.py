"""Lists of containers of one structure, from a list for each of their parts, and back."""

from typing import Any

from srcgrad.runtime.sharing import attributes_in


def rows_of(row: Any, columns: Any) -> Any:
    """The containers; `row` looks like each of them, with the numbers of the columns as parts.

    >>> rows_of((0, {"v": 1}), [[1.0, 2.0], [3.0, 4.0]])
    [(1.0, {'v': 3.0}), (2.0, {'v': 4.0})]
    """
    return [_filled(row, parts) for parts in zip(*columns, strict=True)]


def _filled(row: Any, parts: Any) -> Any:
    if row is None:
        return None
    if isinstance(row, int):
        return parts[row]
    if isinstance(row, dict):
        return {key: _filled(part, parts) for key, part in row.items()}
    if isinstance(row, (tuple, list)):
        inside = [_filled(part, parts) for part in row]
        if hasattr(row, "_fields"):
            return type(row)(*inside)
        return inside if isinstance(row, list) else tuple(inside)
    cls: Any = type(row)
    made = cls.__new__(cls)
    for name, part in attributes_in(row).items():
        object.__setattr__(made, name, _filled(part, parts))
    return made


def items_of(rows: Any, key: Any) -> Any:
    """One item of each of some containers.

    >>> items_of([(1.0, 2.0), (3.0, 4.0)], 1)
    [2.0, 4.0]
    """
    return [row[key] for row in rows]


def attributes_of(rows: Any, name: Any) -> Any:
    """One attribute of each of some objects."""
    return [getattr(row, name) for row in rows]
