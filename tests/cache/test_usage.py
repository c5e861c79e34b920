from pathlib import Path

from srcgrad.cache import clear, digest, info, sealed, store

KEY, OTHER = digest("key"), digest("other")


def test_no_directory(directory):
    assert (str(directory), 0, 0) == info()
    assert clear() == 0


def test_off(directory, monkeypatch):
    store(KEY, "f", "x = 1\n")
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    assert (None, 0, 0) == info()
    assert clear() == 0


def test_counts(directory):
    store(KEY, "f", "x = 1\n")
    store(OTHER, "g", "y = 1\n")
    size = len(sealed(KEY, "x = 1\n"))
    assert (str(directory), 2, 2 * size) == info()
    assert clear() == 2
    assert (str(directory), 0, 0) == info()


def test_clear_removes_damaged_files(directory):
    path = Path(store(KEY, "f", "x = 1\n"))
    path.write_bytes(path.read_bytes()[:-3])
    assert clear() == 1
    assert not path.exists()


def test_clear_removes_only_ours(directory, tmp_path):
    store(KEY, "f", "x = 1\n")
    mine = directory / ".srcgrad_abc.tmp"
    mine.touch()
    kept = [
        directory / "notes.py",
        directory / f"g_{OTHER[:16]}.py",  # our kind of name, not our first line
        directory / "__pycache__",
        directory / f"h_{OTHER[:16]}.py",
        directory / "other.tmp",
    ]
    kept[0].write_text(sealed(KEY, "x = 1\n"))
    kept[1].write_text("x = 1\n")
    kept[2].mkdir()
    outside = tmp_path / "outside.py"
    outside.write_text(sealed(KEY, "x = 1\n"))
    kept[3].symlink_to(outside)
    kept[4].touch()
    assert clear() == 1
    assert sorted(kept) == sorted(directory.iterdir())
    assert outside.exists()
