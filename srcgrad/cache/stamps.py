"""What tells cheaply that nothing has changed of which a digest was made.

Reading all of the compiler's files and looking up versions takes longer than loading a generated
function. A file that was neither replaced nor written has the same number, size and times.
"""

import marshal
import os
import time
from collections.abc import Iterable
from importlib.util import find_spec

SETTLED = 2 * 10**9  # nanoseconds after which a change is certain to change a file's times
WITHOUT_REFERENCES = 2  # the version of marshal's format in which equal values have equal bytes


def stamps(package: str, others: Iterable[str]) -> tuple[str, bytes] | None:
    """The paths of a package's Python files and of other packages' places, and what marks each.

    None where there are no files, or one is so new that a later change could have the same times.
    """
    places = [place for name in others for place in _places(name)]
    marks: list[int] = []  # flat: what holds no references costs no search for cycles
    newest = 0
    try:
        files = sorted(_python_files(package))
        paths = [*files, *places]
        for path in paths:
            s = os.stat(path)
            written, changed = s.st_mtime_ns, s.st_ctime_ns
            newest = max(newest, written, changed)
            marks += s.st_dev, s.st_ino, s.st_size, written, changed
    except OSError:
        return None
    if not files or newest > time.time_ns() - SETTLED:
        return None
    return "\n".join(paths), marshal.dumps(marks, WITHOUT_REFERENCES)  # faster than as texts


def _python_files(folder: str) -> list[str]:
    """The Python files under a folder, in any order."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(".py"):
                found.append(entry.path)
            elif "." not in name and name != "__pycache__" and entry.is_dir():
                found += _python_files(entry.path)
    return found


def _places(name: str) -> list[str]:
    """A package's own file, and the folder in which its version is recorded beside it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return []
    return [spec.origin, os.path.dirname(os.path.dirname(spec.origin))]
