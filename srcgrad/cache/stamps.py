"""What tells cheaply that nothing has changed of which a digest was made.

Reading all of the compiler's files and looking up versions takes longer than loading a generated
function. A file that was neither replaced nor written has the same number, size and times.
"""

import os
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

SETTLED = 2 * 10**9  # nanoseconds after which a change is certain to change a file's times


def stamps(package: Path, others: Iterable[str]) -> list[str] | None:
    """One text for each Python file of a package, and for where other packages are installed.

    None where there are no files, or one is so new that a later change could have the same times.
    """
    places = [place for name in others for place in _places(name)]
    try:
        states = {path: os.stat(path) for path in [*_python_files(str(package)), *places]}
    except OSError:
        return None
    newest = max((max(s.st_mtime_ns, s.st_ctime_ns) for s in states.values()), default=0)
    if len(states) == len(set(places)) or newest > time.time_ns() - SETTLED:
        return None
    return [
        f"{path} {s.st_dev} {s.st_ino} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns}"
        for path, s in states.items()
    ]


def _python_files(folder: str) -> Iterator[str]:
    """The Python files under a folder, in the order of their names."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                yield entry.path
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _python_files(entry.path)


def _places(name: str) -> list[str]:
    """A package's own file, and the folder in which its version is recorded beside it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return []
    return [spec.origin, str(Path(spec.origin).parent.parent)]
