"""A change of any file that goes into a digest is seen without reading it."""

import os
import time

from srcgrad.cache.stamps import SETTLED, _places, stamps

EARLIER = time.time() - 10


def package(folder):
    (folder / "stage").mkdir()
    for name in ("__init__.py", "stage/one.py", "stage/notes.txt"):
        (folder / name).write_text("a = 1\n")
    return folder


def settled(folder, monkeypatch):
    """The stamps as some seconds later."""
    later = time.time_ns() + 2 * SETTLED
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        return stamps(folder, ())


def test_they_stay_the_same(tmp_path, monkeypatch):
    folder = package(tmp_path)
    first = settled(folder, monkeypatch)
    (folder / "stage" / "notes.txt").write_text("other\n")
    (folder / "stage" / "__pycache__").mkdir()
    (folder / "stage" / "__pycache__" / "one.py").write_text("")
    assert 2 == len(first[0].splitlines())
    assert first == settled(folder, monkeypatch)


def test_a_change_that_keeps_size_and_time_of_writing(tmp_path, monkeypatch):
    folder = package(tmp_path)
    file = folder / "stage" / "one.py"
    os.utime(file, (EARLIER, EARLIER))
    first = settled(folder, monkeypatch)
    time.sleep(0.02)
    file.write_text("a = 2\n")
    os.utime(file, (EARLIER, EARLIER))
    assert first != settled(folder, monkeypatch)


def test_files_that_come_go_and_are_renamed(tmp_path, monkeypatch):
    folder = package(tmp_path)
    states = [settled(folder, monkeypatch)]
    (folder / "stage" / "two.py").write_text("")
    states.append(settled(folder, monkeypatch))
    (folder / "stage" / "two.py").rename(folder / "stage" / "three.py")
    states.append(settled(folder, monkeypatch))
    (folder / "stage" / "one.py").unlink()
    states.append(settled(folder, monkeypatch))
    assert 4 == len({*states})


def test_a_new_file_is_not_trusted(tmp_path):
    """It may be written again within the same tick of the clock."""
    assert stamps(package(tmp_path), ()) is None


def test_no_files(tmp_path):
    assert stamps(tmp_path, ()) is None
    assert stamps(tmp_path / "archive.zip", ()) is None


def test_the_place_of_a_package():
    own, beside = _places("gast")
    assert own.endswith(os.path.join("gast", "__init__.py"))
    assert os.path.isdir(beside)
    assert [] == _places("no_such_package_of_ours")
